"""Levels, bounds and durations in words, the same in every rendering of an outcome.

A print that rounds 99.8997 % to a promised 99.9 % would contradict the verdict beside it, so levels gain
places near a bound.
"""

from __future__ import annotations

import re
from fractions import Fraction

from sladsl.plan.settlement import Bound, LevelUnit
from sladsl.values.duration import MINUTE, SECOND, duration_text
from sladsl.values.number import decimal_text, grouped, shown, shown_level


def text_among(
    level: Fraction, unit: LevelUnit, bounds: tuple[Fraction, ...], places: int, days: bool = True
) -> str:
    """`level` in its unit, with more than `places` decimals where a bound is near; `days` as in `duration_text`."""
    match unit:
        case "percent":
            return shown_level(level * 100, tuple(bound * 100 for bound in bounds), places) + "%"
        case "duration":
            if level.denominator == 1 and level % SECOND == 0:
                return duration_text(int(level), days)
            return _seconds(level, bounds, days)
        case "number":
            return grouped(shown_level(level, bounds, 0 if level.denominator == 1 else places))


def _seconds(level: Fraction, bounds: tuple[Fraction, ...], days: bool) -> str:
    """`12 min 34 s`, `4.45 s`, `333.333 ms`: the shorter a time, the more a part of a second says."""
    length = abs(level)
    places = 0 if length >= MINUTE else 2 if length >= SECOND else 6
    text = shown_level(level / SECOND, tuple(bound / SECOND for bound in bounds), places)
    us = Fraction(text) * SECOND
    return duration_text(int(us), days) if us.denominator == 1 else f"{text} s"


def bound_text(bound: Bound, unit: LevelUnit, days: bool = True) -> str:
    """`at least 99.9%`, the number as the agreement writes it."""
    if unit == "duration":
        return f"{bound.comparator} {span_text(bound.value, days)}"
    number = grouped(decimal_text(bound.written.value, bound.written.places))
    return f"{bound.comparator} {number}{'%' if unit == 'percent' else ''}"


_NUMBER = re.compile(r"\d+(\.\d+)*( ?\([0-9a-z]{1,4}\))*")
_NUMBERS = re.compile(rf"{_NUMBER.pattern}((, ?| and | to )({_NUMBER.pattern}))+")


def cited(cites: str) -> str:
    """`clause 4.2` where a citation is a bare number, `clauses 4.2 and 4.3`; others say themselves what they number."""
    if _NUMBERS.fullmatch(cites):
        return f"clauses {cites}"
    return f"clause {cites}" if _NUMBER.fullmatch(cites) else cites


def span_text(us: Fraction, days: bool = True) -> str:
    """A duration that may be a fraction of a microsecond."""
    return duration_text(int(us), days) if us.denominator == 1 else f"{shown(us / SECOND)} s"


def figure_text(value: Fraction, unit: LevelUnit, days: bool = True) -> str:
    """A level, or a difference of two, without bounds beside it."""
    match unit:
        case "percent":
            return f"{shown(value * 100)}%"
        case "duration":
            return text_among(value, unit, (), 2, days)
        case "number":
            return grouped(shown(value))
