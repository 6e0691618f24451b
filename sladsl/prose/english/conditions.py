"""Conditions on the fields of a row in English, with brackets where "and" and "or" meet.

A condition decides money, so its sentence must be readable in one way only.
"""

from __future__ import annotations

from typing import assert_never

from sladsl.ast import values as v
from sladsl.model.facts import Circumstance
from sladsl.prose.document import Emphasis, Inline, Plain, Text
from sladsl.prose.english import quantities as q
from sladsl.prose.say import Part, join, listing, say
from sladsl.record import replace

_NOTICE: dict[str, str] = {
    "at least": "at least",
    "at most": "at most",
    "above": "more than",
    "below": "less than",
    "exactly": "exactly",
}
_OPERATORS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}


def field(name: str) -> Inline:
    """The name of a field, as Schedule 1 lists it."""
    return Emphasis(text=name)


def named(name: str) -> Text:
    """`the field ok`: what the word in italics is."""
    return join("the field ", field(name))


def quoted(text: str) -> str:
    return f"“{text}”"


def condition(of: v.Condition) -> Text:
    """A condition as a clause with a verb: `ok is “no”`."""
    match of:
        case v.Not():
            return _negated(of.of)
        case v.AllOf():
            return listing([_within(part, v.AnyOf) for part in of.of], "and")
        case v.AnyOf():
            return listing([_within(part, v.AllOf) for part in of.of], "or")
        case _:
            return _simple(of, True)


def circumstance(of: Circumstance) -> Text:
    """A condition on facts and options, which are no fields of a row and stand by their names."""
    return tuple(
        replace(part, text=part.text.replace("the field ", "")) if isinstance(part, Plain) else part
        for part in condition(of.condition)
    )


def operand(of: v.Operand, binds: int = 0) -> Text:
    """A value: `latency`, `the time from opened to responded`, `(a + b) × 2`."""
    match of:
        case v.FieldName():
            return join(field(of.text))
        case v.Quantity():
            return join(quantity(of))
        case v.Duration():
            return join(q.written_duration(of))
        case v.Column():
            return join(f"the limit {quoted(of.column.text)} of the table {of.table.text}")
        case v.ElapsedTime():
            return say(
                "the time from {since} to {until}", since=field(of.since.text), until=field(of.until.text)
            )
        case v.Arithmetic():
            rank = _BINDS[of.operator]
            # The right side of - and ÷ needs brackets at equal rank too.
            inside = join(operand(of.left, rank), _OPERATORS[of.operator], operand(of.right, rank + 1))
            return say("({inside})", inside=inside) if rank < binds else inside
        case _:
            assert_never(of)


def quantity(of: v.Quantity) -> str:
    """`5%`, `EUR 5`, `3`."""
    figure = q.number(of.number)
    if of.unit == "%":
        return f"{figure}%"
    if len(of.unit) == 3 and of.unit.isupper():
        return f"{of.unit} {figure}"
    return f"{figure} {of.unit}".rstrip()


def _side(of: v.Operand) -> Text:
    """A side of a comparison: a field alone is called one, in a calculation it stands by its name."""
    return named(of.text) if isinstance(of, v.FieldName) else operand(of)


def _within(of: v.Condition, other: type[v.AnyOf] | type[v.AllOf]) -> Part:
    return say("({inside})", inside=condition(of)) if isinstance(of, other) else condition(of)


def _negated(of: v.Condition) -> Text:
    match of:
        case v.Not():
            return condition(of.of)
        case v.AllOf() | v.AnyOf():
            return say("it is not the case that ({inside})", inside=condition(of))
        case _:
            return _simple(of, False)


def _simple(of: v.Comparison | v.OneOf | v.IsKnown | v.Notice | v.Order | v.Truth, holds: bool) -> Text:
    match of:
        case v.Truth():
            return say(
                "{field} is {answer}", field=named(of.field.text), answer=quoted("yes" if holds else "no")
            )
        case v.Comparison():
            return say(
                "{left} is {no}{comparator} {right}",
                left=_side(of.left),
                no="" if holds else "not ",
                comparator=of.comparator,
                right=_side(of.right),
            )
        case v.OneOf():
            values = [quoted(value.text) for value in of.values]
            if holds != of.negated:
                return say("{field} is {values}", field=named(of.field.text), values=q.listed(values, "or"))
            if len(values) == 1:
                return say("{field} is not {values}", field=named(of.field.text), values=values[0])
            return say("{field} is none of {values}", field=named(of.field.text), values=q.listed(values))
        case v.IsKnown():
            return say(
                "{field} is {no}recorded",
                field=named(of.field.text),
                no="" if holds != of.negated else "not ",
            )
        case v.Order():
            return say(
                "the time {left} is {no}{order} the time {right}",
                left=field(of.left.text),
                no="" if holds != of.negated else "not ",
                order=of.order,
                right=field(of.right.text),
            )
        case v.Notice():
            return say(
                "the time {earlier} is {no}{comparator} {distance} before the time {later}",
                earlier=field(of.earlier.text),
                no="" if holds else "not ",
                comparator=_NOTICE[of.comparator],
                distance=q.written_duration(of.distance),
                later=field(of.later.text),
            )
        case _:
            assert_never(of)
