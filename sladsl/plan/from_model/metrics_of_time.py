"""Metrics of time: uptime, downtime, and outages one by one, from samples and intervals.

Order of shaping, fixed by the language: which rows mean down, their union, gaps closed, short outages dropped, grace,
and only then exclusions and the ends of periods.
"""

from __future__ import annotations

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan.budget import BudgetRule
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.budgets import AHEAD, ahead, time_budget
from sladsl.plan.from_model.down_time import (
    AGAINST,
    Sampled,
    at_once,
    contradicted,
    counts_started,
    idle_answer,
    in_doubt,
    is_shaped,
    other_outages,
    outages,
    prevailing,
    reversed_rows,
    sampled,
    shaped,
    stated_outages,
    undecided,
)
from sladsl.plan.from_model.exclusions import asides, excluded_set
from sladsl.plan.from_model.hours import in_term, service_time
from sladsl.plan.from_model.invalid_records import COLUMN, SPOILS, invalid_as
from sladsl.plan.from_model.measuring import SHOWN_PLACES, Measuring
from sladsl.plan.from_model.records import count
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import LevelRule, Round
from sladsl.record import replace
from sladsl.values.intervals import Spans, minus
from sladsl.values.period import Assessed, Period, next_period, previous

ONE_BY_ONE = ("longest outage from", "number of outages from")
"""Measures that look at each outage by itself."""


def time_metric(
    metric: m.Metric,
    name: str,
    kind: Assessed,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    rounding: Round | None,
) -> Measuring:
    agreement = reading.agreement
    construct = f"metric {metric.name}"
    if metric.kind == "number of outages from":
        stretch = _from_before(stretch, kind)
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
    around = grid = stretch.grid(kind)
    downs: list[k.Spans]
    witness: k.Spans
    against: tuple[tuple[str, k.Spans], ...] = ()
    if stated:
        assert world is not None
        witness = k.Together(spans=world.down(metric.service, metric.scopes))
        # Where outages are rows, what is stated is such a row; samples know no minutes in part.
        rows = bool(sources) and sources[0].holds == "intervals"
        downs = stated_outages(metric, construct, reading, world) if rows else [witness]
    elif samples:
        missing = reading.ask(
            "missing samples",
            construct,
            Interpretation.missing_samples.answers,
            "a slot without a sample is up, down or unknown",
            own=metric.choices,
            span=metric.span,
        )
        if is_shaped(metric) or metric.kind in ONE_BY_ONE or missing == "last known":
            around = _around(grid, stretch)
        found = sampled(metric, sources, around, stretch)
        against = contradicted(found)
        if found[0].idle is not None:
            answer = idle_answer(metric, construct, reading)
            if answer == "counts as bad":
                found = tuple(_with_idle(each) for each in found)
            elif answer == "left out":
                idle = in_doubt(found, metric, _idle) if metric.parts else _idle(found[0])
                counting = k.Without(left=counting, right=idle)
                # What is left out leaves excluded time, too: nothing is taken off twice.
                service = k.Without(left=service, right=idle)
                columns[0] = k.Column(name="service", cells=_length(service, service, periods), unit="us")
        downs, witness, seen, gap = _of_samples(found, metric, missing, _looked_at(around, stretch), stretch)
        if missing == "period not assessed":
            columns.append(k.Column(name="missing", cells=_length(gap, counting, periods), unit="us"))
            spoils = (("missing", "samples are missing"),)
    else:
        invalid = invalid_as(metric, construct, reading, _around(grid, stretch))
        downs, witness = outages(metric, sources, construct, stretch, reading, world, invalid)
        against = other_outages(metric, sources, stretch, invalid)
        first = prevailing(sources)
        deciding = sources if first is None else [sources[first]]
        not_told = undecided(metric, deciding, stretch, invalid)
        if invalid.answer == SPOILS:
            wrong = reversed_rows(metric, deciding, stretch, invalid)
            names = [COLUMN if place == 1 else f"{COLUMN} {place}" for place in range(1, len(wrong) + 1)]
            columns += [count(name, rows, periods) for name, rows in zip(names, wrong, strict=True)]
            spoils = tuple((name, "outages end before they begin") for name in names)
        if not_told is not None:
            columns.append(
                k.Column(name="undecided time", cells=_length(not_told, counting, periods), unit="us")
            )
    if seen is not None:
        columns.append(k.Column(name="seen", cells=_length(seen, counting, periods), unit="us"))
        to_come = ahead(seen, periods, stretch)
        if to_come is not None:
            columns.append(k.Column(name=AHEAD, cells=_length(to_come, counting, periods), unit="us"))
    if is_shaped(metric):
        downs = [shaped(down, metric) for down in downs]
        witness = downs[0] if len(downs) == 1 else k.Beside(of=tuple(downs))
    unit, up = metric.counted or 1, counts_started(metric, construct, reading)
    names = []
    for number, down in enumerate(downs):
        column = "down" if number == 0 else f"down {number + 1}"
        names.append(column)
        columns.append(k.Column(name=column, cells=_length(down, counting, periods, unit, up), unit="us"))
    if excluded is not None:
        columns.append(k.Column(name="excluded", cells=_length(excluded, service, periods), unit="us"))
        inside = k.Both(left=service, right=excluded)
        for column, down in zip(names, downs, strict=True):
            columns.append(
                k.Column(name=f"excluded {column}", cells=_length(down, inside, periods, unit, up), unit="us")
            )
    for other, differing in against:
        columns.append(
            k.Column(name=f"{AGAINST}{other}", cells=_length(differing, counting, periods), unit="us")
        )
    if metric.kind in ONE_BY_ONE:
        columns.append(_one_by_one(metric, downs, counting, periods, unit, up))
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
    if metric.kind in ONE_BY_ONE:
        number = metric.kind == "number of outages from"
        figure = columns[-1].name
        level = LevelRule(
            unit="number" if number else "duration",
            better="lower",
            plus=(figure,),
            rounding=rounding,
            spoils=spoils,
            lever=figure,
            counted=1 if number else unit,
            places=0,
            budget=BudgetRule(unit="number", lost_plus=(figure,)) if number else None,
        )
        return Measuring(metering=metering, level=level)
    if metric.kind == "downtime from":
        level = LevelRule(
            unit="duration",
            better="lower",
            plus=tuple(names),
            rounding=rounding,
            spoils=spoils,
            lever="down",
            counted=unit,
            places=0,
            budget=BudgetRule(unit="us", lost_plus=tuple(names)),
        )
        return Measuring(metering=metering, level=level)
    level = _uptime_level(
        metric, reading, construct, tuple(names), excluded is not None, missing if seen is not None else "up",
        seen is not None and _plain_gap(metric, missing), spoils, rounding, bool(rest),
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
        counted=metric.counted or 1,
        budget=time_budget(up, (*up_less, *down), over, over_less),
    )


