"""Remedies worked out by hand: steps, repeats, time lost, parts in rows, points, pools, smallest payments, earning back.

Each case is an agreement text and the levels that somebody reports; nothing is compared with an internal function.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from sladsl.api import check, read_text
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.data.binding import Binding, LevelsFile
from sladsl.outcome.statement import Line
from sladsl.values.amount import known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: {effective}   time zone: "UTC"   currency: EUR   {agreement}
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{ level rounding: none   money rounding: half up to 0.01 EUR, on each line   {choice} }}
  service Shop {{ hours: always   fee: 10_000 EUR per month }}
  metric Up {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  metric Down {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures Up at least 99% each month   {objective} }}
  objective B {{ P ensures Down at most 10 each month }}
  {more}
}}
"""
PARTS = ("agreement", "choice", "objective", "more")


def settled(folder: Path, levels: str, *, effective: str = "2026-01-01", **said: str) -> Evaluation:
    path = folder / "levels.csv"
    path.write_text("period,objective,level\n" + "\n".join(levels.split()) + "\n")
    text = TEXT.format(effective=effective, **dict.fromkeys(PARTS, "") | said)
    loaded = read_text(text)
    assert loaded.agreement is not None
    assert not [each for each in loaded.findings if each.severity == "error"], loaded.findings
    assert not loaded.agreement.not_evaluated
    written = parse_time("2027-03-01")
    assert written is not None
    return evaluate(
        loaded.agreement,
        Binding(levels=(LevelsFile(path=str(path)),)),
        as_of=written.naive_us,
        engine="reference",
    )


def line(found: Evaluation, objective: str, period: str) -> Line:
    lines = found.outcome.statement.lines
    return next(each for each in lines if (each.objective, each.period) == (objective, period))


def euro(found: Evaluation, objective: str, period: str) -> Fraction | None:
    credit = line(found, objective, period).credit
    if credit is None:
        return None
    money = known(credit, "EUR")
    assert money is not None
    return money.amount


# ---- steps


@pytest.mark.parametrize(
    ("step", "level", "owed"),
    [
        ("full 5 of Down beyond 10, only the excess", "10", 0),
        ("full 5 of Down beyond 10, only the excess", "14.99", 0),
        ("full 5 of Down beyond 10, only the excess", "15", 100),
        ("full 5 of Down beyond 10, only the excess", "24", 200),
        ("started 5 of Down beyond 10, only the excess", "10.01", 100),
        ("started 5 of Down beyond 10, only the excess", "15", 100),
        ("started 5 of Down beyond 10, only the excess", "15.01", 200),
        ("exact 5 of Down beyond 10, only the excess", "12", 40),
        ("exact 3 of Down beyond 10, only the excess", "11", "33.33"),
        ("full 5 of Down beyond 10, the whole", "14", 200),
        ("full 5 of Down", "12", 200),
        ("full 5 of Down beyond 20, only the excess", "19", 0),
        ("full 1 of the shortfall", "13.5", 300),
    ],
)
def test_steps(step: str, level: str, owed: object, tmp_path: Path) -> None:
    more = f"credit for B {{ base: that month's fee of Shop   amount: 1%   step: {step} }}"
    found = settled(tmp_path, f"2026-03,B,{level}", more=more)
    assert euro(found, "B", "2026-03") == Fraction(str(owed))


@pytest.mark.parametrize(
    ("level", "owed"), [("99%", 0), ("98.01%", 0), ("98%", 500), ("96.4%", 1000), ("0%", 49_500)]
)
def test_steps_of_what_is_missing(level: str, owed: int, tmp_path: Path) -> None:
    more = "credit for A { base: that month's fee of Shop   amount: 5%   step: full 1% of the shortfall }"
    assert euro(settled(tmp_path, f"2026-03,A,{level}", more=more), "A", "2026-03") == owed


