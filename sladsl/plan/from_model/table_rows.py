"""Rows of a table of limits: which records they are for, and whether anything is promised for those.

A row that promises nothing, or leaves the limit open, takes its records out of the count.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.model.limits import Cell, LeftToParties, LimitTable, Named, NotOffered, TableRow
from sladsl.model.meanings import Source
from sladsl.plan import rows as r

NO_ROW, LEFT_OPEN = Fraction(2), Fraction(3)
"""What stands for a record that no row fits, and for one whose limit is not stated."""


def fits(row: TableRow, table: LimitTable, source: Source) -> r.Condition:
    """Whether the labels of a row are the values of a record's fields."""
    parts: list[r.Condition] = []
    for name, label in zip(table.by, row.labels, strict=False):
        if label is None:
            continue
        field = source.fields.get(name)
        if field is not None and field.type == "yes or no":
            holds = r.Holds(field=name)
            parts.append(holds if label == "yes" else r.Not(of=holds))
        else:
            parts.append(r.OneOf(field=name, values=(label,)))
    return parts[0] if len(parts) == 1 else r.All(of=tuple(parts))


def offered(cell: Cell) -> Fraction:
    """What the table makes of the records of a row: 1 for those that are promised something."""
    match cell:
        case NotOffered() | Named():
            return Fraction(0)
        case LeftToParties():
            return LEFT_OPEN
        case _:
            return Fraction(1)
