"""What repeats: equal stretches from the start of the term, by the calendar, the clock, business days or business hours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sladsl.plan.dates import DutyRule
from sladsl.record import Record
from sladsl.settle.terms import rhythm
from sladsl.values.business_hours import used_up
from sladsl.values.deadline import Length, moved
from sladsl.values.duration import DAY, HOUR
from sladsl.values.instant import instant_to_local
from sladsl.values.period import day_start

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST_ROUNDS = 20_000
_YEARS = 11
"""Calendars without an hour in ten years have none."""


class Occasion(Record):
    """One time that a duty is about: its label, its instants (half-open)."""

    label: str
    start: int
    end: int


class Rhythms:
    """The stretches of all duties of one settlement that repeat."""

    def __init__(self, place: ZoneInfo, term_start: int | None) -> None:
        self.place = place
        self._term_start = term_start
        self._working_days: dict[tuple[str, int | None], list[date]] = {}
        """The last days of stretches of business days, after the day before the term."""
        self._business_hours: dict[tuple[str, int | None], list[int]] = {}
        """When stretches of business hours are used up, after the start of the term."""

    def occasion(self, rule: DutyRule, instant: int) -> Occasion | None:
        """What a duty is about at an instant that is not before the term; None where that can't be told."""
        assert rule.every is not None
        assert self._term_start is not None
        if rule.every.unit == "working days":
            return self._of_working_days(rule, rule.every, instant)
        if rule.every.unit == "business hours":
            return self._of_business_hours(rule, rule.every, instant)
        if rule.every.unit == "hours":
            length = rule.every.count * HOUR
            begin = self._term_start + (instant - self._term_start) // length * length
            return self._stretch(begin, begin + length)
        lengths = {"days": DAY, "weeks": 7 * DAY, "months": 31 * DAY}
        # Months have at most 31 days, so this number is never too high.
        number = max((instant - self._term_start) // (lengths[rule.every.unit] * rule.every.count) - 1, 0)
        for at in range(number, number + MOST_ROUNDS):
            start = rhythm(rule.every, self._term_start, at, self.place)
            end = rhythm(rule.every, self._term_start, at + 1, self.place)
            if start is None or end is None or start > instant:
                return None
            if instant < end:
                first, last = (instant_to_local(each, self.place).date() for each in (start, end - 1))
                return Occasion(label=f"{first} to {last}", start=start, end=end)
        return None

    def _stretch(self, begin: int, end: int) -> Occasion:
        ends = (instant_to_local(each, self.place) for each in (begin, end))
        label = " to ".join(each.isoformat(" ", "minutes")[:16] for each in ends)
        return Occasion(label=label, start=begin, end=end)

    def _of_business_hours(self, rule: DutyRule, every: Length, instant: int) -> Occasion | None:
        """The stretch of so many business hours around an instant; each ends when they are used up."""
        assert self._term_start is not None
        if every.hours is None:
            return None
        key = rule.rule.construct, rule.since
        ends = self._business_hours.setdefault(key, [self._term_start])
        for years in range(1, _YEARS):
            if ends[-1] > instant or len(ends) >= MOST_ROUNDS:
                break
            until = max(instant, self._term_start) + years * 366 * DAY
            ends[1:] = used_up(every.hours, self._term_start, every.count * HOUR, until)[:MOST_ROUNDS]
        at = bisect_right(ends, instant)
        return self._stretch(ends[at - 1], ends[at]) if 0 < at < len(ends) else None

    def _of_working_days(self, rule: DutyRule, every: Length, instant: int) -> Occasion | None:
        """The stretch of so many business days around an instant; the first begins with the term, each ends with its last.

        What lies between the last business day of one and the first of the next belongs to the next.
        """
        assert self._term_start is not None
        first = instant_to_local(self._term_start, self.place).date()
        ends = self._working_days.setdefault((rule.rule.construct, rule.since), [first - timedelta(days=1)])
        day = instant_to_local(instant, self.place).date()
        while ends[-1] < day and len(ends) < MOST_ROUNDS:
            following = moved(ends[-1], every)
            if following is None:
                return None
            ends.append(following)
        at = bisect_left(ends, day)
        if not 0 < at < len(ends):
            return None
        begin, end = ends[at - 1] + timedelta(days=1), ends[at]
        return Occasion(
            label=f"{begin} to {end}",
            start=day_start(begin, self.place),
            end=day_start(end + timedelta(days=1), self.place),
        )
