"""Rights to rules of settlement: what is counted in which periods, until when a right can be used."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, assert_never

from sladsl.ast.interpretation import Interpretation
from sladsl.model import dates as d
from sladsl.model import meanings as m
from sladsl.model.facts import Circumstance
from sladsl.model.stated_days import counted_from
from sladsl.plan.choices import Reading
from sladsl.plan.dates import (
    AllRule,
    AnyRule,
    EventRule,
    FigureRule,
    RightRule,
    TriggerRule,
    WindowRule,
    Withheld,
)
from sladsl.plan.from_model.circumstances import Circumstances
from sladsl.plan.from_model.credits import fee_base
from sladsl.plan.from_model.cures import cure_rule
from sladsl.plan.from_model.deadlines import Dated, deadline_rule, length_rule
from sladsl.plan.from_model.first_days import first_day
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.settlement import AmountRule, Assessment, PercentOf, Rule, SumOf, Together
from sladsl.values.money import Money
from sladsl.values.period import PeriodKind, alike, most_days


def right_rule(
    right: d.Right, assessments: Mapping[str, Assessment], stretch: Stretch, reading: Reading
) -> RightRule:
    """A right; `assessments` by the names of their objectives say whether a period can go without a verdict."""
    construct = f"right {right.words}"
    of = Dated(construct=construct, stretch=stretch, span=right.span)
    notice = "at once" if right.at_once else "not stated" if right.notice_open else ""
    return RightRule(
        rule=Rule(construct=construct, cites=right.cites),
        words=right.name or right.words,
        holder=right.holder,
        action=right.action,
        scope=right.scope,
        trigger=trigger_rule(right.trigger, of, assessments, reading, right.scope)
        if right.trigger is not None
        else None,
        trigger_text=right.trigger_text
        if right.trigger is not None or right.applies is None
        else right.applies.words,
        notice=length_rule(right.notice, of, reading, deadline=True) if right.notice is not None else None,
        notice_text=right.notice.text if right.notice is not None else notice,
        use=deadline_rule(right.use_within, of, reading) if right.use_within is not None else None,
        effective=deadline_rule(right.effective, of, reading) if right.effective is not None else None,
        effective_text="not stated" if right.effective_open else _text(right.effective),
        earliest=first_day(right, of, reading),
        cure=_text(right.cure),
        cured=cure_rule(right.cure, right.words, of, reading, asks=False) if right.cure is not None else None,
        withheld=withheld(right.applies, right.trigger, of, assessments, reading, right.scope),
    )


def withheld(
    applies: Circumstance | None,
    trigger: d.Trigger | None,
    by: Dated,
    assessments: Mapping[str, Assessment],
    reading: Reading,
    scope: str = "",
) -> Mapping[str, tuple[Withheld, ...]]:
    """When a right or a duty is not given, by what is known of facts and options; `scope` is what it is the right of."""
    if applies is None:
        return {}
    stretch = by.stretch
    named = [assessments[name] for name in _named(trigger) if name in assessments]
    dimension = next((each.dimension for each in named if each.dimension), scope)
    scopes = next((each.scopes for each in named if each.dimension == dimension), ())
    start = min((each.start for of in named for each in of.periods), default=stretch.start)
    end = stretch.end if stretch.as_of is None else stretch.as_of
    timeline = Circumstances(stretch, reading, dimension, scopes).timeline(applies, start, end, by.construct)
    by_scope = timeline.by_scope if timeline is not None else {}
    return {
        scope: tuple(
            Withheld(start=each.start, end=each.end, why=each.why) for each in parts if not each.holds
        )
        for scope, parts in by_scope.items()
    }


def _named(trigger: d.Trigger | None) -> tuple[str, ...]:
    """The objectives of a trigger."""
    match trigger:
        case None:
            return ()
        case d.Event():
            return trigger.objectives
        case _:
            return tuple(name for each in trigger.of for name in _named(each))


def _text(of: d.Deadline | None) -> str:
    return "" if of is None else f"{of.text} {'before' if of.before else 'after'} {counted_from(of)}"


def trigger_rule(
    written: d.Trigger, of: Dated, assessments: Mapping[str, Assessment], reading: Reading, scope: str = ""
) -> TriggerRule:
    """`scope`: what it is the right of, so that sums are of each by itself."""
    match written:
        case d.Event():
            named = tuple(name for name in written.objectives if name in assessments)
            window = written.window
            if written.reached is not None:
                return _figure(written, written.reached, named, of, assessments, reading, scope)
            return EventRule(
                objectives=named,
                any=written.any,
                status=written.status,
                window=_window(window, [assessments[name] for name in named], of, reading)
                if window is not None and (window.of > 1 or window.year or window.following)
                else None,
                text=written.text,
            )
        case d.AllEvents():
            return AllRule(
                of=tuple(trigger_rule(each, of, assessments, reading, scope) for each in written.of)
            )
        case d.AnyEvent():
            return AnyRule(
                of=tuple(trigger_rule(each, of, assessments, reading, scope) for each in written.of)
            )
        case _:
            assert_never(written)


def _figure(
    written: d.Event,
    reached: d.Reached,
    named: tuple[str, ...],
    of: Dated,
    assessments: Mapping[str, Assessment],
    reading: Reading,
    scope: str,
) -> EventRule:
    """The event that a figure comes to its bound: its periods are lines of their own (sladsl/settle/reached.py)."""
    window = written.window
    found = list(dict.fromkeys(each.kind for name in named for each in assessments[name].periods[:1]))
    kinds = found or [
        objective.period for name in named if (objective := reading.agreement.objectives.get(name))
    ]
    period: PeriodKind = max(kinds, key=most_days, default="month")
    if window is not None and (len(kinds) != 1 or not alike(period, window.period)):
        period = window.own or window.period
    bound: Fraction | AmountRule
    if reached.ratio is not None and reached.base is not None:
        shares = tuple(PercentOf(ratio=reached.ratio, base=each) for each in fee_base(reached.base))
        bound = shares[0] if len(shares) == 1 else Together(of=shares)
    elif isinstance(reached.value, Money):
        bound = SumOf(money=reached.value)
    else:
        assert reached.value is not None
        bound = reached.value
    together = window.count if window is not None and reached.together else 0
    of_level = [assessments[each] for each in named] if reached.of == "level" else []
    each = f"{together} {period}s together" if together else f"each {period}"
    counted = window is not None and not together and (window.of > 1 or window.year or window.following)
    figure = FigureRule(
        name=f"{reached.words}, {each}{', each by itself' if scope else ''}",
        words=reached.words,
        of=reached.of,
        objectives=named,
        comparator=reached.comparator,
        bound=bound,
        period=period,
        together=together,
        stage=reached.stage,
        by_scope=reached.of == "level" or bool(scope) or (reached.base is not None and reached.base.by_scope),
    )
    return EventRule(
        objectives=(figure.name,),
        any=False,
        status="reached",
        window=_window(window, of_level, of, reading) if counted and window is not None else None,
        text=written.text,
        figure=figure,
    )


def _window(window: d.Window, named: list[Assessment], of: Dated, reading: Reading) -> WindowRule:
    kind: Literal["run", "sliding", "blocks", "calendar year", "contract year", "next"]
    bridged = False
    if window.following:
        kind = "next"
    elif window.year:
        kind = window.year
    elif window.count == window.of:
        kind = "run"
        if any(may_go_without(each, reading.agreement) for each in named):
            answer = reading.ask(
                "run over an unassessed period",
                of.construct,
                Interpretation.run_over_an_unassessed_period.answers,
                f"a {window.period} that is not assessed ends a run, or is passed over",
                span=of.span,
            )
            bridged = answer == "bridged"
    else:
        answer = reading.ask(
            "N of M periods",
            of.construct,
            Interpretation.N_of_M_periods.answers,
            f"any {window.of} {window.period}s in a row count, or blocks of {window.of} one after the other",
            span=of.span,
        )
        kind = "sliding" if answer == "sliding" else "blocks"
    return WindowRule(kind=kind, count=window.count, of=window.of, period=window.period, bridged=bridged)


def may_go_without(assessment: Assessment, agreement: m.Agreement) -> bool:
    """Whether a period can end without a verdict although all data are there."""
    level = assessment.level
    if assessment.out_of_force or level.spoils:
        return True
    if level.parts or level.delay_of:
        return True
    if assessment.score is not None:
        return any(_measured(each.objective, agreement) for each in assessment.score.parts)
    if level.reported or level.empty != "not assessed" or not (level.over_plus or level.needs):
        return False
    if level.lever != "down":
        return True
    # Time is promised: a period without any service time is a day or a week in which the service is closed.
    objective = agreement.objectives.get(assessment.objective)
    metric = agreement.metrics.get(objective.metric) if objective is not None else None
    service = agreement.services.get(metric.service) if metric is not None else None
    short = objective is not None and objective.period in ("day", "week")
    return short and service is not None and not service.always


def _measured(objective: str, agreement: m.Agreement) -> bool:
    """Whether a part of a score is more than a level that is reported, or may be."""
    found = agreement.objectives.get(objective)
    metric = agreement.metrics.get(found.metric) if found is not None else None
    return metric is not None and metric.kind != "as reported"
