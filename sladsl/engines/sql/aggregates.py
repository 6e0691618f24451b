"""Cells over rows in SQL: sums, ranks, extremes, sums of ratios; all integers, nothing is ever divided in doubles."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from sladsl.engines.refusal import CannotKeepExact
from sladsl.engines.sql.conditions import LARGEST, Quotient, operand_sql
from sladsl.engines.sql.relations import Relations, columns_of
from sladsl.engines.sql.slots import block_of, tiled
from sladsl.engines.sql.words import literal
from sladsl.plan.measure import Extreme, Known, Ranked, Rated, Ratios, Rows, Total
from sladsl.plan.rows import Operand
from sladsl.values.period import Period

LONGEST_LADDER = 400
"""Periods beyond which they are looked up by a join instead of written out."""
MOST_ROWS = 10**9
LIMB = 10**9
FINE = 10**18

Integers = dict[tuple[str, int], int]


def placed(relations: Relations, rows: Rows, periods: tuple[Period, ...], columns: str) -> str:
    """SQL of (scope, place, columns …) of the rows that lie in a period."""
    relation = relations.rows(rows)
    if tiled(periods) and len(periods) <= LONGEST_LADDER:
        parts = [(each.start, each.end) for each in periods]
        inner = f"SELECT r.scope AS scope, {block_of('r.a', parts)} AS place, {columns} FROM {relation} r"
        return f"SELECT * FROM ({inner}) WHERE place IS NOT NULL"
    return (
        f"SELECT r.scope AS scope, p.place AS place, {columns} FROM {relation} r"
        f" JOIN {relations.periods(periods)} p ON r.a >= p.s AND r.a < p.e"
    )


def total(relations: Relations, node: Total) -> str:
    value, factor, scale = _scaled(relations, node.rows, node.of, node.scale)
    rows = placed(relations, node.rows, node.periods, f"{value} AS x")
    summed = f"sum(x) * {factor}"
    whole = (
        summed if scale == 1 else f"(({summed}) - ((({summed}) % {scale}) + {scale}) % {scale}) // {scale}"
    )
    return f"SELECT scope, place, {whole} FROM ({rows}) WHERE x IS NOT NULL GROUP BY scope, place"


def extreme(relations: Relations, node: Extreme) -> str:
    value, factor, scale = _scaled(relations, node.rows, node.of, node.scale)
    _whole(scale)
    rows = placed(relations, node.rows, node.periods, f"{value} AS x")
    which = "min" if node.which == "least" else "max"
    return (
        f"SELECT scope, place, {which}(x) * {factor} FROM ({rows}) WHERE x IS NOT NULL GROUP BY scope, place"
    )


def known(relations: Relations, node: Known) -> str:
    quotient = operand_sql(node.of, columns_of(node.rows))
    is_known = f"{quotient.top} IS NOT NULL" + (
        f" AND {quotient.bottom} IS NOT NULL" if quotient.bottom else ""
    )
    rows = placed(relations, node.rows, node.periods, f"({is_known}) AS x")
    return f"SELECT scope, place, count(*) FROM ({rows}) WHERE x GROUP BY scope, place"


def ranked(relations: Relations, node: Ranked) -> str:
    """By numbering the rows: the engine's own quantiles take their share as a double."""
    value, factor, scale = _scaled(relations, node.rows, node.of, node.scale)
    _whole(scale)
    share = node.share
    rows = placed(relations, node.rows, node.periods, f"{value} AS x")
    numbered = (
        "SELECT scope, place, x, row_number() OVER (PARTITION BY scope, place ORDER BY x) AS nth,"
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


def rated(relations: Relations, node: Rated) -> str:
    part, whole = _sides(relations, node)
    rows = placed(relations, node.rows, node.periods, f"{part} AS e, {whole} AS n")
    return f"SELECT scope, place, count(*) FROM ({rows}) WHERE n > 0 AND e IS NOT NULL GROUP BY scope, place"


def ratios(relations: Relations, node: Ratios) -> Integers:
    """The sum of ratios by long division, nine digits at a time; cells that this leaves in doubt are added up one by one."""
    part, whole = _sides(relations, node)
    rows = placed(relations, node.rows, node.periods, f"{part} AS e, {whole} AS n")
    kept = relations.database.keep("ratios", f"SELECT * FROM ({rows}) WHERE n > 0 AND e IS NOT NULL")
    steps = f"SELECT scope, place, n, e // n AS q0, e % n AS r0, e < 0 AS odd FROM {kept}"
    for digit in range(1, 5):
        before = digit - 1
        steps = (
            f"SELECT * EXCLUDE (r{before}), (r{before} * {LIMB}) // n AS q{digit},"
            f" (r{before} * {LIMB}) % n AS r{digit} FROM ({steps})"
        )
    found = relations.database.rows(
        f"SELECT scope, place, CAST(sum(q0) AS VARCHAR), CAST(sum(q1 * {LIMB} + q2) AS VARCHAR),"
        f" CAST(sum(q3 * {LIMB} + q4) AS VARCHAR), count(*) FILTER (WHERE r4 > 0), bool_or(odd)"
        f" FROM ({steps}) GROUP BY scope, place"
    )
    result: Integers = {}
    for scope, place, units, fine, finer, rest, odd in found:
        above, left = divmod(int(finer), FINE)
        if odd or left + rest > FINE:
            result[scope, int(place)] = _one_by_one(relations, kept, scope, int(place))
            continue
        floor = int(units) * FINE + int(fine) + above
        result[scope, int(place)] = 2 * floor + int(left > 0 or rest > 0)
    return result


def _one_by_one(relations: Relations, kept: str, scope: str, place: int) -> int:
    """The exact sum of a cell, ratios of one denominator taken together."""
    pairs = relations.database.rows(
        f"SELECT CAST(n AS VARCHAR), CAST(sum(e) AS VARCHAR) FROM {kept}"
        f" WHERE scope = {literal(scope)} AND place = {place} GROUP BY n"
    )
    fractions = [Fraction(int(part), int(whole)) for whole, part in pairs]
    while len(fractions) > 1:  # in pairs, so that denominators grow evenly
        fractions = [sum(fractions[at : at + 2], Fraction(0)) for at in range(0, len(fractions), 2)]
    exact = (fractions[0] if fractions else Fraction(0)) * FINE
    floor = exact.numerator // exact.denominator
    return 2 * floor + int(exact.denominator != 1)


def _sides(relations: Relations, node: Ratios | Rated) -> tuple[str, str]:
    """Part and whole as integers of one scale."""
    columns = columns_of(node.rows)
    part, whole = operand_sql(node.part, columns), operand_sql(node.whole, columns)
    if part.bottom or whole.bottom:
        raise CannotKeepExact("A side of a ratio is a quotient itself, which DuckDB can't keep exact here.")
    common = gcd(part.scale, whole.scale)
    up, down = whole.scale // common, part.scale // common
    if max(part.largest * up, whole.largest * down) * LIMB > LARGEST:
        raise CannotKeepExact("The sides of a ratio have more digits than DuckDB can keep exact.")
    return f"({part.top} * {up})", f"({whole.top} * {down})"


def _scaled(relations: Relations, rows: Rows, of: Operand, scale: int) -> tuple[str, int, int]:
    """SQL of an operand as an integer, what its aggregate is multiplied by, and what it is divided by then."""
    quotient: Quotient = operand_sql(of, columns_of(rows))
    if quotient.bottom:
        raise CannotKeepExact("A figure is a quotient, which DuckDB can't keep exact here.")
    common = gcd(scale, quotient.scale)
    factor, divisor = scale // common, quotient.scale // common
    if quotient.largest * factor * MOST_ROWS > LARGEST:
        raise CannotKeepExact("A sum can have more digits than DuckDB can keep exact.")
    return quotient.top, factor, divisor


def _whole(divisor: int) -> None:
    if divisor != 1:
        raise CannotKeepExact("A figure has more decimals than its column keeps.")
