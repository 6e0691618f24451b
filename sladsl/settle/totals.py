"""Totals of a statement: sums of lines, by period and over all.

A sum that holds an open credit is open itself; what is known stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from sladsl.outcome.statement import PeriodTotal
from sladsl.plan.settlement import CreditRule, Round
from sladsl.record import replace
from sladsl.settle.cap_accounts import Shared
from sladsl.settle.draft import Draft, used_up
from sladsl.settle.rounding import rounded_amount
from sladsl.values.amount import NOTHING, Amount, known, total
from sladsl.values.period import Period

LineKey = tuple[str, str, str]
Limit = tuple[Fraction, Mapping[LineKey, Amount]]
"""The amount of a cap in one window, and what the lines under it take."""


def period_totals(
    drafts: tuple[Draft, ...], caps: tuple[Limit, ...] = (), also: Iterable[Period] = ()
) -> tuple[PeriodTotal, ...]:
    """One total for each period, in the order of time; shorter periods come first where two end together.

    A total that is rounded as a whole is rounded down where it would go over one of the `caps`. `also` are periods of
    lines that owe nothing.
    """
    periods: dict[Period, list[Draft]] = {each: [] for each in also}
    for each in drafts:
        periods.setdefault(each.period, []).append(each)
    return tuple(
        _of_period(period.label, tuple(periods[period]), caps)
        for period in sorted(periods, key=lambda each: (each.end, -each.start, each.label))
    )


def _of_period(label: str, drafts: tuple[Draft, ...], caps: tuple[Limit, ...]) -> PeriodTotal:
    on_total: dict[Round, tuple[CreditRule, list[Draft]]] = {}
    sums: list[Amount] = []
    for each in drafts:
        if each.amount is None:
            continue
        credit = each.assessment.credit
        if credit is not None and credit.rounded == "on the total":
            on_total.setdefault(credit.rounding, (credit, []))[1].append(each)
        else:
            sums.append(each.amount)
    sums += [_rounded(lines, credit, caps) for credit, lines in on_total.values()]
    whole = total(*sums)
    return PeriodTotal(
        period=label, credit=None if any(each.amount is None for each in drafts) else whole, known=whole
    )


def _rounded(lines: list[Draft], credit: CreditRule, caps: tuple[Limit, ...]) -> Amount:
    """The sum of the lines, rounded as a whole, and never over a cap that they share."""
    exact = total(*(each.amount for each in lines if each.amount is not None))
    after = rounded_amount(exact, credit)
    money, before = known(after), known(exact)
    if money is None or before is None or money.amount <= before.amount:
        return after
    here = {line_of(each) for each in lines}
    for limit, members in caps:
        if not here & members.keys():
            continue
        taken = sum(
            (
                part.amount
                for line, amount in members.items()
                if (part := known(amount)) is not None and line not in here
            ),
            Fraction(0),
        )
        outside = sum(
            (
                part.amount
                for each in lines
                if line_of(each) not in members
                and each.amount is not None
                and (part := known(each.amount)) is not None
            ),
            Fraction(0),
        )
        if money.amount - outside > limit - taken:
            return rounded_amount(exact, replace(credit, rounding=replace(credit.rounding, mode="down")))
    return after


def line_of(draft: Draft) -> LineKey:
    return draft.assessment.objective, draft.scope, draft.period.label


def limits(drafts: tuple[Draft, ...], shared: tuple[Shared, ...]) -> tuple[Limit, ...]:
    """The caps whose amount is known, each with the lines under it and what they take."""
    found = []
    for each in shared:
        money = known(each.amount)
        over = [each.over(at) for at in each.lines]
        if money is not None and None not in over:
            most = [limit.amount for one in over if one is not None and (limit := known(one)) is not None]
            taken = {line_of(drafts[at]): used_up(drafts[at]) or NOTHING for at in each.lines}
            found.append((max(most, default=money.amount), taken))
    return tuple(found)


def overall(totals: tuple[PeriodTotal, ...]) -> tuple[Amount | None, Amount]:
    """The sum of the periods (None while one of them is open), and what of it is known."""
    whole = total(NOTHING, *(each.known for each in totals))
    return (None if any(each.credit is None for each in totals) else whole), whole
