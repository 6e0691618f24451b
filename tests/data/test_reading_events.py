"""Logs of events, records that are placed by a time of their own, and fields that know the future."""

from __future__ import annotations

from typing import Any

import pytest

from sladsl.data.reading import read_fields
from sladsl.plan.measure import FieldOf, Input
from tests.data.tables import named, outages, read, typed, us

STATE = FieldOf(name="state", type="choice", values=("new", "waiting", "done"))
RESOLVED = FieldOf(name="resolved", type="time")


def log(**changes: Any) -> Input:
    settings: dict[str, Any] = {
        "name": "log",
        "holds": "events",
        "fields": (FieldOf(name="at", type="time"), FieldOf(name="ticket", type="text"), STATE, RESOLVED),
        "start": "at",
        "key": "ticket",
        "zone": "UTC",
    }
    return Input(**{**settings, **changes})


def tickets(required: bool = False, key: str = "", **changes: Any) -> Input:
    """Records that are placed by their resolution."""
    fields = (
        FieldOf(name="opened", type="time"),
        FieldOf(name="resolved", type="time", required=required),
        FieldOf(name="due", type="time", ahead=True),
        FieldOf(name="vip", type="yes or no", required=True),
    )
    settings: dict[str, Any] = {
        "name": "tickets",
        "holds": "records",
        "fields": fields,
        "start": "resolved",
        "key": key,
        "zone": "UTC",
    }
    return Input(**{**settings, **changes})


def test_events_repeat_their_key_in_any_order() -> None:
    rows = typed(
        {"at": "2026-03-02", "ticket": "A", "state": "waiting"},
        {"at": "2026-03-01", "ticket": "A", "state": "new"},
        {"at": "2026-03-01", "ticket": "B", "state": "new"},
        {"at": "2026-03-02", "ticket": "A", "state": "waiting"},
        {"at": "2026-03-02", "ticket": "A", "state": "waiting", "resolved": "2026-03-03"},
    )
    table = read(log(), rows)
    assert [row.number for row in table.rows] == [1, 2, 3, 4, 5]
    assert named(table) == {"repeated-event": (1, ((4, "2026-03-02"),))}
    assert table.findings[0].severity == "information"
    assert (table.facts.used, table.facts.first, table.facts.last) == (
        5,
        us("2026-03-01"),
        us("2026-03-02"),
    )


def test_an_event_of_nothing_is_left_out() -> None:
    rows = typed(
        {"at": "2026-03-02", "ticket": "", "state": "new"},
        {"at": "", "ticket": "", "state": "new"},
        {"at": "soon", "ticket": "A", "state": "new"},
    )
    assert named(read(log(), rows)) == {
        "bad-time": (1, ((3, "soon"),)),
        "row-without-field": (3, ((1, "ticket"), (2, "at, ticket"), (3, "at"))),
    }
    keyless = log(key="")
    assert [field.required for field in read_fields(keyless)] == [True, False, False, False]
    assert len(read(keyless, rows).rows) == 1


def test_what_is_written_of_the_future_is_not_known() -> None:
    rows = typed(
        {"at": "2026-03-01", "ticket": "A", "state": "new", "resolved": "2026-03-05"},
        {"at": "2026-03-05", "ticket": "A", "state": "done", "resolved": "2026-03-05"},
        {"at": "2026-03-02", "ticket": "B", "state": "done", "resolved": "2026-03-04 23:59:59.999999"},
    )
    table = read(log(), rows, as_of="2026-03-05")
    assert [(row.number, row.values["resolved"]) for row in table.rows] == [
        (1, None),
        (3, us("2026-03-05") - 1),
    ]
    assert table.rows[0].texts[3] == "2026-03-05"
    assert named(table) == {
        "after-as-of": (1, ((2, "2026-03-05"),)),
        "future-field": (1, ((1, "2026-03-05"),)),
    }
    (finding,) = (each for each in table.findings if each.name == "future-field")
    assert finding.message == "log: 1 cell of resolved names a time at or after the as-of instant."
    later = read(log(), rows, as_of="2026-03-05 00:00:00.000001")
    assert (len(later.rows), later.findings) == (3, ())


