"""Periods as half-open spans of instants in a zone: of the calendar (day, ISO week, month …), or an agreement's own.

A period is named by the calendar and bounded by the zone's midnights, so days of 23 or 25 hours come out
right and the periods of a kind tile the line of time without a gap.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, assert_never

from sladsl.record import Record
from sladsl.values.cycles import (
    Cycle,
    days_label,
    first_of,
    fits,
    hours_label,
    labelled_days,
    labelled_moments,
    number_of,
)
from sladsl.values.instant import FIRST_YEAR, LAST_YEAR, instant_to_local, local_to_instant, offsets

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

PlainKind = Literal["day", "week", "month", "quarter", "year"]
PeriodKind = PlainKind | Cycle

_LABEL = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|W(?P<week>[0-9]{2})|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)
_DAY = 86_400_000_000
_MONDAY, _JANUARY = date(2001, 1, 1), date(2001, 1, 1)
_AS_CYCLES: dict[PlainKind, Cycle] = {
    "day": Cycle(word="day", anchor=_MONDAY, days=1),
    "week": Cycle(word="week", anchor=_MONDAY, days=7),
    "month": Cycle(word="month", anchor=_JANUARY, months=1),
    "quarter": Cycle(word="quarter", anchor=_JANUARY, months=3),
    "year": Cycle(word="year", anchor=_JANUARY, months=12),
}


class Period(Record):
    """A period: its label names it within a zone, `[start, end)` are instants in µs."""

    kind: PeriodKind
    label: str
    start: int
    end: int


class Rolling(Record):
    """Periods of `kind`, each assessed over so many months, days or microseconds (one of them is not 0).

    These end with the period (`current`), or with the one before it. `whole`: only such lengths as lie in the term.
    """

    kind: PeriodKind
    text: str
    months: int = 0
    days: int = 0
    us: int = 0
    current: bool = False
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.kind} {self.text}"


Assessed = PeriodKind | Rolling
"""What a level is of: the periods of a kind, or at each of them a longer time."""


def looked_back(period: Period, rolling: Rolling, zone: ZoneInfo) -> Period:
    """The time over which a period is assessed, under the period's own name."""
    end = period.end if rolling.current else period.start
    if rolling.us:
        start = end - rolling.us
    else:
        after = last_day(period) + timedelta(days=1) if rolling.current else first_day(period)
        if rolling.days:
            first = after - timedelta(days=rolling.days)
        else:
            first = first_of(Cycle(word="", anchor=after, months=1), -rolling.months)
        start = day_start(first, zone)
    return Period(kind=period.kind, label=period.label, start=start, end=end)


def parse_label(text: str) -> tuple[PlainKind, date] | None:
    """Kind and first day of `2026`, `2026-Q1`, `2026-03`, `2026-W05` (ISO 8601) or `2026-03-04`; years 1900
    to 2200.
    """
    named = _named(text)
    return named if named is not None and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR else None


def _named(label: str) -> tuple[PlainKind, date] | None:
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
    2011-12-30). `2026-03-16 to 2026-04-15` names those days.
    """
    named = parse_label(text)
    if named is None:
        return _written_out(text, zone)
    period = _period(*named, zone)
    return period if period.start < period.end else None


def _written_out(text: str, zone: ZoneInfo) -> Period | None:
    """The period whose label says its first and last day, or its moments."""
    days, moments = labelled_days(text), labelled_moments(text)
    if days is None or not FIRST_YEAR <= days[0].year <= days[1].year <= LAST_YEAR:
        return None
    if moments is not None:
        start, end = (local_to_instant(each, zone).instant for each in moments)
        kind = Cycle(word="period", anchor=days[0], us=end - start)
    else:
        start, end = day_start(days[0], zone), day_start(days[1] + timedelta(days=1), zone)
        kind = Cycle(word="period", anchor=days[0], days=(days[1] - days[0]).days + 1)
    return Period(kind=kind, label=text, start=start, end=end) if start < end else None


def period_at(kind: PeriodKind, zone: ZoneInfo, instant: int) -> Period:
    """The period of a kind that holds the instant."""
    if isinstance(kind, Cycle):
        return _cycle_at(kind, zone, instant)
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
    kind = period.kind
    if isinstance(kind, Cycle):
        return _beside(kind, period, 1, zone)
    first = first_day(period)
    while True:
        first = _after(kind, first)
        found = _period(kind, first, zone)
        if found.start < found.end:
            return found


def previous(period: Period, zone: ZoneInfo) -> Period:
    """The period of the same kind that ends at this one's start."""
    kind = period.kind
    if isinstance(kind, Cycle):
        return _beside(kind, period, -1, zone)
    first = first_day(period)
    while True:
        first = _floor(kind, first - timedelta(days=1))
        found = _period(kind, first, zone)
        if found.start < found.end:
            return found


def contains(outer: PeriodKind, inner: PeriodKind) -> bool:
    """Whether every period of kind `inner` lies in one of kind `outer`; weeks nest in nothing of the calendar but
    themselves.
    """
    return fits(_as_cycle(outer), _as_cycle(inner))


