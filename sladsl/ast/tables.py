"""Tables of limits by one or more fields: the first row that fits a record applies."""

from __future__ import annotations

from sladsl.ast import forms as f
from sladsl.ast.declare import Block, One, Rows
from sladsl.ast.structure import Overriding


class Table(Overriding):
    kind = "table"
    meaning = (
        "Limits by the values of fields; the first row that fits a record applies, `any` fits every value."
    )
    head = "name by names"
    head_names = "field"
    example = (
        "table Times by priority { columns: response | resolution   P1: 15 minutes | 4 business hours"
        "   otherwise: 1 business day | not offered }"
    )
    rows = Rows(
        "label",
        f.LABELS,
        f.CELLS,
        "values of the fields, or `otherwise`, and one limit a column",
        names="dimension value",
    )

    across = One(
        f.NAME,
        "the field whose values are the columns, in a matrix",
        example="across: urgency",
        names="field",
    )
    columns = One(f.COLUMNS, "the names of the limits in a row", required=True)
    cites = One(f.TEXT, "the clause of a signed text that says this", example='cites: "Sch. 3 §2"')


class Target(Block):
    kind = "target"
    meaning = "The bound of a promise by the values of fields; the first row that fits applies."
    head = "by names"
    head_names = "field"
    example = "target by priority { P1: 15 minutes   otherwise: 1 business day }"
    rows = Rows(
        "label",
        f.LABELS,
        f.LIMIT,
        "values of the fields, or `otherwise`, and the bound",
        names="dimension value",
    )
