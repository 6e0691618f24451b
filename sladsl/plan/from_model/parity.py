"""What a promise is compared with: the level of another metric over the same periods."""

from __future__ import annotations

from collections.abc import Callable

from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan.composed import Part
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.moving import ParityRule
from sladsl.record import replace


def parity_rule(
    objective: m.Objective, agreement: m.Agreement, measure: Callable[[m.Metric, m.Objective], Measuring]
) -> tuple[ParityRule | None, tuple[k.Metering, ...]]:
    """The rule, and what is metered for it."""
    parity = objective.parity
    other = agreement.metrics.get(parity.other) if parity is not None else None
    if parity is None or other is None:
        return None, ()
    alone = replace(objective, bound=None, targets=None, minimum=None, critical=None)
    measured = measure(other, alone)
    name = measured.metering.metric if measured.metering is not None else measured.name or other.name
    part = Part(
        name=other.name,
        metric=name,
        level=replace(measured.level, rounding=None),
        sources=other.sources,
        scoped=bool(other.for_each),
    )
    told = tuple(
        each.name
        for each in agreement.objectives.values()
        if each.metric == other.name and each.assessed == objective.assessed
    )
    rule = ParityRule(other=part, critical=parity.test.critical, written=parity.test.written, told_by=told)
    metered = (measured.metering, *measured.more)
    return rule, tuple(each for each in metered if each is not None)
