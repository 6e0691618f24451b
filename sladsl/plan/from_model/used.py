"""Down time that can be claimed once only, to the rule that leaves it out of later periods."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from sladsl.model import meanings as m
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.measure import Metering
from sladsl.plan.used import UsedRule
from sladsl.record import replace
from sladsl.values.period import Assessed

ONCE = "counts once"
ONCE_IN_CREDITS = "counts once in credits"


def used_rule(
    objective: m.Objective,
    metric: m.Metric,
    stretch: Stretch,
    agreement: m.Agreement,
    by_days: Callable[[Assessed, m.Objective, Stretch], Measuring],
) -> tuple[UsedRule | None, tuple[Metering, ...]]:
    """The rule, and what is measured for it day by day (nothing where what is lost does not add up over days); None where
    every period stands for itself, or levels are only reported.

    `by_days` measures the metric over periods of a kind within a stretch.
    """
    claims = agreement.claims
    if not claimed_once(objective, agreement) or claims is None:
        return None, ()
    looked_at = stretch.periods(objective.assessed)
    if not looked_at:
        return None, ()
    first, last = min(each.start for each in looked_at), max(each.end for each in looked_at)
    found = by_days("day", objective, replace(stretch, start=first, end=last, first=None))
    if found.level.reported:
        return None, ()
    adds_up = () if found.metering is None or found.level.budget is None else (found.metering,)
    name = f"{metric.name} by the day, for {objective.label}" if adds_up else ""
    rule = UsedRule(
        group=metric.name,
        metric=name,
        days=tuple(day for each in adds_up for day in each.periods),
        kind=objective.period,
        rolling=objective.rolling,
        in_credits=claims.used == ONCE_IN_CREDITS,
    )
    return rule, tuple(replace(each, metric=name) for each in adds_up)


def claimed_once(objective: m.Objective, agreement: m.Agreement) -> bool:
    """Whether what is lost in one period of an objective may count for another, and does so once."""
    claims = agreement.claims
    once = claims is not None and claims.used in (ONCE, ONCE_IN_CREDITS)
    return once and agreement.credit_of(objective.name) is not None and _share_time(objective, agreement)


def _share_time(objective: m.Objective, agreement: m.Agreement) -> bool:
    """Whether the periods of an objective share time with each other, or with those of another credit for its metric."""
    of_metric = [
        each
        for name, each in agreement.objectives.items()
        if each.metric == objective.metric and agreement.credit_of(name) is not None
    ]
    return any(each.rolling is not None for each in of_metric) or any(
        one.assessed != other.assessed for one, other in combinations(of_metric, 2)
    )
