"""Levels over the last periods and across a dimension, worked by hand: gaps, values without data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
Row = dict[str, object]


def agreement(metric: str, promise: str, effective: str = "2026-01-01", more: str = "") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Rolling {{
  effective: {effective}
  time zone: "UTC"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{
    overlapping outages: once   partial minutes: exact   level rounding: none   nothing happened: met
    undecided records: counted as bad   record belongs to: opened   missing samples: up   {more}
  }}
  service Api {{ hours: always }}
  source outages {{ holds: intervals   of: Api   collected: automatically   fields {{ zone: A, B, C   room: text }} }}
  source calls {{ holds: records   each: call   of: Api   collected: automatically
                  fields {{ opened: time   answered: yes or no   zone: A, B, C   room: text }} }}
  metric Down {{ measure: downtime from outages   controlled by: Cloud }}
  metric Uptime {{ measure: uptime from outages   controlled by: Cloud }}
  metric ZoneDown {{ measure: downtime from outages   for each: zone   controlled by: Cloud }}
  metric RoomDown {{ measure: downtime from outages   for each: room   controlled by: Cloud }}
  metric Rate {{ measure: share of calls   good when: answered   controlled by: Cloud }}
  metric ZoneRate {{ measure: share of calls   good when: answered   for each: zone   controlled by: Cloud }}
  metric Level {{ measure: {metric}   controlled by: Cloud }}
  objective Kept {{ Cloud ensures Level {promise} }}
}}
"""
    )


def lines(of: sladsl.Loaded, data: Mapping[str, Sequence[Row]], engine: Engine, period: str) -> Any:
    assert not [each for each in of.findings if each.severity == "error" or each.name == "not-evaluated"], (
        of.findings
    )
    found = sladsl.evaluate(of, data, period=period, as_of="2027-01-01", engine=engine)
    return found.outcome.statement.lines


def hours(month: int, length: int, **more: object) -> Row:
    return {"start": f"2026-{month:02}-10T00:00Z", "end": f"2026-{month:02}-10T{length:02}:00Z", **more}


HOUR = 3_600_000_000
OUTAGES = [hours(1, 1), hours(2, 2), hours(3, 6), hours(5, 8)]
"""Hours of down time from January: 1, 2, 6, 0, 8."""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("how", "levels"),
    [
        ("average", [None, None, 3, Fraction(8, 3), Fraction(14, 3)]),
        ("median", [None, None, 2, 2, 6]),
        ("sum", [None, None, 9, 8, 14]),
        ("minimum", [None, None, 1, 0, 0]),
        ("maximum", [None, None, 6, 6, 8]),
    ],
)
def test_over_the_last_three_months(how: str, levels: list[Fraction | None], engine: Engine) -> None:
    of = agreement(f"{how} of Down over the last 3 months", "at most 2 hours each month")
    found = lines(of, {"outages": OUTAGES}, engine, "2026-01..2026-05")
    assert [each.level for each in found] == [None if level is None else level * HOUR for level in levels]
    assert found[0].reason == "in 2 of the 3 periods that it is taken over nothing was in force"
    assert found[1].reason == "in 1 of the 3 periods that it is taken over nothing was in force"
    # No figure hangs on what else is looked at.
    (alone,) = lines(of, {"outages": OUTAGES}, engine, "2026-04")
    assert alone.level == levels[3] * HOUR  # type: ignore[operator]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("number", "level"), [(1, 0), (2, 3), (4, Fraction(9, 4))])
def test_even_numbers_and_one(number: int, level: Fraction, engine: Engine) -> None:
    of = agreement(f"average of Down over the last {number} months", "at most 2 hours each month")
    (line,) = lines(of, {"outages": OUTAGES}, engine, "2026-04")
    assert line.level == level * HOUR
    if number == 4:
        of = agreement("median of Down over the last 4 months", "at most 2 hours each month")
        (line,) = lines(of, {"outages": OUTAGES}, engine, "2026-04")
        assert line.level == Fraction(3, 2) * HOUR  # of 0, 1, 2, 6


@pytest.mark.parametrize("engine", ENGINES)
def test_an_average_of_levels_weighs_a_short_month_like_a_long_one(engine: Engine) -> None:
    of = agreement("average of Uptime over the last 2 months", "at least 99% each month")
    data = {"outages": [hours(1, 1), hours(2, 14), hours(3, 0)]}
    (line,) = lines(of, data, engine, "2026-03")
    february = 1 - Fraction(14, 28 * 24)
    assert line.level == (february + 1) / 2


@pytest.mark.parametrize("engine", ENGINES)
def test_months_of_a_quarter(engine: Engine) -> None:
    of = agreement("maximum of Down over the last 2 months", "at most 2 hours each quarter")
    found = lines(of, {"outages": OUTAGES}, engine, "2026-Q1..2026-Q2")
    assert [each.level for each in found] == [6 * HOUR, 8 * HOUR]  # February and March; May and June


