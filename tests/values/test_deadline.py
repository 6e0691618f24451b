"""Deadlines: days that end with a day of the zone, hours that don't, months that end with the month, both ways."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.calendar import Hours
from sladsl.values.deadline import Anchor, Length, add_months, after_day, at_end, at_instant, due, moved
from sladsl.values.duration import HOUR
from sladsl.values.instant import instant_to_local
from sladsl.values.period import day_start, period_at
from sladsl.values.zones import zone

BERLIN = zone("Europe/Berlin")
NEW_YORK = zone("America/New_York")
WEEK = ((480, 1080),)
OFFICE = Hours(
    weekly=(WEEK, WEEK, WEEK, WEEK, WEEK, (), ()),
    zone="Europe/Berlin",
    special={date(2026, 12, 24).toordinal(): ()},
    holidays=frozenset({date(2026, 12, 25).toordinal(), date(2027, 1, 1).toordinal()}),
)
dates = st.dates(date(1950, 1, 1), date(2150, 1, 1))
counts = st.integers(0, 400)
units: Any = st.sampled_from(["days", "weeks", "months"])


@pytest.mark.parametrize(
    ("day", "count", "unit", "after", "before"),
    [
        ("2026-01-31", 1, "months", "2026-02-28", "2025-12-31"),
        ("2026-01-30", 1, "months", "2026-02-28", "2025-12-30"),
        ("2026-02-28", 1, "months", "2026-03-31", "2026-01-31"),
        ("2024-02-28", 1, "months", "2024-03-28", "2024-01-28"),
        ("2024-02-29", 12, "months", "2025-02-28", "2023-02-28"),
        ("2026-04-30", 0, "months", "2026-04-30", "2026-04-30"),
        ("2026-03-01", 30, "days", "2026-03-31", "2026-01-30"),
        ("2026-03-01", 2, "weeks", "2026-03-15", "2026-02-15"),
        ("2026-12-22", 3, "working days", "2026-12-29", "2026-12-17"),
        ("2026-12-26", 1, "working days", "2026-12-28", "2026-12-23"),
        ("2026-12-22", 0, "working days", "2026-12-22", "2026-12-22"),
    ],
)
def test_days_both_ways(day: str, count: int, unit: Any, after: str, before: str) -> None:
    length = Length(count=count, unit=unit, hours=OFFICE if unit == "working days" else None)
    start = date.fromisoformat(day)
    assert moved(start, length) == date.fromisoformat(after)
    assert moved(start, length, before=True) == date.fromisoformat(before)


@given(dates, counts, units, st.booleans())
def test_a_day_deadline_is_over_at_the_next_midnight(day: date, count: int, unit: Any, back: bool) -> None:
    assert BERLIN is not None
    found = due(Length(count=count, unit=unit), after_day(day, BERLIN), BERLIN, back)
    assert found is not None
    last = date.fromisoformat(found.last_day)
    assert found.until == day_start(last + timedelta(days=1), BERLIN)
    assert last <= day if back else last >= day


@given(st.integers(0, 4 * 10**15), counts)
def test_hours_are_elapsed_time(instant: int, count: int) -> None:
    assert NEW_YORK is not None
    found = due(Length(count=count, unit="hours"), at_instant(instant, NEW_YORK), NEW_YORK)
    assert found is not None
    assert found.until - instant == count * HOUR
    assert instant_to_local(found.until - 1, NEW_YORK).date().isoformat() == found.last_day


@given(dates, counts, units)
def test_more_is_later(day: date, count: int, unit: Any) -> None:
    less, more = (moved(day, Length(count=each, unit=unit)) for each in (count, count + 1))
    assert less is not None
    assert more is not None
    assert less < more


@given(st.integers(0, 4 * 10**15))
def test_the_end_of_a_period_is_counted_from_its_last_day(instant: int) -> None:
    assert BERLIN is not None
    period = period_at("month", BERLIN, instant)
    assert at_end(period) == Anchor(instant=period.end, day=instant_to_local(period.end - 1, BERLIN).date())


def test_days_that_do_not_exist_are_none() -> None:
    assert BERLIN is not None
    assert moved(date(9999, 12, 1), Length(count=40, unit="days")) is None
    assert moved(date(9999, 12, 1), Length(count=10_000, unit="months")) is None
    assert moved(date(2026, 1, 1), Length(count=5, unit="working days")) is None
    closed = Hours(weekly=((),) * 7, zone="Europe/Berlin", special={})
    assert moved(date(2026, 1, 1), Length(count=5, unit="working days", hours=closed)) is None
    assert due(Length(count=40, unit="days"), Anchor(instant=0, day=date(9999, 12, 1)), BERLIN) is None


def test_the_last_day_there_is_has_no_midnight_after_it() -> None:
    assert BERLIN is not None
    assert due(Length(count=0, unit="days"), Anchor(instant=0, day=date.max), BERLIN) is None


def test_months_of_years() -> None:
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)
