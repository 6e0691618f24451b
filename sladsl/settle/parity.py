"""No worse than another group: a level beside that of the other, exactly, by the test that the promise names.

Without a margin the other level is the bound where it is the stricter one. A test of shares leaves a margin of so many
standard errors; squares are compared, for a standard error is a root. Nothing is met by silence of the other group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from sladsl.outcome.words import text_among
from sladsl.plan.aimed import aimed
from sladsl.plan.composed import columns_of
from sladsl.plan.levels import exact_level, sums
from sladsl.plan.moving import ParityRule
from sladsl.plan.settlement import Assessment, Bound, LevelRule
from sladsl.record import Record, replace
from sladsl.settle.composed import Columns, cell_of
from sladsl.settle.draft import Attained, Draft
from sladsl.settle.judge import holds, judge
from sladsl.settle.level import measured, rounded
from sladsl.values.number import Number, shown

MOST_PLACES = 6
Place = tuple[str, str, str]
"""Objective, scope and label of a period."""


class Other(Record):
    """The level of the other group, or why there is none."""

    level: Fraction | None
    reason: str = ""
    columns: Mapping[str, int] = {}


class Verdict(Record):
    """Whether a level is worse (None: `why` that is not known), and the comparison in words."""

    worse: bool | None
    words: str
    why: str = ""


def with_other(
    attained: Attained, assessment: Assessment, scope: str, label: str, columns: Columns
) -> Attained:
    """What was attained, with the columns of the other group beside its own."""
    if assessment.parity is None:
        return attained
    beside = cell_of(replace(assessment.level, parts=(assessment.parity.other,)), scope, label, columns)
    return attained if beside is None else replace(attained, columns={**attained.columns, **beside})


def kept_up(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts judged by what they are compared with, too."""
    found = tuple(drafts)
    if all(each.assessment.parity is None for each in found):
        return found
    places: dict[Place, Draft] = {
        (each.assessment.objective, each.scope, each.period.label): each for each in found
    }
    return tuple(
        each if each.assessment.parity is None else _beside(each, each.assessment.parity, places)
        for each in found
    )


def _beside(draft: Draft, rule: ParityRule, places: Mapping[Place, Draft]) -> Draft:
    level = draft.attained.level
    if level is None:
        return draft
    other = _other(draft, rule, places)
    if other.level is None:
        reported = draft.assessment.strength == "reports"
        why = f"it must be no worse than {rule.other.name}, which has no level: {other.reason}"
        return replace(draft, moved=why) if reported else _open(draft, why)
    if rule.critical is None:
        return _no_worse(draft, level, other.level, rule.other.name)
    verdict = _tested(draft, other, rule)
    if verdict.worse is None:
        return _open(draft, verdict.why)
    moved = "; ".join(part for part in (draft.moved, verdict.words) if part)
    draft = replace(draft, moved=moved)
    if not verdict.worse or draft.assessment.strength == "reports":
        return draft
    grade = "" if draft.grade == "below expected" else draft.grade
    return replace(draft, status="missed", grade=grade, budget=None, progress=None)


def _other(draft: Draft, rule: ParityRule, places: Mapping[Place, Draft]) -> Other:
    """The level of the other group: as reported where somebody reports it, as measured else."""
    for name in rule.told_by:
        told = places.get((name, draft.scope if rule.other.scoped else "", draft.period.label))
        if told is not None and told.attained.origin != "measured" and told.attained.level is not None:
            return Other(level=told.attained.level)
    columns = columns_of(rule.other, draft.attained.columns)
    if rule.other.level.reported:
        return Other(level=None, reason="nobody reports it")
    if not columns:
        return Other(level=None, reason="no data")
    found = measured(rule.other.level, columns)
    if found.level is None:
        return Other(level=None, reason=found.reason)
    return Other(level=found.level, columns=columns)


def _no_worse(draft: Draft, level: Fraction, other: Fraction, name: str) -> Draft:
    """The draft judged by the level of the other group, where that is stricter than what is promised anyway."""
    assessment = draft.assessment
    rule, target = assessment.level, assessment.target
    other = rounded(rule, other)
    higher = rule.better == "higher"
    words = f"no worse than {name}: {_told(assessment, other)}"
    if target is not None and (target.value >= other if higher else target.value <= other):
        return replace(
            draft, moved=f"as written; {name}, than which it must be no worse, has {_told(assessment, other)}"
        )
    moved = replace(draft, moved=words)
    value = other * 100 if rule.unit == "percent" else other
    written = Number(value=value, places=len(shown(value, MOST_PLACES).partition(".")[2]))
    bound = Bound(comparator="at least" if higher else "at most", value=other, written=written)
    if assessment.strength == "reports" or (target is None and holds(bound, level)):
        return moved  # a bound that is not stated can't be kept
    judged = aimed(assessment, bound)
    status, grade = judge(judged, draft.attained)
    return replace(moved, assessment=judged, status=status, grade=grade)


def _tested(draft: Draft, other: Other, rule: ParityRule) -> Verdict:
    """Whether a share is worse by more standard errors of the other group than the test leaves."""
    own_rule, name = draft.assessment.level, rule.other.name
    own = _share(own_rule, draft.attained.columns) if draft.attained.origin == "measured" else None
    theirs = _share(rule.other.level, other.columns) if other.columns else None
    for found, of in ((own, draft.assessment.metric), (theirs, name)):
        if found is None:
            why = f"the test by which it is compared with {name} takes counts, and {of} has none"
            return Verdict(worse=None, words="", why=why)
    assert own is not None
    assert theirs is not None
    assert rule.critical is not None
    gap = theirs[0] - own[0] if own_rule.better == "higher" else own[0] - theirs[0]
    beside = f"as written, and no worse than {name} ({_told(draft.assessment, theirs[0])})"
    if gap <= 0:
        return Verdict(worse=False, words=f"{beside}; it is no worse at all")
    spread = theirs[0] * (1 - theirs[0]) * (1 / own[1] + 1 / theirs[1])
    if spread == 0:
        why = f"all of {name} came out alike, so that the test by which it is compared has no standard error"
        return Verdict(worse=None, words="", why=why)
    square, most = gap**2 / spread, rule.critical**2
    worse = square > most
    than = "more than" if worse else "no more than"
    words = (
        f"{beside} by more than {rule.written} standard errors: the square of what it is worse by is "
        f"{shown(square, MOST_PLACES)}, {than} {rule.written} squared, {shown(most, MOST_PLACES)}"
    )
    return Verdict(worse=worse, words=words)


def _share(rule: LevelRule, columns: Mapping[str, int]) -> tuple[Fraction, Fraction] | None:
    """A share before any rounding, and of how many."""
    if rule.formula is not None or rule.unit != "percent" or not rule.over_plus:
        return None
    level = exact_level(rule, columns)
    _, under = sums(rule, columns)
    return (level, Fraction(under)) if level is not None and under else None


def _told(assessment: Assessment, level: Fraction) -> str:
    return text_among(level, assessment.level.unit, (), assessment.level.places, assessment.days)


def _open(draft: Draft, why: str) -> Draft:
    """A level that keeps its bound is not met yet; one that misses it is missed whatever the other group did."""
    if draft.status != "met":
        return draft
    attained = replace(draft.attained, level=None, reason=why)
    return replace(draft, attained=attained, status="not assessed", grade="", budget=None, progress=None)
