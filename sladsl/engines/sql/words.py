"""Pieces of SQL text: names, literals and the small integer functions that the engine's own would get wrong.

Everything a user writes (fields, paths, values) goes through here, so that no value is ever read as SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sladsl.values.period import Period


def name(text: str) -> str:
    """An identifier."""
    return '"' + text.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string."""
    return "'" + text.replace("'", "''") + "'"


def huge(value: int) -> str:
    """An integer of 128 bits; a bare literal of that size would be read as a float."""
    return f"CAST('{value}' AS HUGEINT)"


def big(value: int) -> str:
    """An integer of 64 bits."""
    return f"CAST({value} AS BIGINT)"


def texts(values: Iterable[str]) -> str:
    """The inside of an IN list; never empty."""
    return ", ".join(literal(each) for each in values) or "NULL"


def floor_to(x: str, unit: int) -> str:
    """The multiple of `unit` at or below x. `%` truncates towards zero, instants before 1970 are negative."""
    return f"({x} - (({x} % {unit}) + {unit}) % {unit})"


def ceil_to(x: str, unit: int) -> str:
    """The multiple of `unit` at or above x."""
    return f"({x} + (({unit} - {x} % {unit}) % {unit}))"


def ladder(x: str, limits: Sequence[int], answers: Sequence[str]) -> str:
    """`answers[i]` for the i with `limits[i-1] <= x < limits[i]`: a balanced tree of CASE, one answer more than limits."""
    if not limits:
        return answers[0]
    middle = len(limits) // 2
    low = ladder(x, limits[:middle], answers[: middle + 1])
    high = ladder(x, limits[middle + 1 :], answers[middle + 1 :])
    return f"CASE WHEN {x} < {limits[middle]} THEN {low} ELSE {high} END"


def ended(a: str, b: str, periods: Sequence[Period]) -> str:
    """The end of a row from `a` to `b`; where that is before its start, the end of the period in which it starts."""
    if not periods:
        return b
    limits = [limit for each in periods for limit in (each.start, each.end)]
    answers = [b, *(answer for each in periods for answer in (str(each.end), b))]
    return f"CASE WHEN {b} < {a} THEN {ladder(a, limits, answers)} ELSE {b} END"
