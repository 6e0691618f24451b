"""Metrics that are computed from other metrics: each part is measured by itself, over the same periods."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from sladsl.ast import values as v
from sladsl.model import meanings as m
from sladsl.plan.choices import Reading
from sladsl.plan.composed import Figure, Formula, Joined, Over, Part, PartOf
from sladsl.plan.from_model.conditions import length
from sladsl.plan.from_model.credits import bound
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.from_model.metrics_of_figures import better_of
from sladsl.plan.settlement import LevelRule, Round
from sladsl.record import replace
from sladsl.values.duration import duration_text
from sladsl.values.number import decimal_text, shown

PLACES = {"percent": 3, "duration": 0, "number": 2}
Measure = Callable[[m.Metric, m.Objective], Measuring]
"""How one part is measured."""


def composed_metric(
    metric: m.Metric, objective: m.Objective, reading: Reading, rounding: Round | None, measure: Measure
) -> Measuring:
    """The level of a formula or a weighted average of levels; a part is not rounded before it is put in."""
    alone = replace(objective, bound=None, targets=None, minimum=None, critical=None)
    parts: list[Part] = []
    meterings = []
    for name in metric.computed_from:
        found = reading.agreement.metrics[name]
        measured = measure(found, alone)
        level = replace(measured.level, rounding=None)
        of_metering = measured.metering.metric if measured.metering is not None else name
        parts.append(
            Part(
                name=name,
                metric=measured.name or of_metering,
                level=level,
                sources=found.sources,
                scoped=bool(found.for_each),
            )
        )
        meterings += [each for each in (measured.metering, *measured.more) if each is not None]
    unit = metric.unit or (objective.bound.unit if objective.bound is not None else "percent")
    if metric.worst:
        how: Literal["minimum", "maximum"] = "minimum" if metric.worst == "least" else "maximum"
        formula: Formula = Over(how=how, of=tuple(PartOf(name=part.name) for part in parts))
    elif metric.kind == "weighted average":
        formula = _average(metric)
    else:
        assert metric.operand is not None
        formula = _formula(metric.operand)
    lower = bool(parts) and all(part.level.better == "lower" for part in parts)
    rule = LevelRule(
        unit=unit,
        better=better_of(objective, lower),
        parts=tuple(parts),
        formula=formula,
        averaged=metric.kind == "weighted average" and not metric.worst,
        rounding=rounding,
        places=PLACES[unit],
        all_of=bound(objective.bound) if metric.worst and objective.bound is not None else None,
    )
    return Measuring(metering=None, level=rule, more=tuple(meterings))


def _average(metric: m.Metric) -> Formula:
    found: Formula | None = None
    for name, weight in metric.weights:
        share = Figure(value=weight, text=_share(weight))
        term: Formula = Joined(operator="*", left=share, right=PartOf(name=name))
        found = term if found is None else Joined(operator="+", left=found, right=term)
    assert found is not None
    return found


def _share(weight: Fraction) -> str:
    percent = weight * 100
    exact = shown(percent, most=6)
    return f"{exact}%" if Fraction(exact.replace(",", "").replace(" ", "")) == percent else f"{weight}"


def _formula(written: v.Operand) -> Formula:
    match written:
        case v.FieldName():
            return PartOf(name=written.text)
        case v.Quantity():
            value = written.number.value
            text = decimal_text(value, written.number.places)
            return Figure(value=value / 100 if written.unit == "%" else value, text=f"{text}{written.unit}")
        case v.Duration():
            us = length(written)
            return Figure(value=Fraction(us), text=duration_text(us))
        case v.Arithmetic():
            return Joined(
                operator=written.operator, left=_formula(written.left), right=_formula(written.right)
            )
        case _:
            raise AssertionError("the model lets no other operand into a formula")
