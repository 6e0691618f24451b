"""Deadlines in business days against a finger on the calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.business_days import BusinessDays, Days, End, business_days
from sladsl.values.calendar import Hours, is_working_day
from sladsl.values.duration import DAY, HOUR, MINUTE
from sladsl.values.instant import EPOCH_DAY, civil_us, instant_to_local, local_to_instant, offsets
from tests.values.moments import place

OFFICE = Hours(
    weekly=(((540, 720), (780, 1020)), ((540, 1020),), ((600, 960),), ((540, 1020),), ((540, 1440),), (), ()),
    zone="Europe/Berlin",
    special={date(2026, 3, 4).toordinal(): (), date(2026, 3, 7).toordinal(): ((0, 60),)},
)


def finger(hours: Hours, since: int, number: int, end: End, counted: bool) -> int:
    """The deadline by moving from day to day with the clock on the wall."""
    zone = place(hours.zone)
    local = instant_to_local(since, zone).replace(tzinfo=None)
    day, time = local.date(), local - datetime(local.year, local.month, local.day)

    def edges(of: date) -> tuple[timedelta, timedelta]:
        openings = hours.special.get(of.toordinal(), hours.weekly[of.weekday()])
        return timedelta(minutes=openings[0][0]), timedelta(minutes=openings[-1][1])

    if not is_working_day(hours, day) or time >= edges(day)[1]:
        day += timedelta(days=1)
        while not is_working_day(hours, day):
            day += timedelta(days=1)
        time = edges(day)[0]
    time = max(time, edges(day)[0])
    left = number - 1 if counted and number else number
    while left:
        day += timedelta(days=1)
        left -= is_working_day(hours, day)
    midnight = datetime(day.year, day.month, day.day)
    return local_to_instant(midnight + (time if end == "same time of day" else edges(day)[1]), zone).instant


@given(
    st.integers(-20 * 24 * 4, 60 * 24 * 4),
    st.sampled_from((0, 1, 59)),
    st.integers(0, 12),
    st.sampled_from(("same time of day", "close of business")),
    st.booleans(),
    st.sampled_from(("Europe/Berlin", "America/New_York", "Asia/Kathmandu")),
)
def test_days_are_counted_one_by_one(
    quarters: int, us: int, number: int, end: End, counted: bool, zone: str
) -> None:
    start = civil_us(2026, 3, 1)
    hours = Hours(weekly=OFFICE.weekly, zone=zone, special=OFFICE.special)
    since = start + quarters * 15 * MINUTE + us
    steps = offsets(place(zone), start - 99 * DAY, start + 300 * DAY)
    days = business_days(hours, start // DAY - 99, start // DAY + 300)
    found = BusinessDays(days, steps, end, counted).after(since, number)
    assert found == finger(hours, since, number, end, counted)


def at(day: int, hour: int, minute: int = 0) -> int:
    return civil_us(2026, 3, day, hour, minute)


# Monday 2026-03-02 to Friday 06, then Monday 09 and Tuesday 10; Tuesdays open at 10 and close at 16.
WEEK: Days = tuple(
    (civil_us(2026, 3, day) // DAY, hours[0] * HOUR, hours[1] * HOUR)
    for day, hours in (
        (2, (9, 17)), (3, (10, 16)), (4, (9, 17)), (5, (9, 17)), (6, (9, 24)), (9, (9, 17)), (10, (10, 16)),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("since", "number", "due", "closing", "counted"),
    [
        (at(2, 12), 1, at(3, 12), at(3, 16), at(2, 12)),
        (at(2, 12), 0, at(2, 12), at(2, 17), at(2, 12)),
        # Before the opening the time begins with it, at and after closing on the next day.
        (at(2, 8), 1, at(3, 9), at(3, 16), at(2, 9)),
        (at(2, 17), 1, at(4, 10), at(4, 17), at(3, 10)),
        (at(2, 16, 59), 1, at(3, 16, 59), at(3, 16), at(2, 16, 59)),
        # Friday closes at midnight.
        (at(6, 23, 59), 1, at(9, 23, 59), at(9, 17), at(6, 23, 59)),
        (at(7, 0), 1, at(10, 9), at(10, 16), at(9, 9)),
        (at(9, 12), 2, None, None, at(10, 12)),
        (at(10, 16), 0, None, None, None),
        (at(2, 12), 99, None, None, None),
        (at(2, 12), -1, None, None, None),
    ],
)
def test_by_hand(since: int, number: int, due: int | None, closing: int | None, counted: int | None) -> None:
    assert BusinessDays(WEEK).after(since, number) == due
    assert BusinessDays(WEEK, (), "close of business").after(since, number) == closing
    assert BusinessDays(WEEK, counted=True).after(since, number) == counted


def test_a_deadline_in_the_hour_of_a_clock_change() -> None:
    zone = place("Europe/Berlin")
    for month, last, local, due in (
        (3, 29, (2, 30), civil_us(2026, 3, 29, 1, 30)),
        (10, 25, (2, 30), civil_us(2026, 10, 25, 0, 30)),
    ):
        eve = civil_us(2026, month, last - 1)
        days: Days = tuple((eve // DAY + n, 0, DAY) for n in range(2))
        steps = offsets(zone, eve - 9 * DAY, eve + 9 * DAY)
        since = eve + local[0] * HOUR + local[1] * MINUTE - steps[0][1]
        assert BusinessDays(days, steps).after(since, 1) == due


def test_days_of_a_calendar() -> None:
    first = date(2026, 3, 2).toordinal() - EPOCH_DAY
    assert business_days(OFFICE, first, first + 6) == (
        (first, 9 * HOUR, 17 * HOUR),
        (first + 1, 9 * HOUR, 17 * HOUR),
        (first + 3, 9 * HOUR, 17 * HOUR),
        (first + 4, 9 * HOUR, 24 * HOUR),
        (first + 5, 0, HOUR),
    )
    assert business_days(OFFICE, first + 6, first + 6) == ()
    assert BusinessDays(()).after(0, 0) is None
