"""Figures that one aggregate says of each scope and period: counts, sums, extremes, ranks.

Those of the same rows are asked together, in one pass: that they look at different rows of them is a filter of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd
from typing import assert_never

from sladsl.engines.refusal import CannotKeepExact
from sladsl.engines.sql.certain import always
from sladsl.engines.sql.columns import columns_of
from sladsl.engines.sql.conditions import LARGEST, condition_sql, operand_sql
from sladsl.engines.sql.covering import in_periods
from sladsl.engines.sql.relations import LONGEST_LADDER, Relations
from sladsl.engines.sql.slots import block_of, tiled
from sladsl.engines.sql.table import Narrow
from sladsl.plan.measure import Cells, Count, Extreme, Keep, Known, Ranked, Rows, Total, Undecided, Unless
from sladsl.plan.rows import Field, Operand
from sladsl.record import replace
from sladsl.values.period import Period

MOST_ROWS = 10**9

Fold = Count | Known | Total | Extreme | Ranked
Integers = dict[tuple[str, int], int]
"""By scope and place of the period; what isn't there is zero."""


def folded(relations: Relations, nodes: Iterable[Cells]) -> dict[Cells, Integers]:
    """The figures among some nodes that are folds, those of the same rows and periods by one query."""
    groups: dict[tuple[Rows, tuple[Period, ...]], list[tuple[Fold, str]]] = {}
    for node in nodes:
        if isinstance(node, Fold) and is_fold(node):
            rows, test = filtered(node.rows, relations.full(node.rows))
            groups.setdefault((rows, node.periods), []).append((node, test))
    found: dict[Cells, Integers] = {}
    for (rows, periods), asked in groups.items():
        narrow, full = relations.narrow(rows), relations.full(rows)
        aggregates = ", ".join(fold_sql(node, test, narrow, full) for node, test in asked)
        own: list[Integers] = [{} for _ in asked]
        for first, chunk in relations.chunks(rows, periods):
            within = placed(relations, rows, chunk)
            query = f"SELECT scope, place, {aggregates} FROM ({within}) GROUP BY scope, place"
            for scope, place, *values in relations.database.rows(query):
                for integers, value in zip(own, values, strict=True):
                    if value is not None:
                        integers[scope, first + int(place)] = int(value)
        found |= {node: integers for (node, _), integers in zip(asked, own, strict=True)}
    return found


def is_fold(node: Fold) -> bool:
    """Whether one aggregate says it: of ranks those by the nearest one, of a share that is a decimal."""
    return not isinstance(node, Ranked) or (node.method == "nearest rank" and bool(decimal(node.share)))


def filtered(rows: Rows, full: frozenset[str] = frozenset()) -> tuple[Rows, str]:
    """The rows that a chain of conditions looks at, and SQL of those that it keeps; "" for all.

    `full`: fields that are known to have a value in each row.
    """
    tests: list[str] = []
    ends = {Keep: "", Undecided: " IS NULL", Unless: " IS NOT TRUE"}
    while isinstance(rows, Keep | Undecided | Unless):
        if isinstance(rows, Keep) and always(rows.where, full):
            rows = rows.rows
            continue
        tests.append(f"({condition_sql(rows.where, columns_of(rows.rows))}){ends[type(rows)]}")
        rows = rows.rows
    return rows, " AND ".join(f"({each})" for each in reversed(tests))


def placed(relations: Relations, rows: Rows, periods: tuple[Period, ...], columns: str = "r.*") -> str:
    """SQL of (scope, place, columns …) of the rows that lie in a period."""
    rows = in_periods(rows, periods)
    relation = relations.rows(rows)
    if tiled(periods) and periods:
        relation = relations.rows_between(rows, periods[0].start, periods[-1].end)
    told = "" if columns == "r.*" else "r.scope AS scope, "
    if tiled(periods) and len(periods) <= LONGEST_LADDER:
        parts = [(each.start, each.end) for each in periods]
        inner = f"SELECT {told}{block_of('r.a', parts)} AS place, {columns} FROM {relation} r"
        return f"SELECT * FROM ({inner}) WHERE place IS NOT NULL"
    return (
        f"SELECT {told}p.place AS place, {columns} FROM {relation} r"
        f" JOIN {relations.periods(periods)} p ON r.a >= p.s AND r.a < p.e"
    )


def fold_sql(node: Fold, test: str, narrow: Narrow, full: frozenset[str]) -> str:
    """SQL of the aggregate over the rows that pass a test ("": all), which are those of the node without its conditions;
    NULL where it has no value."""
    where = f" FILTER (WHERE {test})" if test else ""
    match node:
        case Count():
            return f"count(*){where}"
        case Known():
            if isinstance(node.of, Field) and node.of.name in full:
                return f"count(*){where}"
            quotient = operand_sql(node.of, columns_of(node.rows))
            known = [f"{each} IS NOT NULL" for each in (quotient.top, quotient.bottom) if each]
            return f"count(*) FILTER (WHERE {' AND '.join([*([test] if test else []), *known])})"
        case Total():
            value, factor, scale = scaled(node.rows, node.of, node.scale, narrow)
            summed = f"sum({value}){where} * {factor}"
            if scale == 1:
                return summed
            return f"(({summed}) - ((({summed}) % {scale}) + {scale}) % {scale}) // {scale}"
        case Extreme():
            value, factor, scale = scaled(node.rows, node.of, node.scale, narrow)
            whole(scale)
            which = "min" if node.which == "least" else "max"
            return f"CAST({which}({value}){where} AS HUGEINT) * {factor}"
        case Ranked():
            value, factor, scale = scaled(node.rows, node.of, node.scale, narrow)
            whole(scale)
            # Of a decimal the engine takes the rank in whole numbers; of a double it would be another one now and then.
            return f"CAST(quantile_disc({value}, {decimal(node.share)}){where} AS HUGEINT) * {factor}"
        case _:
            assert_never(node)


def scaled(rows: Rows, of: Operand, scale: int, narrow: Narrow) -> tuple[str, int, int]:
    """SQL of an operand as an integer, what its aggregate is multiplied by, and what it is divided by then."""
    columns = columns_of(rows)
    quotient = operand_sql(of, columns)
    if isinstance(of, Field) and not columns(of.name).text:
        # As narrow as it is held: sums are wide anyway.
        quotient = replace(quotient, top=columns(of.name).sql)
    if quotient.bottom:
        raise CannotKeepExact("A figure is a quotient, which DuckDB can't keep exact here.")
    common = gcd(scale, quotient.scale)
    factor, divisor = scale // common, quotient.scale // common
    if quotient.largest * factor * MOST_ROWS > LARGEST:
        raise CannotKeepExact("A sum can have more digits than DuckDB can keep exact.")
    value, unit = narrow.get(quotient.top, (quotient.top, 1))
    common = gcd(unit * factor, divisor)
    return value, unit * factor // common, divisor // common


def whole(divisor: int) -> None:
    if divisor != 1:
        raise CannotKeepExact("A figure has more decimals than its column keeps.")


def decimal(share: Fraction) -> str:
    """A share between 0 and 1 as a decimal of SQL; "" where it has none of a few digits."""
    for digits in range(1, 10):
        units = share * 10**digits
        if units.denominator == 1 and 0 <= share <= 1:
            text = f"{units.numerator:0{digits + 1}}"
            return f"CAST('{text[:-digits]}.{text[-digits:]}' AS DECIMAL({digits + 1}, {digits}))"
    return ""
