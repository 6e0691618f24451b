"""Bounds of levels: in the unit of what is measured, or a finding that says what is compared with what."""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import values as v
from sladsl.diagnostics.finding import Label
from sladsl.diagnostics.suggest import closest
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.limits import unit_missing
from sladsl.model.from_ast.units import is_money
from sladsl.model.from_ast.unlike import of_bound
from sladsl.model.limits import Figure, Limit
from sladsl.model.meanings import Bound, Objective, Unit
from sladsl.record import replace
from sladsl.source import NOWHERE, Span
from sladsl.values.number import Number, decimal_text
from sladsl.values.number import percent_meant as a_percentage

UNIT_WORDS = {
    "percent": "a percentage such as `99.9%`",
    "duration": "a duration such as `4 hours`",
    "number": "a number",
}
AS_IN = {"percent": "99.9%", "duration": "4 hours", "number": "5"}


def bound(
    written: v.Value | None,
    unit: Unit | None,
    context: Context,
    short: bool = False,
    of: str = "",
    said: Span = NOWHERE,
) -> Bound | None:
    """A bound in the unit of the metric; `unit` None: as reported, the bound itself says. `short`: less is better.

    `of`: the metric's name, where it has one. `said`: the other bound that says the unit of what is reported.
    """
    if not isinstance(written, v.Bound):
        return None
    operand = written.operand
    found: tuple[Fraction, Number, Unit] | None = None
    if isinstance(operand, v.Quantity):
        if operand.unit == "%":
            found = operand.number.value / 100, operand.number, "percent"
        elif operand.unit == "":
            found = operand.number.value, operand.number, "number"
    elif isinstance(operand, v.Duration):
        length = context.microseconds(operand)
        if length is None:
            return None
        found = Fraction(length), operand.parts[0].number, "duration"
    elif isinstance(operand, (v.NotStated, v.Broken, v.BaselineLevel)):
        return None
    elif isinstance(operand, v.Name):
        near = closest(operand.text, context.figures())
        context.add(
            "N212",
            "no-such-value",
            operand.span,
            f"`{operand.text}` is no value to compare with here.",
            f"Did you mean `{near}`?"
            if near
            else "Write `target`."
            if operand.text.lower() in ("targets", "limit", "limits", "goal")
            else "Write the number.",
        )
        return None
    else:
        what = "`target`" if isinstance(operand, v.Target) else "A column of a table"
        context.add(
            "N212",
            "no-such-value",
            operand.span,
            f"{what} can stand in the promise of an objective only.",
            "Write the number.",
        )
        return None
    if isinstance(operand, v.Quantity) and unit == "duration" and operand.unit == "":
        unit_missing(operand, "this is compared with", context)
        return None
    if found is None or (unit is not None and found[2] != unit):
        wanted = UNIT_WORDS[unit or "percent"]
        hint = f"Write it in that unit, as in `{AS_IN[unit or 'percent']}`."
        if unit == "percent" and found is not None and found[2] == "number":
            hint = a_percentage(found[1])
        if unit == "number" and found is not None and found[2] == "percent":
            assert isinstance(operand, v.Quantity)
            figure = decimal_text(operand.number.value, operand.number.places)
            hint = f"Write `{written.comparator} {figure}`, without the percent sign."
        if unit == "duration" and found is not None and found[2] == "percent":
            comparator = "at most" if short else written.comparator
            hint = f"Write a length of time, as in `{comparator} 15 minutes`."
        if isinstance(operand, v.Quantity) and is_money(operand.unit):
            figure = decimal_text(operand.number.value, operand.number.places)
            hint = f"No level is money. Write `{figure}`, and `({operand.unit})` in the title of the metric."
        told = ""
        if said != NOWHERE:
            hint = (
                "One metric has one unit. Write it in that unit, or make a metric of its own for the other."
            )
        elif (
            of and unit is not None and not (unit == "percent" and found is not None and found[2] == "number")
        ):
            told, hint = of_bound(written, unit, of, short, context)
        _mismatch(operand, wanted, hint, context, told, said)
        return None
    return Bound(
        comparator=written.comparator, value=found[0], written=found[1], unit=found[2], span=written.span
    )


