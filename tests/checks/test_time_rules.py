"""Rules about samples, exclusions and hours say what an evaluation makes of one bad sample or one minute more."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.checks.hours import DAY, WEEK, first_uncovered, longest_gap, moment, open_week
from sladsl.checks.rules.exclusions import exclusion_swallows_promise
from sladsl.checks.rules.exclusions.exclusion_swallows_promise import rooms
from sladsl.checks.rules.metrics import resolution_too_coarse
from sladsl.checks.rules.metrics.resolution_too_coarse import largest_slot
from sladsl.model.meanings import Calendar
from sladsl.values.duration import MINUTE
from sladsl.values.number import decimal_text
from tests.checks.worlds import context, found_by, statement

FEW = settings(max_examples=25)

SAMPLED = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  calendar Open {{ Monday to Sunday: {hours} }}
  service Shop {{ hours: Open }}
  interpretation {{ missing samples: up   level rounding: {rounding} }}
  source checks {{
    holds: samples   of: Shop   every: {every} minutes   collected: automatically
    fields {{ ok: yes or no }}
  }}
  metric Uptime {{ measure: uptime from checks   down when: not ok   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least {promise}% each day }}
  scenario "One bad sample" {{
    day: 2026-03-04
    record checks {{ at: 2026-03-04 {bad}   ok: no }}
  }}
}}
"""
SPACINGS = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60)
HOURS = {"00:00 to 24:00": 1440, "08:00 to 18:00": 600, "09:00 to 12:00, 13:00 to 17:00": 420}


def status(text: str) -> str:
    (line,) = statement(text).lines
    return line.status


@FEW
@given(
    every=st.sampled_from(SPACINGS),
    hours=st.sampled_from(sorted(HOURS)),
    missing=st.integers(1, 999),
    rounding=st.sampled_from(["none", "half up to 0.1%", "down to 1%"]),
)
def test_one_bad_sample_breaks_exactly_the_promises_that_are_found(
    every: int, hours: str, missing: int, rounding: str
) -> None:
    promise = f"{100 - missing / 10:.1f}"
    text = SAMPLED.format(every=every, hours=hours, promise=promise, bad="10:00", rounding=rounding)
    found = found_by(resolution_too_coarse.RULE, text)
    assert (status(text) == "missed") is bool(found)
    # Rounded, a level can satisfy what the exact one does not; the offers below are about exact levels.
    if not found or rounding != "none":
        return
    (finding,) = found
    better = finding.hint.split("`")[1].removeprefix("at least ").removesuffix("%")
    offered = SAMPLED.format(every=every, hours=hours, promise=better, bad="10:00", rounding=rounding)
    assert status(offered) == "met"
    assert found_by(resolution_too_coarse.RULE, offered) == []
    digit = Fraction(1, 10 ** len(better.partition(".")[2]))
    above = decimal_text(Fraction(better) + digit, 1)
    assert found_by(
        resolution_too_coarse.RULE,
        SAMPLED.format(every=every, hours=hours, promise=above, bad="10:00", rounding=rounding),
    )
    words = finding.hint.partition("Sample every ")[2].partition(" or more")[0].split()
    if words and words[1].startswith("minute"):
        finer = SAMPLED.format(every=words[0], hours=hours, promise=promise, bad="10:00", rounding=rounding)
        assert status(finer) == "met"
        assert found_by(resolution_too_coarse.RULE, finer) == []


