"""`resolution-too-coarse`: a promise so fine that one bad sample breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from sladsl.ast.sources import Source as SourceBlock
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.promises import promised_by
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.words import written_duration
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Bound, Chosen, Metric, Objective, Source
from sladsl.record import Record
from sladsl.values.bands import Limits, satisfies
from sladsl.values.duration import HOUR, MINUTE, SECOND, duration_text
from sladsl.values.intervals import Spans, total
from sladsl.values.number import decimal_text, round_to, shown_level

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake
    from sladsl.values.period import Assessed, Period

SAY = Voice(name="resolution-too-coarse", code="M104", severity="error")
_COUNTS = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)
SPACINGS = sorted(
    [count * unit for count in _COUNTS for unit in (SECOND, MINUTE)]
    + [count * HOUR for count in (1, 2, 3, 4, 6, 8, 12)]
)
"""Spacings that somebody would choose, in microseconds."""


class Step(Record):
    """What one bad sample does to the level of a period: it takes `lost` of `whole`, in time or in samples.

    `length` is the time of which the samples are taken.
    """

    period: Period
    lost: int
    whole: int
    length: int


def check(context: Context) -> Iterator[Finding]:
    sources = context.agreement.sources
    cut = _Cut(context)
    for metric, objectives in promised_by(context.agreement):
        sampled = [sources[name] for name in metric.sources if name in sources]
        if not sampled or any(source.holds != "samples" or source.every <= 0 for source in sampled):
            continue
        if metric.kind not in ("uptime from", "downtime from", "share of"):
            continue
        finest = min(sampled, key=lambda source: source.every)
        for objective in objectives:
            if objective.bound is not None and leaves_something(objective.bound):
                yield from _checked(context, metric, finest, objective, objective.bound, cut)


def leaves_something(bound: Bound) -> bool:
    """Whether the promise is meant to allow some bad time: one of 100% is not, nor one of no downtime."""
    if bound.unit == "percent":
        return bound.comparator in ("at least", "above") and bound.value < 1
    return bound.unit == "duration" and bound.comparator in ("at most", "below") and bound.value > 0


def steps(owed: Sequence[tuple[Period, Spans]], every: int, shares: bool) -> list[Step]:
    """For each period what one bad sample takes of the time in which the service is owed (of shares: of its slots)."""
    found = []
    for period, spans in owed:
        if shares:
            length = period.end - period.start
            found.append(Step(period=period, lost=1, whole=-(-length // every), length=length))
        elif spans:
            lost, whole = largest_slot(spans, period.start, every), total(spans)
            found.append(Step(period=period, lost=lost, whole=whole, length=whole))
    return found


def largest_slot(spans: Spans, start: int, every: int) -> int:
    """The most of one slot that lies in the spans; slots of `every` are cut from `start` on."""
    parts: dict[int, int] = {}
    for a, b in spans:
        first, last = (a - start) // every, (b - 1 - start) // every
        if last - first > 1:
            return every
        for slot in (first, last) if last > first else (first,):
            begin = start + slot * every
            parts[slot] = parts.get(slot, 0) + min(b, begin + every) - max(a, begin)
    return max(parts.values())


def level_after(step: Step, bound: Bound) -> Fraction:
    """The level of a period in which one sample is bad and all else is well."""
    return Fraction(step.lost) if bound.unit == "duration" else 1 - Fraction(step.lost, step.whole)


def finest_promise(found: Sequence[Step], bound: Bound) -> Fraction:
    """The best level, with the decimals of the promise, that one bad sample of any period still keeps."""
    levels = [level_after(step, bound) for step in found]
    if bound.unit == "duration":
        return max(levels)
    unit = Fraction(1, 100 * 10**bound.written.places)
    level = floor(min(levels) / unit) * unit
    return level - unit if bound.comparator == "above" and level == min(levels) else level


def spacing_needed(found: Sequence[Step], bound: Bound) -> int | None:
    """The widest usual spacing at which one bad sample keeps the promise in every period; None: none does."""
    limits: Limits = ((bound.comparator, bound.value),)

    def kept(every: int) -> bool:
        if bound.unit == "duration":
            return satisfies(limits, Fraction(every))
        return all(satisfies(limits, 1 - Fraction(every, step.length)) for step in found)

    return next((every for every in reversed(SPACINGS) if kept(every)), None)


class _Cut:
    """The steps of samples, once for all promises that are alike in hours, periods and spacing."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.made: dict[tuple[int, int, bool], list[Step]] = {}

    def steps(self, metric: Metric, kind: Assessed, every: int) -> list[Step]:
        owed, shares = self.context.lowering.owed(metric, kind), metric.kind == "share of"
        key = (id(owed), every, shares)  # the lowering keeps what is owed
        if key not in self.made:
            self.made[key] = steps(owed, every, shares)
        return self.made[key]


