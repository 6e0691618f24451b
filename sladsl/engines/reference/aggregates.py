"""Cells: the rows or spans of a scope become one integer a period.

Sums and ranks are taken of exact fractions, scaled at the very end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil, floor
from typing import Literal, assert_never

from sladsl.data.reading import Row
from sladsl.engines.reference.conditions import number
from sladsl.engines.reference.spans import Pairs, Periods
from sladsl.plan.measure import (
    Count,
    Edge,
    Exact,
    Extreme,
    Known,
    Ranked,
    Rated,
    Ratios,
    SlotStarts,
    Total,
)
from sladsl.plan.rows import Operand
from sladsl.values.intervals import Spans, clip
from sladsl.values.open_time import OpenTime
from sladsl.values.period import Period

OfRows = Count | Total | Exact | Ranked | Extreme | Known | Ratios | Rated

RATIO_SCALE = 10**18


def of_rows(cells: OfRows, rows: Iterable[Row]) -> list[int]:
    """The integer of each period."""
    places = Periods(cells.periods)
    found: list[list[Row]] = [[] for _ in cells.periods]
    for row in rows:
        for at in places.holding(row.start):
            found[at].append(row)
    return [_integer(cells, own) for own in found]


def _integer(cells: OfRows, rows: list[Row]) -> int:
    match cells:
        case Count():
            return len(rows)
        case Total():
            return floor(sum(_known(cells.of, rows), Fraction(0)) * cells.scale)
        case Exact():
            known = _known(cells.of, rows)
            return side_of(sum(known, Fraction(0)) if known else None, cells.side)
        case Ranked():
            return _ranked(cells, sorted(_known(cells.of, rows)))
        case Extreme():
            pick: Callable[[list[Fraction]], Fraction] = min if cells.which == "least" else max
            return floor(pick(_known(cells.of, rows) or [Fraction(0)]) * cells.scale)
        case Known():
            return len(_known(cells.of, rows))
        case Ratios():
            sums = sum((part / whole for part, whole in _rated(cells, rows)), Fraction(0)) * RATIO_SCALE
            return 2 * floor(sums) + (sums.denominator != 1)
        case Rated():
            return len(_rated(cells, rows))
        case _:
            assert_never(cells)


def side_of(total: Fraction | None, side: Literal["top", "bottom"]) -> int:
    """A side of a fraction; 0 where there is none."""
    if total is None:
        return 0
    return total.numerator if side == "top" else total.denominator


def _known(of: Operand, rows: list[Row]) -> list[Fraction]:
    values = (number(of, row.values) for row in rows)
    return [value for value in values if value is not None]


def _ranked(cells: Ranked, values: list[Fraction]) -> int:
    if not values:
        return 0
    if cells.method == "nearest rank":
        return floor(values[max(1, ceil(cells.share * len(values))) - 1] * cells.scale)
    place = cells.share * (len(values) - 1)
    below = floor(place)
    value = values[below]
    if place > below:
        value += (place - below) * (values[below + 1] - value)
    return floor(value * cells.scale * cells.share.denominator)


def _rated(cells: Ratios | Rated, rows: list[Row]) -> list[tuple[Fraction, Fraction]]:
    pairs = ((number(cells.part, row.values), number(cells.whole, row.values)) for row in rows)
    return [(part, whole) for part, whole in pairs if part is not None and whole is not None and whole > 0]


def slot_starts(cells: SlotStarts, where: Spans) -> list[int]:
    """How many slots of each period begin in the set."""
    if cells.laid:
        return [sum(_begun_in(cells, where, laid, period) for laid in cells.laid) for period in cells.periods]
    return [
        sum(_starts(end - period.start, cells.every) - _starts(start - period.start, cells.every)
            for start, end in clip(where, period.start, period.end))
        for period in cells.periods
    ]  # fmt: skip


def _begun_in(cells: SlotStarts, where: Spans, laid: Period, period: Period) -> int:
    start, end = max(laid.start, period.start), min(laid.end, period.end)
    inside = clip(where, start, end) if start < end else ()
    return sum(_starts(b - laid.start, cells.every) - _starts(a - laid.start, cells.every) for a, b in inside)


def _starts(length: int, every: int) -> int:
    """Slots that begin in so many µs from the start of a period."""
    return -(-length // every)


def edges(cells: Edge, spans: Pairs, within: Spans) -> list[int]:
    """The edge of each period, 0 where no span shares time with it."""
    inside = OpenTime(within)
    return [
        _edge(cells, [span for span in spans if _shares(span, period, inside)]) for period in cells.periods
    ]


def _shares(span: tuple[int, int], period: Period, inside: OpenTime) -> bool:
    return inside.between(max(span[0], period.start), min(span[1], period.end)) > 0


def _edge(cells: Edge, spans: list[tuple[int, int]]) -> int:
    match cells.which:
        case "first start":
            return min((start for start, _ in spans), default=0)
        case "last start":
            return max((start for start, _ in spans), default=0)
        case "first end":
            return min((end for _, end in spans), default=0)
        case "last end":
            return max((end for _, end in spans), default=0)
        case _:
            assert_never(cells.which)
