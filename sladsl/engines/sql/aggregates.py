"""Ranks that take several steps in SQL: between values, and of shares that are no decimals; doubles play no part."""

from __future__ import annotations

from sladsl.engines.sql.folds import placed, scaled, whole
from sladsl.engines.sql.relations import Relations
from sladsl.plan.measure import Ranked


def ranked(relations: Relations, node: Ranked) -> str:
    """By numbering the rows: between two ranks, and of shares that are no decimals."""
    value, factor, scale = scaled(node.rows, node.of, node.scale, relations.narrow(node.rows))
    whole(scale)
    share = node.share
    rows = placed(relations, node.rows, node.periods, f"{value} AS x")
    numbered = (
        "SELECT scope, place, CAST(x AS HUGEINT) AS x, row_number() OVER (PARTITION BY scope, place ORDER BY x) AS nth,"
        f" count(*) OVER (PARTITION BY scope, place) AS n FROM ({rows}) WHERE x IS NOT NULL"
    )
    a, b = share.numerator, share.denominator
    if node.method == "nearest rank":
        wanted = f"greatest(({a} * n + {b - 1}) // {b}, 1)"
        return f"SELECT scope, place, x * {factor} FROM ({numbered}) WHERE nth = {wanted}"
    below = f"({a} * (n - 1)) // {b}"
    rest = f"({a} * (n - 1)) % {b}"
    low, high = (
        f"max(x) FILTER (WHERE nth = {below} + 1)",
        f"max(x) FILTER (WHERE nth = least({below} + 2, n))",
    )
    return (
        f"SELECT scope, place, ({low} * ({b} - max({rest})) + {high} * max({rest})) * {factor}"
        f" FROM ({numbered}) GROUP BY scope, place"
    )