def _checked(
    context: Context, metric: Metric, source: Source, objective: Objective, bound: Bound, cut: _Cut
) -> Iterator[Finding]:
    found = cut.steps(metric, objective.assessed, source.every)
    kept = {
        (step.lost, step.whole): _kept(context, metric, bound, level_after(step, bound))
        for step in {(step.lost, step.whole): step for step in found}.values()
    }
    missed = [step for step in found if not kept[step.lost, step.whole]]
    if not missed:
        return
    best = max(missed, key=lambda step: step.whole)
    promise = context.words(bound.span)
    perfect = "100%" if bound.unit == "percent" else "no downtime at all"
    there = "" if len(missed) == len(found) else "there "
    yield SAY(
        objective.promise_span,
        f"`{source.name}` has one sample every {duration_text(source.every)}: {_effect(best, bound)}, so "
        f"{there}`{promise}` can't be told from {perfect}.",
        _hint(found, bound, objective),
        severity="error" if len(missed) == len(found) else "warning",
        witness=best.period.label,
        labels=(
            Label(
                span=value_span(context.agreement.node, source.span, SourceBlock.every),
                text="the spacing of the samples",
            ),
        ),
        stake=_stake(context, objective, level_after(best, bound)),
    )


def _kept(context: Context, metric: Metric, bound: Bound, level: Fraction) -> bool:
    said = context.answer("level rounding", metric)
    if bound.unit == "percent" and isinstance(said, Chosen) and said.rounding is not None:
        quantum = said.rounding.quantum
        step = quantum.number.value / 100 if quantum.unit == "%" else quantum.number.value
        level = round_to(level, step, said.rounding.mode)
    return satisfies(((bound.comparator, bound.value),), level)


def _effect(step: Step, bound: Bound) -> str:
    level = level_after(step, bound)
    if bound.unit == "duration":
        return f"a bad one is {duration_text(int(level))} of downtime"
    text = shown_level(level * 100, (bound.value * 100, Fraction(100)), bound.written.places + 1)
    return f"a bad one leaves {text}% of {step.period.label}"


def _hint(found: Sequence[Step], bound: Bound, objective: Objective) -> str:
    spacing = spacing_needed(found, bound)
    best = finest_promise(found, bound)
    if bound.unit == "duration":
        promise = f"{'at most' if bound.comparator == 'at most' else 'below'} {written_duration(int(best))}"
        if bound.comparator == "below":
            promise = f"at most {written_duration(int(best))}"
    else:
        promise = f"{bound.comparator} {decimal_text(best * 100, bound.written.places)}%"
    finer = f"Sample every {written_duration(spacing)} or more often, or promise" if spacing else "Promise"
    return f"{finer} no more than `{promise}` each {objective.assessed}."


