"""The time until the nth outage or record, worked by hand: ties, months without enough, clock changes, terms, scopes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest

import sladsl
from sladsl.values.duration import DAY, HOUR, MINUTE

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
Row = dict[str, object]


def agreement(measure: str, promise: str, effective: str = "2026-01-01") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Calm {{
  effective: {effective}
  time zone: "Europe/Berlin"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{ service for part of a period: total shrinks }}
  service Api {{ hours: always }}
  source outages {{ holds: intervals   of: Api   collected: automatically   fields {{ zone: A, B   minor: yes or no }} }}
  source windows {{ holds: intervals   collected: by hand }}
  source tickets {{
    holds: records   each: ticket   collected: automatically   fields {{ opened: time   closed: time   priority: P1, P2 }}
  }}
  exclusion Maintenance {{ time: windows }}
  metric Level {{ {measure}   controlled by: Cloud }}
  objective Kept {{ Cloud ensures Level {promise} each month }}
}}
"""
    )


def levels(
    of: sladsl.Loaded,
    rows: Sequence[Row],
    engine: Engine,
    period: str = "2026-03",
    source: str = "outages",
    windows: Sequence[Row] = (),
) -> list[tuple[str, str, object, str]]:
    assert not [each for each in of.findings if each.severity == "error"]
    evaluation = sladsl.evaluate(
        of, {source: rows, "windows": windows}, period=period, as_of="2026-06-01", engine=engine
    )
    lines = evaluation.outcome.statement.lines
    return [(line.period, line.scope, line.level, line.status) for line in lines]


def outage(start: str, end: str, **more: object) -> Row:
    return {"start": start, "end": end, **more}


EARLY = outage("2026-02-28T23:30+01:00", "2026-03-01T00:30+01:00")
"""Begins the month before: none of March."""
FIRST = outage("2026-03-05T00:00+01:00", "2026-03-05T01:00+01:00")
SAME = outage("2026-03-05T00:00+01:00", "2026-03-05T00:10+01:00")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("nth", "rows", "level", "status"),
    [
        ("1st", [EARLY, FIRST], 4 * DAY, "missed"),
        ("2nd", [FIRST, SAME], 4 * DAY, "missed"),  # two of one instant are two
        ("2nd", [EARLY, FIRST], 31 * DAY - HOUR, "met"),  # March has an hour less
        ("1st", [outage("2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00")], 28 * DAY + 2 * HOUR, "met"),
        ("1st", [outage("2026-03-01T00:00+01:00", "2026-03-02T00:00+01:00")], 0, "missed"),
        ("1st", [outage("2026-04-01T00:00+02:00", "2026-04-02T00:00+02:00")], 31 * DAY - HOUR, "met"),
        ("2nd", [FIRST, outage("2026-03-11T00:00+01:00", "")], 10 * DAY, "met"),  # open ones, too
        ("2nd", [outage("2026-03-11T00:00+01:00", ""), FIRST], 10 * DAY, "met"),  # in any order
    ],
)
def test_of_outages(nth: str, rows: list[Row], level: int, status: str, engine: Engine) -> None:
    of = agreement(f"measure: time until {nth} of outages", "at least 10 days")
    # Something long before, so that the source is known to have been looked at.
    before = outage("2026-01-10T00:00+01:00", "2026-01-10T01:00+01:00")
    assert levels(of, [before, *rows], engine) == [("2026-03", "", level, status)]


@pytest.mark.parametrize("engine", ENGINES)
def test_without_a_row_nobody_knows(engine: Engine) -> None:
    of = agreement("measure: time until 1st of outages", "at least 10 days")
    assert levels(of, [], engine) == [("2026-03", "", None, "not assessed")]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_does_not_count_is_passed_over(engine: Engine) -> None:
    of = agreement(
        "measure: time until 1st of outages   where: not minor   excluding: Maintenance", "at least 10 days"
    )
    rows = [
        outage("2026-03-01T00:00+01:00", "2026-03-01T01:00+01:00", minor="yes"),
        outage("2026-03-02T00:30+01:00", "2026-03-02T02:00+01:00", minor="no"),  # begins in maintenance
        outage(
            "2026-03-03T00:00+01:00", "2026-03-03T01:00+01:00", minor=""
        ),  # nobody knows whether it counts
        outage("2026-03-12T00:00+01:00", "2026-03-12T01:00+01:00", minor="no"),
    ]
    windows = [outage("2026-03-02T00:00+01:00", "2026-03-02T01:00+01:00")]
    assert levels(of, rows, engine, windows=windows) == [("2026-03", "", 11 * DAY, "met")]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_term_begins_within_the_month(engine: Engine) -> None:
    of = agreement("measure: time until 1st of outages", "at least 10 days", effective="2026-03-04")
    rows = [outage("2026-03-02T00:00+01:00", "2026-03-02T01:00+01:00"), FIRST]
    assert levels(of, rows, engine) == [("2026-03", "", DAY, "missed")]


@pytest.mark.parametrize("engine", ENGINES)
def test_of_each_zone_by_itself(engine: Engine) -> None:
    of = agreement("measure: time until 2nd of outages   for each: zone", "at least 10 days")
    rows = [FIRST | {"zone": "A"}, SAME | {"zone": "A"}, outage("2026-03-01T00:00+01:00", "", zone="B")]
    rows.append(outage("2026-02-01T00:00+01:00", "2026-02-01T01:00+01:00", zone="B"))
    assert levels(of, rows, engine) == [
        ("2026-03", "A", 4 * DAY, "missed"),
        ("2026-03", "B", 31 * DAY - HOUR, "met"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("placed", "level", "status"),
    [("opened", 2 * DAY, "met"), ("closed", 6 * DAY + 30 * MINUTE, "missed")],
)
def test_of_records_where_they_belong(placed: str, level: int, status: str, engine: Engine) -> None:
    of = agreement(
        f"measure: time until 1st of tickets   where: priority is P1   record belongs to: {placed}",
        "at most 5 days",
    )
    rows: list[Row] = [
        {"opened": "2026-03-03T00:00+01:00", "closed": "2026-03-07T00:30+01:00", "priority": "P1"},
        {"opened": "2026-03-01T00:00+01:00", "closed": "2026-03-01T00:30+01:00", "priority": "P2"},
        {"opened": "2026-02-01T00:00+01:00", "closed": "2026-02-01T00:30+01:00", "priority": "P2"},
    ]
    assert levels(of, rows, engine, source="tickets") == [("2026-03", "", level, status)]


def test_there_is_no_0th() -> None:
    of = agreement("measure: time until 0th of outages", "at least 10 days")
    assert "counts-nothing" in [each.name for each in of.findings]


def test_samples_have_no_beginning() -> None:
    of = sladsl.read_text(
        "sla S { party P { role: provider } source checks { holds: samples every: 1 minute fields { ok: yes or no } }"
        " metric M { measure: time until 1st of checks } objective O { P ensures M at least 1 day each month } }"
    )
    assert "wrong-kind-of-source" in [each.name for each in of.findings]
