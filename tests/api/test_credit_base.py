"""Of which period the fee is that a credit is taken of: said by the base, by the answer, by both, or by nobody."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api import Loaded, check, read_text
from sladsl.api.evaluation import evaluate
from sladsl.data.binding import Binding, FeesFile, LevelsFile
from sladsl.outcome.range import total_range
from sladsl.outcome.statement import Outcome
from sladsl.values.amount import Amount, known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   {choice}
  }}
  service Shop {{ hours: always   fee: as invoiced per month }}
  metric MA {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures MA at least 99% each month }}
  objective B {{ P ensures MA at least 98% each month }}
  credit for {of} {{ base: {base}   {credit} }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
}}
"""
FEES = {"2026-02": 900, "2026-03": 1_000, "2026-04": 1_200}
BASES = {
    "that month's fee of Shop": 1,
    "the previous month's fee of Shop": 0,
    "the next month's fee of Shop": 2,
}
ANSWERS = {"period of the miss": 1, "period before": 0, "next invoice": 2}
"""Base and answer, and which of the three fees they mean."""


def loaded_of(**said: str) -> Loaded:
    parts = {"choice": "", "of": "A", "base": next(iter(BASES)), "credit": "amount: 10%"}
    loaded = read_text(TEXT.format(**(parts | said)))
    assert not loaded.broken, [each.message for each in loaded.findings]
    return loaded


def outcome(
    folder: Path, assume: dict[str, str] | None = None, until: str = "2026-04", **said: str
) -> Outcome:
    (folder / "levels.csv").write_text("period,objective,level\n2026-03,A,95%\n2026-03,B,95%\n")
    rows = "".join(f"Shop,{period},{fee}\n" for period, fee in FEES.items() if period <= until)
    (folder / "fees.csv").write_text(f"service,period,amount\n{rows}")
    agreement = loaded_of(**said).agreement
    assert agreement is not None
    assert not agreement.not_evaluated
    written = parse_time("2026-12-10")
    assert written is not None
    binding = Binding(
        levels=(LevelsFile(path=str(folder / "levels.csv")),), fees=(FeesFile(path=str(folder / "fees.csv")),)
    )
    return evaluate(agreement, binding, as_of=written.naive_us, period="2026-03", assume=assume or {}).outcome


def euros(amount: Amount | None) -> Fraction:
    assert amount is not None
    money = known(amount, "EUR")
    assert money is not None
    return money.amount


def totals(found: Outcome) -> set[Fraction]:
    """What is owed in each reading."""
    return {euros(each.statement.total) for each in found.readings} or {euros(found.statement.total)}


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("answer", [*ANSWERS, "not stated", ""])
def test_by_hand(base: str, answer: str, tmp_path: Path) -> None:
    """A tenth of the fee that both mean; of either, where they differ; of any, where it is left open."""
    fees = list(FEES.values())
    meant = {BASES[base], *([ANSWERS[answer]] if answer in ANSWERS else [])}
    if answer == "not stated":
        meant = set(ANSWERS.values())
    expected = {Fraction(fees[each], 10) for each in meant}
    said = f"credit base: {answer}" if answer else ""
    for found in (
        outcome(tmp_path, base=base, choice=said),
        outcome(tmp_path, base=base, credit=f"amount: 10%   {said}"),
    ):
        assert totals(found) == expected
        if len(expected) > 1:
            whole = total_range(found.readings)
            assert (euros(whole.least), euros(whole.most)) == (min(expected), max(expected))
            # What the base says is what is shown where one sum has to be.
            assert euros(found.readings[0].statement.total) == Fraction(fees[BASES[base]], 10)


def test_the_answer_of_the_credit_is_nearer(tmp_path: Path) -> None:
    found = outcome(
        tmp_path, choice="credit base: next invoice", credit="amount: 10%   credit base: period of the miss"
    )
    assert totals(found) == {100}


def test_one_assumption_settles_it_for_all_promises_of_a_credit_and_its_cap(tmp_path: Path) -> None:
    """Two promises, 10% each, together at most 15%: all of one fee."""
    said = {"of": "A, B", "credit": "amount: 10%   cap: 15% per month, of all credits"}
    found = outcome(tmp_path, **said, choice="credit base: period before")
    assert totals(found) == {135, 150}
    key = "period of the fee that is meant"
    for answer, sum_ in (("period before", 135), ("period of the miss", 150)):
        assert totals(outcome(tmp_path, {key: answer}, **said, choice="credit base: period before")) == {sum_}


def test_a_fee_to_come_leaves_its_reading_symbolic(tmp_path: Path) -> None:
    found = outcome(tmp_path, choice="credit base: next invoice")
    assert totals(found) == {100, 120}
    later = outcome(tmp_path, until="2026-03", choice="credit base: next invoice")
    assert {
        known(each.statement.total, "EUR") is None for each in later.readings if each.statement.total
    } == {
        True,
        False,
    }


def test_both_that_differ_are_told() -> None:
    found = [each.name for each in check(loaded_of(choice="credit base: period before"))]
    assert "base-said-twice" in found
    assert "base-said-twice" not in [each.name for each in check(loaded_of(choice="credit base: not stated"))]
