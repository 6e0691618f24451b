"""Records on a clock, worked by hand: what is added to rows, who is late, and what people are shown of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from sladsl.data.binding import TableRows
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.outcome.measured import Measured, Witness
from sladsl.plan.measure import (
    BusinessDays,
    Choose,
    Clock,
    Column,
    Count,
    DueIn,
    FieldOf,
    FieldPauses,
    Filled,
    Fixed,
    Input,
    Keep,
    Metering,
    Read,
    Rows,
    Shift,
    StatePauses,
    Summed,
    Timed,
    Undecided,
)
from sladsl.plan.rows import All, Compare, Constant, Elapsed, Field, Holds, Known, Not, OneOf, Some
from sladsl.values.duration import DAY, HOUR, MINUTE
from sladsl.values.instant import offsets
from sladsl.values.period import Period
from tests.data.tables import named, typed, us
from tests.values.moments import place

MARCH = Period(kind="month", label="2026-03", start=us("2026-03-01"), end=us("2026-04-01"))
APRIL = Period(kind="month", label="2026-04", start=us("2026-04-01"), end=us("2026-05-01"))
MONTHS = (MARCH, APRIL)

# Monday 2026-03-02 to Friday 2026-03-20, ten to eighteen.
DESK = tuple(
    (us(f"2026-03-{day:02} 10:00"), us(f"2026-03-{day:02} 18:00"))
    for day in range(2, 21)
    if (day - 2) % 7 < 5
)

TICKETS = Input(
    name="tickets",
    holds="records",
    fields=(
        FieldOf(name="id", type="text"),
        FieldOf(name="opened", type="time", required=True),
        FieldOf(name="closed", type="time"),
        FieldOf(name="priority", type="choice", values=("P1", "P2", "P3")),
        FieldOf(name="due", type="time", ahead=True),
        FieldOf(name="waited", type="intervals"),
    ),
    start="opened",
    key="id",
    zone="UTC",
)
LOG = Input(
    name="log",
    holds="events",
    fields=(
        FieldOf(name="at", type="time"),
        FieldOf(name="id", type="text"),
        FieldOf(name="state", type="text"),
    ),
    start="at",
    key="id",
    zone="UTC",
)
READ = Read(input=TICKETS)


def ticket(id: str, opened: str, closed: str = "", **more: str) -> dict[str, str]:
    """Times without a month are in March."""
    return {"id": id, "opened": _time(opened), "closed": _time(closed), "priority": "P2", **more}


def _time(text: str) -> str:
    return f"2026-03-{text}" if text and not text.startswith("2026") else text


def metering(rows: Rows, **changes: Any) -> Metering:
    settings: dict[str, Any] = {
        "metric": "M",
        "columns": (Column(name="n", cells=Count(rows=rows, periods=MONTHS), unit="rows"),),
        "periods": MONTHS,
        "scoped": False,
        "scopes": (),
        "sources": (),
        "witness": Fixed(spans=()),
        "records": rows,
    }
    return Metering(**{**settings, **changes})


def measure(metering: Metering, *rows: dict[str, str], log: TableRows | None = None, as_of: str) -> Measured:
    tables = {"tickets": typed(*rows), **({"log": log} if log is not None else {})}
    return ReferenceEngine().open(tables).measure((metering,), us(as_of))


def computed(
    rows: Rows, *tickets: dict[str, str], log: TableRows | None = None, as_of: str = "2026-05-01"
) -> Any:
    """What was added to each ticket, by its key and the names of the added fields."""
    found = measure(metering(rows), *tickets, log=log, as_of=as_of).records("M", "", "")
    return {dict(each.fields)["id"]: {name: value for name, _, value in each.computed} for each in found}


def timed(rows: Rows = READ, **changes: Any) -> Timed:
    settings: dict[str, Any] = {
        "rows": rows,
        "name": "time",
        "since": "opened",
        "until": "closed",
        "clock": Clock(open=DESK),
        "running": "ran",
    }
    return Timed(**{**settings, **changes})


def constant(value: int) -> Constant:
    return Constant(value=Fraction(value))


# ---- filled and chosen fields


def test_an_open_ticket_is_ended_now() -> None:
    rows = Filled(rows=READ, name="or now", of="closed")
    found = computed(
        rows, ticket("A", "02 10:00", "02 11:00"), ticket("B", "02 10:00"), as_of="2026-03-05 12:00"
    )
    assert found == {"A": {"or now": us("2026-03-02 11:00")}, "B": {"or now": us("2026-03-05 12:00")}}


def test_what_is_written_of_the_future_is_filled_too() -> None:
    rows = Filled(rows=READ, name="or now", of="closed")
    found = computed(rows, ticket("A", "02 10:00", "09 11:00"), as_of="2026-03-05 12:00")
    assert found == {"A": {"or now": us("2026-03-05 12:00")}}


ALLOWED = Choose(
    rows=READ,
    name="allowed",
    type="duration",
    cases=(
        (OneOf(field="priority", values=("P1",)), Fraction(HOUR)),
        (OneOf(field="priority", values=("P3",)), None),
    ),
    otherwise=Fraction(8 * HOUR),
)


def test_the_first_case_that_does_not_fail() -> None:
    found = computed(
        ALLOWED,
        ticket("A", "02 10:00", priority="P1"),
        ticket("B", "02 10:00", priority="P2"),
        ticket("C", "02 10:00", priority="P3"),
        # Of an unknown priority nobody knows what is allowed, not even the rest.
        ticket("D", "02 10:00", priority=""),
        ticket("E", "02 10:00", priority="P9"),
    )
    assert found == {
        "A": {"allowed": HOUR},
        "B": {"allowed": 8 * HOUR},
        "C": {"allowed": None},
        "D": {"allowed": None},
        "E": {"allowed": None},
    }


def test_a_case_behind_an_unknown_one_is_not_reached() -> None:
    unknown_first = Choose(
        rows=READ,
        name="n",
        type="number",
        cases=(
            (Known(field="closed"), Fraction(3, 2)),
            (Holds(field="nowhere"), Fraction(2)),
            (All(of=()), Fraction(3)),
        ),
        otherwise=None,
    )
    found = computed(unknown_first, ticket("A", "02 10:00", "02 11:00"), ticket("B", "02 10:00"))
    # Numbers are shown in millionths.
    assert found == {"A": {"n": 1_500_000}, "B": {"n": None}}


# ---- times on a clock


@pytest.mark.parametrize(
    ("opened", "closed", "time", "ran"),
    [
        ("02 12:00", "02 17:00", 5 * HOUR, 1),
        ("02 12:00", "02 18:00", 6 * HOUR, 1),
        ("02 12:00", "02 18:00:00.000001", 6 * HOUR, 0),
        ("02 12:00", "03 10:00", 6 * HOUR, 0),
        ("02 12:00", "03 10:01", 6 * HOUR + MINUTE, 1),
        # Friday evening to Monday morning.
        ("06 18:00", "09 10:00", 0, 0),
        ("06 17:00", "09 11:00", 2 * HOUR, 1),
        ("02 12:00", "02 12:00", 0, 1),
        # Nothing is known to be open after the twentieth.
        ("20 17:00", "25 12:00", HOUR, 0),
    ],
)
def test_time_on_the_clock(opened: str, closed: str, time: int, ran: int) -> None:
    assert computed(timed(), ticket("A", opened, closed)) == {"A": {"time": time, "ran": ran}}


@pytest.mark.parametrize(
    ("reversed_as", "time", "ran"), [("zero", 0, 1), ("negative", -2 * HOUR, 1), ("empty", None, None)]
)
def test_an_end_before_the_start(reversed_as: Any, time: int | None, ran: int | None) -> None:
    waited = "2026-03-02 15:00/2026-03-02 16:00"
    rows = timed(reversed=reversed_as, clock=Clock(open=DESK, pauses=FieldPauses(field="waited")))
    found = computed(rows, ticket("A", "02 17:00", "02 15:00", waited=waited), ticket("B", "02 17:00"))
    assert found == {"A": {"time": time, "ran": ran}, "B": {"time": None, "ran": None}}


def test_without_a_name_nothing_says_whether_it_ran() -> None:
    assert computed(timed(running=""), ticket("A", "02 12:00", "02 13:00")) == {"A": {"time": HOUR}}


def test_always_is_elapsed_time() -> None:
    found = computed(timed(clock=Clock()), ticket("A", "02 12:00", "07 12:00"))
    assert found == {"A": {"time": 5 * DAY, "ran": 1}}


PAUSES = FieldPauses(field="waited")
NIGHT = "2026-03-02 20:00/2026-03-03 06:00"
OVER_OPENING = "2026-03-02 17:00/2026-03-03 11:00; 2026-03-02 16:30/2026-03-02 17:30"


@pytest.mark.parametrize(
    ("waited", "on_the_clock", "by_the_wall_clock"),
    [
        ("", 10 * HOUR, 10 * HOUR),
        (NIGHT, 10 * HOUR, 6 * HOUR),
        # Both together are one pause of 18 and a half hours.
        (OVER_OPENING, 7 * HOUR + 30 * MINUTE, 6 * HOUR),
        ("2026-03-03 12:00/", 8 * HOUR, 8 * HOUR),
        ("2026-03-01/2026-03-02 11:00;2026-03-09/", 10 * HOUR, 10 * HOUR),
        # What can't be read may have been any pause.
        ("2026-03-02 17:00", None, None),
    ],
)
def test_pauses_that_the_ticket_tells(
    waited: str, on_the_clock: int | None, by_the_wall_clock: int | None
) -> None:
    one = ticket("A", "02 12:00", "03 14:00", waited=waited)
    for paused, time in (("on the clock", on_the_clock), ("by the wall clock", by_the_wall_clock)):
        clock: Any = Clock(open=DESK, pauses=PAUSES, paused=paused)  # type: ignore[arg-type]
        assert computed(timed(clock=clock, running=""), one) == {"A": {"time": time}}, paused


def test_a_pause_that_lasts_ends_with_what_is_known() -> None:
    rows = timed(rows=Filled(rows=READ, name="or now", of="closed"), until="due", clock=Clock(pauses=PAUSES))
    one = ticket("A", "02 12:00", due="2026-03-02 20:00", waited="2026-03-02 13:00/")
    # Until 15 o'clock it stands still, then nothing is known of it: a due date lies ahead of what is known.
    found = computed(rows, one, as_of="2026-03-02 15:00")
    assert found["A"]["time"] == 6 * HOUR
    planned = {**one, "waited": "2026-03-02 13:00/2026-03-02 19:00"}
    assert computed(rows, planned, as_of="2026-03-02 15:00") == found


EVENTS = (
    ("02 12:00", "A", "new"),
    ("02 16:00", "A", "waiting"),
    ("02 17:00", "A", "waiting"),
    ("03 11:00", "A", "open"),
    ("03 12:00", "B", "waiting"),
    # Twice at one instant: the later row counts.
    ("03 13:00", "A", "waiting"),
    ("03 13:00", "A", "open"),
    ("03 13:30", "", "waiting"),
    ("03 14:00", "A", ""),
)


def log(*events: tuple[str, str, str]) -> TableRows:
    return typed(*({"at": _time(at), "id": id, "state": state} for at, id, state in events))


def test_pauses_by_the_states_of_a_log() -> None:
    waiting = StatePauses(
        events=Read(input=LOG), key="id", own="id", where=OneOf(field="state", values=("waiting",))
    )
    rows = timed(clock=Clock(open=DESK, pauses=waiting))
    found = computed(
        rows,
        ticket("A", "02 12:00", "03 14:00"),
        ticket("B", "02 12:00", "03 14:00"),
        ticket("C", "02 12:00", "03 14:00"),
        ticket("", "02 12:00", "03 14:00"),
        log=log(*EVENTS),
    )
    assert found == {
        # Twelve to sixteen, and eleven to fourteen.
        "A": {"time": 7 * HOUR, "ran": 1},
        # Six hours of the first day and two of the second; since then it waits, as far as is known.
        "B": {"time": 8 * HOUR, "ran": 0},
        "C": {"time": 10 * HOUR, "ran": 1},
        "": {"time": 10 * HOUR, "ran": 1},
    }


def test_a_log_is_known_up_to_the_as_of_instant() -> None:
    waiting = StatePauses(
        events=Keep(rows=Read(input=LOG), where=Not(of=OneOf(field="state", values=("",)))),
        key="id",
        own="id",
        where=OneOf(field="state", values=("waiting",)),
    )
    rows = timed(
        rows=Filled(rows=READ, name="or now", of="closed"),
        until="or now",
        clock=Clock(open=DESK, pauses=waiting),
    )
    found = computed(rows, ticket("A", "02 12:00"), log=log(*EVENTS), as_of="2026-03-02 17:30")
    assert found["A"]["time"] == 4 * HOUR
    found = computed(rows, ticket("A", "02 12:00"), log=log(*EVENTS), as_of="2026-03-03 12:00")
    assert found["A"]["time"] == 5 * HOUR


def test_the_hour_of_a_clock_change() -> None:
    zone = place("Europe/Berlin")
    shift = Shift(steps=offsets(zone, us("2026-03-01"), us("2026-04-15")))
    one = ticket("A", "28 23:00", "29 10:00")
    assert computed(timed(clock=Clock()), one) == {"A": {"time": 11 * HOUR, "ran": 1}}
    assert computed(timed(clock=Clock(shift=shift)), one) == {"A": {"time": 12 * HOUR, "ran": 1}}
    # Open from one to four on the wall: two of these hours pass.
    night = ((us("2026-03-29 01:00"), us("2026-03-29 04:00")),)
    local = timed(clock=Clock(open=night, shift=shift))
    assert computed(local, one) == {"A": {"time": 3 * HOUR, "ran": 0}}


# ---- deadlines in days

WEEK = BusinessDays(
    days=tuple((start // DAY, 10 * HOUR, 18 * HOUR) for start, _ in DESK),
    shift=Shift(steps=()),
    end="same time of day",
    counted=False,
)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ("1", "2026-03-03 12:00"),
        ("5", "2026-03-09 12:00"),
        ("0", "2026-03-02 12:00"),
        ("14", "2026-03-20 12:00"),
        ("15", None),
        ("1.5", None),
        ("-1", None),
    ],
)
def test_deadlines_in_business_days(days: str, due: str | None) -> None:
    count = Choose(rows=READ, name="days", type="number", cases=(), otherwise=Fraction(days))
    rows = DueIn(rows=count, name="due by", since="opened", days="days", calendar=WEEK)
    found = computed(rows, ticket("A", "02 12:00"))
    assert found["A"]["due by"] == (None if due is None else us(due))


def test_a_deadline_without_a_start_or_a_number_is_empty() -> None:
    some = Choose(
        rows=READ, name="days", type="number", cases=((Known(field="closed"), None),), otherwise=Fraction(1)
    )
    rows = DueIn(rows=some, name="due by", since="closed", days="days", calendar=WEEK)
    found = computed(rows, ticket("A", "02 12:00"), ticket("B", "02 12:00", "02 13:00"))
    assert found == {"A": {"days": 1_000_000, "due by": None}, "B": {"days": None, "due by": None}}
    length = Choose(rows=READ, name="days", type="duration", cases=(), otherwise=Fraction(1))
    of_length = DueIn(rows=length, name="due by", since="opened", days="days", calendar=WEEK)
    assert computed(of_length, ticket("A", "02 12:00"))["A"]["due by"] is None


# ---- judged

LATE = Compare(left=Field(name="time"), comparator="above", right=Field(name="allowed"))
JUST = All(
    of=(
        Compare(left=Field(name="time"), comparator="exactly", right=Field(name="allowed")),
        Not(of=Holds(field="ran")),
    )
)


def judged() -> Metering:
    rows = timed(rows=ALLOWED)
    late = Some(of=(LATE, JUST))
    columns = {
        "late": Keep(rows=rows, where=late),
        "good": Keep(rows=rows, where=Not(of=late)),
        "unknown": Undecided(rows=rows, where=late),
        # Times are compared like any two figures.
        "after due": Keep(
            rows=rows, where=Compare(left=Field(name="closed"), comparator="above", right=Field(name="due"))
        ),
        "long": Keep(
            rows=rows,
            where=Compare(
                left=Elapsed(since="opened", until="closed"), comparator="at least", right=constant(DAY)
            ),
        ),
    }
    return metering(
        rows,
        columns=tuple(
            Column(name=name, cells=Count(rows=each, periods=MONTHS), unit="rows")
            for name, each in columns.items()
        ),
        witness=columns["late"],
        verdicts=(("late", late), ("in time", Not(of=late))),
    )


TOLD = (
    ticket("A", "02 12:00", "02 13:00", priority="P1", due="2026-03-02 13:00"),
    ticket("B", "02 12:00", "02 13:00:00.000001", priority="P1", due="2026-03-02 13:00"),
    # The eight hours are up at noon of the third; by then the clock ran.
    ticket("C", "02 12:00", "03 12:00"),
    ticket("D", "02 18:00", "03 18:00"),
    # At the next opening it is not late by time, but by the clock that stood still.
    ticket("E", "02 18:00", "04 10:00"),
    ticket("F", "02 12:00"),
    ticket("G", "02 12:00", "03 12:00", priority="P3"),
    ticket("H", "2026-04-02 12:00", "2026-04-03 12:00"),
    ticket("I", "2026-05-02 12:00", "2026-05-03 12:00"),
)


def test_records_are_judged_one_by_one() -> None:
    measured = measure(judged(), *TOLD, as_of="2026-06-01")
    columns = {cell.period: dict(cell.columns) for cell in measured.cells}
    assert columns == {
        "2026-03": {"late": 2, "good": 3, "unknown": 2, "after due": 1, "long": 4},
        "2026-04": {"late": 0, "good": 1, "unknown": 0, "after due": 0, "long": 1},
    }

    def said(witnesses: tuple[Witness, ...]) -> dict[str, str]:
        return {dict(each.fields)["id"]: each.verdict for each in witnesses}

    march = {"A": "in time", "B": "late", "C": "in time", "D": "in time", "E": "late", "F": "", "G": ""}
    assert said(measured.records("M", "", "2026-03")) == march
    assert said(measured.records("M", "", "2026-04")) == {"H": "in time"}
    # Of no period, and of one that is not measured.
    assert said(measured.records("M", "", "")) == {**march, "H": "in time", "I": "in time"}
    assert measured.records("M", "", "2026-05") == () == measured.records("N", "", "")
    assert measured.records("M", "nowhere", "") == ()


def test_witnesses_tell_what_was_computed_from_what_is_written() -> None:
    measured = measure(judged(), *TOLD, as_of="2026-06-01")
    first, second = measured.witnesses("M", "", "2026-03")
    assert first == Witness(
        source="tickets",
        row=2,
        start=us("2026-03-02 12:00"),
        end=None,
        length=0,
        fields=(
            ("id", "B"),
            ("opened", "2026-03-02 12:00"),
            ("closed", "2026-03-02 13:00:00.000001"),
            ("priority", "P1"),
            ("due", "2026-03-02 13:00"),
            ("waited", ""),
        ),
        computed=(("allowed", "us", HOUR), ("time", "us", HOUR + 1), ("ran", "yes or no", 1)),
    )
    assert second.computed == (("allowed", "us", 8 * HOUR), ("time", "us", 8 * HOUR), ("ran", "yes or no", 0))


def test_without_records_none_are_told() -> None:
    plain = metering(READ, records=None)
    measured = measure(plain, *TOLD, as_of="2026-06-01")
    assert measured.records("M", "", "") == () == measured.records("M", "", "2026-03")
    assert Measured(cells=(), findings=(), sources=(), witnesses=lambda *_: ()).records("M", "", "") == ()


# ---- sums by slot

TRAFFIC = Input(
    name="tickets",
    holds="samples",
    fields=(
        FieldOf(name="requests", type="number"),
        FieldOf(name="failed", type="number"),
        FieldOf(name="region", type="text"),
    ),
    start="at",
    scope="region",
    zone="UTC",
)


def minute(at: str, requests: str, failed: str, region: str = "eu") -> dict[str, str]:
    return {"at": f"2026-{at}", "requests": requests, "failed": failed, "region": region}


def test_sums_by_slot() -> None:
    sums = Summed(rows=Read(input=TRAFFIC), every=7 * HOUR, periods=MONTHS, fields=("requests", "failed"))
    idle = Keep(
        rows=sums, where=Compare(left=Field(name="requests"), comparator="exactly", right=constant(0))
    )
    columns = tuple(
        Column(name=name, cells=Count(rows=rows, periods=MONTHS), unit="rows")
        for name, rows in (
            ("slots", sums),
            ("idle", idle),
            ("unknown", Undecided(rows=sums, where=idle.where)),
        )
    )
    measured = measure(
        metering(sums, columns=columns, scoped=True, witness=idle),
        minute("03-01 00:00", "10", "0.5"),
        minute("03-01 06:59", "20", "0.25"),
        minute("03-01 07:00", "0", ""),
        minute("03-01 07:00", "", ""),
        minute("03-01 08:00", "", "", "us"),
        # The last slot of March is short: 31 days are 106 slots of seven hours and one of two.
        minute("03-31 23:00", "1", "1"),
        minute("04-01 00:00", "0", "0"),
        minute("05-01 00:00", "0", "0"),
        as_of="2026-06-01",
    )
    assert {(cell.scope, cell.period): dict(cell.columns) for cell in measured.cells} == {
        ("eu", "2026-03"): {"slots": 3, "idle": 1, "unknown": 0},
        ("eu", "2026-04"): {"slots": 1, "idle": 1, "unknown": 0},
        ("us", "2026-03"): {"slots": 1, "idle": 0, "unknown": 1},
        ("us", "2026-04"): {"slots": 0, "idle": 0, "unknown": 0},
    }
    march = measured.records("M", "eu", "2026-03")
    assert [(each.row, each.start, each.end, each.fields, each.computed) for each in march] == [
        (
            0,
            us("2026-03-01"),
            us("2026-03-01 07:00"),
            (),
            (("requests", "number", 30_000_000), ("failed", "number", 750_000)),
        ),
        (
            0,
            us("2026-03-01 07:00"),
            us("2026-03-01 14:00"),
            (),
            (("requests", "number", 0), ("failed", "number", None)),
        ),
        (
            0,
            us("2026-03-31 22:00"),
            us("2026-04-01"),
            (),
            (("requests", "number", 1_000_000), ("failed", "number", 1_000_000)),
        ),
    ]
    assert [each.start for each in measured.witnesses("M", "eu", "2026-04")] == [us("2026-04-01")]
    # Many samples in a slot whose sum is taken are no crowd.
    assert named(measured.findings) == {}
