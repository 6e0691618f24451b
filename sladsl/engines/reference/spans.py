"""What the kernel does with spans beyond the set operations: slots, units, prolonging, allowances, lengths
by period.

Pure functions over pairs of microseconds, each the plain reading of a node's docstring, so that they can be
held against a count of single microseconds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from sladsl.plan.measure import Begun, Length, Longest, Stepped
from sladsl.values.intervals import Spans, clip, covers, first, normal
from sladsl.values.open_time import OpenTime
from sladsl.values.period import Period

Pairs = Sequence[tuple[int, int]]
"""Half-open spans in any order; they may overlap, unlike `Spans`."""


class Periods:
    """Periods that can be asked which of them hold an instant or meet a span; quick when they do not
    overlap."""

    def __init__(self, periods: tuple[Period, ...]) -> None:
        self.periods = periods
        pairs = [(period.start, period.end) for period in periods]
        self._tiled = all(a[1] <= b[0] for a, b in pairwise(pairs))
        self._starts = [start for start, _ in pairs]
        self._ends = [end for _, end in pairs]

    def meeting(self, start: int, end: int) -> list[int]:
        """Places of the periods that share an instant with `[start, end)`."""
        every: Iterable[int] = range(len(self.periods))
        if self._tiled:
            every = range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        return [at for at in every if max(start, self._starts[at]) < min(end, self._ends[at])]

    def holding(self, instant: int) -> list[int]:
        """Places of the periods that hold the instant."""
        return self.meeting(instant, instant + 1)


def slot_of(period: Period, every: int, instant: int) -> tuple[int, int]:
    """The slot of a period around an instant in it; the last one of a period may be short."""
    start = period.start + (instant - period.start) // every * every
    return start, min(start + every, period.end)


def slots(instants: Iterable[int], every: int, periods: tuple[Period, ...]) -> Spans:
    """The slots in which at least one of the instants lies."""
    places = Periods(periods)
    return normal(
        {slot_of(periods[at], every, instant) for instant in instants for at in places.holding(instant)}
    )


def whole_unit(span: tuple[int, int], unit: int, how: Literal["whole only", "started"]) -> tuple[int, int]:
    """The whole aligned units inside a span (empty when there is none), or all that it has begun.

    Units are counted from 1970-01-01T00:00Z: minutes and hours are those of the clock.
    """
    start, end = span
    if how == "whole only":
        return -(-start // unit) * unit, end // unit * unit
    return start // unit * unit, -(-end // unit) * unit


def until(bad: Spans, seen: Spans, horizon: int) -> tuple[tuple[int, int], ...]:
    """Each bad span prolonged to the first instant at or after its end that lies in `seen`, or to `horizon`.

    A span whose end lies in `seen` stays as it is; none is shortened.
    """
    starts = [start for start, _ in seen]
    found = []
    for start, end in bad:
        if not covers(seen, end):
            after = bisect_left(starts, end)
            end = starts[after] if after < len(starts) else max(end, horizon)
        found.append((start, end))
    return tuple(found)


def from_nth(instants: Iterable[int], nth: int, periods: tuple[Period, ...]) -> tuple[tuple[int, int], ...]:
    """In each period the span from the nth of its instants to its end."""
    ordered = sorted(instants)
    found = []
    for period in periods:
        own = [each for each in ordered if period.start <= each < period.end]
        if len(own) >= nth:
            found.append((own[nth - 1], period.end))
    return tuple(found)


def allowance(spans: Spans, length: int, periods: tuple[Period, ...]) -> Spans:
    """The first `length` µs of the set in each period."""
    return normal(pair for period in periods for pair in first(clip(spans, period.start, period.end), length))


def at_once(sets: Sequence[Spans], least: int) -> Spans:
    """The instants in at least `least` of the sets: between two edges that follow each other, all or none of them."""
    edges = sorted({edge for spans in sets for span in spans for edge in span})
    return normal(
        (start, end)
        for start, end in pairwise(edges)
        if sum(covers(spans, start) for spans in sets) >= max(1, least)
    )


def lengths(cells: Length | Longest | Stepped, spans: Pairs, within: Spans) -> list[int]:
    """What of the spans lies in `within`, by period: of all of them, or the most that one has."""
    places = Periods(cells.periods)
    inside = OpenTime(within)
    parts: list[list[int]] = [[] for _ in cells.periods]
    for start, end in spans:
        for at in places.meeting(start, end):
            period = cells.periods[at]
            length = inside.between(max(start, period.start), min(end, period.end))
            begun = length + cells.unit - 1 if cells.up else length
            whole = begun // cells.unit * cells.unit
            parts[at].append(in_steps(cells, whole) if isinstance(cells, Stepped) else whole)
    if isinstance(cells, Longest):
        return [max(own, default=0) for own in parts]
    return [sum(own) for own in parts]


def in_steps(cells: Stepped, length: int) -> int:
    """The time of the steps that one span has."""
    beyond = max(length - cells.beyond, 0)
    counted = length if cells.whole and beyond else beyond
    if cells.counts == "exact":
        return counted
    return (counted + (cells.step - 1 if cells.counts == "started" else 0)) // cells.step * cells.step


def begun(cells: Begun, spans: Pairs, within: Spans) -> list[int]:
    """How many spans have their first instant inside `within` in each period."""
    places = Periods(cells.periods)
    found = [0] * len(cells.periods)
    for start, end in spans:
        inside = clip(within, start, end)
        for at in places.holding(inside[0][0]) if inside else ():
            found[at] += 1
    return found
