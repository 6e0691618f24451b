"""Fees that change on a day, are paid by what was ordered or used, or are prices of what is counted: by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api import Loaded, check, read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.rendering import render
from sladsl.data.binding import Binding, FeesFile, LevelsFile
from sladsl.model.meanings import Agreement
from sladsl.outcome.statement import Outcome
from sladsl.values.amount import amount_text, known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line   {choice} }}
  service Shop {{ hours: always   {fee} }}
  metric Up {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures Up at least 99% each {period} }}
  credit for A {{ base: that {period}'s fee of Shop   amount: 10% }}
  claims {{ channel: in writing   deadline: 30 days after the {period} }}
}}
"""
CHANGES = "fee: 10_000 EUR per month   fee: 13_100 EUR per month from {day}"


def loaded_of(fee: str, *, choice: str = "", period: str = "month", more: str = "") -> Loaded:
    loaded = read_text(TEXT.format(fee=fee, choice=choice, period=period) + more)
    assert not loaded.broken, [each.message for each in loaded.findings]
    return loaded


def agreement(fee: str, *, choice: str = "", period: str = "month", more: str = "") -> Agreement:
    loaded = loaded_of(fee, choice=choice, period=period, more=more)
    assert loaded.agreement is not None
    assert not loaded.agreement.not_evaluated
    return loaded.agreement


def outcome(folder: Path, of: Agreement, month: str = "2026-03", fees: str = "") -> Outcome:
    levels = folder / "levels.csv"
    levels.write_text(f"period,objective,level\n{month},A,95%\n")
    files: tuple[FeesFile, ...] = ()
    if fees:
        (folder / "fees.csv").write_text(f"service,period,amount\n{fees}")
        files = (FeesFile(path=str(folder / "fees.csv")),)
    written = parse_time("2027-06-10")
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(levels)),), fees=files)
    return evaluate(of, binding, as_of=written.naive_us, period=month).outcome


def owed(found: Outcome) -> Fraction | None:
    credit = found.statement.lines[-1].credit
    money = known(credit, "EUR") if credit is not None else None
    return None if money is None else money.amount


@pytest.mark.parametrize(
    ("day", "month", "expected"),
    [
        ("2026-03-01", "2026-02", 1_000),
        ("2026-03-01", "2026-03", 1_310),
        ("2026-03-01", "2027-01", 1_310),
    ],
)
def test_each_month_has_the_fee_of_its_days(day: str, month: str, expected: int, tmp_path: Path) -> None:
    assert owed(outcome(tmp_path, agreement(CHANGES.format(day=day)), month)) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        # Ten days of 10,000 and twenty-one of 13,100 EUR, of 31.
        ("day by day", Fraction(1_210)),
        ("at the start of the period", Fraction(1_000)),
        ("at the failure", None),
    ],
)
def test_a_change_within_a_month(answer: str, expected: Fraction | None, tmp_path: Path) -> None:
    of = agreement(CHANGES.format(day="2026-03-11"), choice=f"terms in force: {answer}")
    assert owed(outcome(tmp_path, of)) == expected
    assert owed(outcome(tmp_path, of, "2026-04")) == 1_310


def test_where_nothing_is_said_of_it_both_are_tried(tmp_path: Path) -> None:
    found = outcome(tmp_path, agreement(CHANGES.format(day="2026-03-11")))
    credits = {
        known(credit, "EUR").amount  # type: ignore[union-attr]
        for each in found.readings
        if (credit := each.statement.total) is not None
    }
    assert credits == {1_000, 1_210}
    assert [each.key for each in found.open if each.matters] == ["terms in force"]


def test_a_quarter_is_the_sum_of_its_months(tmp_path: Path) -> None:
    of = agreement(CHANGES.format(day="2026-03-01"), period="quarter")
    assert owed(outcome(tmp_path, of, "2026-Q1")) == 3_310


def test_the_order_of_the_rows_changes_nothing(tmp_path: Path) -> None:
    of = agreement("fee: 13_100 EUR per month from 2026-03-01   fee: 10_000 EUR per month")
    assert owed(outcome(tmp_path, of, "2026-02")) == 1_000


def test_before_the_first_day_no_fee_is_written(tmp_path: Path) -> None:
    of = agreement("fee: 10_000 EUR per month from 2026-03-01")
    credit = outcome(tmp_path, of, "2026-02").statement.lines[0].credit
    assert credit is not None
    assert amount_text(credit) == "10% of the fee of Shop (2026-02)"


def test_two_fees_of_one_day_are_one_too_many() -> None:
    text = TEXT.format(fee="fee: 1 EUR per month   fee: 2 EUR per month", choice="", period="month")
    (found,) = [each for each in read_text(text).findings if each.severity == "error"]
    assert (found.name, found.message) == ("fee-twice", "`Shop` has another fee from the first day on.")


@pytest.mark.parametrize("fee", ["as used per month", "as ordered per month", "35 EUR per trip"])
def test_what_was_ordered_or_used_is_known_when_it_is_invoiced(fee: str, tmp_path: Path) -> None:
    of = agreement(f"fee: {fee}")
    before = outcome(tmp_path, of).statement.lines[0].credit
    assert before is not None
    assert amount_text(before) == "10% of the fee of Shop (2026-03)"
    assert owed(outcome(tmp_path, of, fees="Shop,2026-03,700\n")) == 70


def words(fee: str) -> str:
    return " ".join(render(loaded_of(fee)).split())


def test_the_contract_says_them() -> None:
    text = words("fee: 10_000 EUR per month   fee: 13_100 EUR per month from 2026-03-01")
    assert "Its Fee is EUR 10,000.00 per month and from 1 March 2026 EUR 13,100.00 per month." in text
    assert "EUR 35.00 for each trip, as invoiced" in words("fee: 35 EUR per trip")
    assert "the amount invoiced for what was used per month" in words("fee: as used per month")


def test_a_written_amendment_and_a_day_go_together(tmp_path: Path) -> None:
    more = """amendment Second { of: Hosting   from: 2026-05-01
      service Shop { overrides: Hosting.Shop   hours: always   fee: 20_000 EUR per month
        fee: 30_000 EUR per month from 2026-06-01 } }"""
    of = agreement("fee: 10_000 EUR per month   fee: 13_100 EUR per month from 2026-03-01", more=more)
    found = {
        month: owed(outcome(tmp_path, of, month)) for month in ("2026-02", "2026-04", "2026-05", "2026-07")
    }
    assert found == {"2026-02": 1_000, "2026-04": 1_310, "2026-05": 2_000, "2026-07": 3_000}


def test_checking_asks_only_where_it_matters() -> None:
    asked = [
        [each for each in check(loaded_of(CHANGES.format(day=day))) if "terms in force" in each.message]
        for day in ("2026-03-01", "2026-03-11")
    ]
    assert [len(each) for each in asked] == [0, 1]
