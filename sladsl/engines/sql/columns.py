"""How the fields of rows stand in their relation: as columns of exact integers and of texts."""

from __future__ import annotations

from collections.abc import Callable

from sladsl.data.reading import read_fields
from sladsl.engines.sql.cells import LARGEST_NUMBER, LARGEST_TIME, NUMBER_SCALE, largest
from sladsl.engines.sql.conditions import Column
from sladsl.engines.sql.walk import base
from sladsl.plan.added import added
from sladsl.plan.measure import Input, Read, Rows, Summed
from sladsl.plan.rows import FieldType

LARGEST_ADDED: dict[FieldType, int] = {"time": LARGEST_TIME, "duration": 10 * LARGEST_TIME, "yes or no": 1}
SUMMED = 10**9
"""Rows whose numbers can be added up in one slot."""


def added_column(node: Rows, name: str) -> str:
    """The column in which the relation of a node has a field that nodes added."""
    return f"x{[field for field, _ in added(node)].index(name)}"


def columns_of(rows: Rows | Input) -> Callable[[str], Column]:
    """How the fields of rows stand in their relation: those of the input, and those that nodes added."""
    input = rows if isinstance(rows, Input) else base(rows)
    extra = () if isinstance(rows, Input) else added(rows)
    summed = not isinstance(rows, Input) and is_summed(rows)
    fields = () if summed else read_fields(input)

    def column(name: str) -> Column:
        for place, (own, kind) in enumerate(extra):
            if own == name:
                scale = NUMBER_SCALE if kind == "number" else 1
                most = LARGEST_ADDED.get(kind, LARGEST_NUMBER * (SUMMED if summed else 1))
                return Column(sql=f"x{place}", scale=scale, largest=most)
        for place, field in enumerate(fields):
            if field.name == name:
                if field.type == "intervals" and name != input.scope:
                    # No intervals are no value to a condition.
                    return Column(sql=f"nullif(v{place}, '')", text=True)
                is_text = name == input.scope or field.type in ("choice", "text")
                scale = NUMBER_SCALE if field.type == "number" else 1
                return Column(sql=f"v{place}", text=is_text, scale=scale, largest=largest(field))
        return Column(sql="CAST(NULL AS VARCHAR)", text=True)

    return column


def is_summed(rows: Rows) -> bool:
    """Whether rows are sums by slot: several rows in a slot are meant then."""
    while not isinstance(rows, Read):
        if isinstance(rows, Summed):
            return True
        rows = rows.rows
    return False
