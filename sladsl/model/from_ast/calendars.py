"""Calendars: rows of days and hours into one weekly table, special dates and regions."""

from __future__ import annotations

from datetime import date

from sladsl.ast import values as v
from sladsl.ast.calendars import CODE
from sladsl.ast.calendars import Calendar as CalendarBlock
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Calendar


def calendar(block: CalendarBlock, context: Context) -> Calendar:
    weekly: list[tuple[tuple[int, int], ...]] = [()] * 7
    said: dict[int, str] = {}
    special: dict[int, tuple[tuple[int, int], ...]] = {}
    for row in block.table:
        days, hours = row.head, row.cell
        if not isinstance(days, v.Days) or not isinstance(hours, v.HoursOfDay):
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
    if not said and not special and not context.told(block.span):
        context.add(
            "N304",
            "empty-calendar",
            block.head_span,
            "This calendar is never open.",
            "Add `Monday to Friday: 08:00 to 18:00`.",
        )
    regions: list[str] = []
    holidays = block.holidays
    if isinstance(holidays, v.Texts):
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
        span=block.head_span,
    )


def refuse_regions(block: CalendarBlock, context: Context) -> None:
    """Findings for regions that do not exist in a calendar that also has holidays by name, and for regions in words."""
    holidays = block.holidays
    for each in holidays.items if isinstance(holidays, (v.Texts, v.InAll)) else ():
        if CODE.fullmatch(each.text) or _is_region(each.text):
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


def _known_region(region: v.Text, context: Context) -> bool:
    from sladsl.values.region_names import known_region

    if known_region(region.text):
        return True
    from sladsl.diagnostics.suggest import listing
    from sladsl.values.regions import suggest_regions

    near = suggest_regions(region.text)
    context.add(
        "N305",
        "unknown-region",
        region.span,
        f"There are no holidays of `{region.text[:40]}`.",
        f"Did you mean {listing(near[:3], 'or')}?"
        if near
        else 'Write a country or region such as "DE" or "DE-BE".',
    )
    return False
