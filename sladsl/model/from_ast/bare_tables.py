"""Tables that stand as a limit by their name alone, `at most Times`: their one column, or in a matrix the one of the record.

A matrix of limits is a table by both of its fields with one column; one that gives values is no limit.
"""

from __future__ import annotations

from typing import Any

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Promise
from sladsl.ast.tables import Table
from sladsl.model.from_ast.limits import LIMIT
from sladsl.model.from_ast.matrices import gives_values, is_matrix
from sladsl.record import Record, replace
from sladsl.source import Span


def with_cells(node: a.Agreement) -> a.Agreement:
    """The agreement with a column for each table that stands as a limit by its name alone."""
    tables = {
        block.name.text: v.Name(text=LIMIT, span=block.head_span)
        if is_matrix(block)
        else block.columns.items[0]
        for block in node.children(Table)
        if block.name is not None
        and isinstance(block.columns, v.Columns)
        and (not gives_values(block) if is_matrix(block) else len(block.columns.items) == 1)
    }
    if not tables:
        return node
    cells = _Cells(tables)
    return replace(
        node,
        blocks=tuple(
            replace(
                block,
                entries=tuple(replace(each, value=cells.of(each.value)) for each in block.entries),
                blocks=tuple(
                    replace(inner, head_value=cells.of(inner.head_value))
                    if isinstance(inner, Promise)
                    else inner
                    for inner in block.blocks
                ),
            )
            if isinstance(block, Measured)
            else block
            for block in node.blocks
        ),
    )


class _Cells:
    """Names of tables in conditions and promises, as what they mean there."""

    def __init__(self, columns: dict[str, v.Name]) -> None:
        self.columns = columns

    def of(self, value: Any) -> Any:
        match value:
            case v.Comparison(right=v.FieldName() | v.Name() as name) if name.text in self.columns:
                return replace(value, right=self._column(name))
            case v.Bound(operand=v.Name() as name) if name.text in self.columns:
                return replace(value, operand=self._column(name))
            case Record() if not isinstance(value, Span):
                return replace(value, **{key: self.of(field) for key, field in value.__iter_fields__()})
            case tuple():
                return tuple(map(self.of, value))
            case _:
                return value

    def _column(self, name: v.FieldName | v.Name) -> v.Column:
        table = v.Name(text=name.text, span=name.span)
        return v.Column(table=table, column=replace(self.columns[name.text], span=name.span), span=name.span)
