"""Levels: exact fractions from the columns of a metering, or from a number that somebody reported.

The only division of an evaluation stands here; engines return integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from sladsl.outcome.given import ReportedLevel
from sladsl.outcome.words import text_among
from sladsl.plan.composed import Over, columns_of
from sladsl.plan.levels import exact_level, sums
from sladsl.plan.settlement import Assessment, Bound, LevelRule
from sladsl.settle.draft import Attained
from sladsl.settle.judge import Judged, holds, judged_of
from sladsl.values.number import decimal_text, grouped, round_to, shown

NOTHING_HAPPENED = "nothing happened that could be measured"
NO_FIGURE = "the figure is known of none of the records"
ONLY_REPORTED = "nothing measures it"
DIVIDED_BY_ZERO = "it would be divided by zero"
LEFT_OPEN = "the agreement does not state what would be kept or missed"

__all__ = ["exact_level", "level_text", "measured", "reported", "rounded", "sums"]

_MOST_PLACES = 12
_WORDS = {"percent": "a percentage", "number": "a number", "duration": "a length of time"}


def rounded(rule: LevelRule, level: Fraction) -> Fraction:
    """The level after the rounding that the agreement orders."""
    if rule.rounding is None:
        return level
    return round_to(level, rule.rounding.quantum, rule.rounding.mode)


def measured(rule: LevelRule, columns: Mapping[str, int]) -> Attained:
    """The level of one cell. A spoiling column is looked at first: it makes any level worthless."""
    if rule.formula is not None:
        return _composed(rule, columns)
    for column, reason in rule.spoils:
        if columns.get(column, 0) > 0:
            return Attained(level=None, reason=reason, columns=columns)
    level = exact_level(rule, columns)
    if level is not None:
        return Attained(level=rounded(rule, level), columns=columns)
    if rule.left_open and columns.get(rule.left_open, 0) > 0:
        return Attained(level=None, reason=LEFT_OPEN, columns=columns, left_open=True)
    if rule.happened and columns.get(rule.happened, 0) > 0:
        return Attained(level=None, reason=NO_FIGURE, columns=columns)
    return Attained(level=None, reason=NOTHING_HAPPENED, columns=columns, kept=rule.empty == "met")


def _composed(rule: LevelRule, columns: Mapping[str, int]) -> Attained:
    """The level of a formula; where a part has none, that part's reason."""
    if rule.all_of is not None:
        return _worst(rule, rule.all_of, columns)
    kept = True
    for part in rule.parts:
        found = measured(part.level, columns_of(part, columns))
        kept &= found.kept
        if isinstance(rule.formula, Over) and found.reason == NOTHING_HAPPENED:
            continue  # it has no level that could be taken
        if rule.averaged and found.reason == NOTHING_HAPPENED and part.level.empty == "left out":
            continue  # the others make the average
        if found.level is None:
            reason = ONLY_REPORTED if part.level.reported else found.reason
            return Attained(level=None, reason=f"{part.name} has no level: {reason}", columns=columns)
    level = exact_level(rule, columns)
    if level is None and (isinstance(rule.formula, Over) or rule.averaged):
        return Attained(level=None, reason=NOTHING_HAPPENED, columns=columns, kept=kept)
    if level is None:
        return Attained(level=None, reason=DIVIDED_BY_ZERO, columns=columns)
    return Attained(level=rounded(rule, level), columns=columns)


def _worst(rule: LevelRule, bound: Bound, columns: Mapping[str, int]) -> Attained:
    """The worst level of parts that must all keep a bound: one that breaks it decides, whatever the others are."""
    levels = []
    lacking = ""
    for part in rule.parts:
        found = measured(part.level, columns_of(part, columns))
        if found.level is not None:
            levels.append(rounded(rule, found.level))
        elif not found.kept and not (found.reason == NOTHING_HAPPENED and part.level.empty == "left out"):
            lacking = lacking or f"{part.name} has no level: {found.reason}"
    worst = (min if rule.better == "higher" else max)(levels, default=None)
    if worst is not None and (not lacking or not holds(bound, worst)):
        return Attained(level=worst, columns=columns)
    if lacking:
        return Attained(level=None, reason=lacking, columns=columns)
    kept = all(part.level.empty != "left out" for part in rule.parts)
    return Attained(level=None, reason=NOTHING_HAPPENED, columns=columns, kept=kept)


