"""Which levels a row of bands is left with, once the rows before it have taken theirs.

A contract prints "99.0% or more, but less than 99.9%" where the source says `at least 99.0%` in a list whose
first row that fits applies; the reader must not have to work that out.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.model.meanings import Bound
from sladsl.record import Record


class Edge(Record):
    """An end of a range: the level, whether it belongs to the range, and the bound that wrote it."""

    value: Fraction
    closed: bool
    bound: Bound


class Range(Record):
    """Levels from `low` to `high`; None is without end."""

    low: Edge | None = None
    high: Edge | None = None


EVERYTHING = Range()


def ranges(rows: Sequence[tuple[Bound, ...]]) -> tuple[tuple[Range, ...], ...]:
    """For each row the levels that it decides, ascending; () for a row that earlier ones leave nothing."""
    rest: tuple[Range, ...] = (EVERYTHING,)
    found = []
    for bounds in rows:
        fits: tuple[Range, ...] = (EVERYTHING,)
        for bound in bounds:
            fits = _meet(fits, (_range(bound),))
        found.append(_meet(rest, fits))
        rest = _meet(rest, _outside(fits))
    return tuple(found)


def _range(bound: Bound) -> Range:
    match bound.comparator:
        case "at least":
            return Range(low=Edge(value=bound.value, closed=True, bound=bound))
        case "above":
            return Range(low=Edge(value=bound.value, closed=False, bound=bound))
        case "at most":
            return Range(high=Edge(value=bound.value, closed=True, bound=bound))
        case "below":
            return Range(high=Edge(value=bound.value, closed=False, bound=bound))
        case "exactly":
            edge = Edge(value=bound.value, closed=True, bound=bound)
            return Range(low=edge, high=edge)


def _outside(of: tuple[Range, ...]) -> tuple[Range, ...]:
    """All levels in none of the ranges."""
    rest: tuple[Range, ...] = (EVERYTHING,)
    for each in of:
        sides = []
        if each.low is not None:
            sides.append(Range(high=_other_side(each.low)))
        if each.high is not None:
            sides.append(Range(low=_other_side(each.high)))
        rest = _meet(rest, tuple(sides))
    return rest


def _other_side(edge: Edge) -> Edge:
    return Edge(value=edge.value, closed=not edge.closed, bound=edge.bound)


def _meet(left: tuple[Range, ...], right: tuple[Range, ...]) -> tuple[Range, ...]:
    found = []
    for a in left:
        for b in right:
            met = Range(low=_inner(a.low, b.low, 1), high=_inner(a.high, b.high, -1))
            if not _empty(met):
                found.append(met)
    return tuple(found)


def _inner(a: Edge | None, b: Edge | None, sign: int) -> Edge | None:
    """The narrower of two low (sign 1) or high (sign -1) ends."""
    if a is None or b is None:
        return b if a is None else a
    if a.value != b.value:
        return a if sign * a.value > sign * b.value else b
    return b if a.closed and not b.closed else a


def _empty(of: Range) -> bool:
    if of.low is None or of.high is None:
        return False
    if of.low.value != of.high.value:
        return of.low.value > of.high.value
    return not (of.low.closed and of.high.closed)
