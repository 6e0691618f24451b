"""Written conditions, already typed by the model, into those of the kernel."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from sladsl.ast import values as v
from sladsl.model.from_ast.context import CLOCK
from sladsl.plan import rows as r
from sladsl.plan.from_model.notices import notice


def condition(written: v.Condition) -> r.Condition:
    match written:
        case v.AllOf():
            return r.All(of=tuple(condition(part) for part in written.of))
        case v.AnyOf():
            return r.Some(of=tuple(condition(part) for part in written.of))
        case v.Not():
            return r.Not(of=condition(written.of))
        case v.Truth():
            return r.Holds(field=written.field.text)
        case v.IsKnown():
            known = r.Known(field=written.field.text)
            return r.Not(of=known) if written.negated else known
        case v.OneOf():
            one = r.OneOf(field=written.field.text, values=tuple(value.text for value in written.values))
            return r.Not(of=one) if written.negated else one
        case v.Notice():
            return notice(written)
        case v.Order():
            comparator: r.Comparator = "below" if written.order == "before" else "above"
            if written.negated:
                comparator = "at least" if written.order == "before" else "at most"
            return r.Compare(
                left=r.Field(name=written.left.text),
                comparator=comparator,
                right=r.Field(name=written.right.text),
            )
        case v.Comparison():
            return r.Compare(
                left=operand(written.left), comparator=written.comparator, right=operand(written.right)
            )
        case _:
            assert_never(written)


def operand(written: v.Operand) -> r.Operand:
    match written:
        case v.FieldName():
            return r.Field(name=written.text)
        case v.Quantity():
            value = written.number.value
            return r.Constant(value=value / 100 if written.unit == "%" else value)
        case v.Duration():
            return r.Constant(value=Fraction(length(written)))
        case v.ElapsedTime():
            return r.Elapsed(since=written.since.text, until=written.until.text)
        case v.Column():
            raise AssertionError("a column of a table is lowered where its record is judged")
        case v.Arithmetic():
            return r.Arithmetic(
                operator=written.operator, left=operand(written.left), right=operand(written.right)
            )
        case _:
            assert_never(written)


def length(duration: v.Duration) -> int:
    """Microseconds of a duration that the model has found to be of fixed length."""
    return int(
        sum(
            (
                part.number.value * CLOCK.get(part.unit.removeprefix("business "), 0)
                for part in duration.parts
            ),
            Fraction(0),
        )
    )
