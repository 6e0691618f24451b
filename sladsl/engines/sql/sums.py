"""Cells: integers by scope and period, from spans within a set or from rows.

The length of a span in a set is the difference of a running sum at its two ends, so no span is ever cut into pieces.
"""

from __future__ import annotations

from typing import assert_never

from sladsl.engines.sql.relations import Relations
from sladsl.engines.sql.slots import block_of, tiled
from sladsl.plan.measure import Cells, Count, Fixed, Length, Spans
from sladsl.values.intervals import normal
from sladsl.values.period import Period

Integers = dict[tuple[str, int], int]
"""By scope and place of the period; what isn't there is zero."""

LONGEST_LADDER = 400
"""Periods beyond which they are looked up by a join instead of written out."""


def integers(relations: Relations, node: Cells) -> Integers:
    match node:
        case Length():
            query = _length(relations, node)
        case Count():
            query = _count(relations, node)
        case _:
            assert_never(node)
    found = relations.database.rows(query)
    return {(scope, int(place)): int(value) for scope, place, value in found}


def _length(relations: Relations, node: Length) -> str:
    pieces = (
        "(SELECT s.scope, p.place, greatest(s.a, p.s) AS a, least(s.b, p.e) AS b"
        f" FROM {relations.spans(node.spans)} s JOIN {relations.periods(node.periods)} p"
        " ON s.a < p.e AND s.b > p.s AND s.a < s.b)"
    )
    if covers_whole(node.within, node.periods):
        return f"SELECT scope, place, sum(b - a) FROM {pieces} WHERE a < b GROUP BY scope, place"
    within = relations.set(node.within)
    return f"""
    WITH w AS (SELECT scope, a, b, coalesce(CAST(sum(b - a) OVER (PARTITION BY scope ORDER BY a
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS BIGINT), 0) AS before FROM {within})
    SELECT x.scope, x.place, sum(coalesce(v.before + least(x.b, v.b) - v.a, 0)
                                 - coalesce(u.before + least(x.a, u.b) - u.a, 0))
    FROM (SELECT * FROM {pieces} WHERE a < b) x
    ASOF LEFT JOIN w u ON x.scope = u.scope AND x.a >= u.a
    ASOF LEFT JOIN w v ON x.scope = v.scope AND x.b >= v.a
    GROUP BY x.scope, x.place
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


def covers_whole(within: Spans, periods: tuple[Period, ...]) -> bool:
    """Whether the set holds every instant of every period, known before any data are."""
    if not isinstance(within, Fixed):
        return False
    spans = normal(within.spans)
    return all(any(a <= each.start and each.end <= b for a, b in spans) for each in periods)
