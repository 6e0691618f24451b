"""Bonuses: what a level better than promised brings, by hand; beside the credits, and never taken off them."""

from __future__ import annotations

import json
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sladsl.api import Loaded, read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.rendering import render
from sladsl.api.scenarios import results
from sladsl.api.testing.run import run
from sladsl.data.binding import Binding, FeesFile, LevelsFile
from sladsl.outcome.explain import explain_text
from sladsl.outcome.statement import Line, Outcome
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text
from sladsl.values.amount import Amount, amount_text, known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR   {head}
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, {where} }}
  service Shop {{ hours: always   fee: {fee} }}
  option Class {{ values: Gold, Silver   chosen by: C }}
  metric MA {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures MA at least 99% each month }}
  credit for A {{ base: that month's fee of Shop   amount: 10% }}
  bonus for A {{ {bonus} }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
  {more}
}}
"""
BANDS = "base: that month's fee of Shop   bands { at least 99.9%: 2%   at least 99.5%: 1%   otherwise: none }"


def loaded_of(bonus: str = BANDS, **said: str) -> Loaded:
    parts = {"head": "", "where": "on each line", "fee": "10_000 EUR per month", "more": ""} | said
    loaded = read_text(TEXT.format(bonus=bonus, **parts))
    assert not loaded.broken, [each.message for each in loaded.findings]
    return loaded


def outcome(folder: Path, levels: str, bonus: str = BANDS, fees: str = "", **said: Any) -> Outcome:
    path = folder / "levels.csv"
    path.write_text("period,objective,level\n" + levels)
    files: tuple[FeesFile, ...] = ()
    if fees:
        (folder / "fees.csv").write_text(f"service,period,amount\n{fees}")
        files = (FeesFile(path=str(folder / "fees.csv")),)
    agreement = loaded_of(bonus, **said).agreement
    assert agreement is not None
    assert not agreement.not_evaluated
    written = parse_time("2026-12-10")
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(path)),), fees=files)
    return evaluate(agreement, binding, as_of=written.naive_us, period="2026-Q1").outcome


def of_march(found: Outcome) -> Line:
    return next(each for each in found.statement.lines if each.period == "2026-03")


def money(amount: Amount | None) -> Fraction | None:
    found = None if amount is None else known(amount, "EUR")
    return None if found is None else found.amount


def brought(found: Outcome) -> Fraction | None:
    bonus = of_march(found).bonus
    return Fraction(0) if bonus is None else money(bonus.amount)


FLAT = "base: that month's fee of Shop   amount: 3%"


@pytest.mark.parametrize(
    ("level", "bonus", "expected"),
    [
        ("99.95%", BANDS, 200),
        ("99.9%", BANDS, 200),
        ("99.89%", BANDS, 100),
        ("99%", BANDS, 0),
        # A miss brings none, whatever its row says.
        ("98%", "bands { at least 97%: 50 EUR   otherwise: none }", 0),
        ("99%", "bands { at least 97%: 50 EUR   otherwise: none }", 50),
        # Without rows it is for what is better than promised, not just so.
        ("99%", FLAT, 0),
        ("99.01%", FLAT, 300),
        ("98.99%", FLAT, 0),
        ("99.95%", BANDS + "   cap: 150 EUR per month", 150),
        ("99.95%", BANDS + "   minimum payable: 201 EUR", 0),
        ("99.95%", "amount: not stated", None),
    ],
)
def test_by_hand(level: str, bonus: str, expected: int | None, tmp_path: Path) -> None:
    found = outcome(tmp_path, f"2026-03,A,{level}\n", bonus)
    assert brought(found) == expected


def test_no_cap_of_credits_limits_it_and_no_credit_is_less_for_it(tmp_path: Path) -> None:
    levels = "2026-02,A,95%\n2026-03,A,99.95%\n"
    found = outcome(tmp_path, levels, head="cap: 150 EUR per month, of all credits")
    assert brought(found) == 200
    assert money(found.statement.total) == 150
    words = " ".join(outcome_text(found).split())
    assert "Credits in all: 150.00 EUR. Bonuses in all: 200.00 EUR." in words
    assert "Bonuses 200.00 EUR P A, 2026-03: 99.95%" in words


def test_a_yearly_cap_is_used_up_in_the_order_of_time(tmp_path: Path) -> None:
    levels = "".join(f"2026-0{month},A,99.95%\n" for month in (1, 2, 3))
    found = outcome(tmp_path, levels, BANDS + "   cap: 500 EUR per calendar year, of all credits")
    assert [money(each.bonus.amount) for each in found.statement.lines if each.bonus is not None] == [
        200,
        200,
        100,
    ]


def test_a_single_month_knows_what_the_others_used_up(tmp_path: Path) -> None:
    (tmp_path / "levels.csv").write_text(
        "period,objective,level\n" + "".join(f"2026-0{month},A,99.95%\n" for month in (1, 2, 3))
    )
    agreement = loaded_of(BANDS + "   cap: 500 EUR per calendar year, of all credits").agreement
    written = parse_time("2026-12-10")
    assert agreement is not None
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(tmp_path / "levels.csv")),))
    assert brought(evaluate(agreement, binding, as_of=written.naive_us, period="2026-03").outcome) == 100


def test_before_the_fee_is_known_it_is_a_share(tmp_path: Path) -> None:
    levels, fee = "2026-03,A,99.95%\n", "as invoiced per month"
    bonus = of_march(outcome(tmp_path, levels, fee=fee)).bonus
    assert bonus is not None
    assert bonus.amount is not None
    assert amount_text(bonus.amount) == "2% of the fee of Shop (2026-03)"
    assert brought(outcome(tmp_path, levels, fee=fee, fees="Shop,2026-03,1234.56\n")) == Fraction("24.69")


def test_rounded_on_the_total(tmp_path: Path) -> None:
    said = {"where": "on the total", "fee": "1_234.56 EUR per month"}
    found = outcome(tmp_path, "2026-03,A,99.95%\n", **said)
    assert brought(found) == Fraction("24.6912")
    assert [money(each.credit) for each in found.statement.bonuses] == [Fraction("24.69")]


def test_where_it_applies_hangs_on_a_fact(tmp_path: Path) -> None:
    bonus = BANDS + "   applies where: Class is Gold"
    found = outcome(tmp_path, "2026-03,A,99.95%\n", bonus)
    assert {
        money(line.bonus.amount) if line.bonus is not None else 0
        for each in found.readings
        for line in each.statement.lines
        if line.period == "2026-03"
    } == {0, 200}


def test_it_is_told_in_all_its_forms(tmp_path: Path) -> None:
    found = outcome(tmp_path, "2026-03,A,99.95%\n")
    document = json.loads(outcome_json(found))
    line = document["statement"]["lines"][-1]
    assert line["bonus"]["amount"]["money"] == {"amount": "200.00", "currency": "EUR"}
    assert [each["period"] for each in document["statement"]["bonuses"]] == ["2026-03"]
    assert "bonus" not in document["statement"]["lines"][0]
    assert line["bonus"]["steps"][0]["why"] == '99.95% lies in the band "at least 99.9%"'
    contract = " ".join(render(loaded_of()).split())
    assert "Bonus for the" in contract
    assert "shall pay to" in contract


def test_a_scenario_expects_it() -> None:
    more = """scenario "Better" {{ month: 2026-03   levels for A {{ 2026-03: {level} }}
      expected {{ A: met, bonus {bonus} EUR }} }}"""
    for level, bonus, right in (("99.95%", 200, True), ("99.95%", 100, False), ("99%", 0, True)):
        agreement = loaded_of(more=more.format(level=level, bonus=bonus)).agreement
        assert agreement is not None
        assert [each.ok for each in results(agreement)] == [True, right]


def months(found: Outcome) -> list[Fraction | None]:
    return [
        Fraction(0) if each.bonus is None else money(each.bonus.amount)
        for each in found.statement.lines
        if each.objective == "A"
    ]


BETTER = st.sampled_from(["98%", "99%", "99.6%", "99.95%"])


@given(levels=st.lists(BETTER, min_size=3, max_size=3), count=st.integers(1, 3), exceeded=st.booleans())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_it_waits_for_so_many_good_months(
    levels: list[str], count: int, exceeded: bool, tmp_path: Path
) -> None:
    word = "exceeded" if exceeded else "met"
    which = "" if count == 1 else f" in {count} consecutive months"
    text = "".join(f"2026-0{at},A,{level}\n" for at, level in enumerate(levels, 1))
    found = outcome(tmp_path, text, f"{BANDS}   when: {word}{which}")
    brings = {"98%": 0, "99%": 0, "99.6%": 100, "99.95%": 200}
    good = [each != "98%" and not (exceeded and each == "99%") for each in levels]
    run, expected = 0, []
    for level, kept in zip(levels, good, strict=True):
        run = run + 1 if kept else 0
        expected.append(brings[level] if run >= count else 0)
    assert months(found) == expected


def test_what_it_waits_for_may_not_be_known(tmp_path: Path) -> None:
    found = outcome(tmp_path, "2026-03,A,99.95%\n", f"{BANDS}   when: met in 2 consecutive months")
    assert brought(found) is None
    bonus = of_march(found).bonus
    assert bonus is not None
    assert (
        bonus.steps[-1].why
        == "whether the condition of the bonus held hangs on periods of which nobody knows"
    )


def test_it_may_hang_on_other_promises(tmp_path: Path) -> None:
    more = "objective B { P ensures MA at least 50% each month }"
    for level, expected in (("60%", 200), ("40%", 0)):
        text = f"2026-03,A,99.95%\n2026-03,B,{level}\n"
        assert brought(outcome(tmp_path, text, f"{BANDS}   when: B met", more=more)) == expected


COUNTED = """
sla Sales "Sales" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line }}
  service Desk {{ hours: always   fee: 10_000 EUR per month }}
  metric Leads {{ measure: as reported   of: Desk   collected by: P   controlled by: P }}
  objective A {{ P ensures Leads {promise} each month }}
  bonus for A {{ {bonus} }}
}}
"""


def of_count(folder: Path, promise: str, bonus: str, level: int) -> tuple[Fraction | None, str]:
    loaded = read_text(COUNTED.format(promise=promise, bonus=bonus))
    agreement = loaded.agreement
    assert agreement is not None
    assert not loaded.broken, [each.message for each in loaded.findings]
    assert not agreement.not_evaluated
    path = folder / "levels.csv"
    path.write_text(f"period,objective,level\n2026-03,A,{level}\n")
    written = parse_time("2026-12-10")
    assert written is not None
    found = evaluate(
        agreement, Binding(levels=(LevelsFile(path=str(path)),)), as_of=written.naive_us, period="2026-Q1"
    ).outcome
    return brought(found), " ".join(render(loaded).split())


@given(level=st.integers(0, 400))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_rows_of_which_each_counts_for_its_part(level: int, tmp_path: Path) -> None:
    rows = "marginal bands { at most 100: none   at most 200: 3 EUR   otherwise: 4.50 EUR }"
    found, words = of_count(tmp_path, "at least 100", rows, level)
    each = [0 if at <= 100 else 3 if at <= 200 else Fraction(9, 2) for at in range(1, level + 1)]
    assert found == (sum(each) if level >= 100 else 0)
    assert "as a bonus, for each unit of the level of Leads the amount of the row in which it lies" in words


@pytest.mark.parametrize("counts", ["full", "started", ""])
@given(level=st.integers(0, 160))
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_steps_count_on_the_good_side(counts: str, level: int, tmp_path: Path) -> None:
    step = f"amount: 7 EUR   step: {counts} 10 beyond 120, only the excess"
    more = "   partial steps: exact" if not counts else ""
    for promise, better in (("at least 100", level - 120), ("at most 140", 120 - level)):
        found, words = of_count(tmp_path, promise, step + more, level)
        exact = max(Fraction(better, 10), Fraction(0))
        number = {"full": Fraction(floor(exact)), "started": Fraction(ceil(exact))}.get(counts, exact)
        assert found == 7 * number
        assert "as a bonus, EUR 7" in words
        assert "by which the level lies beyond 120" in words


def test_somebody_else_may_get_it(tmp_path: Path) -> None:
    found = outcome(tmp_path, "2026-03,A,99.95%\n", f'{BANDS}   paid to: "the training fund"')
    document = json.loads(outcome_json(found))
    assert document["statement"]["lines"][-1]["bonus"]["paid_to"] == "the training fund"
    words = " ".join(outcome_text(found).split())
    assert "Bonuses 200.00 EUR the training fund A, 2026-03: 99.95%" in words
    contract = " ".join(render(loaded_of(f'{BANDS}   paid to: "the training fund"')).split())
    assert "shall pay to the training fund the bonus that this table gives" in contract


REPLACED = """objective B { P ensures MA at least 50% each month }   credit for B { amount: 30 EUR }
  objective D { P ensures MA at least 40% each month }   credit for D { amount: 4 EUR }"""


@given(
    a=st.sampled_from(["98%", "99.2%", "99.95%", ""]),
    b=st.sampled_from(["40%", "60%"]),
    d=st.sampled_from(["30%", "60%"]),
    only=st.booleans(),
)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_credits_fall_away_where_it_is_owed(a: str, b: str, d: str, only: bool, tmp_path: Path) -> None:
    said = {"A": a, "B": b, "D": d}
    levels = "".join(f"2026-03,{name},{level}\n" for name, level in said.items() if level)
    which = "B" if only else "the credits of that period"
    found = outcome(tmp_path, levels, f"{BANDS}   replaces: {which}", more=REPLACED)
    owed = {each.objective: money(each.credit) for each in found.statement.lines if each.period == "2026-03"}
    for name, amount, miss in (("B", 30, b == "40%"), ("D", 4, d == "30%")):
        plain = amount if miss else 0
        replaced = a == "99.95%" and not (only and name == "D")
        open_ = not a and miss and not (only and name == "D")
        assert owed[name] == (None if open_ else 0 if replaced else plain)
    if a == "98%":
        assert owed["A"] == 1000


def test_why_a_credit_fell_away_for_it(tmp_path: Path) -> None:
    found = outcome(tmp_path, "2026-03,A,99.95%\n2026-03,B,40%\n", f"{BANDS}   replaces: B", more=REPLACED)
    line = next(each for each in found.statement.lines if (each.objective, each.period) == ("B", "2026-03"))
    assert line.steps[-1].why == "the bonus for A takes its place"
    contract = " ".join(render(loaded_of(f"{BANDS}   replaces: B", more=REPLACED)).split())
    assert "Where it is due, no Service Credit for" in contract


def test_what_is_not_evaluated_is_left_out_whole() -> None:
    agreement = loaded_of(
        f"{BANDS}   replaces: B   when: no credit due in 2 consecutive months", more=REPLACED
    ).agreement
    assert agreement is not None
    assert agreement.not_evaluated
    assert not agreement.bonuses
    assert agreement.credits


def test_each_month_by_its_own_terms(tmp_path: Path) -> None:
    """An amendment from March on wants three good months in a row: those before it count."""
    change = f"bonus for A {{ overrides: Hosting.A   {FLAT}   when: exceeded in 3 consecutive months }}"
    text = TEXT.format(
        bonus=f"{BANDS}   when: exceeded in 2 consecutive months",
        head="",
        where="on each line",
        fee="10_000 EUR per month",
        more="",
    )
    loaded = read_text(f"{text}\namendment One {{ of: Hosting   from: 2026-03-01   {change} }}\n")
    assert loaded.agreement is not None
    assert not loaded.broken, [each.message for each in loaded.findings]
    for levels, expected in (
        (("99.95%", "99.95%", "99.95%"), [0, 200, 300]),
        (("99%", "99.95%", "99.95%"), [0, 0, 0]),
    ):
        path = tmp_path / "levels.csv"
        lines = (f"2026-0{at},A,{level}\n" for at, level in enumerate(levels, 1))
        path.write_text("period,objective,level\n" + "".join(lines))
        written = parse_time("2026-12-10")
        assert written is not None
        binding = Binding(levels=(LevelsFile(path=str(path)),))
        found = evaluate(loaded.agreement, binding, as_of=written.naive_us, period="2026-Q1").outcome
        assert months(found) == expected


@pytest.mark.parametrize(
    ("levels", "bonus", "why"),
    [
        (
            "2026-02,A,98%\n2026-03,A,99.95%\n",
            f"{BANDS}   when: met in 2 consecutive months",
            "a good level alone is not enough: the condition of the bonus did not hold",
        ),
        ("2026-02,A,98%\n2026-03,A,99.95%\n", f"{BANDS}   minimum payable: 201 EUR", "201.00 EUR"),
        (
            "2026-02,A,99.95%\n2026-03,A,99.95%\n",
            f"{BANDS}   cap: 200 EUR per calendar year, of all credits",
            "of which nothing was left",
        ),
    ],
)
def test_one_that_was_not_earned_says_why(levels: str, bonus: str, why: str, tmp_path: Path) -> None:
    found = outcome(tmp_path, levels, bonus)
    line = of_march(found)
    assert brought(found) == 0
    assert line.bonus is not None
    told = " ".join(explain_text(line, (), {}).split())
    assert "Bonus band:" in told
    assert why in told
    # Not in the list of those that are owed.
    assert "A, 2026-03" not in outcome_text(found)


def test_a_level_that_brings_nothing_is_no_bonus(tmp_path: Path) -> None:
    assert of_march(outcome(tmp_path, "2026-03,A,99%\n", f"{BANDS}   when: met")).bonus is None
    assert of_march(outcome(tmp_path, "2026-03,A,98%\n", f"{BANDS}   when: met")).bonus is None


RULES = """
  bonus for A {{ base: that month's fee of Shop   bands {{ at least 99.9%: 2%   at least 99.5%: 1%   otherwise: none }}
    when: met in 2 consecutive months   cap: 150 EUR per month   minimum payable: 120 EUR }}
  scenario "S" {{ months: 2026-02 to 2026-03   levels for A {{ 2026-02: {first}   2026-03: {second} }}
    expected {{ A, 2026-02: met   A, 2026-03: met }} }}
