"""Deadlines: so many hours, days, business days, weeks or months after or before something, for every part of an agreement.

A deadline in hours is an exact instant; every other ends with a day of the zone, whatever the clock did in between.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, assert_never

from sladsl.record import Record
from sladsl.values.calendar import Hours, add_days, add_working_days
from sladsl.values.duration import HOUR
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period, PeriodKind, day_start, last_day, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LengthUnit = Literal["hours", "business hours", "days", "working days", "weeks", "months", "ends"]


class Length(Record):
    """`count` units; `working days` are the open days of `hours`, `business hours` their open time, `ends` those of the
    periods of a kind.

    The first end counted is that of the period after the one in which the day lies from which is counted.
    """

    count: int
    unit: LengthUnit
    hours: Hours | None = None
    period: PeriodKind | None = None


class Anchor(Record):
    """What is counted from: an instant, and the day of the zone that isn't counted itself."""

    instant: int
    day: date


class Due(Record):
    """`until` is the first instant that is too late, `last_day` the last day in time (ISO)."""

    until: int
    last_day: str


def at_end(period: Period) -> Anchor:
    """The end of a period; its last day isn't counted."""
    return Anchor(instant=period.end, day=last_day(period))


def at_instant(instant: int, place: ZoneInfo) -> Anchor:
    """An instant; the day that it lies in isn't counted."""
    return Anchor(instant=instant, day=instant_to_local(instant, place).date())


def after_day(day: date, place: ZoneInfo) -> Anchor:
    """A whole day: time begins when it is over."""
    return Anchor(instant=day_start(day + timedelta(days=1), place), day=day)


def due(length: Length, anchor: Anchor, place: ZoneInfo, before: bool = False) -> Due | None:
    """When the time is up that begins at the anchor, or that ends there (`before`).

    None where business days are counted and nobody says which they are, and for days outside the calendar.
    """
    if length.unit == "hours":
        until = anchor.instant - length.count * HOUR if before else anchor.instant + length.count * HOUR
        return Due(until=until, last_day=instant_to_local(until - 1, place).date().isoformat())
    if length.unit == "ends":
        return _end_of_later(length, anchor, place)
    day = moved(anchor.day, length, before)
    if day is None or day == date.max:
        return None
    return Due(until=after_day(day, place).instant, last_day=day.isoformat())


def _end_of_later(length: Length, anchor: Anchor, place: ZoneInfo) -> Due | None:
    """The end of a later period; None behind the calendar."""
    assert length.period is not None
    try:
        found = period_at(length.period, place, day_start(anchor.day, place))
        for _ in range(length.count):
            found = period_at(length.period, place, found.end)
    except (ValueError, OverflowError):
        return None
    return Due(until=found.end, last_day=last_day(found).isoformat())


def moved(day: date, length: Length, before: bool = False) -> date | None:
    """The day so many days, business days, weeks or months after `day` (before it), which isn't counted; hours and ends of
    periods move none.

    N months later is the same day of the month, or the last one of a shorter month; what ends with a month ends with
    a month, so that one month after 28 February is 31 March.
    """
    count = -length.count if before else length.count
    try:
        match length.unit:
            case "hours" | "business hours" | "ends":
                return day
            case "days":
                return add_days(day, count)
            case "weeks":
                return add_days(day, 7 * count)
            case "months":
                ends = (day + timedelta(days=1)).month != day.month
                later = add_months(day, count)
                return (
                    later.replace(day=monthrange(later.year, later.month)[1])
                    if ends and length.count
                    else later
                )
            case "working days":
                return None if length.hours is None else add_working_days(length.hours, day, count)
            case _:
                assert_never(length.unit)
    except (ValueError, OverflowError):  # no such day, or a calendar without business days
        return None


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of a month that is too short for it."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
