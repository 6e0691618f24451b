"""Levels that are computed from other levels: parts that are measured by themselves, and a formula over them.

The columns of a part stand among those of the whole under its name: `Loss: total`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.record import Record, replace
from sladsl.values.number import reckoned

if TYPE_CHECKING:
    from sladsl.plan.settlement import LevelRule
    from sladsl.values.period import Period


class Part(Record):
    """The level of another metric; `metric` is the name of its metering."""

    name: str
    metric: str
    level: LevelRule
    sources: tuple[str, ...]
    scoped: bool = False
    """Whether it has a level for each scope; else the one it has stands for all of them."""
    scope: str = ""
    """The one scope whose level it is, whatever is assessed."""
    spread: bool = False
    """It stands for as many parts as there are scopes: data say which (`spread_out`)."""
    earlier: Mapping[str, Period] | None = None
    """By the label of a period, the one whose level it is; none where there was none yet. None: the same."""


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


class Over(Record):
    """One figure of the levels of parts that are alike; those in which nothing happened are left out."""

    how: Literal["average", "median", "sum", "minimum", "maximum"]
    of: tuple[PartOf, ...]


Formula = PartOf | Figure | Joined | Over

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
        if part.level.parts:
            found += [(_within(part, inner), columns) for inner, columns in leaves(part.level, own)]
        else:
            found.append((part, own))
    return found


def _within(outer: Part, inner: Part) -> Part:
    """A part of a part: of the scope and the periods of the outer one, where its own say nothing else."""
    earlier = inner.earlier if outer.earlier is None else outer.earlier
    if inner.earlier is not None and outer.earlier is not None:
        inner_of = inner.earlier
        earlier = {
            label: inner_of[period.label]
            for label, period in outer.earlier.items()
            if period.label in inner_of
        }
    scope = inner.scope or (outer.scope if inner.scoped else "")
    return replace(inner, scope=scope, scoped=inner.scoped and outer.scoped, earlier=earlier)


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
        case Over():
            found = sorted(levels[each.name] for each in formula.of if each.name in levels)
            return _taken(formula.how, found) if found else None
        case Joined():
            left, right = computed(formula.left, levels), computed(formula.right, levels)
            if left is None or right is None:
                return None
            return reckoned(formula.operator, left, right)


def without(formula: Formula, known: Collection[str]) -> tuple[Formula | None, Fraction]:
    """An average by weight without the parts that are not known, and what the weights of the others come to together."""
    match formula:
        case Joined(operator="+"):
            left, first = without(formula.left, known)
            right, second = without(formula.right, known)
            if left is None or right is None:
                return left or right, first + second
            return Joined(operator="+", left=left, right=right), first + second
        case Joined(operator="*", left=Figure() as weight, right=PartOf() as part):
            return (formula, weight.value) if part.name in known else (None, Fraction(0))
        case _:
            return formula, Fraction(1)


def _taken(how: str, levels: list[Fraction]) -> Fraction:
    """Of levels in ascending order, at least one; the median of an even number is the mean of the two in the middle."""
    match how:
        case "minimum":
            return levels[0]
        case "maximum":
            return levels[-1]
        case "median":
            middle = len(levels) // 2
            return levels[middle] if len(levels) % 2 else (levels[middle - 1] + levels[middle]) / 2
        case _:
            total = sum(levels, Fraction(0))
            return total if how == "sum" else total / len(levels)


def words(formula: Formula, of_part: Callable[[str], str], binds: int = 0) -> str:
    """A formula as it is read, `100% - Loss`, with what `of_part` gives for the names of its parts."""
    match formula:
        case PartOf():
            return of_part(formula.name)
        case Figure():
            return formula.text
        case Over():
            return f"{formula.how} of {', '.join(of_part(each.name) for each in formula.of)}"
        case Joined():
            tight = 2 if formula.operator in "*/" else 1
            left = words(formula.left, of_part, tight)
            right = words(formula.right, of_part, tight + 1)
            text = f"{left} {formula.operator} {right}"
            return f"({text})" if binds > tight else text
