"""Steps of a figure that no objective is about: it is measured beside the promise, in the periods of that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan.composed import Part
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.remedies import PointsRule
from sladsl.plan.settlement import Assessment, CreditRule
from sladsl.record import replace

Owed = TypeVar("Owed", CreditRule, PointsRule)
COMPUTED = "is computed from others"


def counted_beside(
    objective: m.Objective,
    assessment: Assessment,
    agreement: m.Agreement,
    measure: Callable[[m.Metric, m.Objective], Measuring],
) -> tuple[Assessment, tuple[k.Metering, ...]]:
    """The assessment with the figures of its steps, and what is metered for them."""
    metered: list[k.Metering] = []
    alone = replace(objective, bound=None, targets=None, minimum=None, critical=None)

    def with_figure(owed: Owed | None) -> Owed | None:
        step = owed.step if owed is not None else None
        other = agreement.metrics.get(step.metric) if step is not None and step.metric else None
        if owed is None or step is None or other is None:
            return owed
        measured = measure(other, alone)
        if measured.metering is None or measured.more or measured.level.parts:
            return replace(owed, step=replace(step, unsaid=f"the level of {other.name} {COMPUTED}"))
        metered.append(measured.metering)
        part = Part(
            name=other.name,
            metric=measured.metering.metric,
            level=replace(measured.level, rounding=None),
            sources=other.sources,
            scoped=bool(other.for_each),
        )
        return replace(owed, step=replace(step, other=part))

    found = replace(
        assessment,
        credit=with_figure(assessment.credit),
        bonus=with_figure(assessment.bonus),
        points=with_figure(assessment.points),
    )
    return found, tuple(metered)
