"""The time until the nth outage or record of a period: counted from the beginning of the period, in force.

Where fewer happen, nothing ended the time within the period: the level is the whole of it, the least that the time can be.
So a period in which nothing happens is decided as well, and no choice is needed.
"""

from __future__ import annotations

from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.exclusions import excluded_set
from sladsl.plan.from_model.hours import in_term
from sladsl.plan.from_model.judging import Judge
from sladsl.plan.from_model.measuring import SHOWN_PLACES, Measuring
from sladsl.plan.from_model.metrics_of_figures import better_of
from sladsl.plan.from_model.records import count, population
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import LevelRule, Round
from sladsl.values.period import Assessed


def moment_metric(
    metric: m.Metric,
    name: str,
    kind: Assessed,
    objective: m.Objective,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    rounding: Round | None,
) -> Measuring:
    """The time of a period before the nth row of it begins."""
    source = reading.agreement.sources[metric.sources[0]]
    judge = Judge(metric, source, f"metric {metric.name}", stretch, reading)
    found = population(metric, judge, kind, objective, world)
    happened: k.Spans = k.Extent(rows=found.rows)
    if world is not None and source.holds == "intervals" and source.name not in world.sources:
        happened = world.down(metric.service, metric.scopes)
        excluded = excluded_set(metric, stretch, reading, world)
        if excluded is not None:
            happened = k.Without(left=happened, right=excluded)
    periods = found.periods
    time = k.Fixed(
        spans=in_term(((stretch.start, stretch.end),) if stretch.start < stretch.end else (), stretch)
    )
    after = k.FromNth(spans=happened, nth=metric.nth, periods=periods)
    columns = (
        count("total", found.rows, periods),
        *found.columns,
        k.Column(name="whole", cells=k.Length(spans=time, within=time, periods=periods), unit="us"),
        k.Column(name="after", cells=k.Length(spans=after, within=time, periods=periods), unit="us"),
    )
    metering = k.Metering(
        metric=name,
        columns=columns,
        periods=periods,
        scoped=bool(metric.for_each),
        scopes=metric.scopes,
        sources=metric.sources,
        witness=found.rows,
    )
    level = LevelRule(
        unit="duration",
        better=better_of(objective, lower=False),
        plus=("whole",),
        minus=("after",),
        rounding=rounding,
        places=SHOWN_PLACES["duration"],
    )
    return Measuring(metering=metering, level=level)
