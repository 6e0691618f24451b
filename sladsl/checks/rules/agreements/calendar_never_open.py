"""`calendar-never-open`: hours that never come, because every day is closed or two calendars are never open at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.calendars import Calendar
from sladsl.checks.context import Context
from sladsl.checks.hours import DAY, WEEK
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.suggest import listing
from sladsl.record import Record
from sladsl.values.intervals import Spans, intersect, minus, normal

SAY = Voice(name="calendar-never-open", code="T105", severity="error")


class Open(Record):
    """The minutes of a week in which a calendar is open, in its zone; `other` whether it opens on days of its own, too."""

    spans: Spans
    zones: frozenset[str]
    other: bool


class Circle(Exception):
    """A calendar is made of itself: the name of it."""


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    assert isinstance(node, Agreement)
    calendars = {each.name.text: each for each in node.children(Calendar) if each.name is not None}
    for name, block in calendars.items():
        try:
            found = _open(block, calendars, (name,))
        except Circle as circle:
            if circle.args[0] == name:
                yield SAY(
                    block.head_span,
                    f"`{name}` is made of itself, so nobody can tell when it is open.",
                    "Name other calendars, of which each has hours of its own.",
                )
            continue
        if found is not None and not found.spans and not found.other:
            yield SAY(block.head_span, f"`{name}` is never open: {_why(block)}.", _way_out(block))


def _open(block: Calendar, calendars: Mapping[str, Calendar], on_the_way: tuple[str, ...]) -> Open | None:
    """When a calendar is open; None where that can't be told of a week."""

    def named(value: object) -> list[Open | None]:
        found = []
        for name in value.items if isinstance(value, v.Names) else ():
            if name.text in on_the_way:
                raise Circle(name.text)
            inner = calendars.get(name.text)
            found.append(_open(inner, calendars, (*on_the_way, name.text)) if inner is not None else None)
        return found

    any_of, all_of, outside = named(block.any_of), named(block.all_of), named(block.outside)
    parts = [each for each in (*any_of, *all_of, *outside) if each is not None]
    if len(parts) < len(any_of) + len(all_of) + len(outside) or block.hours is not None:
        return None
    own = _rows(block)
    zones = frozenset().union(*(each.zones for each in parts)) if parts else frozenset({_zone(block)})
    if len(zones) > 1:
        return None  # hours of several zones are moved against each other
    if own is None:
        spans = (
            ((0, WEEK),) if not any_of else normal([span for each in any_of if each for span in each.spans])
        )
        other = any(each.other for each in any_of if each)
    elif parts:
        return None
    else:
        spans, other = own
    for each in all_of:
        assert each is not None
        spans = intersect(spans, each.spans)
        other = other or each.other
    for each in outside:
        assert each is not None
        spans = minus(spans, each.spans)
    return Open(spans=spans, zones=zones, other=other)


def _rows(block: Calendar) -> tuple[Spans, bool] | None:
    """The hours of its rows, and whether it opens on single days; None where it has no rows."""
    if not block.table:
        return None
    pieces: list[tuple[int, int]] = []
    other = False
    for row in block.table:
        hours = row.cell
        if not isinstance(row.head, v.Days) or not isinstance(hours, v.HoursOfDay):
            other = True
            continue
        if hours.pieces and (row.head.dates or row.head.nth):
            other = True
        elif not row.head.nth:
            pieces += [(day * DAY + a, day * DAY + b) for day in row.head.weekdays for a, b in hours.pieces]
    return normal(pieces), other


def _zone(block: Calendar) -> str:
    return block.zone.text if isinstance(block.zone, v.Text) else ""


def _why(block: Calendar) -> str:
    if isinstance(block.all_of, v.Names):
        return f"{listing([name.text for name in block.all_of.items])} are never open at once"
    if isinstance(block.outside, v.Names):
        return f"outside of {listing([name.text for name in block.outside.items])} no hour is left"
    if isinstance(block.any_of, v.Names):
        return f"none of {listing([name.text for name in block.any_of.items], 'or')} is"
    return "each of its days is closed"


def _way_out(block: Calendar) -> str:
    if isinstance(block.all_of, v.Names):
        return "Write `any of` where one of them is enough."
    return "Give it hours: `Monday to Friday: 08:00 to 18:00`."


_TEXT = """\
sla Desk "Service desk" {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  calendar Day {{ Monday to Friday: 08:00 to 18:00 }}
  calendar Night {{ Monday to Friday: 18:00 to 24:00 }}
  calendar Support {{ {} }}
  service Help {{ hours: Day }}
}}
"""
_PLACE = 6

RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A calendar is never open, or is made of itself.",
    why=(
        "A service that is owed in hours that never come is never owed, and a clock that runs in them never runs. "
        "`all of` is open when all are: of the day and of the night nothing is left, where `any of` is both. Calendars in "
        "zones of their own are not compared."
    ),
    bad=(
        Case(
            about="The day and the night have no hour in common.",
            text=_TEXT.format("all of: Day, Night"),
            expected=(
                Expected(
                    line=_PLACE, part="`Support` is never open: `Day` and `Night` are never open at once"
                ),
            ),
        ),
        Case(
            about="Every day is closed.",
            text=_TEXT.format("Monday to Sunday: closed   2026-12-24: closed"),
            expected=(Expected(line=_PLACE, part="each of its days is closed"),),
        ),
        Case(
            about="Outside of all hours.",
            text=_TEXT.format("any of: Day   outside: Day"),
            expected=(Expected(line=_PLACE, part="outside of `Day` no hour is left"),),
        ),
        Case(
            about="It is made of itself.",
            text=_TEXT.format("any of: Day, Support"),
            expected=(Expected(line=_PLACE, part="`Support` is made of itself"),),
        ),
    ),
    good=(
        Case(about="One of them is open.", text=_TEXT.format("any of: Day, Night")),
        Case(about="Nights and weekends.", text=_TEXT.format("outside: Day")),
        Case(
            about="Open on one day of the year.",
            text=_TEXT.format("Monday to Sunday: closed   2026-12-24: 08:00 to 12:00"),
        ),
    ),
    check=check,
)
