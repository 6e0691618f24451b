"""Distances: the least change of what was measured that would change the verdict or the band, exact to
the microsecond.

A verdict depends only on which bounds hold, and each bound flips once as a figure grows; so the flips of
all bounds are found one by one, rounding of the level included, and the first one that changes the
outcome is the distance.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import Literal

from sladsl.outcome.statement import Distance
from sladsl.plan.settlement import Assessment, Bound
from sladsl.record import Record
from sladsl.settle.bands import NO_BAND, fitting_of
from sladsl.settle.draft import Draft
from sladsl.settle.judge import Judged, bounds_of, holds, judge_level, judged_of
from sladsl.settle.level import rounded, sums

Outcome = tuple[str, str, str]
"""Status, grade and band."""


class Lever(Record):
    """A quantity that moves the level: after `count` whole steps the level is `at(count)`, worse by each.

    `most` is how many steps are possible (None: no end). One step is `size` of the `unit`. Before rounding
    to multiples of `blur` (0: none) the level starts at `start` and moves by `slope` with each step.
    """

    name: str
    unit: Literal["us", "rows", "percent", "number"]
    size: Fraction
    direction: Literal["more", "less"]
    at: Callable[[int], Fraction]
    most: int | None
    start: Fraction
    slope: Fraction
    blur: Fraction
    straight: bool
    """Whether nothing bends it: neither rounding nor a floor."""
    _unequal = frozenset({"at"})


def distances(draft: Draft) -> tuple[Distance, ...]:
    """What would have to change for the next verdict or band, and, for a miss, for the promise to be kept."""
    level = draft.attained.level
    if level is None:
        return ()
    assessment = draft.assessment
    if assessment.parity is not None and assessment.parity.critical is not None:
        return ()  # what would change the verdict of a test moves its margin, too
    now = outcome_at(assessment, level)
    found: list[Distance] = []
    banded = False
    worse = _lever(draft, level, worse=True)
    if worse is not None:
        for change, seen in changes(assessment, worse, now):
            if seen[0] == "missed" and now[0] == "met" and not any(each.to == "missed" for each in found):
                found.append(_distance(worse, change, "missed"))
            if seen[1] not in ("", now[1]) and not any(each.to == seen[1] for each in found):
                found.append(_distance(worse, change, seen[1]))
            if seen[2] != now[2] and not banded:
                banded = True
                found.append(_distance(worse, change, band_words(seen[2])))
    better = _lever(draft, level, worse=False)
    if better is not None and now[0] == "missed":
        for change, seen in changes(assessment, better, now):
            if seen[0] == "met":
                found.append(_distance(better, change, "met"))
                break
    return tuple(found)


def outcome_at(assessment: Assessment, level: Fraction) -> Outcome:
    """Status, grade and the words of the band of a level."""
    return _outcome(judged_of(assessment), level.numerator, level.denominator)


def _outcome(known: Judged, top: int, under: int) -> Outcome:
    """The same of the level `top / under`, worked out once for all levels between the same bounds."""
    spot = known.marks.at(top, under)
    outcome = known.outcomes.get(spot)
    if outcome is None:
        assessment, level = known.assessment, Fraction(top, under)
        status, grade = judge_level(assessment, level)
        band = ""
        if assessment.credit is not None and assessment.credit.pieces:
            pieces = fitting_of(assessment, assessment.credit, level)
            band = " or ".join(piece.text for piece in pieces) or NO_BAND
        outcome = known.outcomes[spot] = status, grade, band
    return outcome


def band_words(text: str) -> str:
    return {NO_BAND: "no band", "none": "no credit"}.get(text, f'the band "{text}"')


def _distance(lever: Lever, steps: int, to: str) -> Distance:
    return Distance(
        to=to, lever=lever.name, amount=steps * lever.size, unit=lever.unit, direction=lever.direction
    )


def changes(assessment: Assessment, lever: Lever, now: Outcome) -> list[tuple[int, Outcome]]:
    """Every outcome that differs from `now`, with the least number of steps at which it begins, ascending."""
    if lever.straight:
        return _turns(judged_of(assessment), lever, now)
    steps = {flip for bound in bounds_of(assessment) if (flip := _flip(lever, bound)) is not None}
    # A bound of "exactly" holds for an instant only: the step after a flip may differ again.
    steps |= {step + 1 for step in steps if lever.most is None or step < lever.most}
    found: list[tuple[int, Outcome]] = []
    before = now
    for step in sorted(steps):
        seen = outcome_at(assessment, lever.at(step))
        if seen != before:
            found.append((step, seen))
            before = seen
    return [(step, seen) for step, seen in found if seen != now]


def _turns(known: Judged, lever: Lever, now: Outcome) -> list[tuple[int, Outcome]]:
    """The same where each step moves the level by as much: by integers alone."""
    under = lcm(lever.start.denominator, lever.slope.denominator)
    top = lever.start.numerator * (under // lever.start.denominator)
    each = lever.slope.numerator * (under // lever.slope.denominator)
    found: list[tuple[int, Outcome]] = []
    before = now
    for step in known.marks.entered(top, each, under):
        if lever.most is not None and step > lever.most:
            break
        seen = _outcome(known, top + step * each, under)
        if seen != before:
            found.append((step, seen))
            before = seen
    return [(step, seen) for step, seen in found if seen != now]


def _flip(lever: Lever, bound: Bound) -> int | None:
    """The least number of steps after which a bound is no longer what it is now; for `exactly`: is
    reached.
    """
    start = lever.at(0)
    if bound.comparator != "exactly":
        truth = holds(bound, start)
        return _first(lever, bound.value, lambda level: holds(bound, level) != truth)
    if start == bound.value:
        return _first(lever, bound.value, lambda level: level != bound.value)
    if lever.slope < 0:
        return None if start < bound.value else _first(lever, bound.value, lambda level: level <= bound.value)
    return None if start > bound.value else _first(lever, bound.value, lambda level: level >= bound.value)


def _first(lever: Lever, value: Fraction, reached: Callable[[Fraction], bool]) -> int | None:
    """The least number of steps at which `reached`, which turns true near `value` and stays so; None:
    never.
    """
    # Rounding moves the turn by one quantum at most: it lies in a short stretch around the straight line's.
    there = (value - lever.start) / lever.slope
    reach = lever.blur / abs(lever.slope)
    low = max(0, math.floor(there - reach) - 1)
    high = math.ceil(there + reach) + 1
    if lever.most is not None:
        high = min(high, lever.most)
    if high < 1 or not reached(lever.at(high)):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if reached(lever.at(middle)):
            high = middle
        else:
            low = middle
    return high


def _lever(draft: Draft, level: Fraction, *, worse: bool) -> Lever | None:
    """The measured column that moves the level, or the level itself where there is none or it moves the
    whole, too.
    """
    rule = draft.assessment.level
    columns = draft.attained.columns
    name = rule.lever
    in_top = (name in rule.plus) - (name in rule.minus)
    in_under = name in rule.over_plus or name in rule.over_minus
    if draft.attained.reported is not None or not name or name not in columns or not in_top or in_under:
        return _level_lever(draft, level, worse=worse)
    top, under = sums(rule, columns)
    if under == 0:
        return None  # the level is said, and nothing that was measured moves it
    # The level falls when it is worse (unless lower is better); the column moves with or against it.
    sign = (-1 if worse == (rule.better == "higher") else 1) * in_top
    below, unit = 1 if under is None else under, rule.counted

    def at(steps: int) -> Fraction:
        level = Fraction(top + sign * in_top * steps * unit, below)
        return rounded(rule, level if rule.floor is None else max(level, rule.floor))

    limits: list[Fraction | int] = [columns[name]] if sign < 0 else []
    if sign * in_top < 0:
        limits.append(top)
    elif under is not None and rule.unit == "percent":
        limits.append(under - top)
    return Lever(
        name=name,
        unit="rows" if name in ("good", "bad") or (rule.unit == "number" and under is None) else "us",
        size=Fraction(unit),
        direction="more" if sign > 0 else "less",
        at=at,
        most=max(0, min(limits) // unit) if limits else None,
        start=Fraction(top, below),
        slope=Fraction(sign * in_top * unit, below),
        blur=Fraction(0) if rule.rounding is None else rule.rounding.quantum,
        straight=rule.rounding is None and rule.floor is None,
    )


def _level_lever(draft: Draft, level: Fraction, *, worse: bool) -> Lever | None:
    """Steps of the last digit that is told: of the report, of the agreement's rounding, or of the print."""
    rule = draft.assessment.level
    sign = -1 if worse == (rule.better == "higher") else 1
    if rule.unit == "duration":
        unit: Literal["us", "rows", "percent", "number"] = "us"
        size = step = Fraction(1)
    else:
        reported = draft.attained.reported
        places = rule.places if reported is None else reported.level.places
        size = Fraction(1, 10**places)
        unit = "percent" if rule.unit == "percent" else "number"
        step = size / 100 if rule.unit == "percent" else size
        if rule.rounding is not None:
            step = rule.rounding.quantum
            size = step * 100 if rule.unit == "percent" else step
    # Towards zero a level ends, towards 100 % a percentage does.
    room = level if sign < 0 else (1 - level if rule.unit == "percent" else None)
    most = None if room is None else int(room / step) if room >= 0 else 0
    return Lever(
        name="level",
        unit=unit,
        size=size,
        direction="less" if sign < 0 else "more",
        at=lambda steps: level + sign * step * steps,
        most=most,
        start=level,
        slope=sign * step,
        blur=Fraction(0),
        straight=True,
    )
