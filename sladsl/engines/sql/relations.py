"""Rows and spans of the kernel as relations of the database, each different node computed once.

Rows are (number, scope, a, b, v0, …), spans (scope, a, b). A node that is the same for every scope is laid out for all
scopes that the measuring knows, so that every operation is by scope and none has to know about the others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import assert_never

from sladsl.data.binding import Table as Bound
from sladsl.data.reading import read_fields
from sladsl.engines.sql import sweep
from sladsl.engines.sql.cells import LARGEST_NUMBER, LARGEST_TIME, NUMBER_SCALE, largest
from sladsl.engines.sql.conditions import Column, condition_sql
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.slots import (
    BUDGET,
    SlotBits,
    bits_of,
    block_of,
    blocks,
    most_slots,
    slot_of,
    spans_of,
    tiled,
)
from sladsl.engines.sql.table import Table
from sladsl.engines.sql.walk import base
from sladsl.engines.sql.words import ceil_to, floor_to
from sladsl.plan.added import added
from sladsl.plan.measure import (
    Allowance,
    AtOnce,
    Beginning,
    Beside,
    Beyond,
    Both,
    Choose,
    DueIn,
    Either,
    Extent,
    Filled,
    Fixed,
    FromNth,
    Increase,
    Input,
    Inside,
    Joined,
    Keep,
    Lasting,
    Read,
    Rows,
    Shared,
    Slots,
    Snapshots,
    Spans,
    Stated,
    Summed,
    Timed,
    Together,
    Undecided,
    Unless,
    Until,
    WholeUnits,
    Without,
)
from sladsl.plan.rows import FieldType
from sladsl.values.intervals import normal
from sladsl.values.period import Period

SPAN_COLUMNS = (("scope", "VARCHAR"), ("a", "BIGINT"), ("b", "BIGINT"))
NO_SPANS = "SELECT CAST('' AS VARCHAR) AS scope, 0::BIGINT AS a, 0::BIGINT AS b WHERE FALSE"


class Relations:
    """Relations by node. `table` reads an input when it is first asked for; `bound` is what it is read from."""

    def __init__(
        self,
        database: Database,
        table: Callable[[Input], Table],
        bound: Callable[[Input], Bound | None],
        as_of: int,
    ) -> None:
        self.database = database
        self.table = table
        self.bound = bound
        self.as_of = as_of
        self._scopes = ""
        self.known: tuple[str, ...] = ()
        self._rows: dict[Rows, str] = {}
        self._spans: dict[Spans, str] = {}
        self._sets: dict[Spans, str] = {}
        self._bits: dict[Slots, SlotBits] = {}
        self._periods: dict[tuple[Period, ...], str] = {}
        self._fixed: dict[Hashable, str] = {}

    def know(self, scopes: Iterable[str]) -> None:
        """The scopes for which a node that is the same for all is laid out."""
        self.known = tuple(scopes)
        self._scopes = self.database.load("scopes", (("scope", "VARCHAR"),), ((each,) for each in self.known))

    def prepare(self, slots: SlotBits) -> None:
        """Slots that were found elsewhere; laid out as spans only if somebody asks."""
        self._bits[slots.node] = slots

    def rows(self, node: Rows) -> str:
        if node not in self._rows:
            self._rows[node] = self._compute_rows(node)
        return self._rows[node]

    def spans(self, node: Spans) -> str:
        if node not in self._spans:
            self._spans[node] = self._compute_spans(node)
        return self._spans[node]

    def set(self, node: Spans) -> str:
        """The spans of a node taken together."""
        if is_set(node):
            return self.spans(node)
        if node not in self._sets:
            self._sets[node] = self.database.keep("set", sweep.sweep((self.spans(node),), (), "union"))
        return self._sets[node]

    def periods(self, periods: tuple[Period, ...]) -> str:
        """Relation (place, s, e)."""
        if periods not in self._periods:
            columns = (("place", "BIGINT"), ("s", "BIGINT"), ("e", "BIGINT"))
            rows = ((place, each.start, each.end) for place, each in enumerate(periods))
            self._periods[periods] = self.database.load("periods", columns, rows)
        return self._periods[periods]

    def fixed(
        self, key: Hashable, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]
    ) -> str:
        """A relation that is known when the agreement is compiled, loaded once."""
        if key not in self._fixed:
            self._fixed[key] = self.database.load("fixed", columns, rows)
        return self._fixed[key]

    def kept_once(self, key: Hashable, name: str, query: str) -> str:
        """A relation that several ask for, computed once."""
        if key not in self._fixed:
            self._fixed[key] = self.database.keep(name, query)
        return self._fixed[key]

    def _compute_rows(self, node: Rows) -> str:
        match node:
            case Read():
                return self.table(node.input).relation
            case Keep() | Undecided() | Unless():
                condition = condition_sql(node.where, columns_of(node.rows))
                ends = {Undecided: " IS NULL", Unless: " IS NOT TRUE"}
                test = f"({condition}){ends.get(type(node), '')}"
                return self.database.view("kept", f"SELECT * FROM {self.rows(node.rows)} WHERE {test}")
            case Inside():
                place = "w.b IS NULL OR r.a >= w.b" if node.outside else "r.a < w.b"
                return self.database.keep(
                    "inside",
                    f"SELECT r.* FROM {self.rows(node.rows)} r ASOF LEFT JOIN {self.set(node.set)} w"
                    f" ON r.scope = w.scope AND r.a >= w.a WHERE {place}",
                )
            case Snapshots() | Filled() | Choose() | Timed() | DueIn() | Increase() | Summed():
                from sladsl.engines.sql.record_rows import made_rows

                return made_rows(self, node)
            case _:
                assert_never(node)

    def _compute_spans(self, node: Spans) -> str:
        match node:
            case Fixed():
                columns = (("a", "BIGINT"), ("b", "BIGINT"))
                fixed = self.database.load("fixed", columns, node.spans)
                return self.database.view(
                    "fixed", f"SELECT scope, a, b FROM {self._scopes} CROSS JOIN {fixed}"
                )
            case Stated():
                rows = ((scope, *span) for scope, spans in node.by_scope for span in spans)
                return self.database.load("stated", SPAN_COLUMNS, rows)
            case Slots():
                return self._slots(node)
            case _:
                return self.database.keep("spans", self._span_query(node))

    def _span_query(self, node: Spans) -> str:
        match node:
            case Extent():
                since = columns_of(node.rows)(node.since).sql if node.since else "a"
                return (
                    f"SELECT scope, a, b FROM (SELECT scope, {since} AS a,"
                    f" least(coalesce(b, {self.as_of}), {self.as_of}) AS b FROM {self.rows(node.rows)}) WHERE a < b"
                )
            case Together():
                return f"SELECT scope, a, b FROM {self.set(node.spans)}"
            case Either():
                if not node.of:
                    return NO_SPANS
                return sweep.sweep(tuple(self.spans(each) for each in node.of), (), "union")
            case Beside():
                return (
                    " UNION ALL ".join(f"SELECT scope, a, b FROM {self.spans(each)}" for each in node.of)
                    or NO_SPANS
                )
            case AtOnce():
                if not node.of:
                    return NO_SPANS
                return sweep.sweep(tuple(self.set(each) for each in node.of), (), "union", max(1, node.least))
            case Both():
                return sweep.sweep((self.spans(node.left),), (self.spans(node.right),), "both")
            case Without():
                return sweep.sweep((self.spans(node.left),), (self.spans(node.right),), "without")
            case Shared():
                return (
                    f"SELECT k.scope, s.a, s.b FROM {self.set(node.spans)} s CROSS JOIN {self._scopes} k"
                    " WHERE s.scope = ''"
                )
            case Joined():
                return sweep.joined(self.set(node.spans), node.gap)
            case Lasting():
                return f"SELECT scope, a, b FROM {self.spans(node.spans)} WHERE b - a >= {node.length}"
            case Beyond():
                later = f"a + {node.length}"
                return f"SELECT scope, {later} AS a, b FROM {self.spans(node.spans)} WHERE {later} < b"
            case Beginning():
                end = f"least(b, a + {node.length})"
                return f"SELECT scope, a, {end} AS b FROM {self.spans(node.spans)} WHERE a < {end}"
            case WholeUnits():
                up, down = (ceil_to, floor_to) if node.how == "whole only" else (floor_to, ceil_to)
                a, b = up("a", node.unit), down("b", node.unit)
                return (
                    f"SELECT scope, a, b FROM (SELECT scope, {a} AS a, {b} AS b FROM {self.spans(node.spans)})"
                    " WHERE a < b"
                )
            case Until():
                return self._until(node)
            case FromNth():
                numbered = (
                    "SELECT r.scope, p.e, r.a, row_number() OVER (PARTITION BY r.scope, p.place ORDER BY r.a) AS nth"
                    f" FROM {self.spans(node.spans)} r JOIN {self.periods(node.periods)} p ON r.a >= p.s AND r.a < p.e"
                    " WHERE r.a < r.b"
                )
                return f"SELECT scope, a, e AS b FROM ({numbered}) WHERE nth = {node.nth}"
            case Allowance():
                pieces = (
                    f"(SELECT x.scope, p.place AS pid, greatest(x.a, p.s) AS a, least(x.b, p.e) AS b"
                    f" FROM {self.set(node.spans)} x JOIN {self.periods(node.periods)} p ON x.a < p.e AND x.b > p.s)"
                )
                first = self.database.keep("first", sweep.first_of(pieces, node.length))
                return sweep.sweep((first,), (), "union")
            case _:
                raise AssertionError(node)

    def _until(self, node: Until) -> str:
        seen = self.set(node.seen)
        return f"""
        WITH here AS (SELECT x.scope, x.a, x.b, coalesce(x.b < w.b, FALSE) AS covered FROM {self.set(node.bad)} x
                      ASOF LEFT JOIN {seen} w ON x.scope = w.scope AND x.b >= w.a)
        SELECT h.scope, h.a, CASE WHEN h.covered THEN h.b ELSE coalesce(n.a, greatest(h.b, {node.horizon})) END AS b
        FROM here h ASOF LEFT JOIN {seen} n ON h.scope = n.scope AND h.b <= n.a
        """

    def _slots(self, node: Slots) -> str:
        """As bits where they fit, else by grouping."""
        if node in self._bits:
            return self._load_spans(self._bits[node].spans())
        rows = self.rows(node.rows)
        if not tiled(node.periods):
            return self.database.keep("slots", self._grouped(node, rows))
        parts = blocks(node.periods, node.every)
        slots = most_slots(parts, node.every)
        scopes = self.database.rows(f"SELECT count(DISTINCT scope) FROM {rows}")[0][0]
        if not scopes or slots * len(parts) * scopes > BUDGET:
            return self.database.keep("slots", self._grouped(node, rows))
        found = self.database.rows(
            f"SELECT scope, part, CAST({bits_of('slot', slots)} AS VARCHAR) FROM (SELECT scope,"
            f" {block_of('a', parts)} AS part, {slot_of('a', parts, node.every)} AS slot FROM {rows})"
            " WHERE part IS NOT NULL GROUP BY scope, part"
        )
        return self._load_spans(
            (scope, span)
            for scope, part, bits in found
            for span in spans_of((bits,), parts[part], node.every)
        )

    def _grouped(self, node: Slots, rows: str) -> str:
        spans = (
            f"(SELECT DISTINCT r.scope, p.s + (r.a - p.s) // {node.every} * {node.every} AS a,"
            f" least(p.s + ((r.a - p.s) // {node.every} + 1) * {node.every}, p.e) AS b"
            f" FROM {rows} r JOIN {self.periods(node.periods)} p ON r.a >= p.s AND r.a < p.e)"
        )
        return sweep.sweep((spans,), (), "union")

    def _load_spans(self, spans: Iterable[tuple[str, tuple[int, int]]]) -> str:
        """A set from spans of Python, by scope."""
        by_scope: dict[str, list[tuple[int, int]]] = {}
        for scope, span in spans:
            by_scope.setdefault(scope, []).append(span)
        rows = ((scope, a, b) for scope, own in by_scope.items() for a, b in normal(own))
        return self.database.load("slots", SPAN_COLUMNS, rows)


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


def is_set(node: Spans) -> bool:
    """Whether a node's spans are disjoint and never touch, whatever the data are."""
    match node:
        case Together() | Either() | AtOnce() | Both() | Without() | Slots() | Allowance() | Shared():
            return True
        case Fixed():
            return normal(node.spans) == node.spans
        case Lasting() | Beyond() | Beginning():
            return is_set(node.spans)
        case Joined():
            return node.gap >= 0
        case _:
            return False
