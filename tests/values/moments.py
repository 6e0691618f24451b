"""Strategies for instants, lengths and zones.

Plain `st.integers` over microseconds crowds near the ends of its range, where no clock changes; these
spread by the calendar.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from sladsl.values.duration import DAY
from sladsl.values.instant import civil_us, zone


def place(name: str) -> ZoneInfo:
    """The zone, for names that are known to be good."""
    found = zone(name)
    assert found is not None
    return found


def _instant(at: datetime) -> int:
    return civil_us(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond)


def instants(first_year: int, last_year: int) -> st.SearchStrategy[int]:
    """Instants of the years, all days alike, some of them on the hour."""
    moments = st.datetimes(datetime(first_year, 1, 1), datetime(last_year, 12, 31, 23, 59, 59))
    return moments.map(_instant) | moments.map(
        lambda at: _instant(datetime(at.year, at.month, at.day, at.hour))
    )


def lengths(most_days: int) -> st.SearchStrategy[int]:
    """Lengths in µs of up to so many days, from 1 µs."""
    days = st.sampled_from([0, *range(0, most_days, max(1, most_days // 40))])
    return st.builds(lambda whole, rest: whole * DAY + rest, days, st.integers(1, DAY))
