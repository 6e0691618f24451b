"""Sets of instants in SQL, by scope: unions by the order of starts, the rest by one sweep over the edges of spans.

An edge is an instant at which a span opens or closes. Where more than two sets are counted, edges at the same instant are
summed first, so ties need no order and spans that touch are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Kind = Literal["both", "without"]

LOPSIDED = 4
"""How many times as many spans make a set far larger than another: to look them up costs a third of a sweep."""
_INSIDE: dict[Kind, int] = {"both": 3, "without": 1}


def union(relations: Sequence[str]) -> str:
    """Query (scope, a, b) of the set of the instants in at least one span."""
    spans = " UNION ALL ".join(f"SELECT scope, a, b FROM {relation} WHERE a < b" for relation in relations)
    # A run starts where nothing before it lasts as long, and ends with the last end of all before the next start: all are
    # sorted once, the starts once more. Of those at the same instant one at most is a start, so ties need no order.
    return f"""
    WITH spans AS (SELECT scope, a, max(b) OVER (PARTITION BY scope) AS last,
                       max(b) OVER (PARTITION BY scope ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                   FROM ({spans}))
    SELECT scope, a, lead(before, 1, last) OVER (PARTITION BY scope ORDER BY a) AS b FROM spans
    WHERE before IS NULL OR a > before
    """


def against(left: str, right: str, kind: Kind, sizes: tuple[int, int] = (0, 0)) -> str:
    """Query (scope, a, b) of what two sets have in common, or of what the left one has alone.

    `sizes`: of how many spans they are. Of a set that is far larger only spans that meet the other one are swept.
    """
    first, others = "", (left, right)
    if sizes[0] > LOPSIDED * sizes[1] and kind == "both":
        first, others = f"near AS MATERIALIZED ({_meeting(left, right)}),", ("near", right)
    elif sizes[1] > LOPSIDED * sizes[0]:
        first, others = f"near AS MATERIALIZED ({_meeting(right, left)}),", (left, "near")
    # The state is 1 inside the left set and 2 inside the right one, 3 inside both. Of sets each edge opens or closes one:
    # whatever happens inside ends it, so no two pieces touch, and what lies between edges at the same instant is empty.
    edges = " UNION ALL ".join(
        f"SELECT scope, {end} AS t, {turn} AS turn FROM {relation}"
        for relation, state in zip(others, (1, 2), strict=True)
        for end, turn in (("a", state), ("b", -state))
    )
    return f"""
    WITH {first} states AS (SELECT scope, t AS a, lead(t) OVER (PARTITION BY scope ORDER BY t, turn) AS b,
                        sum(turn) OVER (PARTITION BY scope ORDER BY t, turn ROWS UNBOUNDED PRECEDING) AS state
                    FROM ({edges}))
    SELECT scope, a, b FROM states WHERE state = {_INSIDE[kind]} AND a < b
    """


def _meeting(these: str, those: str) -> str:
    """Query of the spans of a set that meet another: its last one begun before they end is not over as they begin."""
    return f"SELECT x.scope, x.a, x.b FROM {these} x ASOF JOIN {those} y ON x.scope = y.scope AND x.b > y.a WHERE y.b > x.a"


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
