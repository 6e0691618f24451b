"""Calendars with their holidays resolved: the hours of the years that are looked at."""

from __future__ import annotations

from sladsl.model.meanings import Calendar
from sladsl.values.calendar import Hours


class UnknownHolidays(LookupError):
    """The installed library of holidays does not know a region: leaving them out would change deadlines silently."""

    def __init__(self, region: str) -> None:
        super().__init__(f"The installed library of holidays does not know `{region}`.")


def hours_of(calendar: Calendar, zone: str, first_year: int, last_year: int) -> Hours:
    """The calendar with its holidays resolved for these years; `UnknownHolidays` where nobody knows them."""
    from sladsl.values.calendar import holidays_of

    closed: set[int] = set()
    for region in calendar.regions:
        found = holidays_of(region, range(first_year, last_year + 1))
        if found is None:
            raise UnknownHolidays(region)
        closed.update(found)
    weekly = calendar.weekly
    return Hours(
        weekly=(weekly[0], weekly[1], weekly[2], weekly[3], weekly[4], weekly[5], weekly[6]),
        special=dict(calendar.special),
        holidays=frozenset(closed),
        zone=calendar.zone or zone,
    )