def test_steps_of_another_promise(tmp_path: Path) -> None:
    """A credit for A that counts what B measures; without that level it is open, and says so."""
    more = "credit for A { amount: 10 EUR   step: full 2 of Down beyond 10, only the excess }"
    found = settled(tmp_path, "2026-03,A,98% 2026-03,B,15 2026-04,A,98%", more=more)
    assert euro(found, "A", "2026-03") == 20
    assert euro(found, "A", "2026-04") is None
    assert line(found, "A", "2026-04").steps[-1].why == "the level of B is not known"


def test_what_a_step_leaves_unsaid_is_asked(tmp_path: Path) -> None:
    more = "credit for B { amount: 10 EUR   step: 5 of Down beyond 10 }"
    found = settled(tmp_path, "2026-03,B,21", more=more)
    owed = {
        tuple(answer.answer for answer in reading.answers): known(
            reading.statement.total or reading.statement.known
        )
        for reading in found.outcome.readings
    }
    amounts = {answers: None if money is None else money.amount for answers, money in owed.items()}
    assert amounts == {
        ("full only", "only the excess"): 20,
        ("full only", "the whole"): 40,
        ("started", "only the excess"): 30,
        ("started", "the whole"): 50,
        ("exact", "only the excess"): 22,
        ("exact", "the whole"): 42,
    }


# ---- repeats

REPEAT = "credit for A { base: that month's fee of Shop   amount: 10%   repeat: 2 times from the 2nd miss in a row }"


def test_a_repeated_miss_is_multiplied_once(tmp_path: Path) -> None:
    levels = "2026-01,A,98% 2026-02,A,98% 2026-03,A,98% 2026-04,A,99% 2026-05,A,98%"
    found = settled(tmp_path, levels, more=REPEAT)
    assert [euro(found, "A", f"2026-0{month}") for month in range(1, 6)] == [1000, 2000, 2000, 0, 1000]


def test_before_the_first_level_nobody_knows(tmp_path: Path) -> None:
    """The agreement is older than the levels: whether January was missed, too, is not known."""
    found = settled(tmp_path, "2026-02,A,98% 2026-03,A,98%", effective="2025-01-01", more=REPEAT)
    assert euro(found, "A", "2026-02") is None
    assert euro(found, "A", "2026-03") == 2000
    assert "2nd miss in a row" in line(found, "A", "2026-02").steps[-1].why


def test_before_the_agreement_nothing_was_missed(tmp_path: Path) -> None:
    found = settled(tmp_path, "2026-02,A,98%", effective="2026-02-01", more=REPEAT)
    assert euro(found, "A", "2026-02") == 1000


def test_a_month_without_a_level_leaves_the_row_open(tmp_path: Path) -> None:
    found = settled(tmp_path, "2026-01,A,98% 2026-03,A,98%", more=REPEAT)
    assert euro(found, "A", "2026-01") == 1000
    assert euro(found, "A", "2026-03") is None


def test_a_named_period_looks_back_for_its_row(tmp_path: Path) -> None:
    path = tmp_path / "levels.csv"
    path.write_text("period,objective,level\n2026-01,A,98%\n2026-02,A,98%\n")
    loaded = read_text(TEXT.format(effective="2025-01-01", **dict.fromkeys(PARTS, "") | {"more": REPEAT}))
    written = parse_time("2026-05-01")
    assert loaded.agreement is not None
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(path)),))
    found = evaluate(loaded.agreement, binding, as_of=written.naive_us, period="2026-02")
    assert euro(found, "A", "2026-02") == 2000


def test_the_cap_comes_after_the_repeat(tmp_path: Path) -> None:
    more = REPEAT.replace("amount: 10%", "amount: 10%   cap: 1_500 EUR per month")
    found = settled(tmp_path, "2026-01,A,98% 2026-02,A,98%", more=more)
    assert [step.name for step in line(found, "A", "2026-02").steps] == ["flat amount", "repeat", "cap"]
    assert euro(found, "A", "2026-02") == 1500


# ---- time lost, parts in rows


@pytest.mark.parametrize(("level", "owed"), [("99%", 0), ("98.99%", 1010), ("90%", 10_000), ("0%", 100_000)])
def test_ten_times_the_fee_for_the_time_lost(level: str, owed: int, tmp_path: Path) -> None:
    more = "credit for A { base: that month's fee of Shop   amount: 10 times the fee for the time lost }"
    assert euro(settled(tmp_path, f"2026-03,A,{level}", more=more), "A", "2026-03") == owed


