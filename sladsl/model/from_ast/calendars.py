"""Calendars: rows of days and hours into one weekly table, special dates and regions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sladsl.ast import values as v
from sladsl.ast.calendars import CODE, NAMED
from sladsl.ast.calendars import Calendar as CalendarBlock
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Calendar
from sladsl.record import replace
from sladsl.values.intervals import Spans, intersect, minus, normal


def calendar(block: CalendarBlock, context: Context) -> Calendar:
    weekly: list[tuple[tuple[int, int], ...]] = [()] * 7
    said: dict[int, str] = {}
    special: dict[int, tuple[tuple[int, int], ...]] = {}
    recurring: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
    for row in block.table:
        days, hours = row.head, row.cell
        if not isinstance(days, v.Days) or not isinstance(hours, v.HoursOfDay):
            continue
        if days.nth:
            for day in days.weekdays:
                if (days.nth, day) in recurring:
                    context.add(
                        "N303",
                        "day-stated-twice",
                        row.span,
                        "A day of the month has hours in two rows.",
                        "Keep one row for it.",
                    )
                recurring[days.nth, day] = hours.pieces
            continue
        for day in days.weekdays:
            if day in said:
                context.add(
                    "N303",
                    "day-stated-twice",
                    row.span,
                    "A day of the week has hours in two rows.",
                    "Keep one row for it.",
                )
            said[day] = ""
            weekly[day] = hours.pieces
        for each in days.dates:
            iso = context.date(each)
            if iso:
                ordinal = date.fromisoformat(iso).toordinal()
                if ordinal in special:
                    context.add(
                        "N303",
                        "day-stated-twice",
                        each.span,
                        f"{iso} has hours in two rows.",
                        "Keep one row for it.",
                    )
                special[ordinal] = hours.pieces
    made = any(block.has(key) for key in (CalendarBlock.any_of, CalendarBlock.all_of, CalendarBlock.outside))
    if not said and not special and not recurring and not made and not context.told(block.span):
        context.add(
            "N304",
            "empty-calendar",
            block.head_span,
            "This calendar is never open.",
            "Add `Monday to Friday: 08:00 to 18:00`.",
        )
    regions: list[str] = []
    holidays = block.holidays
    if isinstance(holidays, (v.Texts, v.InAll)):
        for region in holidays.items:
            if _known_region(region, context):
                regions.append(region.text)
    return Calendar(
        name=context.declare(block),
        title=block.title.text if block.title else "",
        weekly=tuple(weekly),
        special=special,
        regions=tuple(regions),
        zone=context.zone(block.zone),
        holidays_open=isinstance(holidays, v.NotStated),
        common=isinstance(holidays, v.InAll),
        monthly=tuple((nth, day, pieces) for (nth, day), pieces in recurring.items()),
        span=block.head_span,
    )


def made_of_others(blocks: Iterable[CalendarBlock], calendars: dict[str, Calendar], context: Context) -> None:
    """Puts into each calendar those that it is made of; one that is made of itself is never open."""
    written = {block.name.text: block for block in blocks if block.name is not None}

    def linked(name: str, above: tuple[str, ...]) -> Calendar | None:
        block, calendar = written.get(name), calendars.get(name)
        if block is None or calendar is None or name in above:
            return None

        def parts(value: object) -> tuple[Calendar, ...]:
            items = value.items if isinstance(value, v.Names) else ()
            found = [linked(each.text, (*above, name)) for each in items]
            return tuple(each if each is not None else replace(calendar, weekly=((),) * 7) for each in found)

        any_of, all_of, outside = parts(block.any_of), parts(block.all_of), parts(block.outside)
        if not (any_of or all_of or outside):
            return calendar
        week = _weeks(any_of, all_of, outside)
        return replace(calendar, any_of=any_of, all_of=all_of, outside=outside, weekly=week)

    for name, block in written.items():
        for value in (block.any_of, block.all_of, block.outside):
            for each in value.items if isinstance(value, v.Names) else ():
                context.find(each, calendars, "calendar")
        made = linked(name, ())
        if made is not None:
            calendars[name] = made


def _weeks(
    any_of: tuple[Calendar, ...], all_of: tuple[Calendar, ...], outside: tuple[Calendar, ...]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The hours of a usual week, as if all calendars were of one zone."""
    found = []
    for day in range(7):
        hours: Spans = ((0, 1440),)
        if any_of:
            hours = normal([span for each in any_of for span in each.weekly[day]])
        for each in all_of:
            hours = intersect(hours, normal(each.weekly[day]))
        for each in outside:
            hours = minus(hours, normal(each.weekly[day]))
        found.append(hours)
    return tuple(found)


def refuse_regions(block: CalendarBlock, context: Context) -> None:
    """Findings for regions that do not exist in a calendar that also has holidays by name, and for regions in words."""
    holidays = block.holidays
    for each in holidays.items if isinstance(holidays, (v.Texts, v.InAll)) else ():
        if CODE.fullmatch(each.text) or NAMED.fullmatch(each.text) or _is_region(each.text):
            _known_region(each, context)


def _is_region(text: str) -> bool:
    """Whether a text is the name of a country or of a part of one: `Germany`."""
    from sladsl.values.region_names import countries

    word = text.casefold().strip()
    return any(
        word == country.name.casefold()
        or any(word == name.casefold() for names in country.parts.values() for name in names)
        for country in countries().values()
    )


def _known_holiday(place: str, name: str, written: v.Text, context: Context) -> bool:
    """Whether a region has a holiday of that name in some year; true where the library is not there to ask."""
    from sladsl.diagnostics.suggest import listing
    from sladsl.values.regions import holiday_names, same_name, suggest_holidays

    names = holiday_names(place)
    if names is None or same_name(name) in map(same_name, names):
        return True
    near = [f"{place}: {each}" for each in suggest_holidays(place, name)]
    context.add(
        "N287",
        "unknown-holiday",
        written.span,
        f"`{place}` has no holiday that is called `{name[:40]}`.",
        f"Did you mean {listing(near, 'or')}?"
        if near
        else f"Holidays of `{place}` are {listing(list(names[:8]), 'and')}.",
    )
    return False


def _known_region(region: v.Text, context: Context) -> bool:
    from sladsl.values.region_names import known_region

    named = NAMED.fullmatch(region.text)
    place = named[1] if named is not None else region.text
    if known_region(place):
        return named is None or _known_holiday(place, named[2], region, context)
    from sladsl.diagnostics.suggest import listing
    from sladsl.values.regions import suggest_regions

    near = suggest_regions(place)
    context.add(
        "N305",
        "unknown-region",
        region.span,
        f"There are no holidays of `{place[:40]}`.",
        f"Did you mean {listing(near[:3], 'or')}?"
        if near
        else 'Write the code of a country or of a part of one, such as "DE" or "DE-BE".',
    )
    return False
