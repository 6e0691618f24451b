"""Rows and spans of the kernel, evaluated scope by scope: each node becomes what its docstring says.

Every answer is kept by node and scope, since equal nodes are one node; nothing is computed that no cell asks
for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from sladsl.data.reading import ReadTable, Row
from sladsl.engines.reference.conditions import holds
from sladsl.engines.reference.record_rows import (
    PausesOf,
    Things,
    chosen,
    clock_of,
    days_of,
    due_in,
    field_pauses,
    filled,
    increased,
    state_pauses,
    summed,
    things,
    timed,
    with_value,
)
from sladsl.engines.reference.spans import allowance, at_once, from_nth, slots, until, whole_unit
from sladsl.plan.measure import (
    Allowance,
    AtOnce,
    Beginning,
    Beside,
    Beyond,
    Both,
    Cells,
    Choose,
    Clock,
    DueIn,
    Either,
    Extent,
    FieldPauses,
    Filled,
    Fixed,
    FromNth,
    Increase,
    Input,
    Inside,
    Joined,
    Keep,
    Lasting,
    Metering,
    Node,
    Read,
    Rows,
    Shared,
    Slots,
    Snapshots,
    Spans,
    Stated,
    StatePauses,
    Summed,
    Timed,
    Together,
    Undecided,
    Unless,
    Until,
    WholeUnits,
    Without,
)
from sladsl.record import Record
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.intervals import covers, intersect, merge_gaps, minus, normal


class Relations:
    """The rows and spans of all nodes over tables that were read, as they are known at an instant."""

    def __init__(self, tables: Mapping[Input, ReadTable], as_of: int) -> None:
        self._as_of = as_of
        self._by_scope: dict[Input, dict[str, list[Row]]] = {}
        for input, table in tables.items():
            parts = self._by_scope.setdefault(input, {})
            for row in table.rows:
                parts.setdefault(row.scope, []).append(row)
        self._numbers: dict[Node, int] = {}
        self._known: dict[int, tuple[Node, int]] = {}
        self._rows: dict[tuple[int, str], list[Row]] = {}
        self._spans: dict[tuple[int, str], tuple[tuple[int, int], ...]] = {}
        self._things: dict[int, Things] = {}
        self._pauses: dict[int, PausesOf] = {}

    def scopes(self, input: Input) -> list[str]:
        """The scopes in which rows of an input stand."""
        return sorted(self._by_scope.get(input, {}))

    def rows(self, node: Rows, scope: str) -> list[Row]:
        """Rows in file order."""
        key = (self._number(node), scope)
        if key not in self._rows:
            self._rows[key] = self._compute_rows(node, scope)
        return self._rows[key]

    def spans(self, node: Spans, scope: str) -> tuple[tuple[int, int], ...]:
        """Spans, which may overlap where the node is no set."""
        key = (self._number(node), scope)
        if key not in self._spans:
            self._spans[key] = self._compute_spans(node, scope)
        return self._spans[key]

    def set(self, node: Spans, scope: str) -> SpanSet:
        """The spans of a node taken together."""
        return normal(self.spans(node, scope))

    def extent(self, row: Row, node: Extent) -> tuple[int, int]:
        """From a row's start (or another time of it) to its end, or to the as-of instant; may be empty."""
        end = self._as_of if row.end is None else row.end
        if end < row.start and row.end is not None:
            own = (each.end for each in node.periods if each.start <= row.start < each.end)
            end = next(own, end)
        end = min(end, self._as_of)
        start = row.values.get(node.since) if node.since else row.start
        return (start if isinstance(start, int) else end), end

    def things(self, node: Snapshots) -> Things:
        """What a log says of its things, whatever their scope."""
        key = self._number(node)
        if key not in self._things:
            self._things[key] = things(node, self.rows(node.rows, ""), base(node.rows))
        return self._things[key]

    def _pauses_of(self, node: Timed) -> PausesOf:
        """The pauses of the rows of a node; a log is the same for all scopes."""
        key = self._number(node)
        if key not in self._pauses:
            match node.clock.pauses:
                case FieldPauses() as pauses:
                    self._pauses[key] = field_pauses(pauses, self._as_of)
                case StatePauses() as pauses:
                    self._pauses[key] = state_pauses(pauses, self.rows(pauses.events, ""), self._as_of)
                case None:
                    self._pauses[key] = lambda row: ()
        return self._pauses[key]

    def _number(self, node: Node) -> int:
        """One number for equal nodes. Hashing walks the whole node, so it is done once for each object."""
        found = self._known.get(id(node))
        if found is None:
            # The node is kept too: an id may be given again once its object is gone.
            found = (node, self._numbers.setdefault(node, len(self._numbers)))
            self._known[id(node)] = found
        return found[1]

    def _compute_rows(self, node: Rows, scope: str) -> list[Row]:
        match node:
            case Read():
                return self._by_scope.get(node.input, {}).get(scope, [])
            case Keep():
                return [row for row in self.rows(node.rows, scope) if holds(node.where, row.values) is True]
            case Undecided():
                return [row for row in self.rows(node.rows, scope) if holds(node.where, row.values) is None]
            case Unless():
                return [
                    row for row in self.rows(node.rows, scope) if holds(node.where, row.values) is not True
                ]
            case Inside():
                where = self.set(node.set, scope)
                rows = self.rows(node.rows, scope)
                return [row for row in rows if covers(where, row.start) is not node.outside]
            case Snapshots():
                return self.things(node).within(scope, node)
            case Filled():
                rows = self.rows(node.rows, scope)
                return [with_value(row, node.name, filled(row, node.of, self._as_of)) for row in rows]
            case Choose():
                return [with_value(row, node.name, chosen(node, row)) for row in self.rows(node.rows, scope)]
            case Timed():
                return timed(node, self.rows(node.rows, scope), clock_of(node), self._pauses_of(node))
            case DueIn():
                days = days_of(node)
                rows = self.rows(node.rows, scope)
                return [with_value(row, node.name, due_in(node, row, days)) for row in rows]
            case Increase():
                return increased(node, self.rows(node.rows, scope))
            case Summed():
                return summed(node, self.rows(node.rows, scope), scope)
            case _:
                assert_never(node)

    def _compute_spans(self, node: Spans, scope: str) -> tuple[tuple[int, int], ...]:
        match node:
            case Fixed():
                return node.spans
            case Stated():
                return tuple(span for name, spans in node.by_scope if name == scope for span in spans)
            case Extent():
                pairs = (self.extent(row, node) for row in self.rows(node.rows, scope))
                return tuple(pair for pair in pairs if pair[0] < pair[1])
            case Slots():
                instants = (row.start for row in self.rows(node.rows, scope))
                return slots(instants, node.every, node.periods)
            case Together():
                return self.set(node.spans, scope)
            case Either():
                return normal(span for part in node.of for span in self.spans(part, scope))
            case Beside():
                return tuple(span for part in node.of for span in self.spans(part, scope))
            case AtOnce():
                return at_once([self.set(part, scope) for part in node.of], node.least)
            case Both():
                return intersect(self.set(node.left, scope), self.set(node.right, scope))
            case Without():
                return minus(self.set(node.left, scope), self.set(node.right, scope))
            case Shared():
                return self.set(node.spans, "")
            case Joined():
                return merge_gaps(self.set(node.spans, scope), node.gap)
            case Lasting():
                return tuple(
                    span for span in self.spans(node.spans, scope) if span[1] - span[0] >= node.length
                )
            case Beyond():
                cut = ((start + node.length, end) for start, end in self.spans(node.spans, scope))
                return tuple(span for span in cut if span[0] < span[1])
            case Beginning():
                every = self.spans(node.spans, scope)
                cut = ((start, min(end, start + node.length)) for start, end in every)
                return tuple(span for span in cut if span[0] < span[1])
            case WholeUnits():
                units = (whole_unit(span, node.unit, node.how) for span in self.spans(node.spans, scope))
                return tuple(pair for pair in units if pair[0] < pair[1])
            case Until():
                return until(self.set(node.bad, scope), self.set(node.seen, scope), node.horizon)
            case FromNth():
                starts = (start for start, end in self.spans(node.spans, scope) if start < end)
                return from_nth(starts, node.nth, node.periods)
            case Allowance():
                return allowance(self.set(node.spans, scope), node.length, node.periods)
            case _:
                assert_never(node)