def test_the_time_lost_as_the_base(tmp_path: Path) -> None:
    more = "credit for A { base: the fee for the time lost   amount: 150% }"
    assert euro(settled(tmp_path, "2026-03,A,98%", more=more), "A", "2026-03") == 300


@pytest.mark.parametrize(
    ("level", "owed"), [("10", 0), ("20", 0), ("20.5", "1.5"), ("100", 240), ("101", "244.5"), ("120", 330)]
)
def test_each_row_counts_for_its_part(level: str, owed: object, tmp_path: Path) -> None:
    more = "credit for B { marginal bands { at most 20: none   at most 100: 3 EUR   otherwise: 4.50 EUR } }"
    assert euro(settled(tmp_path, f"2026-03,B,{level}", more=more), "B", "2026-03") == Fraction(str(owed))


# ---- points


def points(found: Evaluation, objective: str, period: str) -> Fraction | None:
    scored = line(found, objective, period).points
    assert scored is not None
    return scored.number


POINTS = """
  points for A { bands { at least 99%: none   at least 98%: 1 point   otherwise: 3 points }
               repeat: 2 times from the 2nd miss in a row }
  points for B { amount: 2 points }
  credit for points each month {
    base: that month's fee of Shop   bands { at least 5 points: 10%   at least 2 points: 1%   otherwise: none }
  }
"""


def test_points_are_summed_and_cost(tmp_path: Path) -> None:
    levels = "2026-01,A,98% 2026-02,A,97% 2026-03,A,99% 2026-01,B,10 2026-02,B,11 2026-03,B,11"
    found = settled(tmp_path, levels, more=POINTS)
    assert [points(found, "A", f"2026-0{month}") for month in (1, 2, 3)] == [1, 6, 0]
    assert [points(found, "B", f"2026-0{month}") for month in (1, 2, 3)] == [0, 2, 2]
    assert [line(found, "Points", f"2026-0{month}").level for month in (1, 2, 3)] == [1, 8, 2]
    assert [euro(found, "Points", f"2026-0{month}") for month in (1, 2, 3)] == [0, 1000, 100]


def test_points_that_nobody_knows_leave_the_sum_open(tmp_path: Path) -> None:
    found = settled(tmp_path, "2026-01,A,98%", more=POINTS)
    assert points(found, "B", "2026-01") is None
    assert euro(found, "Points", "2026-01") is None
    assert found.outcome.statement.total is None


# ---- pools, smallest payments

POOL = """
  pool Main { share: 50%   allocation { A: 40%   B: 60% } }
  credit for A, B { base: that month's fee of Shop   amount: the allocation }
"""


def test_a_pool_of_the_amount_at_risk(tmp_path: Path) -> None:
    risk = "amount at risk: 10% of that month's fee of Shop"
    found = settled(tmp_path, "2026-01,A,98% 2026-01,B,11", agreement=risk, more=POOL)
    assert (euro(found, "A", "2026-01"), euro(found, "B", "2026-01")) == (200, 300)


def test_the_amount_at_risk_limits_all_credits(tmp_path: Path) -> None:
    risk = "amount at risk: 10% of that month's fee of Shop"
    more = "credit for A { amount: 700 EUR }   credit for B { amount: 700 EUR }"
    found = settled(tmp_path, "2026-01,A,98% 2026-01,B,11 2026-02,A,98%", agreement=risk, more=more)
    assert (euro(found, "A", "2026-01"), euro(found, "B", "2026-01")) == (700, 300)
    assert euro(found, "A", "2026-02") == 700


@pytest.mark.parametrize(
    ("least", "owed"),
    [("1_000 EUR", 1000), ("1_000.01 EUR", 0), ("above 999.99 EUR", 1000), ("above 1_000 EUR", 0)],
)
def test_the_smallest_credit_that_is_paid(least: str, owed: int, tmp_path: Path) -> None:
    more = f"credit for A {{ amount: 1_000 EUR   minimum payable: {least} }}"
    assert euro(settled(tmp_path, "2026-01,A,98%", more=more), "A", "2026-01") == owed


