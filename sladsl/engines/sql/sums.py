"""Cells: integers by scope and period, from spans within a set or from rows.

The length of a span in a set is the difference of a running sum at its two ends, so no span is ever cut into pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from sladsl.engines.sql import aggregates, weighing
from sladsl.engines.sql.relations import Relations, is_set
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
    Slots,
    SlotStarts,
    Spans,
    Together,
    Total,
    Weighed,
    Without,
)
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.intervals import clip, intersect, normal, total
from sladsl.values.period import Period

Integers = dict[tuple[str, int], int]
"""By scope and place of the period; what isn't there is zero."""

LONGEST_LADDER = 400
"""Periods beyond which they are looked up by a join instead of written out."""


def integers(relations: Relations, node: Cells) -> Integers:
    if isinstance(node, Length) and node.unit <= 1:
        parts = _by_parts(relations, node)
        if parts is not None:
            return parts
    match node:
        case Length() | Longest():
            query = _length(relations, node)
        case Begun():
            query = _begun(relations, node)
        case Count():
            query = _count(relations, node)
        case Total():
            query = aggregates.total(relations, node)
        case Ranked():
            query = aggregates.ranked(relations, node)
        case Extreme():
            query = aggregates.extreme(relations, node)
        case Known():
            query = aggregates.known(relations, node)
        case Rated():
            query = aggregates.rated(relations, node)
        case Ratios():
            return aggregates.ratios(relations, node)
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


def _by_parts(relations: Relations, node: Length) -> Integers | None:
    """Lengths within hours that are the same for every scope, without laying them out for each; None for others.

    What lies in the hours and outside a set is what lies in the hours, less what lies in both.
    """
    match node.within:
        case Fixed() if isinstance(node.spans, Fixed):
            hours = normal(node.within.spans)
            own = [
                sum(total(clip(intersect(hours, (span,)), each.start, each.end)) for span in node.spans.spans)
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


def _length(relations: Relations, node: Length | Longest) -> str:
    pieces = (
        "(SELECT s.scope, p.place, greatest(s.a, p.s) AS a, least(s.b, p.e) AS b"
        f" FROM {relations.spans(node.spans)} s JOIN {relations.periods(node.periods)} p"
        " ON s.a < p.e AND s.b > p.s AND s.a < s.b)"
    )
    if covers_whole(node.within, node.periods):
        every = _of_every("b - a", node)
        return f"SELECT scope, place, {every} FROM {pieces} WHERE a < b GROUP BY scope, place"
    inside = "coalesce(v.before + least(x.b, v.b) - v.a, 0) - coalesce(u.before + least(x.a, u.b) - u.a, 0)"
    if isinstance(node.within, Fixed):
        # The same for every scope: looked up once by time, not once by scope and time.
        hours = node.within
        columns = (("a", "BIGINT"), ("b", "BIGINT"), ("before", "BIGINT"))
        w = relations.fixed(("hours", hours), columns, _running(normal(hours.spans)))
        return f"""
        SELECT x.scope, x.place, {_of_every(inside, node)} FROM (SELECT * FROM {pieces} WHERE a < b) x
        ASOF LEFT JOIN {w} u ON x.a >= u.a ASOF LEFT JOIN {w} v ON x.b >= v.a GROUP BY x.scope, x.place
        """
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


def _running(spans: SpanSet) -> Iterator[tuple[int, int, int]]:
    """Each span with the length of those before it."""
    before = 0
    for a, b in spans:
        yield a, b, before
        before += b - a


def _of_every(length: str, node: Length | Longest) -> str:
    """The aggregate of what each span has: rounded to whole units, then added up or the most of it."""
    if node.unit > 1:
        length = f"(({length}) + {node.unit - 1 if node.up else 0}) // {node.unit} * {node.unit}"
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


def _count(relations: Relations, node: Count) -> str:
    rows = relations.rows(node.rows)
    if tiled(node.periods) and len(node.periods) <= LONGEST_LADDER:
        parts = [(each.start, each.end) for each in node.periods]
        place = f"SELECT scope, {block_of('a', parts)} AS place FROM {rows}"
        return f"SELECT scope, place, count(*) FROM ({place}) WHERE place IS NOT NULL GROUP BY scope, place"
    return (
        f"SELECT r.scope, p.place, count(*) FROM {rows} r JOIN {relations.periods(node.periods)} p"
        " ON r.a >= p.s AND r.a < p.e GROUP BY r.scope, p.place"
    )


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


def covers_whole(within: Spans, periods: tuple[Period, ...]) -> bool:
    """Whether the set holds every instant of every period, known before any data are."""
    if not isinstance(within, Fixed):
        return False
    spans = normal(within.spans)
    return all(any(a <= each.start and each.end <= b for a, b in spans) for each in periods)
