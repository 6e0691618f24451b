"""Metrics of time: uptime and downtime from samples and intervals.

Order of shaping, fixed by the language: which rows mean down, their union, gaps closed, short outages dropped, and only
then exclusions and the ends of periods.
"""

from __future__ import annotations

from typing import Literal

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.budgets import AHEAD, ahead, time_budget
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.from_model.exclusions import asides, excluded_set
from sladsl.plan.from_model.hours import in_term, service_time
from sladsl.plan.from_model.inputs import input_of, written_fields
from sladsl.plan.from_model.measuring import SHOWN_PLACES, Measuring, kept
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import BudgetRule, LevelRule, Round
from sladsl.values.duration import MINUTE
from sladsl.values.intervals import Spans, minus
from sladsl.values.period import Period, PeriodKind, next_period, previous


def time_metric(
    metric: m.Metric,
    name: str,
    kind: PeriodKind,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    rounding: Round | None,
) -> Measuring:
    agreement = reading.agreement
    construct = f"metric {metric.name}"
    periods = stretch.periods(kind)
    owed, in_force = service_time(metric, kind, stretch, reading)
    service: k.Spans = k.Fixed(spans=in_force)
    excluded = excluded_set(metric, stretch, reading, world)
    counting = k.Without(left=service, right=excluded) if excluded is not None else service
    sources = [agreement.sources[source] for source in metric.sources]
    samples = bool(sources) and sources[0].holds == "samples"
    stated = world is not None and not any(source.name in world.sources for source in sources)
    columns = [k.Column(name="service", cells=_length(service, service, periods), unit="us")]
    rest = minus(owed, in_force)
    if rest:
        outside = k.Fixed(spans=rest)
        columns.append(k.Column(name="rest", cells=_length(outside, outside, periods), unit="us"))
    spoils: tuple[tuple[str, str], ...] = ()
    seen: k.Spans | None = None
    missing = "up"
    around = periods
    downs: list[k.Spans]
    witness: k.Spans
    if stated:
        assert world is not None
        downs = [k.Together(spans=world.down(metric.service, metric.scopes))]
        witness = downs[0]
    elif samples:
        missing = reading.ask(
            "missing samples",
            construct,
            Interpretation.missing_samples.answers,
            "a slot without a sample is up, down or unknown",
            own=metric.choices,
            span=metric.span,
        )
        if metric.shortest or metric.gaps or missing == "last known":
            around = _around(periods, stretch)
        bad, seen, idle = _sampled(metric, sources, around, stretch)
        if idle is not None:
            answer = _idle(metric, construct, reading)
            if answer == "counts as bad":
                bad = k.Either(of=(bad, idle))
            elif answer == "left out":
                counting = k.Without(left=counting, right=idle)
                # What is left out leaves excluded time, too: nothing is taken off twice.
                service = k.Without(left=service, right=idle)
                columns[0] = k.Column(name="service", cells=_length(service, service, periods), unit="us")
        downs, witness = [bad], bad
    else:
        downs, witness = _outages(metric, sources, construct, stretch, reading, world)
        undecided = _undecided(metric, sources, stretch)
        if undecided is not None:
            columns.append(
                k.Column(name="undecided time", cells=_length(undecided, counting, periods), unit="us")
            )
    shaped = metric.shortest > 0 or metric.gaps > 0
    # An unshaped uptime needs no set of missing slots: seen time less bad time is up time.
    plain_gap = missing == "down" and not shaped and metric.kind == "uptime from"
    if seen is not None:
        looked_at = _looked_at(around, stretch)
        gap = k.Without(left=k.Fixed(spans=looked_at), right=seen)
        if missing == "down" and not plain_gap:
            downs = [k.Either(of=(downs[0], gap))]
        elif missing == "last known":
            end = looked_at[-1][1] if looked_at else stretch.end
            # Prolonged spans may touch the next bad one: together they are one outage.
            downs = [k.Together(spans=k.Until(bad=downs[0], seen=seen, horizon=end))]
        elif missing == "period not assessed":
            columns.append(k.Column(name="missing", cells=_length(gap, counting, periods), unit="us"))
            spoils = (("missing", "samples are missing"),)
        columns.append(k.Column(name="seen", cells=_length(seen, counting, periods), unit="us"))
        to_come = ahead(seen, periods, stretch)
        if to_come is not None:
            columns.append(k.Column(name=AHEAD, cells=_length(to_come, counting, periods), unit="us"))
    if shaped:
        downs = [_shaped(down, metric) for down in downs]
    names = []
    for number, down in enumerate(downs):
        column = "down" if number == 0 else f"down {number + 1}"
        names.append(column)
        columns.append(k.Column(name=column, cells=_length(down, counting, periods), unit="us"))
    if excluded is not None:
        columns.append(k.Column(name="excluded", cells=_length(excluded, service, periods), unit="us"))
        inside = k.Both(left=service, right=excluded)
        for column, down in zip(names, downs, strict=True):
            columns.append(
                k.Column(name=f"excluded {column}", cells=_length(down, inside, periods), unit="us")
            )
    down = downs[0] if len(downs) == 1 else k.Either(of=tuple(k.Together(spans=each) for each in downs))
    metering = k.Metering(
        metric=name,
        columns=tuple(columns),
        periods=periods,
        scoped=bool(metric.for_each),
        scopes=metric.scopes,
        sources=metric.sources,
        witness=witness,
        witness_within=counting,
        asides=asides(metric, stretch, reading, world, k.Both(left=down, right=counting)),
    )
    if metric.kind == "downtime from":
        level = LevelRule(
            unit="duration",
            better="lower",
            plus=tuple(names),
            rounding=rounding,
            spoils=spoils,
            lever="down",
            places=0,
            budget=BudgetRule(unit="us", lost_plus=tuple(names)),
        )
        return Measuring(metering=metering, level=level)
    level = _uptime_level(
        metric, reading, construct, tuple(names), excluded is not None, missing if seen is not None else "up",
        plain_gap, spoils, rounding, bool(rest),
    )  # fmt: skip
    return Measuring(metering=metering, level=level)