@given(
    start=st.integers(0, 100),
    every=st.integers(1, 30),
    lengths=st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=6),
)
def test_the_largest_slot_is_that_of_counting_minute_by_minute(
    start: int, every: int, lengths: list[tuple[int, int]]
) -> None:
    spans, at = [], start
    for closed, opened in lengths:
        spans.append((at + closed, at + closed + opened))
        at += closed + opened
    counted: dict[int, int] = {}
    for a, b in spans:
        for minute in range(a, b):
            counted[(minute - start) // every] = counted.get((minute - start) // every, 0) + 1
    assert largest_slot(tuple(spans), start, every) == max(counted.values())


EXCLUDED = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  service Shop {{ hours: always }}
  interpretation {{
    excluded time: {answer}   overlapping outages: once   partial minutes: exact   level rounding: none
  }}
  source outages {{ holds: intervals   of: Shop   collected: automatically }}
  source windows {{ holds: intervals   fields {{ announced: time }}   collected: by hand }}
  exclusion Maintenance {{
    time: windows where announced at least 5 days before start
    allowance: first {minutes} minutes per month
  }}
  metric Uptime {{ measure: uptime from outages   excluding: Maintenance   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least {promise}% each month }}
  scenario "Down for all that may be excluded, and for as long again" {{
    month: 2026-04
    excluded: Maintenance, 2026-04-01 to 2026-04-04
    down: Shop, {start} to {end}
    {outside}
  }}
}}
"""


def april(minute: int) -> str:
    return f"2026-04-{1 + minute // 1440:02} {minute % 1440 // 60:02}:{minute % 60:02}"


def excluded(answer: str, minutes: int, missing: int, outside: int) -> str:
    """Down for the whole allowance, and for some minutes of another day."""
    end = april(9 * 1440 + outside)
    return EXCLUDED.format(
        answer=answer,
        minutes=minutes,
        promise=f"{100 - missing / 10:.1f}",
        start=april(0),
        end=april(minutes),
        outside=f"down: Shop, 2026-04-10 00:00 to {end}" if outside else "",
    )


@FEW
@given(
    minutes=st.integers(1, 600),
    missing=st.integers(1, 20),
    answer=st.sampled_from(["out of both", "counts as up"]),
)
def test_what_an_exclusion_leaves_is_kept_and_a_minute_more_is_not(
    minutes: int, missing: int, answer: str
) -> None:
    of = context(excluded(answer, minutes, missing, 0))
    agreement = of.agreement
    found = rooms(
        of,
        agreement.exclusions["Maintenance"],
        agreement.metrics["Uptime"],
        agreement.objectives["Availability"],
    )
    room = next(each for each in found if each.period.label == "2026-04")
    assert room.excluded == minutes * MINUTE
    left = room.left // MINUTE
    assert status(excluded(answer, minutes, missing, left)) == "met"
    assert status(excluded(answer, minutes, missing, left + 1)) == "missed"
    swallowed = all(each.excluded > each.left for each in found)
    assert bool(found_by(exclusion_swallows_promise.RULE, excluded(answer, minutes, missing, 0))) is swallowed


def test_outages_that_count_all_the_same_are_no_loophole() -> None:
    text = excluded("out of total only", 600, 1, 0)
    assert status(text) == "missed"
    assert found_by(exclusion_swallows_promise.RULE, text) == []


def calendar(weekly: list[list[tuple[int, int]]]) -> Calendar:
    return Calendar(
        name="Open",
        title="",
        weekly=tuple(tuple(day) for day in weekly),
        special={},
        regions=(),
        zone="",
    )


PIECES = st.lists(st.tuples(st.integers(0, 23), st.integers(1, 24)), max_size=2).map(
    lambda pieces: sorted({(a * 60, b * 60) for a, b in pieces if a < b})
)


@given(weekly=st.lists(PIECES, min_size=7, max_size=7), wanted=st.lists(PIECES, min_size=7, max_size=7))
def test_gaps_and_cover_are_those_of_looking_at_every_hour(
    weekly: list[list[tuple[int, int]]], wanted: list[list[tuple[int, int]]]
) -> None:
    there, asked = calendar(weekly), calendar(wanted)
    open_hours = [any(a <= hour % 24 * 60 < b for a, b in weekly[hour // 24]) for hour in range(WEEK // 60)]
    asked_hours = [any(a <= hour % 24 * 60 < b for a, b in wanted[hour // 24]) for hour in range(WEEK // 60)]
    assert sum(b - a for a, b in open_week(there)) == 60 * sum(open_hours)
    longest = run = 0
    for is_open in open_hours * 2:
        run = 0 if is_open else run + 1
        longest = max(longest, run)
    gap = longest_gap(there)
    if not any(open_hours) or all(open_hours):
        assert gap is None
    else:
        assert gap is not None
        assert gap[1] - gap[0] == 60 * longest
    missing = [hour for hour in range(WEEK // 60) if asked_hours[hour] and not open_hours[hour]]
    assert first_uncovered(asked, there) == (60 * missing[0] if missing else None)
    closed = [hour for hour in range(WEEK // 60) if not open_hours[hour]]
    assert first_uncovered(None, there) == (60 * closed[0] if closed else None)


@pytest.mark.parametrize(
    ("minute", "words"),
    [
        (0, "Monday at 00:00"),
        (4 * DAY + 18 * 60, "Friday at 18:00"),
        (WEEK, "Monday at 00:00"),
        (WEEK + 8 * 60 + 5, "Monday at 08:05"),
    ],
)
def test_moments(minute: int, words: str) -> None:
    assert moment(minute) == words
