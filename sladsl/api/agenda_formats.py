"""An agenda as a table for people, JSON for programs, and a calendar file for everybody's calendar."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

from sladsl.api.agenda import Agenda, DueItem
from sladsl.outcome.table import plural, table

FORMAT = "sladsl.due/1"


def agenda_text(agenda: Agenda) -> str:
    """Eighty columns, the nearest date first."""
    head = f"Due as of {agenda.as_of}, of {plural(agenda.agreements, 'agreement')}."
    late = [each for each in agenda.items if each.days_left < 0]
    ahead = [each for each in agenda.items if each.days_left >= 0]
    out = [head]
    for title, items in (("Late", late), ("Ahead", ahead)):
        if items:
            out += ["", title]
            out += table([(each.day, _left(each.days_left), _what(each)) for each in items])
    if not agenda.items:
        out.append("Nothing is due.")
    return "\n".join(out) + "\n"


def _left(days: int) -> str:
    if days == 0:
        return "today"
    return plural(days, "day") if days > 0 else f"{plural(-days, 'day')} ago"


def _what(item: DueItem) -> str:
    clause = f" [{item.clause}]" if item.clause else ""
    amount = f", {item.amount}" if item.amount else ""
    presumed = f"; {item.presumed}" if item.presumed else ""
    return f"{item.agreement}: {item.what}{amount}{clause}{presumed}"


def agenda_json(agenda: Agenda) -> str:
    """`format`, `as_of`, `items` in the order of their days, `problems`; every key is always there."""
    document = {
        "format": FORMAT,
        "as_of": agenda.as_of,
        "items": [dict(each.__iter_fields__()) for each in agenda.items],
        "problems": [dict(each.__iter_fields__()) for each in agenda.problems],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def agenda_ics(agenda: Agenda) -> bytes:
    """A calendar (RFC 5545) with a whole-day event on the last day of each item; equal agendas give equal bytes.

    ImportError without the package `icalendar`.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//sladsl//due//EN")
    calendar.add("version", "2.0")
    stamp = datetime.combine(date.fromisoformat(agenda.as_of), datetime.min.time(), UTC)
    seen: dict[str, int] = {}
    for each in agenda.items:
        day = date.fromisoformat(each.day)
        event = Event()
        # The same date of the same agreement keeps its identity when the file is made again.
        key = "\n".join((each.path, each.kind, each.what, each.day))
        seen[key] = seen.get(key, 0) + 1
        digest = hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:32]
        event.add("uid", f"{digest}@sladsl")
        event.add("dtstamp", stamp)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", f"{each.agreement}: {each.what}")
        parts = (each.who, each.amount, each.clause, each.presumed, each.path)
        event.add("description", "\n".join(part for part in parts if part))
        event.add("categories", [each.kind])
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
