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
    assert not [each for each in of.findings if each.name == "not-evaluated"]
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
    return f"2026-03-{text.replace(' ', 'T')}Z" if not text.startswith("2026") else text


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
@pytest.mark.parametrize(("answer", "level", "number"), [("once", 2 * HOUR, 1), ("each", 90 * MINUTE, 2)])
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
        {
            "at": f"2026-03-05T{hour:02}:{minute:02}:00+01:00",
            "ok": f"{hour:02}:{minute:02}" not in bad,
            "zone": "A",
        }
        for hour in range(24)
        for minute in range(0, 60, 10)
        if (hour, minute) != (10, 20)
    ]
    for missing, number, longest in (("up", 3, 20), ("down", 2, 40), ("last known", 2, 40)):
        many = agreement(
            "number of outages from checks   down when: not ok", "at most 1 each day", missing_samples=missing
        )
        most = agreement(
            "longest outage from checks   down when: not ok",
            "at most 1 hour each day",
            missing_samples=missing,
        )
        extra = [
            {"at": "2026-03-04T23:50:00+01:00", "ok": True},
            {"at": "2026-03-06T00:00:00+01:00", "ok": True},
        ]
        data = {"checks": [*extra, *rows]}
        if (
            missing == "down"
        ):  # the neighbouring days have no samples at all: an outage goes on into this one, not further
            number, longest = 2, 40
        assert levels(many, data, engine, "2026-03-05") == [number], missing
        assert levels(most, data, engine, "2026-03-05") == [longest * MINUTE], missing


# ---- grace

GRACE: list[tuple[str, str, str, int]] = [
    # an outage of an hour, one of 15 minutes, one of 15 minutes and a second
    ("15 minutes, then in full", "05 10:00", "05 11:00", 60 * MINUTE),
    ("15 minutes, then in full", "05 10:00", "05 10:15", 0),
    ("15 minutes, then in full", "05 10:00:00", "05 10:15:01", 15 * MINUTE + SECOND),
    ("15 minutes, never counted", "05 10:00", "05 11:00", 45 * MINUTE),
    ("15 minutes, never counted", "05 10:00", "05 10:15", 0),
    ("15 minutes, never counted", "05 10:00:00", "05 10:15:01", SECOND),
    # begun in February: its first minutes are not of March
    ("15 minutes, never counted", "2026-02-28T22:00:00Z", "01 01:00", 2 * HOUR),
    ("15 minutes, never counted", "2026-02-28T22:50:00Z", "01 01:00", 115 * MINUTE),
    ("15 minutes, then in full", "2026-02-28T22:50:00Z", "2026-02-28T23:10:00Z", 10 * MINUTE),
    ("15 minutes, then in full", "31 21:50:00", "2026-03-31T22:10:00Z", 10 * MINUTE),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("grace", "start", "end", "down"), GRACE)
def test_grace(grace: str, start: str, end: str, down: int, engine: Engine) -> None:
    of = agreement(f"downtime from outages   grace: {grace}", "at most 1 hour each month")
    assert levels(of, {"outages": [outage(start, end)]}, engine) == [down]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("then", "down"), [("then in full", 30 * MINUTE), ("never counted", 15 * MINUTE)])
def test_outages_that_overlap_have_one_grace_together(then: str, down: int, engine: Engine) -> None:
    of = agreement(f"downtime from outages   grace: 15 minutes, {then}", "at most 1 hour each month")
    rows = [outage("05 10:00", "05 10:10"), outage("05 10:10", "05 10:20"), outage("05 10:20", "05 10:30")]
    assert levels(of, {"outages": rows}, engine) == [down]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("then", "down"), [("then in full", 20 * MINUTE), ("never counted", 5 * MINUTE)])
def test_outages_that_count_each_have_a_grace_each(then: str, down: int, engine: Engine) -> None:
    of = agreement(
        f"downtime from outages   grace: 15 minutes, {then}",
        "at most 1 hour each month",
        overlapping_outages="each",
    )
    rows = [outage("05 10:00", "05 10:15"), outage("05 10:10", "05 10:30"), outage("05 10:20", "05 10:30")]
    assert levels(of, {"outages": rows}, engine) == [down]


@pytest.mark.parametrize("engine", ENGINES)
def test_grace_is_taken_before_exclusions_and_after_gaps_are_closed(engine: Engine) -> None:
    of = agreement(
        "downtime from outages   merge gaps: 5 minutes   grace: 15 minutes, never counted   excluding: Maintenance",
        "at most 1 hour each month",
    )
    rows = [outage("05 10:00", "05 10:10"), outage("05 10:14", "05 10:40")]
    # One outage of 40 minutes; its first 15 do not count, of the rest 10 are maintenance.
    assert levels(of, {"outages": rows, "windows": [outage("05 10:30", "05 11:00")]}, engine) == [15 * MINUTE]
    # Maintenance that covers its beginning does not move the grace.
    assert levels(of, {"outages": rows, "windows": [outage("05 10:00", "05 10:20")]}, engine) == [20 * MINUTE]


