"""Sums of ratios, exact: ratios of one denominator are added up first, the rest by long division; doubles play no part.

Where rows are added up by slot before, all that is asked of the slots is told in the same pass, and of data that are too
many to be in memory slice by slice: what is known of a slice is added to what is known of those before it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from fractions import Fraction
from math import gcd

from sladsl.engines.refusal import CannotKeepExact
from sladsl.engines.sql.cells import NUMBER_SCALE
from sladsl.engines.sql.columns import columns_of
from sladsl.engines.sql.conditions import LARGEST, operand_sql
from sladsl.engines.sql.covering import covers_whole, in_periods
from sladsl.engines.sql.folds import Integers, placed
from sladsl.engines.sql.record_rows import summed_sql
from sladsl.engines.sql.relations import LONGEST_LADDER, Relations
from sladsl.engines.sql.slots import Slice, block_of, tiled
from sladsl.engines.sql.words import literal
from sladsl.plan.measure import Length, Rated, Ratios, Slots, Summed
from sladsl.record import Record, replace

LIMB = 10**9
FINE = 10**18


class Figures(Record):
    """By scope and place of the period: how many ratios there are, twice the whole part of their sum in units of 10^-18,
    plus one where something is left, and of sums by slot the length of all slots."""

    counts: Integers
    sums: Integers
    lengths: Integers


class _Divided(Record):
    """What long division says of some ratios: the sum of the parts of their quotients, how many of these go on, whether one
    is below zero, and how many ratios there are."""

    units: int = 0
    fine: int = 0
    finer: int = 0
    rest: int = 0
    odd: bool = False
    count: int = 0

    def plus(self, other: _Divided) -> _Divided:
        return _Divided(
            units=self.units + other.units,
            fine=self.fine + other.fine,
            finer=self.finer + other.finer,
            rest=self.rest + other.rest,
            odd=self.odd or other.odd,
            count=self.count + other.count,
        )

    @property
    def total(self) -> int | None:
        """Twice the whole part of the sum in units of 10^-18, plus one where something is left; None if that is in doubt."""
        above, left = divmod(self.finer, FINE)
        if self.odd or left + self.rest > FINE:
            return None
        return 2 * (self.units * FINE + self.fine + above) + int(left > 0 or self.rest > 0)


def rated(relations: Relations, node: Rated) -> Integers:
    return _figures(relations, node).counts


def ratios(relations: Relations, node: Ratios) -> Integers:
    return _figures(relations, node).sums


def slot_lengths(relations: Relations, node: Length) -> Integers | None:
    """The length of all slots of the periods, where ratios of sums by the same slots are asked too; None elsewhere."""
    slots = node.spans
    if not isinstance(slots, Slots) or slots.periods != node.periods:
        return None
    of = relations.rated_by(slots)
    if of is None or not covers_whole(node.within, node.periods):
        return None
    return _figures(relations, of).lengths


def _figures(relations: Relations, node: Ratios | Rated) -> Figures:
    key = ("figures", node.rows, node.periods, node.part, node.whole)
    found = relations.figures.get(key)
    if not isinstance(found, Figures):
        found = relations.figures[key] = _told_of(relations, node)
    return found


def _told_of(relations: Relations, node: Ratios | Rated) -> Figures:
    cells: dict[tuple[str, int], _Divided] = {}
    lengths: Integers = {}
    slices = _slices(relations, node)
    for own in slices:
        told = relations.kept_once(_key(node, own), "ratios", _by_denominator(relations, node, own))
        for scope, place, divided in _divided(relations, told):
            cells[scope, place] = cells.get((scope, place), _Divided()).plus(divided)
        query = f"SELECT scope, place, CAST(sum(l) AS VARCHAR) FROM {told} GROUP BY scope, place"
        for scope, place, length in relations.database.rows(query):
            lengths[scope, int(place)] = lengths.get((scope, int(place)), 0) + int(length or 0)
        if len(slices) > 1:
            relations.forget(_key(node, own))
    counts = {key: each.count for key, each in cells.items()}
    totals = {key: each.total for key, each in cells.items()}
    sums = {
        key: _one_by_one(relations, node, slices, *key) if total is None else total
        for key, total in totals.items()
    }
    return Figures(counts=counts, sums=sums, lengths=lengths)


def _slices(relations: Relations, node: Ratios | Rated) -> tuple[Slice, ...]:
    """The periods, each with its place; slice by slice where sums by slot would be too many at once."""
    summed = in_periods(node.rows, node.periods)
    whole = tuple(enumerate(node.periods))
    if not isinstance(summed, Summed) or summed.periods != node.periods:
        return (whole,)
    return relations.slices(summed)


def _key(node: Ratios | Rated, own: Slice) -> Hashable:
    return ("ratios", node.rows, own, node.part, node.whole)


def _by_denominator(relations: Relations, node: Ratios | Rated, own: Slice) -> str:
    """SQL of (scope, place, n, e, c, l): the numerators of a denominator added up, how many there are, and the length of
    their slots; n is 0 where there is no ratio."""
    part, whole = _sides(node)
    summed = in_periods(node.rows, node.periods)
    periods = tuple(each for _, each in own)
    columns = f"{part} AS e, {whole} AS n"
    if isinstance(summed, Summed) and tiled(periods) and len(periods) <= LONGEST_LADDER:
        rows = summed_sql(relations, replace(summed, periods=periods))
        place = block_of("r.a", [(each.start, each.end) for each in periods], [at for at, _ in own])
        sided = f"SELECT r.scope AS scope, {place} AS place, {columns}, r.b - r.a AS l FROM ({rows}) r"
    else:
        length = "r.b - r.a" if isinstance(summed, Summed) else "0"
        sided = placed(relations, node.rows, node.periods, f"{columns}, {length} AS l")
    there = "n > 0 AND e IS NOT NULL"
    return (
        "SELECT scope, place, n, sum(e) AS e, count(*) AS c, sum(l) AS l FROM (SELECT scope, place,"
        f" CASE WHEN {there} THEN n ELSE 0 END AS n, CASE WHEN {there} THEN e END AS e, l FROM ({sided}))"
        " GROUP BY scope, place, n"
    )


def _divided(relations: Relations, told: str) -> Iterator[tuple[str, int, _Divided]]:
    """By long division, nine digits at a time."""
    e, n = _narrow(relations, told)
    steps = (
        f"SELECT scope, place, c, n, e // n AS q0, e % n AS r0, e < 0 AS odd FROM"
        f" (SELECT scope, place, c, {e} AS e, {n} AS n FROM {told} WHERE n > 0)"
    )
    for digit in range(1, 5):
        before = digit - 1
        steps = (
            f"SELECT * EXCLUDE (r{before}), (r{before} * {LIMB}) // n AS q{digit},"
            f" (r{before} * {LIMB}) % n AS r{digit} FROM ({steps})"
        )
    found = relations.database.rows(
        f"SELECT scope, place, CAST(sum(q0) AS VARCHAR), CAST(sum(q1 * {LIMB} + q2) AS VARCHAR),"
        f" CAST(sum(q3 * {LIMB} + q4) AS VARCHAR), count(*) FILTER (WHERE r4 > 0), bool_or(odd), sum(c)"
        f" FROM ({steps}) GROUP BY scope, place"
    )
    for scope, place, units, fine, finer, rest, odd, count in found:
        own = _Divided(
            units=int(units),
            fine=int(fine),
            finer=int(finer),
            rest=int(rest),
            odd=bool(odd),
            count=int(count),
        )
        yield scope, int(place), own


def _narrow(relations: Relations, told: str) -> tuple[str, str]:
    """SQL of both sides in 64 bits where all steps of the division fit, which takes a fifth of the time.

    Whole numbers are kept as millionths: a quotient is the same without them.
    """
    ((whole, largest, top),) = relations.database.rows(
        f"SELECT bool_and(coalesce(TRY_CAST(e AS BIGINT) % {NUMBER_SCALE} = 0 AND TRY_CAST(n AS BIGINT)"
        f" % {NUMBER_SCALE} = 0, FALSE)), CAST(max(n) AS VARCHAR),"
        f" CAST(max(abs(e)) AS VARCHAR) FROM {told} WHERE n > 0"
    )
    unit = NUMBER_SCALE if whole else 1
    if largest is None or int(largest) // unit * LIMB >= 2**63 or int(top) // unit >= 2**63:
        return "e", "n"
    return f"CAST(e // {unit} AS BIGINT)", f"CAST(n // {unit} AS BIGINT)"


def _one_by_one(
    relations: Relations, node: Ratios | Rated, slices: tuple[Slice, ...], scope: str, place: int
) -> int:
    """The exact sum of a cell that long division leaves in doubt: fractions are added up."""
    fractions = []
    for own in slices:
        if all(at != place for at, _ in own):
            continue
        told = relations.kept_once(_key(node, own), "ratios", _by_denominator(relations, node, own))
        pairs = relations.database.rows(
            f"SELECT CAST(n AS VARCHAR), CAST(e AS VARCHAR) FROM {told}"
            f" WHERE scope = {literal(scope)} AND place = {place} AND n > 0"
        )
        fractions += [Fraction(int(part), int(whole)) for whole, part in pairs]
        if len(slices) > 1:
            relations.forget(_key(node, own))
    while len(fractions) > 1:  # in pairs, so that denominators grow evenly
        fractions = [sum(fractions[at : at + 2], Fraction(0)) for at in range(0, len(fractions), 2)]
    exact = (fractions[0] if fractions else Fraction(0)) * FINE
    floor = exact.numerator // exact.denominator
    return 2 * floor + int(exact.denominator != 1)


def _sides(node: Ratios | Rated) -> tuple[str, str]:
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
