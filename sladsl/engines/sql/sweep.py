"""Sets of instants in SQL, by scope: unions by the order of starts, the rest by one sweep over the edges of spans.

An edge is an instant at which a span opens or closes. Where more than two sets are counted, edges at the same instant are
summed first, so ties need no order and spans that touch are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Kind = Literal["both", "without"]

_INSIDE: dict[Kind, int] = {"both": 3, "without": 1}


def union(relations: Sequence[str]) -> str:
    """Query (scope, a, b) of the set of the instants in at least one span."""
    spans = " UNION ALL ".join(f"SELECT scope, a, b FROM {relation} WHERE a < b" for relation in relations)
    # The start of a run is a maximum over all that start no later, those at the same instant among them: ties need no order.
    return f"""
    WITH spans AS (SELECT scope, a, b, max(b) OVER (PARTITION BY scope ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING
                       AND 1 PRECEDING) AS before FROM ({spans})),
    runs AS (SELECT scope, b, max(CASE WHEN a > before OR before IS NULL THEN a END) OVER (PARTITION BY scope ORDER BY a
                 RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run FROM spans)
    SELECT scope, run AS a, max(b) AS b FROM runs GROUP BY scope, run
    """


def against(left: str, right: str, kind: Kind) -> str:
    """Query (scope, a, b) of what two sets have in common, or of what the left one has alone."""
    # The state is 1 inside the left set and 2 inside the right one, 3 inside both. Of sets each edge opens or closes one:
    # whatever happens inside ends it, so no two pieces touch, and what lies between edges at the same instant is empty.
    edges = " UNION ALL ".join(
        f"SELECT scope, {end} AS t, {turn} AS turn FROM {relation}"
        for relation, state in ((left, 1), (right, 2))
        for end, turn in (("a", state), ("b", -state))
    )
    return f"""
    WITH states AS (SELECT scope, t AS a, lead(t) OVER (PARTITION BY scope ORDER BY t, turn) AS b,
                        sum(turn) OVER (PARTITION BY scope ORDER BY t, turn ROWS UNBOUNDED PRECEDING) AS state
                    FROM ({edges}))
    SELECT scope, a, b FROM states WHERE state = {_INSIDE[kind]} AND a < b
    """


def at_least(relations: Sequence[str], least: int) -> str:
    """Query (scope, a, b) of the set of the instants in at least so many of the spans."""
    edges = " UNION ALL ".join(
        f"SELECT scope, {end} AS t, {turn} AS l FROM {relation} WHERE a < b"
        for relation in relations
        for end, turn in (("a", 1), ("b", -1))
    )
    return f"""
    WITH edges AS (SELECT scope, t, CAST(sum(l) AS BIGINT) AS l FROM ({edges}) GROUP BY scope, t),
    counts AS (SELECT scope, t, sum(l) OVER (PARTITION BY scope ORDER BY t ROWS UNBOUNDED PRECEDING) AS l FROM edges),
    states AS (SELECT scope, t, (l >= {least}) AS inside FROM counts),
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
