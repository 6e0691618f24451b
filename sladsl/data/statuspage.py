"""A Statuspage feed (`/api/v2/incidents.json`, `/api/v2/scheduled-maintenances.json`) as tables.

It has three, chosen as a sheet of a workbook is: `incidents` (one row each, the first unless `sheet` says otherwise),
`components` (the times in which a component was not operational, from what updates say of it), `updates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sladsl.data.errors import UnreadableData
from sladsl.data.nearest import hint_for
from sladsl.values.instant import parse_time

INCIDENTS, COMPONENTS, UPDATES = "incidents", "components", "updates"
SHEETS = (INCIDENTS, COMPONENTS, UPDATES)
OPERATIONAL = "operational"
OVER = frozenset(("resolved", "postmortem", "completed"))
"""Statuses of what has ended."""
JUMP, NO_COMPONENT, NO_END = "status-jump", "incident-without-component", "ended-without-time"

_TEXTS = (
    *("id", "name", "status", "impact", "created_at", "updated_at", "started_at", "monitoring_at"),
    *("resolved_at", "scheduled_for", "scheduled_until", "shortlink"),
)
COLUMNS = {
    INCIDENTS: (*_TEXTS, "start", "end", "announced", "components"),
    COMPONENTS: ("component", "status", "start", "end", "incident", "name", "impact"),
    UPDATES: ("incident", "at", "status", "body", "id", "name", "impact"),
}
_LISTS = ("incidents", "scheduled_maintenances")
Row = tuple[dict[str, Any] | None, str, str]


def is_feed(path: str, document: Any) -> bool:
    """Whether a document is a feed of incidents; UnreadableData for answers of the same pages that can't tell them all."""
    if isinstance(document, list):
        return bool(document) and all(
            isinstance(each, dict) and "incident_updates" in each for each in document
        )
    if not isinstance(document, dict):
        return False
    if isinstance(document.get("months"), list):
        raise UnreadableData(
            f"{path} is the history as a page shows it: its times have no year and no seconds.",
            "Fetch /api/v2/incidents.json, and its pages ?page=2, ?page=3, into one folder.",
        )
    lists = [name for name in _LISTS if isinstance(document.get(name), list)]
    if isinstance(document.get("components"), list) and (lists or isinstance(document.get("page"), dict)):
        raise UnreadableData(
            f"{path} says how things are now (components, summary), not how they were.",
            "Fetch /api/v2/incidents.json.",
        )
    return bool(lists)


def table_of(loaded: Sequence[tuple[str, Any]], sheet: str) -> tuple[tuple[str, ...], list[Row]]:
    """The columns and rows of one table of feeds; UnreadableData for a table that there is not."""
    table = sheet or INCIDENTS
    if table not in SHEETS:
        raise UnreadableData(
            f"A feed of incidents has no table `{sheet[:60]}`.", hint_for(sheet, SHEETS, "Its tables are")
        )
    incidents: dict[str, dict[str, Any]] = {}
    doubles: list[dict[str, Any]] = []
    for path, document in loaded:
        for each in _listed(path, document):
            name = _text(each.get("id"))
            if name and name in incidents:
                doubles.append(each)
            else:
                incidents[name or f"\0{len(incidents)}"] = each
    every = list(incidents.values())
    if table == INCIDENTS:
        rows = [_incident(each) for each in (*every, *doubles)]
    elif table == UPDATES:
        rows = [row for each in (*every, *doubles) for row in _updates(each)]
    else:
        rows = list(_periods(every))
    return COLUMNS[table], rows


def _listed(path: str, document: Any) -> Iterator[dict[str, Any]]:
    found = document if isinstance(document, list) else [
        each for name in _LISTS for each in document.get(name) or ()
    ]  # fmt: skip
    for each in found:
        if not isinstance(each, dict):
            raise UnreadableData(f"{path} has an incident that is no object.", "Fetch the feed again.")
        yield each


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""


def _update_list(incident: dict[str, Any]) -> list[dict[str, Any]]:
    """The updates of an incident in the order of time, whatever the order of the feed."""
    found = incident.get("incident_updates")
    own = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return sorted(own, key=lambda each: (_instant(_when(each)), _text(each.get("created_at"))))


