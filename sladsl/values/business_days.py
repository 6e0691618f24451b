"""Deadlines in business days: so many days after an instant, by the calendar and the clock on the wall.

A day is not so many hours: it has its own opening and closing, and the deadline falls on a time of day.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal

from sladsl.values.calendar import Hours, hours_on
from sladsl.values.duration import DAY, MINUTE
from sladsl.values.instant import EPOCH_DAY
from sladsl.values.local_clock import LocalClock, Steps

Days = tuple[tuple[int, int, int], ...]
"""Business days in order: civil day number (days since 1970-01-01), opening and closing in local µs of the day."""
End = Literal["same time of day", "close of business"]


class BusinessDays:
    """Days of a calendar whose clock changes by `steps`.

    `end`: the time is up at the same time of day, or when the last day closes. `counted`: the day on which the time begins
    is the first of them.
    """

    def __init__(
        self, days: Days, steps: Steps = (), end: End = "same time of day", counted: bool = False
    ) -> None:
        self._days = days
        self._numbers = [number for number, _, _ in days]
        self._local = LocalClock(steps)
        self._end = end
        self._counted = counted

    def after(self, since: int, number: int) -> int | None:
        """The instant `number` business days after `since`; None for a negative number and where the days do not reach.

        Time begins at the next opening where `since` lies on no business day, before its opening, or at or after its
        closing. Zero days end on the day on which it begins.
        """
        shown = self._local.shown(since)
        day, time = divmod(shown, DAY)
        at = bisect_left(self._numbers, day)
        if at < len(self._days) and self._numbers[at] == day and time >= self._days[at][2]:
            at += 1
        last = at + max(0, number - self._counted)
        if number < 0 or last >= len(self._days):
            return None
        begin, opening, _ = self._days[at]
        if begin != day or time < opening:
            time = opening
        final, _, closing = self._days[last]
        return self._local.instant(final * DAY + (time if self._end == "same time of day" else closing))


def business_days(hours: Hours, first: int, last: int) -> Days:
    """The days with an opening from one civil day number to another, both included: from the first opening to the last
    closing of each."""
    found = []
    for number in range(first, last + 1):
        openings = [each for each in hours_on(hours, number + EPOCH_DAY) if each[0] < each[1]]
        if openings:
            opening = min(start for start, _ in openings)
            closing = max(end for _, end in openings)
            found.append((number, opening * MINUTE, closing * MINUTE))
    return tuple(found)
