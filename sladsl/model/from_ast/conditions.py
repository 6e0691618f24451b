"""Types of conditions: every field exists in its source, and is compared with what it can be compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, assert_never

from sladsl.ast import values as v
from sladsl.ast.condition_values import ORDERS
from sladsl.diagnostics.finding import Label
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.limits import fits, limit, unit_missing
from sladsl.model.from_ast.unlike import compared
from sladsl.model.limits import Figure, Limit, LimitTable
from sladsl.model.meanings import Field

OperandType = Literal["number", "duration"]


YES, NO = ("yes", "true"), ("no", "false")
NOTHING = ("null", "none", "nil", "empty", "blank", "missing", "undefined")
"""What other languages call the values of a yes-or-no field, and a field without a value."""


def check_condition(
    condition: v.Condition,
    fields: Mapping[str, Field],
    context: Context,
    tables: Mapping[str, LimitTable] = {},
    *,
    in_business_days: bool = True,
) -> bool:
    """Whether the condition has a meaning over these fields; every reason why not is a finding.

    `in_business_days`: whether notice may be counted in them here.
    """
    match condition:
        case v.AllOf() | v.AnyOf():
            parts = [
                check_condition(part, fields, context, tables, in_business_days=in_business_days)
                for part in condition.of
            ]
            return all(parts)
        case v.Not():
            return check_condition(condition.of, fields, context, tables, in_business_days=in_business_days)
        case v.Order():
            pair = (condition.left, condition.right)
            times = [_time(name, fields, context, pair) for name in pair]
            return all(times)
        case v.Truth():
            return _truth(condition, fields, context)
        case v.IsKnown():
            return context.find(condition.field, fields, "field") is not None
        case v.OneOf():
            return _one_of(condition, fields, context)
        case v.Notice():
            pair = (condition.earlier, condition.later)
            times = [_time(name, fields, context, pair) for name in pair]
            return all(times) and _distance(condition.distance, in_business_days, context)
        case v.Comparison():
            if _two_times(condition, fields, context):
                return False
            left = _operand(condition.left, fields, context)
            if isinstance(condition.right, v.Column):
                right = column_type(condition.right, fields, tables, context)
            elif isinstance(condition.left, v.ElapsedTime) and isinstance(condition.right, v.Duration):
                right = "duration" if limit(condition.right, context) is not None else None
            else:
                right = _operand(condition.right, fields, context)
            if left is None or right is None:
                return False
            if left != right:
                if _unit_missing(condition, left, context):
                    return False
                message, hint = compared(condition, left, right, context)
                context.add("N209", "types-differ", condition.span, message, hint)
                return False
            return True
        case _:
            assert_never(condition)


def _unit_missing(condition: v.Comparison, left: OperandType, context: Context) -> bool:
    """Whether a duration is compared with a bare number, which only lacks its unit: told with the author's figure."""
    written = condition.right
    if left != "duration" or not isinstance(written, v.Quantity) or written.unit:
        return False
    what = (
        f"`{condition.left.text}` is"
        if isinstance(condition.left, v.FieldName)
        else "what it is compared with is"
    )
    unit_missing(written, what, context)
    return True


def _distance(written: v.Duration, in_business_days: bool, context: Context) -> bool:
    """Whether notice has a length: on the clock, or in whole business days."""
    if not any(part.unit == "business day" for part in written.parts):
        return context.microseconds(written) is not None
    if not in_business_days:
        context.add(
            "N201",
            "no-fixed-length",
            written.span,
            "Business days are counted for records and in exclusions, not here.",
            "Write it in days or hours.",
        )
        return False
    return limit(written, context) is not None