def _of_samples(
    found: tuple[Sampled, ...], metric: m.Metric, missing: str, looked_at: Spans, stretch: Stretch
) -> tuple[list[k.Spans], k.Spans, k.Spans, k.Spans]:
    """What is down, what to show of it, the time in which it is known, and what is missing, from the slots of each part."""
    everywhere = k.Fixed(spans=looked_at)

    def gap(each: Sampled) -> k.Spans:
        return k.Without(left=everywhere, right=each.seen)

    def down(each: Sampled) -> k.Spans:
        if missing == "down" and not _plain_gap(metric, missing):
            return k.Either(of=(each.bad, gap(each)))
        if missing == "last known":
            end = looked_at[-1][1] if looked_at else stretch.end
            # Prolonged spans may touch the next bad one: together they are one outage.
            return k.Together(spans=k.Until(bad=each.bad, seen=each.seen, horizon=end))
        return each.bad

    downs: list[k.Spans] = [at_once([down(each) for each in found], metric)]
    if not metric.parts:
        return downs, found[0].bad, found[0].seen, gap(found[0])
    seen = k.Without(left=everywhere, right=in_doubt(found, metric, gap))
    return downs, downs[0], seen, k.Either(of=tuple(gap(each) for each in found))


def _plain_gap(metric: m.Metric, missing: str) -> bool:
    """An unshaped uptime needs no set of missing slots: seen time less bad time is up time."""
    return missing == "down" and not is_shaped(metric) and not metric.parts and metric.kind == "uptime from"


def _idle(each: Sampled) -> k.Spans:
    assert each.idle is not None
    return each.idle


def _with_idle(each: Sampled) -> Sampled:
    """Idle slots as bad ones."""
    return replace(each, bad=k.Either(of=(each.bad, _idle(each))))


def _one_by_one(
    metric: m.Metric,
    downs: list[k.Spans],
    counting: k.Spans,
    periods: tuple[Period, ...],
    unit: int,
    up: bool,
) -> k.Column:
    """The longest of the outages, or how many there are. What is down in one piece is one outage; of a source whose
    outages count each, every row is one."""
    every = downs[0] if len(downs) == 1 else k.Beside(of=tuple(downs))
    if metric.kind == "number of outages from":
        return k.Column(
            name="outages", cells=k.Begun(spans=every, within=counting, periods=periods), unit="number"
        )
    longest = k.Longest(spans=every, within=counting, periods=periods, unit=unit, up=up)
    return k.Column(name="longest", cells=longest, unit="us")


def _from_before(stretch: Stretch, kind: Assessed) -> Stretch:
    """The stretch and a period before it: an outage counts in the period in which it begins, and only there."""
    grid = stretch.grid(kind)
    if not grid:
        return stretch
    before = previous(grid[0], stretch.place()).start
    first = stretch.start if stretch.first is None else stretch.first
    return replace(stretch, start=min(before, stretch.start), first=first)


def _length(
    spans: k.Spans, within: k.Spans, periods: tuple[Period, ...], unit: int = 1, up: bool = False
) -> k.Length:
    return k.Length(spans=spans, within=within, periods=periods, unit=unit, up=up)


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
    # An outage over the day of an amendment is one outage: only its time is shared.
    return in_term(((around[0].start, end),) if around[0].start < end else (), replace(stretch, part=None))
