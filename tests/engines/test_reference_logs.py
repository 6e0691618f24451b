"""Logs of events, worked by hand and against another way to the same: what is known of each thing, and where it stands."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sladsl.data.binding import TableRows
from sladsl.data.reading import Row
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.engines.reference.record_rows import state_pauses
from sladsl.outcome.measured import Measured
from sladsl.plan.measure import (
    Clock,
    Column,
    Count,
    FieldOf,
    Filled,
    Fixed,
    Input,
    Keep,
    Metering,
    Read,
    Snapshots,
    StatePauses,
    Timed,
)
from sladsl.plan.rows import Known, Not, OneOf
from sladsl.values.duration import HOUR
from sladsl.values.intervals import covers
from tests.data.tables import named, typed, us
from tests.engines.tickets import MONTHS

LOG = Input(
    name="log",
    holds="events",
    fields=(
        FieldOf(name="at", type="time"),
        FieldOf(name="ticket", type="text"),
        FieldOf(name="state", type="choice", values=("new", "waiting", "done")),
        FieldOf(name="opened", type="time"),
        FieldOf(name="resolved", type="time"),
        FieldOf(name="priority", type="text"),
    ),
    start="at",
    key="ticket",
    zone="UTC",
)
READ = Read(input=LOG)


def event(at: str, ticket: str, state: str = "new", priority: str = "P2", **more: str) -> dict[str, str]:
    row = {"at": f"2026-03-{at}", "ticket": ticket, "state": state, "priority": priority}
    return {**row, **{name: f"2026-03-{time}" for name, time in more.items()}}


EVENTS = typed(
    event("05 09:00", "A", "done", "P1", opened="02 10:00", resolved="05 09:00"),
    event("02 10:00", "A", "new", "P3", opened="02 10:00"),
    event("03 10:00", "B", "new", "P1", opened="03 10:00"),
    event("03 10:00", "B", "waiting", "P1", opened="03 10:00"),
    event("04 10:00", "C", "new", "", opened="04 10:00"),
    event("04 11:00", "D", "new", "P9", opened="04 10:00"),
    event("04 12:00", "E", "new", "P1"),
    event("04 13:00", "", "new", "P1", opened="04 10:00"),
)


def measure(
    snapshots: Any, events: TableRows = EVENTS, as_of: str = "2026-05-01", **changes: Any
) -> Measured:
    settings: dict[str, Any] = {
        "metric": "M",
        "columns": (Column(name="n", cells=Count(rows=snapshots, periods=MONTHS), unit="rows"),),
        "periods": MONTHS,
        "scoped": True,
        "scopes": (),
        "sources": ("log",),
        "witness": Fixed(spans=()),
        "records": snapshots,
    }
    metering = Metering(**{**settings, **changes})
    return ReferenceEngine().open({"log": events}).measure((metering,), us(as_of))


def stand(measured: Measured, scope: str = "") -> list[tuple[int, str, int, str]]:
    """Number, key, instant and state of the rows of a scope."""
    found = measured.records("M", scope, "")
    return [(each.row, dict(each.fields)["ticket"], each.start, dict(each.fields)["state"]) for each in found]


def test_the_last_event_says_what_is_known() -> None:
    found = measure(Snapshots(rows=READ, key="ticket", anchor="opened"), scoped=False)
    assert stand(found) == [
        (1, "A", us("2026-03-02 10:00"), "done"),
        # Of two at one instant the later row.
        (4, "B", us("2026-03-03 10:00"), "waiting"),
        (5, "C", us("2026-03-04 10:00"), "new"),
        (6, "D", us("2026-03-04 10:00"), "new"),
    ]
    assert [dict(cell.columns) for cell in found.cells] == [{"n": 4}, {"n": 0}]
    assert named(found.findings) == {
        "not-placed-yet": (1, ((7, "E"),)),
        "row-without-field": (1, ((8, "ticket"),)),
    }
    assert next(each.message for each in found.findings if each.name == "not-placed-yet") == (
        "log: 1 row has no opened yet."
    )


def test_as_of_an_earlier_instant() -> None:
    found = measure(
        Snapshots(rows=READ, key="ticket", anchor="opened"), scoped=False, as_of="2026-03-03 10:00:01"
    )
    assert [each[:2] for each in stand(found)] == [(2, "A"), (4, "B")]
    assert named(found.findings)["after-as-of"][0] == 5 - 1


def test_a_resolution_that_is_written_too_early_is_not_known() -> None:
    events = typed(
        event("02 10:00", "A", resolved="05 09:00"),
        event("02 10:00", "B", resolved="02 11:00"),
    )
    node = Snapshots(rows=READ, key="ticket", anchor="resolved")
    early = measure(node, events, as_of="2026-03-04", scoped=False)
    assert [each[:2] for each in stand(early)] == [(2, "B")]
    assert named(early.findings) == {
        "not-placed-yet": (1, ((1, "A"),)),
        "future-field": (1, ((1, "2026-03-05 09:00"),)),
    }
    late = measure(node, events, as_of="2026-03-06", scoped=False)
    assert (len(stand(late)), late.findings) == (2, ())


def test_the_first_event_may_say_when_and_what() -> None:
    node = Snapshots(rows=READ, key="ticket", anchor="at", first=("at", "priority"), scope="priority")
    found = measure(node)
    # A was P3 when it was opened.
    assert stand(found, "P3") == [(1, "A", us("2026-03-02 10:00"), "done")]
    assert stand(found, "P1") == [
        (4, "B", us("2026-03-03 10:00"), "waiting"),
        (7, "E", us("2026-03-04 12:00"), "new"),
    ]
    (row,) = found.records("M", "P3", "2026-03")
    assert dict(row.fields)["at"] == "2026-03-02 10:00"
    assert dict(row.fields)["resolved"] == "2026-03-05 09:00"
    assert sorted({cell.scope for cell in found.cells}) == ["P1", "P3", "P9"]
    assert named(found.findings)["row-without-scope"] == (1, ((5, "C"),))


def test_a_thing_stands_in_the_scope_that_it_has_now() -> None:
    node = Snapshots(rows=READ, key="ticket", anchor="opened", scope="priority", scopes=("P1", "P2", "P3"))
    found = measure(node, scopes=("P1", "P3"))
    assert [each[1] for each in stand(found, "P1")] == ["A", "B"]
    assert stand(found, "P3") == stand(found, "P9") == stand(found, "") == []
    assert named(found.findings) == {
        "row-without-field": (1, ((8, "ticket"),)),
        "not-placed-yet": (1, ((7, "E"),)),
        "row-without-scope": (1, ((5, "C"),)),
        "unknown-scope": (1, ((6, "P9"),)),
    }
    # Without a list the data decide which there are.
    decided = measure(Snapshots(rows=READ, key="ticket", anchor="opened", scope="priority"))
    assert sorted({cell.scope for cell in decided.cells}) == ["P1", "P9"]
    assert "unknown-scope" not in named(decided.findings)


def test_snapshots_of_some_events() -> None:
    known = Keep(rows=READ, where=Not(of=OneOf(field="state", values=("done",))))
    found = measure(Snapshots(rows=known, key="ticket", anchor="opened"), scoped=False)
    assert stand(found)[0] == (2, "A", us("2026-03-02 10:00"), "new")
    none = Keep(rows=READ, where=Not(of=Known(field="ticket")))
    assert stand(measure(Snapshots(rows=none, key="ticket", anchor="opened"))) == []


def test_time_to_resolution_less_the_time_of_waiting_from_one_log() -> None:
    events = typed(
        event("02 10:00", "A", "new", opened="02 10:00"),
        event("02 12:00", "A", "waiting", opened="02 10:00"),
        event("02 15:00", "A", "new", opened="02 10:00"),
        event("02 20:00", "A", "done", opened="02 10:00", resolved="02 20:00"),
        event("02 11:00", "B", "waiting", opened="02 10:00"),
    )
    waiting = StatePauses(
        events=READ, key="ticket", own="ticket", where=OneOf(field="state", values=("waiting",))
    )
    rows = Timed(
        rows=Filled(rows=Snapshots(rows=READ, key="ticket", anchor="opened"), name="or now", of="resolved"),
        name="time",
        since="opened",
        until="or now",
        clock=Clock(pauses=waiting),
    )
    found = measure(rows, events, scoped=False).records("M", "", "2026-03")
    assert [(dict(each.fields)["ticket"], each.computed[1][2]) for each in found] == [
        ("A", 7 * HOUR),
        ("B", HOUR),
    ]


def test_two_snapshots_of_a_log_say_the_same_once() -> None:
    one = Snapshots(rows=READ, key="ticket", anchor="opened")
    columns = tuple(
        Column(name=name, cells=Count(rows=rows, periods=MONTHS), unit="rows")
        for name, rows in (("n", one), ("done", Keep(rows=one, where=OneOf(field="state", values=("done",)))))
    )
    found = measure(one, columns=columns, scoped=False)
    assert [dict(cell.columns) for cell in found.cells] == [{"n": 4, "done": 1}, {"n": 0, "done": 0}]
    assert [each.name for each in found.findings].count("not-placed-yet") == 1


# ---- pauses against a look at every instant

EVENT = st.tuples(st.integers(0, 20), st.sampled_from("ab"), st.sampled_from(("waiting", "new", None)))


@given(st.lists(EVENT, max_size=8), st.integers(0, 25))
def test_a_clock_stands_still_while_the_last_state_says_so(
    events: list[tuple[int, str, str | None]], as_of: int
) -> None:
    rows = [
        Row(number=number, scope="", start=at, end=None, values={"ticket": key, "state": state}, texts=())
        for number, (at, key, state) in enumerate(events, start=1)
        if at < as_of
    ]
    waiting = StatePauses(
        events=READ, key="ticket", own="ticket", where=OneOf(field="state", values=("waiting",))
    )
    pauses = state_pauses(waiting, rows, as_of)
    for key in "abc":
        thing = Row(number=1, scope="", start=0, end=None, values={"ticket": key}, texts=())
        stood = pauses(thing)
        assert stood is not None
        for instant in range(30):
            until_now = [row for row in rows if row.values["ticket"] == key and row.start <= instant]
            last = max(until_now, key=lambda row: (row.start, row.number), default=None)
            waits = last is not None and last.values["state"] == "waiting" and instant < as_of
            assert covers(stood, instant) is waits
