"""The rows behind a figure: which rows or runs of slots of a cell count, and how much of each.

A sum convinces nobody; a list of outages with their row numbers does. Lengths of rows that do not overlap
add up to the figure, and what no row accounts for (slots, gaps that were joined, time stated by hand) is
listed as runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from sladsl.data.cells import Value
from sladsl.data.reading import Row, read_fields
from sladsl.engines.reference.conditions import holds
from sladsl.engines.reference.relations import Relations, base, nodes
from sladsl.engines.reference.spans import whole_unit
from sladsl.outcome.measured import ComputedKind, Witness
from sladsl.plan.added import added
from sladsl.plan.measure import (
    Allowance,
    AtOnce,
    Beginning,
    Beside,
    Beyond,
    Both,
    Either,
    Extent,
    Joined,
    Lasting,
    Metering,
    Rows,
    Shared,
    Slots,
    Spans,
    Together,
    Until,
    WholeUnits,
    Without,
)
from sladsl.plan.rows import FieldType
from sladsl.record import replace
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.intervals import clip, intersect, minus, normal, total
from sladsl.values.period import Period

Traced = tuple[int, int, Rows, Row]
"""A span, and the row that it comes from with the node that it is a row of."""

KINDS: dict[FieldType, ComputedKind] = {
    "time": "instant",
    "duration": "us",
    "number": "number",
    "yes or no": "yes or no",
}
"""What added fields are to those who read witnesses."""
NUMBER_SCALE = 1_000_000


def witnesses(relations: Relations, metering: Metering, scope: str, period: Period) -> tuple[Witness, ...]:
    """What counts in one cell, in the order of time."""
    node = metering.witness
    if isinstance(node, Rows):
        found = [_witness(node, row, 0) for row in _in_period(relations.rows(node, scope), period)]
    else:
        whole: SpanSet = ((period.start, period.end),)
        if metering.witness_within is not None:
            whole = clip(relations.set(metering.witness_within, scope), period.start, period.end)
        found = list(_of_spans(relations, node, scope, whole))
    return tuple(sorted(found, key=lambda each: (each.start, each.row)))


def records(
    relations: Relations, metering: Metering, scope: str, period: Period | None
) -> tuple[Witness, ...]:
    """The records that are judged one by one with what is said of them, in the order of time; None is all of them."""
    node = metering.records
    if node is None:
        return ()
    found = []
    for row in _in_period(relations.rows(node, scope), period):
        verdict = next((name for name, where in metering.verdicts if holds(where, row.values)), "")
        found.append(replace(_witness(node, row, 0), verdict=verdict))
    return tuple(sorted(found, key=lambda each: (each.start, each.row)))


def _in_period(rows: list[Row], period: Period | None) -> list[Row]:
    return [row for row in rows if period is None or period.start <= row.start < period.end]


def _of_spans(relations: Relations, node: Spans, scope: str, whole: SpanSet) -> Iterator[Witness]:
    """Rows with what of them lies in the node's set and in `whole`; then, as runs, what no row accounts
    for."""
    traced = own_spans(relations, node, scope)
    counted = intersect(relations.set(node, scope), whole)
    if traced is None:
        traced = list(_behind(relations, node, scope))
    for start, end, rows, row in traced:
        length = total(clip(counted, start, end))
        if length:
            yield _witness(rows, row, length)
    source_of_runs = next((base(each.rows).name for each in nodes(node) if isinstance(each, Slots)), "")
    for start, end in minus(counted, normal((start, end) for start, end, _, _ in traced)):
        yield Witness(source=source_of_runs, row=0, start=start, end=end, length=end - start)


def own_spans(relations: Relations, node: Spans, scope: str) -> list[Traced] | None:
    """The spans of a node that keeps one span a row, with their rows; None for a set."""
    if isinstance(node, Extent):
        every = relations.rows(node.rows, scope)
        return [(*relations.extent(row, node), node.rows, row) for row in every]
    if isinstance(node, Lasting | Beyond | Beginning | WholeUnits):
        own = own_spans(relations, node.spans, scope)
        if own is None:
            return None
        if isinstance(node, Lasting):
            return [each for each in own if each[1] - each[0] >= node.length]
        if isinstance(node, Beginning):
            return [(start, min(end, start + node.length), rows, row) for start, end, rows, row in own]
        if isinstance(node, Beyond):
            return [(start + node.length, end, rows, row) for start, end, rows, row in own]
        found: list[Traced] = []
        for start, end, rows, row in own:
            start, end = whole_unit((start, end), node.unit, node.how)
            found.append((start, end, rows, row))
        return found
    return None


def _behind(relations: Relations, node: Spans, scope: str) -> Iterator[Traced]:
    """The rows that add time to a node: those that take time away (what `Without` subtracts) are not behind
    it."""
    match node:
        case Extent():
            yield from own_spans(relations, node, scope) or ()
        case Together() | Joined() | Lasting() | Beyond() | Beginning() | WholeUnits() | Allowance():
            own = own_spans(relations, node, scope)
            yield from _behind(relations, node.spans, scope) if own is None else own
        case Shared():
            yield from _behind(relations, node.spans, "")
        case Either() | Beside() | AtOnce():
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


def _witness(rows: Rows, row: Row, length: int) -> Witness:
    source = base(rows)
    names = (field.name for field in read_fields(source))
    return Witness(
        source=source.name,
        row=row.number,
        start=row.start,
        end=row.end,
        length=length,
        # The sums of a slot stand in no file.
        fields=tuple(zip(names, row.texts, strict=True)) if row.texts else (),
        computed=tuple(
            (name, KINDS[type], _computed(row.values.get(name), type)) for name, type in added(rows)
        ),
    )


def _computed(value: Value, type: FieldType) -> int | None:
    if not isinstance(value, int | Fraction):
        return None
    return floor(value * NUMBER_SCALE) if type == "number" else int(value)
