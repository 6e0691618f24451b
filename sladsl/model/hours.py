"""Calendars with their holidays resolved: the hours of the years that are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sladsl.model.meanings import Calendar
from sladsl.record import replace
from sladsl.values.calendar import DayHours, Hours, open_spans
from sladsl.values.duration import DAY
from sladsl.values.instant import EPOCH_DAY, instant_to_local
from sladsl.values.intervals import Spans, intersect, minus, normal
from sladsl.values.zones import zone as find_zone


class UnknownHolidays(LookupError):
    """The installed library of holidays does not know a region: leaving them out would change deadlines silently."""

    def __init__(self, region: str) -> None:
        super().__init__(f"The installed library of holidays does not know `{region}`.")


MOST_KEPT = 16
_kept: list[tuple[Calendar, tuple[str, int, int, bool], Hours]] = []
"""Hours of calendars that are made of others: every promise asks for the same ones, and they are laid out day by day."""


def hours_of(
    calendar: Calendar, zone: str, first_year: int, last_year: int, *, holidays: bool = True
) -> Hours:
    """The calendar with its holidays resolved for these years; `UnknownHolidays` where nobody knows them.

    Without `holidays` it is open on them.
    """
    if not calendar.made:
        return _plain(calendar if holidays else without_holidays(calendar), zone, first_year, last_year)
    key = (zone, first_year, last_year, holidays)
    for of, asked, known in _kept:
        if of is calendar and asked == key:
            return known
    found = _made(calendar if holidays else without_holidays(calendar), zone, first_year, last_year)
    _kept.append((calendar, key, found))
    del _kept[:-MOST_KEPT]
    return found


def _plain(calendar: Calendar, zone: str, first_year: int, last_year: int) -> Hours:
    closed = _closed(calendar, first_year, last_year)
    weekly = calendar.weekly
    special = dict(calendar.special)
    for ordinal, hours in _monthly(calendar, first_year, last_year):
        # A special date beats a holiday, a holiday beats what recurs.
        if ordinal not in calendar.special and ordinal not in closed:
            special[ordinal] = hours
    return Hours(
        weekly=(weekly[0], weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6]),
        special=special,
        holidays=closed,
        zone=calendar.zone or zone,
    )


def without_holidays(calendar: Calendar) -> Calendar:
    """The calendar, and all that it is made of, open on holidays."""
    return replace(
        calendar,
        regions=(),
        any_of=tuple(without_holidays(each) for each in calendar.any_of),
        all_of=tuple(without_holidays(each) for each in calendar.all_of),
        outside=tuple(without_holidays(each) for each in calendar.outside),
    )


def _closed(calendar: Calendar, first_year: int, last_year: int) -> frozenset[int]:
    """The dates on which it is closed as on holidays."""
    from sladsl.values.calendar import holidays_of

    days: list[frozenset[int]] = []
    for region in calendar.regions:
        found = holidays_of(region, range(first_year, last_year + 1))
        if found is None:
            raise UnknownHolidays(region)
        days.append(frozenset(found))
    if not days:
        return frozenset()
    return frozenset.intersection(*days) if calendar.common else frozenset.union(*days)


def _monthly(calendar: Calendar, first_year: int, last_year: int) -> Iterator[tuple[int, DayHours]]:
    """The dates of these years that recur in each month, with their hours; two rows for one date are open in both."""
    found: dict[int, list[tuple[int, int]]] = {}
    for nth, weekday, hours in calendar.monthly:
        for month in range(first_year * 12, (last_year + 1) * 12):
            day = nth_of(nth, weekday, month // 12, month % 12 + 1)
            if day is not None:
                found.setdefault(day.toordinal(), []).extend(hours)
    for ordinal, pieces in found.items():
        yield ordinal, normal(pieces)


def nth_of(nth: int, weekday: int, year: int, month: int) -> date | None:
    """The 2nd Tuesday of a month, or its last one (-1); None where it has no such day."""
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        back = (after.weekday() - weekday - 1) % 7 + 1
        return after - timedelta(days=back)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else None


# ---- hours of several calendars


def _made(calendar: Calendar, zone: str, first_year: int, last_year: int) -> Hours:
    """Open when one of some is, when all of others are, and when none of the rest is; each keeps its own zone."""
    start = (date(first_year, 1, 1).toordinal() - EPOCH_DAY) * DAY
    end = (date(last_year + 1, 1, 1).toordinal() - EPOCH_DAY) * DAY

    def spans(of: Calendar) -> Spans:
        return open_spans(hours_of(of, zone, first_year, last_year), start, end)

    found: Spans = ((start, end),)
    if calendar.any_of:
        found = normal([span for each in calendar.any_of for span in spans(each)])
    for each in calendar.all_of:
        found = intersect(found, spans(each))
    for each in calendar.outside:
        found = minus(found, spans(each))
    own = calendar.zone or zone
    closed = _closed(calendar, first_year, last_year)
    if closed:
        allowed = Hours(weekly=(((0, 1440),),) * 7, zone=own, special={}, holidays=closed)
        found = intersect(found, open_spans(allowed, start, end))
    return Hours(
        weekly=calendar.weekly, zone=own, special=_by_day(found, own, first_year, last_year), made=found
    )


def _by_day(spans: Spans, zone: str, first_year: int, last_year: int) -> dict[int, DayHours]:
    """On which dates of a zone the spans lie, with the times that its clocks show; a date without any is closed."""
    place = find_zone(zone)
    if place is None:
        raise ValueError(f"{zone!r} isn't a zone")
    found: dict[int, list[tuple[int, int]]] = {}
    for start, end in spans:
        first, last = instant_to_local(start, place), instant_to_local(end - 1, place)
        day, minute = first.date().toordinal(), first.hour * 60 + first.minute
        while day < last.date().toordinal():
            found.setdefault(day, []).append((minute, 1440))
            day, minute = day + 1, 0
        until = last.hour * 60 + last.minute + (1 if last.second or last.microsecond else 0)
        if minute < until:
            found.setdefault(day, []).append((minute, until))
    days = range(date(first_year, 1, 1).toordinal(), date(last_year + 1, 1, 1).toordinal())
    return {day: normal(found.get(day, ())) for day in days}