@pytest.mark.parametrize("holds", ["samples", "intervals"])
def test_samples_and_intervals_may_end_in_the_future(holds: str) -> None:
    rows = typed({"start": "2026-03-01", "end": "2026-03-09", "seen": "2026-03-08"})
    table = read(outages(holds=holds, more=(FieldOf(name="seen", type="time"),)), rows, as_of="2026-03-05")
    assert table.rows[0].values["seen"] == us("2026-03-08")
    assert table.findings == ()


def test_records_end_and_are_due_in_the_future() -> None:
    rows = typed({"start": "2026-03-01", "end": "2026-03-09", "due": "2026-03-08"})
    due = FieldOf(name="due", type="time", ahead=True)
    table = read(outages(holds="records", more=(due,)), rows, as_of="2026-03-05")
    (row,) = table.rows
    assert (row.end, row.values["end"], row.values["due"]) == (None, None, us("2026-03-08"))
    assert named(table) == {"future-field": (1, ((1, "2026-03-09"),))}
    assert table.facts.last == us("2026-03-01")


def test_open_records_are_not_placed_yet() -> None:
    rows = typed(
        {"opened": "2026-03-01", "resolved": "", "vip": "yes"},
        {"opened": "2026-03-02", "resolved": "2026-03-03", "vip": "yes"},
        {"opened": "2026-03-02", "resolved": "2026-04-03", "vip": "yes"},
        {"opened": "2026-03-02", "resolved": "", "vip": ""},
        {"opened": "2026-03-02", "resolved": "soon", "vip": "no"},
        {"opened": "2026-03-02", "resolved": "-", "vip": "no"},
    )
    bound = typed(*rows.rows, values={"resolved": {"-": ""}})
    table = read(tickets(), bound, as_of="2026-04-01")
    assert [row.number for row in table.rows] == [2]
    assert named(table) == {
        "bad-time": (1, ((5, "soon"),)),
        "row-without-field": (2, ((4, "vip"), (5, "resolved"))),
        "not-placed-yet": (2, ((1, "2026-03-01, yes"), (6, "2026-03-02, -, no"))),
        "after-as-of": (1, ((3, "2026-04-03"),)),
    }
    (finding,) = (each for each in table.findings if each.name == "not-placed-yet")
    assert finding.message == "tickets: 2 rows have no resolved yet."
    assert finding.severity == "information"
    assert table.facts.used == 1


def test_a_key_names_the_record_that_is_not_placed() -> None:
    rows = typed(
        {"id": "T1", "opened": "2026-03-01", "vip": "yes"},
        # Left out before keys are compared.
        {"id": "T1", "resolved": "2026-03-02", "vip": "yes"},
    )
    table = read(tickets(key="id"), rows)
    assert [row.number for row in table.rows] == [2]
    assert named(table) == {"not-placed-yet": (1, ((1, "T1"),))}


def test_a_required_start_is_no_open_one() -> None:
    rows = typed({"opened": "2026-03-01", "resolved": "", "vip": "yes"})
    assert named(read(tickets(required=True), rows)) == {"row-without-field": (1, ((1, "resolved"),))}
    unlisted = Input(name="t", holds="records", fields=(), start="resolved", zone="UTC")
    assert named(read(unlisted, rows)) == {"row-without-field": (1, ((1, "resolved"),))}


def test_pauses_of_a_record() -> None:
    waited = FieldOf(name="waited", type="intervals")
    rows = typed(
        {"start": "2026-03-01", "waited": "2026-03-01 10:00/2026-03-01 11:00|2026-03-02/"},
        {"start": "2026-03-01", "waited": "2026-03-01 10:00"},
        {"start": "2026-03-01"},
        {"start": "2026-03-01", "waited": "none"},
        separator="|",
        values={"waited": {"none": ""}},
    )
    table = read(outages(holds="records", end="", more=(waited,)), rows)
    assert [row.values["waited"] for row in table.rows] == [
        ((us("2026-03-01 10:00"), us("2026-03-01 11:00")), (us("2026-03-02"), None)),
        None,
        (),
        (),
    ]
    assert named(table)["bad-intervals"] == (1, ((2, "2026-03-01 10:00"),))
    needed = outages(holds="records", end="", more=(FieldOf(name="waited", type="intervals", required=True),))
    assert len(read(needed, rows).rows) == 3
