"""Duties, reviews and the term to rules of settlement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sladsl.ast.interpretation import Interpretation
from sladsl.model import dates as d
from sladsl.model import meanings as m
from sladsl.model.stated_days import NO_DAY
from sladsl.plan.choices import Reading
from sladsl.plan.dates import DutyRule, TermRule
from sladsl.plan.from_model.deadlines import Dated, deadline_rule, length_rule
from sladsl.plan.from_model.rights import trigger_rule, withheld
from sladsl.plan.from_model.stretch import Stretch
from sladsl.plan.settlement import Assessment, Rule
from sladsl.values.period import PeriodKind

KINDS: tuple[PeriodKind, ...] = ("day", "week", "month", "quarter", "year")


def duty_rules(
    agreement: m.Agreement, assessments: Mapping[str, Assessment], stretch: Stretch, reading: Reading
) -> tuple[DutyRule, ...]:
    """The duties that have a date, and the reviews; what has none is a text of the contract."""
    found = [
        _duty(each, agreement, assessments, stretch, reading)
        for each in agreement.duties
        if each.trigger is not None
        or each.every is not None
        or each.applies is not None
        or _has_day(each.deadline)
    ]
    review = agreement.review
    if review is not None and review.every is not None:
        of = Dated(construct="review", stretch=stretch, span=review.span)
        found.append(
            DutyRule(
                rule=Rule(construct="review", cites=review.cites),
                kind="review",
                what="review",
                who="",
                to="",
                deadline=None,
                every=length_rule(review.every, of, reading),
            )
        )
    return tuple(found)


def _has_day(deadline: d.Deadline | None) -> bool:
    """Whether something says from when a time is counted."""
    return deadline is not None and deadline.anchor != NO_DAY


def _duty(
    duty: d.Duty,
    agreement: m.Agreement,
    assessments: Mapping[str, Assessment],
    stretch: Stretch,
    reading: Reading,
) -> DutyRule:
    construct = f"duty {duty.words}"
    of = Dated(construct=construct, stretch=stretch, span=duty.span)
    report = agreement.reports.get(duty.report)
    # What arises is about the period that gives it, whatever its time is counted from.
    anchor = duty.deadline.anchor if duty.deadline is not None and duty.trigger is None else ""
    return DutyRule(
        rule=Rule(construct=construct, cites=duty.cites),
        kind="report" if duty.report else "duty",
        what=(report.title or report.name if report is not None else duty.report) or duty.text,
        who=duty.owner,
        to=duty.to,
        deadline=deadline_rule(duty.deadline, of, reading) if duty.deadline is not None else None,
        report=duty.report,
        each=agreement.cycles.get(anchor) or next((kind for kind in KINDS if kind == anchor), None),
        every=length_rule(duty.every, of, reading) if duty.every is not None else None,
        trigger=trigger_rule(duty.trigger, of, assessments, reading) if duty.trigger is not None else None,
        trigger_text=duty.trigger_text or (duty.applies.words if duty.applies is not None else ""),
        by_facts=duty.trigger is None and duty.applies is not None,
        withheld=withheld(duty.applies, duty.trigger, of, assessments, reading),
        recorded=_recorded(duty, construct, reading),
    )


def _recorded(
    duty: d.Duty, construct: str, reading: Reading
) -> Literal["", "about", "the oldest open", "the next due"]:
    """Which of several duties a record keeps. What is due once has only one."""
    if duty.recorded is None:
        return ""
    if duty.recorded.about:
        return "about"
    deadline = duty.deadline
    once = duty.trigger is None and duty.every is None
    if once and (deadline is None or deadline.anchor in ("start", "end")):
        return "the oldest open"
    said = reading.ask(
        Interpretation.record_of_a_duty.name,
        construct,
        Interpretation.record_of_a_duty.answers,
        "what is done after one of these duties was due may be that one, late, or the next one, in time",
        span=duty.span,
    )
    return "the next due" if said == "the next due" else "the oldest open"


def term_rule(agreement: m.Agreement, stretch: Stretch, reading: Reading) -> TermRule | None:
    """The term; None where the agreement says nothing of one."""
    term = agreement.term
    if term is None:
        return None
    of = Dated(construct="term", stretch=stretch, span=term.span)
    return TermRule(
        rule=Rule(construct="term", cites=term.cites),
        first=length_rule(term.first, of, reading) if term.first is not None else None,
        again=length_rule(term.again, of, reading) if term.again is not None else None,
        how=term.how,
        by=term.by,
        times=term.times,
        notice=length_rule(term.notice_before, of, reading) if term.notice_before is not None else None,
    )