# ---- whole units

WHOLE: list[tuple[str, str, list[Row], int]] = [
    ("whole minutes", "exact", [outage("05 10:00:30", "05 10:02:29")], MINUTE),  # 1 min 59 s
    ("whole minutes", "started", [outage("05 10:00:30", "05 10:02:29")], 2 * MINUTE),
    ("whole minutes", "started", [outage("05 10:00:30", "05 10:01:30")], MINUTE),  # not two of the clock's
    ("whole minutes", "whole only", [outage("05 10:00:30", "05 10:01:30")], MINUTE),
    ("whole minutes", "exact", [outage("05 10:00:00", "05 10:00:59")], 0),
    (
        "whole minutes",
        "exact",
        [outage("05 10:00:00", "05 10:00:59"), outage("05 11:00:00", "05 11:00:59")],
        0,
    ),
    (
        "whole minutes",
        "started",
        [outage("05 10:00:00", "05 10:00:01"), outage("05 11:00:00", "05 11:00:01")],
        2 * MINUTE,
    ),
    (
        "whole minutes",
        "exact",
        [outage("05 10:00:00", "05 10:00:40"), outage("05 10:00:40", "05 10:01:20")],
        MINUTE,
    ),
    ("whole seconds", "exact", [outage("05 10:00:00.000001", "05 10:00:02")], SECOND),
    ("exact time", "started", [outage("05 10:00:30", "05 10:02:29")], 119 * SECOND),
    # cut at the end of the month: 90 seconds of it in March
    ("whole minutes", "exact", [outage("31 21:58:30", "2026-03-31T22:05:00Z")], MINUTE),
    ("whole minutes", "started", [outage("31 21:58:30", "2026-03-31T22:05:00Z")], 2 * MINUTE),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("unit", "partial", "rows", "down"), WHOLE)
def test_whole_units(unit: str, partial: str, rows: list[Row], down: int, engine: Engine) -> None:
    of = agreement(
        f"downtime from outages   counted in: {unit}", "at most 1 hour each month", partial_minutes=partial
    )
    assert levels(of, {"outages": rows}, engine) == [down]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("own", "down"), [("", 90 * SECOND), ("counted in: whole minutes", MINUTE)])
def test_what_exclusions_leave_of_an_outage_is_one_piece(own: str, down: int, engine: Engine) -> None:
    """45 seconds before and 45 seconds after maintenance are 90 seconds of one outage: one whole minute, not none."""
    of = agreement(f"uptime from outages   excluding: Maintenance {own}", "at least 99% each month")
    data = {
        "outages": [outage("05 10:00:00", "05 10:11:30")],
        "windows": [outage("05 10:00:45", "05 10:10:45")],
    }
    total = MARCH - 10 * MINUTE
    assert levels(of, data, engine) == [Fraction(total - down, total)]


@pytest.mark.parametrize("engine", ENGINES)
def test_missing_samples_are_whole_minutes_too(engine: Engine) -> None:
    """Slots of ten minutes: two bad ones and a missing one that follow each other are one outage of 30 minutes."""
    of = agreement(
        "uptime from checks   down when: not ok   counted in: whole minutes",
        "at least 99% each day",
        missing_samples="down",
    )
    rows = [
        {"at": f"2026-03-05T{hour:02}:{minute:02}:00+01:00", "ok": (hour, minute) not in {(10, 0), (10, 10)}}
        for hour in range(24)
        for minute in range(0, 60, 10)
        if (hour, minute) != (10, 20)
    ]
    assert levels(of, {"checks": rows}, engine, "2026-03-05") == [Fraction(1440 - 30, 1440)]


# ---- several parts at once


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("parts", "down"),
    [
        ("every zone", 10 * MINUTE),
        ("any zone, at least 3", 10 * MINUTE),
        ("any zone, at least 2", 40 * MINUTE),
        ("any zone, at least 1", 70 * MINUTE),
    ],
)
def test_parts_that_are_down_at_once(parts: str, down: int, engine: Engine) -> None:
    of = agreement(f"downtime from outages   down at once: {parts}", "at most 1 hour each month")
    rows = [
        outage("05 10:00", "05 10:20", zone="A"),
        outage("05 10:10", "05 10:40", zone="A"),  # overlaps itself: still one zone
        outage("05 10:10", "05 10:50", zone="B"),
        outage("05 10:30", "05 10:40", zone="C"),
        outage("05 10:50", "05 11:10", zone="C"),  # touches B, is not at once with it
        outage("06 10:00", "06 11:00"),  # of no zone: nobody can say
        outage("06 10:00", "06 11:00", zone="Z"),  # of one that there is not
    ]
    if parts.endswith("2"):
        down = 30 * MINUTE  # 10:10 to 10:40; B and C meet at 10:50 only
    found = evaluation(of, {"outages": rows}, engine).outcome.statement.lines[0]
    assert found.level == down
    assert found.columns["undecided time"] == HOUR