def _uptime_level(
    metric: m.Metric,
    reading: Reading,
    construct: str,
    downs: tuple[str, ...],
    excluding: bool,
    missing: str,
    plain_gap: bool,
    spoils: tuple[tuple[str, str], ...],
    rounding: Round | None,
    rest: bool,
) -> LevelRule:
    """Up time over total time, as linear sums of the columns.

    `seen` replaces service time where a slot without a sample is not up: in the numerator when missing time is down,
    in both when it leaves the total. `rest` is time outside the term that counts as up.
    """
    answer = "out of both"
    if excluding:
        answer = reading.ask(
            "excluded time",
            construct,
            Interpretation.excluded_time.answers,
            "excluded time leaves the total, or counts as up",
            own=metric.choices,
            span=metric.span,
        )
    counted: tuple[str, ...] = ("service",)
    less: tuple[str, ...] = ("excluded",) if excluding else ()
    if missing in ("unknown", "period not assessed", "last known") or plain_gap:
        up: tuple[str, ...] = ("seen",)
        up_less: tuple[str, ...] = ()
    else:
        up, up_less = counted, less
    over, over_less = counted, less
    if missing == "unknown":
        over, over_less = ("seen",), ()
    if missing == "last known":
        up, up_less = counted, less
    down = downs
    if excluding and answer == "counts as up":
        if up_less:
            up_less = ()
        else:
            up = (*up, "excluded")
        over, over_less = (over, ()) if over_less else ((*over, "excluded"), ())
    elif excluding and answer == "out of total only":
        down = (*downs, *(f"excluded {name}" for name in downs))
    if rest:
        up, over = (*up, "rest"), (*over, "rest")
    return LevelRule(
        unit="percent",
        better="higher",
        plus=up,
        minus=(*up_less, *down),
        over_plus=over,
        over_minus=over_less,
        empty="not assessed",
        spoils=spoils,
        rounding=rounding,
        places=SHOWN_PLACES["percent"],
        lever="down",
        budget=time_budget(up, (*up_less, *down), over, over_less),
    )


def _length(spans: k.Spans, within: k.Spans, periods: tuple[Period, ...]) -> k.Length:
    return k.Length(spans=spans, within=within, periods=periods)


def _shaped(down: k.Spans, metric: m.Metric) -> k.Spans:
    shaped = k.Joined(spans=down, gap=metric.gaps) if metric.gaps else down
    return k.Lasting(spans=shaped, length=metric.shortest) if metric.shortest else shaped


def _around(periods: tuple[Period, ...], stretch: Stretch) -> tuple[Period, ...]:
    """The periods and their two neighbours: an outage is judged whole, also where it began before them."""
    if not periods:
        return periods
    place = stretch.place()
    return (previous(periods[0], place), *periods, next_period(periods[-1], place))


