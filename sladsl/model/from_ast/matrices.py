"""Matrices: a value by one field down and one across, in conditions and in the tables that are by that value.

`Priority is P1` becomes the pairs of impact and urgency that make a P1, a row `P1` of a table by Priority one row for each
pair. What stands after this pass speaks of fields of records alone. A matrix of limits is a table by both (limits.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.sources import Source
from sladsl.ast.tables import Table, Target
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.known import fields_of
from sladsl.record import Record, replace
from sladsl.source import Span

OTHERWISE = "otherwise"
ANY = "any"


class Entry(Record):
    """The values of the fields (None: any), in the order of `Matrix.by`, and what stands in their cell."""

    labels: tuple[str | None, ...]
    cell: v.Value


class Matrix(Record):
    """The cells in the order in which they apply; the first that fits does."""

    name: str
    by: tuple[v.Name, ...]
    entries: tuple[Entry, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The values that it gives."""
        named = (each.cell.text for each in self.entries if isinstance(each.cell, (v.Name, v.Text)))
        return tuple(dict.fromkeys(named))


def is_matrix(block: Table) -> bool:
    return isinstance(block.across, v.Name)


def flat(block: Table) -> tuple[tuple[tuple[str | None, ...], v.Value, v.Value], ...]:
    """The cells of a matrix row by row: the values of its fields, the cell, and the head of its row."""
    columns = block.columns.items if isinstance(block.columns, v.Columns) else ()
    down = len(block.head_value.items) if isinstance(block.head_value, v.Names) else 1
    found = []
    for row in block.table:
        if not isinstance(row.head, v.Labels):
            continue
        labels = tuple(_label(item) for item in row.head.items)
        if labels == (OTHERWISE,):
            labels = (None,) * down
        cells = row.cell.items if isinstance(row.cell, v.Cells) else (row.cell,)
        for column, cell in zip(columns, cells, strict=False):
            across = None if column.text in (ANY, OTHERWISE) else column.text
            found.append(((*labels, across), cell, row.head))
    return tuple(found)


def gives_values(block: Table) -> bool:
    """Whether the cells of a matrix are names, not limits."""
    return is_matrix(block) and any(isinstance(cell, (v.Name, v.Text)) for _, cell, _ in flat(block))


def with_matrices(node: a.Agreement, context: Context) -> a.Agreement:
    """The agreement with fields of records in place of what matrices give."""
    closed = _closed(node)
    matrices = {
        block.name.text: _matrix(block, closed)
        for block in node.children(Table)
        if block.name is not None and gives_values(block)
    }
    for block in node.children(Table):
        if gives_values(block):
            _refuse_unknown(block, node, closed, context)
    if not matrices:
        return node
    made = _Made(matrices, closed, context)
    return replace(node, blocks=tuple(made.block(block) for block in node.blocks))


def _refuse_unknown(
    block: Table, node: a.Agreement, closed: Mapping[str, tuple[str, ...]], context: Context
) -> None:
    """Fields that no source has, and values that they can't have."""
    fields = {name for source in node.children(Source) for name, _, _ in fields_of(source)}
    down = block.head_value.items if isinstance(block.head_value, v.Names) else ()
    assert isinstance(block.across, v.Name)
    for name in (*down, block.across):
        if name.text not in fields:
            context.unknown(name.text, name.span, sorted(fields), "field")
    for row in block.table:
        items = row.head.items if isinstance(row.head, v.Labels) else ()
        for name, item in zip(down, items, strict=False):
            _refuse_value(name.text, item, closed, context)
    for column in block.columns.items if isinstance(block.columns, v.Columns) else ():
        _refuse_value(block.across.text, column, closed, context)
    given = next((field for field in closed if block.name and field.lower() == block.name.text.lower()), "")
    for _, cell, _ in flat(block) if given else ():
        if isinstance(cell, (v.Name, v.Text)):
            _refuse_value(given, cell, closed, context)


