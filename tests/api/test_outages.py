"""Outages one by one, worked by hand: the longest, how many, their grace, whole minutes, several parts at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

import pytest

import sladsl
from sladsl.values.duration import DAY, HOUR, MINUTE, SECOND

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
Row = dict[str, object]
MARCH = 31 * DAY - HOUR
"""In Berlin an hour is lost on the 29th."""


def agreement(
    measure: str, promise: str, hours: str = "always", effective: str = "2026-01-01", **answers: str
) -> sladsl.Loaded:
    said = {
        "overlapping outages": "once",
        "partial minutes": "exact",
        "excluded time": "out of both",
        "service for part of a period": "total shrinks",
        "missing samples": "up",
        "idle slots": "left out",
    } | {name.replace("_", " "): answer for name, answer in answers.items()}
    return sladsl.read_text(
        f"""
sla Cloud {{
  effective: {effective}
  time zone: "Europe/Berlin"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{ {" ".join(f"{choice}: {answer}" for choice, answer in said.items())}   level rounding: none }}
  calendar Office {{ Monday to Friday: 08:00 to 18:00 }}
  service Api {{ hours: {hours} }}
  source outages {{
    holds: intervals   of: Api   collected: automatically
    fields {{ zone: A, B, C   room: text   detected: time   minor: yes or no }}
  }}
  source logbook {{ holds: intervals   of: Api   collected: by hand   fields {{ zone: A, B, C }} }}
  source checks {{
    holds: samples   of: Api   every: 10 minutes   collected: automatically
    fields {{ ok: yes or no   zone: A, B   errors: number   asked: number }}
  }}
  source windows {{ holds: intervals   collected: by hand }}
  exclusion Maintenance {{ time: windows }}
  metric Level {{ measure: {measure}   controlled by: Cloud }}
  objective Kept {{ Cloud ensures Level {promise} }}
}}
"""
    )


def evaluation(
    of: sladsl.Loaded, data: Mapping[str, Sequence[Row]], engine: Engine, period: str = "2026-03"
) -> sladsl.Evaluation:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    assert not [each for each in of.findings if each.rule == "not-evaluated"]
    data = {**data, **({"outages": [BEFORE, *data["outages"]]} if "outages" in data else {})}
    return sladsl.evaluate(of, data, period=period, as_of="2026-07-01", engine=engine)


def levels(
    of: sladsl.Loaded, data: Mapping[str, Sequence[Row]], engine: Engine, period: str = "2026-03"
) -> list[object]:
    return [line.level for line in evaluation(of, data, engine, period).outcome.statement.lines]


def outage(start: str, end: str, **more: object) -> Row:
    """`05 10:00` is a time of March in UTC."""
    return {"start": at(start), "end": at(end), **more}


def at(text: str) -> str:
    return f"2026-03-{text.replace(' ', 'T')}Z" if len(text) < 12 else text


BEFORE = outage("2026-01-05T00:00Z", "2026-01-05T00:01Z")
"""From here on somebody was looking."""

# ---- the longest outage

TWO = [outage("05 10:00", "05 11:30"), outage("07 10:00", "07 11:00")]
LONGEST = [
    ([], 0),
    (TWO, 90 * MINUTE),
    ([*TWO, outage("05 11:15", "05 12:00")], 2 * HOUR),  # one that overlaps goes on with it
    ([*TWO, outage("05 11:30", "05 12:00")], 2 * HOUR),  # so does one that begins where it ends
    ([*TWO, outage("05 11:31", "05 12:00")], 90 * MINUTE),
    ([outage("01 00:00", "01 03:00")], 3 * HOUR),
    ([outage("2026-02-28T20:00Z", "01 03:00")], 4 * HOUR),  # what of it lies in March, from 23:00 UTC on
    ([outage("2026-02-20T20:00Z", "2026-04-09T00:00Z")], MARCH),
    ([outage("31 20:00", "2026-04-01T00:00Z")], 2 * HOUR),  # April begins at 22:00
    ([outage("28 23:00", "29 22:00")], 23 * HOUR),  # the whole of the short day
    ([outage("05 10:00", "05 10:00")], 0),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("rows", "level"), LONGEST)
def test_the_longest_outage(rows: list[Row], level: int, engine: Engine) -> None:
    of = agreement("longest outage from outages", "at most 4 hours each month")
    assert levels(of, {"outages": rows}, engine) == [level]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_outage_goes_on_over_maintenance_and_what_lies_in_it_is_not_counted(engine: Engine) -> None:
    of = agreement("longest outage from outages   excluding: Maintenance", "at most 4 hours each month")
    rows = [outage("05 10:00", "05 14:00"), outage("07 10:00", "07 12:30")]
    windows = [outage("05 11:00", "05 12:00")]
    # 1 hour before and 2 hours after are of one outage: 3 hours, more than the 2 h 30 min of the other.
    assert levels(of, {"outages": rows, "windows": windows}, engine) == [3 * HOUR]


@pytest.mark.parametrize("engine", ENGINES)
def test_only_the_hours_of_the_service_count_of_the_longest(engine: Engine) -> None:
    of = agreement("longest outage from outages", "at most 4 hours each month", hours="Office")
    # Friday 16:00 to Monday 09:00 (Berlin): two hours on Friday and one on Monday. Sunday counts for nothing.
    rows = [outage("06 15:00", "09 08:00"), outage("15 00:00", "15 20:00")]
    assert levels(of, {"outages": rows}, engine) == [3 * HOUR]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("answer", "level", "number"), [("once", 2 * HOUR, 1), ("each", 90 * MINUTE, 2)]
)
def test_outages_that_count_each_are_one_a_row(answer: str, level: int, number: int, engine: Engine) -> None:
    rows = {
        "outages": [outage("05 10:00", "05 11:30")],
        "logbook": [outage("05 11:00", "05 12:00")],
    }
    longest = agreement(
        "longest outage from outages, logbook", "at most 4 hours each month", overlapping_outages=answer
    )
    many = agreement(
        "number of outages from outages, logbook", "at most 4 each month", overlapping_outages=answer
    )
    assert levels(longest, rows, engine) == [level]
    assert levels(many, rows, engine) == [number]


# ---- how many

MANY: list[tuple[list[Row], list[int]]] = [
    ([], [0, 0]),
    (TWO, [2, 0]),
    ([outage("31 20:00", "2026-04-01T05:00Z")], [1, 0]),  # once, where it begins
    ([outage("2026-02-28T20:00Z", "01 03:00")], [0, 0]),  # it began in February
    ([outage("2026-02-28T23:00Z", "01 03:00")], [1, 0]),  # and that at midnight in Berlin
    ([outage("31 22:00", "2026-04-01T05:00Z")], [0, 1]),
    ([outage("2026-02-20T00:00Z", "2026-04-09T00:00Z")], [0, 0]),
    ([outage("05 10:00", "05 10:00")], [0, 0]),
    ([outage("05 10:00", "05 11:00"), outage("05 10:30", "05 10:40")], [1, 0]),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("rows", "number"), MANY)
def test_the_number_of_outages(rows: list[Row], number: list[int], engine: Engine) -> None:
    of = agreement("number of outages from outages", "at most 1 each month")
    rows = [*rows, outage("2026-06-01T00:00Z", "")]
    assert levels(of, {"outages": rows}, engine, "2026-03..2026-04") == number
    # No figure hangs on what else is looked at.
    assert levels(of, {"outages": rows}, engine, "2026-04") == number[1:]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_outage_counts_where_the_first_of_it_counts(engine: Engine) -> None:
    """It begins in maintenance that ends in April; one wholly in maintenance is none; one split by it is one."""
    of = agreement("number of outages from outages   excluding: Maintenance", "at most 1 each month")
    rows = [
        outage("31 20:00", "2026-04-01T05:00Z"),
        outage("10 10:00", "10 11:00"),
        outage("12 10:00", "12 14:00"),
    ]
    windows = [
        outage("31 19:00", "2026-04-01T04:00Z"),
        outage("10 10:00", "10 11:00"),
        outage("12 11:00", "12 12:00"),
    ]
    assert levels(of, {"outages": rows, "windows": windows}, engine, "2026-03..2026-04") == [1, 1]


@pytest.mark.parametrize("engine", ENGINES)
def test_shaping_comes_before_counting(engine: Engine) -> None:
    of = agreement(
        "number of outages from outages   merge gaps: 5 minutes   shortest outage: 10 minutes",
        "at most 1 each month",
    )
    rows = [
        outage("05 10:00", "05 10:04"),
        outage("05 10:09", "05 10:12"),  # with the one before it 12 minutes
        outage("05 11:00", "05 11:09"),  # too short
        outage("05 12:00", "05 12:10"),
        outage("31 21:55", "31 22:06"),  # 5 minutes of it in March, judged whole
    ]
    assert levels(of, {"outages": rows}, engine) == [3]


@pytest.mark.parametrize("engine", ENGINES)
def test_samples_make_outages_of_slots_that_follow_each_other(engine: Engine) -> None:
    bad = {"10:00", "10:10", "10:30", "12:00"}
    rows = [
        {"at": f"2026-03-05T{hour:02}:{minute:02}:00+01:00", "ok": f"{hour:02}:{minute:02}" not in bad, "zone": "A"}
        for hour in range(24)
        for minute in range(0, 60, 10)
        if (hour, minute) != (10, 20)
    ]
    for missing, number, longest in (("up", 3, 20), ("down", 2, 40), ("last known", 2, 40)):
        many = agreement(
            "number of outages from checks   down when: not ok", "at most 1 each day", missing_samples=missing
        )
        most = agreement(
            "longest outage from checks   down when: not ok", "at most 1 hour each day", missing_samples=missing
        )
        extra = [{"at": "2026-03-04T23:50:00+01:00", "ok": True}, {"at": "2026-03-06T00:00:00+01:00", "ok": True}]
        data = {"checks": [*extra, *rows]}
        if missing == "down":  # the neighbouring days have no samples at all: an outage goes on into this one, not further
            number, longest = 2, 40
        assert levels(many, data, engine, "2026-03-05") == [number], missing
        assert levels(most, data, engine, "2026-03-05") == [longest * MINUTE], missing