def nodes(node: Node) -> Iterator[Node]:
    """A node and all below it, those of a clock included."""
    yield node
    yield from _below(node)


def _below(record: Record) -> Iterator[Node]:
    for _, value in record.__iter_fields__():
        parts = value if isinstance(value, tuple) else (value,)
        if not parts or not isinstance(parts[0], Record):
            continue  # a calendar of twenty years has thousands of spans, and no node among them
        for part in parts:
            if isinstance(part, Rows | Spans | Cells):
                yield from nodes(part)
            elif isinstance(part, Clock | StatePauses):
                yield from _below(part)


def nodes_of(metering: Metering) -> Iterator[Node]:
    """All nodes of a metering, those of its witness and its records included."""
    tops: list[Record | None] = [column.cells for column in metering.columns]
    for top in (*tops, metering.witness, metering.witness_within, metering.records):
        if isinstance(top, Rows | Spans | Cells):
            yield from nodes(top)


def base(rows: Rows) -> Input:
    """The input that rows were read from."""
    while not isinstance(rows, Read):
        rows = rows.rows
    return rows.input


def is_summed(rows: Rows) -> bool:
    """Whether rows are sums by slot."""
    while not isinstance(rows, Read):
        if isinstance(rows, Summed):
            return True
        rows = rows.rows
    return False
