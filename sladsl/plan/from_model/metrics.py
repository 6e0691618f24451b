"""Metrics to the measuring kernel: sets of time or rows, and the columns that the level is made of.

Order of shaping, fixed by the language: which rows mean down, their union, gaps closed, short outages dropped, and only
then exclusions and the ends of periods.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.from_model.exclusions import excluded_set
from sladsl.plan.from_model.hours import service_time
from sladsl.plan.from_model.inputs import input_of
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.plan.settlement import LevelRule, Round
from sladsl.record import Record
from sladsl.values.duration import MINUTE
from sladsl.values.period import Period, PeriodKind, next_period, previous

SHOWN_PLACES = {"percent": 3, "duration": 0, "number": 0}


class Measuring(Record):
    """What one metric becomes for one kind of period: what to meter, and how its columns make a level."""

    metering: k.Metering | None
    level: LevelRule


def measuring(
    metric: m.Metric,
    kind: PeriodKind,
    objective: m.Objective,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
) -> Measuring:
    """The metering of a metric over the periods of a kind; None where levels are only reported."""
    name = f"{metric.name} each {kind}"
    rounding = _rounding(metric, objective, reading)
    if metric.kind == "as reported":
        return Measuring(metering=None, level=_reported(metric, objective, rounding))
    if metric.kind in ("uptime from", "downtime from"):
        return _time(metric, name, kind, stretch, reading, world, rounding)
    return _records(metric, name, kind, objective, stretch, reading, world, rounding)


def _rounding(metric: m.Metric, objective: m.Objective, reading: Reading) -> Round | None:
    """How the level is rounded before it is judged; silence could mean none, or the precision of the promise."""
    said = metric.choices.get("level rounding") or reading.agreement.choices.get("level rounding")
    if isinstance(said, m.Chosen) and said.rounding is not None:
        reading.ask("level rounding", f"metric {metric.name}", (said.answer,), "", own=metric.choices)
        return _quantum(said, metric)
    if objective.bound is None or metric.kind == "as reported" or metric.unit == "duration":
        return None
    if metric.kind == "number of":
        return None
    places = objective.bound.written.places
    step = f"half up to {'0.' + '0' * (places - 1) + '1' if places else '1'}%"
    answer = reading.ask(
        "level rounding",
        f"metric {metric.name}",
        ("none", step),
        f"a level such as {_almost(objective.bound)} is below the promise, or rounds up to it",
        own=metric.choices,
        span=metric.span,
    )
    return None if answer == "none" else Round(quantum=Fraction(1, 100 * 10**places), mode="half up")


def _almost(bound: m.Bound) -> str:
    from sladsl.values.number import decimal_text

    places = bound.written.places
    return f"{decimal_text(bound.written.value - Fraction(1, 4 * 10**places), places + 2)} %"


def _quantum(said: m.Chosen, metric: m.Metric) -> Round:
    rounding = said.rounding
    assert rounding is not None  # noqa: S101 - the caller looked
    value = rounding.quantum.number.value
    percent = rounding.quantum.unit == "%"
    return Round(quantum=value / 100 if percent else value, mode=rounding.mode)


def _reported(metric: m.Metric, objective: m.Objective, rounding: Round | None) -> LevelRule:
    unit = metric.unit or (objective.bound.unit if objective.bound is not None else "percent")
    better: Literal["higher", "lower"] = "higher"
    if objective.bound is not None and objective.bound.comparator in ("at most", "below"):
        better = "lower"
    places = objective.bound.written.places if objective.bound is not None else 2
    return LevelRule(unit=unit, better=better, rounding=rounding, places=places, reported=True)


# ---- time


def _time(
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
    service = k.Fixed(spans=service_time(metric, kind, stretch, reading))
    excluded = excluded_set(metric, stretch, reading, world)
    counting = k.Without(left=service, right=excluded) if excluded is not None else service
    sources = [agreement.sources[source] for source in metric.sources]
    samples = bool(sources) and sources[0].holds == "samples"
    stated = world is not None and not any(source.name in world.sources for source in sources)
    columns = [k.Column(name="service", cells=_length(service, service, periods), unit="us")]
    spoils: tuple[tuple[str, str], ...] = ()
    seen: k.Spans | None = None
    missing = "up"
    downs: list[k.Spans]
    witness: k.Spans
    if stated:
        assert world is not None  # noqa: S101 - `stated` says so
        downs = [k.Together(spans=world.down(metric.service, metric.scopes))]
        witness = downs[0]
    elif samples:
        around = _around(periods, stretch) if metric.shortest or metric.gaps else periods
        bad, seen = _sampled(metric, sources, around, stretch)
        missing = reading.ask(
            "missing samples",
            construct,
            Interpretation.missing_samples.answers,
            "a slot without a sample is up, down or unknown",
            own=metric.choices,
            span=metric.span,
        )
        downs, witness = [bad], bad
    else:
        downs, witness = _outages(metric, sources, construct, stretch, reading, world)
        undecided = _undecided(metric, sources, stretch)
        if undecided is not None:
            columns.append(k.Column(name="undecided", cells=_length(undecided, counting, periods), unit="us"))
    shaped = metric.shortest > 0 or metric.gaps > 0
    plain_gap = missing == "down" and not shaped
    if seen is not None:
        gap = k.Without(left=service, right=seen)
        if missing == "down" and shaped:
            downs = [k.Either(of=(downs[0], gap))]
        elif missing == "last known":
            end = periods[-1].end if periods else stretch.end
            downs = [k.Both(left=k.Until(bad=downs[0], seen=seen, horizon=end), right=service)]
        elif missing == "period not assessed":
            columns.append(k.Column(name="missing", cells=_length(gap, counting, periods), unit="us"))
            spoils = (("missing", "samples are missing"),)
        columns.append(k.Column(name="seen", cells=_length(seen, counting, periods), unit="us"))
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
    metering = k.Metering(
        metric=name,
        columns=tuple(columns),
        periods=periods,
        scoped=bool(metric.for_each),
        scopes=metric.scopes,
        sources=metric.sources,
        witness=witness,
        witness_within=counting,
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
        )
        return Measuring(metering=metering, level=level)
    level = _uptime_level(
        metric, reading, construct, tuple(names), excluded is not None, missing if seen is not None else "up",
        plain_gap, spoils, rounding,
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
) -> LevelRule:
    """Up time over total time, as linear sums of the columns.

    `seen` replaces service time where a slot without a sample is not up: in the numerator when missing time is down,
    in both when it leaves the total.
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
    )