def column_type(
    column: v.Column, fields: Mapping[str, Field], tables: Mapping[str, LimitTable], context: Context
) -> OperandType | None:
    """What the values of a column are, None with a finding where they are not one kind, or the table fits no record."""
    found = context.find(column.table, tables, "table")
    if found is None or context.find(column.column, found.columns_by_name(), "column") is None:
        return None
    if not fits(found, fields, column.span, context):
        return None
    cells = [row.cells[found.columns.index(column.column.text)] for row in found.rows]
    kinds = {type(each) for each in cells if isinstance(each, (Limit, Figure))}
    if len(kinds) > 1:
        context.add(
            "N209",
            "types-differ",
            column.span,
            f"The column `{column.column.text}` has durations and numbers.",
            "Give it one kind of value.",
        )
        return None
    return "number" if kinds == {Figure} else "duration"


def _truth(condition: v.Truth, fields: Mapping[str, Field], context: Context) -> bool:
    name = condition.field.text
    for field in fields.values():
        if name in field.values and name not in fields:
            context.add(
                "N210",
                "value-as-condition",
                condition.field.span,
                f"`{name}` is a value of `{field.name}`, not a condition.",
                f"Write `{field.name} is one of …, {name}`.",
            )
            return False
    found = context.find(condition.field, fields, "field")
    if found is None:
        return False
    if found.type != "yes or no":
        context.add(
            "N209",
            "types-differ",
            condition.field.span,
            f"`{name}` is a {_called(found)}; alone it is no condition.",
            f"Compare it, for example `{_sample(found)}`.",
        )
        return False
    return True


def _one_of(condition: v.OneOf, fields: Mapping[str, Field], context: Context) -> bool:
    found = context.find(condition.field, fields, "field")
    if found is None:
        return False
    meant = _meant(condition, found)
    if meant:
        context.add(
            "N209",
            "types-differ",
            condition.span,
            f"`{found.name}` is a {_called(found)}; `{condition.values[0].text}` is no value of it.",
            f"Write `{meant}`.",
            fix=replacing(condition.span, meant, safe=True),
        )
        return False
    if found.type not in ("choice", "text"):
        hint = f"Write `{_sample(found)}`."
        if found.type == "yes or no":
            # Which word of the author means yes nobody can tell: a guess would turn up into down.
            hint = f"Write `{found.name}` for where it is yes, `not {found.name}` for where it is no."
        context.add(
            "N209",
            "types-differ",
            condition.span,
            f"`{found.name}` is a {_called(found)}; `is` is for choices and texts.",
            hint,
        )
        return False
    good = True
    if found.type == "choice":
        for value in condition.values:
            if value.text not in found.values:
                context.unknown(value.text, value.span, found.values, f"value of `{found.name}`")
                good = False
    return good


def _meant(condition: v.OneOf, field: Field) -> str:
    """The condition that `ok is true` or `opened is null` means; "" where the value is one of the field's own."""
    value = condition.values[0]
    said = value.text.casefold()
    if len(condition.values) > 1 or not isinstance(value, v.Name) or value.text in field.values:
        return ""
    if field.type == "yes or no" and said in (*YES, *NO):
        return field.name if (said in YES) != condition.negated else f"not {field.name}"
    if said in NOTHING and field.type != "text":
        return f"{field.name} is {'known' if condition.negated else 'unknown'}"
    return ""


def _two_times(condition: v.Comparison, fields: Mapping[str, Field], context: Context) -> bool:
    """Whether a comparator of figures stands between two fields of times, which is told."""
    sides = (condition.left, condition.right)
    names = [each.text for each in sides if isinstance(each, v.FieldName)]
    if len(names) < len(sides) or any(name not in fields or fields[name].type != "time" for name in names):
        return False
    left, right = names
    words = ORDERS.get(condition.comparator)
    context.add(
        "N209",
        "types-differ",
        condition.span,
        "Two times are compared by `is before`, `is not after`, `is after` and `is not before`.",
        f"Write `{left} {words} {right}`."
        if words
        else f"Write `{left} is not after {right} and {left} is not before {right}`.",
    )
    return True


