"""Metrics that are one figure of several levels of another: over the last periods, or across the values of a dimension."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, cast

from sladsl.model import meanings as m
from sladsl.plan.choices import Reading
from sladsl.plan.composed import Over, Part, PartOf
from sladsl.plan.from_model.hours import partial_answer, partial_periods
from sladsl.plan.from_model.measuring import Measuring
from sladsl.plan.from_model.metrics_of_figures import better_of
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.settlement import LevelRule, Round
from sladsl.record import replace
from sladsl.values.period import Assessed, Period, period_at, previous

PLACES = {"percent": 3, "duration": 0, "number": 2}
Measure = Callable[[m.Metric, Assessed, m.Objective, Stretch], Measuring]
"""How the metric is measured of which it is taken, over which periods of which stretch."""
How = Literal["average", "median", "sum", "minimum", "maximum"]


def taken_over_metric(
    metric: m.Metric,
    over: m.TakenOver,
    kind: Assessed,
    objective: m.Objective,
    stretch: Stretch,
    reading: Reading,
    rounding: Round | None,
    measure: Measure,
) -> Measuring:
    """A level is not rounded before it is taken. Periods before the agreement have none; where one of so many is lacking
    there is no level: an average of two months is not that of three."""
    found = reading.agreement.metrics[metric.computed_from[0]]
    alone = replace(objective, bound=None, targets=None, minimum=None, critical=None)
    if over.last:
        back = _backwards(over, kind, stretch)
        start = min((each.start for own in back.values() for each in own), default=stretch.start)
        wide = replace(stretch, start=min(start, stretch.start), first=None, cut=None)
        measured = _apart(measure(found, over.period, alone, wide), f", last {over.last}")
        known = {each.label for each in wide.periods(over.period)}
        if partial_answer(found, over.period, wide, reading) == "not assessed":
            known -= set(partial_periods(over.period, wide))
    else:
        back, known = {}, set()
        if found.for_each:
            measured = measure(found, kind, alone, stretch)
        else:
            found = replace(found, for_each=over.across, scopes=over.scopes)
            measured = _apart(measure(found, kind, alone, stretch), f" for each {over.across}")
    of_metering = measured.metering.metric if measured.metering is not None else found.name
    part = Part(
        name=found.name,
        metric=measured.name or of_metering,
        level=replace(measured.level, rounding=None),
        sources=found.sources,
        scoped=bool(found.for_each),
        spread=not over.last,
    )
    parts = [part]
    if over.last:
        parts = [
            replace(part, name=_called(found.name, number, over), earlier=_earlier(back, number, known))
            for number in range(over.last)
        ]
    unit = metric.unit or (objective.bound.unit if objective.bound is not None else "percent")
    rule = LevelRule(
        unit=unit,
        better=better_of(objective, measured.level.better == "lower"),
        parts=tuple(parts),
        formula=Over(how=cast("How", over.how), of=tuple(PartOf(name=each.name) for each in parts)),
        rounding=rounding,
        places=PLACES[unit],
    )
    more = tuple(each for each in (measured.metering, *measured.more) if each is not None)
    return Measuring(metering=None, level=rule, more=more)


def _backwards(over: m.TakenOver, kind: Assessed, stretch: Stretch) -> dict[str, list[Period]]:
    """By the label of each assessed period, the last whole periods that end with or before it, the latest first."""
    place = stretch.place()
    found = {}
    for period in stretch.periods(kind):
        last = period_at(over.period, place, period.end - 1)
        if last.end > period.end:
            last = previous(last, place)
        own = [last]
        while len(own) < over.last:
            own.append(previous(own[-1], place))
        found[period.label] = own
    return found


def _earlier(back: Mapping[str, list[Period]], number: int, known: set[str]) -> Mapping[str, Period]:
    """By label, the period that lies so many before; none where the agreement was not in force in it."""
    return {label: own[number] for label, own in back.items() if own[number].label in known}


def _called(name: str, number: int, over: m.TakenOver) -> str:
    if not number:
        return name
    noun = str(over.period)
    return f"{name} {number} {noun}{'' if number == 1 else 's'} before"


def _apart(measured: Measuring, suffix: str) -> Measuring:
    """The same under names of its own: over other periods it has other cells."""
    metering = measured.metering
    return replace(
        measured,
        metering=None if metering is None else replace(metering, metric=f"{metering.metric}{suffix}"),
        name=f"{measured.name}{suffix}" if measured.name else "",
        more=tuple(replace(each, metric=f"{each.metric}{suffix}") for each in measured.more),
        level=_renamed(measured.level, suffix),
    )


def _renamed(level: LevelRule, suffix: str) -> LevelRule:
    parts = tuple(
        replace(part, metric=f"{part.metric}{suffix}", level=_renamed(part.level, suffix))
        for part in level.parts
    )
    return replace(level, parts=parts) if parts else level
