"""Bounds that move with what was attained, and misses that are free, as an agreement means them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.model.meaning import Meaning
from sladsl.values.period import PeriodKind

if TYPE_CHECKING:
    from sladsl.ast import values as v
    from sladsl.ast.parity import Comparison
    from sladsl.model.meanings import Bound

Figure = Literal["average", "median", "lowest", "highest"]


class Baseline(Meaning):
    """The figure of the levels of the first `count` whole periods, never worse than `floor`; `comparator` of the promise."""

    comparator: v.Comparator
    figure: Figure
    count: int
    floor: Bound | None


class Raise(Meaning):
    """How often a bound moves, in `months`, `days` or `hours`, and to what: by `share` of the gap to the best there is, or
    (None) to a figure of the last `count` periods, or halfway to it.
    """

    months: int
    days: int
    share: Fraction | None
    halfway: bool
    figure: Figure
    count: int
    hours: int = 0


class FreeMisses(Meaning):
    """The first `count` misses of each `window`; or ("") so many records of a period that has fewer than `below`."""

    count: int
    window: PeriodKind | Literal["contract year", "term", ""]
    below: int


class Parity(Meaning):
    """The metric of another group that a promise must keep up with, and by which test."""

    other: str
    test: Comparison
