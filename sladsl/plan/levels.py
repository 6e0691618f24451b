"""A level before any rounding, from the integers of a cell: the only division of an evaluation stands here."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.plan.composed import Over, Part, columns_of, computed, without
from sladsl.plan.settlement import EMPTY_LEVELS, LevelRule

PARTS_OF = ", divided by"
"""Behind the name of a column stands its denominator, where it is a fraction."""


def value_of(rule: LevelRule, columns: Mapping[str, int], name: str) -> Fraction | int:
    """What a column comes to: the integer, or the fraction of which it is the numerator (0 where there is none)."""
    below = dict(rule.divided).get(name)
    return columns[name] if below is None else Fraction(columns[name], columns[below] or 1)


def sums(rule: LevelRule, columns: Mapping[str, int]) -> tuple[Fraction | int, Fraction | int | None]:
    """Numerator and denominator of the level before its scale; the denominator is None when the level has none."""
    if not rule.weights and not rule.divided:
        value = columns.__getitem__
        plain = sum(map(value, rule.plus)) - sum(map(value, rule.minus))
        if not rule.over_plus:
            return plain, None
        return plain, sum(map(value, rule.over_plus)) - sum(map(value, rule.over_minus))
    weights = dict(rule.weights)
    top = sum(value_of(rule, columns, name) * weights.get(name, 1) for name in rule.plus)
    top -= sum(value_of(rule, columns, name) * weights.get(name, 1) for name in rule.minus)
    if not rule.over_plus:
        return top, None
    under = sum(value_of(rule, columns, name) for name in rule.over_plus)
    return top, under - sum(value_of(rule, columns, name) for name in rule.over_minus)


def exact_level(rule: LevelRule, columns: Mapping[str, int]) -> Fraction | None:
    """The level before rounding; None when its denominator is zero, or there is nothing of what it needs."""
    if rule.formula is not None:
        levels = {part.name: exact_level(part.level, columns_of(part, columns)) for part in rule.parts}
        known = {name: level for name, level in levels.items() if level is not None}
        if (
            rule.averaged
            and known
            and all(_left_out(part, columns) for part in rule.parts if part.name not in known)
        ):
            found, weight = without(rule.formula, known)
            level = computed(found, known) if found is not None else None
            return floored(rule, level / weight if level is not None and weight else None)
        if len(known) < len(levels) and not isinstance(rule.formula, Over):
            return None
        return floored(rule, computed(rule.formula, known))
    if is_empty(rule, columns):
        return None if rule.left_open and columns.get(rule.left_open, 0) else EMPTY_LEVELS.get(rule.empty)
    top, under = sums(rule, columns)
    level = Fraction(top, (1 if under is None else under) * rule.scale)
    return floored(rule, 1 - level if rule.complement else level)


def is_empty(rule: LevelRule, columns: Mapping[str, int]) -> bool:
    """Whether nothing happened that a level could be measured of."""
    _, under = sums(rule, columns)
    return under == 0 or bool(rule.needs and not columns[rule.needs])


def _left_out(part: Part, columns: Mapping[str, int]) -> bool:
    """Whether a part is left out of an average, because nothing happened in it and the agreement says so."""
    own, level = columns_of(part, columns), part.level
    return (
        level.formula is None
        and level.empty == "left out"
        and is_empty(level, own)
        and not any(own.get(column, 0) > 0 for column, _ in level.spoils)
    )


def floored(rule: LevelRule, level: Fraction | None) -> Fraction | None:
    """The level, or its floor where that is higher."""
    return level if level is None or rule.floor is None else max(level, rule.floor)