def _as_cycle(kind: PeriodKind) -> Cycle:
    return kind if isinstance(kind, Cycle) else _AS_CYCLES[kind]


def most_days(kind: PeriodKind) -> int:
    """How many days a period of the kind has at most, whatever the clock does."""
    cycle = _as_cycle(kind)
    if cycle.months:
        return {1: 31, 3: 92, 12: 366}.get(cycle.months, 31 * cycle.months)
    return cycle.days or -(-cycle.us // _DAY) + 1


def in_a_year(kind: PeriodKind) -> Fraction:
    """About how many periods of the kind a year has: 52 weeks, 365 days."""
    cycle = _as_cycle(kind)
    if cycle.months:
        return Fraction(12, cycle.months)
    if cycle.days == 7:
        return Fraction(52)
    return Fraction(365, cycle.days) if cycle.days else Fraction(365 * _DAY, cycle.us)


def most_in(window: PeriodKind, kind: PeriodKind) -> int:
    """How many periods of a kind can end in a window at most; a window shorter than the period sees one end."""
    outer, inner = _as_cycle(window), _as_cycle(kind)
    if outer.months and inner.months:
        return max(1, -(-outer.months // inner.months))
    least = max(least_days(kind), 1)
    most = -(-most_days(window) // least)
    return max(1, most)


def alike(kind: PeriodKind, word: PlainKind) -> bool:
    """Whether a period may be called so where periods are counted: a billing cycle is a month, so are 30 days."""
    cycle = _as_cycle(kind)
    plain = _AS_CYCLES[word]
    if cycle.months and plain.months:
        return cycle.months == plain.months
    return least_days(word) <= least_days(kind) and most_days(kind) <= most_days(word) + 1


def as_long(one: PeriodKind, other: PeriodKind) -> bool:
    """Whether both are of as many months, whenever they begin: a billing cycle of a monthly fee costs a month of it."""
    first, second = _as_cycle(one), _as_cycle(other)
    return first.months > 0 and first.months == second.months


def least_days(kind: PeriodKind) -> int:
    """How many whole days it has at least; 0 for some hours."""
    cycle = _as_cycle(kind)
    if cycle.months:
        return {1: 28, 3: 90, 12: 365}.get(cycle.months, 30 * cycle.months - 2)
    return cycle.days or cycle.us // _DAY


def first_day(period: Period) -> date:
    """The first date of the period; ValueError when its label isn't one of a period."""
    named, days = _named(period.label), labelled_days(period.label)
    if days is not None:
        return days[0]
    if named is None:
        raise ValueError(f"{period.label!r} isn't the label of a period")
    return named[1]


def last_day(period: Period) -> date:
    """The last date of the period."""
    days = labelled_days(period.label)
    if days is not None or isinstance(period.kind, Cycle):
        return days[1] if days is not None else first_day(period)
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


def _nth(kind: Cycle, number: int, zone: ZoneInfo) -> Period:
    """The period of a cycle with a number; an empty one where the zone skipped all its days."""
    if kind.us:
        start = day_start(kind.anchor, zone) + number * kind.us
        label = hours_label(instant_to_local(start, zone), instant_to_local(start + kind.us, zone))
        return Period(kind=kind, label=label, start=start, end=start + kind.us)
    first, after = first_of(kind, number), first_of(kind, number + 1)
    return Period(
        kind=kind, label=days_label(first, after), start=day_start(first, zone), end=day_start(after, zone)
    )


def _number(kind: Cycle, zone: ZoneInfo, instant: int) -> int:
    if kind.us:
        return (instant - day_start(kind.anchor, zone)) // kind.us
    return number_of(kind, instant_to_local(instant, zone).date())


def _cycle_at(kind: Cycle, zone: ZoneInfo, instant: int) -> Period:
    number = _number(kind, zone, instant)
    period = _nth(kind, number, zone)
    # Clocks have been set back over midnight: the date alone then names the wrong side.
    while instant >= period.end:
        number += 1
        period = _nth(kind, number, zone)
    return period


def _beside(kind: Cycle, period: Period, step: Literal[-1, 1], zone: ZoneInfo) -> Period:
    number = _number(kind, zone, period.start) if kind.us else number_of(kind, first_day(period))
    while True:
        number += step
        found = _nth(kind, number, zone)
        if found.start < found.end:
            return found


def _period(kind: PlainKind, first: date, zone: ZoneInfo) -> Period:
    return Period(
        kind=kind,
        label=_label(kind, first),
        start=day_start(first, zone),
        end=day_start(_after(kind, first), zone),
    )


def _label(kind: PlainKind, first: date) -> str:
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


def _floor(kind: PlainKind, day: date) -> date:
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


def _after(kind: PlainKind, first: date) -> date:
    """The first date of the next period; 31 days reach the next month from any first, 92 the next quarter."""
    reach = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[kind]
    return _floor(kind, first + timedelta(days=reach))
