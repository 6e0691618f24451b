"""Levels that are computed from other levels: parts that are measured by themselves, and a formula over them.

The columns of a part stand among those of the whole under its name: `Loss: total`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.record import Record

if TYPE_CHECKING:
    from sladsl.plan.settlement import LevelRule


class Part(Record):
    """The level of another metric; `metric` is the name of its metering."""

    name: str
    metric: str
    level: LevelRule
    sources: tuple[str, ...]
    scoped: bool = False
    """Whether it has a level for each scope; else the one it has stands for all of them."""


class PartOf(Record):
    """The level of a part, by its name."""

    name: str


class Figure(Record):
    """A figure that the agreement says; `text` is how it stands there."""

    value: Fraction
    text: str


class Joined(Record):
    """`left operator right`, exact."""

    operator: Literal["+", "-", "*", "/"]
    left: Formula
    right: Formula


Formula = PartOf | Figure | Joined

BEHIND = ": "
"""Stands between the name of a part and that of its column."""


def column_of(part: str, column: str) -> str:
    """The name of a part's column among those of the whole."""
    return f"{part}{BEHIND}{column}"


def columns_of(part: Part, columns: Mapping[str, int]) -> dict[str, int]:
    """The columns of a part, out of those of the whole."""
    start = f"{part.name}{BEHIND}"
    return {name.removeprefix(start): value for name, value in columns.items() if name.startswith(start)}


def leaves(rule: LevelRule, columns: Mapping[str, int]) -> list[tuple[Part, dict[str, int]]]:
    """The parts that are measured, each with its own columns; those of a part that is computed itself in its place."""
    found: list[tuple[Part, dict[str, int]]] = []
    for part in rule.parts:
        own = columns_of(part, columns)
        found += leaves(part.level, own) if part.level.parts else [(part, own)]
    return found


def joined(parts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """The columns of the whole."""
    return {
        column_of(part, name): value for part, columns in parts.items() for name, value in columns.items()
    }


def computed(formula: Formula, levels: Mapping[str, Fraction]) -> Fraction | None:
    """What a formula comes to over the levels of its parts; None where something is divided by zero."""
    match formula:
        case PartOf():
            return levels[formula.name]
        case Figure():
            return formula.value
        case Joined():
            left, right = computed(formula.left, levels), computed(formula.right, levels)
            if left is None or right is None:
                return None
            match formula.operator:
                case "+":
                    return left + right
                case "-":
                    return left - right
                case "*":
                    return left * right
                case "/":
                    return left / right if right else None


def words(formula: Formula, of_part: Callable[[str], str], binds: int = 0) -> str:
    """A formula as it is read, `100% - Loss`, with what `of_part` gives for the names of its parts."""
    match formula:
        case PartOf():
            return of_part(formula.name)
        case Figure():
            return formula.text
        case Joined():
            tight = 2 if formula.operator in "*/" else 1
            left = words(formula.left, of_part, tight)
            right = words(formula.right, of_part, tight + 1)
            text = f"{left} {formula.operator} {right}"
            return f"({text})" if binds > tight else text
