"""Which rows of a table fit which levels: exact stretches of the line of levels, gaps and overlaps included.

A boundary that belongs to two rows, or to none, decides money; ends are therefore open or closed, never
approximately equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import groupby, pairwise
from math import ceil, floor

from sladsl.record import Record
from sladsl.values.number import Comparator, compared

MIRRORED = {"at least": "at most", "at most": "at least", "above": "below", "below": "above"}
"""Each comparison on a scale that runs the other way: what is good about downtime is bad about uptime."""
Limits = tuple[tuple[Comparator, Fraction], ...]
"""What a level must satisfy, all of it; () is satisfied by every level."""


class Levels(Record):
    """The levels that there can be: from `low` to `high`, both included (None: no end).

    With a `step` there are only its whole multiples: counts have the step 1, levels rounded to 0.1 % that of
    0.001.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction | None = None


class Stretch(Record):
    """Levels between two ends; `low_in` and `high_in` say whether the ends belong to it (None: no end)."""

    low: Fraction | None
    high: Fraction | None
    low_in: bool
    high_in: bool

    def holds(self, level: Fraction) -> bool:
        """Whether the level lies in the stretch."""
        if self.low is not None and (level < self.low or (level == self.low and not self.low_in)):
            return False
        return self.high is None or level < self.high or (level == self.high and self.high_in)

    @property
    def point(self) -> Fraction | None:
        """The only level of the stretch, None when there are more."""
        return self.low if self.low == self.high else None


class Part(Record):
    """A stretch over which the same rows fit; `rows` are their positions, ascending."""

    stretch: Stretch
    rows: tuple[int, ...]


def satisfies(limits: Limits, level: Fraction) -> bool:
    """Whether a level satisfies all limits."""
    return all(compared(level, comparator, value) for comparator, value in limits)


def parts(rows: Sequence[Limits], levels: Levels) -> tuple[Part, ...]:
    """The levels from low to high, cut where the rows that fit change; each part is as long as can be.

    Between two neighbouring boundaries no row can begin or end, so one level in between speaks for all.
    """
    return _parts(tuple(rows), levels)


@lru_cache(maxsize=1024)
def _parts(rows: tuple[Limits, ...], levels: Levels) -> tuple[Part, ...]:
    """Several rules look at each table, and agreements repeat theirs."""
    cuts = sorted({value for limits in rows for _, value in limits})
    fits = [
        (piece, tuple(at for at, limits in enumerate(rows) if satisfies(limits, inner_level(piece, levels))))
        for piece in _pieces(cuts, levels)
    ]
    return tuple(
        Part(stretch=joined([piece for piece, _ in group]), rows=fitting)
        for fitting, group in ((key, list(members)) for key, members in groupby(fits, key=lambda fit: fit[1]))
    )


def joined(stretches: Sequence[Stretch]) -> Stretch:
    """The stretch from the first to the last of neighbours in their order."""
    first, last = stretches[0], stretches[-1]
    return Stretch(low=first.low, low_in=first.low_in, high=last.high, high_in=last.high_in)


def inner_level(stretch: Stretch, levels: Levels) -> Fraction:
    """Some level of the stretch: its only one, a multiple of the step, or one away from both ends."""
    low, high = stretch.low, stretch.high
    if levels.step is not None:
        # `_within` has moved the ends to multiples.
        return low if low is not None else high if high is not None else Fraction(0)
    if low is None:
        return Fraction(0) if high is None else high - 1
    return low + 1 if high is None else (low + high) / 2


def telling_level(stretch: Stretch, levels: Levels, units: Sequence[Fraction] = (Fraction(1),)) -> Fraction:
    """A level of the stretch that people grasp: an end where it belongs to the stretch, else a short number.

    The ends of the line itself (0 %, 100 %) come last. `units` are the sizes to count in, from the coarsest
    (hours, minutes, seconds); where none is fine enough, tenths of the last, and tenths of these.
    """
    low, high = stretch.low, stretch.high
    if low is not None and stretch.low_in and (low == high or low != levels.low):
        return low
    if high is not None and stretch.high_in and high != levels.high:
        return high
    if levels.step is not None:
        return inner_level(stretch, levels)
    for unit in _ever_finer(units):
        if high is not None:
            below = (ceil(high / unit) - 1) * unit
            if low is None or below > low:
                return below
        elif low is not None:
            return (floor(low / unit) + 1) * unit
        else:
            return Fraction(0)
    raise AssertionError("units get finer without end")


def _ever_finer(units: Sequence[Fraction]) -> Iterable[Fraction]:
    yield from units
    unit = units[-1]
    while True:
        unit /= 10
        yield unit


def _pieces(cuts: list[Fraction], levels: Levels) -> list[Stretch]:
    """Points at the cuts and the open stretches around them, as far as levels exist there."""
    found = []
    ends: list[Fraction | None] = [None, *cuts, None]
    for low, high in pairwise(ends):
        if low is not None:
            found.append(Stretch(low=low, low_in=True, high=low, high_in=True))
        found.append(Stretch(low=low, low_in=False, high=high, high_in=False))
    inside = (_within(piece, levels) for piece in found)
    return [piece for piece in inside if piece is not None]


def _within(piece: Stretch, levels: Levels) -> Stretch | None:
    """The piece cut to the line of levels, its ends on levels where there is a step; None when empty."""
    low, low_in, high, high_in = piece.low, piece.low_in, piece.high, piece.high_in
    if levels.low is not None and (low is None or low < levels.low):
        low, low_in = levels.low, True
    if levels.high is not None and (high is None or high > levels.high):
        high, high_in = levels.high, True
    if levels.step is not None:
        if low is not None:
            low = (ceil(low / levels.step) if low_in else floor(low / levels.step) + 1) * levels.step
            low_in = True
        if high is not None:
            high = (floor(high / levels.step) if high_in else ceil(high / levels.step) - 1) * levels.step
            high_in = True
    if low is not None and high is not None and (low > high or (low == high and not (low_in and high_in))):
        return None
    return Stretch(low=low, low_in=low_in, high=high, high_in=high_in)
