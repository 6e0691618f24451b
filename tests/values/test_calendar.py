"""Service hours against a minute hand that looks at the wall clock, and working days."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sladsl.record import replace
from sladsl.values.calendar import (
    DayHours,
    Hours,
    add_days,
    add_working_days,
    always,
    hours_on,
    is_working_day,
    open_spans,
)
from sladsl.values.duration import DAY, HOUR, MINUTE
from sladsl.values.instant import civil_us, instant_to_local
from sladsl.values.intervals import Spans, clip, covers, intersect, total, union
from tests.values.moments import instants, lengths, place

NINE_TO_FIVE: DayHours = ((540, 1020),)
OFFICE = Hours(weekly=(*[NINE_TO_FIVE] * 5, (), ()), zone="Europe/Berlin", special={})
ALL_DAY: DayHours = ((0, 1440),)

# Three days in and around a change of the clock, where every mistake would show.
JUMPS = {
    "Europe/Berlin": [date(2026, 3, 28), date(2026, 10, 24)],
    "America/New_York": [date(2026, 3, 7), date(2026, 10, 31)],
    "Australia/Lord_Howe": [date(2026, 10, 3), date(2026, 4, 4)],
    "America/St_Johns": [date(2006, 4, 1), date(2006, 10, 28)],
    "America/Havana": [date(2026, 3, 7), date(2026, 10, 31)],
    "Asia/Kathmandu": [date(2026, 3, 28)],
}
scenes = st.sampled_from([(name, day) for name, days in JUMPS.items() for day in days])
openings = st.tuples(st.integers(0, 1440), st.integers(0, 1440)).map(lambda pair: (min(pair), max(pair)))
quarters = st.tuples(st.integers(0, 16), st.integers(0, 96)).map(
    lambda pair: (15 * min(pair), 15 * max(pair))
)
day_hours = st.lists(openings | quarters, max_size=3).map(tuple)


def by_the_minute(hours: Hours, start: int, end: int) -> list[tuple[int, str]]:
    """What each minute must be: "open", "shut", or "between" two showings of one opening's times."""
    margin = 2 * DAY
    clocks = [
        (at, instant_to_local(at, place(hours.zone))) for at in range(start - margin, end + margin, MINUTE)
    ]
    shown: dict[tuple[int, tuple[int, int]], list[int]] = {}
    for at, clock in clocks:
        ordinal, minute = clock.toordinal(), clock.hour * 60 + clock.minute
        for opening in hours_on(hours, ordinal):
            if opening[0] <= minute < opening[1]:
                shown.setdefault((ordinal, opening), []).append(at)
    opened = {at for times in shown.values() for at in times}
    bridged = {at for times in shown.values() for at in range(times[0], times[-1], MINUTE)}
    return [
        (at, "open" if at in opened else "between" if at in bridged else "shut")
        for at, _ in clocks
        if start <= at < end
    ]


@given(scenes, day_hours, day_hours, day_hours)
@example(("Europe/Berlin", date(2026, 3, 28)), (), ((150, 600),), ())
@example(("Europe/Berlin", date(2026, 3, 28)), (), ((60, 150),), ())
@example(("Europe/Berlin", date(2026, 3, 28)), (), ((135, 165),), ())
@example(("Europe/Berlin", date(2026, 10, 24)), (), ((0, 120),), ())
@example(("Europe/Berlin", date(2026, 10, 24)), (), ((60, 150),), ())
@example(("Europe/Berlin", date(2026, 10, 24)), (), ((150, 600),), ())
@example(("America/St_Johns", date(2006, 10, 28)), ALL_DAY, ALL_DAY, ALL_DAY)
def test_open_spans_agree_with_the_minute_hand(
    scene: tuple[str, date], before: DayHours, on: DayHours, after: DayHours
) -> None:
    name, day = scene
    first = day.toordinal()
    special = {first: before, first + 1: on, first + 2: after}
    hours = Hours(weekly=(ALL_DAY,) * 7, zone=name, special=special)
    start = civil_us(day.year, day.month, day.day)
    found = open_spans(hours, start, start + 3 * DAY)
    for at, state in by_the_minute(hours, start, start + 3 * DAY):
        assert covers(found, at) is (state != "shut"), (instant_to_local(at, place(name)), state)


BERLIN_SPRING, BERLIN_AUTUMN = date(2026, 3, 29).toordinal(), date(2026, 10, 25).toordinal()


