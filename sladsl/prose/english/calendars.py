"""Calendars in English: hours by day of the week, holidays, special dates."""

from __future__ import annotations

from datetime import date

from sladsl.model.meanings import Calendar
from sladsl.prose.document import Clause, Item, Schedule, Table, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.english.names import Names
from sladsl.prose.say import clause, item, join, say

Pieces = tuple[tuple[int, int], ...]


def calendars(names: Names) -> Schedule | None:
    found = tuple(_calendar(calendar, names) for calendar in names.agreement.calendars.values())
    return Schedule(title=join("Calendars"), clauses=found, keys=("calendars",)) if found else None


def _calendar(of: Calendar, names: Names) -> Clause:
    zone = of.zone or names.agreement.zone
    place = f", in the time zone {zone}" if zone else ""
    term = names.of("calendar", of.name)
    title = names.title(of.title, "calendar", of.name)
    if of.made:
        opening = say(
            "{term}{title} means the hours in which {parts}.", term=term, title=title, parts=_parts(of, names)
        )
    else:
        opening = say("{term}{title} means the following hours{place}:", term=term, title=title, place=place)
    rows = tuple((join(days), join(hours(pieces))) for days, pieces in _groups(of.weekly))
    rows += tuple(
        (join(f"{_nth(nth)} {q.WEEKDAYS[day]} of each month, instead"), join(hours(pieces)))
        for nth, day, pieces in of.monthly
    )
    items: list[Item] = []
    if of.regions:
        if of.common and len(of.regions) > 1:
            where = _regions(of.regions, "and the")
            items.append(item(f"It is closed on the days that are public holidays of all of {where}."))
        else:
            items.append(item(f"It is closed on the public holidays of {_regions(of.regions)}."))
    if of.holidays_open:
        items.append(item("The Parties have not stated on which public holidays it is closed."))
    if of.special:
        items.append(item("On these dates the hours are instead, whether or not the date is a holiday:"))
    special = _special(of)
    blocks = [special] if special is not None else []
    return clause(
        term,
        opening,
        *([] if of.made else [Table(header=(join("Days"), join("Hours")), rows=rows)]),
        items,
        *blocks,
        keys=(f"calendar {of.name}",),
    )


def hours(pieces: Pieces) -> str:
    """`08:00 to 12:00 and 13:00 to 18:00`, `closed`, `all day`."""
    if not pieces:
        return "closed"
    if pieces == ((0, 1440),):
        return "all day"
    return q.listed([f"{q.clock(start)} to {q.clock(end)}" for start, end in pieces])


def _nth(nth: int) -> str:
    return "the last" if nth < 0 else f"the {q.ordinal(nth)}"


def _parts(of: Calendar, names: Names) -> Text:
    """Which of the others are open, and which are not."""

    def several(calendars: tuple[Calendar, ...], last: str) -> Text:
        found: Text = join()
        for at, each in enumerate(calendars):
            between = "" if not at else f" {last} " if at == len(calendars) - 1 else ", "
            found = join(found, between, names.of("calendar", each.name))
        return found

    parts: list[Text] = []
    if of.any_of:
        parts.append(join("at least one of ", several(of.any_of, "and"), " is open"))
    if of.all_of:
        parts.append(join("all of ", several(of.all_of, "and"), " are open"))
    if of.outside:
        parts.append(
            join(several(of.outside, "and"), " is closed" if len(of.outside) == 1 else " are all closed")
        )
    found = parts[0]
    for each in parts[1:]:
        found = join(found, " and ", each)
    return found


def _regions(codes: tuple[str, ...], last: str = "or the") -> str:
    """By their codes: these are what the parties wrote and what the data of holidays know."""
    words = []
    for code in codes:
        place, _, name = code.partition(": ")
        kind = f"{'region' if '-' in place else 'country'} {place}"
        words.append(f"{kind} that are called {name}" if name else kind)
    return f"the {q.listed(words, last)} (codes of ISO 3166)"


def _groups(weekly: tuple[Pieces, ...]) -> list[tuple[str, Pieces]]:
    """Neighbouring days with equal hours together."""
    found: list[tuple[list[str], Pieces]] = []
    for day, pieces in zip(q.WEEKDAYS, weekly, strict=True):
        if found and found[-1][1] == pieces:
            found[-1][0].append(day)
        else:
            found.append(([day], pieces))
    return [(_days(days), pieces) for days, pieces in found]


def _days(days: list[str]) -> str:
    return q.listed(days) if len(days) < 3 else f"{days[0]} to {days[-1]}"


def _special(of: Calendar) -> Table | None:
    if not of.special:
        return None
    rows: list[tuple[Text, ...]] = [
        (join(q.day_text(date.fromordinal(ordinal))), join(hours(pieces)))
        for ordinal, pieces in sorted(of.special.items())
    ]
    return Table(header=(join("Date"), join("Hours")), rows=tuple(rows))
