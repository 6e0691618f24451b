"""What is said of two sides that can't be compared or added, with the author's own figures."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.context import Context
from sladsl.values.number import decimal_text

KINDS = {"number": "a number", "duration": "a length of time"}


def compared(condition: v.Comparison, left: str, right: str, context: Context) -> tuple[str, str]:
    """The sentence and the way out for a comparison of a number and a length of time."""
    source = context.source
    sides = (condition.left, condition.right)
    said = [" ".join(source[side.span].split()) if source is not None else "…" for side in sides]
    message = f"`{said[0]}` is {KINDS[left]}, and `{said[1]}` is {KINDS[right]}."
    first, other = sides
    lead = f"{said[0]} {condition.comparator}"
    if isinstance(other, v.Duration) and len(other.parts) == 1:
        number = other.parts[0].number
        return message, f"Write `{lead} {decimal_text(number.value, number.places)}`, without a unit."
    if isinstance(first, v.Duration) and len(first.parts) == 1:
        number = first.parts[0].number
        return (
            message,
            f"Write `{decimal_text(number.value, number.places)} {condition.comparator} {said[1]}`.",
        )
    if isinstance(other, v.Quantity) and left == "duration":
        return message, f"Write a length of time, as in `{lead} 15 minutes`."
    return message, "Compare numbers with numbers, and lengths of time with lengths of time."


WANTED = {"percent": "a percentage", "duration": "a length of time", "number": "a plain number"}


def of_bound(bound: v.Bound, wanted: str, of: str, short: bool, context: Context) -> tuple[str, str]:
    """The sentence and the way out for a bound in another unit than the level of `of`; `short`: less is better."""
    operand = bound.operand
    written = " ".join(context.source[operand.span].split()) if context.source is not None else "…"
    is_length = isinstance(operand, v.Duration)
    said = (
        "a length of time"
        if is_length
        else "a percentage"
        if isinstance(operand, v.Quantity) and operand.unit == "%"
        else "money"
    )
    message = f"`{of}` is {WANTED[wanted]}, and `{written}` is {said}."
    if not written[:1].isdigit():
        # the name of a figure, which is wrong where it is computed
        return (
            message,
            f"Correct how {written} is computed, so that {WANTED[wanted]} comes out.",
        )
    if wanted == "duration":
        right = "at most" if short else bound.comparator
        better = ", as less is better" if short else ""
        return (
            message,
            f"Write a length of time{better}: for example `{right} 250 ms` or `{right} 15 minutes`.",
        )
    if wanted == "percent":
        right = bound.comparator if not is_length else "at least"
        return message, (
            f"Write a percentage, for example `{right} 99.9%`"
            + ("; a length of time is promised of `downtime from …`." if is_length else ".")
        )
    number = operand.number if isinstance(operand, v.Quantity) else None
    if isinstance(operand, v.Duration) and len(operand.parts) == 1:
        number = operand.parts[0].number
    if number is None:
        return message, "Write a plain number."
    share = "; a share is measured by `share of` or `ratio of`" if said == "a percentage" else ""
    figure = decimal_text(number.value, number.places)
    return message, f"Write `{bound.comparator} {figure}`, without a unit{share}."


def put_together(first: Block, other: Block, context: Context) -> str:
    """What to do with two blocks of which there can be one: what both say must be said once."""
    keys = {entry.key for entry in first.entries}
    both = [entry.key for entry in other.entries if entry.key in keys]
    if both and first.kind == "claims":
        return (
            f"Both say {listing(both)}: keep one block, or write each as a `stage` in one"
            " `claims { stage Name { … } }`."
        )
    if both:
        return f"Both say {listing(both)}: keep one of them, in one block."
    only = [
        " ".join(context.source[entry.span].split()) for entry in other.entries if context.source is not None
    ]
    if len(only) == 1 and len(only[0]) < 60:
        return f"Move `{only[0]}` into the first."
    return "Put them together: move what stands here into the first."


def joined(written: v.Arithmetic, left: str, right: str, context: Context) -> tuple[str, str]:
    """The sentence and the way out for a sum of unlike figures; `left` and `right` are their units in words."""
    source = context.source
    said = [
        " ".join(source[side.span].split()) if source is not None else "…"
        for side in (written.left, written.right)
    ]
    verb = "added" if written.operator == "+" else "subtracted"
    message = f"`{said[0]}` is {left}, and `{said[1]}` is {right}: they can't be {verb}."
    if "percentage" in (left + right) and "percentage" not in (left if "percentage" in right else right):
        return message, f"Did you mean `{said[0]} * {said[1]}` or `{said[0]} / {said[1]}`?"
    return message, "Write both in one unit, or multiply or divide."
