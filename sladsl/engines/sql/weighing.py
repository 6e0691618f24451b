"""Sums of fractions in SQL: the database adds up what has one denominator or one weight, the few that are left Python."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from sladsl.engines.sql.columns import columns_of
from sladsl.engines.sql.conditions import Quotient, operand_sql
from sladsl.engines.sql.folds import Integers, placed
from sladsl.engines.sql.relations import Relations
from sladsl.engines.sql.witnesses import one_each
from sladsl.plan.measure import Exact, Weighed

LIMB = 10**12
"""A product of two numbers fills 128 bits, so a sum of such is taken in two parts (both with the sign of the whole)."""
Sums = dict[tuple[str, int], Fraction]


def exact(relations: Relations, node: Exact) -> Integers:
    """Numerators added up by denominator."""
    quotient = operand_sql(node.of, columns_of(node.rows))
    rows = placed(relations, node.rows, node.periods, f"{quotient.top} AS e, {_bottom(quotient)} AS n")
    query = (
        f"SELECT scope, place, CAST(n AS VARCHAR), CAST(sum(e // {LIMB}) AS VARCHAR), CAST(sum(e % {LIMB}) AS VARCHAR)"
        f" FROM ({rows}) WHERE e IS NOT NULL AND n <> 0 GROUP BY scope, place, n"
    )
    found = relations.database.rows(query)
    parts = (
        (scope, place, Fraction(int(high) * LIMB + int(low), int(n))) for scope, place, n, high, low in found
    )
    sums = _added(parts)
    return {at: _side(total / quotient.scale, node.side) for at, total in sums.items()}


def weighed(relations: Relations, node: Weighed) -> Integers:
    """Lengths added up by weight."""
    heavy = relations.kept_once(("heavy", node.spans, node.weight), "heavy", _heavy(relations, node))
    weights = {
        (int(top), int(bottom), int(scale)): Fraction(int(top), int(bottom) * int(scale))
        for top, bottom, scale in relations.database.rows(
            f"SELECT DISTINCT CAST(e AS VARCHAR), CAST(n AS VARCHAR), CAST(scale AS VARCHAR) FROM {heavy}"
        )
    }
    ordered = sorted(set(weights.values()))
    rank = {weight: place for place, weight in enumerate(ordered)}
    columns = (("e", "HUGEINT"), ("n", "HUGEINT"), ("scale", "HUGEINT"), ("rank", "BIGINT"))
    ranks = relations.database.load(
        "ranks", columns, ((*key, rank[weight]) for key, weight in weights.items())
    )
    ranked = (
        f"SELECT h.scope, h.a, h.b, r.rank FROM {heavy} h JOIN {ranks} r"
        " ON h.e = r.e AND h.n = r.n AND h.scale = r.scale"
    )
    spans = relations.database.keep("ranked", _heaviest(ranked) if node.once else ranked)
    pieces = (
        f"SELECT s.scope, p.place, greatest(s.a, p.s) AS a, least(s.b, p.e) AS b, s.rank FROM {spans} s"
        f" JOIN {relations.periods(node.periods)} p ON s.a < p.e AND s.b > p.s"
    )
    query = (
        "SELECT x.scope, x.place, x.rank, CAST(sum(least(x.b, w.b) - greatest(x.a, w.a)) AS VARCHAR)"
        f" FROM ({pieces}) x JOIN {relations.set(node.within)} w ON x.scope = w.scope AND x.a < w.b AND x.b > w.a"
        " GROUP BY x.scope, x.place, x.rank"
    )
    found = relations.database.rows(query)
    sums = _added((scope, place, ordered[nth] * int(length)) for scope, place, nth, length in found)
    return {at: _side(total, node.side) for at, total in sums.items()}


def _heavy(relations: Relations, node: Weighed) -> str:
    """(scope, a, b, e, n, scale) of the spans, e over n times scale being the weight."""
    parts = []
    for each in node.spans:
        own = one_each(each)
        if own is None:
            spans = relations.spans(each)
            parts.append(
                f"SELECT scope, a, b, 1::HUGEINT AS e, 1::HUGEINT AS n, 1::HUGEINT AS scale FROM {spans} WHERE a < b"
            )
            continue
        rows, a, b, test = own
        weight = operand_sql(node.weight, columns_of(rows))
        inner = (
            f"SELECT r.scope AS scope, {a} AS a, {b} AS b, {weight.top} AS e, {_bottom(weight)} AS n,"
            f" {weight.scale}::HUGEINT AS scale FROM {relations.rows(rows)} r WHERE {test}"
        ).replace("{now}", str(relations.as_of))
        parts.append(f"SELECT * FROM ({inner}) WHERE a < b AND e IS NOT NULL AND n <> 0")
    return " UNION ALL ".join(parts)


def _heaviest(ranked: str) -> str:
    """Stretches that do not overlap, by rank: those of each rank without all that is heavier."""
    edges = (
        f"SELECT scope, x, lead(x) OVER (PARTITION BY scope ORDER BY x) AS y FROM"
        f" (SELECT scope, a AS x FROM ({ranked}) UNION SELECT scope, b AS x FROM ({ranked}))"
    )
    return (
        f"SELECT e.scope, e.x AS a, e.y AS b, max(s.rank) AS rank FROM ({edges}) e JOIN ({ranked}) s"
        " ON e.scope = s.scope AND s.a <= e.x AND s.b >= e.y WHERE e.y IS NOT NULL GROUP BY e.scope, e.x, e.y"
    )


def _bottom(quotient: Quotient) -> str:
    return quotient.bottom or "1::HUGEINT"


def _added(parts: Iterable[tuple[str, int, Fraction]]) -> Sums:
    found: Sums = {}
    for scope, place, value in parts:
        found[scope, int(place)] = found.get((scope, int(place)), Fraction(0)) + value
    return found


def _side(total: Fraction, side: Literal["top", "bottom"]) -> int:
    return total.numerator if side == "top" else total.denominator