@pytest.mark.parametrize("engine", ENGINES)
def test_parts_from_two_sources_and_shaping_of_the_whole(engine: Engine) -> None:
    of = agreement(
        "number of outages from outages, logbook   down at once: any zone, at least 2   merge gaps: 5 minutes"
        "   shortest outage: 20 minutes",
        "at most 1 each month",
    )
    data = {
        "outages": [outage("05 10:00", "05 12:00", zone="A"), outage("07 10:00", "07 10:19", zone="A")],
        "logbook": [
            outage("05 10:10", "05 10:25", zone="B"),
            outage("05 10:30", "05 10:40", zone="C"),  # five minutes after: one outage of 30 minutes
            outage("05 11:00", "05 11:10", zone="A"),  # A twice is one zone
            outage("07 10:00", "07 12:00", zone="B"),
        ],
    }
    assert levels(of, data, engine) == [1]


CASES: list[tuple[str, dict[int, str], dict[int, str], Fraction]] = [
    # by hour: what A and B say ("+" good, "-" bad, " " no sample); hours not named are good in both
    ("up", {1: "-", 2: "-", 3: " "}, {1: "-", 2: "+", 3: "-"}, Fraction(23, 24)),
    ("down", {1: "-", 2: "-", 3: " "}, {1: "-", 2: "+", 3: "-"}, Fraction(22, 24)),
    ("down", {4: " "}, {4: " "}, Fraction(23, 24)),
    ("down", {4: " "}, {4: "+"}, Fraction(1)),
    # unknown: only where the missing one decides does the hour leave the total
    ("unknown", {1: "-", 3: " "}, {1: "-", 3: "-"}, Fraction(22, 23)),
    ("unknown", {1: "-", 3: " "}, {1: "-", 3: "+"}, Fraction(23, 24)),
    ("unknown", {3: " "}, {3: " "}, Fraction(1)),
    ("last known", {1: "-", 2: " "}, {1: "-", 2: "-"}, Fraction(22, 24)),
    ("last known", {1: "-", 2: " "}, {1: "+", 2: "-"}, Fraction(23, 24)),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("missing", "a", "b", "level"), CASES)
def test_parts_of_samples(
    missing: str, a: dict[int, str], b: dict[int, str], level: Fraction, engine: Engine
) -> None:
    of = agreement(
        "uptime from checks   down when: not ok   down at once: every zone",
        "at least 99% each day",
        missing_samples=missing,
    )
    rows = [
        {"at": f"2026-03-05T{hour:02}:{minute:02}:00+01:00", "ok": said.get(hour, "+") == "+", "zone": zone}
        for zone, said in (("A", a), ("B", b))
        for hour in range(24)
        for minute in range(0, 60, 10)
        if said.get(hour) != " "
    ]
    assert levels(of, {"checks": rows}, engine, "2026-03-05") == [level]


# ---- slots

ROWS = "any row is bad", "all rows are bad"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("when", "more", "level"),
    [
        ("any row is bad", "down when: not ok", Fraction(21, 24)),
        ("all rows are bad", "down when: not ok", Fraction(23, 24)),
        ("errors / asked above 5%", "", Fraction(22, 24)),
        ("errors / asked at least 5%", "", Fraction(21, 24)),
        ("errors above 60", "", Fraction(23, 24)),
    ],
)
def test_slots_that_are_down(when: str, more: str, level: Fraction, engine: Engine) -> None:
    """By hour of six samples, each of 100 requests."""
    of = agreement(
        f"uptime from checks   slots: 1 hour   slot down when: {when}   {more}", "at least 99% each day"
    )
    bad = {3: [True] * 6, 5: [True] + [False] * 5, 7: [False] * 5 + [True]}
    errors = {3: [20] * 6, 5: [30, 0, 0, 0, 0, 0], 7: [0, 0, 0, 0, 30, 1]}
    rows = [
        {
            "at": f"2026-03-05T{hour:02}:{place}0:00+01:00",
            "ok": not bad.get(hour, [False] * 6)[place],
            "errors": errors.get(hour, [0] * 6)[place],
            "asked": 100,
        }
        for hour in range(24)
        for place in range(6)
    ]
    assert levels(of, {"checks": rows}, engine, "2026-03-05") == [level]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("when", "number"), [("any row is bad", 2), ("all rows are bad", 1)])
