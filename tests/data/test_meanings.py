"""Titles in German and French, and what they mean: proposed, never taken for the truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.data.profile.facts import Column
from sladsl.data.profile.meanings import LIKELY_FROM, likeness, pair_of
from sladsl.data.profile.to_text import profile_text
from tests.data.looks import advised, agreement, csv, field, looked, profiled


@pytest.mark.parametrize(
    ("name", "role", "title"),
    [
        ("number", "key", "Ticket-Nr."),
        ("id", "key", "Vorgangsnummer"),
        ("priority", "", "Dringlichkeit"),
        ("opened", "", "Gemeldet am"),
        ("reported", "", "Eröffnet am"),
        ("responded", "", "Erstreaktion"),
        ("solved", "", "Gelöst am"),
        ("resolved", "", "Behoben"),
        ("resolved", "", "Résolu le"),
        ("closed", "", "Abgeschlossen"),
        ("start", "start", "Beginn"),
        ("start", "start", "Début"),
        ("end", "end", "bis"),
        ("state", "", "Zustand"),
        ("announced", "", "Angekündigt am"),
        ("month", "", "Berichtsmonat"),
        ("level", "", "Istwert"),
        ("cause", "", "Ursache"),
    ],
)
def test_what_titles_mean(name: str, role: str, title: str) -> None:
    assert likeness(name, role, title) >= LIKELY_FROM


@pytest.mark.parametrize(
    ("name", "role", "title"),
    [
        ("resolved", "", "Lösungszeit (h)"),
        ("resolved", "", "Gemeldet am"),
        ("opened", "", "Gelöst am"),
        ("start", "start", "Ende"),
        ("end", "end", "von"),
        ("number", "key", "Betreff"),
        ("state", "", "Stadt"),
        ("priority", "", "Bemerkung"),
        ("latency", "", "Datum"),
        ("whatever", "", "Nr."),
    ],
)
def test_what_they_do_not(name: str, role: str, title: str) -> None:
    assert likeness(name, role, title) < LIKELY_FROM


def columns(**holds: str) -> tuple[Column, ...]:
    samples = {"clock": ("09:12:00", "9:05"), "time": ("05.08.2026",), "text": ("DB",), "nothing": ()}
    return tuple(
        Column(
            name=name.replace("_", " "),
            holds="text" if kind == "clock" else kind,  # type: ignore[arg-type]
            rows=9,
            empty=0,
            different=9,
            exact=True,
            samples=samples[kind],
        )
        for name, kind in holds.items()
    )


@pytest.mark.parametrize(
    ("name", "kind", "found", "of"),
    [
        ("start", "time", ("Datum", "von"), columns(Datum="time", von="clock", bis="clock")),
        ("end", "time", ("Datum", "bis"), columns(Datum="time", von="clock", bis="clock")),
        (
            "end",
            "time",
            ("Datum bis", "bis"),
            columns(Datum="time", von="clock", bis="clock", Datum_bis="time"),
        ),
        (
            "start",
            "time",
            ("Datum", "von"),
            columns(Datum="time", von="clock", bis="clock", Datum_bis="time"),
        ),
        ("start", "time", None, columns(Datum="time", von="text")),
        ("start", "time", None, columns(Tag_der_Meldung="time", bis="clock")),
        ("start", "time", None, columns(von="clock")),
        ("waiting", "intervals", ("Wartet von", "Wartet bis"), columns(Wartet_von="time", Wartet_bis="time")),
        ("waiting", "intervals", None, columns(Wartet_von="time", Pause_von="time", Wartet_bis="time")),
        ("waiting", "intervals", None, columns(von="time", bis="time")),
        ("cause", "text", None, columns(Datum="time", von="clock")),
    ],
)
def test_two_columns(name: str, kind: str, found: tuple[str, str] | None, of: tuple[Column, ...]) -> None:
    assert pair_of(name, kind, name if kind == "time" else "", of) == found


TICKETS = (
    "Ticket-Nr.,Priorität,Gemeldet am,Gelöst am,Status,Wartet auf Kunde von,Wartet auf Kunde bis",
    *(
        f"W-{at},{1 + at % 3} - Hoch,0{1 + at % 9}.03.2026 09:00,0{1 + at % 9}.03.2026 1{at % 9}:15,zu,,"
        for at in range(40)
    ),
    "W-99,1 - Hoch,05.03.2026 09:00,05.03.2026 10:00,zu,05.03.2026 09:10,05.03.2026 09:20",
)
FIELDS = (
    "number: text   priority: P1, P2, P3   opened: time   closed: time   state: text   waiting: intervals"
)


def test_a_german_list_of_tickets(tmp_path: Path) -> None:
    desk = agreement(FIELDS, "records", "key: number")
    found = profiled(csv(tmp_path / "t.csv", *TICKETS), desk)
    (table,) = found.tables
    assert table.source == "checks"
    assert {each.name: each.column or each.pair for each in table.fields} == {
        "number": "Ticket-Nr.",
        "priority": "Priorität",
        "opened": "Gemeldet am",
        "closed": "Gelöst am",
        "state": "Status",
        "waiting": ("Wartet auf Kunde von", "Wartet auf Kunde bis"),
    }
    assert table.unused == ()
    text = " ".join(profile_text(found).split())
    assert 'columns = { waiting = ["Wartet auf Kunde von", "Wartet auf Kunde bis"] }' in text
    assert '"1 - Hoch" = "P1"' in text


def test_dates_and_times_of_day(tmp_path: Path) -> None:
    rows = [f"{at},0{1 + at % 9}.03.2026,0{at % 9}:15,1{at % 9}:30,," for at in range(30)]
    path = csv(tmp_path / "t.csv", "Nr.,Datum,von,bis,Datum bis,Ursache", *rows)
    of = agreement("number: text   cause: text", "intervals", "key: number")
    table = looked(path, of)
    assert field(table, "start").pair == ("Datum", "von")
    assert 'start = ["Datum", "von"]' in advised(table)