def test_the_smallest_sum_is_one_of_a_period(tmp_path: Path) -> None:
    more = "credit for A { amount: 60 EUR }   credit for B { amount: 60 EUR }   settlement { minimum payable: 100 EUR }"
    found = settled(tmp_path, "2026-01,A,98% 2026-01,B,11 2026-02,A,98% 2026-02,B,1", more=more)
    assert (euro(found, "A", "2026-01"), euro(found, "B", "2026-01")) == (60, 60)
    assert euro(found, "A", "2026-02") == 0
    assert line(found, "A", "2026-02").steps[-1].name == "minimum payable"


# ---- earning back


def back(found: Evaluation, period: str) -> tuple[str, Fraction | None, str]:
    earned = line(found, "A", period).earned
    assert earned is not None
    money = None if earned.amount is None else known(earned.amount)
    return earned.state, None if money is None else money.amount, earned.period


NEXT = "met in each of the next 2 months"


@pytest.mark.parametrize(
    ("when", "levels", "came"),
    [
        (NEXT, "98 99 99", ("earned back", 500, "2026-03")),
        (NEXT, "98 99 98", ("kept", None, "2026-03")),
        (NEXT, "98 98 99", ("kept", None, "2026-02")),
        (NEXT, "98 99", ("pending", 500, "")),
        ("exceeded in each of the next 2 months", "98 99 99.5", ("kept", None, "2026-02")),
        ("exceeded in each of the next 2 months", "98 99.1 99.5", ("earned back", 500, "2026-03")),
        ("met in 2 consecutive months", "98 98 99 99", ("earned back", 500, "2026-04")),
        ("met in 2 consecutive months", "98 99 98 99", ("pending", 500, "")),
        ("no credit due in each of the next 2 months", "98 99 99", ("earned back", 500, "2026-03")),
    ],
)
def test_earning_back(when: str, levels: str, came: tuple[str, int | None, str], tmp_path: Path) -> None:
    more = f"credit for A {{ amount: 1_000 EUR   earn back {{ share: 50%   when: {when} }} }}"
    rows = " ".join(f"2026-0{month},A,{level}%" for month, level in enumerate(levels.split(), 1))
    assert back(settled(tmp_path, rows, more=more), "2026-01") == came


def test_exceeding_is_being_better_than_expected(tmp_path: Path) -> None:
    when = "exceeded in each of the next 2 months"
    more = f"credit for A {{ amount: 1_000 EUR   earn back {{ share: 50%   when: {when} }} }}"
    for level, came in (("99.5%", "kept"), ("99.6%", "earned back")):
        rows = f"2026-01,A,98% 2026-02,A,{level} 2026-03,A,99.9%"
        found = settled(tmp_path, rows, objective="expected: at least 99.5%", more=more)
        assert back(found, "2026-01")[0] == came


def test_a_month_that_nobody_knows_leaves_it_pending(tmp_path: Path) -> None:
    more = f"credit for A {{ amount: 1_000 EUR   earn back {{ share: 50%   when: {NEXT} }} }}"
    found = settled(tmp_path, "2026-01,A,98% 2026-03,A,99%", more=more)
    assert back(found, "2026-01") == ("pending", 500, "")


def test_credits_for_critical_misses_stay(tmp_path: Path) -> None:
    more = f"credit for A {{ amount: 1_000 EUR   earn back {{ share: 50%   when: {NEXT}   never for: critical }} }}"
    levels = "2026-01,A,90% 2026-02,A,99% 2026-03,A,99%"
    found = settled(tmp_path, levels, objective="critical: below 95%", more=more)
    assert back(found, "2026-01")[0] == "kept"
    assert "Earned back" not in found.text()


