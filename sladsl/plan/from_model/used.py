"""Down time that can be claimed once only, to the rule that leaves it out of later periods."""

from __future__ import annotations

from collections.abc import Callable

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.meaning import Chosen, LeftOpen
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.measure import Metering
from sladsl.plan.used import UsedRule
from sladsl.record import replace
from sladsl.values.period import Assessed

ONCE = "counts once"
ONCE_IN_CREDITS = "counts once in credits"
AGAIN = "counts again"


def used_rule(
    objective: m.Objective,
    metric: m.Metric,
    stretch: Stretch,
    reading: Reading,
    by_days: Callable[[Assessed, m.Objective, Stretch], Measuring],
) -> tuple[UsedRule | None, tuple[Metering, ...]]:
    """The rule, and what is measured for it day by day (nothing where what is lost does not add up over days); None where
    every period stands for itself, or levels are only reported.

    `by_days` measures the metric over periods of a kind within a stretch. Where nothing is said, it is asked of periods that
    go back over others: else one outage is owed for each of them. That a month and its quarter have a credit each is plain.
    """
    agreement = reading.agreement
    if not _share_time(objective, agreement):
        return None, ()
    answer = AGAIN
    if _said(agreement) is not None or _rolling(objective, agreement):
        span = agreement.claims.span if agreement.claims is not None else agreement.span
        answer = reading.ask(
            Interpretation.used_time.name,
            "claims" if agreement.claims is not None else "",
            (AGAIN, ONCE, ONCE_IN_CREDITS),
            f"the periods of {objective.label} share time, and what fails in it may be credited in each of them",
            own=agreement.claims.choices if agreement.claims is not None else None,
            span=span,
        )
    if answer not in (ONCE, ONCE_IN_CREDITS):
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
        in_credits=answer == ONCE_IN_CREDITS,
    )
    return rule, tuple(replace(each, metric=name) for each in adds_up)


def claimed_once(objective: m.Objective, agreement: m.Agreement) -> bool:
    """Whether what is lost in one period of an objective may count for another, and does so once, or may do so."""
    if not _share_time(objective, agreement):
        return False
    said = _said(agreement)
    return said.answer != AGAIN if isinstance(said, Chosen) else _rolling(objective, agreement)


def _said(agreement: m.Agreement) -> Chosen | LeftOpen | None:
    """What the claims say, or else the whole agreement."""
    key = Interpretation.used_time.name
    own = agreement.claims.choices if agreement.claims is not None else {}
    return own.get(key) or agreement.choices.get(key)


def _share_time(objective: m.Objective, agreement: m.Agreement) -> bool:
    """Whether periods with a credit share time with each other, or with those of another credit for their metric."""
    of_metric = _credited(objective, agreement)
    return objective in of_metric and (
        _rolling(objective, agreement) or any(each.assessed != objective.assessed for each in of_metric)
    )


def _rolling(objective: m.Objective, agreement: m.Agreement) -> bool:
    """Whether a credit for the metric is of periods that go back over others."""
    return any(each.rolling is not None for each in _credited(objective, agreement))


def _credited(objective: m.Objective, agreement: m.Agreement) -> list[m.Objective]:
    """The objectives of the same metric that have a credit."""
    return [
        each
        for name, each in agreement.objectives.items()
        if each.metric == objective.metric and agreement.credit_of(name) is not None
    ]
