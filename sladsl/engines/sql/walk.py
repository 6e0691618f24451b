"""Walking over the nodes of meterings: which inputs are read, which nodes are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sladsl.plan.measure import Cells, Input, Metering, Node, Read, Rows, Spans, StatePauses, Timed
from sladsl.record import Record


def nodes(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for part in parts_of(node):
        yield from nodes(part)


def parts_of(node: Node) -> Iterator[Node]:
    """The nodes just below a node, the events that stop a clock among them."""
    for _, value in node.__iter_fields__():
        parts = value if isinstance(value, tuple) else (value,)
        if not parts or not isinstance(parts[0], Record):
            continue  # a calendar of twenty years has thousands of spans, and no node among them
        for part in parts:
            if isinstance(part, Rows | Spans | Cells):
                yield part
    if isinstance(node, Timed) and isinstance(node.clock.pauses, StatePauses):
        yield node.clock.pauses.events


def nodes_of(metering: Metering) -> Iterator[Node]:
    """All nodes of a metering, those of its witness included."""
    tops: list[Record | None] = [column.cells for column in metering.columns]
    for top in (*tops, metering.witness, metering.witness_within, metering.records):
        if isinstance(top, Rows | Spans | Cells):
            yield from nodes(top)


def inputs_of(meterings: Iterable[Metering]) -> tuple[Input, ...]:
    """The inputs of meterings, each once, in the order of their nodes."""
    every = (node for metering in meterings for node in nodes_of(metering))
    return tuple(dict.fromkeys(node.input for node in every if isinstance(node, Read)))


def base(rows: Rows) -> Input:
    """The input that rows were read from."""
    while not isinstance(rows, Read):
        rows = rows.rows
    return rows.input