def test_what_is_earned_back_stands_beside_the_credit(tmp_path: Path) -> None:
    more = f"credit for A {{ amount: 1_000.01 EUR   earn back {{ share: 50%   when: {NEXT} }} }}"
    found = settled(tmp_path, "2026-01,A,98% 2026-02,A,99% 2026-03,A,99%", more=more)
    assert euro(found, "A", "2026-01") == Fraction("1000.01")
    assert back(found, "2026-01")[1] == Fraction("500.01")
    text = " ".join(found.text().split())
    assert "Earned back: 500.01 EUR." in text
    assert "500.01 EUR 2026-03 A, 2026-01: met in each of the next 2" in text


# ---- rules


def test_a_cap_is_not_called_useless_where_steps_have_no_end() -> None:
    more = "credit for B { amount: 1 EUR   step: full 1 of Down }   "
    text = TEXT.format(
        effective="2026-01-01",
        agreement="cap: 9_000 EUR per month, of all credits",
        choice="",
        objective="",
        more=more,
    )
    assert "cap-never-binds" not in {each.name for each in check(read_text(text))}


@pytest.mark.parametrize("factor", ["2 times", "1 times"])
def test_a_repeat_counts_for_what_a_cap_can_be_reached_by(factor: str) -> None:
    more = REPEAT.replace("2 times", factor)
    cap = "cap: 1_500 EUR per month, of all credits"
    # The order is answered: while it is open, the amounts are, too.
    order = "order: bands, repeat, cap"
    text = TEXT.format(effective="2026-01-01", agreement=cap, choice=order, objective="", more=more)
    found = "cap-never-binds" in {each.name for each in check(read_text(text))}
    assert found == (factor == "1 times")


# ---- what a credit waits for, and what it replaces


def test_a_credit_that_needs_two_misses_in_a_row(tmp_path: Path) -> None:
    more = "credit for A { amount: 100 EUR   when: missed in 2 consecutive months }"
    levels = "2026-01,A,98% 2026-02,A,98% 2026-03,A,99% 2026-04,A,98%"
    found = settled(tmp_path, levels, more=more)
    assert [euro(found, "A", f"2026-0{month}") for month in range(1, 5)] == [0, 100, 0, 0]
    assert line(found, "A", "2026-01").steps[-1].name == "condition"


def test_a_condition_on_another_promise(tmp_path: Path) -> None:
    more = "credit for A { amount: 100 EUR   when: B missed in one month }"
    found = settled(tmp_path, "2026-01,A,98% 2026-01,B,11 2026-02,A,98% 2026-02,B,9 2026-03,A,98%", more=more)
    assert [euro(found, "A", f"2026-0{month}") for month in (1, 2, 3)] == [100, 0, None]


def test_a_row_that_began_before_the_levels_is_open(tmp_path: Path) -> None:
    more = "credit for A { amount: 100 EUR   when: missed in 2 consecutive months }"
    found = settled(tmp_path, "2026-02,A,98% 2026-03,A,98%", effective="2025-01-01", more=more)
    assert [euro(found, "A", f"2026-0{month}") for month in (2, 3)] == [None, 100]


@pytest.mark.parametrize("which", ["B", "the credits of that period"])
def test_a_credit_that_takes_the_place_of_another(which: str, tmp_path: Path) -> None:
    more = f"credit for A {{ amount: 100 EUR   replaces: {which} }}   credit for B {{ amount: 70 EUR }}"
    found = settled(tmp_path, "2026-01,A,98% 2026-01,B,11 2026-02,A,99% 2026-02,B,11", more=more)
    assert (euro(found, "A", "2026-01"), euro(found, "B", "2026-01")) == (100, 0)
    assert euro(found, "B", "2026-02") == 70
    assert line(found, "B", "2026-01").steps[-1].why == "the credit for A takes its place"


def test_what_is_replaced_uses_up_nothing_of_a_cap(tmp_path: Path) -> None:
    more = "credit for A { amount: 100 EUR   replaces: B }   credit for B { amount: 70 EUR }"
    cap = "cap: 100 EUR per month, of all credits"
    found = settled(tmp_path, "2026-01,A,98% 2026-01,B,11", agreement=cap, more=more)
    assert euro(found, "A", "2026-01") == 100


