"""Figures that credits, bonuses, points and critical misses wait for: levels, points and credits against a bound."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sladsl.api import check_source, read_text
from sladsl.api.scenarios import results
from sladsl.outcome.explain import explain_text
from sladsl.outcome.statement import Line
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from sladsl.values.amount import NOTHING, known
from sladsl.values.instant import instant_to_local
from tests.api.test_rights import REPORTED, months, outcome, text

# Down time is told beside the promise; a miss owes 10 % of 100 EUR, a good level brings 5 EUR.
BODY = """
  interpretation {{ N of M periods: sliding   money rounding: half up to 0.01 EUR, on each line   level rounding: none }}
  metric Downtime {{ {reported} }}
  metric Uptime {{ {reported} }}
  objective O {{ P ensures Uptime at least 99% each month   {promise} }}
  objective Lost {{ P reports Downtime each month }}
  {blocks}
"""
UTC = ZoneInfo("UTC")
CREDIT = "credit for O { base: that month's fee of S   amount: 10%%   %s }"
POINTS = "points for O { amount: 5 points   %s }"
BONUS = "bonus for O { base: that month's fee of S   amount: 5%%   %s }"


def of(*blocks: str, promise: str = "") -> str:
    body = BODY.format(reported=REPORTED, promise=promise, blocks="\n  ".join(blocks))
    return text(body, "2026-01-01")


def lost(*lengths: str) -> str:
    return "".join(f"2026-{at:02},Lost,{each}\n" for at, each in enumerate(lengths, 1) if each != "?")


def lines(tmp_path: Any, source: str, levels: str, as_of: str = "2026-08-10", period: str = "") -> list[Line]:
    found = outcome(tmp_path, source, levels, as_of, period).statement
    return [each for each in found.lines if each.objective == "O"]


def owed(found: list[Line]) -> list[str]:
    return [
        "?" if each.credit is None or (sum_ := known(each.credit, "EUR")) is None else str(sum_.amount)
        for each in found
    ]


@pytest.mark.parametrize(
    ("when", "history", "lengths", "grades"),
    [
        # 8 hours are not above 8 hours; January's 9 hours make its miss critical, March keeps its promise.
        ("Downtime above 8 hours", "mm.m", ("9h", "8h", "10h", "12h"), ["critical", "", "", "critical"]),
        (
            "Downtime above 8 hours in 2 consecutive months",
            "mmmm",
            ("9h", "9h", "1h", "9h"),
            ["", "critical", "", ""],
        ),
        # 5 + 4 hours together are 9; 4 + 4 are 8.
        (
            "Downtime above 8 hours in any 2 consecutive months",
            "mmm",
            ("5h", "4h", "4h"),
            ["", "critical", ""],
        ),
        (
            "missed in 2 consecutive months and Downtime at least 5 hours",
            "mmm",
            ("9h", "4h", "5h"),
            ["", "", "critical"],
        ),
        (
            "missed in 2 consecutive months or Downtime at least 5 hours",
            "m.m",
            ("9h", "9h", "4h"),
            ["critical", "", ""],
        ),
    ],
)
def test_a_level_makes_a_miss_critical(
    tmp_path: Any, when: str, history: str, lengths: tuple[str, ...], grades: list[str]
) -> None:
    told = lost(*(each.replace("h", " hours") for each in lengths))
    found = lines(tmp_path, of(promise=f"critical when: {when}"), months(history) + told)
    assert [each.grade for each in found[: len(grades)]] == grades


def test_points_make_a_miss_critical(tmp_path: Any) -> None:
    """Each miss scores 5: the third in any four months makes 15."""
    source = of(POINTS % "", promise="critical when: points at least 15 in any 4 consecutive months")
    found = lines(tmp_path, source, months("mm.mm.m"))
    assert [each.grade for each in found[:7]] == ["", "", "", "critical", "critical", "", "critical"]
    assert found[3].reason == ("critical by what came before: points at least 15 in 2026-04 (15 points)")


def test_a_level_that_nobody_knows_leaves_it_open(tmp_path: Any) -> None:
    source = of(promise="critical when: Downtime above 8 hours")
    line = lines(tmp_path, source, months("mm") + lost("9 hours", "?"))[1]
    assert (line.status, line.grade) == ("missed", "")
    assert "whether it is critical hangs on periods of which nobody knows" in line.reason


@pytest.mark.parametrize(
    ("when", "history", "lengths", "expected"),
    [
        ("Downtime above 8 hours", "mm.", ("9h", "8h", "9h"), ["10", "0", "0"]),
        (
            "missed in 2 consecutive months or Downtime above 8 hours",
            "mmm",
            ("9h", "1h", "1h"),
            ["10", "10", "10"],
        ),
        # January may have been above 8 hours, and is open.
        ("Downtime above 8 hours", "mm", ("?", "9h"), ["?", "10"]),
        # Nobody knows February: what somebody reports may even be less than nothing.
        ("Downtime at least 8 hours in any 2 consecutive months", "mmm", ("1h", "?", "8h"), ["0", "?", "?"]),
    ],
)
def test_a_credit_waits_for_a_level(
    tmp_path: Any, when: str, history: str, lengths: tuple[str, ...], expected: list[str]
) -> None:
    told = lost(*(each.replace("h", " hours") for each in lengths))
    found = lines(tmp_path, of(CREDIT % f"when: {when}"), months(history) + told)
    assert owed(found[: len(expected)]) == expected


def test_a_credit_waits_for_points(tmp_path: Any) -> None:
    """5 points a miss; ten come together in the second of two misses within three months."""
    source = of(POINTS % "", CREDIT % "when: points at least 10 in any 3 consecutive months")
    found = lines(tmp_path, source, months("m.mm..m"))
    assert owed(found[:7]) == ["0", "0", "10", "10", "0", "0", "0"]
    assert found[0].steps[-1].why == (
        "a miss alone is not enough: the condition of the credit did not hold (points at least 10: 5 points in 2026-01)"
    )


def test_a_named_month_looks_back_for_its_points(tmp_path: Any) -> None:
    source = of(POINTS % "", CREDIT % "when: points at least 10 in any 3 consecutive months")
    found = lines(tmp_path, source, months("m.m"), "2026-04-10", "2026-03")
    assert owed(found) == ["10"]


def test_points_wait_for_a_level(tmp_path: Any) -> None:
    """Two misses, of which one is with more than 8 hours: 5 points."""
    found = lines(
        tmp_path, of(POINTS % "when: Downtime above 8 hours"), months("mm") + lost("9 hours", "8 hours")
    )
    assert [each.points.number for each in found[:2] if each.points is not None] == [5, 0]


def test_a_credit_for_points_waits_for_a_level(tmp_path: Any) -> None:
    """3 EUR where points came and more than 8 hours were lost: in January, not in February."""
    summed = "credit for points each month { amount: 3 EUR   when: Downtime above 8 hours }"
    levels = months("mm") + lost("9 hours", "8 hours")
    statement = outcome(tmp_path, of(POINTS % "", summed), levels, "2026-08-10").statement
    sums = [each for each in statement.lines if each.objective == "Points"]
    assert owed(sums[:2]) == ["3", "0"]


@pytest.mark.parametrize(
    ("when", "history", "brought"),
    [
        # 10 EUR are owed for January: February brings nothing, March does.
        ("credits at most 0 EUR in 2 consecutive months", "m...", [None, None, "5", "5"]),
        ("points at most 5 in any 2 consecutive months", "mm..", [None, None, "5", "5"]),
        ("Downtime at most 1 hour", "...", ["5", None, "5"]),
    ],
)
def test_a_bonus_waits_for_figures(tmp_path: Any, when: str, history: str, brought: list[str | None]) -> None:
    source = of(CREDIT % "", POINTS % "", BONUS % f"when: {when}")
    found = lines(tmp_path, source, months(history) + lost("1 hour", "2 hours", "30 minutes"))
    came = [
        None if each.bonus is None or each.bonus.amount is None else known(each.bonus.amount)
        for each in found[: len(brought)]
    ]
    assert [None if each is None or not each.amount else str(each.amount) for each in came] == brought


@pytest.mark.parametrize(
    "blocks",
    [
        # What comes of itself is no condition of itself.
        (CREDIT % "when: credits at least 20 EUR in any 3 consecutive months",),
        (POINTS % "when: points at least 10 in any 3 consecutive months",),
        (CREDIT % "", BONUS % "when: credits at most 0 EUR   replaces: the credits of that period"),
        (CREDIT % "when: Never above 3 hours",),
    ],
)
def test_what_waits_for_itself_is_told(blocks: tuple[str, ...]) -> None:
    never = "metric Never { " + REPORTED + " }"
    found = [each.name for each in check_source(of(never, *blocks))]
    assert "not-evaluated" in found


def test_critical_points_are_told() -> None:
    """Points for critical misses can't decide which misses are critical."""
    source = of(POINTS % "when: critical", promise="critical: below 95%   critical when: points at least 10")
    assert "not-evaluated" in [each.name for each in check_source(source)]


