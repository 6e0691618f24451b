"""Metrics that make one figure of many: averages, sums, ranks and ratios over rows, means of the ratios of slots."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.budgets import ratio_budget, slot_budget
from sladsl.plan.from_model.conditions import condition, operand
from sladsl.plan.from_model.exclusions import excluded_set
from sladsl.plan.from_model.hours import service_time
from sladsl.plan.from_model.inputs import operand_fields, rows_of
from sladsl.plan.from_model.judging import Judge
from sladsl.plan.from_model.measuring import Measuring, kept
from sladsl.plan.from_model.metrics_of_records import empty_answer
from sladsl.plan.from_model.records import (
    Population,
    count,
    ended_before_begin,
    excluded_condition,
    population,
)
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import LevelRule, Round
from sladsl.values.period import Assessed

MILLION = 10**6
"""Numbers of rows have six decimals at most, so a millionth makes them whole."""
FINE = 2 * 10**18
"""What `Ratios` are multiplied by."""
PLACES = {"percent": 3, "duration": 0, "number": 2}
REVERSED = {"count as negative": "negative", "left out": "empty", "count as zero": "zero"}


def figure_metric(
    metric: m.Metric,
    name: str,
    kind: Assessed,
    objective: m.Objective,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    rounding: Round | None,
) -> Measuring:
    """An average, sum, extreme, percentile or pooled ratio of the figures of rows."""
    construct = f"metric {metric.name}"
    judge = Judge(metric, reading.agreement.sources[metric.sources[0]], construct, stretch, reading)
    found = population(metric, judge, kind, objective, world)
    if metric.kind == "ratio of":
        return _ratio(metric, name, objective, found, judge, rounding)
    written = metric.operand
    assert written is not None
    if isinstance(written, v.ElapsedTime):
        _ask_reversed(metric, construct, reading)
        of = judge.time(written)
    else:
        of = operand(written)
    rows = judge.wrap(found.rows)
    columns = [count("total", rows, found.periods), *found.columns]
    reversed_ = ended_before_begin(judge)
    if reversed_ is not None:
        columns.append(count("reversed", k.Keep(rows=rows, where=reversed_), found.periods))
        if metric.clock is None:
            rows, of = _as_said(rows, of, judge)
    known = k.Column(name="known", cells=k.Known(rows=rows, of=of, periods=found.periods), unit="rows")
    columns.append(known)
    scale = 1 if metric.unit == "duration" else MILLION
    cells, more = _aggregate(metric, rows, of, found, scale, judge)
    columns.append(k.Column(name="figure", cells=cells, unit="us" if scale == 1 and more == 1 else "number"))
    average = metric.kind == "average of"
    better = better_of(objective, metric.unit == "duration")
    level = LevelRule(
        unit=metric.unit or "number",
        better=better,
        plus=("figure",),
        over_plus=("known",) if average else (),
        needs="" if metric.kind in ("average of", "sum of") else "known",
        happened="" if metric.kind == "sum of" else "total",
        scale=scale * more,
        ones=(("figure", scale * more),),
        empty=empty_answer(metric, construct, reading, percent=metric.unit == "percent")
        if metric.kind != "sum of"
        else "not assessed",
        rounding=rounding,
        places=PLACES[metric.unit or "number"],
        adds_up=metric.kind == "sum of" and better == "higher",
    )
    return Measuring(metering=_metering(metric, name, columns, found, rows), level=level)


def _as_said(rows: k.Rows, of: r.Operand, judge: Judge) -> tuple[k.Rows, r.Operand]:
    """Elapsed time without a clock, with records that end before they begin as the agreement says."""
    if not isinstance(of, r.Elapsed):
        return rows, of
    how = judge.reversed_as()
    if how == "negative":
        return rows, of
    name = f"{of.since} to {of.until}"
    timed = k.Timed(
        rows=rows, name=name, since=of.since, until=of.until, clock=k.Clock(), reversed=how, running=""
    )
    return timed, r.Field(name=name)


def _ask_reversed(metric: m.Metric, construct: str, reading: Reading) -> None:
    reading.ask(
        "reversed times",
        construct,
        Interpretation.reversed_times.answers,
        "a record that ends before it begins pulls an average down, or is no record",
        own=metric.choices,
        span=metric.span,
    )


def _aggregate(
    metric: m.Metric, rows: k.Rows, of: r.Operand, found: Population, scale: int, judge: Judge
) -> tuple[k.Cells, int]:
    """The cells of a figure, and what they are multiplied by besides the scale."""
    periods = found.periods
    match metric.kind:
        case "average of" | "sum of":
            return k.Total(rows=rows, of=of, periods=periods, scale=scale), 1
        case "minimum of":
            return k.Extreme(rows=rows, of=of, which="least", periods=periods, scale=scale), 1
        case "maximum of":
            return k.Extreme(rows=rows, of=of, which="most", periods=periods, scale=scale), 1
        case _:
            share = Fraction(1, 2)
            method: Literal["nearest rank", "interpolation"] = "interpolation"
            if metric.kind == "percentile of":
                assert metric.percentile is not None
                share = metric.percentile
                answer = judge.reading.ask(
                    "percentile method",
                    judge.construct,
                    Interpretation.percentile_method.answers,
                    "a percentile is one of the values, or lies between two of them",
                    own=metric.choices,
                    span=metric.span,
                )
                method = "nearest rank" if answer == "nearest rank" else "interpolation"
            ranked = k.Ranked(rows=rows, of=of, share=share, method=method, periods=periods, scale=scale)
            return ranked, share.denominator if method == "interpolation" else 1


def _ratio(
    metric: m.Metric,
    name: str,
    objective: m.Objective,
    found: Population,
    judge: Judge,
    rounding: Round | None,
) -> Measuring:
    """The quotient of two sums."""
    part, whole = _sides(metric)
    rows, periods = found.rows, found.periods
    both = k.Keep(rows=rows, where=_known(metric))
    columns = [
        count("total", rows, periods),
        *found.columns,
        k.Column(
            name="part", cells=k.Total(rows=both, of=part, periods=periods, scale=MILLION), unit="number"
        ),
        k.Column(
            name="whole", cells=k.Total(rows=both, of=whole, periods=periods, scale=MILLION), unit="number"
        ),
    ]
    better = better_of(objective, not metric.complement)
    level = LevelRule(
        unit="percent",
        better=better,
        plus=("part",),
        over_plus=("whole",),
        ones=(("part", MILLION), ("whole", MILLION)),
        complement=metric.complement,
        empty=empty_answer(metric, judge.construct, judge.reading),
        rounding=rounding,
        places=PLACES["percent"],
        budget=ratio_budget((better == "lower") != metric.complement, MILLION),
    )
    return Measuring(metering=_metering(metric, name, columns, found, rows), level=level)


def _sides(metric: m.Metric) -> tuple[r.Operand, r.Operand]:
    written = metric.operand
    assert isinstance(written, v.Arithmetic)
    return operand(written.left), operand(written.right)


def _known(metric: m.Metric) -> r.Condition:
    """Rows in which both sides of a ratio are known."""
    assert metric.operand is not None
    names = sorted(operand_fields(metric.operand, metric))
    return r.All(of=tuple(r.Known(field=name) for name in names))


def slot_metric(
    metric: m.Metric,
    name: str,
    kind: Assessed,
    objective: m.Objective,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    rounding: Round | None,
) -> Measuring:
    """The mean over slots of the ratio of two sums in each slot."""
    construct = f"metric {metric.name}"
    source = reading.agreement.sources[metric.sources[0]]
    periods, grid = stretch.periods(kind), stretch.grid(kind)
    _, in_force = service_time(metric, kind, stretch, reading)
    excluded = excluded_set(metric, stretch, reading, world)
    counting: k.Spans = k.Fixed(spans=in_force)
    if excluded is not None:
        counting = k.Without(left=counting, right=excluded)
    part, whole = _sides(metric)
    read = kept(rows_of(source, metric, "at", stretch), metric.where)
    if metric.excluded_rows:
        read = k.Unless(rows=read, where=excluded_condition(metric, condition, "at", stretch, reading))
    assert metric.operand is not None
    fields = tuple(sorted(operand_fields(metric.operand, metric)))
    inside = k.Inside(rows=k.Keep(rows=read, where=_known(metric)), set=counting)
    summed = k.Summed(rows=inside, every=metric.slot, periods=grid, fields=fields)
    slots = k.Inside(
        rows=summed, set=counting
    )  # a slot counts where it begins, as those do that nothing is in
    service = k.Length(spans=counting, within=counting, periods=periods)
    laid = () if grid == periods else grid
    starts = k.SlotStarts(set=counting, every=metric.slot, periods=periods, laid=laid)
    seen = k.Slots(rows=inside, every=metric.slot, periods=grid)
    columns = [
        k.Column(name="service", cells=service, unit="us"),
        k.Column(name="seen", cells=k.Length(spans=seen, within=counting, periods=periods), unit="us"),
        k.Column(name="slots", cells=starts, unit="number"),
        k.Column(
            name="rated", cells=k.Rated(rows=slots, part=part, whole=whole, periods=periods), unit="number"
        ),
        k.Column(
            name="ratios", cells=k.Ratios(rows=slots, part=part, whole=whole, periods=periods), unit="number"
        ),
    ]
    idle = reading.ask(
        "idle slots",
        construct,
        Interpretation.idle_slots.answers,
        "a slot in which nothing was asked for has no error rate: it is left out, good, or bad",
        own=metric.choices,
        span=metric.span,
    )
    over = ("rated",) if idle == "left out" else ("slots",)
    whole_ratio = idle == ("counts as bad" if _of_failures(metric, objective) else "counts as good")
    better = better_of(objective, not metric.complement)
    level = LevelRule(
        unit="percent",
        better=better,
        plus=("ratios", "slots") if whole_ratio else ("ratios",),
        minus=("rated",) if whole_ratio else (),
        over_plus=over,
        weights=(("slots", FINE), ("rated", FINE)) if whole_ratio else (),
        ones=(("ratios", FINE),),
        scale=FINE,
        complement=metric.complement,
        empty=empty_answer(metric, construct, reading) if idle == "left out" else "not assessed",
        rounding=rounding,
        places=PLACES["percent"],
        budget=slot_budget((better == "lower") != metric.complement, idle, over[0], FINE),
    )
    metering = k.Metering(
        metric=name,
        columns=tuple(columns),
        periods=periods,
        scoped=bool(metric.for_each),
        scopes=metric.scopes,
        sources=metric.sources,
        witness=slots,
    )
    return Measuring(metering=metering, level=level)


def _of_failures(metric: m.Metric, objective: m.Objective) -> bool:
    """Whether the ratio of a slot is the share of what went wrong: as the promise says, else it is."""
    comparator = objective.bound.comparator if objective.bound is not None else ""
    if objective.targets is not None:
        comparator = objective.targets.comparator
    if comparator in ("", "exactly"):
        return True
    return (comparator in ("at most", "below")) != metric.complement


def better_of(objective: m.Objective, lower: bool) -> Literal["higher", "lower"]:
    """Which way is better: as the promise says, else as such figures are."""
    comparator = objective.bound.comparator if objective.bound is not None else ""
    if objective.targets is not None:
        comparator = objective.targets.comparator
    if comparator:
        return "lower" if comparator in ("at most", "below") else "higher"
    return "lower" if lower else "higher"


def _metering(
    metric: m.Metric, name: str, columns: list[k.Column], found: Population, witness: k.Rows
) -> k.Metering:
    return k.Metering(
        metric=name,
        columns=tuple(columns),
        periods=found.periods,
        scoped=bool(metric.for_each),
        scopes=metric.scopes,
        sources=metric.sources,
        witness=witness,
    )
