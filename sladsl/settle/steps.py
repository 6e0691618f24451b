"""How much of a miss there is: steps beyond a limit, the share of the time that was lost, the parts of a figure in rows.

All of it exact: a step that was begun counts as the agreement says, never as a float would.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from sladsl.outcome.words import figure_text
from sladsl.plan.remedies import StepRule
from sladsl.plan.settlement import AmountRule, PercentOf, Piece, Shortfall, SumOf, TimeLost, Undetermined
from sladsl.record import Record, replace
from sladsl.settle.draft import Draft
from sladsl.settle.level import sums
from sladsl.values.money import Money
from sladsl.values.number import shown

Figures = Mapping[tuple[str, str, str], Draft]
"""Drafts by objective, scope and period."""


class Counted(Record):
    """How many steps there are, and how that was counted; `number` None: it can't be told, for the reason in `why`."""

    number: Fraction | None
    why: str


def counted(draft: Draft, step: StepRule, figures: Figures) -> Counted:
    """The steps of a missed line, or of one that is better than promised."""
    if step.unsaid:
        return Counted(number=None, why=step.unsaid)
    if step.metric:
        return _beside(draft, step)
    of = draft
    if step.figure:
        found = figures.get((step.figure, draft.scope, draft.period.label))
        if found is None or found.attained.level is None:
            return Counted(number=None, why=f"the level of {step.figure} is not known")
        of = found
    return _of(of, step)


def _beside(draft: Draft, step: StepRule) -> Counted:
    """The steps of a figure that is measured beside the promise, which no line tells."""
    beside = draft.attained.counted.get(step.metric)
    if beside is None or beside.level is None or step.other is None:
        why = "" if beside is None or not beside.reason else f": {beside.reason}"
        return Counted(number=None, why=f"the level of {step.metric} is not known{why}")
    of = replace(
        draft, attained=beside, assessment=replace(draft.assessment, level=step.other.level, target=None)
    )
    found = _of(of, step)
    whole = beside.coverage is None or beside.coverage >= 1
    share = shown((beside.coverage or Fraction(0)) * 100, most=2)
    part = "" if whole else f", with data for {share}% of the time"
    return replace(found, why=f"{step.metric} is {_text(of, beside.level)}{part}; {found.why}")


def _of(of: Draft, step: StepRule) -> Counted:
    level = of.attained.level
    if level is None:
        return Counted(number=None, why="the level is not known")
    if step.column:
        return _in_each(of, step)
    # Whether steps go down from where they begin.
    higher = (of.assessment.level.better == "higher") != step.better
    distance: Fraction
    if step.of == "shortfall":
        target = of.assessment.target
        if target is None:
            return Counted(number=None, why="nothing is promised that could be missing")
        distance = target.value - level if higher else level - target.value
        what = f"{_text(of, abs(distance))} short of {_text(of, target.value)}"
    elif step.beyond is None:
        if higher:
            return Counted(number=None, why="from where its steps are counted is not said")
        distance = level
        what = _text(of, level)
    else:
        distance = step.beyond - level if higher else level - step.beyond
        what = f"{_text(of, abs(distance))} beyond {_text(of, step.beyond)}"
        if distance > 0 and step.whole:
            if higher and of.assessment.level.unit != "percent":
                return Counted(number=None, why="how much all of it is, is not said")
            distance = 1 - level if higher else level
            what = f"all of {_text(of, distance)}, being beyond {_text(of, step.beyond)}"
    if distance <= 0:
        return Counted(number=Fraction(0), why=f"{_text(of, level)} is not beyond where steps begin")
    exact = distance / step.length
    number = _steps(exact, step.counts)
    how = {"full only": "full ", "started": "started ", "exact": ""}[step.counts]
    return Counted(number=number, why=f"{what}: {shown(number)} {how}{_plural(number)} of {step.text}")


def _in_each(of: Draft, step: StepRule) -> Counted:
    """The steps of all outages, each of them counted by itself."""
    time = None if of.attained.reported is not None else of.attained.columns.get(step.column)
    if time is None:
        return Counted(number=None, why="how long each outage was can't be told from this level")
    number = Fraction(time) / step.length
    how = {"full only": "full ", "started": "started ", "exact": ""}[step.counts]
    beyond = "" if step.beyond is None else f" beyond {_text(of, step.beyond)}"
    whole = f", all of it once it is{beyond}" if step.whole and beyond else beyond
    return Counted(
        number=number,
        why=f"each outage by itself{whole}: {shown(number)} {how}{_plural(number)} of {step.text}",
    )


def _steps(exact: Fraction, counts: Literal["full only", "started", "exact"]) -> Fraction:
    if counts == "exact":
        return exact
    return Fraction(floor(exact) if counts == "full only" else ceil(exact))


def _plural(number: Fraction) -> str:
    return "step" if number == 1 else "steps"


def _text(draft: Draft, value: Fraction) -> str:
    return figure_text(value, draft.assessment.level.unit, draft.assessment.days)


def plain(rule: AmountRule, draft: Draft) -> tuple[AmountRule, str]:
    """An amount that hangs on the level as one that does not, and how it came about."""
    match rule:
        case TimeLost():
            lost = time_lost(draft)
            if lost is None:
                return Undetermined(reason="how much time was lost can't be told from this level"), ""
            why = f"{shown(rule.times)} times the fee for the time lost, {shown(lost * 100, most=6)}% of its period"
            return PercentOf(ratio=rule.times * lost, base=rule.base), why
        case Shortfall():
            level, target = draft.attained.level, draft.assessment.target
            if (
                level is None
                or target is None
                or draft.assessment.level.unit != "number"
                or not rule.currency
            ):
                return Undetermined(reason="what is missing is no sum of money"), ""
            missing = (
                target.value - level if draft.assessment.level.better == "higher" else level - target.value
            )
            money = Money(amount=max(missing, Fraction(0)), currency=rule.currency)
            return SumOf(money=money), f"{shown(level)} instead of {shown(target.value)}"
        case _:
            return rule, ""


def time_lost(draft: Draft) -> Fraction | None:
    """The part of the time of a period in which a service was down; None where a level is no such thing."""
    level, rule, columns = draft.attained.level, draft.assessment.level, draft.attained.columns
    if level is None:
        return None
    service = columns.get("service", 0) if draft.attained.reported is None else 0
    if rule.unit == "percent" and rule.better == "higher":
        if service and rule.formula is None:
            kept, total = sums(rule, columns)
            if total is not None:
                return Fraction(total - kept, service)
        return 1 - level
    if rule.unit == "duration" and rule.better == "lower":
        return level / (service or draft.period.end - draft.period.start)
    return None


def parts_in(pieces: tuple[Piece, ...], figure: Fraction) -> tuple[tuple[Piece, Fraction], ...]:
    """How much of a figure lies in each row, from the first row up; rows end at their bound, the last one nowhere."""
    found = []
    begin = Fraction(0)
    for piece in pieces:
        end = min((bound.value for bound in piece.bounds), default=figure)
        part = max(min(figure, end) - begin, Fraction(0))
        if part:
            found.append((piece, part))
        begin = max(begin, end)
    return tuple(found)
