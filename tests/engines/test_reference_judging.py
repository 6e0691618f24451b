"""Records judged one by one, what people are shown of them, and sums by slot; worked by hand."""

from __future__ import annotations

import pytest

from sladsl.outcome.measured import Measured, Witness
from sladsl.plan.measure import (
    Column,
    Count,
    FieldOf,
    Fixed,
    Input,
    Keep,
    Length,
    Metering,
    Read,
    Rows,
    Slots,
    Summed,
    Undecided,
)
from sladsl.plan.rows import All, Compare, Elapsed, Field, Holds, Not, Some
from sladsl.values.duration import DAY, HOUR
from tests.data.tables import named, us
from tests.engines.tickets import ALLOWED, MONTHS, READ, constant, measure, metering, ticket, timed

ALWAYS = Fixed(spans=((MONTHS[0].start, MONTHS[1].end),))

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
    assert named(measured.findings) == {}


@pytest.mark.parametrize("summed", [False, True])
def test_many_samples_in_a_slot_whose_sum_is_taken_are_no_crowd(summed: bool) -> None:
    rows: Rows = Read(input=TRAFFIC)
    if summed:
        rows = Summed(rows=rows, every=HOUR, periods=MONTHS, fields=("requests",))
    slots = Slots(rows=rows, every=HOUR, periods=MONTHS)
    column = Column(name="us", cells=Length(spans=slots, within=ALWAYS, periods=MONTHS), unit="us")
    measured = measure(
        metering(rows, columns=(column,), scoped=True),
        minute("03-01 00:10", "1", "0"),
        minute("03-01 00:20", "1", "0"),
        as_of="2026-06-01",
    )
    assert dict(measured.cells[0].columns) == {"us": HOUR}
    assert list(named(measured.findings)) == ([] if summed else ["crowded-slot"])
