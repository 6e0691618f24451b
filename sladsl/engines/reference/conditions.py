"""Conditions over one row, three-valued: True, False, or None where the data do not say.

Written as the kernel's docstrings read (Kleene's logic, exact fractions), because this is what other engines
are held to.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from sladsl.data.cells import Value
from sladsl.plan.rows import (
    All,
    Arithmetic,
    Compare,
    Condition,
    Constant,
    Elapsed,
    Field,
    Holds,
    Known,
    Not,
    OneOf,
    Operand,
    Some,
)
from sladsl.values.number import compared, reckoned


def holds(condition: Condition, values: Mapping[str, Value]) -> bool | None:
    """Whether the condition is true of a row; None when that is unknown."""
    match condition:
        case Compare():
            return _compare(condition, values)
        case Holds():
            held = _said(condition.field, values)
            return None if held is None else bool(held)
        case OneOf():
            value = _said(condition.field, values)
            return None if value is None else value in condition.values
        case Known():
            return _said(condition.field, values) is not None
        case Not():
            found = holds(condition.of, values)
            return None if found is None else not found
        case All():
            return _all([holds(part, values) for part in condition.of])
        case Some():
            # De Morgan: some hold unless all fail.
            fails = [
                None if found is None else not found for found in (holds(p, values) for p in condition.of)
            ]
            none_holds = _all(fails)
            return None if none_holds is None else not none_holds
        case _:
            assert_never(condition)


def number(operand: Operand, values: Mapping[str, Value]) -> Fraction | None:
    """The exact value of an operand; None when a field is empty or something is divided by zero."""
    match operand:
        case Constant():
            return operand.value
        case Field():
            return _number_of(values.get(operand.name))
        case Elapsed():
            since, until = _number_of(values.get(operand.since)), _number_of(values.get(operand.until))
            return None if since is None or until is None else until - since
        case Arithmetic():
            left, right = number(operand.left, values), number(operand.right, values)
            if left is None or right is None:
                return None
            return reckoned(operand.operator, left, right)
        case _:
            assert_never(operand)


def _compare(condition: Compare, values: Mapping[str, Value]) -> bool | None:
    left, right = number(condition.left, values), number(condition.right, values)
    if left is None or right is None:
        return None
    return compared(left, condition.comparator, right)


def _all(found: list[bool | None]) -> bool | None:
    if False in found:
        return False
    return None if None in found else True


def _said(field: str, values: Mapping[str, Value]) -> Value:
    """The value of a field; no intervals are none."""
    value = values.get(field)
    return None if value == () else value


def _number_of(value: Value) -> Fraction | None:
    """Numbers and microseconds; texts and intervals have no number, so a comparison with them is unknown."""
    return Fraction(value) if isinstance(value, int | Fraction) else None
