"""Judging: whether a level keeps the promise, and how badly it breaks it.

A line without a level is never met by silence: only the agreement itself can say that nothing counts as met.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.statement import Grade, Status
from sladsl.plan.settlement import Assessment, Bound, Piece
from sladsl.settle.draft import Attained
from sladsl.values.marks import Marks
from sladsl.values.number import compared

MISSES: frozenset[Grade] = frozenset({"below minimum", "critical"})
"""Grades of a level that is missed for rights, whatever its promise says; the others only warn."""


def holds(bound: Bound, level: Fraction) -> bool:
    """Whether the level satisfies the bound."""
    return compared(level, bound.comparator, bound.value)


class Judged:
    """The bounds of an objective, and what was found of levels by where they lie among them: nothing else decides it."""

    __slots__ = ("assessment", "bounds", "marks", "outcomes", "pieces", "verdicts")

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.bounds = _bounds_of(assessment)
        self.marks = Marks(bound.value for bound in self.bounds)
        self.verdicts: dict[int, tuple[Status, Grade]] = {}
        self.pieces: dict[int, tuple[Piece, ...]] = {}
        self.outcomes: dict[int, tuple[str, str, str]] = {}


MOST_KNOWN = 256
_known: dict[int, Judged] = {}


def judged_of(assessment: Assessment) -> Judged:
    """What is known of an objective. The last ones are kept, and hold their assessments: no other gets their place in
    memory."""
    found = _known.get(id(assessment))
    if found is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        found = _known[id(assessment)] = Judged(assessment)
    return found


def judge_level(assessment: Assessment, level: Fraction) -> tuple[Status, Grade]:
    """Status and grade of a level. Critical beats below minimum; both are told of a promise that is kept,
    too.
    """
    known = judged_of(assessment)
    spot = known.marks.of(level)
    verdict = known.verdicts.get(spot)
    if verdict is None:
        verdict = known.verdicts[spot] = _verdict(assessment, level)
    return verdict


def _verdict(assessment: Assessment, level: Fraction) -> tuple[Status, Grade]:
    grade: Grade = ""
    if assessment.minimum is not None and not holds(assessment.minimum, level):
        grade = "below minimum"
    if assessment.critical is not None and holds(assessment.critical, level):
        grade = "critical"
    if assessment.strength == "reports" or assessment.target is None:
        return "reported", grade or _expected(assessment, level)
    if not grade and holds(assessment.target, level):
        return "met", _expected(assessment, level)
    return ("met" if holds(assessment.target, level) else "missed"), grade


def _expected(assessment: Assessment, level: Fraction) -> Grade:
    short = assessment.expected is not None and not holds(assessment.expected, level)
    return "below expected" if short else ""


def judge(assessment: Assessment, attained: Attained) -> tuple[Status, Grade]:
    """Status and grade of a line."""
    if attained.level is not None:
        return judge_level(assessment, attained.level)
    if attained.kept or (attained.left_open and assessment.target is None):
        return ("reported" if assessment.strength == "reports" or assessment.target is None else "met"), ""
    return "not assessed", ""


def exceeds(assessment: Assessment, target: Bound | None, level: Fraction | None) -> bool:
    """Whether a level is strictly better than what is expected, or than the `target` of its line where nothing more is."""
    bound = assessment.expected or target
    if bound is None or level is None:
        return False
    return level > bound.value if assessment.level.better == "higher" else level < bound.value


def bounds_of(assessment: Assessment) -> tuple[Bound, ...]:
    """Every bound that a level of this objective is compared with, each once."""
    return judged_of(assessment).bounds


def _bounds_of(assessment: Assessment) -> tuple[Bound, ...]:
    single = (assessment.target, assessment.minimum, assessment.expected, assessment.critical)
    found = [bound for bound in single if bound is not None]
    if assessment.credit is not None:
        found += [bound for piece in assessment.credit.pieces for bound in piece.bounds]
    return tuple(dict.fromkeys(found))
