"""Outages as spans of time, from samples or intervals: what is down, what was seen, what nobody can tell.

Nothing is taken off here: hours, exclusions and the ends of periods come after an outage has its shape.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import rows as r
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.conditions import condition
from sladsl.plan.from_model.inputs import input_of, rows_of, written_fields
from sladsl.plan.from_model.invalid_records import Invalid
from sladsl.plan.from_model.measuring import kept
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.from_model.world import World
from sladsl.record import Record, replace
from sladsl.values.duration import MINUTE
from sladsl.values.period import Period

AGAINST = "against "
"""Of a column, before the name of a source that does not prevail: the time in which it says otherwise."""


class Sampled(Record):
    """Slots that are bad, that were seen (with a sample whose condition could be decided), and idle ones, as sets."""

    bad: k.Spans
    seen: k.Spans
    idle: k.Spans | None
    against: tuple[tuple[str, k.Spans], ...] = ()
    """Where one source prevails: of each other one the time in which it says otherwise."""


def either(sets: list[k.Spans]) -> k.Spans:
    """The union of sets."""
    return sets[0] if len(sets) == 1 else k.Either(of=tuple(sets))


def shaped(down: k.Spans, metric: m.Metric) -> k.Spans:
    """Outages judged whole: gaps closed, short ones dropped, then what grace takes off those that are left."""
    if metric.gaps:
        down = k.Joined(spans=down, gap=metric.gaps)
    if metric.shortest:
        down = k.Lasting(spans=down, length=metric.shortest)
    if metric.grace:
        # An outage that ends with its grace is within it: only a longer one counts.
        whole = metric.grace_then == "then in full"
        down = (
            k.Lasting(spans=down, length=metric.grace + 1)
            if whole
            else k.Beyond(spans=down, length=metric.grace)
        )
    return down


def is_shaped(metric: m.Metric) -> bool:
    """Whether an outage has to be looked at whole."""
    return bool(metric.shortest or metric.gaps or metric.grace or metric.counted)


# ---- samples


def sampled(
    metric: m.Metric, sources: list[m.Source], periods: tuple[Period, ...], stretch: Stretch
) -> tuple[Sampled, ...]:
    """One for each of the parts of which some have to be down at once; else one for all rows."""
    if not metric.parts:
        return (_sampled(metric, sources, periods, stretch, None),)
    return tuple(_sampled(metric, sources, periods, stretch, part) for part in metric.parts)


def _sampled(
    metric: m.Metric,
    sources: list[m.Source],
    periods: tuple[Period, ...],
    stretch: Stretch,
    part: str | None,
) -> Sampled:
    """Where counts are added up in slots, the condition is asked of the sums, and a slot is idle when it can't be told:
    nothing was asked for. A sample that lacks one of the counts is none, as in the mean of the ratios of slots."""
    bads: list[k.Spans] = []
    seens: list[k.Spans] = []
    idles: list[k.Spans] = []
    for source in sources:
        rows = kept(rows_of(source, metric, "at", stretch), metric.where)
        if part is not None:
            rows = k.Keep(rows=rows, where=r.OneOf(field=metric.part, values=(part,)))
        every = metric.slot or source.every
        of_sums = metric.slot_down if metric.slot_down is not None else metric.down if metric.slot else None
        if metric.slot_rows or of_sums is None:
            assert metric.down is not None
            down = condition(metric.down)
            decided = r.Some(of=(down, r.Not(of=down)))
            bad: k.Spans = k.Slots(rows=k.Keep(rows=rows, where=down), every=every, periods=periods)
            if metric.slot_rows == "all":
                good = k.Slots(rows=k.Keep(rows=rows, where=r.Not(of=down)), every=every, periods=periods)
                bad = k.Without(left=bad, right=good)
            bads.append(bad)
            seens.append(k.Slots(rows=k.Keep(rows=rows, where=decided), every=every, periods=periods))
        else:
            down = condition(of_sums)
            fields = tuple(sorted(written_fields(of_sums, metric)))
            known = r.All(of=tuple(r.Known(field=name) for name in fields))
            sums = k.Summed(rows=k.Keep(rows=rows, where=known), every=every, periods=periods, fields=fields)
            idles.append(k.Slots(rows=k.Undecided(rows=sums, where=down), every=every, periods=periods))
            seens.append(k.Slots(rows=sums, every=every, periods=periods))
            bads.append(k.Slots(rows=k.Keep(rows=sums, where=down), every=every, periods=periods))
    first = prevailing(sources)
    if first is None:
        return Sampled(bad=either(bads), seen=either(seens), idle=either(idles) if idles else None)
    own = Sampled(bad=bads[first], seen=seens[first], idle=idles[first] if idles else None)
    others = [place for place in range(len(sources)) if place != first]
    against = tuple(
        (sources[place].name, _otherwise(own.bad, bads[place], k.Both(left=own.seen, right=seens[place])))
        for place in others
    )
    if sources[first].prevails != "filled":
        return replace(own, against=against)

    def filled(sets: list[k.Spans]) -> k.Spans:
        more = either([sets[place] for place in others])
        return k.Either(of=(sets[first], k.Without(left=more, right=own.seen)))

    return Sampled(
        bad=filled(bads), seen=either(seens), idle=filled(idles) if idles else None, against=against
    )


def prevailing(sources: list[m.Source]) -> int | None:
    """The place of the source that decides where several differ; None where none does, or there is one."""
    if len(sources) == 1:
        return None
    return next((place for place, each in enumerate(sources) if each.prevails), None)


def _otherwise(left: k.Spans, right: k.Spans, within: k.Spans | None) -> k.Spans:
    """The time in which of two sets just one holds."""
    differ: k.Spans = k.Either(of=(k.Without(left=left, right=right), k.Without(left=right, right=left)))
    return differ if within is None else k.Both(left=differ, right=within)


def contradicted(found: tuple[Sampled, ...]) -> tuple[tuple[str, k.Spans], ...]:
    """Of each source that does not prevail the time in which it says otherwise, of any part."""
    sets: dict[str, list[k.Spans]] = {}
    for each in found:
        for name, spans in each.against:
            sets.setdefault(name, []).append(spans)
    return tuple((name, either(spans)) for name, spans in sets.items())


def other_outages(
    metric: m.Metric, sources: list[m.Source], stretch: Stretch, invalid: Invalid
) -> tuple[tuple[str, k.Spans], ...]:
    """The same of intervals, which tell no gaps: a log without an outage says that there was none."""
    first = prevailing(sources)
    if first is None:
        return ()

    def down(source: m.Source) -> k.Spans:
        return either([k.Together(spans=each) for each in _extents(metric, source, stretch, invalid)])

    own = down(sources[first])
    return tuple(
        (source.name, _otherwise(own, down(source), None))
        for place, source in enumerate(sources)
        if place != first
    )


def at_once(parts: list[k.Spans], metric: m.Metric) -> k.Spans:
    """When enough of the parts are down at one time; of a metric without parts the one set that there is."""
    return k.AtOnce(of=tuple(parts), least=metric.least) if metric.parts else parts[0]


def in_doubt(found: tuple[Sampled, ...], metric: m.Metric, doubt: Callable[[Sampled], k.Spans]) -> k.Spans:
    """When it hangs on parts of which it is not known whether the service is down."""
    certain = at_once([each.bad for each in found], metric)
    possible = at_once([k.Either(of=(each.bad, doubt(each))) for each in found], metric)
    return k.Without(left=possible, right=certain)


def idle_answer(metric: m.Metric, construct: str, reading: Reading) -> str:
    """What an idle slot is."""
    return reading.ask(
        "idle slots",
        construct,
        Interpretation.idle_slots.answers,
        "a slot in which nothing was asked for is up, down, or leaves the total",
        own=metric.choices,
        span=metric.span,
    )


# ---- intervals


def outages(
    metric: m.Metric,
    sources: list[m.Source],
    construct: str,
    stretch: Stretch,
    reading: Reading,
    world: World | None,
    invalid: Invalid,
) -> tuple[list[k.Spans], k.Spans]:
    """Down time from intervals, one set (or one bag a source when outages count each), and what to show of it."""
    first = prevailing(sources)
    every = [
        _extents(metric, source, stretch, invalid)
        for source in (sources if first is None else [sources[first]])
    ]
    stated = None
    if world is not None and metric.service in world.outages:
        stated = world.down(metric.service, metric.scopes)
    witness: k.Spans = every[0][0] if len(every) == 1 and len(every[0]) == 1 else k.Beside(
        of=tuple(bag for bags in every for bag in bags)
    )  # fmt: skip
    return _counted(metric, construct, reading, every, stated), witness


def stated_outages(metric: m.Metric, construct: str, reading: Reading, world: World) -> list[k.Spans]:
    """Down time that a scenario states, in place of the rows of a source of intervals: it counts as these do."""
    return _counted(metric, construct, reading, [], world.down(metric.service, metric.scopes))


def _counted(
    metric: m.Metric, construct: str, reading: Reading, every: list[list[k.Spans]], stated: k.Spans | None
) -> list[k.Spans]:
    """What counts of the outages of each source (of each part by itself), and of those of the whole service that are
    stated: in whole minutes or not, once or each.
    """
    how = _partial_minutes(metric, construct, reading)
    overlap = "once"
    if not metric.gaps and not metric.parts:  # outages that are merged are one: they can't count each
        overlap = reading.ask(
            "overlapping outages",
            construct,
            Interpretation.overlapping_outages.answers,
            "two outages at the same time count once or twice",
            own=metric.choices,
            span=metric.span,
        )

    def whole(bag: k.Spans) -> k.Spans:
        return k.WholeUnits(spans=bag, unit=MINUTE, how=how) if how is not None else bag

    more = [] if stated is None else [whole(stated)]
    if overlap == "each":
        return [*(whole(bag) for bags in every for bag in bags), *more]
    together: list[k.Spans] = [k.Together(spans=each) for each in more]
    if not metric.parts or not every:
        return [either([*(k.Together(spans=whole(bags[0])) for bags in every), *together])]
    of_parts = [
        either([k.Together(spans=whole(bags[place])) for bags in every]) for place in range(len(metric.parts))
    ]
    return [either([at_once(of_parts, metric), *together])]


def _extents(metric: m.Metric, source: m.Source, stretch: Stretch, invalid: Invalid) -> list[k.Spans]:
    """The outages of a source, of each part by itself where some have to be down at once."""
    rows = _down_rows(metric, source, stretch, invalid)
    bags: list[k.Rows] = [rows]
    if metric.parts:
        bags = [k.Keep(rows=rows, where=r.OneOf(field=metric.part, values=(part,))) for part in metric.parts]
    return [k.Extent(rows=each, since=metric.starts_at, periods=invalid.periods) for each in bags]


def _down_rows(metric: m.Metric, source: m.Source, stretch: Stretch, invalid: Invalid) -> k.Rows:
    read = k.Read(input=input_of(source, metric, "start", stretch, reversed_kept=invalid.kept))
    return kept(kept(read, metric.where), metric.down)


def reversed_rows(
    metric: m.Metric, sources: list[m.Source], stretch: Stretch, invalid: Invalid
) -> tuple[k.Rows, ...]:
    """The outages of each source that end before they begin."""
    ends_first = r.Compare(
        left=r.Elapsed(since="start", until="end"), comparator="below", right=r.Constant(value=Fraction(0))
    )
    return tuple(
        k.Keep(rows=_down_rows(metric, each, stretch, invalid), where=ends_first) for each in sources
    )


def _partial_minutes(
    metric: m.Metric, construct: str, reading: Reading
) -> Literal["whole only", "started"] | None:
    """How the minutes count in which an outage starts and ends; not asked where outages are counted in units anyway."""
    if metric.counted is not None:
        return None
    answer = reading.ask(
        "partial minutes",
        construct,
        Interpretation.partial_minutes.answers,
        "the minutes in which an outage starts and ends count in part, not at all, or whole",
        own=metric.choices,
        span=metric.span,
    )
    return None if answer == "exact" else "whole only" if answer == "whole only" else "started"


def counts_started(metric: m.Metric, construct: str, reading: Reading) -> bool:
    """Whether a unit that an outage has begun counts whole. Silence drops it: time in whole minutes has no other ones."""
    said = metric.choices.get("partial minutes") or reading.agreement.choices.get("partial minutes")
    if not metric.counted or not isinstance(said, m.Chosen) or said.answer != "started":
        return False
    answers = Interpretation.partial_minutes.answers
    return reading.ask("partial minutes", construct, answers, "", own=metric.choices) == "started"


def undecided(
    metric: m.Metric, sources: list[m.Source], stretch: Stretch, invalid: Invalid
) -> k.Spans | None:
    """The time of intervals of which nobody can say whether, since when, or of which part they mean down."""
    parts: list[k.Spans] = []
    for source in sources:
        read: k.Rows = k.Read(input=input_of(source, metric, "start", stretch, reversed_kept=invalid.kept))
        limits: tuple[v.Condition | None, ...] = (metric.where, metric.down)
        for limit in limits:
            if limit is not None:
                parts.append(k.Together(spans=k.Extent(rows=k.Undecided(rows=read, where=condition(limit)))))
        for field in (metric.part, metric.starts_at):
            if field:
                rows = kept(kept(k.Unless(rows=read, where=r.Known(field=field)), metric.where), metric.down)
                parts.append(k.Together(spans=k.Extent(rows=rows)))
    if not parts:
        return None
    return either(parts)
