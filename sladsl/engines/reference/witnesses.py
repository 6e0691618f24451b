"""The rows behind a figure: which rows or runs of slots of a cell count, and how much of each.

A sum convinces nobody; a list of outages with their row numbers does. Lengths of rows that do not overlap
add up to the figure, and what no row accounts for (slots, gaps that were joined, time stated by hand) is
listed as runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.data.reading import Row, read_fields
from sladsl.engines.reference.relations import Relations, base, nodes
from sladsl.engines.reference.spans import whole_unit
from sladsl.outcome.measured import Witness
from sladsl.plan.measure import (
    Allowance,
    Both,
    Either,
    Extent,
    Input,
    Inside,
    Joined,
    Keep,
    Lasting,
    Metering,
    Read,
    Shared,
    Slots,
    Spans,
    Together,
    Undecided,
    Until,
    WholeUnits,
    Without,
)
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.intervals import clip, intersect, minus, normal, total
from sladsl.values.period import Period

Traced = tuple[int, int, Input, Row]
"""A span and the row that it comes from."""


def witnesses(relations: Relations, metering: Metering, scope: str, period: Period) -> tuple[Witness, ...]:
    """What counts in one cell, in the order of time."""
    node = metering.witness
    if isinstance(node, Read | Keep | Undecided | Inside):
        source = base(node)
        rows = [row for row in relations.rows(node, scope) if period.start <= row.start < period.end]
        found = [_witness(source, row, 0) for row in rows]
    else:
        whole: SpanSet = ((period.start, period.end),)
        if metering.witness_within is not None:
            whole = clip(relations.set(metering.witness_within, scope), period.start, period.end)
        found = list(_of_spans(relations, node, scope, whole))
    return tuple(sorted(found, key=lambda each: (each.start, each.row)))


def _of_spans(relations: Relations, node: Spans, scope: str, whole: SpanSet) -> Iterator[Witness]:
    """Rows with what of them lies in the node's set and in `whole`; then, as runs, what no row accounts
    for."""
    traced = _own_spans(relations, node, scope)
    counted = intersect(relations.set(node, scope), whole)
    if traced is None:
        traced = list(_behind(relations, node, scope))
    for start, end, source, row in traced:
        length = total(clip(counted, start, end))
        if length:
            yield _witness(source, row, length)
    source_of_runs = next((base(each.rows).name for each in nodes(node) if isinstance(each, Slots)), "")
    for start, end in minus(counted, normal((start, end) for start, end, _, _ in traced)):
        yield Witness(source=source_of_runs, row=0, start=start, end=end, length=end - start)


def _own_spans(relations: Relations, node: Spans, scope: str) -> list[Traced] | None:
    """The spans of a node that keeps one span a row, with their rows; None for a set."""
    if isinstance(node, Extent):
        rows = relations.rows(node.rows, scope)
        source = base(node.rows)
        return [(*relations.extent(row), source, row) for row in rows]
    if isinstance(node, Lasting | WholeUnits):
        own = _own_spans(relations, node.spans, scope)
        if own is None:
            return None
        if isinstance(node, Lasting):
            return [each for each in own if each[1] - each[0] >= node.length]
        found: list[Traced] = []
        for start, end, source, row in own:
            start, end = whole_unit((start, end), node.unit, node.how)
            found.append((start, end, source, row))
        return found
    return None


def _behind(relations: Relations, node: Spans, scope: str) -> Iterator[Traced]:
    """The rows that add time to a node: those that take time away (what `Without` subtracts) are not behind
    it."""
    match node:
        case Extent():
            yield from _own_spans(relations, node, scope) or ()
        case Together() | Joined() | Lasting() | WholeUnits() | Allowance():
            own = _own_spans(relations, node, scope)
            yield from _behind(relations, node.spans, scope) if own is None else own
        case Shared():
            yield from _behind(relations, node.spans, "")
        case Either():
            for part in node.of:
                yield from _behind(relations, part, scope)
        case Both():
            yield from _behind(relations, node.left, scope)
            yield from _behind(relations, node.right, scope)
        case Without():
            yield from _behind(relations, node.left, scope)
        case Until():
            yield from _behind(relations, node.bad, scope)
        case _:
            return


def _witness(source: Input, row: Row, length: int) -> Witness:
    names = (field.name for field in read_fields(source))
    return Witness(
        source=source.name,
        row=row.number,
        start=row.start,
        end=row.end,
        length=length,
        fields=tuple(zip(names, row.texts, strict=True)),
    )
