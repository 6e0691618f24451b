"""Metrics of records: shares and counts of rows, each placed in a period by one of its times."""

from __future__ import annotations

from typing import Literal

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.from_model.exclusions import excluded_set
from sladsl.plan.from_model.hours import in_term, partial_periods
from sladsl.plan.from_model.inputs import input_of
from sladsl.plan.from_model.measuring import SHOWN_PLACES, Measuring, kept
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import LevelRule, Round
from sladsl.values.period import PeriodKind


def record_metric(
    metric: m.Metric,
    name: str,
    kind: PeriodKind,
    objective: m.Objective,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    rounding: Round | None,
) -> Measuring:
    construct = f"metric {metric.name}"
    source = reading.agreement.sources[metric.sources[0]]
    periods = stretch.periods(kind)
    anchor = _anchor(source, metric, construct, reading)
    read: k.Rows = k.Read(input=input_of(source, metric, anchor, stretch))
    if partial_periods(kind, stretch):
        # What happened before the agreement began, or after it ended, is nobody's promise.
        term = in_term(((stretch.start, stretch.end),), stretch)
        read = k.Inside(rows=read, set=k.Fixed(spans=term))
    every = kept(read, metric.where)
    excluded = excluded_set(metric, stretch, reading, world)
    rows = k.Inside(rows=every, set=excluded, outside=True) if excluded is not None else every
    columns = [k.Column(name="total", cells=k.Count(rows=rows, periods=periods), unit="rows")]
    if metric.where is not None:
        unplaced = k.Undecided(rows=read, where=condition(metric.where))
        columns.append(k.Column(name="unplaced", cells=k.Count(rows=unplaced, periods=periods), unit="rows"))
    witness: k.Rows = rows
    plus: tuple[str, ...] = ("total",)
    minus: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    over_minus: tuple[str, ...] = ()
    spoils: tuple[tuple[str, str], ...] = ()
    better: Literal["higher", "lower"] = "higher"
    empty: Literal["met", "not assessed"] = "not assessed"
    unit: m.Unit = "number"
    if metric.kind == "share of":
        assert metric.good is not None
        good = condition(metric.good)
        unit = "percent"
        columns.append(
            k.Column(
                name="good", cells=k.Count(rows=k.Keep(rows=rows, where=good), periods=periods), unit="rows"
            )
        )
        undecided = k.Count(rows=k.Undecided(rows=rows, where=good), periods=periods)
        columns.append(k.Column(name="undecided", cells=undecided, unit="rows"))
        witness = k.Keep(rows=rows, where=r.Not(of=good))
        plus, over = ("good",), ("total",)
        answer = reading.ask(
            "undecided records",
            construct,
            Interpretation.undecided_records.answers,
            "a record whose condition meets an empty field is bad, or left out",
            own=metric.choices,
            span=metric.span,
        )
        if answer == "left out":
            over_minus = ("undecided",)
        elif answer == "period not assessed":
            spoils = (("undecided", "records are undecided"),)
        empty = _empty(metric, construct, reading)
    elif objective.bound is not None and objective.bound.comparator in ("at most", "below"):
        better = "lower"
    if excluded is not None:
        outside = "out of both"
        if metric.kind == "share of":
            outside = reading.ask(
                "excluded records",
                construct,
                Interpretation.excluded_records.answers,
                "a record in excluded time leaves the count, or counts as good",
                own=metric.choices,
                span=metric.span,
            )
        inside = k.Inside(rows=every, set=excluded)
        columns.append(k.Column(name="excluded", cells=k.Count(rows=inside, periods=periods), unit="rows"))
        if outside == "counts as good":
            plus = (*plus, "excluded")
            over = (*over, "excluded") if over else ()
    metering = k.Metering(
        metric=name,
        columns=tuple(columns),
        periods=periods,
        scoped=bool(metric.for_each),
        scopes=metric.scopes,
        sources=metric.sources,
        witness=witness,
    )
    level = LevelRule(
        unit=unit, better=better, plus=plus, minus=minus, over_plus=over, over_minus=over_minus, empty=empty,
        spoils=spoils, rounding=rounding, places=SHOWN_PLACES[unit], lever="good" if over else "total",
    )  # fmt: skip
    return Measuring(metering=metering, level=level)


def _empty(metric: m.Metric, construct: str, reading: Reading) -> Literal["met", "not assessed"]:
    answer = reading.ask(
        "nothing happened",
        construct,
        Interpretation.nothing_happened.answers,
        "a period without any record keeps the promise, or is not assessed",
        own=metric.choices,
        span=metric.span,
    )
    return "met" if answer == "met" else "not assessed"


def _anchor(source: m.Source, metric: m.Metric, construct: str, reading: Reading) -> str:
    """The time field that places a record in its period."""
    if source.holds == "samples":
        return "at"
    if source.holds == "intervals":
        return "start"
    times = tuple(field.name for field in source.fields.values() if field.type == "time")
    if len(times) <= 1 and "record belongs to" not in metric.choices:
        return times[0] if times else ""
    answer = reading.ask(
        "record belongs to",
        construct,
        times,
        "a record that is opened in one month and closed in the next belongs to one of them",
        apart=True,
        own=metric.choices,
        span=metric.span,
    )
    return answer if answer in times else times[0]