@pytest.mark.parametrize(
    ("day", "opening", "spans"),
    [
        # Spring: 02:00 to 03:00 doesn't exist; the jump is 01:00 UTC.
        ((2026, 3, 29), (150, 600), ((1 * HOUR, 8 * HOUR),)),
        ((2026, 3, 29), (60, 150), ((0, 1 * HOUR),)),
        ((2026, 3, 29), (135, 165), ()),
        # Autumn: 02:00 to 03:00 is shown twice, from 00:00 and from 01:00 UTC.
        ((2026, 10, 25), (0, 120), ((-2 * HOUR, 0),)),
        ((2026, 10, 25), (60, 150), ((-1 * HOUR, 1 * HOUR + 30 * MINUTE),)),
        ((2026, 10, 25), (150, 600), ((30 * MINUTE, 9 * HOUR),)),
        ((2026, 10, 25), (0, 1440), ((-2 * HOUR, 23 * HOUR),)),
    ],
)
def test_edges_in_the_hours_that_clocks_change(
    day: tuple[int, int, int], opening: tuple[int, int], spans: Spans
) -> None:
    hours = Hours(weekly=((),) * 7, zone="Europe/Berlin", special={date(*day).toordinal(): (opening,)})
    midnight = civil_us(*day)
    found = open_spans(hours, midnight - DAY, midnight + 2 * DAY)
    assert found == tuple((midnight + start, midnight + end) for start, end in spans)


def test_a_year_of_office_hours() -> None:
    start, end = civil_us(2026, 1, 1), civil_us(2027, 1, 1)
    assert total(open_spans(OFFICE, start, end)) == 261 * 8 * HOUR
    year_off = replace(
        OFFICE, holidays=frozenset({date(2026, 1, 1).toordinal(), date(2026, 1, 3).toordinal()})
    )
    assert total(open_spans(year_off, start, end)) == 260 * 8 * HOUR


@given(
    st.sampled_from(sorted(JUMPS)),
    instants(2020, 2030),
    lengths(90),
    lengths(90),
)
def test_a_span_in_two_halves_is_the_whole(name: str, start: int, one: int, two: int) -> None:
    hours = replace(OFFICE, zone=name)
    whole = open_spans(hours, start, start + one + two)
    halves = open_spans(hours, start, start + one), open_spans(hours, start + one, start + one + two)
    assert union(*halves) == whole
    assert clip(whole, start, start + one) == halves[0]
    assert intersect(*halves) == ()
    always_open = replace(hours, weekly=(ALL_DAY,) * 7)
    assert open_spans(always_open, start, start + one) == always(start, start + one)


def test_an_empty_span_and_an_unknown_zone() -> None:
    assert open_spans(OFFICE, 5, 5) == open_spans(OFFICE, 9, 5) == always(9, 5) == ()
    with pytest.raises(ValueError, match="Atlantis"):
        open_spans(replace(OFFICE, zone="Europe/Atlantis"), 0, DAY)


def test_special_dates_beat_holidays_and_holidays_beat_the_week() -> None:
    eve, christmas, friday = (date(2026, 12, day) for day in (24, 25, 18))
    hours = replace(
        OFFICE,
        holidays=frozenset({eve.toordinal(), christmas.toordinal()}),
        special={eve.toordinal(): ((540, 720),), friday.toordinal(): ()},
    )
    assert [hours_on(hours, day.toordinal()) for day in (eve, christmas, friday)] == [((540, 720),), (), ()]
    assert [is_working_day(hours, day) for day in (eve, christmas, friday)] == [True, False, False]
    assert hours_on(hours, date(2026, 12, 17).toordinal()) == NINE_TO_FIVE


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-300, 300), st.frozensets(st.integers(0, 400))
)
def test_working_days_are_counted_one_by_one(day: date, n: int, off: frozenset[int]) -> None:
    hours = replace(OFFICE, holidays=frozenset(day.toordinal() + each for each in off))
    found = add_working_days(hours, day, n)
    if n == 0:
        assert found == day
        return
    low, high = (day + timedelta(days=1), found) if n > 0 else (found, day - timedelta(days=1))
    dates = [date.fromordinal(each) for each in range(low.toordinal(), high.toordinal() + 1)]
    working = [each for each in dates if each.weekday() < 5 and each.toordinal() not in hours.holidays]
    assert len(working) == abs(n)
    assert found in working


def test_a_calendar_without_a_working_day_is_an_error_not_a_loop() -> None:
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(replace(OFFICE, weekly=((),) * 7), date(2026, 1, 1), 1)


def test_many_working_days_are_not_taken_for_none() -> None:
    assert add_working_days(OFFICE, date(2026, 1, 2), 5 * 4_000) == date(2026, 1, 2) + timedelta(weeks=4_000)


def test_plain_days() -> None:
    assert add_days(date(2028, 2, 28), 2) == date(2028, 3, 1)


def test_hours_are_values() -> None:
    same = replace(OFFICE, special={})
    other = replace(OFFICE, special={1: ()})
    assert pickle.loads(pickle.dumps(OFFICE)) == same == OFFICE
    assert len({OFFICE, same, other}) == 2


def test_a_day_of_the_clock_has_23_to_25_hours() -> None:
    for ordinal, hours_in_day in ((BERLIN_SPRING, 23), (BERLIN_AUTUMN, 25), (BERLIN_SPRING + 1, 24)):
        hours = Hours(weekly=((),) * 7, zone="Europe/Berlin", special={ordinal: ALL_DAY})
        day = date.fromordinal(ordinal)
        middle = civil_us(day.year, day.month, day.day, 12)
        assert total(open_spans(hours, middle - 2 * DAY, middle + 2 * DAY)) == hours_in_day * HOUR
