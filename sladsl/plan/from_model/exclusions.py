"""Exclusions to sets of time: noticed in time, within their allowance, for all scopes or for those they name."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.from_ast.claims import OF_TIME
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.circumstances import Circumstances, Timeline, given, lacking
from sladsl.plan.from_model.clocks import business_days
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.from_model.deadlines import Dated
from sladsl.plan.from_model.hours import calendar_of, resolved
from sladsl.plan.from_model.inputs import read_as, written_fields
from sladsl.plan.from_model.notices import noticed
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.values.calendar import open_spans
from sladsl.values.intervals import Spans
from sladsl.values.period import Period, periods

EARLIEST, LATEST = -(10**16), 10**17
"""Instants beyond all that data can name (years 1653 and 5138)."""
OF_HOURS = (*OF_TIME, "average over slots of")
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


def asides(
    metric: m.Metric,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    counted: k.Spans,
) -> tuple[k.Aside, ...]:
    """The rows of exclusions that leave some of the down time that counts, by why they do."""
    found: list[k.Aside] = []
    for name in metric.exclusions if world is None else ():
        exclusion = reading.agreement.exclusions[name]
        if not exclusion.source:
            continue
        read, shared = _rows(exclusion, metric, stretch, reading)

        def aside(
            why: Literal["notice", "other", "allowance", "circumstance"],
            rows: k.Rows,
            within: k.Spans,
            name: str = name,
            shared: bool = shared,
        ) -> k.Aside:
            spans: k.Spans = k.Extent(rows=rows)
            return k.Aside(
                exclusion=name, why=why, spans=k.Shared(spans=spans) if shared else spans, within=within
            )

        kept = _noticed(read, exclusion, stretch, reading)
        timeline = _timeline(exclusion, metric, stretch, reading)
        counted_here: k.Spans = counted
        if timeline is not None:
            without = lacking(timeline, *_looked_at(exclusion, stretch))
            found.append(aside("circumstance", read, k.Both(left=counted, right=without)))
            counted_here = k.Without(left=counted, right=without)
        for part in conjuncts(exclusion.where):
            test = condition(part)
            rest: k.Rows = k.Unless(rows=kept, where=test)
            if isinstance(part, v.Notice):
                since, until = part.earlier.text, part.later.text
                rest = k.Timed(
                    rows=rest,
                    name=f"{since} to {until}",
                    since=since,
                    until=until,
                    clock=k.Clock(),
                    reversed="negative",
                )
            found.append(aside("notice" if isinstance(part, v.Notice) else "other", rest, counted_here))
            kept = k.Keep(rows=kept, where=test)
        whole = _whole(exclusion, metric, stretch, reading, world)
        if whole is not None and exclusion.allowance is not None:
            limited = _set(exclusion, metric, stretch, reading, world)
            assert limited is not None
            beyond = k.Without(left=whole, right=limited)
            found.append(aside("allowance", kept, k.Both(left=beyond, right=counted_here)))
    return tuple(found)


def conjuncts(where: v.Condition | None) -> tuple[v.Condition, ...]:
    """The conditions that an interval must meet, each by itself."""
    if isinstance(where, v.AllOf):
        return tuple(part for each in where.of for part in conjuncts(each))
    return () if where is None else (where,)


def _rows(
    exclusion: m.Exclusion, metric: m.Metric, stretch: Stretch, reading: Reading
) -> tuple[k.Read, bool]:
    """The rows of an exclusion's source, and whether they name no part of what is assessed part by part."""
    source = reading.agreement.sources[exclusion.source]
    wanted = written_fields(exclusion.where, metric) if exclusion.where is not None else set()
    scope = metric.for_each if metric.for_each in source.fields else ""
    read = read_as(source, wanted, "start", scope, metric.scopes if scope else (), stretch)
    return k.Read(input=read), bool(metric.for_each and not scope)


def _noticed(rows: k.Rows, exclusion: m.Exclusion, stretch: Stretch, reading: Reading) -> k.Rows:
    """Rows with what its notice is judged by."""
    of = Dated(
        construct=f"exclusion {exclusion.name}",
        stretch=stretch,
        span=exclusion.span,
        choices=exclusion.choices,
    )
    return noticed(rows, exclusion.where, lambda: business_days(of, reading))


def _set(
    exclusion: m.Exclusion, metric: m.Metric, stretch: Stretch, reading: Reading, world: World | None
) -> k.Spans | None:
    whole = _whole(exclusion, metric, stretch, reading, world)
    if whole is None or isinstance(whole, k.Fixed):
        return whole
    if exclusion.allowance_each:
        return _whole(exclusion, metric, stretch, reading, world, each=exclusion.allowance)
    return _limited(whole, exclusion, metric, stretch, reading)


