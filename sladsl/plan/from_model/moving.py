"""Bounds that move and misses that are free to rules of settlement."""

from __future__ import annotations

from fractions import Fraction

from sladsl.model import meanings as m
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.moving import BaselineRule, FreeRule, MovingRule, RaiseRule
from sladsl.values.period import parse_period


def moving_rule(objective: m.Objective, stretch: Stretch) -> MovingRule | None:
    """What a bound is in each period; None where it stays what it is."""
    base, rise = objective.baseline, objective.raised
    if base is not None:
        comparator = base.comparator
    elif rise is not None and objective.bound is not None:
        comparator = objective.bound.comparator
    else:
        return None
    begins = parse_period(objective.begins, stretch.place()) if objective.begins else None
    lower = comparator in ("at most", "below")
    return MovingRule(
        comparator=comparator,
        baseline=None
        if base is None
        else BaselineRule(
            figure=base.figure, count=base.count, floor=None if base.floor is None else base.floor.value
        ),
        raised=None
        if rise is None
        else RaiseRule(
            months=rise.months,
            days=rise.days,
            hours=rise.hours,
            share=rise.share,
            best=Fraction(0) if lower else Fraction(1),
            halfway=rise.halfway,
            figure=rise.figure,
            count=rise.count,
        ),
        since=begins.start if begins is not None else stretch.term_start,
    )


def free_rule(objective: m.Objective) -> FreeRule | None:
    """The misses of a promise that have no consequence."""
    free = objective.free
    return None if free is None else FreeRule(count=free.count, window=free.window, below=free.below)
