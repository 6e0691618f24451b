"""Terms that can be read and leave amounts open: told where they are written, not when somebody wants to be paid."""

from __future__ import annotations

from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.credits import MarginalBands
from sladsl.model import meanings as m
from sladsl.model.from_ast.bases import Owed
from sladsl.model.from_ast.context import Context
from sladsl.values.period import PeriodKind, contains


def of_a_part(
    amount: m.Amount | None,
    window: PeriodKind | Literal["contract year", "term", "invoice"],
    written: v.Cap,
    owed: Owed,
    context: Context,
) -> None:
    """A warning for a cap of the fee of a shorter time than it limits, where such fees may differ: whose is not said."""
    base = amount.base if isinstance(amount, m.Percentage) else None
    if base is None or window == "invoice" or base.period == window:
        return
    if window == "contract year" and str(base.period) in ("year", "contract year"):
        return
    if window != "contract year" and window != "term" and contains(base.period, window):
        return
    if all(
        len(owed.services[each].fees) == 1 and owed.services[each].fees[0].money is not None
        for each in base.services
    ):
        return  # one fee for ever
    context.add(
        "N298",
        "cap-of-a-part",
        written.span,
        f"This limits a {window} by the fee of a {base.period}, of which it has several: which one is not said.",
        f"Write `that {window}'s fee`, or limit each {base.period}.",
        severity="warning",
    )


def of_no_number(table: MarginalBands, rows: tuple[m.BandRow, ...], context: Context) -> None:
    """A warning for rows that each count for their part of a time or a percentage: what one unit of it is, is not said."""
    unit = next((bound.unit for row in rows for bound in row.bounds), "number")
    if unit == "number":
        return
    what = "a length of time" if unit == "duration" else "a percentage"
    context.add(
        "N296",
        "marginal-of-no-number",
        table.head_span,
        f"Each of these rows pays for each unit that lies in it, and of {what} it is not said what one unit is.",
        "The amount stays open. One price for each step is `amount: …` with `step: started 1 hour beyond …`."
        if unit == "duration"
        else "The amount stays open. One price for each step is `amount: …` with `step: full 0.1% of the shortfall`.",
        severity="warning",
    )