def test_an_objective_may_be_called_points(tmp_path: Path) -> None:
    """The sum then has another name; neither takes the place of the other."""
    more = (
        "objective Points { P ensures Up at least 50% each month }   points for A { amount: 1 point }"
        "   credit for points each month { amount: 5 EUR   step: full 1 points }"
    )
    found = settled(tmp_path, "2026-01,A,98% 2026-01,Points,98%", more=more)
    assert line(found, "Points", "2026-01").status == "met"
    assert euro(found, "sum of points", "2026-01") == 5


@pytest.mark.parametrize(
    ("order", "owed", "steps"),
    [
        ("", 600, ["flat amount", "repeat", "cap"]),
        ("order: bands, repeat, cap", 600, ["flat amount", "repeat", "cap"]),
        ("order: bands, cap, repeat", 1200, ["flat amount", "cap", "repeat"]),
    ],
)
def test_the_order_that_the_agreement_says(order: str, owed: int, steps: list[str], tmp_path: Path) -> None:
    more = REPEAT.replace("amount: 10%", "amount: 10%   cap: 600 EUR per month")
    found = settled(tmp_path, "2026-01,A,98% 2026-02,A,98%", choice=order, more=more)
    assert euro(found, "A", "2026-02") == owed
    assert [step.name for step in line(found, "A", "2026-02").steps] == steps
    text = " ".join(found.text().split())
    assert ("caps, repeat" in text) == (order == "order: bands, cap, repeat")


def test_a_row_that_only_a_repeat_brings_over_the_cap_is_paid_in_full_the_first_time() -> None:
    more = """credit for A {
      base: that month's fee of Shop   bands { at least 99%: none   at least 98%: 10%   otherwise: 15% }
      repeat: 2 times from the 2nd miss in a row
    }"""
    cap = "cap: 2_000 EUR per month, of all credits"
    text = TEXT.format(effective="2026-01-01", agreement=cap, choice="", objective="", more=more)
    assert "credit-over-cap" not in {each.name for each in check(read_text(text))}


def test_points_of_weeks_cost_by_the_month(tmp_path: Path) -> None:
    more = """
      metric Weekly { measure: as reported   of: Shop   collected by: P   controlled by: P }
      objective W { P ensures Weekly at least 99% each week }
      points for W { amount: 2 points }
      credit for points each month { base: that month's fee of Shop   amount: 1%   step: full 2 points }
    """
    levels = " ".join(f"2026-W{week:02},W,98%" for week in range(6, 15))
    found = settled(tmp_path, levels, choice="service for part of a period: rest counts as up", more=more)
    # The fifth week ends in February, and nobody has its level; five weeks end in March.
    assert [euro(found, "Points", f"2026-0{month}") for month in (2, 3)] == [None, 500]


def test_rows_and_a_step_at_once_are_open(tmp_path: Path) -> None:
    more = "credit for B { bands { at most 10: none   otherwise: 5 EUR }   step: full 1 of Down beyond 10 }"
    text = TEXT.format(
        effective="2026-01-01",
        **dict.fromkeys(PARTS, "") | {"more": more, "choice": "beyond a limit: the whole"},
    )
    loaded = read_text(text)
    assert loaded.agreement is not None
    path = tmp_path / "levels.csv"
    path.write_text("period,objective,level\n2026-01,B,12\n")
    written = parse_time("2026-05-01")
    assert written is not None
    found = evaluate(
        loaded.agreement,
        Binding(levels=(LevelsFile(path=str(path)),)),
        as_of=written.naive_us,
        engine="reference",
    )
    assert euro(found, "B", "2026-01") is None