def _stake(context: Context, objective: Objective, level: Fraction) -> Stake | None:
    """What one bad sample costs."""
    credit = context.agreement.credit_of(objective.name)
    if credit is None:
        return None
    from sladsl.checks.stakes import of_promise, of_rows

    if not credit.bands:
        return of_promise(context, objective.name)
    rows = [
        at
        for at, row in enumerate(credit.bands)
        if satisfies(tuple((each.comparator, each.value) for each in row.bounds), level)
    ]
    return of_rows(context, objective.name, rows[:1])


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="One bad sample breaks the promise, so the samples can't tell it from 100%.",
    why=(
        "A month of 30 days has 8,640 samples of five minutes. One of them is 0.0116% of it: with a single "
        "bad sample the month stands at 99.9884%, and a promise of 99.99% is broken. What was signed as 99.99% is "
        "then in truth 100%, and a probe that hiccups once costs a credit. The finding says the finest promise "
        "that such samples can tell, and the spacing that this promise needs. The arithmetic is that of the "
        "evaluation: slots begin with the period, only the hours of the service count, and an agreed rounding of "
        "the level is applied first. Where only some periods are too short (February), it is a warning."
    ),
    bad=(
        Case(
            about="99.99% of a month are four minutes; the samples are five minutes apart.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  interpretation { missing samples: down   level rounding: none }
  source checks {
    holds: samples   of: Shop   every: 5 minutes   collected: automatically
    fields { ok: yes or no }
  }
  metric Uptime {
    measure: uptime from checks   down when: not ok   controlled by: Nimbus
  }
  objective Availability {
    Nimbus ensures Uptime at least 99.99% each month
  }
}
""",
            expected=(
                Expected(
                    line=14,
                    part="`checks` has one sample every 5 min: a bad one leaves 99.989% of 2026-01, "
                    "so `at least 99.99%` can't be told from 100%",
                ),
            ),
        ),
        Case(
            about="In office hours a month is shorter, and so is what the promise leaves of it.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  party Nimbus { role: provider }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Portal { hours: Office }
  interpretation { missing samples: down   level rounding: none }
  source checks {
    holds: samples   of: Portal   every: 15 minutes
    collected: automatically
    fields { ok: yes or no }
  }
  metric Uptime {
    measure: uptime from checks   down when: not ok   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=15, part="can't be told from 100%"),),
        ),
        Case(
            about="Downtime in steps of an hour against a promise of half an hour.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  interpretation { missing samples: down }
  source checks {
    holds: samples   of: Shop   every: 1 hour   collected: automatically
    fields { ok: yes or no }
  }
  metric Outage {
    measure: downtime from checks   down when: not ok
    controlled by: Nimbus
  }
  objective Restored { Nimbus ensures Outage at most 30 minutes each month }
}
""",
            expected=(
                Expected(
                    line=14,
                    part="a bad one is 1 h of downtime, so `at most 30 minutes` can't be told from no",
                ),
            ),
        ),
        Case(
            about="February is too short, the other months are not: a warning.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  interpretation { missing samples: down   level rounding: none }
  source checks {
    holds: samples   of: Shop   every: 42 minutes   collected: automatically
    fields { ok: yes or no }
  }
  metric Uptime {
    measure: uptime from checks   down when: not ok   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=13, part="of 2026-02, so there `at least 99.9%`", severity="warning"),),
        ),
    ),
    good=(
        Case(
            about="A sample a minute leaves room for four bad ones; 100% is meant as 100%.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  interpretation { missing samples: down   level rounding: none }
  source checks {
    holds: samples   of: Shop   every: 1 minute   collected: automatically
    fields { ok: yes or no }
  }
  source slow {
    holds: samples   of: Shop   every: 1 hour   collected: automatically
    fields { ok: yes or no }
  }
  metric Uptime {
    measure: uptime from checks   down when: not ok   controlled by: Nimbus
  }
  metric Backups {
    measure: share of slow   good when: ok   controlled by: Nimbus
  }
  objective Availability {
    Nimbus ensures Uptime at least 99.99% each month
  }
  objective Every { Nimbus ensures Backups at least 100% each month }
}
""",
        ),
        Case(
            about="The level is rounded to the decimals of the promise first: 99.9884% is 99.99%.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  interpretation {
    missing samples: down   level rounding: half up to 0.01%
  }
  source checks {
    holds: samples   of: Shop   every: 5 minutes   collected: automatically
    fields { ok: yes or no }
  }
  metric Uptime {
    measure: uptime from checks   down when: not ok   controlled by: Nimbus
  }
  objective Availability {
    Nimbus ensures Uptime at least 99.99% each month
  }
}
""",
        ),
    ),
    check=check,
)
