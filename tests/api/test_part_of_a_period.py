"""A service that begins or ends within a month: every kind of measure counts what lies in the term and nothing else.

What an agreement in force for a part of the month says of all data is what one in force all the time says of the data of
that part; lengths of time are worked out by hand.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
TEXT = """
sla Part {{
  effective: {effective}   {ends}   time zone: "UTC"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{
    service for part of a period: {part}   overlapping outages: once   partial minutes: exact   level rounding: none
    missing samples: up   nothing happened: not assessed   undecided records: counted as bad   record belongs to: opened
    reversed times: count as zero   clock change: elapsed time   open past due: missed now   idle slots: left out
    percentile method: nearest rank   excluded time: out of both
  }}
  service Shop {{ hours: always }}
  source outages {{ holds: intervals   of: Shop   collected: automatically   fields {{ users: number }} }}
  source checks {{ holds: samples   of: Shop   every: 1 hour   collected: automatically
    fields {{ ok: yes or no   errors: number   asked: number }} }}
  source tickets {{ holds: records   each: ticket   collected: automatically
    fields {{ opened: time   closed: time   size: number }} }}
  metric Level {{ {measure}   of: Shop   controlled by: Cloud }}
  objective Kept {{ Cloud ensures Level {promise} each month }}
}}
"""
START, END = datetime(2026, 3, 11, tzinfo=UTC), datetime(2026, 3, 26, tzinfo=UTC)
PART = {"effective": "2026-03-11", "ends": "ends: 2026-03-25"}
WHOLE = {"effective": "2020-01-01", "ends": ""}


def level(
    measure: str, promise: str, data: dict[str, Any], engine: Engine, part: str = "total shrinks", **term: str
) -> Any:
    of = sladsl.read_text(TEXT.format(measure=measure, promise=promise, part=part, **term))
    assert not [each for each in of.findings if each.severity == "error" or each.name == "not-evaluated"]
    found = sladsl.evaluate(of, data, period="2026-03", as_of="2026-06-01", engine=engine)
    assert not found.outcome.open, found.outcome.open
    (line,) = found.outcome.statement.lines
    return line.level if line.level is not None else line.reason


def stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%MZ}"


def tables(seed: int) -> dict[str, list[tuple[datetime, dict[str, object]]]]:
    """Rows of all of March and around it, some just at the edges of the term, each with its time."""
    rng = random.Random(seed)
    edges = [START, END, START - timedelta(minutes=1), END - timedelta(minutes=1)]
    found: dict[str, list[tuple[datetime, dict[str, object]]]] = {"tickets": [], "checks": []}
    for at in [
        *edges,
        *(datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=rng.randrange(45_000)) for _ in range(30)),
    ]:
        row = {
            "opened": stamp(at),
            "closed": stamp(at + timedelta(minutes=rng.randrange(400))),
            "size": rng.randrange(100),
        }
        found["tickets"].append((at, row))
    for hour in range(31 * 24):
        at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=hour)
        asked = rng.choice((0, 10, 20))
        row = {
            "at": stamp(at),
            "ok": rng.choice(("yes", "yes", "no")),
            "errors": rng.randrange(asked + 1),
            "asked": asked,
        }
        found["checks"].append((at, row))
    return found


OF_ROWS = [
    ("measure: number of tickets", "at most 10"),
    ("measure: share of tickets   good when: opened to closed at most 2 hours", "at least 90%"),
    ("measure: average of opened to closed in tickets", "at most 2 hours"),
    ("measure: average of size in tickets", "at most 10"),
    ("measure: sum of size in tickets", "at most 10"),
    ("measure: median of size in tickets", "at most 10"),
    ("measure: minimum of size in tickets", "at least 10"),
    ("measure: maximum of opened to closed in tickets", "at most 2 hours"),
    ("measure: 60th percentile of size in tickets", "at most 10"),
    ("measure: ratio of errors / asked in checks", "at most 1%"),
    ("measure: average over 2 hour slots of errors / asked in checks", "at most 1%"),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("measure", "promise"), OF_ROWS)
def test_rows_of_the_term_and_no_others(measure: str, promise: str, engine: Engine) -> None:
    rows = tables(7)
    inside = {name: [row for at, row in own if START <= at < END] for name, own in rows.items()}
    every = {name: [row for _, row in own] for name, own in rows.items()}
    of = "tickets" if "tickets" in measure else "checks"
    early = EARLY[of]
    part = level(measure, promise, {of: [early, *every[of]]}, engine, **PART)
    whole = level(measure, promise, {of: [early, *inside[of]]}, engine, **WHOLE)
    assert part == whole
    assert part != level(measure, promise, {of: [early, *every[of]]}, engine, **WHOLE), "the rest would tell"


EARLY: dict[str, dict[str, object]] = {
    "tickets": {"opened": "2019-01-05T00:00Z", "closed": "", "size": 1},
    "checks": {"at": "2019-01-05T00:00Z", "ok": "yes", "errors": 0, "asked": 1},
}
"""Long before: without a row nothing says that anybody was looking."""
HOURS = 15 * 24
"""From the 11th to the 25th."""
LEFT = 1 - Fraction(8, HOURS)
OUTAGES = [
    {"start": "2026-03-02T00:00Z", "end": "2026-03-04T00:00Z", "users": 1},  # before the term
    {"start": "2026-03-10T20:00Z", "end": "2026-03-11T02:00Z", "users": 1},  # two hours of it inside
    {"start": "2026-03-15T00:00Z", "end": "2026-03-15T05:00Z", "users": 1},
    {"start": "2026-03-25T23:00Z", "end": "2026-03-26T09:00Z", "users": 1},  # one hour of it inside
    {"start": "2026-03-28T00:00Z", "end": "2026-03-29T00:00Z", "users": 1},  # after it
]
HOUR = 3_600_000_000


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("measure", "promise", "part", "expected"),
    [
        ("measure: uptime from outages", "at least 99%", "total shrinks", 1 - Fraction(8, HOURS)),
        ("measure: uptime from outages", "at least 99%", "rest counts as up", 1 - Fraction(8, 744)),
        ("measure: downtime from outages", "at most 1 hour", "total shrinks", 8 * HOUR),
        ("measure: longest outage from outages", "at most 1 hour", "total shrinks", 5 * HOUR),
        ("measure: number of outages from outages", "at most 1", "total shrinks", 3),
        ("measure: uptime from outages   shortest outage: 4 hours", "at least 99%", "total shrinks", LEFT),
        ("measure: uptime from outages   grace: 3 hours, then in full", "at least 99%", "total shrinks", LEFT),
        ("measure: uptime from outages   weight: users", "at least 99%", "total shrinks", LEFT),
    ],
)  # fmt: skip
def test_time_of_the_term_and_no_other(
    measure: str, promise: str, part: str, expected: Any, engine: Engine
) -> None:
    assert level(measure, promise, {"outages": OUTAGES}, engine, part, **PART) == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("measure", [each for each, _ in OF_ROWS] + ["measure: uptime from outages"])
def test_a_part_that_is_not_assessed(measure: str, engine: Engine) -> None:
    rows = tables(3)
    data: dict[str, Any] = {name: [row for _, row in own] for name, own in rows.items()}
    data = {name: own for name, own in (data | {"outages": OUTAGES}).items() if name in measure}
    promise = next((bound for each, bound in OF_ROWS if each == measure), "at least 99%")
    told = level(measure, promise, data, engine, "not assessed", **PART)
    assert told == "in force for a part of the month only"


@pytest.mark.parametrize("engine", ENGINES)
def test_slots_by_samples(engine: Engine) -> None:
    """Every third check is bad: inside the term 120 of 360, all over the month 248 of 744."""
    checks = []
    for hour in range(744):
        bad = hour % 3 == 0 if 240 <= hour < 600 else True
        at = stamp(datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=hour))
        checks.append({"at": at, "ok": "no" if bad else "yes", "errors": 0, "asked": 1})
    measure = "measure: uptime from checks   down when: not ok"
    assert level(measure, "at least 99%", {"checks": checks}, engine, **PART) == Fraction(240, 360)
