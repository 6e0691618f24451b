"""Metrics that are taken of another one: over the last periods, or across the values of a dimension."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.outage_rules import counts_nothing
from sladsl.model.meanings import Metric, Source, TakenOver

TAKEN = ("average of", "median of", "sum of", "minimum of", "maximum of")
"""What can be taken of levels."""


def is_taken_over(measure: v.Measure) -> bool:
    """Whether a measure is one figure of several levels of another metric."""
    return measure.kind in TAKEN and (measure.across is not None or measure.last is not None)


def of_which(measure: v.Measure) -> list[v.Name]:
    """The metric that it is taken of."""
    of = measure.operand
    return [v.Name(text=of.text, span=of.span)] if isinstance(of, v.FieldName) else []


def taken_over(
    measure: v.Measure, known: Mapping[str, Metric], sources: Mapping[str, Source], context: Context
) -> TakenOver | None:
    """Over what the levels of the metric are taken; None where that means nothing, which is told."""
    how = measure.kind.removesuffix(" of")
    if measure.across is None:
        assert measure.last is not None
        number = measure.last.value
        if number < 1 or number.denominator != 1:
            counts_nothing(measure.span, context)
            return None
        return TakenOver(how=how, last=int(number), period=context.period(measure.period or "month"))
    named = of_which(measure)
    metric = known.get(named[0].text) if named else None
    if metric is None:
        return None
    across = measure.across.text
    fields = [sources[name].fields.get(across) for name in metric.sources if name in sources]
    values = [field for field in fields if field is not None and field.type in ("choice", "text")]
    if not metric.for_each and fields and len(values) == len(fields) and not metric.computed_from:
        # Measured once for all, and its rows say of which value each is: it can be measured for each as well.
        return TakenOver(how=how, across=across, scopes=values[0].values)
    apart = {name for each in sources.values() for name in each.fields} | {
        each.for_each for each in known.values()
    }
    if across not in apart:
        context.unknown(across, measure.across.span, sorted(apart - {""}), "dimension")
        return None
    if metric.for_each != across:
        told = f"for each {metric.for_each}" if metric.for_each else "once for all"
        context.add(
            "N268",
            "not-measured-across",
            measure.across.span,
            f"`{metric.name}` is measured {told}, not for each {across}.",
            f"Say `for each: {across}` in `{metric.name}`.",
        )
        return None
    return TakenOver(how=how, across=across, scopes=metric.scopes)
