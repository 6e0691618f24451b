"""Periods of an agreement's own, as dates: billing cycles, contract and fiscal years, so many days or hours each.

They follow each other without a gap from a day that the agreement names; `sladsl.values.period` makes instants of them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from sladsl.record import Record

_LABEL = re.compile(
    r"(?P<first>[0-9]{4}-[0-9]{2}-[0-9]{2})(?: (?P<from>[0-9]{2}:[0-9]{2}))?"
    r" to (?P<last>[0-9]{4}-[0-9]{2}-[0-9]{2})(?: (?P<until>[0-9]{2}:[0-9]{2}))?"
)


class Cycle(Record):
    """Periods of so many months, days or microseconds (exactly one of them is not 0), one of which begins with `anchor`.

    One of months that would begin on a day which its month does not have begins on the last day of the month. `word` is
    what one is called: `billing cycle`, `720 hours`.
    """

    word: str
    anchor: date
    months: int = 0
    days: int = 0
    us: int = 0

    def __str__(self) -> str:
        return self.word


def first_of(cycle: Cycle, number: int) -> date:
    """The day on which the period with this number begins, counted from the anchor's; not for those of hours."""
    if cycle.days:
        return cycle.anchor + timedelta(days=number * cycle.days)
    months = cycle.anchor.year * 12 + cycle.anchor.month - 1 + number * cycle.months
    year, month = divmod(months, 12)
    return date(year, month + 1, min(cycle.anchor.day, monthrange(year, month + 1)[1]))


def number_of(cycle: Cycle, day: date) -> int:
    """The number of the period that holds a day; not for those of hours."""
    if cycle.days:
        return (day - cycle.anchor).days // cycle.days
    months = (day.year - cycle.anchor.year) * 12 + day.month - cycle.anchor.month
    number = months // cycle.months
    return number - 1 if first_of(cycle, number) > day else number


def days_label(first: date, after: date) -> str:
    """`2026-03-16 to 2026-04-15`: the first and the last day."""
    return f"{first.isoformat()} to {(after - timedelta(days=1)).isoformat()}"


def hours_label(start: datetime, end: datetime) -> str:
    """`2026-03-16 00:00 to 2026-04-15 01:00`: from the one moment to the other, on the clock of the zone."""
    return f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"


def labelled_days(label: str) -> tuple[date, date] | None:
    """The first and the last day of such a label; None for other text."""
    match = _LABEL.fullmatch(label)
    if match is None or bool(match["from"]) != bool(match["until"]):
        return None
    if match["from"] and labelled_moments(label) is None:
        return None
    try:
        first, last = date.fromisoformat(match["first"]), date.fromisoformat(match["last"])
    except ValueError:
        return None
    if match["until"] == "00:00":
        last -= timedelta(days=1)
    return (first, last) if first <= last else None


def labelled_moments(label: str) -> tuple[datetime, datetime] | None:
    """The moments of a label that has them."""
    match = _LABEL.fullmatch(label)
    if match is None or not match["from"] or not match["until"]:
        return None
    try:
        return (
            datetime.fromisoformat(f"{match['first']} {match['from']}"),
            datetime.fromisoformat(f"{match['last']} {match['until']}"),
        )
    except ValueError:
        return None


def fits(outer: Cycle, inner: Cycle) -> bool:
    """Whether every period of `inner` lies in one of `outer`."""
    if outer.months and inner.months:
        apart = (outer.anchor.year - inner.anchor.year) * 12 + outer.anchor.month - inner.anchor.month
        # Cycles from the 31st begin where those from the 30th do not, save in short months.
        return (
            outer.anchor.day == inner.anchor.day
            and outer.months % inner.months == 0
            and apart % inner.months == 0
        )
    if inner.days == 1:
        return not outer.us
    if outer.days and inner.days:
        return outer.days % inner.days == 0 and (outer.anchor - inner.anchor).days % inner.days == 0
    return outer.us > 0 and (outer.us, outer.anchor) == (inner.us, inner.anchor)
