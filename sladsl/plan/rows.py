"""Conditions and arithmetic over the fields of one row: the expression half of the kernel.

Three-valued as in SQL: a comparison with an empty field, or a division by zero, is unknown; `and`, `or`, `not` follow
Kleene. Numbers are exact decimals, instants and durations integer microseconds. No engine needs anything else.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.record import Record

Comparator = Literal["at least", "at most", "above", "below", "exactly"]
FieldType = Literal["time", "number", "duration", "yes or no", "choice", "text", "intervals"]


class Field(Record):
    """The value of a field of the row. `number` fields are decimals, `time` and `duration` fields microseconds.

    Two times are compared like two durations. Texts and intervals have no number: a comparison with one is unknown.
    """

    name: str


class Constant(Record):
    """A number, or microseconds where it is compared with a duration."""

    value: Fraction


class Arithmetic(Record):
    """`left operator right` over numbers or durations, exact; a division by zero is unknown."""

    operator: Literal["+", "-", "*", "/"]
    left: Operand
    right: Operand


class Elapsed(Record):
    """Microseconds from one time field to another; negative when `until` is before `since`."""

    since: str
    until: str


Operand = Field | Constant | Arithmetic | Elapsed


class Compare(Record):
    """`left comparator right`, compared as exact rationals."""

    left: Operand
    comparator: Comparator
    right: Operand


class Holds(Record):
    """A `yes or no` field is yes."""

    field: str


class OneOf(Record):
    """A choice or text field has one of these values, letter by letter."""

    field: str
    values: tuple[str, ...]


class Known(Record):
    """The field has a value (never unknown itself); of intervals that is at least one."""

    field: str


class Not(Record):
    of: Condition


class All(Record):
    """Conjunction; of nothing it is true."""

    of: tuple[Condition, ...]


class Some(Record):
    """Disjunction; of nothing it is false."""

    of: tuple[Condition, ...]


Condition = Compare | Holds | OneOf | Known | Not | All | Some


def operand_fields(operand: Operand) -> frozenset[str]:
    """Names of the fields an operand reads."""
    match operand:
        case Field():
            return frozenset((operand.name,))
        case Constant():
            return frozenset()
        case Elapsed():
            return frozenset((operand.since, operand.until))
        case Arithmetic():
            return operand_fields(operand.left) | operand_fields(operand.right)


def condition_fields(condition: Condition) -> frozenset[str]:
    """Names of the fields a condition reads."""
    match condition:
        case Compare():
            return operand_fields(condition.left) | operand_fields(condition.right)
        case Holds() | OneOf() | Known():
            return frozenset((condition.field,))
        case Not():
            return condition_fields(condition.of)
        case All() | Some():
            return frozenset(name for part in condition.of for name in condition_fields(part))
