"""A level before any rounding, from the integers of a cell: the only division of an evaluation stands here."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.plan.composed import columns_of, computed
from sladsl.plan.settlement import LevelRule


def sums(rule: LevelRule, columns: Mapping[str, int]) -> tuple[int, int | None]:
    """Numerator and denominator of the level before its scale; the denominator is None when the level has none."""
    weights = dict(rule.weights)
    top = sum(columns[name] * weights.get(name, 1) for name in rule.plus)
    top -= sum(columns[name] * weights.get(name, 1) for name in rule.minus)
    if not rule.over_plus:
        return top, None
    return top, sum(columns[name] for name in rule.over_plus) - sum(columns[name] for name in rule.over_minus)


def exact_level(rule: LevelRule, columns: Mapping[str, int]) -> Fraction | None:
    """The level before rounding; None when its denominator is zero, or there is nothing of what it needs."""
    if rule.formula is not None:
        levels = {part.name: exact_level(part.level, columns_of(part, columns)) for part in rule.parts}
        known = {name: level for name, level in levels.items() if level is not None}
        return floored(rule, computed(rule.formula, known)) if len(known) == len(levels) else None
    top, under = sums(rule, columns)
    if under == 0 or (rule.needs and not columns[rule.needs]):
        return None
    level = Fraction(top, (1 if under is None else under) * rule.scale)
    return floored(rule, 1 - level if rule.complement else level)


def floored(rule: LevelRule, level: Fraction | None) -> Fraction | None:
    """The level, or its floor where that is higher."""
    return level if level is None or rule.floor is None else max(level, rule.floor)