def _refuse_value(
    field: str, item: v.Name | v.Text | v.PeriodName, closed: Mapping[str, tuple[str, ...]], context: Context
) -> None:
    label, known = _label(item), closed.get(field)
    if known and label is not None and label != OTHERWISE and label not in known:
        context.unknown(label, item.span, known, f"value of `{field}`")


def _label(item: v.Name | v.Text | v.PeriodName) -> str | None:
    text = item.label if isinstance(item, v.PeriodName) else item.text
    return None if isinstance(item, v.Name) and text == ANY else text


def _closed(node: a.Agreement) -> dict[str, tuple[str, ...]]:
    """The values of fields that can have no others, in any source."""
    found: dict[str, tuple[str, ...]] = {}
    for source in node.children(Source):
        for name, kind, _ in fields_of(source):
            if isinstance(kind, v.FieldKind):
                own = ("yes", "no") if kind.type == "yes or no" else tuple(each.text for each in kind.values)
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *own)))
    return found


def _matrix(block: Table, closed: Mapping[str, tuple[str, ...]]) -> Matrix:
    """Its cells, `any` and `otherwise` written out where the values of the field are known: then one cell at most fits."""
    assert block.name is not None
    assert isinstance(block.head_value, v.Names)
    assert isinstance(block.across, v.Name)
    by = (*block.head_value.items, block.across)
    entries: dict[tuple[str | None, ...], v.Value] = {}
    for labels, cell, _ in flat(block):
        choices = [
            (closed.get(name.text) or (None,)) if label is None else (label,)
            for name, label in zip(by, labels, strict=False)
        ]
        for each in product(*choices):
            entries.setdefault(tuple(each), cell)
    return Matrix(
        name=block.name.text,
        by=tuple(v.Name(text=name.text, span=name.span) for name in by),
        entries=tuple(Entry(labels=labels, cell=cell) for labels, cell in entries.items()),
    )


