"""Scores to rules of settlement: lines whose level is put together of those of other promises."""

from __future__ import annotations

from typing import Literal

from sladsl.model import meanings as m
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.credits import bound
from sladsl.plan.remedies import ScorePart, ScoreRule
from sladsl.record import replace


def stand_in(objective: m.Objective, agreement: m.Agreement) -> m.Metric | None:
    """What stands for the metric of a score, or of a report in time, which nobody measures; None for other promises."""
    score = objective.score
    if objective.report:
        return reported(objective, "delay of")
    if score is None:
        return None
    parts = [agreement.metrics.get(agreement.objectives[name].metric) for name, _ in score.weights]
    parts = [each for each in parts if each is not None and each.for_each]
    scopes = dict.fromkeys(scope for each in parts if each is not None for scope in each.scopes)
    closed = all(each is not None and each.scopes for each in parts)
    return replace(reported(objective, "as reported"), scopes=tuple(scopes) if closed else ())


def reported(objective: m.Objective, kind: Literal["as reported", "delay of"]) -> m.Metric:
    """The metric of what nobody measures: a score, a sum of points, a report in time."""
    return m.Metric(
        name=objective.metric,
        title=objective.title,
        kind=kind,
        service="",
        sources=(),
        for_each=objective.dimension,
        scopes=(),
        controlled_by=objective.owner,
        controlled_open=False,
        collected_by="",
        choices={},
        unit="duration" if objective.report else "percent",
        report=objective.report,
        span=objective.span,
    )


def score_rule(objective: m.Objective, reading: Reading) -> ScoreRule | None:
    """What a score is put together of; None for a promise that is none."""
    score = objective.score
    if score is None:
        return None
    agreement = reading.agreement
    parts = []
    for name, weight in score.weights:
        part = agreement.objectives[name]
        metric = agreement.metrics.get(part.metric)
        scoped = bool(part.dimension or (metric is not None and metric.for_each))
        parts.append(ScorePart(objective=name, title=part.title or part.name, weight=weight, scoped=scoped))
    return ScoreRule(
        parts=tuple(parts),
        counts=score.counts,
        must=frozenset(score.must),
        warning=bound(score.warning) if score.warning is not None else None,
    )