def test_points_wait_for_more_than_a_miss(tmp_path: Path) -> None:
    """Two misses in a row: the first month of a row scores nothing."""
    more = """points for A { amount: 3 points   when: missed in 2 consecutive months }
      points for B { amount: 1 point }
      credit for points each month { amount: 100 EUR   step: full 1 points }"""
    levels = """2026-01,A,98 2026-02,A,98 2026-03,A,99.5 2026-04,A,98 2026-05,A,98 2026-06,A,98
      2026-01,B,1 2026-02,B,11 2026-03,B,1 2026-04,B,11 2026-05,B,1 2026-06,B,1"""
    levels = levels.replace("98 ", "98% ").replace("98\n", "98%\n").replace("99.5", "99.5%")
    found = settled(tmp_path, levels, more=more)
    months = [f"2026-0{month}" for month in range(1, 7)]
    assert [euro(found, "Points", each) for each in months] == [0, 400, 0, 100, 300, 300]
    waiting = line(found, "A", "2026-04").points
    assert waiting is not None
    assert waiting.why == "a miss alone is not enough: the condition of the points did not hold"


def test_points_of_a_month_hang_on_one_that_nobody_knows(tmp_path: Path) -> None:
    more = """points for A { amount: 3 points   when: missed in 2 consecutive months }
      credit for points each month { amount: 5 EUR }"""
    found = settled(tmp_path, "2026-02,A,98% 2026-03,A,98% 2026-04,B,1", more=more)
    points = [line(found, "A", f"2026-0{month}").points for month in (2, 3)]
    assert [None if each is None else each.number for each in points] == [None, 3]
    assert euro(found, "Points", "2026-02") is None
    assert euro(found, "Points", "2026-03") == 5
    later = line(found, "A", "2026-04").points
    assert later is not None
    assert (later.number, later.why) == (None, "no level reported")


def test_points_for_less_than_is_expected(tmp_path: Path) -> None:
    more = """points for A { amount: 2 points   when: A below expected in 2 consecutive months }
      credit for points each month { amount: 5 EUR   step: full 1 points }"""
    levels = "2026-01,A,99.2% 2026-02,A,99.2% 2026-03,A,99.9% 2026-04,A,98%"
    found = settled(tmp_path, levels, more=more, objective="expected: at least 99.5%")
    assert [euro(found, "Points", f"2026-0{month}") for month in (1, 2, 3, 4)] == [0, 10, 0, 0]


def test_the_credit_for_points_takes_the_place_of_others(tmp_path: Path) -> None:
    more = """credit for A { amount: 50 EUR }   credit for B { amount: 7 EUR }
      points for A, B { amount: 1 point }
      credit for points each month { bands { at least 2 points: 60 EUR   otherwise: none }   replaces: A }"""
    levels = "2026-01,A,98% 2026-01,B,11 2026-02,A,98% 2026-02,B,1 2026-03,A,98%"
    found = settled(tmp_path, levels, more=more)
    assert [euro(found, "Points", f"2026-0{month}") for month in (1, 2)] == [60, 0]
    assert [euro(found, "A", f"2026-0{month}") for month in (1, 2)] == [0, 50]
    assert euro(found, "B", "2026-01") == 7
    # Of B nobody knows: whether there are two points is open, and with it the credit that they would replace.
    assert euro(found, "A", "2026-03") is None


def test_the_credit_for_points_waits_for_more_than_points(tmp_path: Path) -> None:
    more = """points for A, B { amount: 1 point }
      credit for points each month { amount: 60 EUR   when: A missed in 2 consecutive months }"""
    levels = "2026-01,A,98% 2026-01,B,11 2026-02,A,98% 2026-02,B,1 2026-03,A,99% 2026-03,B,11"
    found = settled(tmp_path, levels, more=more)
    assert [euro(found, "Points", f"2026-0{month}") for month in (1, 2, 3)] == [0, 60, 0]
    why = line(found, "Points", "2026-01").steps[-1].why
    assert why == "points alone are not enough: the condition of the credit did not hold"


@pytest.mark.parametrize(
    "said", ["repeat: 2 times from the 2nd miss in a row", "when: missed in 2 consecutive months"]
)
def test_what_is_of_single_misses_is_not_of_their_sum(said: str) -> None:
    more = f"points for A {{ amount: 1 point }}   credit for points each month {{ amount: 5 EUR   {said} }}"
    loaded = read_text(TEXT.format(effective="2026-01-01", **dict.fromkeys(PARTS, "") | {"more": more}))
    assert "no-such-miss" in {each.name for each in loaded.findings if each.severity == "error"}
