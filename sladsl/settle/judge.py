"""Judging: whether a level keeps the promise, and how badly it breaks it.

A line without a level is never met by silence: only the agreement itself can say that nothing counts as met.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.statement import Grade, Status
from sladsl.plan.settlement import Assessment, Bound
from sladsl.settle.draft import Attained
from sladsl.values.number import compared

MISSES: frozenset[Grade] = frozenset({"below minimum", "critical"})
"""Grades of a level that is missed for rights, whatever its promise says; the others only warn."""


def holds(bound: Bound, level: Fraction) -> bool:
    """Whether the level satisfies the bound."""
    return compared(level, bound.comparator, bound.value)


def judge_level(assessment: Assessment, level: Fraction) -> tuple[Status, Grade]:
    """Status and grade of a level. Critical beats below minimum; both are told of a promise that is kept,
    too.
    """
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


def bounds_of(assessment: Assessment) -> tuple[Bound, ...]:
    """Every bound that a level of this objective is compared with, each once."""
    single = (assessment.target, assessment.minimum, assessment.expected, assessment.critical)
    found = [bound for bound in single if bound is not None]
    if assessment.credit is not None:
        found += [bound for piece in assessment.credit.pieces for bound in piece.bounds]
    return tuple(dict.fromkeys(found))
