"""Periods in which the terms are amended: their parts put together, and which of the terms governs a line.

What failed in one part only is judged by the terms of that part. What failed in several is told where all of their terms
come to the same; else it is open, for nobody has said which of them counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Step
from sladsl.plan.settlement import Assessment, CapRule, LevelRule
from sladsl.record import replace
from sladsl.settle.composed import Columns
from sladsl.settle.draft import Draft, stepped
from sladsl.values.amount import Amount, amount_text

OUTAGE = "outage "


def with_stints(columns: Columns, assessments: Iterable[Assessment]) -> Columns:
    """The cells, and those of periods that are measured part by part: the sums of their parts."""
    found = dict(columns)
    for assessment in assessments:
        for label, stints in assessment.stints.items():
            if label in assessment.whole:
                continue
            names = {each.metric for each in stints}
            for scope in {scope for metric, scope, _ in columns if metric in names}:
                parts = [columns.get((each.metric, scope, label), {}) for each in stints]
                whole = dict(_added(parts))
                for name in _taken(assessment.level) - whole.keys():
                    # A column of one part alone: the terms reckon with their own part only.
                    at = next((at for at, each in enumerate(stints) if name.endswith(f", {each.part}")), None)
                    whole[name] = (
                        0 if at is None else parts[at].get(name.removesuffix(f", {stints[at].part}"), 0)
                    )
                found[assessment.metric, scope, label] = whole
    return found


def _taken(level: LevelRule) -> frozenset[str]:
    """The columns that a level is made of."""
    return frozenset((*level.plus, *level.minus, *level.over_plus, *level.over_minus))


def _added(parts: list[Mapping[str, int]]) -> Mapping[str, int]:
    """Columns of the parts added up; of instants the first or the last that there is."""
    found: dict[str, int] = {}
    for part in parts:
        for name, value in part.items():
            if not name.startswith(OUTAGE) or not found.get(name):
                found[name] = found.get(name, 0) + value
            elif value:
                found[name] = (min if name.startswith(f"{OUTAGE}first") else max)(found[name], value)
    return found


def failed(assessment: Assessment, scope: str, label: str, columns: Columns) -> bool | None:
    """Whether something failed in the part of a period that is under these terms; None where that can't be told."""
    stint = next((each for each in assessment.stints.get(label, ()) if each.terms == assessment.terms), None)
    cell = None if stint is None else columns.get((stint.metric, scope, label))
    if stint is None or stint.lost is None or cell is None:
        return None
    rule = stint.lost
    weights = dict(rule.weights)
    lost = sum(cell.get(name, 0) * weights.get(name, 1) for name in rule.lost_plus)
    lost -= sum(cell.get(name, 0) * weights.get(name, 1) for name in rule.lost_minus)
    return lost > 0


def governing(priced: list[Draft], caps: tuple[CapRule, ...]) -> list[Draft]:
    """Each line once: of those that stand under several terms the one that governs, open where none does for sure."""
    groups: dict[tuple[str, str, str], list[Draft]] = {}
    for each in priced:
        key = each.assessment.objective, each.scope, each.period.label
        groups.setdefault(key, []).append(each)
    changing = tuple(each for each in caps if each.amended)
    return [_one(group, changing) for group in groups.values()]


def _one(drafts: list[Draft], caps: tuple[CapRule, ...]) -> Draft:
    why = drafts[-1].assessment.untold.get(drafts[-1].period.label)
    if why is not None:
        return _open(drafts[-1], why)
    if len(drafts) == 1:
        return drafts[0]
    touched = (
        drafts if any(each.failed is None for each in drafts) else [each for each in drafts if each.failed]
    )
    meant = touched or drafts
    if all(_verdict(each, caps) == _verdict(meant[0], caps) for each in meant):
        last = meant[-1]
        # What may still be lost is told only where all terms leave as much.
        if all((each.budget, each.progress) == (last.budget, last.progress) for each in meant):
            return last
        return replace(last, budget=None, progress=None)
    told = "; ".join(_told(each) for each in meant)
    if all(_verdict(each, ()) == _verdict(meant[0], ()) for each in meant):
        told += "; their caps differ"
    why = f"its terms change within the period, and it is not known which of them count: {told}"
    last = meant[-1]
    credit = last.assessment.credit
    if credit is None or any((each.status, each.grade) != (last.status, last.grade) for each in meant):
        return _open(last, why)
    # Missed by all of them: only what it is worth is open.
    step = Step(name="band", before=None, after=None, why=why, rule=credit.rule)
    return stepped(replace(last, band="", steps=()), step)


def _verdict(draft: Draft, caps: tuple[CapRule, ...]) -> tuple[object, ...]:
    """What terms make of a line, and what they leave of it, where their caps differ."""
    assessment = draft.assessment
    over: list[object] = []
    if draft.amount is not None and not is_nothing(draft.amount):
        over = [
            dict(cap.amended).get(assessment.terms)
            for cap in caps
            if not cap.objectives or assessment.objective in cap.objectives
        ]
    return draft.status, draft.grade, draft.amount, over


def _told(draft: Draft) -> str:
    terms = draft.assessment.terms
    by = f"as amended by {terms}" if terms else "as first agreed"
    worth = "" if draft.assessment.credit is None else _worth(draft.amount)
    return f"{by} {draft.grade or draft.status}{worth}"


def _worth(amount: Amount | None) -> str:
    if amount is None:
        return ", credit open"
    return ", no credit" if is_nothing(amount) else f", credit {amount_text(amount)}"


def _open(draft: Draft, why: str) -> Draft:
    attained = replace(draft.attained, level=None, reason=why, beside=None, own=None)
    bare = replace(
        draft,
        attained=attained,
        status="not assessed",
        grade="",
        band="",
        steps=(),
        budget=None,
        progress=None,
    )
    credit = draft.assessment.credit
    if credit is None:
        return bare
    return stepped(bare, Step(name="band", before=None, after=None, why=why, rule=credit.rule))