class _Made:
    def __init__(
        self, matrices: Mapping[str, Matrix], closed: Mapping[str, tuple[str, ...]], context: Context
    ) -> None:
        self.matrices = matrices
        self.closed = closed
        self.context = context

    def block(self, block: Block) -> Block:
        if isinstance(block, Table) and is_matrix(block):
            return block
        if isinstance(block, (Table, Target)):
            return self._table(block)
        return replace(
            block,
            entries=tuple(replace(each, value=self.of(each.value)) for each in block.entries),
            table=tuple(replace(row, cell=self.of(row.cell)) for row in block.table),
            blocks=tuple(self.block(each) for each in block.blocks),
        )

    def of(self, value: Any) -> Any:
        match value:
            case v.OneOf() if value.field.text in self.matrices:
                return self._condition(value)
            case Record() if not isinstance(value, Span):
                return replace(value, **{key: self.of(field) for key, field in value.__iter_fields__()})
            case tuple():
                return tuple(map(self.of, value))
            case _:
                return value

    # ---- conditions

    def _condition(self, written: v.OneOf) -> v.Condition:
        matrix = self.matrices[written.field.text]
        wanted = {each.text for each in written.values}
        for each in written.values:
            if each.text not in matrix.values:
                kind = f"value of `{matrix.name}`"
                self.context.unknown(each.text, each.span, matrix.values, kind)
        cases: list[v.Condition] = []
        before: list[v.Condition] = []
        for entry in matrix.entries:
            fits = self._fits(matrix, entry, written.span)
            if isinstance(entry.cell, (v.Name, v.Text)) and entry.cell.text in wanted:
                if before and None in entry.labels:
                    not_before = v.Not(of=v.AnyOf(of=tuple(before), span=written.span), span=written.span)
                    fits = v.AllOf(of=(fits, not_before), span=written.span)
                cases.append(fits)
            before.append(fits)
        cases += self._alone(matrix, wanted, written.span)
        found: v.Condition = v.AnyOf(of=tuple(cases), span=written.span)
        return v.Not(of=found, span=written.span) if written.negated else found

    def _alone(self, matrix: Matrix, wanted: set[str], span: Span) -> Iterator[v.Condition]:
        """Values of one field that suffice, whatever the other one is: so an empty one leaves nothing open there."""
        if any(None in entry.labels for entry in matrix.entries):
            return
        for place in range(len(matrix.by)):
            for label in dict.fromkeys(entry.labels[place] for entry in matrix.entries):
                own = [each for each in matrix.entries if each.labels[place] == label]
                if all(getattr(each.cell, "text", None) in wanted for each in own):
                    alone = tuple(label if at == place else None for at in range(len(matrix.by)))
                    yield self._fits(matrix, Entry(labels=alone, cell=own[0].cell), span)

    def _fits(self, matrix: Matrix, entry: Entry, span: Span) -> v.Condition:
        parts: list[v.Condition] = []
        for name, label in zip(matrix.by, entry.labels, strict=True):
            field = replace(name, span=span)
            if label is None:
                continue
            if self.closed.get(name.text) == ("yes", "no"):
                truth = v.Truth(field=field, span=span)
                parts.append(truth if label == "yes" else v.Not(of=truth, span=span))
            else:
                said = v.Text(text=label, span=span)
                parts.append(v.OneOf(field=field, values=(said,), negated=False, span=span))
        return parts[0] if len(parts) == 1 else v.AllOf(of=tuple(parts), span=span)

    # ---- tables

    def _table(self, block: Table | Target) -> Block:
        """A table by fields alone: each row for every cell of a matrix that gives its value."""
        made: Block = block
        while (place := self._place(made)) is not None:
            made = self._expanded(made, place)
        return made

    def _place(self, block: Block) -> int | None:
        names = block.head_value.items if isinstance(block.head_value, v.Names) else ()
        return next((at for at, name in enumerate(names) if name.text in self.matrices), None)

    def _expanded(self, block: Block, place: int) -> Block:
        assert isinstance(block.head_value, v.Names)
        names = block.head_value.items
        matrix = self.matrices[names[place].text]
        heads = (
            *names[:place],
            *(replace(each, span=names[place].span) for each in matrix.by),
            *names[place + 1 :],
        )
        self._refuse_unknown(block, place, len(names), matrix)
        rows = []
        overlapping = any(None in entry.labels for entry in matrix.entries)
        for entry in matrix.entries:
            for row in block.table:
                if not isinstance(row.head, v.Labels) or not row.head.items:
                    continue
                items = row.head.items
                if _is_otherwise(row.head):
                    if not overlapping:
                        continue  # it stands at the end
                    items = (replace(items[0], text=ANY),) * len(names)
                if len(items) != len(names):
                    rows.append(row)  # a finding says so
                    continue
                said = _label(items[place])
                if said is not None and said != getattr(entry.cell, "text", None):
                    continue
                span = items[place].span
                own = (
                    v.Name(text=ANY, span=span) if label is None else v.Text(text=label, span=span)
                    for label in entry.labels
                )
                head = replace(row.head, items=(*items[:place], *own, *items[place + 1 :]))
                rows.append(replace(row, head=head))
        unique = dict.fromkeys(rows)
        ended = [row for row in block.table if _is_otherwise(row.head)]
        return replace(block, head_value=replace(block.head_value, items=heads), table=(*unique, *ended))

    def _refuse_unknown(self, block: Block, place: int, width: int, matrix: Matrix) -> None:
        for row in block.table:
            if _is_otherwise(row.head):
                continue
            items: Iterable[Any] = row.head.items if isinstance(row.head, v.Labels) else ()
            listed = tuple(items)
            if len(listed) == width and (said := _label(listed[place])) not in (None, *matrix.values):
                kind = f"value of `{matrix.name}`"
                self.context.unknown(str(said), listed[place].span, matrix.values, kind)


def _is_otherwise(head: v.Value) -> bool:
    return (
        isinstance(head, v.Labels)
        and len(head.items) == 1
        and isinstance(head.items[0], v.Name)
        and head.items[0].text == OTHERWISE
    )
