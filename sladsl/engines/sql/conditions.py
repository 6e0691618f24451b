"""Conditions over the fields of a row as three-valued SQL over exact integers.

Numbers are integers of 128 bits with a constant scale; a quotient keeps its divisor, and two are compared by
cross-multiplication. Before any text is made the largest possible values are worked out: what could overflow is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd
from typing import assert_never

from sladsl.engines.refusal import CannotKeepExact
from sladsl.engines.sql.words import huge, texts
from sladsl.plan.rows import (
    All,
    Arithmetic,
    Comparator,
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
from sladsl.record import Record

LARGEST = 2**127 - 1

_SYMBOL: dict[Comparator, str] = {
    "at least": ">=",
    "at most": "<=",
    "above": ">",
    "below": "<",
    "exactly": "=",
}


class Column(Record):
    """A field as the engine holds it: SQL of its value, its scale, and the largest magnitude of the scaled value.

    `text`: it holds text, which has no number.
    """

    sql: str
    text: bool = False
    scale: int = 1
    largest: int = 0


Columns = Callable[[str], Column]


class Quotient(Record):
    """top / (bottom * scale); `bottom` "" is 1. A divisor of zero makes both unknown."""

    top: str
    largest: int
    scale: int
    bottom: str = ""
    largest_bottom: int = 1


def condition_sql(condition: Condition, columns: Columns) -> str:
    """A boolean expression: true, false, or NULL for unknown."""
    match condition:
        case Compare():
            return _compare(condition, columns)
        case Holds():
            column = columns(condition.field)
            return (
                f"(CASE WHEN {column.sql} IS NOT NULL THEN TRUE END)"
                if column.text
                else f"({column.sql} <> 0)"
            )
        case OneOf():
            column = columns(condition.field)
            if not condition.values or not column.text:
                # IN () is no SQL: of nothing it is false, and unknown where the field is. A number is no text.
                return f"(CASE WHEN {column.sql} IS NOT NULL THEN FALSE END)"
            return f"({column.sql} IN ({texts(condition.values)}))"
        case Known():
            return f"({columns(condition.field).sql} IS NOT NULL)"
        case Not():
            return f"(NOT {condition_sql(condition.of, columns)})"
        case All():
            return (
                "(" + " AND ".join(["TRUE", *(condition_sql(each, columns) for each in condition.of)]) + ")"
            )
        case Some():
            return (
                "(" + " OR ".join(["FALSE", *(condition_sql(each, columns) for each in condition.of)]) + ")"
            )
        case _:
            assert_never(condition)


def _compare(compare: Compare, columns: Columns) -> str:
    left, right = operand_sql(compare.left, columns), operand_sql(compare.right, columns)
    common = gcd(left.scale, right.scale)
    a = _times(_raise(left.top, left.largest, right.scale // common), right.bottom, right.largest_bottom)
    b = _times(_raise(right.top, right.largest, left.scale // common), left.bottom, left.largest_bottom)
    symbol = _SYMBOL[compare.comparator]
    straight = f"({a[0]} {symbol} {b[0]})"
    signs = [f"({each} < 0)" for each in (left.bottom, right.bottom) if each]
    if not signs:
        return straight
    return f"(CASE WHEN {' <> '.join(signs)} THEN ({b[0]} {symbol} {a[0]}) ELSE {straight} END)"


def operand_sql(operand: Operand, columns: Columns) -> Quotient:
    """An operand as a quotient of integers; NULL for unknown."""
    match operand:
        case Field():
            return _number(columns(operand.name))
        case Constant():
            value = Fraction(operand.value)
            _guard(abs(value.numerator))
            return Quotient(top=huge(value.numerator), largest=abs(value.numerator), scale=value.denominator)
        case Elapsed():
            return _arithmetic(
                Arithmetic(operator="-", left=Field(name=operand.until), right=Field(name=operand.since)),
                columns,
            )
        case Arithmetic():
            return _arithmetic(operand, columns)
        case _:
            assert_never(operand)


def _arithmetic(operand: Arithmetic, columns: Columns) -> Quotient:
    left, right = operand_sql(operand.left, columns), operand_sql(operand.right, columns)
    match operand.operator:
        case "+" | "-":
            common = gcd(left.scale, right.scale)
            a = _times(
                _raise(left.top, left.largest, right.scale // common), right.bottom, right.largest_bottom
            )
            b = _times(
                _raise(right.top, right.largest, left.scale // common), left.bottom, left.largest_bottom
            )
            bottom, largest_bottom = _bottom(left, right)
            return Quotient(
                top=f"({a[0]} {operand.operator} {b[0]})",
                largest=_guard(a[1] + b[1]),
                scale=left.scale // common * right.scale,
                bottom=bottom,
                largest_bottom=largest_bottom,
            )
        case "*":
            top = _times((left.top, left.largest), right.top, right.largest)
            bottom, largest_bottom = _bottom(left, right)
            return Quotient(
                top=top[0],
                largest=top[1],
                scale=left.scale * right.scale,
                bottom=bottom,
                largest_bottom=largest_bottom,
            )
        case "/":
            # (a / (b*s)) / (c / (d*t)) = a*d*t / (b*c*s); c may be zero, b and d are already never.
            common = gcd(left.scale, right.scale)
            top = _times(
                _raise(left.top, left.largest, right.scale // common), right.bottom, right.largest_bottom
            )
            under = _times((right.top, right.largest), left.bottom, left.largest_bottom)
            return Quotient(
                top=top[0],
                largest=top[1],
                scale=left.scale // common,
                bottom=f"nullif({under[0]}, 0)",
                largest_bottom=under[1],
            )
        case _:
            assert_never(operand.operator)


def _bottom(left: Quotient, right: Quotient) -> tuple[str, int]:
    if not left.bottom or not right.bottom:
        return left.bottom or right.bottom, max(left.largest_bottom, right.largest_bottom)
    return _times((left.bottom, left.largest_bottom), right.bottom, right.largest_bottom)


def _raise(sql: str, largest: int, factor: int) -> tuple[str, int]:
    if factor == 1:
        return sql, largest
    _guard(factor)
    return f"({sql} * {huge(factor)})", _guard(largest * factor)


def _times(value: tuple[str, int], factor: str, largest: int) -> tuple[str, int]:
    if not factor:
        return value
    return f"({value[0]} * {factor})", _guard(value[1] * largest)


def _number(column: Column) -> Quotient:
    if column.text:
        return Quotient(top="CAST(NULL AS HUGEINT)", largest=0, scale=1)
    return Quotient(top=f"CAST({column.sql} AS HUGEINT)", largest=column.largest, scale=column.scale)


def _guard(largest: int) -> int:
    if largest > LARGEST:
        raise CannotKeepExact(
            "A condition multiplies numbers beyond 128 bits, which DuckDB can't keep exact."
        )
    return largest
