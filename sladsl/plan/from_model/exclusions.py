"""Exclusions to sets of time: noticed in time, within their allowance, for all scopes or for those they name."""

from __future__ import annotations

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.from_model.hours import calendar_of, resolved
from sladsl.plan.from_model.inputs import read_as
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.values.calendar import open_spans
from sladsl.values.intervals import Spans
from sladsl.values.period import Period, periods

EARLIEST, LATEST = -(10**16), 10**17
"""Instants beyond all that data can name (years 1653 and 5138)."""
OF_HOURS = ("uptime from", "downtime from", "average over slots of")
"""Metrics that are shares of the hours of their service: they ask for these where nobody says them."""


def excluded_set(metric: m.Metric, stretch: Stretch, reading: Reading, world: World | None) -> k.Spans | None:
    """All time excluded from a metric; None when nothing computable is."""
    parts = []
    for name in metric.exclusions:
        exclusion = reading.agreement.exclusions[name]
        found = _set(exclusion, metric, stretch, reading, world)
        if found is not None:
            parts.append(found)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else k.Either(of=tuple(parts))


def _set(
    exclusion: m.Exclusion, metric: m.Metric, stretch: Stretch, reading: Reading, world: World | None
) -> k.Spans | None:
    sets: list[k.Spans] = []
    if exclusion.source and (world is None or exclusion.source in world.sources):
        source = reading.agreement.sources[exclusion.source]
        wanted = (
            r.condition_fields(condition(exclusion.where)) if exclusion.where is not None else frozenset()
        )
        scope = metric.for_each if metric.for_each in source.fields else ""
        read: k.Rows = k.Read(
            input=read_as(source, set(wanted), "start", scope, metric.scopes if scope else (), stretch)
        )
        if exclusion.where is not None:
            read = k.Keep(rows=read, where=condition(exclusion.where))
        spans: k.Spans = k.Together(spans=k.Extent(rows=read))
        sets.append(k.Shared(spans=spans) if metric.for_each and not scope else spans)
    if world is not None and exclusion.name in world.excluded:
        sets.append(k.Together(spans=world.out(exclusion.name, metric.scopes)))
    if not sets:
        return k.Fixed(spans=()) if exclusion.source and world is not None else None
    whole = sets[0] if len(sets) == 1 else k.Either(of=tuple(sets))
    if stretch.term_start is not None or stretch.term_end is not None:
        # Maintenance before the agreement uses up nothing of its allowance.
        start = EARLIEST if stretch.term_start is None else stretch.term_start
        end = LATEST if stretch.term_end is None else stretch.term_end
        whole = k.Both(left=whole, right=k.Fixed(spans=((start, end),)))
    if exclusion.allowance is not None and exclusion.allowance_period is not None:
        months = periods(exclusion.allowance_period, stretch.place(), stretch.start, stretch.end)
        hours = _counted_hours(exclusion, metric, months, stretch, reading)
        if hours is None:
            return k.Allowance(spans=whole, length=exclusion.allowance, periods=months)
        inside = k.Both(left=whole, right=k.Fixed(spans=hours))
        limited = k.Allowance(spans=inside, length=exclusion.allowance, periods=months)
        # What lies outside the hours is not limited: a record of the night is in excluded time all the same.
        return k.Either(of=(limited, k.Without(left=whole, right=k.Fixed(spans=hours))))
    return whole


def _counted_hours(
    exclusion: m.Exclusion,
    metric: m.Metric,
    months: tuple[Period, ...],
    stretch: Stretch,
    reading: Reading,
) -> Spans | None:
    """The hours in which excluded time uses up an allowance; None where all of it does.

    Asked only where the two differ: of a service that is not owed around the clock.
    """
    service = reading.agreement.services.get(metric.service)
    if metric.kind in OF_HOURS:
        name = calendar_of(service, metric, reading)
    else:
        name = service.calendar if service is not None else ""
    if not name or not months:
        return None
    answer = reading.ask(
        "allowance counts",
        f"exclusion {exclusion.name}",
        Interpretation.allowance_counts.answers,
        "maintenance outside the hours of the service uses up the allowance, or does not",
        own=exclusion.choices,
        span=exclusion.span,
    )
    if answer == "all time":
        return None
    # A year may begin long before the month that is looked at.
    hours = resolved(reading.agreement.calendars[name], stretch)
    return open_spans(hours, months[0].start, months[-1].end)
