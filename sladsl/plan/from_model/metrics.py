"""Metrics to the measuring kernel: sets of time or rows, and the columns that the level is made of."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.model import meanings as m
from sladsl.model.from_ast.claims import OF_TIME
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.from_model.metrics_of_figures import figure_metric, slot_metric
from sladsl.plan.from_model.metrics_of_metrics import composed_metric
from sladsl.plan.from_model.metrics_of_moments import moment_metric
from sladsl.plan.from_model.metrics_of_records import record_metric
from sladsl.plan.from_model.metrics_of_time import time_metric
from sladsl.plan.from_model.metrics_taken_over import taken_over_metric
from sladsl.plan.from_model.stretch import Stretch, looking_back
from sladsl.plan.from_model.weighing import weighted
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import LevelRule, Round
from sladsl.record import replace
from sladsl.values.instant import instant_text
from sladsl.values.period import Assessed

LATE = "late"
"""The column of the delay of a report."""
AS_PROMISED = "half up to the decimals of the promise"


def measuring(
    metric: m.Metric,
    kind: Assessed,
    objective: m.Objective,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
) -> Measuring:
    """The metering of a metric over the periods of a kind, with its floor; None where levels are only reported."""
    found = weighted(_measuring(metric, kind, objective, stretch, reading, world), metric)
    level = found.level
    if metric.floor is not None:
        level = replace(level, floor=metric.floor)
    if metric.better and not _one_sided(objective):
        level = replace(level, better=metric.better)
    return found if level is found.level else replace(found, level=level)


def _one_sided(objective: m.Objective) -> bool:
    """Whether the promise itself says which way is better."""
    bound = objective.targets or objective.bound
    return bound is not None and bound.comparator != "exactly"


def _measuring(
    metric: m.Metric,
    kind: Assessed,
    objective: m.Objective,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
) -> Measuring:
    """The metering of a metric over the periods of a kind; None where levels are only reported."""
    name = f"{metric.name} each {kind}"
    if stretch.not_yet is not None:
        name = f"{name} from {objective.begins} on"
    if stretch.cut is not None and stretch.cut.before is not None:
        name = f"{name}, laid from {instant_text(stretch.cut.since, stretch.place())[:10]} on"
    asked = stretch
    stretch = looking_back(kind, stretch)
    if objective.record is not None:
        kept = f"{objective.record.noun}s with {metric.name} {objective.record.text}"
        name = f"share of {kept} for {objective.label}, each {kind}"
    rounding = _rounding(metric, objective, reading)
    if metric.kind == "as reported":
        return Measuring(metering=None, level=_reported(metric, objective, rounding))
    if metric.over is not None:
        taken = taken_over_metric(
            metric,
            metric.over,
            kind,
            objective,
            asked,
            reading,
            rounding,
            lambda part, of, alone, wide: measuring(part, of, alone, wide, reading, world),
        )
        return replace(taken, name=name)
    if metric.report:
        level = LevelRule(
            unit="duration", better="lower", plus=(LATE,), rounding=rounding, places=0, delay_of=metric.report
        )
        return Measuring(metering=None, level=level, name=name)
    if metric.computed_from:
        found = composed_metric(
            metric,
            objective,
            reading,
            rounding,
            lambda part, alone: measuring(part, kind, alone, asked, reading, world),
        )
        return replace(found, name=name)
    if metric.kind in OF_TIME:
        return time_metric(metric, name, kind, stretch, reading, world, rounding)
    if metric.kind == "average over slots of":
        return slot_metric(metric, name, kind, objective, stretch, reading, world, rounding)
    if metric.kind == "time until":
        return moment_metric(metric, name, kind, objective, stretch, reading, world, rounding)
    if metric.kind not in ("share of", "number of", "time of"):
        return figure_metric(metric, name, kind, objective, stretch, reading, world, rounding)
    return record_metric(metric, name, kind, objective, stretch, reading, world, rounding)


def _rounding(metric: m.Metric, objective: m.Objective, reading: Reading) -> Round | None:
    """How the level is rounded before it is judged; silence could mean none, or the precision of the promise."""
    said = metric.choices.get("level rounding") or reading.agreement.choices.get("level rounding")
    if isinstance(said, m.Chosen) and said.rounding is not None:
        reading.ask("level rounding", f"metric {metric.name}", (said.answer,), "", own=metric.choices)
        return _quantum(said, metric)
    if objective.bound is None or metric.kind == "as reported" or objective.unit(metric) == "duration":
        return None
    if objective.record is not None and not objective.record.share:
        return None  # each record means each
    if metric.kind in ("number of", "number of outages from"):
        return None
    places = objective.bound.written.places
    answer = reading.ask(
        "level rounding",
        f"metric {metric.name}",
        ("none", AS_PROMISED),
        f"a level such as {_almost(objective.bound)} is below the promise, or rounds up to it",
        own=metric.choices,
        span=metric.span,
    )
    return None if answer == "none" else Round(quantum=Fraction(1, 100 * 10**places), mode="half up")


def _almost(bound: m.Bound) -> str:
    from sladsl.values.number import decimal_text

    places = bound.written.places
    return f"{decimal_text(bound.written.value - Fraction(1, 4 * 10**places), places + 2)} %"


def _quantum(said: m.Chosen, metric: m.Metric) -> Round:
    rounding = said.rounding
    assert rounding is not None
    value = rounding.quantum.number.value
    percent = rounding.quantum.unit == "%"
    return Round(quantum=value / 100 if percent else value, mode=rounding.mode)


def _reported(metric: m.Metric, objective: m.Objective, rounding: Round | None) -> LevelRule:
    unit = metric.unit or (objective.bound.unit if objective.bound is not None else "percent")
    better: Literal["higher", "lower"] = "higher"
    if objective.bound is not None and objective.bound.comparator in ("at most", "below"):
        better = "lower"
    places = objective.bound.written.places if objective.bound is not None else 2
    return LevelRule(unit=unit, better=better, rounding=rounding, places=places, reported=True)
