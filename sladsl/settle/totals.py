"""Totals of a statement: sums of lines, by period and over all.

A sum that holds an open credit is open itself; what is known stands beside it.
"""

from __future__ import annotations

from sladsl.outcome.statement import PeriodTotal
from sladsl.plan.settlement import CreditRule, Round
from sladsl.settle.draft import Draft
from sladsl.settle.rounding import rounded_amount
from sladsl.values.amount import NOTHING, Amount, total


def period_totals(drafts: tuple[Draft, ...]) -> tuple[PeriodTotal, ...]:
    """One total for each period, in the order of time; shorter periods come first where two end together."""
    periods = {each.period for each in drafts}
    return tuple(
        _of_period(period.label, tuple(each for each in drafts if each.period == period))
        for period in sorted(periods, key=lambda each: (each.end, -each.start, each.label))
    )


def _of_period(label: str, drafts: tuple[Draft, ...]) -> PeriodTotal:
    on_total: dict[Round, tuple[CreditRule, list[Amount]]] = {}
    sums: list[Amount] = []
    for each in drafts:
        if each.amount is None:
            continue
        credit = each.assessment.credit
        if credit is not None and credit.rounded == "on the total":
            on_total.setdefault(credit.rounding, (credit, []))[1].append(each.amount)
        else:
            sums.append(each.amount)
    sums += [rounded_amount(total(*amounts), credit) for credit, amounts in on_total.values()]
    known = total(*sums)
    return PeriodTotal(
        period=label, credit=None if any(each.amount is None for each in drafts) else known, known=known
    )


def overall(totals: tuple[PeriodTotal, ...]) -> tuple[Amount | None, Amount]:
    """The sum of the periods (None while one of them is open), and what of it is known."""
    known = total(NOTHING, *(each.known for each in totals))
    return (None if any(each.credit is None for each in totals) else known), known
