"""The fields that nodes add to rows, with their types: what conditions above them can read and witnesses can show.

One place knows it for all engines, because a witness has to tell what was computed from what stands in the file.
"""

from __future__ import annotations

from typing import assert_never

from sladsl.plan.measure import (
    Choose,
    DueIn,
    Filled,
    Increase,
    Inside,
    Keep,
    Read,
    Rows,
    Snapshots,
    Summed,
    Timed,
    Undecided,
    Unless,
)
from sladsl.plan.rows import FieldType


def added(rows: Rows) -> tuple[tuple[str, FieldType], ...]:
    """Name and type of each field that the rows have beyond those of their input, in the order in which they were added.

    Of `Summed` these are all fields: nothing else is in its rows.
    """
    match rows:
        case Read():
            return ()
        case Keep() | Undecided() | Unless() | Inside() | Snapshots() | Increase():
            return added(rows.rows)
        case Filled() | DueIn():
            return (*added(rows.rows), (rows.name, "time"))
        case Choose():
            return (*added(rows.rows), (rows.name, rows.type))
        case Timed():
            running: tuple[tuple[str, FieldType], ...] = (
                ((rows.running, "yes or no"),) if rows.running else ()
            )
            return (*added(rows.rows), (rows.name, "duration"), *running)
        case Summed():
            return tuple((name, "number") for name in rows.fields)
        case _:
            assert_never(rows)
