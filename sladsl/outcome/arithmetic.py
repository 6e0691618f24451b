"""The arithmetic of a level in words: which integers were put together how, and what came out."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.outcome.statement import Line
from sladsl.outcome.words import text_among
from sladsl.plan.composed import Part, column_of, columns_of, words
from sladsl.plan.levels import PARTS_OF, exact_level, sums
from sladsl.plan.settlement import LevelRule
from sladsl.record import replace
from sladsl.values.duration import duration_text
from sladsl.values.number import grouped, shown

_COUNTS = frozenset(
    {"unweighed", "good", "bad", "total", "rows", "count", "slots", "rated", "ratios", "outages"}
)
"""Columns of a measure of time that are no time; of a measure of records only the figure can be one."""
RARE = frozenset(
    {
        "undecided",
        "undecided time",
        "unplaced",
        "missing",
        "without limit",
        "left open",
        "reversed",
        "unweighed",
        "overdue",
        "open",
    }
)
"""Columns that are told only when there is something in them."""


def arithmetic(line: Line) -> str:
    """`(service - down) / service = 30 d 22 h 10 min / 30 d 23 h = 99.89%`; ValueError for a line without a
    formula.
    """
    rule = line.formula
    if rule is None:
        raise ValueError("nothing was computed")
    if rule.formula is not None:
        return _composed(line, rule)
    top = _sum(rule.plus, _told(rule.minus, line))
    under = _sum(rule.over_plus, _told(rule.over_minus, line))
    text = f"{_bracketed(top)} / {_bracketed(under)}" if under else top
    figures = _figures(line)
    result = f"{text} = {figures}" if figures else text
    if line.level is None:
        return result
    return f"{result} = {line.shown}{_rounding(line, rule)}"


def _rounding(line: Line, rule: LevelRule) -> str:
    if rule.rounding is None:
        return ""
    quantum = rule.rounding.quantum * (100 if line.unit == "percent" else 1)
    unit = "%" if line.unit == "percent" else ""
    return f", rounded {rule.rounding.mode} to {shown(quantum)}{unit}"


def _composed(line: Line, rule: LevelRule) -> str:
    """`100% - Loss = 100% - 0.4% = 99.6%`."""
    assert rule.formula is not None
    levels = {each.name: level_of(each, line.columns) for each in rule.parts}
    said = words(rule.formula, lambda name: name)
    if line.level is None or None in levels.values():
        return said
    figures = words(rule.formula, lambda name: levels[name] or "")
    return f"{said} = {figures} = {line.shown}{_rounding(line, rule)}"


def level_of(part: Part, columns: Mapping[str, int]) -> str | None:
    """The level of a part as it is printed; None where it has none."""
    level = exact_level(part.level, columns_of(part, columns))
    return None if level is None else text_among(level, part.level.unit, (), part.level.places)


def _told(names: tuple[str, ...], line: Line) -> tuple[str, ...]:
    return tuple(name for name in names if name not in RARE or line.columns[name])


def _sum(plus: tuple[str, ...], minus: tuple[str, ...]) -> str:
    return " + ".join(plus) + "".join(f" - {name}" for name in minus)


def _bracketed(text: str) -> str:
    return f"({text})" if " " in text else text


def _figures(line: Line) -> str:
    rule = line.formula
    assert rule is not None
    if rule.divided:
        return _of_fractions(line, rule)
    top = sum(_of_ones(name, line) for name in rule.plus) - sum(_of_ones(name, line) for name in rule.minus)
    unit_of = (rule.plus or rule.minus or ("",))[0]
    if not rule.over_plus:
        return ""
    under = sum((_of_ones(name, line) for name in rule.over_plus), Fraction(0))
    under -= sum((_of_ones(name, line) for name in rule.over_minus), Fraction(0))
    return f"{_fraction_text(unit_of, top, line)} / {_fraction_text(rule.over_plus[0], under, line)}"


def _of_fractions(line: Line, rule: LevelRule) -> str:
    top, under = sums(replace(rule, weights=()), line.columns)
    if under is None:
        return ""
    first = (rule.plus or rule.minus)[0]
    return f"{_fraction_text(first, top, line)} / {_fraction_text(rule.over_plus[0], under, line)}"


def _fraction_text(name: str, value: Fraction | int, line: Line) -> str:
    if is_time(name, line):
        return duration_text(round(value), line.days)
    return grouped(shown(Fraction(value), most=6))


def _of_ones(name: str, line: Line) -> Fraction:
    """What an integer of a cell says: a median is counted in halves, figures in millionths."""
    rule = line.formula
    return Fraction(line.columns[name], 1 if rule is None else _one(name, rule.parts, rule.ones))


def _one(name: str, parts: tuple[Part, ...], ones: tuple[tuple[str, int], ...]) -> int:
    for part in parts:
        start = column_of(part.name, "")
        if name.startswith(start):
            return _one(name.removeprefix(start), part.level.parts, part.level.ones)
    return dict(ones).get(name.partition(", ")[0], 1)


def listed(line: Line) -> list[tuple[str, str]]:
    """The integers of a line by name, as far as they say something; a fraction as what it comes to."""
    found = []
    for name, value in line.columns.items():
        if name.endswith(PARTS_OF) or (name in RARE and not value):
            continue
        below = line.columns.get(name + PARTS_OF)
        text = _fraction_text(name, _of_ones(name, line), line)
        if below is not None:
            text = _fraction_text(name, Fraction(value, below or 1), line)
        found.append((name, text))
    return found


def is_time(name: str, line: Line) -> bool:
    """Whether an integer of a cell is microseconds; others count."""
    return _is_time(name, line.columns, line.unit, line.formula.parts if line.formula is not None else ())


def _is_time(name: str, columns: Mapping[str, int], unit: str, parts: tuple[Part, ...] = ()) -> bool:
    for part in parts:
        start = column_of(part.name, "")
        if name.startswith(start):
            own = columns_of(part, columns)
            return _is_time(name.removeprefix(start), own, part.level.unit, part.level.parts)
    if "service" in columns:
        return name.partition(", ")[0] not in _COUNTS
    return name in ("figure", "down", "whole", "after", "late") and unit == "duration"
