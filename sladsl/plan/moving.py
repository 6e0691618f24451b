"""Bounds that move with what was attained, and misses that are free, compiled. Units are those of the level."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.plan.rows import Comparator
from sladsl.record import Record

if TYPE_CHECKING:
    from sladsl.plan.composed import Part
    from sladsl.values.period import PeriodKind

Figure = Literal["average", "median", "lowest", "highest"]


class BaselineRule(Record):
    """The figure of the levels of the first `count` whole periods, never worse than `floor`."""

    figure: Figure
    count: int
    floor: Fraction | None


class RaiseRule(Record):
    """A bound that moves every so many `months`, `days` or `hours`: by `share` of what lies between it and `best`, or
    (None) to a figure of the levels of the last `count` periods, or `halfway` to it. It never becomes easier.
    """

    months: int
    days: int
    share: Fraction | None
    best: Fraction
    halfway: bool
    figure: Figure
    count: int
    hours: int = 0


class MovingRule(Record):
    """What a bound is in each period; `since`: from when on it counts (None: not stated)."""

    comparator: Comparator
    baseline: BaselineRule | None
    raised: RaiseRule | None
    since: int | None


class ParityRule(Record):
    """No worse than the level of `other`: at all (`critical` None), or by so many standard errors of the other group."""

    other: Part
    critical: Fraction | None
    written: str
    """The critical value in digits."""
    told_by: tuple[str, ...]
    """The objectives that tell its level: somebody may report it."""


class FreeRule(Record):
    """Misses without consequence: the first `count` of each `window`, or ("") so many of fewer than `below` records."""

    count: int
    window: PeriodKind | Literal["contract year", "term", ""]
    below: int = 0
