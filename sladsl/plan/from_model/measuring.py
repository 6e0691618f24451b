"""What lowering a metric gives, and what its kinds share."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.plan import measure as k
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.settlement import LevelRule
from sladsl.record import Record

SHOWN_PLACES = {"percent": 3, "duration": 0, "number": 0}


class Measuring(Record):
    """What one metric becomes for one kind of period: what to meter, and how its columns make a level."""

    metering: k.Metering | None
    level: LevelRule
    name: str = ""
    """What its cells are called where it has no metering of its own."""
    more: tuple[k.Metering, ...] = ()
    """What is metered for the levels that it is computed from."""


def kept(rows: k.Rows, where: v.Condition | None) -> k.Rows:
    return k.Keep(rows=rows, where=condition(where)) if where is not None else rows