def test_a_scenario_and_the_contract_say_so() -> None:
    scenario = """
  scenario "Nine hours" {
    months: 2026-02 to 2026-03   levels for O { 2026-02: 98%   2026-03: 98% }
    levels for Lost { 2026-02: 9 hours   2026-03: 8 hours }
    expected { O, 2026-02: credit 10 EUR   O, 2026-03: missed, no credit }
  }
}"""
    loaded = read_text(of(CREDIT % "when: Downtime above 8 hours").rstrip()[:-1] + scenario)
    assert loaded.findings == ()
    assert loaded.agreement is not None
    assert [each.ok for each in results(loaded.agreement)] == [True] * 3
    said = " ".join(to_markdown(contract(loaded.agreement)).split())
    assert "is only due if the level of the Lost Service Level in a month is above 8 hours" in said


def test_the_drill_down_tells_what_it_came_to(tmp_path: Any) -> None:
    source = of(CREDIT % "when: Downtime above 8 hours")
    (line,) = lines(tmp_path, source, months("m") + lost("7 hours 30 minutes"), "2026-02-10")
    said = " ".join(explain_text(line, (), {}).split())
    assert "did not hold (Downtime above 8 hours: 7 h 30 min in 2026-01)" in said


@pytest.mark.parametrize(
    ("history", "state", "since"),
    [
        # January owes 10 EUR; February to April owe nothing.
        ("m...", "open", "2026-05-01"),
        ("..m.", "not arisen", None),
        # Nobody knows March, which may owe something.
        ("m. .", "possible", "2026-05-01"),
    ],
)
def test_a_right_waits_for_months_without_a_credit(
    tmp_path: Any, history: str, state: str, since: str | None
) -> None:
    use = "use within: 60 days of the last miss"
    right = (
        f'P may "raise the fee" {{ when: no credit due in 3 consecutive months   notice: 30 days   {use} }}'
    )
    found = outcome(tmp_path, of(CREDIT % "", right), months(history), "2026-05-02").statement
    (state_of,) = found.rights
    assert state_of.state == state
    arises = state_of.arises
    assert (None if arises is None else instant_to_local(arises, UTC).date().isoformat()) == since


