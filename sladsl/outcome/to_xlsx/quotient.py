"""The formula of a level over the cells of what was measured, and what it comes to there."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from sladsl.outcome.to_xlsx.formulas import literal
from sladsl.plan.settlement import LevelRule

NONE = "none"
"""What a level says where there was nothing to divide by."""


def formula(rule: LevelRule, cell: Callable[[str], str]) -> str:
    """`IF(C7=0,"none",(C7-D7)/C7)`, before any rounding."""
    top = _sum(rule, rule.plus, rule.minus, cell)
    under = _sum(rule, rule.over_plus, rule.over_minus, cell, weighted=False)
    text = top
    if under:
        text = f"{_bracketed(top)}/{_bracketed(under)}"
    if rule.scale != 1:
        text = f"{text if under else _bracketed(top)}/{rule.scale}"
    if rule.complement:
        text = f"1-{text if under or rule.scale != 1 else _bracketed(text)}"
    if rule.floor is not None:
        text = f"MAX({text},{literal(rule.floor)})"
    tests = [f"{under}=0"] if under else []
    if rule.needs:
        tests.append(f"{cell(rule.needs)}=0")
    if not tests:
        return text
    test = tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
    return f'IF({test},"{NONE}",{text})'


def value(rule: LevelRule, measured: Callable[[str], Fraction]) -> Fraction | None:
    """What `formula` comes to over these figures; None for `NONE`."""
    weights = dict(rule.weights)
    top = sum((measured(name) * weights.get(name, 1) for name in rule.plus), Fraction(0))
    top -= sum((measured(name) * weights.get(name, 1) for name in rule.minus), Fraction(0))
    under = Fraction(1)
    if rule.over_plus:
        under = sum(map(measured, rule.over_plus), Fraction(0)) - sum(
            map(measured, rule.over_minus), Fraction(0)
        )
    if under == 0 or (rule.needs and not measured(rule.needs)):
        return None
    level = top / (under * rule.scale)
    level = 1 - level if rule.complement else level
    return level if rule.floor is None else max(level, rule.floor)


def names(rule: LevelRule) -> tuple[str, ...]:
    """The integers that the formula reads."""
    needs = (rule.needs,) if rule.needs else ()
    return (*rule.plus, *rule.minus, *rule.over_plus, *rule.over_minus, *needs)


def missed(rule: LevelRule, cell: Callable[[str], str]) -> str:
    """How many of the denominator the numerator lacks: the records that were missed."""
    top = _sum(rule, rule.plus, rule.minus, cell)
    under = _sum(rule, rule.over_plus, rule.over_minus, cell, weighted=False)
    return f"{under}-{_bracketed(top)}" if under else "0"


def _sum(
    rule: LevelRule,
    plus: tuple[str, ...],
    minus: tuple[str, ...],
    cell: Callable[[str], str],
    weighted: bool = True,
) -> str:
    weights = dict(rule.weights) if weighted else {}

    def part(name: str) -> str:
        weight = weights.get(name, 1)
        return cell(name) if weight == 1 else f"{literal(Fraction(weight))}*{cell(name)}"

    return "+".join(map(part, plus)) + "".join(f"-{part(name)}" for name in minus)


def _bracketed(text: str) -> str:
    return f"({text})" if "+" in text or "-" in text else text
