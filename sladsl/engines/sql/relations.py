"""Rows and spans of the kernel as relations of the database, each different node computed once.

Rows are (number, scope, a, b, v0, …), spans (scope, a, b). A node that is the same for every scope is laid out for all
scopes that the measuring knows, so that every operation is by scope and none has to know about the others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import assert_never

from sladsl.engines.sql import sweep
from sladsl.engines.sql.certain import always
from sladsl.engines.sql.columns import columns_of, is_summed
from sladsl.engines.sql.conditions import condition_sql
from sladsl.engines.sql.covering import in_periods, is_set
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.slots import (
    BUDGET,
    Bits,
    Slice,
    SlotBits,
    bits_of,
    block_of,
    blocks,
    most_slots,
    packed,
    slices,
    slot_of,
    tiled,
)
from sladsl.engines.sql.table import Narrow, Table
from sladsl.engines.sql.walk import base
from sladsl.engines.sql.words import ceil_to, ended, floor_to, ladder
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
    Node,
    Rated,
    Ratios,
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
from sladsl.values.duration import SECOND
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.intervals import normal
from sladsl.values.period import Period

LONGEST_LADDER = 400
"""Spans or periods beyond which they are looked up by a join instead of written out."""
LARGE = 10_000_000
"""Rows beyond which figures are worked out for some periods after others."""
SPAN_COLUMNS = (("scope", "VARCHAR"), ("a", "BIGINT"), ("b", "BIGINT"))
NO_SPANS = "SELECT CAST('' AS VARCHAR) AS scope, 0::BIGINT AS a, 0::BIGINT AS b WHERE FALSE"


class Relations:
    """Relations by node. `table` reads an input when it is first asked for."""

    def __init__(
        self,
        database: Database,
        table: Callable[[Input], Table],
        as_of: int,
    ) -> None:
        self.database = database
        self.table = table
        self.as_of = as_of
        self._scopes = ""
        self.known: tuple[str, ...] = ()
        self._rows: dict[Rows, str] = {}
        self._spans: dict[Spans, str] = {}
        self._sets: dict[Spans, str] = {}
        self._bits: dict[Slots, SlotBits] = {}
        self._sums: dict[tuple[Rows, int, tuple[Period, ...]], Summed] = {}
        self._rated: dict[tuple[Rows, int, tuple[Period, ...]], Ratios | Rated] = {}
        self._periods: dict[tuple[Period, ...], str] = {}
        self._fixed: dict[Hashable, str] = {}
        self.figures: dict[Hashable, object] = {}

    def know(self, scopes: Iterable[str]) -> None:
        """The scopes for which a node that is the same for all is laid out."""
        self.known = tuple(scopes)
        self._scopes = self.database.load("scopes", (("scope", "VARCHAR"),), ((each,) for each in self.known))

    def prepare(self, slots: SlotBits) -> None:
        """Slots that were found elsewhere; laid out as spans only if somebody asks."""
        self._bits[slots.node] = slots

    def expect(self, nodes: Iterable[Node]) -> None:
        """Nodes that will be asked for: slots are told by sums over the same slots, which are fewer than their rows."""
        for node in nodes:
            if isinstance(node, Summed):
                self._sums[node.rows, node.every, node.periods] = node
            elif isinstance(node, Ratios | Rated):
                rows = in_periods(node.rows, node.periods)
                if isinstance(rows, Summed) and rows.periods == node.periods:
                    self._rated[rows.rows, rows.every, rows.periods] = node

    def rated_by(self, slots: Slots) -> Ratios | Rated | None:
        """Ratios that are expected of sums by the same slots."""
        return self._rated.get((slots.rows, slots.every, slots.periods))

    def rows(self, node: Rows) -> str:
        if node not in self._rows:
            self._rows[node] = self._compute_rows(node)
        return self._rows[node]

    def rows_between(self, node: Rows, start: int, end: int) -> str:
        """Rows of which the same begin from one instant to another; the others too, unless the file itself leaves them
        out."""
        relation, moment = self.rows(node), self.table(base(node)).moment
        if not moment or is_summed(node) or start % SECOND or end % SECOND:
            return relation
        low, high = (moment.format(s=each // SECOND, us=each) for each in (start, end))
        return f"(SELECT * FROM {relation} WHERE stored >= {low} AND stored < {high})"

    def narrow(self, node: Rows) -> Narrow:
        """Of rows as they are read: columns of theirs that are a narrower one times a number."""
        return {} if is_summed(node) else self.table(base(node)).narrow

    def full(self, node: Rows) -> frozenset[str]:
        """Fields that have a value in each row."""
        return frozenset() if is_summed(node) else self.table(base(node)).full

    def chunks(self, node: Rows, periods: tuple[Period, ...]) -> Iterator[tuple[int, tuple[Period, ...]]]:
        """Periods in runs of which each has about as many rows as may be in memory, with the place of the first."""
        count = -(-self.table(base(node)).facts.rows // LARGE) if tiled(periods) else 1
        size = max(1, -(-len(periods) // max(count, 1)))
        for first in range(0, len(periods), size):
            yield first, periods[first : first + size]

    def slices(self, node: Summed) -> tuple[Slice, ...]:
        """Its periods in slices of which each has about as many rows as may be in memory."""
        facts = self.table(base(node)).facts
        count = -(-facts.rows // LARGE)
        if count <= 1 or not tiled(node.periods) or facts.first is None or facts.last is None:
            return (tuple(enumerate(node.periods)),)
        return tuple(slices(node.periods, node.every, (facts.first, facts.last + 1), count))

    def spans(self, node: Spans) -> str:
        if node not in self._spans:
            self._spans[node] = self._compute_spans(node)
        return self._spans[node]

    def set(self, node: Spans) -> str:
        """The spans of a node taken together."""
        if is_set(node):
            return self.spans(node)
        if node not in self._sets:
            self._sets[node] = self.database.keep("set", sweep.union((self.spans(node),)))
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

    def forget(self, key: Hashable) -> None:
        """Lets go of what was kept under a key."""
        self.database.run(f"DROP TABLE {self._fixed.pop(key)}")

    def _compute_rows(self, node: Rows) -> str:
        match node:
            case Read():
                return self.table(node.input).relation
            case Keep() if always(node.where, self.full(node.rows)):
                return self.rows(node.rows)
            case Keep() | Undecided() | Unless():
                condition = condition_sql(node.where, columns_of(node.rows))
                ends = {Undecided: " IS NULL", Unless: " IS NOT TRUE"}
                test = f"({condition}){ends.get(type(node), '')}"
                return self.database.view("kept", f"SELECT * FROM {self.rows(node.rows)} WHERE {test}")
            case Inside(set=Fixed(spans=spans)) if len(spans) <= LONGEST_LADDER:
                return self._inside(node, normal(spans))
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

    def _inside(self, node: Inside, spans: SpanSet) -> str:
        """Rows within hours that are the same for every scope: told by themselves, nothing is looked up."""
        inside = ladder(
            "r.a", [edge for span in spans for edge in span], ["FALSE", *("TRUE", "FALSE") * len(spans)]
        )
        test = f"NOT ({inside})" if node.outside else f"({inside})"
        return self.database.view("inside", f"SELECT r.* FROM {self.rows(node.rows)} r WHERE {test}")

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
            case Lasting(spans=Slots() as slots) if slots not in self._spans:
                bits = self.bits(slots)
                if bits is None or not bits.in_one_block:
                    return self.database.keep("spans", self._span_query(node))
                return self._load_spans(bits.spans(node.length))
            case _:
                return self.database.keep("spans", self._span_query(node))

    def _span_query(self, node: Spans) -> str:
        match node:
            case Extent():
                since = columns_of(node.rows)(node.since).sql if node.since else "a"
                return (
                    f"SELECT scope, a, b FROM (SELECT scope, {since} AS a,"
                    f" least(coalesce({ended('a', 'b', node.periods)}, {self.as_of}), {self.as_of}) AS b"
                    f" FROM {self.rows(node.rows)}) WHERE a < b"
                )
            case Together():
                return f"SELECT scope, a, b FROM {self.set(node.spans)}"
            case Either():
                if not node.of:
                    return NO_SPANS
                return sweep.union(tuple(self.spans(each) for each in node.of))
            case Beside():
                return (
                    " UNION ALL ".join(f"SELECT scope, a, b FROM {self.spans(each)}" for each in node.of)
                    or NO_SPANS
                )
            case AtOnce():
                if not node.of:
                    return NO_SPANS
                return sweep.at_least(tuple(self.set(each) for each in node.of), max(1, node.least))
            case (
                Both(left=left, right=Fixed(spans=((first, last),)))
                | Both(left=Fixed(spans=((first, last),)), right=left)
            ):
                inside = (
                    f"SELECT scope, greatest(a, {first}) AS a, least(b, {last}) AS b FROM {self.set(left)}"
                )
                return f"SELECT * FROM ({inside}) WHERE a < b"
            case Both():
                these, those = self.set(node.left), self.set(node.right)
                return sweep.against(these, those, "both", self.database.sizes(these, those))
            case Without():
                these, those = self.set(node.left), self.set(node.right)
                return sweep.against(these, those, "without", self.database.sizes(these, those))
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
                return sweep.union((self.database.keep("first", sweep.first_of(pieces, node.length)),))
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
        bits = self.bits(node)
        if bits is None:
            return self.database.keep("slots", self._grouped(node, self.rows(node.rows)))
        return self._load_spans(bits.spans())

    def bits(self, node: Slots) -> SlotBits | None:
        """The slots of a node as bits; None where they would be too many."""
        if node not in self._bits and tiled(node.periods):
            sums = self._sums.get((node.rows, node.every, node.periods))
            if len(list(self.chunks(node.rows, node.periods))) > 1:
                sums = None  # these are never there all at once
            rows = self.rows(sums or in_periods(node.rows, node.periods))
            parts = blocks(node.periods, node.every)
            slots = most_slots(parts, node.every)
            scopes = self.database.rows(f"SELECT count(DISTINCT scope) FROM {rows}")[0][0]
            if scopes and slots * len(parts) * scopes <= BUDGET:
                found = self.database.rows(
                    f"SELECT scope, part, {packed(bits_of('slot', slots))} FROM (SELECT scope,"
                    f" {block_of('a', parts)} AS part, {slot_of('a', parts, node.every)} AS slot FROM {rows})"
                    " WHERE part IS NOT NULL GROUP BY scope, part"
                )
                bits = ((scope, parts[part], Bits(data=own, slots=slots)) for scope, part, own in found)
                self._bits[node] = SlotBits(node=node, bits=tuple(bits))
        return self._bits.get(node)

    def _grouped(self, node: Slots, rows: str) -> str:
        spans = (
            f"(SELECT DISTINCT r.scope, p.s + (r.a - p.s) // {node.every} * {node.every} AS a,"
            f" least(p.s + ((r.a - p.s) // {node.every} + 1) * {node.every}, p.e) AS b"
            f" FROM {rows} r JOIN {self.periods(node.periods)} p ON r.a >= p.s AND r.a < p.e)"
        )
        return sweep.union((spans,))

    def _load_spans(self, spans: Iterable[tuple[str, tuple[int, int]]]) -> str:
        """A set from spans of Python, by scope."""
        by_scope: dict[str, list[tuple[int, int]]] = {}
        for scope, span in spans:
            by_scope.setdefault(scope, []).append(span)
        rows = ((scope, a, b) for scope, own in by_scope.items() for a, b in normal(own))
        return self.database.load("slots", SPAN_COLUMNS, rows)
