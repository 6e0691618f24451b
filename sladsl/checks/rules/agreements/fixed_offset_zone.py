"""`fixed-offset-zone`: a zone without summer time for people whose clocks change."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.calendars import Calendar as CalendarBlock
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Edit, Finding, Fix, Label
from sladsl.model.meanings import Calendar
from sladsl.source import Span
from sladsl.values.duration import MINUTE, duration_text

SAY = Voice(name="fixed-offset-zone", code="T103", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    if agreement.zone:
        yield from _zone(
            context,
            agreement.zone,
            agreement.node.span_of(AgreementBlock.time_zone),
            [each for each in agreement.calendars.values() if not each.zone],
        )
    for calendar in agreement.calendars.values():
        if calendar.zone:
            yield from _zone(
                context,
                calendar.zone,
                value_span(agreement.node, calendar.span, CalendarBlock.zone),
                [calendar],
            )


def _zone(context: Context, name: str, span: Span, calendars: list[Calendar]) -> Iterator[Finding]:
    """A zone that stays where it is, beside what says in which place people are."""
    from sladsl.values.zones import fixed_offset_like, place_of

    if not (fixed_offset_like(name) or name in ("UTC", "Etc/UTC", "Zulu", "Etc/Zulu", "UCT", "Universal")):
        return
    for calendar in calendars:
        for region in calendar.regions:
            place = _changing(context, name, _place(region))
            if place is not None:
                yield _finding(
                    context,
                    name,
                    span,
                    *place,
                    Label(
                        span=value_span(context.agreement.node, calendar.span, CalendarBlock.holidays),
                        text="the holidays of another clock",
                    ),
                    calendar,
                )
                return
    if any(_in_step(context, name, _place(region)) for calendar in calendars for region in calendar.regions):
        return  # Phoenix keeps MST all year
    meant = place_of(name)
    if meant and name != "GMT":
        day = _day_apart(context, name, meant)
        if day is not None:
            yield _finding(context, name, span, meant, day, None, None)


def _finding(
    context: Context,
    name: str,
    span: Span,
    place: str,
    day: str,
    label: Label | None,
    calendar: Calendar | None,
) -> Finding:
    apart = _apart(name, place, day)
    town = place.rpartition("/")[2].replace("_", " ")
    month = "July" if day[5:7] == "07" else "January"
    by = f"{duration_text(abs(apart))} {'ahead of' if apart > 0 else 'behind'}"
    opening = _opening(calendar, apart)
    return SAY(
        span,
        f"`{name}` stays the same all year, and in {month} the clocks of {town} are {by} it{opening}.",
        f'Name the place whose clocks are meant: "{place}".',
        witness=month,
        labels=() if label is None else (label,),
        fix=Fix(edits=(Edit(span=span, text=f'"{place}"'),)),
    )


def _opening(calendar: Calendar | None, apart: int) -> str:
    """`: Support then opens at 09:00 there`, of the first opening of the week."""
    if calendar is None:
        return ""
    first = next((spans[0][0] for spans in calendar.weekly if spans and spans[0] != (0, 1440)), None)
    if first is None:
        return ""
    there = (first + apart // MINUTE) % 1440
    return f": `{calendar.name}` then opens at {there // 60:02}:{there % 60:02} there"


def _place(region: str) -> str:
    """The region alone, where one of its holidays is named."""
    return region.partition(": ")[0]


def _changing(context: Context, name: str, region: str) -> tuple[str, str] | None:
    """The place of a region, if its clocks leave the zone, and a day of the month in which they do."""
    from sladsl.values.zones import zone_of_region

    place = zone_of_region(region)
    day = _day_apart(context, name, place) if place else None
    return None if day is None else (place, day)


def _in_step(context: Context, name: str, region: str) -> bool:
    """Whether the clocks of a region always show the zone's time."""
    from sladsl.values.zones import zone_of_region

    place = zone_of_region(region)
    return bool(place) and not any(_apart(name, place, day) for day in _days(context))


def _day_apart(context: Context, name: str, place: str) -> str | None:
    """A day of summer (or of the southern one) on which the place's clock is furthest from the zone; None: never so."""
    apart = {day: abs(_apart(name, place, day)) for day in _days(context)}
    return None if len(set(apart.values())) == 1 else max(apart, key=lambda day: apart[day])


def _days(context: Context) -> tuple[str, str]:
    label = context.lowering.sampled("year")[0].label
    return f"{label}-07-15", f"{label}-01-15"


def _apart(name: str, place: str, day: str) -> int:
    """How far the place's clock is ahead of the zone at the start of a day, in microseconds; negative: behind."""
    from sladsl.values.period import parse_period
    from sladsl.values.zones import offset_at, zone

    fixed, moving = zone(name), zone(place)
    if fixed is None or moving is None:
        return 0
    period = parse_period(day, fixed)
    return 0 if period is None else offset_at(moving, period.start) - offset_at(fixed, period.start)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The zone knows no summer time, and the people of the agreement do.",
    why=(
        '`time zone: "EST"` is five hours behind UTC all year. New York is so in winter only; from March to November '
        "its clocks are an hour ahead of the text, and every month begins an hour late there. `Etc/GMT-1` and UTC "
        "have no summer either: a help desk with the holidays of Berlin and hours in UTC opens an hour later in "
        "summer, by its own clocks. UTC is a fine choice where nobody keeps hours: it is reported only beside a "
        "calendar with the holidays of a place whose clocks change. Offsets are those of the year in force; of a "
        "country with several zones that of most people counts, where the region does not say a part of it."
    ),
    bad=(
        Case(
            about="EST in July is no time that anybody's clock shows in New York.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "EST"
  party Nimbus { role: provider }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(
                    line=2,
                    part="`EST` stays the same all year, and in July the clocks of New York are 1 h ahead of it",
                ),
            ),
        ),
        Case(
            about="Berlin's holidays, hours in UTC.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  calendar Support { Monday to Friday: 08:00 to 18:00   holidays: "DE-BE" }
  service Help { hours: Support }
  metric Solved {
    of: Help   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Solutions { Nimbus ensures Solved at least 95% each month }
}
""",
            expected=(
                Expected(
                    line=2,
                    part="in July the clocks of Berlin are 2 h ahead of it: `Support` then opens at 10:00 there",
                ),
            ),
        ),
        Case(
            about="A calendar with a fixed zone of its own.",
            text="""\
sla Desk "Service desk" {
  time zone: "Europe/Paris"
  party Nimbus { role: provider }
  calendar Support {
    Monday to Friday: 08:00 to 18:00   holidays: "FR"   zone: "Etc/GMT-1"
  }
  service Help { hours: Support }
  metric Solved {
    of: Help   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Solutions { Nimbus ensures Solved at least 95% each month }
}
""",
            expected=(
                Expected(
                    line=5,
                    part="`Etc/GMT-1` stays the same all year, and in July the clocks of Paris are 1 h ahead",
                ),
            ),
        ),
    ),
    good=(
        Case(
            about="UTC with nobody's hours; a place; a country whose clocks don't change.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  calendar Pune { Monday to Friday: 09:00 to 18:00   holidays: "IN" }
  calendar Berlin {
    Monday to Friday: 09:00 to 18:00   holidays: "DE-BE"
    zone: "Europe/Berlin"
  }
  service Shop { hours: always }
  service Desk { hours: Pune }
  service Help { hours: Berlin }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
    ),
    check=check,
)