def _when(update: dict[str, Any]) -> str:
    """When an update speaks of: people may set it back to when the thing happened."""
    return _text(update.get("display_at")) or _text(update.get("created_at"))


def _instant(text: str) -> int:
    written = parse_time(text)
    return 0 if written is None else written.naive_us - (written.offset_us or 0)


def _components(incident: dict[str, Any]) -> tuple[str, ...]:
    """The names of the components of an incident, those that only updates name among them."""
    found: dict[str, None] = {}
    lists = [
        incident.get("components"),
        *(each.get("affected_components") for each in _update_list(incident)),
    ]
    for each in (part for own in lists if isinstance(own, list) for part in own):
        if isinstance(each, dict) and _text(each.get("name")):
            found[_text(each["name"])] = None
    return tuple(found)


def _incident(incident: dict[str, Any]) -> Row:
    row: dict[str, Any] = {name: _text(incident.get(name)) for name in _TEXTS}
    planned = bool(row["scheduled_for"])
    row["start"] = row["scheduled_for"] if planned else row["started_at"] or row["created_at"]
    row["announced"] = row["created_at"]
    row["components"] = _components(incident)
    ended = row["resolved_at"]
    if row["status"] in OVER and not ended:
        last = [_when(each) for each in _update_list(incident) if _text(each.get("status")) in OVER]
        ended = last[0] if last else ""
    row["end"] = row["scheduled_until"] if planned else ended
    if row["status"] in OVER and not row["end"]:
        return None, NO_END, f"{row['id']} {row['name']}".strip()
    return row, "", ""


def _updates(incident: dict[str, Any]) -> Iterator[Row]:
    for each in _update_list(incident):
        yield (
            {
                "incident": _text(incident.get("id")),
                "at": _when(each),
                "status": _text(each.get("status")),
                "body": _text(each.get("body")),
                "id": _text(each.get("id")),
                "name": _text(incident.get("name")),
                "impact": _text(incident.get("impact")),
            },
            "",
            "",
        )


def _periods(incidents: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """The times in which a component was not operational: from the update that says so to the next one that says otherwise,
    of whichever incident, for a component has one status at a time."""
    changes: dict[str, list[tuple[int, int, str, str, str, dict[str, Any]]]] = {}
    for incident in incidents:
        touched = False
        for number, update in enumerate(_update_list(incident)):
            for part in update.get("affected_components") or ():
                name = _text(part.get("name")) if isinstance(part, dict) else ""
                old, new = (
                    _text(part.get(key)) if isinstance(part, dict) else ""
                    for key in ("old_status", "new_status")
                )
                if name and new:
                    touched = True
                    at = _when(update)
                    changes.setdefault(name, []).append((_instant(at), number, at, old, new, incident))
        if (
            not touched
            and _text(incident.get("impact")) != "none"
            and not _text(incident.get("scheduled_for"))
        ):
            yield None, NO_COMPONENT, f"{_text(incident.get('id'))} {_text(incident.get('name'))}".strip()
    for component, own in changes.items():
        own.sort(key=lambda each: each[:2])
        status, since, pending = OPERATIONAL, "", ""
        cause: dict[str, Any] = {}
        for _, _, at, old, new, incident in own:
            jumped = f"{component}: {old} at {at}, before it {status}" if old and old != status else ""
            if new == status:
                if jumped:
                    yield None, JUMP, jumped
                continue
            if status != OPERATIONAL:
                said = pending or jumped
                yield _period(component, status, since, at, cause), JUMP if said else "", said
                jumped = ""
            status, since, cause, pending = new, at, incident, jumped
        if status != OPERATIONAL:
            yield _period(component, status, since, "", cause), JUMP if pending else "", pending


def _period(component: str, status: str, since: str, until: str, incident: dict[str, Any]) -> dict[str, Any]:
    return {
        "component": component,
        "status": status,
        "start": since,
        "end": until,
        "incident": _text(incident.get("id")),
        "name": _text(incident.get("name")),
        "impact": _text(incident.get("impact")),
    }
