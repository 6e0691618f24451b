"""Scores: the part of the weights of some promises that was kept, or their levels by weight, as lines of their own.

What is not promised in a period, or left out where nothing happened, has no weight in it: the others are the whole. A part
that nobody knows leaves the score open, as nothing is kept or missed by silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.outcome.scores import ScoredPart
from sladsl.plan.remedies import ScorePart, ScoreRule
from sladsl.plan.settlement import Assessment, Settlement
from sladsl.settle.draft import Attained, Draft
from sladsl.settle.judge import holds, judge
from sladsl.settle.level import NOTHING_HAPPENED, rounded
from sladsl.values.period import Period

HALF = Fraction(1, 2)
Places = Mapping[tuple[str | None, str, str, str], Draft]
"""Drafts by their terms (None: the last ones), objective, scope and period."""


def score_lines(drafts: tuple[Draft, ...], settlement: Settlement, as_of: int) -> tuple[Draft, ...]:
    """The lines of all scores; a score may be a part of one that comes after it."""
    places: dict[tuple[str | None, str, str, str], Draft] = {}
    for each in drafts:
        _place(each, places)
    found: list[Draft] = []
    for order, assessment in enumerate(settlement.assessments):
        rule = assessment.score
        if rule is None:
            continue
        for scope in _scopes(assessment, rule, places):
            for period in assessment.periods:
                made = _line(assessment, rule, order, scope, period, places, as_of)
                _place(made, places)
                found.append(made)
    return tuple(found)


def _place(draft: Draft, places: dict[tuple[str | None, str, str, str], Draft]) -> None:
    assessment = draft.assessment
    for terms in (assessment.terms, None):
        places[terms, assessment.objective, draft.scope, draft.period.label] = draft


def _of(part: ScorePart, terms: str, scope: str, label: str, places: Places) -> Draft | None:
    """The line of a part under the same terms; where it has none of those, under the last ones."""
    where = part.objective, scope if part.scoped else "", label
    return places.get((terms, *where)) or places.get((None, *where))


def _scopes(assessment: Assessment, rule: ScoreRule, places: Places) -> list[str]:
    scoped = {part.objective for part in rule.parts if part.scoped}
    if not scoped:
        return [""]
    return sorted({*assessment.scopes, *(scope for _, name, scope, _ in places if name in scoped)}) or [""]


def _line(
    assessment: Assessment,
    rule: ScoreRule,
    order: int,
    scope: str,
    period: Period,
    places: Places,
    as_of: int,
) -> Draft:
    parts = tuple(
        _part(part, rule, _of(part, assessment.terms, scope, period.label, places)) for part in rule.parts
    )
    attained = _attained(assessment, rule, period, parts, as_of)
    status, grade = judge(assessment, attained)
    failed = next((each for each in parts if each.objective in rule.must and each.missed), None)
    if failed is not None and (status == "met" or _over(assessment, period, as_of)):
        status = "missed"
    if attained.level is not None and not grade and rule.warning is not None:
        grade = "warning" if status == "met" and holds(rule.warning, attained.level) else ""
    return Draft(
        assessment=assessment,
        order=order,
        scope=scope,
        period=period,
        attained=attained
        if failed is None or status != "missed"
        else _because(attained, f"{failed.title or failed.objective} must be met, and is missed"),
        status=status,
        grade=grade,
        score=parts,
    )


def _over(assessment: Assessment, period: Period, as_of: int) -> bool:
    """Whether a period has ended in which the score counts: what must be met decides then, whatever else is not known."""
    return period.end <= as_of and period.label not in assessment.out_of_force


def _because(attained: Attained, reason: str) -> Attained:
    return Attained(level=attained.level, reason=reason, origin=attained.origin)


def _attained(
    assessment: Assessment, rule: ScoreRule, period: Period, parts: tuple[ScoredPart, ...], as_of: int
) -> Attained:
    reason = assessment.out_of_force.get(period.label, "")
    if not reason and period.end > as_of:
        reason = "not finished"
    if not reason and not rule.counts:
        reason = "the agreement does not state what its weights are multiplied with"
    open_ = next((each for each in parts if each.counts is None and each.weight), None)
    if not reason and open_ is not None:
        reason = f"{open_.title or open_.objective}: {open_.why}"
    whole = sum((each.weight for each in parts), Fraction(0))
    if not reason and not whole:
        reason = NOTHING_HAPPENED
    if reason:
        return Attained(level=None, reason=reason)
    sum_ = sum((each.weight * each.counts for each in parts if each.counts is not None), Fraction(0))
    return Attained(level=rounded(assessment.level, sum_ / whole))


def _part(part: ScorePart, rule: ScoreRule, draft: Draft | None) -> ScoredPart:
    """What a promise counts in a score; of weight nothing where it does not count at all."""
    if draft is None:
        return _made(part, None, "no line of it is here")
    missed = draft.status == "missed" and draft.free is None
    level, target = draft.attained.level, draft.assessment.target
    if draft.status == "not assessed":
        if _left_out(draft):
            return _made(part, Fraction(0), draft.attained.reason, weight=Fraction(0))
        return _made(part, None, draft.attained.reason)
    if rule.counts in ("whether it was met", "full or half"):
        if draft.status == "reported":
            return _made(part, Fraction(0), "nothing is promised", weight=Fraction(0))
        if draft.free is not None:
            return _made(part, None if draft.free.open else Fraction(1), draft.free.why)
        if rule.counts == "whether it was met":
            return _made(part, Fraction(not missed), draft.status, missed=missed)
        return _made(part, *_half(draft), missed=missed)
    if level is None:
        return _made(part, None, draft.attained.reason or "it has no level", missed=missed)
    if rule.counts == "its level":
        return _made(part, level, "its level", missed=missed)
    if target is None:
        return _made(part, Fraction(0), "nothing is promised", weight=Fraction(0))
    return _made(part, *_of_target(draft, level, target.value, rule.counts), missed=missed)


def _made(
    part: ScorePart, counts: Fraction | None, why: str, missed: bool = False, weight: Fraction | None = None
) -> ScoredPart:
    return ScoredPart(
        objective=part.objective,
        title=part.title,
        weight=part.weight if weight is None else weight,
        counts=counts,
        why=why,
        missed=missed,
    )


def _left_out(draft: Draft) -> bool:
    """Whether a period of a promise counts nowhere: nothing is promised in it, or nothing happened and that is left out."""
    assessment, label, reason = draft.assessment, draft.period.label, draft.attained.reason
    if reason == NOTHING_HAPPENED:
        return assessment.level.empty == "left out"
    of_scope = assessment.unpromised.get(draft.scope, assessment.unpromised.get("", {}))
    return label not in assessment.out_of_force and bool(reason) and of_scope.get(label) == reason


def _half(draft: Draft) -> tuple[Fraction, str]:
    """In full where what is expected is kept, half down to the minimum."""
    assessment, level = draft.assessment, draft.attained.level
    if draft.status == "met":
        if draft.grade == "below expected":
            return HALF, "met, below what is expected"
        return Fraction(1), "met"
    if assessment.minimum is not None and level is not None and not draft.grade:
        return HALF, "missed, not below the minimum"
    return Fraction(0), draft.grade or "missed"


def _of_target(draft: Draft, level: Fraction, target: Fraction, counts: str) -> tuple[Fraction | None, str]:
    """A level over its target, or, where less is better, the target over the level; never more than the whole of it."""
    higher = draft.assessment.level.better == "higher"
    top, under = (level, target) if higher else (target, level)
    how = "level over target" if higher else "target over level"
    if counts == "part of the target":
        if top >= under:
            return Fraction(1), "the target is reached"
        return top / under, how
    if not under:
        return None, "the target is nothing, and nothing can be divided by it"
    return top / under, how