def _time(name: v.Name, fields: Mapping[str, Field], context: Context, pair: tuple[v.Name, v.Name]) -> bool:
    """Whether a name of the `pair` is a field of times; the other one is no way out."""
    found = context.find(name, fields, "field")
    if found is None:
        return False
    if found.type != "time":
        both = {each.text for each in pair}
        times = [field.name for field in fields.values() if field.type == "time" and field.name not in both]
        context.no_times.add(found.span)
        context.add(
            "N209",
            "types-differ",
            name.span,
            f"`{name.text}` is a {_called(found)}, not a time.",
            f"Declare `{name.text}: time`, or name one of {listing(times)}."
            if times
            else f"Declare `{name.text}: time`.",
            labels=(Label(span=found.span, text="declared here"),),
        )
        return False
    return True


def operand_type(operand: v.Operand, fields: Mapping[str, Field], context: Context) -> OperandType | None:
    """What an operand is, None with a finding where it is nothing."""
    if isinstance(operand, v.FieldName) and operand.text in fields:
        found = fields[operand.text]
        if found.type not in ("number", "duration"):
            figures = [each.name for each in fields.values() if each.type in ("number", "duration")]
            context.add(
                "N209",
                "types-differ",
                operand.span,
                f"`{operand.text}` is a {_called(found)}, not a number or a duration.",
                f"Name a field that is one: {listing(figures[:8], 'or')}."
                if figures
                else f"Declare a field that is one, as in `{operand.text}: number`.",
                labels=(Label(span=found.span, text="declared here"),),
            )
            return None
    return _operand(operand, fields, context)


def _operand(operand: v.Operand, fields: Mapping[str, Field], context: Context) -> OperandType | None:
    match operand:
        case v.Quantity():
            if operand.unit not in ("", "%"):
                context.add(
                    "N209",
                    "types-differ",
                    operand.span,
                    "Money is no field of a row.",
                    "Write a plain number.",
                )
                return None
            return "number"
        case v.Column():
            context.add(
                "N256",
                "column-in-arithmetic",
                operand.span,
                "A column of a table is a limit; it stands alone after a comparison.",
                "Write `opened to resolved at most Times.resolution`.",
            )
            return None
        case v.Duration():
            return "duration" if context.microseconds(operand) is not None else None
        case v.ElapsedTime():
            pair = (operand.since, operand.until)
            times = [_time(name, fields, context, pair) for name in pair]
            return "duration" if all(times) else None
        case v.FieldName():
            found = context.find(v.Name(text=operand.text, span=operand.span), fields, "field")
            if found is None:
                return None
            if found.type in ("number", "duration"):
                return "number" if found.type == "number" else "duration"
            context.add(
                "N209",
                "types-differ",
                operand.span,
                f"`{operand.text}` is a {_called(found)}, not a number or a duration.",
                f"Write `{_sample(found)}`.",
            )
            return None
        case v.Arithmetic():
            left, right = (_operand(part, fields, context) for part in (operand.left, operand.right))
            return _arithmetic(operand, left, right, context)
        case _:
            assert_never(operand)


def _arithmetic(
    operand: v.Arithmetic, left: OperandType | None, right: OperandType | None, context: Context
) -> OperandType | None:
    if left is None or right is None:
        return None
    if operand.operator in "+-" and left == right:
        return left
    if operand.operator == "*" and "number" in (left, right):
        return left if right == "number" else right
    if operand.operator == "/":
        if left == right:
            return "number"
        if right == "number":
            return left
    context.add(
        "N209",
        "types-differ",
        operand.span,
        f"`{operand.operator}` has no meaning between a {left} and a {right}.",
        "Bring both to one unit.",
    )
    return None


def _called(field: Field) -> str:
    return {"choice": "choice", "yes or no": "yes-or-no field"}.get(field.type, field.type)


def _sample(field: Field) -> str:
    match field.type:
        case "choice":
            return f"{field.name} is {field.values[0] if field.values else 'A'}"
        case "text":
            return f'{field.name} is "…"'
        case "number":
            return f"{field.name} above 0"
        case "duration":
            return f"{field.name} at most 5 minutes"
        case "time":
            return f"{field.name} is known"
        case "yes or no":
            return field.name
        case "intervals":
            return f"clock: Support, paused while {field.name}"
        case _:
            assert_never(field.type)