def _mismatch(
    operand: v.Value, wanted: str, hint: str, context: Context, told: str = "", by: Span = NOWHERE
) -> None:
    """A finding for a bound in another unit; of a figure with a name also where a number without a unit is declared.

    `told`: the sentence, where it can name what is bounded.
    """
    name = context.source[operand.span] if context.source is not None else ""
    plain = context.bare.get(name, ())
    message = told or f"This is compared with {wanted}."
    said = operand.unit if isinstance(operand, v.Quantity) else "time"
    if plain and said:
        comes = {"%": "as a percentage", "time": "as a length of time"}.get(said, f"in {said}")
        message = f"`{name}` comes out {comes}, and this is compared with {wanted}."
        if len(said) == 3:
            digits = plain[0][1]
            hint = (
                f"Write `{digits} {said}` there if money is meant."
                if len(plain) == 1
                else f"One of these numbers may lack its unit, as in `{digits} {said}`."
            )
        else:
            hint = "Write the unit there, if one is meant."
    labels = tuple(Label(span=at, text="no unit here") for at, _ in plain[:3])
    if by != NOWHERE:
        labels = (*labels, Label(span=by, text="the same metric in another unit"))
    context.add("N204", "unit-mismatch", operand.span, message, hint, labels=labels)


def percent_meant(limit: Bound, other: Span, context: Context) -> Bound:
    """The bound of a promise on a reported level in percent, where what belongs to it is written in percent.

    The finding stands at the promise: it has one figure, and all the bands would be wrong without it.
    """
    figure = decimal_text(limit.written.value, limit.written.places)
    context.add(
        "N204",
        "unit-mismatch",
        limit.span,
        f"The promise says `{figure}`, and its level is a percentage elsewhere.",
        a_percentage(limit.written),
        labels=(Label(span=other, text="a percentage"),),
    )
    return replace(limit, value=limit.value / 100, unit="percent")


def in_percent(written: v.Value | None) -> bool:
    """Whether a bound is written as a percentage."""
    return (
        isinstance(written, v.Bound)
        and isinstance(written.operand, v.Quantity)
        and written.operand.unit == "%"
    )


def row_bound(written: v.Bound, objective: Objective, unit: Unit | None, context: Context) -> Bound | None:
    """The bound of a row of bands; `target` and `baseline` in it are what the objective promises, which may move."""
    if not isinstance(written.operand, (v.Target, v.BaselineLevel)):
        return bound(written, unit, context)
    first = objective.bound or _first_target(objective)
    if first is None and objective.baseline is None:
        context.add(
            "N212",
            "no-such-value",
            written.operand.span,
            f"`{objective.label}` promises no level, so there is no `target`.",
            "Write the figure.",
        )
        return None
    return Bound(
        comparator=written.comparator,
        value=first.value if first is not None else Fraction(0),
        written=first.written if first is not None else Number(value=Fraction(0), places=0),
        unit=first.unit if first is not None else unit or "percent",
        promised=True,
        span=written.span,
    )


def _first_target(objective: Objective) -> Bound | None:
    """The first bound of a table of targets; None where there is none, or all are left open."""
    targets = objective.targets
    if targets is None:
        return None
    place = targets.table.columns_by_name()[targets.column]
    for row in targets.table.rows:
        cell = row.cells[place]
        if isinstance(cell, Figure):
            value, number, kind = cell.value, cell.written, cell.unit
        elif isinstance(cell, Limit):
            value = Fraction(cell.us)
            number, kind = Number(value=value, places=0), "duration"
        else:
            continue
        return Bound(
            comparator=targets.comparator, value=value, written=number, unit=kind, span=objective.promise_span
        )
    return None
