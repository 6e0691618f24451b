"""When something is open, by the days of a week: its longest gap, whether it covers something else, in words.

Special dates and holidays are left out: what a calendar can't keep in an ordinary week, it can't keep at all.
"""

from __future__ import annotations

from itertools import pairwise

from sladsl.model.meanings import Agreement, Calendar, Service
from sladsl.values.intervals import Spans, minus, normal

DAY = 1440
WEEK = 7 * DAY
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def open_week(calendar: Calendar) -> Spans:
    """The open minutes of a week, from Monday 00:00."""
    return normal(
        [
            (day * DAY + start, day * DAY + end)
            for day, hours in enumerate(calendar.weekly)
            for start, end in hours
        ]
    )


def longest_gap(calendar: Calendar) -> tuple[int, int] | None:
    """From closing to the next opening, in minutes of a week; the end may lie in the next week.

    None for a calendar that never closes, or never opens.
    """
    spans = open_week(calendar)
    if not spans:
        return None
    gaps = [(end, start) for (_, end), (start, _) in pairwise(spans)]
    gaps.append((spans[-1][1], spans[0][0] + WEEK))
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    return (start, end) if end > start else None


def first_uncovered(wanted: Calendar | None, there: Calendar) -> int | None:
    """The first minute of a week at which one is owed and the other is closed; `wanted` None: always owed."""
    spans = ((0, WEEK),) if wanted is None else open_week(wanted)
    rest = minus(spans, open_week(there))
    return rest[0][0] if rest else None


def moment(minute: int) -> str:
    """`Friday at 18:00`; midnight at the end of a day is the start of the next."""
    day, rest = divmod(minute % WEEK, DAY)
    return f"{DAYS[day]} at {rest // 60:02}:{rest % 60:02}"


def hours_text(minutes: int) -> str:
    """`62 h`, `45 min`: whole hours where they are, for gaps of days are counted in hours here."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h{f' {rest:02} min' if rest else ''}" if hours else f"{rest} min"


def calendar_of(agreement: Agreement, service: Service | None) -> Calendar | None:
    """The calendar of a service's hours; None for always and where nothing is said."""
    return agreement.calendars.get(service.calendar) if service is not None else None
