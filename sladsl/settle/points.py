"""Points: what each miss scores, and the lines of the credit for their sum.

A period of which nobody knows a level may still score: its sum is then open, not less.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.outcome.points import Scored, points_text
from sladsl.plan.remedies import PointsPiece, PointsRule, RepeatRule
from sladsl.plan.settlement import Assessment, Settlement
from sladsl.record import replace
from sladsl.settle.bands import NO_BAND
from sladsl.settle.between import between
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Attained, Draft
from sladsl.settle.fees import FeeBook
from sladsl.settle.happened import Happened, condition_words
from sladsl.settle.judge import holds
from sladsl.settle.level import level_text, sums
from sladsl.settle.repeats import Repeated, place_of, repeats
from sladsl.settle.steps import Figures, counted
from sladsl.settle.tracks import Entry, value_of
from sladsl.settle.unseen import lacking
from sladsl.values.amount import NOTHING
from sladsl.values.number import shown
from sladsl.values.period import Period


def scored(
    drafts: tuple[Draft, ...], settlement: Settlement, dates: DateBook, fees: FeeBook
) -> tuple[Draft, ...]:
    """The drafts with the points that they score."""
    if not any(each.assessment.points is not None for each in drafts):
        return drafts
    figures = {place_of(each): each for each in drafts}
    found = repeats(drafts, _repeat, settlement, dates)
    lines = tuple(_scored(each, figures, found) for each in drafts)
    rules = (each.assessment.points for each in drafts)
    waiting = [rule.when for rule in rules if rule is not None and rule.when is not None]
    if not waiting:
        return lines
    happened = Happened(waiting, drafts, settlement, dates, fees)
    return tuple(_waiting(each, happened) for each in lines)


def _waiting(draft: Draft, happened: Happened) -> Draft:
    """The draft without the points whose condition did not hold at the end of its period."""
    rule, points = draft.assessment.points, draft.points
    if rule is None or rule.when is None or points is None or points.number == 0:
        return draft
    told = happened.told(rule.when, draft)
    if told.holds == "yes" or (told.holds == "perhaps" and points.number is None):
        return draft
    why = condition_words(told, "points")
    number = Fraction(0) if told.holds == "no" else None
    return replace(draft, points=Scored(number=number, why=why, rule=rule.rule))


def _repeat(draft: Draft) -> RepeatRule | None:
    rule = draft.assessment.points
    return None if rule is None else rule.repeat


def _scored(draft: Draft, figures: Figures, found: Mapping[tuple[str, str, str], Repeated]) -> Draft:
    rule = draft.assessment.points
    if rule is None:
        return draft
    number, why = _number(draft, rule, figures)
    alone = ""
    repeated = found.get(place_of(draft))
    if number and repeated is not None and rule.repeat is not None and repeated.holds != "no":
        times = f"{shown(rule.repeat.factor)} times {points_text(number)}"
        if repeated.holds == "yes":
            alone, number, why = why, number * rule.repeat.factor, f"{times}, being {repeated.why}"
        else:
            number, why = None, f"{repeated.why}, which scores {times}, is not known"
    return replace(draft, points=Scored(number=number, why=why, rule=rule.rule, alone=alone))


def _number(draft: Draft, rule: PointsRule, figures: Figures) -> tuple[Fraction | None, str]:
    none = Fraction(0)
    if draft.status == "not assessed":
        unknown = value_of(Entry(period=draft.period, draft=draft), "missed") == "unknown"
        return (None if unknown else none), draft.attained.reason
    judged = draft.assessment.target is not None
    below = rule.below_expected and draft.grade == "below expected" and not rule.pieces
    if draft.status != "missed" and not below and (judged or not rule.pieces):
        return none, "nothing is missed"
    if draft.status == "missed" and draft.free is not None:
        return None if draft.free.open else none, draft.free.why
    told = rule.not_scored.get(draft.scope, rule.not_scored.get("", {})).get(draft.period.label)
    if told is not None:
        return None if told.open else none, told.why
    level = draft.attained.level
    if rule.pieces and rule.step is not None:
        return None, "it has rows and a step, and what each of them counts is not said"
    if rule.pieces:
        if level is None and draft.status == "missed":
            return None, draft.attained.reason
        if level is None:
            return none, draft.attained.reason
        return _banded(draft, rule, level)
    if rule.flat is None:
        return None, "the agreement does not state how many"
    if rule.step is not None:
        steps = counted(draft, rule.step, figures)
        if steps.number is None:
            return None, steps.why
        return rule.flat * steps.number, f"{points_text(rule.flat)} for each: {steps.why}"
    if rule.each_missed and draft.attained.columns and not draft.attained.reported:
        kept, total = sums(draft.assessment.level, draft.attained.columns)
        missed = (total or kept) - kept
        return (
            rule.flat * missed,
            f"{missed} times {points_text(rule.flat)}, once for each record that is missed",
        )
    return rule.flat, "it is below what is expected" if below else "the promise is missed"


def _banded(draft: Draft, rule: PointsRule, level: Fraction) -> tuple[Fraction | None, str]:
    text = level_text(draft.assessment, draft.attained)
    pieces = [
        each for each in rule.pieces if each.bounds and all(holds(bound, level) for bound in each.bounds)
    ]
    pieces = pieces or [each for each in rule.pieces if not each.bounds]
    if not pieces:
        higher = draft.assessment.level.better == "higher"
        at = between([each.bounds for each in rule.pieces], level, higher, rule.between)
        if at is not None and rule.pieces[at].points is not None:
            row = rule.pieces[at]
            return row.points, f'{text} lies between two rows, and the {rule.between} counts: "{row.text}"'
        return None, f"{NO_BAND} fits {text}: how many points it scores is not stated"
    piece = _chosen(pieces, rule)
    if piece is None:
        return None, f"{text} fits more than one row"
    if piece.points is None:
        return None, "the agreement does not state how many"
    return piece.points, f'{text} lies in the row "{piece.text}"'


def _chosen(pieces: list[PointsPiece], rule: PointsRule) -> PointsPiece | None:
    if len(pieces) == 1 or rule.fit == "first":
        return pieces[0]
    if rule.fit == "error":
        return None
    return max(pieces, key=lambda each: each.points or Fraction(0))


# ---- the credit for their sum


def sums_of_points(drafts: tuple[Draft, ...], settlement: Settlement, dates: DateBook) -> tuple[Draft, ...]:
    """The lines of the credit for points: one for each of its periods, and each value where its fee is of one."""
    found = []
    for order, assessment in enumerate(settlement.assessments):
        if not assessment.of_points:
            continue
        given = [each for each in drafts if each.assessment.objective in assessment.of_points]
        scopes = sorted({each.scope for each in given}) if assessment.dimension else [""]
        for period in assessment.periods:
            for scope in scopes:
                here = [each for each in given if not assessment.dimension or each.scope == scope]
                inside = _within(here, period)
                unseen = (
                    "" if settlement.before == "clean" else lacking(inside, given, period, settlement, dates)
                )
                found.append(_sum(assessment, order, scope, period, inside, unseen, dates.as_of))
    return tuple(found)


def _within(drafts: list[Draft], period: Period) -> list[Draft]:
    return [each for each in drafts if period.start < each.period.end <= period.end]


def _sum(
    assessment: Assessment,
    order: int,
    scope: str,
    period: Period,
    given: list[Draft],
    lacking: str,
    as_of: int,
) -> Draft:
    reason = ""
    if period.end > as_of:
        reason = "not finished"
    elif not given:
        reason = "no period of a promise with points ends in it"
    unknown = next((each for each in given if each.points is None or each.points.number is None), None)
    if unknown is not None:
        why = unknown.points.why if unknown.points is not None else ""
        where = " ".join(
            part for part in (unknown.assessment.title or unknown.assessment.objective, unknown.scope) if part
        )
        reason = reason or f"points of {where}, {unknown.period.label} are not known: {why}"
    if lacking and not reason:
        reason = f"points of {lacking} are not known: nobody has looked at it"
    total = sum((each.points.number or Fraction(0) for each in given if each.points is not None), Fraction(0))
    attained = Attained(level=None if reason else total, reason=reason)
    return Draft(
        assessment=assessment,
        order=order,
        scope=scope,
        period=period,
        attained=attained,
        status="not assessed" if reason else "reported",
        amount=None if reason and (unknown is not None or lacking) and period.end <= as_of else NOTHING,
    )