def test_a_bonus_waits_for_months_without_a_credit(tmp_path: Any) -> None:
    """January owes 10 EUR, so February is the first good month of two, and March the second."""
    source = of(CREDIT % "", BONUS % "when: no credit due in 2 consecutive months")
    found = lines(tmp_path, source, months("m..."))[:4]
    came = [None if each.bonus is None else known(each.bonus.amount or NOTHING, "EUR") for each in found]
    assert [None if each is None else str(each.amount) for each in came] == [None, "0", "5", "5"]
    said = found[1].bonus
    assert said is not None
    assert "the condition of the bonus did not hold" in said.steps[-1].why


def test_a_credit_that_a_cap_leaves_nothing_of_is_not_due(tmp_path: Any) -> None:
    """The cap of the year leaves 10 EUR of three misses' 30: February and March owe nothing."""
    cap = "cap: 10 EUR per contract year, of all credits"
    right = 'P may "raise the fee" { when: no credit due in 2 consecutive months   notice: 30 days }'
    found = outcome(tmp_path, of(CREDIT % "", cap, right), months("mmm"), "2026-04-02").statement
    assert found.rights[0].state == "open"


def test_the_contract_says_that_nothing_is_due() -> None:
    right = 'P may "raise the fee" { when: no credit due in 6 consecutive months   notice: 30 days }'
    loaded = read_text(of(CREDIT % "", right))
    assert loaded.findings == ()
    assert loaded.agreement is not None
    said = " ".join(to_markdown(contract(loaded.agreement)).split())
    assert "no Service Credit is due in 6 consecutive months" in said


def test_without_credits_none_is_ever_due() -> None:
    right = 'P may "raise the fee" { when: no credit due in 6 consecutive months   notice: 30 days }'
    assert "event-impossible" in [each.name for each in check_source(of(right))]


def test_what_waits_for_points_that_are_gone_hangs_on_them() -> None:
    """What points cost hangs on facts that nothing evaluates: what they come to is not known."""
    fact = "fact Moved { type: yes or no   each: month   stated by: P }"
    source = of(fact, POINTS % "when: Moved", CREDIT % "when: points at least 10 in any 3 consecutive months")
    agreement = read_text(source).agreement
    assert agreement is not None
    assert not agreement.credits
    assert agreement.not_evaluated