def reported(rule: LevelRule, given: tuple[ReportedLevel, ...], bare_is_percent: bool) -> Attained:
    """The level that somebody reported; more than one row for the same line must agree.

    `bare_is_percent`: numbers without a unit are percentages (some number of the objective is above one,
    so they can't be ratios).
    """
    first = given[0]
    values = {_value(rule, each, bare_is_percent) for each in given}
    origin: Literal["reported", "stated"] = "reported" if first.row else "stated"
    if len(values) > 1:
        numbers = ", ".join(dict.fromkeys(each.text for each in given))
        return Attained(level=None, reason=f"different levels are reported: {numbers}", origin=origin)
    value = values.pop()
    if isinstance(value, str):
        return Attained(level=None, reason=value, origin=origin, reported=first)
    return Attained(level=rounded(rule, value), origin=origin, reported=first)


def _value(rule: LevelRule, given: ReportedLevel, bare_is_percent: bool) -> Fraction | str:
    """The reported number in the unit of the rule, or why it has no meaning there."""
    text = given.text or shown(given.level.value, least=given.level.places)
    match rule.unit, given.unit:
        case "percent", "percent":
            return given.level.value / 100
        case "percent", "unsaid":
            if bare_is_percent:
                return given.level.value / 100
            return f'{text} has no unit: say unit = "percent" or unit = "ratio" under [levels] in data.toml'
        case "percent", "number":
            return f"{text} is a number, the objective is a percentage"
        case "number", "percent":
            return f"{text} is a percentage, the objective is a number"
        case "number", ("number" | "unsaid"):
            return given.level.value
        case "duration", "duration":
            return given.level.value
        case "duration", "unsaid":
            return (
                f'{text} has no unit: write {text} hours, or say unit = "hours" under [levels] in data.toml'
            )
        case _:
            return f"{text} is {_WORDS[given.unit]}, the objective is {_WORDS[rule.unit]}"


def _places(quantum: Fraction, otherwise: int) -> int:
    """The decimals of a step that is a decimal: 2 for 0.01, and for 0.05."""
    places = 0
    while (quantum * 10**places).denominator != 1:
        places += 1
        if places > _MOST_PLACES:
            return otherwise
    return places


def level_text(assessment: Assessment, attained: Attained) -> str:
    """The level of a line, `99.8997%`; "" when there is none. A reported level keeps the places it was written with,
    a rounded one those that it was rounded to.
    """
    if attained.level is None:
        return ""
    places = assessment.level.places
    rounding = assessment.level.rounding
    if rounding is not None and assessment.level.unit != "duration":
        places = _places(
            rounding.quantum * 100 if assessment.level.unit == "percent" else rounding.quantum, places
        )
    if attained.reported is not None:
        written = attained.reported.level.places
        places = written if rounding is None else min(written, places)
    known = judged_of(assessment)
    if assessment.level.unit != "duration":
        text = _near(attained.level, known, assessment.level.unit == "percent", places)
        if text:
            return text
    bounds = tuple(bound.value for bound in known.bounds)
    return text_among(attained.level, assessment.level.unit, bounds, places, assessment.days)


def _near(level: Fraction, known: Judged, percent: bool, places: int) -> str:
    """What `text_among` makes of a level that is at none of the bounds, by integers alone; "" of one that is."""
    spot = known.marks.of(level)
    if spot % 2:
        return ""
    if not percent and level.denominator == 1:
        places = 0
    value, unit = (level * 100, 100) if percent else (level, 1)
    while True:
        text = decimal_text(value, places)
        if known.marks.at(int(text.replace(".", "")), unit * 10**places) == spot:
            return f"{text}%" if percent else grouped(text)
        places += 1