def _whole(
    exclusion: m.Exclusion,
    metric: m.Metric,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    each: int | None = None,
) -> k.Spans | None:
    """All time of an exclusion; `each`: of each of its intervals no more than the first so many microseconds."""

    def first(spans: k.Spans) -> k.Spans:
        return spans if each is None else k.Beginning(spans=spans, length=each)

    sets: list[k.Spans] = []
    if exclusion.source and (world is None or exclusion.source in world.sources):
        read, shared = _rows(exclusion, metric, stretch, reading)
        rows: k.Rows = read
        if exclusion.where is not None:
            rows = k.Keep(rows=_noticed(read, exclusion, stretch, reading), where=condition(exclusion.where))
        spans: k.Spans = k.Together(spans=first(k.Extent(rows=rows)))
        sets.append(k.Shared(spans=spans) if shared else spans)
    if world is not None and exclusion.name in world.excluded:
        sets.append(k.Together(spans=first(world.out(exclusion.name, metric.scopes))))
    if not sets:
        return k.Fixed(spans=()) if exclusion.source and world is not None else None
    whole = sets[0] if len(sets) == 1 else k.Either(of=tuple(sets))
    timeline = _timeline(exclusion, metric, stretch, reading)
    if timeline is not None:
        applies = given(timeline, *_looked_at(exclusion, stretch))
        whole = k.Both(left=whole, right=applies)
    if stretch.term_start is not None or stretch.term_end is not None:
        # Maintenance before the agreement uses up nothing of its allowance.
        start = EARLIEST if stretch.term_start is None else stretch.term_start
        end = LATEST if stretch.term_end is None else stretch.term_end
        whole = k.Both(left=whole, right=k.Fixed(spans=((start, end),)))
    return whole


def _timeline(
    exclusion: m.Exclusion, metric: m.Metric, stretch: Stretch, reading: Reading
) -> Timeline | None:
    """When an exclusion applies that hangs on facts or options; None where it always does."""
    if exclusion.applies is None:
        return None
    asked = Circumstances(stretch, reading, metric.for_each, metric.scopes)
    return asked.timeline(exclusion.applies, *_looked_at(exclusion, stretch), f"exclusion {exclusion.name}")


def applies_to_rows(
    name: str, metric: m.Metric, anchor: str, stretch: Stretch, reading: Reading
) -> r.Condition | None:
    """Which rows lie in the time in which an exclusion applies, by the field that places them; None for all."""
    timeline = _timeline(reading.agreement.exclusions[name], metric, stretch, reading)
    if timeline is None:
        return None

    def inside(scope: str) -> r.Condition:
        at = r.Field(name=anchor)
        return r.Some(
            of=tuple(
                r.All(
                    of=(
                        r.Compare(
                            left=at, comparator="at least", right=r.Constant(value=Fraction(part.start))
                        ),
                        r.Compare(left=at, comparator="below", right=r.Constant(value=Fraction(part.end))),
                    )
                )
                for part in timeline.of(scope)
                if part.holds
            )
        )

    named = tuple(scope for scope in timeline.by_scope if scope)
    ways = [r.All(of=(r.OneOf(field=metric.for_each, values=(each,)), inside(each))) for each in named]
    others: tuple[r.Condition, ...] = ()
    if named:
        others = (r.Not(of=r.OneOf(field=metric.for_each, values=named)),)
    return r.Some(of=(*ways, r.All(of=(*others, inside("")))))


def _looked_at(exclusion: m.Exclusion, stretch: Stretch) -> tuple[int, int]:
    """From when to when it matters whether an exclusion applies: an allowance may begin before what is looked at."""
    start, end = stretch.start, stretch.end
    if exclusion.allowance_period is not None and not exclusion.allowance_each and start < end:
        start = min(start, periods(exclusion.allowance_period, stretch.place(), start, end)[0].start)
    if stretch.term_start is not None:
        start = max(start, stretch.term_start)
    if stretch.term_end is not None:
        end = min(end, stretch.term_end)
    if stretch.as_of is not None:
        end = min(end, stretch.as_of)
    return start, end


def _limited(
    whole: k.Spans, exclusion: m.Exclusion, metric: m.Metric, stretch: Stretch, reading: Reading
) -> k.Spans:
    """What of the time of an exclusion its allowance lets be excluded."""
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