"""


@pytest.mark.parametrize(
    ("first", "second", "at_work"),
    [
        ("99%", "99%", set()),
        ("99.9%", "99%", {"bonus for A: at least 99.9%", "condition of bonus for A"}),
        (
            "99.9%",
            "99.5%",
            {
                "bonus for A: at least 99.9%",
                "condition of bonus for A",
                "bonus for A: at least 99.5%",
                "minimum payable of bonus for A",
            },
        ),
        ("99%", "99.9%", {"bonus for A: at least 99.9%", "cap of bonus for A"}),
    ],
)
def test_rules_of_bonuses_are_counted(first: str, second: str, at_work: set[str]) -> None:
    text = TEXT.format(bonus="", head="", where="on each line", fee="10_000 EUR per month", more="")
    more = RULES.format(first=first, second=second)
    text = text.replace("bonus for A {  }", more)
    report = run([read_text(text)])
    assert [each.message for each in report.troubles] == []
    mine = {each.words: bool(each.by) for each in report.rules if "bonus" in each.words}
    assert set(mine) == {
        "bonus for A: at least 99.9%",
        "bonus for A: at least 99.5%",
        "condition of bonus for A",
        "cap of bonus for A",
        "minimum payable of bonus for A",
    }
    assert {words for words, worked in mine.items() if worked} == at_work