def test_a_row_that_cannot_be_told_is_neither_good_nor_bad(when: str, number: int, engine: Engine) -> None:
    of = agreement(
        f"number of outages from checks   slots: 1 hour   slot down when: {when}   down when: not ok",
        "at most 1 each day",
    )
    said = {3: ["no", "", "no"], 5: ["no", "", "yes"], 7: ["", "", ""]}
    rows = [
        {"at": f"2026-03-05T{hour:02}:{place}0:00+01:00", "ok": said.get(hour, ["yes"] * 3)[place]}
        for hour in range(24)
        for place in range(3)
    ]
    assert levels(of, {"checks": rows}, engine, "2026-03-05") == [number]


# ---- where an outage begins


@pytest.mark.parametrize("engine", ENGINES)
def test_outages_that_begin_when_they_are_detected(engine: Engine) -> None:
    of = agreement("downtime from outages   starts at: detected", "at most 1 hour each month")
    rows = [
        outage("05 10:00", "05 11:00", detected=at("05 10:20")),
        outage("06 10:00", "06 11:00", detected=at("06 09:50")),  # seen before it is said to begin
        outage("07 10:00", "07 11:00", detected=at("07 12:00")),  # seen when it was over
        outage("08 10:00", "08 11:00", detected=""),  # never seen: nobody can say
        outage("2026-02-20T10:00Z", "01 00:00", detected="2026-02-28T23:30Z"),
    ]
    found = evaluation(of, {"outages": rows}, engine).outcome.statement.lines[0]
    assert found.level == 40 * MINUTE + 70 * MINUTE + 30 * MINUTE
    assert found.columns["undecided time"] == HOUR


# ---- mistakes


@pytest.mark.parametrize(
    ("measure", "rule"),
    [
        ("downtime from outages   down at once: every room", "parts-not-listed"),
        ("downtime from outages   down at once: every detected", "parts-not-listed"),
        ("downtime from outages   down at once: any zone, at least 4", "too-many-parts"),
        ("downtime from outages   down at once: any zone, at least 0", "counts-nothing"),
        ("downtime from outages   grace: 0 minutes, never counted", "counts-nothing"),
        ("downtime from outages   starts at: zone", "types-differ"),
        ("downtime from checks   down when: not ok   starts at: zone", "key-without-effect"),
        ("downtime from outages   slot down when: any row is bad", "key-without-effect"),
        ("number of outages   grace: 5 minutes, never counted", "key-without-effect"),
        ("downtime from checks   slot down when: any row is bad", "down-unstated"),
        (
            "downtime from checks   slots: 1 hour   down when: not ok   slot down when: errors above 5",
            "key-without-effect",
        ),
        ("longest outage from checks", "down-unstated"),
    ],
)
def test_what_means_nothing_is_told(measure: str, rule: str) -> None:
    of = agreement(
        measure, "at most 1 each month" if measure.startswith("number") else "at most 1 hour each month"
    )
    assert rule in {each.name for each in of.findings}, [(each.name, each.message) for each in of.findings]


def test_grace_that_is_not_stated_is_not_taken_as_none() -> None:
    of = agreement("downtime from outages   grace: not stated", "at most 1 hour each month")
    (told,) = [each for each in of.findings if each.name == "not-evaluated"]
    assert "grace that is not stated" in told.message


# ---- floors


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("floor", "rows", "level"),
    [
        ("floor: 0%", 3, Fraction(0)),
        ("", 3, Fraction(-2)),
        ("floor: 50%", 1, Fraction(1, 2)),
        ("floor: 0%", 1, Fraction(0)),
        ("floor: 50%", 0, Fraction(1)),
    ],
)
def test_floors(floor: str, rows: int, level: Fraction, engine: Engine) -> None:
    of = agreement(f"uptime from outages   {floor}", "at least 99% each day", overlapping_outages="each")
    day = outage("2026-03-04T23:00Z", "2026-03-05T23:00Z")
    assert levels(of, {"outages": [day] * rows}, engine, "2026-03-05") == [level]


@pytest.mark.parametrize(
    ("measure", "promise"),
    [
        ("uptime from outages   floor: 3", "at least 99% each month"),
        ("uptime from outages   floor: 1 hour", "at least 99% each month"),
        ("downtime from outages   floor: 1 hour", "at most 3 hours each month"),
        ("number of outages from outages   floor: 1%", "at most 3 each month"),
    ],
)
def test_floors_of_another_unit(measure: str, promise: str) -> None:
    assert "types-differ" in {each.name for each in agreement(measure, promise).findings}
