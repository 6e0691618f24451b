"""A desk with its tickets: what the tests of records on a clock share, so that each shows only what it is about."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sladsl.data.binding import TableRows
from sladsl.engines.reference.engine import ReferenceEngine
from sladsl.outcome.measured import Measured
from sladsl.plan.measure import (
    Choose,
    Clock,
    Column,
    Count,
    FieldOf,
    Fixed,
    Input,
    Metering,
    Read,
    Rows,
    Timed,
)
from sladsl.plan.rows import Constant, OneOf
from sladsl.values.duration import HOUR
from sladsl.values.period import Period
from tests.data.tables import typed, us

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
READ = Read(input=TICKETS)


def ticket(id: str, opened: str, closed: str = "", **more: str) -> dict[str, str]:
    """Times without a month are in March."""
    return {"id": id, "opened": in_march(opened), "closed": in_march(closed), "priority": "P2", **more}


def in_march(text: str) -> str:
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
