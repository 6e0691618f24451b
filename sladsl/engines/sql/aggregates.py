"""Cells over rows that take several steps in SQL: sums of ratios, ranks between values; doubles play no part."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from fractions import Fraction
from math import gcd

from sladsl.engines.refusal import CannotKeepExact
from sladsl.engines.sql.cells import NUMBER_SCALE
from sladsl.engines.sql.columns import columns_of
from sladsl.engines.sql.conditions import LARGEST, operand_sql
from sladsl.engines.sql.covering import in_periods
from sladsl.engines.sql.folds import Integers, placed, scaled, whole
from sladsl.engines.sql.relations import Relations
from sladsl.engines.sql.words import literal
from sladsl.plan.measure import Ranked, Rated, Ratios, Summed
from sladsl.record import replace

LIMB = 10**9
FINE = 10**18


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


def rated(relations: Relations, node: Rated) -> Integers:
    return _figures(relations, node)[0]


def ratios(relations: Relations, node: Ratios) -> Integers:
    return _figures(relations, node)[1]


def _figures(relations: Relations, node: Ratios | Rated) -> tuple[Integers, Integers]:
    """How many ratios there are, and twice the whole part of their sum in units of 10^-18, plus one where something is
    left."""
    key = ("figures", node.rows, node.periods, node.part, node.whole)
    if key not in relations.figures:
        counts: Integers = {}
        sums: Integers = {}
        for first, part in _parts(relations, node):
            for scope, place, count, total in _divided(relations, part):
                counts[scope, first + place] = count
                sums[scope, first + place] = total
            if part is not node:
                relations.forget(part.rows, _key(part))
        relations.figures[key] = counts, sums
    return relations.figures[key]


def _parts(relations: Relations, node: Ratios | Rated) -> Iterator[tuple[int, Ratios | Rated]]:
    """The same of some periods after others, with the place of the first, where sums by slot would be too many at once."""
    summed = in_periods(node.rows, node.periods)
    if not isinstance(summed, Summed) or summed.periods != node.periods:
        yield 0, node
        return
    for first, chunk in relations.chunks(summed, node.periods):
        if chunk == node.periods:
            yield 0, node
        else:
            yield first, replace(node, rows=replace(summed, periods=chunk), periods=chunk)


def _key(node: Ratios | Rated) -> Hashable:
    return ("ratios", node.rows, node.periods, node.part, node.whole)


def _sided(relations: Relations, node: Ratios | Rated) -> str:
    """The relation (scope, place, e, n) of the ratios that there are."""
    part, whole = _sides(relations, node)
    rows = placed(relations, node.rows, node.periods, f"{part} AS e, {whole} AS n")
    return relations.kept_once(_key(node), "ratios", f"SELECT * FROM ({rows}) WHERE n > 0 AND e IS NOT NULL")


def _divided(relations: Relations, node: Ratios | Rated) -> Iterator[tuple[str, int, int, int]]:
    """By long division, nine digits at a time; cells that this leaves in doubt are added up one by one."""
    kept = _sided(relations, node)
    e, n = _narrow(relations, kept)
    steps = (
        f"SELECT scope, place, n, e // n AS q0, e % n AS r0, e < 0 AS odd FROM"
        f" (SELECT scope, place, {e} AS e, {n} AS n FROM {kept})"
    )
    for digit in range(1, 5):
        before = digit - 1
        steps = (
            f"SELECT * EXCLUDE (r{before}), (r{before} * {LIMB}) // n AS q{digit},"
            f" (r{before} * {LIMB}) % n AS r{digit} FROM ({steps})"
        )
    found = relations.database.rows(
        f"SELECT scope, place, CAST(sum(q0) AS VARCHAR), CAST(sum(q1 * {LIMB} + q2) AS VARCHAR),"
        f" CAST(sum(q3 * {LIMB} + q4) AS VARCHAR), count(*) FILTER (WHERE r4 > 0), bool_or(odd), count(*)"
        f" FROM ({steps}) GROUP BY scope, place"
    )
    for scope, place, units, fine, finer, rest, odd, count in found:
        above, left = divmod(int(finer), FINE)
        if odd or left + rest > FINE:
            yield scope, int(place), int(count), _one_by_one(relations, kept, scope, int(place))
            continue
        floor = int(units) * FINE + int(fine) + above
        yield scope, int(place), int(count), 2 * floor + int(left > 0 or rest > 0)


def _narrow(relations: Relations, kept: str) -> tuple[str, str]:
    """SQL of both sides in 64 bits where all steps of the division fit, which takes a fifth of the time.

    Whole numbers are kept as millionths: a quotient is the same without them.
    """
    ((whole, largest, top),) = relations.database.rows(
        f"SELECT bool_and(coalesce(TRY_CAST(e AS BIGINT) % {NUMBER_SCALE} = 0 AND TRY_CAST(n AS BIGINT)"
        f" % {NUMBER_SCALE} = 0, FALSE)), CAST(max(n) AS VARCHAR),"
        f" CAST(max(abs(e)) AS VARCHAR) FROM {kept}"
    )
    unit = NUMBER_SCALE if whole else 1
    if largest is None or int(largest) // unit * LIMB >= 2**63 or int(top) // unit >= 2**63:
        return "e", "n"
    return f"CAST(e // {unit} AS BIGINT)", f"CAST(n // {unit} AS BIGINT)"


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