def _looked_at(around: tuple[Period, ...], stretch: Stretch) -> Spans:
    """The time in which a slot without a sample is missing: in force, and not in the future."""
    if not around:
        return ()
    end = around[-1].end if stretch.as_of is None else min(around[-1].end, stretch.as_of)
    return in_term(((around[0].start, end),) if around[0].start < end else (), stretch)


def _sampled(
    metric: m.Metric, sources: list[m.Source], periods: tuple[Period, ...], stretch: Stretch
) -> tuple[k.Spans, k.Spans, k.Spans | None]:
    """Slots that are bad, slots that were seen (with a sample whose condition could be decided), and idle ones.

    Where counts are added up in slots, the condition is asked of the sums, and a slot is idle when it can't be told:
    nothing was asked for. A sample that lacks one of the counts is none, as in the mean of the ratios of slots.
    """
    bads: list[k.Spans] = []
    seens: list[k.Spans] = []
    idles: list[k.Spans] = []
    for source in sources:
        rows = kept(k.Read(input=input_of(source, metric, "at", stretch)), metric.where)
        assert metric.down is not None
        down = condition(metric.down)
        decided = r.Some(of=(down, r.Not(of=down)))
        every = source.every
        if metric.slot:
            every = metric.slot
            fields = tuple(sorted(written_fields(metric.down, metric)))
            known = r.All(of=tuple(r.Known(field=name) for name in fields))
            rows = k.Summed(rows=k.Keep(rows=rows, where=known), every=every, periods=periods, fields=fields)
            idles.append(k.Slots(rows=k.Undecided(rows=rows, where=down), every=every, periods=periods))
            seens.append(k.Slots(rows=rows, every=every, periods=periods))
        else:
            seens.append(k.Slots(rows=k.Keep(rows=rows, where=decided), every=every, periods=periods))
        bads.append(k.Slots(rows=k.Keep(rows=rows, where=down), every=every, periods=periods))
    idle = None if not idles else idles[0] if len(idles) == 1 else k.Either(of=tuple(idles))
    if len(sources) == 1:
        return bads[0], seens[0], idle
    return k.Either(of=tuple(bads)), k.Either(of=tuple(seens)), idle


def _idle(metric: m.Metric, construct: str, reading: Reading) -> str:
    """What an idle slot is."""
    return reading.ask(
        "idle slots",
        construct,
        Interpretation.idle_slots.answers,
        "a slot in which nothing was asked for is up, down, or leaves the total",
        own=metric.choices,
        span=metric.span,
    )


def _outages(
    metric: m.Metric,
    sources: list[m.Source],
    construct: str,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
) -> tuple[list[k.Spans], k.Spans]:
    """Down time from intervals, one set (or one bag a source when outages count each), and what to show of it."""
    bags: list[k.Spans] = []
    for source in sources:
        rows = kept(kept(k.Read(input=input_of(source, metric, "start", stretch)), metric.where), metric.down)
        bags.append(k.Extent(rows=rows))
    witness: k.Spans = bags[0]
    minutes = reading.ask(
        "partial minutes",
        construct,
        Interpretation.partial_minutes.answers,
        "the minutes in which an outage starts and ends count in part, not at all, or whole",
        own=metric.choices,
        span=metric.span,
    )
    overlap = "once"
    if not metric.gaps:  # outages that are merged are one: they can't count each
        overlap = reading.ask(
            "overlapping outages",
            construct,
            Interpretation.overlapping_outages.answers,
            "two outages at the same time count once or twice",
            own=metric.choices,
            span=metric.span,
        )
    if world is not None and metric.service in world.outages:
        bags.append(k.Together(spans=world.down(metric.service, metric.scopes)))
    if minutes != "exact":
        how: Literal["whole only", "started"] = "whole only" if minutes == "whole only" else "started"
        bags = [k.WholeUnits(spans=bag, unit=MINUTE, how=how) for bag in bags]
    if overlap == "each":
        return bags, witness
    sets = [k.Together(spans=bag) for bag in bags]
    return [sets[0] if len(sets) == 1 else k.Either(of=tuple(sets))], witness


def _undecided(metric: m.Metric, sources: list[m.Source], stretch: Stretch) -> k.Spans | None:
    """The time of intervals of which nobody can say whether they mean down."""
    parts: list[k.Spans] = []
    for source in sources:
        read: k.Rows = k.Read(input=input_of(source, metric, "start", stretch))
        for limit in (metric.where, metric.down):
            if limit is not None:
                parts.append(k.Together(spans=k.Extent(rows=k.Undecided(rows=read, where=condition(limit)))))
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else k.Either(of=tuple(parts))
