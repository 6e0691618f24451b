"""Cells: integers by scope and period, from spans within a set or from rows.

The length of a span in a set is the difference of a running sum at its two ends, so no span is ever cut into pieces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import assert_never

from sladsl.engines.sql import aggregates, weighing
from sladsl.engines.sql.covering import covers_whole, is_set
from sladsl.engines.sql.folds import Integers, folded, is_fold
from sladsl.engines.sql.hours import Hours
from sladsl.engines.sql.lookup import Lookup
from sladsl.engines.sql.ratios import rated, ratios, slot_lengths
from sladsl.engines.sql.relations import LONGEST_LADDER, Relations
from sladsl.engines.sql.slots import block_of, tiled
from sladsl.plan.measure import (
    Begun,
    Both,
    Cells,
    Count,
    Edge,
    Exact,
    Extreme,
    Fixed,
    Known,
    Length,
    Longest,
    Ranked,
    Rated,
    Ratios,
    Shared,
    Slots,
    SlotStarts,
    Spans,
    Stepped,
    Together,
    Total,
    Weighed,
    Without,
)
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.intervals import intersect, minus, normal
from sladsl.values.open_time import OpenTime

MOST_IN_PYTHON = 20_000
"""Spans of a set beyond which nothing is reckoned with them in Python."""


def integers(relations: Relations, node: Cells) -> Integers:
    if isinstance(node, Length) and node.unit <= 1:
        counted = slot_lengths(relations, node)
        if counted is None:
            counted = _by_slots(relations, node)
        if counted is not None:
            return counted
        parts = _by_parts(relations, node)
        if parts is not None:
            return parts
    match node:
        case Length() | Longest() | Stepped():
            query = _length(relations, node)
        case Begun():
            query = _begun(relations, node)
        case Ranked() if not is_fold(node):
            query = aggregates.ranked(relations, node)
        case Count() | Known() | Total() | Extreme() | Ranked():
            return folded(relations, (node,))[node]
        case Rated():
            return rated(relations, node)
        case Ratios():
            return ratios(relations, node)
        case Exact():
            return weighing.exact(relations, node)
        case Weighed():
            return weighing.weighed(relations, node)
        case SlotStarts():
            query = _slot_starts(relations, node)
        case Edge():
            query = _edge(relations, node)
        case _:
            assert_never(node)
    found = relations.database.rows(query)
    return {(scope, int(place)): int(value) for scope, place, value in found}


def _by_slots(relations: Relations, node: Length) -> Integers | None:
    """Lengths of slots counted in their bits, which are never laid out as spans; None for anything else."""
    bits = relations.bits(node.spans) if isinstance(node.spans, Slots) else None
    within = None if bits is None else _sets(relations, node.within)
    return None if bits is None or within is None else bits.lengths(node.periods, within)


def _sets(relations: Relations, node: Spans) -> Callable[[str], SpanSet] | None:
    """A set by scope; None where it has so many spans that the database has to keep them."""
    match node:
        case Fixed():
            hours = normal(node.spans)
            return lambda _: hours
        case Without(left=left, right=right) | Both(left=left, right=right):
            lefts = _sets(relations, left)
            rights = _sets(relations, right) if lefts is not None else None
            if lefts is None or rights is None:
                return None
            combine = minus if isinstance(node, Without) else intersect
            return lambda scope: combine(lefts(scope), rights(scope))
        case Shared():
            shared = _sets(relations, node.spans)
            return None if shared is None else lambda _: shared("")
        case _:
            relation = relations.set(node)
            ((count,),) = relations.database.rows(f"SELECT count(*) FROM {relation}")
            if count > MOST_IN_PYTHON:
                return None
            by_scope: dict[str, list[tuple[int, int]]] = {}
            for scope, a, b in relations.database.rows(f"SELECT scope, a, b FROM {relation} ORDER BY a"):
                by_scope.setdefault(scope, []).append((a, b))
            known = {scope: tuple(own) for scope, own in by_scope.items()}
            return lambda scope: known.get(scope, ())


def _by_parts(relations: Relations, node: Length) -> Integers | None:
    """Lengths within hours that are the same for every scope, without laying them out for each; None for others.

    What lies in the hours and outside a set is what lies in the hours, less what lies in both.
    """
    match node.within:
        case Fixed() if isinstance(node.spans, Fixed):
            # Looked up in a running sum: seven years of days and of openings are thousands of each.
            spans = node.spans.spans
            if normal(spans) == spans:
                open_time = OpenTime(intersect(normal(node.within.spans), spans))
                own = [open_time.between(each.start, each.end) for each in node.periods]
            else:  # spans that overlap count each for itself
                before = _before(normal(node.within.spans))
                own = [
                    sum(
                        before(min(b, each.end)) - before(max(a, each.start))
                        for a, b in spans
                        if a < each.end and b > each.start and a < b
                    )
                    for each in node.periods
                ]
            return {
                (scope, place): length
                for place, length in enumerate(own)
                if length
                for scope in relations.known
            }
        case Without(left=Fixed() as hours_node, right=other) | Both(left=Fixed() as hours_node, right=other):
            if isinstance(node.spans, Slots) or not is_set(node.spans):
                return None
            if not is_set(other):
                other = Together(spans=other)
            if isinstance(node.spans, Fixed):
                both = intersect(normal(hours_node.spans), normal(node.spans.spans))
                inside = Length(spans=other, within=Fixed(spans=both), periods=node.periods)
            else:
                inside = Length(
                    spans=Both(left=node.spans, right=other), within=hours_node, periods=node.periods
                )
            taken = integers(relations, inside)
            if isinstance(node.within, Both):
                return taken
            whole = integers(relations, Length(spans=node.spans, within=hours_node, periods=node.periods))
            return {key: length - taken.get(key, 0) for key, length in whole.items()}
        case _:
            return None


def _length(relations: Relations, node: Length | Longest | Stepped) -> str:
    pieces = _pieces(relations, node)
    if covers_whole(node.within, node.periods):
        every = _of_every("b - a", node)
        return f"SELECT scope, place, {every} FROM {pieces} WHERE a < b GROUP BY scope, place"
    if isinstance(node.within, Fixed):
        # The same for every scope: looked up once by time, not once by scope and time.
        between = (min(each.start for each in node.periods), max(each.end for each in node.periods))
        hours = Hours(relations, node.within.spans, between)
        look = Lookup(f"(SELECT * FROM {pieces} WHERE a < b)")
        hours.measure(look, "r.a", "open_a")
        hours.measure(look, "r.b", "open_b")
        measured = look.query(length="open_b - open_a")
        return f"SELECT scope, place, {_of_every('length', node)} FROM ({measured}) GROUP BY scope, place"
    inside = "coalesce(v.before + least(x.b, v.b) - v.a, 0) - coalesce(u.before + least(x.a, u.b) - u.a, 0)"
    within = relations.set(node.within)
    return f"""
    WITH w AS (SELECT scope, a, b, coalesce(CAST(sum(b - a) OVER (PARTITION BY scope ORDER BY a
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS BIGINT), 0) AS before FROM {within})
    SELECT x.scope, x.place, {_of_every(inside, node)}
    FROM (SELECT * FROM {pieces} WHERE a < b) x
    ASOF LEFT JOIN w u ON x.scope = u.scope AND x.a >= u.a
    ASOF LEFT JOIN w v ON x.scope = v.scope AND x.b >= v.a
    GROUP BY x.scope, x.place
    """


def _pieces(relations: Relations, node: Length | Longest | Stepped) -> str:
    """Relation (scope, place, a, b) of the parts of spans in periods.

    Most spans lie in one period, which a few comparisons tell; only the others are joined with the periods.
    """
    spans, periods = relations.spans(node.spans), node.periods
    cut = (
        "SELECT s.scope, p.place, greatest(s.a, p.s) AS a, least(s.b, p.e) AS b"
        f" FROM {{}} s JOIN {relations.periods(periods)} p ON s.a < p.e AND s.b > p.s AND s.a < s.b"
    )
    if len(periods) > LONGEST_LADDER or not tiled(periods):
        return f"({cut.format(spans)})"
    parts = [(each.start, each.end) for each in periods]
    first, last = block_of("a", parts), block_of("b - 1", parts)
    told = f"(SELECT scope, {first} AS place, {last} AS last, a, b FROM {spans} WHERE a < b)"
    return (
        f"(SELECT scope, place, a, b FROM {told} WHERE place = last UNION ALL"
        f" {cut.format(f'(SELECT * FROM {told} WHERE (place = last) IS NOT TRUE)')})"
    )


def _running(spans: SpanSet) -> Iterator[tuple[int, int, int]]:
    """Each span with the length of those before it."""
    before = 0
    for a, b in spans:
        yield a, b, before
        before += b - a


def _before(spans: SpanSet) -> Callable[[int], int]:
    """How much of a set lies before an instant."""
    running = list(_running(spans))
    starts = [a for a, _ in spans]

    def before(instant: int) -> int:
        at = bisect_right(starts, instant) - 1
        if at < 0:
            return 0
        a, b, earlier = running[at]
        return earlier + min(instant, b) - a

    return before


def _of_every(length: str, node: Length | Longest | Stepped) -> str:
    """The aggregate of what each span has: rounded to whole units, in steps where it has them, then added up or the most of
    it.
    """
    if node.unit > 1:
        length = f"(({length}) + {node.unit - 1 if node.up else 0}) // {node.unit} * {node.unit}"
    if isinstance(node, Stepped):
        length = f"(CASE WHEN ({length}) > {node.beyond} THEN ({length}) - {0 if node.whole else node.beyond} ELSE 0 END)"
        if node.counts != "exact":
            begun = node.step - 1 if node.counts == "started" else 0
            length = f"({length} + {begun}) // {node.step} * {node.step}"
    return f"{'max' if isinstance(node, Longest) else 'sum'}({length})"


def _begun(relations: Relations, node: Begun) -> str:
    within = relations.set(node.within)
    first = "CASE WHEN s.a < u.b THEN s.a WHEN v.a < s.b THEN v.a END"
    return f"""
    SELECT x.scope, p.place, count(*) FROM (
        SELECT s.scope, {first} AS at FROM (SELECT * FROM {relations.spans(node.spans)} WHERE a < b) s
        ASOF LEFT JOIN {within} u ON s.scope = u.scope AND s.a >= u.a
        ASOF LEFT JOIN {within} v ON s.scope = v.scope AND s.a <= v.a) x
    JOIN {relations.periods(node.periods)} p ON x.at >= p.s AND x.at < p.e GROUP BY x.scope, p.place
    """


def _slot_starts(relations: Relations, node: SlotStarts) -> str:
    """Starts of slots inside a span: those before its end less those before its start."""

    def before(instant: str) -> str:
        return f"(({instant} - s + {node.every - 1}) // {node.every})"

    spans, periods = relations.set(node.set), relations.periods(node.periods)
    pieces = (
        "(SELECT w.scope, p.place, p.s, greatest(w.a, p.s) AS a, least(w.b, p.e) AS b"
        f" FROM {spans} w JOIN {periods} p ON w.a < p.e AND w.b > p.s)"
    )
    if node.laid:
        laid = relations.periods(node.laid)
        pieces = (
            "(SELECT w.scope, p.place, w.s, greatest(w.a, p.s) AS a, least(w.b, p.e) AS b FROM"
            f" (SELECT v.scope, l.s, greatest(v.a, l.s) AS a, least(v.b, l.e) AS b FROM {spans} v"
            f" JOIN {laid} l ON v.a < l.e AND v.b > l.s) w JOIN {periods} p ON w.a < p.e AND w.b > p.s)"
        )
    return f"SELECT scope, place, sum({before('b')} - {before('a')}) FROM {pieces} WHERE a < b GROUP BY scope, place"


def _edge(relations: Relations, node: Edge) -> str:
    which, side = node.which.split()
    chosen = f"{'min' if which == 'first' else 'max'}(s.{'a' if side == 'start' else 'b'})"
    spans, periods = relations.spans(node.spans), relations.periods(node.periods)
    met = "s.a < p.e AND s.b > p.s AND s.a < s.b"
    if covers_whole(node.within, node.periods):
        return f"SELECT s.scope, p.place, {chosen} FROM {spans} s JOIN {periods} p ON {met} GROUP BY s.scope, p.place"
    return (
        f"SELECT s.scope, p.place, {chosen} FROM {spans} s JOIN {relations.set(node.within)} w"
        f" ON s.scope = w.scope AND s.a < w.b AND s.b > w.a JOIN {periods} p"
        " ON greatest(s.a, w.a) < p.e AND least(s.b, w.b) > p.s GROUP BY s.scope, p.place"
    )
