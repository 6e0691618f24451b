"""Answers to choices, as the agreement or a metric gives them."""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.declare import Block, keys_of
from sladsl.ast.interpretation import Interpretation
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Chosen, LeftOpen


def choices(blocks: tuple[Block, ...], context: Context) -> dict[str, Chosen | LeftOpen]:
    """The answers given in these blocks, by the words of the choice; a later block wins (a metric over the whole)."""
    found: dict[str, Chosen | LeftOpen] = {}
    names = keys_of(Interpretation)
    for block in blocks:
        for entry in block.entries:
            if entry.key not in names:
                continue
            value = entry.value
            if isinstance(value, v.NotStated):
                found[entry.key] = LeftOpen(span=entry.span)
            elif isinstance(value, (v.Answer, v.Name)):
                found[entry.key] = Chosen(answer=value.text, span=entry.span)
            elif isinstance(value, v.StepOrder):
                found[entry.key] = Chosen(answer=", ".join(value.steps), span=entry.span)
            elif isinstance(value, v.Round):
                rounding = check_rounding(value, entry.key, context)
                if rounding is not None:
                    found[entry.key] = Chosen(
                        answer=rounding_text(rounding), rounding=rounding, span=entry.span
                    )
    return found


def rounding_text(rounding: v.Round) -> str:
    """`half up to 0.01 EUR, on each line` from its parts."""
    from sladsl.values.number import decimal_text

    number = decimal_text(rounding.quantum.number.value, rounding.quantum.number.places)
    unit = (
        "%" if rounding.quantum.unit == "%" else f" {rounding.quantum.unit}" if rounding.quantum.unit else ""
    )
    where = f", {rounding.where}" if rounding.where else ""
    return f"{rounding.mode} to {number}{unit}{where}"


_EXAMPLE = "EUR"


def _step(rounding: v.Round) -> str:
    from sladsl.values.number import decimal_text

    return decimal_text(rounding.quantum.number.value, rounding.quantum.number.places)


def _rounded(rounding: v.Round, unit: str, step: str) -> str:
    """The rounding with this unit, all else as the author has it; a step of a thousandth of money is nobody's."""
    kept = _step(rounding) if rounding.quantum.number.value >= Fraction(1, 100) else step
    where = f", {rounding.where}" if rounding.where else ""
    return f"{rounding.mode} to {kept}{unit}{where}"


def check_rounding(rounding: v.Round, key: str, context: Context) -> v.Round | None:
    """A rounding whose unit fits what is rounded."""
    unit = rounding.quantum.unit
    money = key == "money rounding"
    if rounding.quantum.number.value <= 0:
        context.add(
            "N203", "rounding-to-nothing", rounding.span, "Nothing can be rounded to zero.", "Write `0.01`."
        )
        return None
    if money and unit in ("", "%"):
        context.add(
            "N204",
            "unit-mismatch",
            rounding.quantum.span,
            "Money is rounded to money.",
            f"Write `{_rounded(rounding, f' {context.currency or _EXAMPLE}', '0.01')}`.",
        )
        return None
    if not money and unit not in ("", "%"):
        context.add(
            "N204",
            "unit-mismatch",
            rounding.quantum.span,
            "A level is not rounded to money.",
            f"Write `{rounding.mode} to {_step(rounding)}%`.",
        )
        return None
    if not money and rounding.where:
        context.add(
            "N204",
            "unit-mismatch",
            rounding.span,
            "A level is rounded before it is judged, nowhere else.",
            f"Leave `, {rounding.where}` out.",
        )
        return None
    return rounding
