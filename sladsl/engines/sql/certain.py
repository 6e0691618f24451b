"""Conditions that hold for every row because of what is known of whole columns, so that no row needs to be asked."""

from __future__ import annotations

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


def always(condition: Condition, full: frozenset[str]) -> bool:
    """Whether a condition is true of every row. `full`: fields of numbers, times and answers that no row leaves empty."""
    match condition:
        case Known():
            return condition.field in full
        case Not(of=Not(of=inner)):
            return always(inner, full)
        case All():
            return all(always(each, full) for each in condition.of)
        case Some():
            parts = [_bare(each) for each in condition.of]
            return any(always(each, full) for each in condition.of) or any(
                isinstance(each, Not) and each.of in parts and _decided(each.of, full) for each in parts
            )
        case _:
            return False


def _bare(condition: Condition) -> Condition:
    """Without pairs of negations."""
    while isinstance(condition, Not) and isinstance(condition.of, Not):
        condition = condition.of.of
    return condition


def _decided(condition: Condition, full: frozenset[str]) -> bool:
    """Whether a condition is either true or false of every row."""
    match condition:
        case Known():
            return True
        case Holds() | OneOf():
            return condition.field in full
        case Compare():
            return _has_value(condition.left, full) and _has_value(condition.right, full)
        case Not():
            return _decided(condition.of, full)
        case All() | Some():
            return all(_decided(each, full) for each in condition.of)


def _has_value(operand: Operand, full: frozenset[str]) -> bool:
    match operand:
        case Field():
            return operand.name in full
        case Constant():
            return True
        case Elapsed():
            return operand.since in full and operand.until in full
        case Arithmetic():
            # What is divided by may be zero.
            return (
                operand.operator != "/" and _has_value(operand.left, full) and _has_value(operand.right, full)
            )
