"""Calendar periods (day, ISO week, month, quarter, year) as half-open spans of instants in a zone.

A period is named by the calendar and bounded by the zone's midnights, so days of 23 or 25 hours come out
right and the periods of a kind tile the line of time without a gap.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, assert_never

from sladsl.record import Record
from sladsl.values.instant import FIRST_YEAR, LAST_YEAR, instant_to_local, local_to_instant, offsets

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

PeriodKind = Literal["day", "week", "month", "quarter", "year"]

_LABEL = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|W(?P<week>[0-9]{2})|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)
_INSIDE: dict[PeriodKind, frozenset[PeriodKind]] = {
    "day": frozenset({"day"}),
    "week": frozenset({"day", "week"}),
    "month": frozenset({"day", "month"}),
    "quarter": frozenset({"day", "month", "quarter"}),
    "year": frozenset({"day", "month", "quarter", "year"}),
}


class Period(Record):
    """A period of the calendar: its label names it within a zone, `[start, end)` are instants in µs."""

    kind: PeriodKind
    label: str
    start: int
    end: int


def parse_label(text: str) -> tuple[PeriodKind, date] | None:
    """Kind and first day of `2026`, `2026-Q1`, `2026-03`, `2026-W05` (ISO 8601) or `2026-03-04`; years 1900
    to 2200.
    """
    named = _named(text)
    return named if named is not None and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR else None


def _named(label: str) -> tuple[PeriodKind, date] | None:
    """As `parse_label`, of any year: what follows a period of the last year is counted on from, too."""
    match = _LABEL.fullmatch(label)
    if match is None:
        return None
    year = int(match["year"])
    try:
        if match["quarter"]:
            return "quarter", date(year, 3 * int(match["quarter"]) - 2, 1)
        if match["week"]:
            return "week", date.fromisocalendar(year, int(match["week"]), 1)
        if match["day"]:
            return "day", date(year, int(match["month"]), int(match["day"]))
        return ("month", date(year, int(match["month"]), 1)) if match["month"] else ("year", date(year, 1, 1))
    except ValueError:
        return None


def parse_period(text: str, zone: ZoneInfo) -> Period | None:
    """The period that a label names; None for other text, and for a day that the zone skipped (Apia,
    2011-12-30).
    """
    named = parse_label(text)
    if named is None:
        return None
    period = _period(*named, zone)
    return period if period.start < period.end else None


def period_at(kind: PeriodKind, zone: ZoneInfo, instant: int) -> Period:
    """The period of a kind that holds the instant."""
    period = _period(kind, _floor(kind, instant_to_local(instant, zone).date()), zone)
    # Clocks have been set back over midnight (St John's to 2011): the date alone then names the wrong side.
    while instant >= period.end:
        period = next_period(period, zone)
    return period


def periods(kind: PeriodKind, zone: ZoneInfo, start_us: int, end_us: int) -> tuple[Period, ...]:
    """All periods of a kind that overlap `[start_us, end_us)`, ascending; the outer two may stick out of
    it.
    """
    return _periods(kind, zone, start_us, end_us) if start_us < end_us else ()


@lru_cache(maxsize=512)
def _periods(kind: PeriodKind, zone: ZoneInfo, start_us: int, end_us: int) -> tuple[Period, ...]:
    found = [period_at(kind, zone, start_us)]
    while found[-1].end < end_us:
        found.append(next_period(found[-1], zone))
    return tuple(found)


def periods_within(outer: Period, kind: PeriodKind, zone: ZoneInfo) -> tuple[Period, ...]:
    """The periods of a kind that start in `outer`, ascending.

    Where they don't nest (weeks of a month) each still belongs to exactly one outer period, so nothing
    counts twice.
    """
    return tuple(each for each in periods(kind, zone, outer.start, outer.end) if each.start >= outer.start)


def next_period(period: Period, zone: ZoneInfo) -> Period:
    """The period of the same kind that starts at this one's end."""
    first = first_day(period)
    while True:
        first = _after(period.kind, first)
        found = _period(period.kind, first, zone)
        if found.start < found.end:
            return found


def previous(period: Period, zone: ZoneInfo) -> Period:
    """The period of the same kind that ends at this one's start."""
    first = first_day(period)
    while True:
        first = _floor(period.kind, first - timedelta(days=1))
        found = _period(period.kind, first, zone)
        if found.start < found.end:
            return found


def contains(outer: PeriodKind, inner: PeriodKind) -> bool:
    """Whether every period of kind `inner` lies in one of kind `outer`; weeks nest in nothing but
    themselves.
    """
    return inner in _INSIDE[outer]


def first_day(period: Period) -> date:
    """The first date of the period; ValueError when its label isn't one of a period."""
    named = _named(period.label)
    if named is None:
        raise ValueError(f"{period.label!r} isn't the label of a period")
    return named[1]


def last_day(period: Period) -> date:
    """The last date of the period."""
    return _after(period.kind, first_day(period)) - timedelta(days=1)


def days_in(period: Period) -> int:
    """How many calendar dates the period has: 28 to 31 for a month, whatever the clock did."""
    return (last_day(period) - first_day(period)).days + 1


@lru_cache(maxsize=16384)
def day_start(day: date, zone: ZoneInfo) -> int:
    """The instant at which the date begins: its first midnight, or the jump of the clock over it."""
    midnight = local_to_instant(datetime(day.year, day.month, day.day), zone)
    if midnight.kind != "missing":
        return midnight.instant
    # A day is the longest any zone has jumped (over the date line), so the jump is within one before.
    return offsets(zone, midnight.instant - 25 * 3_600_000_000, midnight.instant + 1)[-1][0]


def _period(kind: PeriodKind, first: date, zone: ZoneInfo) -> Period:
    return Period(
        kind=kind,
        label=_label(kind, first),
        start=day_start(first, zone),
        end=day_start(_after(kind, first), zone),
    )


def _label(kind: PeriodKind, first: date) -> str:
    match kind:
        case "day":
            return first.isoformat()
        case "week":
            week = first.isocalendar()
            return f"{week.year:04}-W{week.week:02}"
        case "month":
            return f"{first.year:04}-{first.month:02}"
        case "quarter":
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case "year":
            return f"{first.year:04}"
        case _:
            assert_never(kind)


def _floor(kind: PeriodKind, day: date) -> date:
    """The first date of the period of a kind around `day`."""
    match kind:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case "year":
            return date(day.year, 1, 1)
        case _:
            assert_never(kind)


def _after(kind: PeriodKind, first: date) -> date:
    """The first date of the next period; 31 days reach the next month from any first, 92 the next quarter."""
    reach = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[kind]
    return _floor(kind, first + timedelta(days=reach))
