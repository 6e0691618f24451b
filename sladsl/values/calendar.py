"""Service hours, holidays and working days: what a wall clock in a zone counts as open.

Hours are written for wall clocks but counted on instants; this module is the one crossing between the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from sladsl.record import Record
from sladsl.values.duration import DAY, MINUTE
from sladsl.values.instant import EPOCH_DAY, offsets, zone
from sladsl.values.intervals import Spans, clip, normal
from sladsl.values.regions import holiday_years, holidays_of, holidays_version, suggest_regions

__all__ = [
    "DayHours",
    "Hours",
    "Week",
    "add_days",
    "add_working_days",
    "always",
    "holiday_years",
    "holidays_of",
    "holidays_version",
    "hours_on",
    "is_working_day",
    "open_spans",
    "suggest_regions",
]

DayHours = tuple[tuple[int, int], ...]
"""Openings of one day as minutes after midnight, half-open: `((540, 1020),)` is 09:00 to 17:00; () is
closed.
"""
Week = tuple[DayHours, ...]
"""Seven days, Monday to Sunday."""

_LONGEST_WAIT = 3_660
"""Ten years of days: a calendar without a working day in them has none."""


class Hours(Record):
    """Opening hours by wall clock in a zone (IANA name). A special date beats a holiday, a holiday beats
    the week.

    `special` and `holidays` name dates by `date.toordinal()`; minutes are 0 to 1440, an opening over
    midnight is two.
    """

    weekly: Week
    zone: str
    special: Mapping[int, DayHours]
    holidays: frozenset[int] = frozenset()
    made: Spans | None = None
    """Of hours that are made of others: the open instants, in all years that are looked at; the dates then only tell on
    which days these are."""

    def __hash__(self) -> int:
        return hash((self.weekly, self.zone, frozenset(self.special.items()), self.holidays, self.made))


def hours_on(hours: Hours, ordinal: int) -> DayHours:
    """The openings of the date with this ordinal."""
    special = hours.special.get(ordinal)
    if special is not None:
        return special
    return () if ordinal in hours.holidays else hours.weekly[(ordinal - 1) % 7]


@lru_cache(maxsize=64)
def open_spans(hours: Hours, start_us: int, end_us: int) -> Spans:
    """The open instants in `[start_us, end_us)`; ValueError for an unknown zone.

    An opening runs from the first to the last moment at which the clock shows a time in it. So an edge in
    the missing hour is the moment of the jump, one in the repeated hour is the first occurrence for a start
    and the last for an end, and an opening wholly inside a missing hour doesn't happen.
    """
    if hours.made is not None:
        return clip(hours.made, start_us, end_us)
    place = zone(hours.zone)
    if place is None:
        raise ValueError(f"{hours.zone!r} isn't a zone")
    changes = offsets(place, start_us - 3 * DAY, end_us + 3 * DAY)
    if end_us <= start_us or not changes:
        return ()
    ends = [change[0] for change in changes[1:]] + [end_us + 3 * DAY]
    # Stretches of one offset: (first instant, end, offset).
    stretches = [(at, end, offset) for (at, offset), end in zip(changes, ends, strict=True)]
    day = start_us // DAY - 2
    last_day = end_us // DAY + 2
    oldest = 0
    found: list[tuple[int, int]] = []
    while day <= last_day:
        while stretches[oldest][1] + stretches[oldest][2] < (day - 1) * DAY:
            oldest += 1
        for opening in hours_on(hours, day + EPOCH_DAY):
            start, end = day * DAY + opening[0] * MINUTE, day * DAY + opening[1] * MINUTE
            pieces: list[tuple[int, int]] = []
            for first, after, offset in stretches[oldest:]:
                if first + offset >= end + DAY:
                    break
                piece = max(start - offset, first), min(end - offset, after)
                if piece[0] < piece[1]:
                    pieces.append(piece)
            if pieces:
                found.append((pieces[0][0], pieces[-1][1]))
        day += 1
    return clip(normal(found), start_us, end_us)


def always(start_us: int, end_us: int) -> Spans:
    """The hours of a service that never closes: all of `[start_us, end_us)`."""
    return normal(((start_us, end_us),))


def is_working_day(hours: Hours, day: date) -> bool:
    """Whether the date has any opening."""
    return any(start < end for start, end in hours_on(hours, day.toordinal()))


def add_working_days(hours: Hours, day: date, n: int) -> date:
    """The n-th working day after `day`, which isn't counted; before it when n is negative, `day` itself
    when n is 0.

    ValueError when ten years hold no working day: such a calendar is refused before it is used.
    """
    step = timedelta(days=1 if n > 0 else -1)
    left, waited = abs(n), 0
    while left:
        day += step
        if is_working_day(hours, day):
            left, waited = left - 1, 0
        elif (waited := waited + 1) > _LONGEST_WAIT:
            raise ValueError("the calendar has no working day")
    return day


def add_days(day: date, n: int) -> date:
    """The n-th calendar day after `day`, which isn't counted."""
    return day + timedelta(days=n)