@pytest.mark.parametrize("engine", ENGINES)
def test_the_month_in_which_the_agreement_begins_is_one_unless_it_is_not_assessed(engine: Engine) -> None:
    for answer, level in (("total shrinks", Fraction(3, 2)), ("not assessed", None)):
        of = agreement(
            "average of Down over the last 2 months",
            "at most 2 hours each month",
            effective="2026-01-05",
            more=f"service for part of a period: {answer}",
        )
        found = lines(of, {"outages": OUTAGES}, engine, "2026-02")
        assert [each.level for each in found] == [None if level is None else level * HOUR], answer


def call(month: int, answered: str, **more: object) -> Row:
    return {"opened": f"2026-{month:02}-10T00:00Z", "answered": answered, **more}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_month_in_which_nothing_happened_has_no_level_to_be_taken(engine: Engine) -> None:
    of = agreement("average of Rate over the last 3 months", "at least 90% each month")
    calls = [call(1, "yes"), call(1, "no"), call(3, "yes"), call(8, "yes")]
    found = lines(of, {"calls": calls}, engine, "2026-03..2026-06")
    assert [(each.level, each.status) for each in found] == [
        (Fraction(3, 4), "missed"),  # of 50 % and 100 %, nothing in February
        (Fraction(1), "met"),
        (Fraction(1), "met"),
        (None, "met"),  # nothing in April, May and June: nothing happened is met
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_months_without_data_are_told(engine: Engine) -> None:
    """The first row is of March: nobody was looking before."""
    of = agreement("maximum of Down over the last 3 months", "at most 2 hours each month")
    (line,) = lines(of, {"outages": [hours(3, 1), hours(4, 1)]}, engine, "2026-03")
    assert (line.level, line.status, line.reason) == (None, "not assessed", "no data")


# ---- across

ZONES = [
    hours(1, 1, zone="A", room="r1"),
    hours(3, 2, zone="A", room="r1"),
    hours(3, 5, zone="B", room="r2"),
    hours(4, 1, zone="C", room="r3"),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("how", "level"), [("maximum", 5), ("minimum", 0), ("average", Fraction(7, 3)), ("median", 2), ("sum", 7)]
)
@pytest.mark.parametrize(("metric", "across"), [("ZoneDown", "zone"), ("RoomDown", "room"), ("Down", "zone")])
def test_across_the_values_of_a_dimension(
    metric: str, across: str, how: str, level: Fraction, engine: Engine
) -> None:
    of = agreement(f"{how} of {metric} across {across}", "at most 2 hours each month")
    (line,) = lines(of, {"outages": ZONES}, engine, "2026-03")
    assert (line.scope, line.level) == ("", level * HOUR)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_value_in_which_nothing_happened_has_no_level(engine: Engine) -> None:
    of = agreement("minimum of ZoneRate across zone", "at least 60% each month")
    calls = [
        call(1, "yes", zone="A"),
        call(3, "yes", zone="A"),
        call(3, "yes", zone="B"),
        call(3, "no", zone="B"),
        call(5, "yes", zone="A"),
    ]
    found = lines(of, {"calls": calls}, engine, "2026-03..2026-04")
    assert [(each.level, each.status) for each in found] == [(Fraction(1, 2), "missed"), (None, "met")]


@pytest.mark.parametrize("engine", ENGINES)
def test_one_taken_over_the_other(engine: Engine) -> None:
    """The worst zone of each month, and of these the average of two months."""
    other = "metric Worst { measure: maximum of ZoneDown across zone"
    text = f"average of Worst over the last 2 months   controlled by: Cloud }} {other}"
    of = agreement(text, "at most 2 hours each month")
    (line,) = lines(of, {"outages": ZONES}, engine, "2026-04")
    assert line.level == 3 * HOUR  # 5 in March, 1 in April


@pytest.mark.parametrize("engine", ENGINES)
def test_the_last_months_of_each_value(engine: Engine) -> None:
    of = agreement("sum of ZoneDown over the last 2 months", "at most 2 hours each month")
    found = lines(of, {"outages": ZONES}, engine, "2026-04")
    assert [(each.scope, each.level) for each in found] == [("A", 2 * HOUR), ("B", 5 * HOUR), ("C", HOUR)]


@pytest.mark.parametrize(
    ("metric", "name"),
    [
        ("maximum of Down across opened", "not-measured-across"),
        ("maximum of ZoneDown across room", "not-measured-across"),
        ("average of Down over the last 0 months", "counts-nothing"),
        ("average of Nothing over the last 3 months", "unknown-name"),
        ("average of Level over the last 3 months", "figure-in-a-circle"),
    ],
)
def test_what_means_nothing_is_told(metric: str, name: str) -> None:
    found = {each.name for each in agreement(metric, "at most 2 hours each month").findings}
    assert name in found, found


def test_the_rows_behind_are_those_of_each_month() -> None:
    of = agreement("maximum of Down over the last 3 months", "at most 2 hours each month")
    found = sladsl.evaluate(of, {"outages": OUTAGES}, period="2026-04", as_of="2027-01-01")
    (line,) = found.outcome.statement.lines
    assert sorted(each.row for each in found.witnesses(line)) == [2, 3]
