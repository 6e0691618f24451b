"""Sets of instants in SQL: one sweep over the edges of spans, by scope.

An edge is (scope, t, l, r): by how much the number of open spans of the left and the right argument changes at t. Edges at
the same instant are summed first, so ties need no order and spans that touch are joined.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["union", "both", "without"]

_INSIDE: dict[Kind, str] = {
    "union": "l >= {least}",
    "both": "l > 0 AND r > 0",
    "without": "l > 0 AND r = 0",
}


def sweep(lefts: tuple[str, ...], rights: tuple[str, ...], kind: Kind, least: int = 1) -> str:
    """Query (scope, a, b) of the set that `kind` makes of the spans of the relations `lefts` and `rights`.

    A union has no `rights`; it holds the instants in at least `least` of the spans.
    """
    edges = " UNION ALL ".join(
        f"SELECT scope, {end} AS t, {left} AS l, {right} AS r FROM {relation} WHERE a < b"
        for relations, sign in ((lefts, (1, 0)), (rights, (0, 1)))
        for relation in relations
        for end, left, right in (("a", sign[0], sign[1]), ("b", -sign[0], -sign[1]))
    )
    return f"""
    WITH edges AS (SELECT scope, t, CAST(sum(l) AS BIGINT) AS l, CAST(sum(r) AS BIGINT) AS r
                   FROM ({edges}) GROUP BY scope, t),
    counts AS (SELECT scope, t,
                   sum(l) OVER (PARTITION BY scope ORDER BY t ROWS UNBOUNDED PRECEDING) AS l,
                   sum(r) OVER (PARTITION BY scope ORDER BY t ROWS UNBOUNDED PRECEDING) AS r FROM edges),
    states AS (SELECT scope, t, ({_INSIDE[kind].format(least=least)}) AS inside FROM counts),
    changes AS (SELECT scope, t, inside,
                   lag(inside, 1, FALSE) OVER (PARTITION BY scope ORDER BY t) AS before FROM states),
    turns AS (SELECT scope, t, inside FROM changes WHERE inside <> before)
    SELECT scope, a, b FROM (
        SELECT scope, t AS a, lead(t) OVER (PARTITION BY scope ORDER BY t) AS b, inside FROM turns) WHERE inside
    """


def joined(relation: str, gap: int) -> str:
    """The set with gaps of at most `gap` closed."""
    return f"""
    WITH runs AS (SELECT scope, a, b, CASE WHEN a - max(b) OVER (PARTITION BY scope ORDER BY a
                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) <= {gap} THEN 0 ELSE 1 END AS starts
                  FROM {relation}),
    numbered AS (SELECT scope, a, b, sum(starts) OVER (PARTITION BY scope ORDER BY a ROWS UNBOUNDED PRECEDING) AS run
                 FROM runs)
    SELECT scope, min(a) AS a, max(b) AS b FROM numbered GROUP BY scope, run
    """


def first_of(relation: str, length: int) -> str:
    """The first `length` microseconds of the spans of each (scope, pid) of a relation (scope, pid, a, b)."""
    return f"""
    WITH before AS (SELECT scope, a, b, coalesce(CAST(sum(b - a) OVER (PARTITION BY scope, pid ORDER BY a
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS BIGINT), 0) AS used FROM {relation})
    SELECT scope, a, least(b, a + ({length} - used)) AS b FROM before WHERE used < {length}
    """