def _length(spans: k.Spans, within: k.Spans, periods: tuple[Period, ...]) -> k.Length:
    return k.Length(spans=spans, within=within, periods=periods)


def _shaped(down: k.Spans, metric: m.Metric) -> k.Spans:
    shaped = k.Joined(spans=down, gap=metric.gaps) if metric.gaps else down
    return k.Lasting(spans=shaped, length=metric.shortest) if metric.shortest else shaped


def _kept(rows: k.Rows, where: v.Condition | None) -> k.Rows:
    return k.Keep(rows=rows, where=condition(where)) if where is not None else rows


def _around(periods: tuple[Period, ...], stretch: Stretch) -> tuple[Period, ...]:
    """The periods and their two neighbours: an outage is judged whole, also where it began before them."""
    if not periods:
        return periods
    place = stretch.place()
    return (previous(periods[0], place), *periods, next_period(periods[-1], place))


def _sampled(
    metric: m.Metric, sources: list[m.Source], periods: tuple[Period, ...], stretch: Stretch
) -> tuple[k.Spans, k.Spans]:
    """Slots that are bad and slots that were seen (with a sample whose condition could be decided)."""
    bads: list[k.Spans] = []
    seens: list[k.Spans] = []
    for source in sources:
        rows = _kept(k.Read(input=input_of(source, metric, "at", stretch)), metric.where)
        assert metric.down is not None  # noqa: S101 - the model asked for it
        down = condition(metric.down)
        bads.append(k.Slots(rows=k.Keep(rows=rows, where=down), every=source.every, periods=periods))
        decided = r.Some(of=(down, r.Not(of=down)))
        seens.append(k.Slots(rows=k.Keep(rows=rows, where=decided), every=source.every, periods=periods))
    if len(sources) == 1:
        return bads[0], seens[0]
    return k.Either(of=tuple(bads)), k.Either(of=tuple(seens))


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
        rows = _kept(
            _kept(k.Read(input=input_of(source, metric, "start", stretch)), metric.where), metric.down
        )
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


# ---- records


def _records(
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
    every = _kept(read, metric.where)
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
        assert metric.good is not None  # noqa: S101 - the model asked for it
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
        own=metric.choices,
        span=metric.span,
    )
    return answer if answer in times else times[0]
