"""Service time: how many days of service a credit is worth, where credits are given in time and not in money.

A credit is a part of the fee of a period, and it is given as that part of the period: 10 % of the fee of a month of 30 days
are 3 days. What is a number of days of the fee is so many days, whatever part of a fee the agreement takes a day for.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.plan.settlement import AmountRule, Base, DaysOf, PercentOf, TimeLost
from sladsl.record import Record
from sladsl.settle.draft import Draft
from sladsl.settle.fees import FeeBook
from sladsl.values.amount import Amount, Share, known
from sladsl.values.period import days_in, parse_period

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Days(Record):
    """So many days of a service, of which fee; or `why` that can't be told (`days` None)."""

    days: Fraction | None
    service: str = ""
    why: str = ""


def in_days(draft: Draft, amount: Amount | None, fees: FeeBook, place: ZoneInfo) -> Days:
    """What an amount is worth that is all of a credit, or a part of it."""
    if amount is None:
        return Days(days=None, why="how much it is is open")
    rule = _of_fee(draft)
    if rule is None:
        return Days(days=None, why="of which fee it is a part is not said, so it is worth no number of days")
    base: Base = rule.base
    terms = draft.assessment.terms
    use = fees.use(
        rule if isinstance(rule, DaysOf) else PercentOf(ratio=Fraction(1), base=base),
        draft.scope,
        draft.period,
        terms,
    )
    period = None if use is None else parse_period(use.fee.period, place)
    if use is None or period is None:
        return Days(days=None, why="how much a day of service costs can't be told")
    day = use.day or Fraction(1, days_in(period))
    of = f"of the fee of {use.fee.service} of {use.fee.period}"
    whole = _before_rounding(draft, amount)
    if isinstance(whole, Share) and whole.fee == use.fee:
        return Days(days=whole.ratio / day, service=use.fee.service, why=of)
    money, fee = known(whole, fees.currency), use.money
    if money is None or fee is None:
        return Days(days=None, service=use.fee.service, why="it is a part of fees that are not known yet")
    if fee.amount <= 0:
        return Days(days=None, service=use.fee.service, why=f"the fee of {use.fee.service} is nothing")
    return Days(days=money.amount / fee.amount / day, service=use.fee.service, why=of)


def _of_fee(draft: Draft) -> PercentOf | DaysOf | TimeLost | None:
    """The row that applies, or the flat amount, where it is of one fee; the first such row where none of them is."""
    credit = draft.assessment.credit
    assert credit is not None  # nothing else is paid
    applied = [piece.amount for piece in credit.pieces if piece.text == draft.band]
    rules: list[AmountRule | None] = [*applied, credit.flat, *(piece.amount for piece in credit.pieces)]
    return next((each for each in rules if isinstance(each, PercentOf | DaysOf | TimeLost)), None)


def _before_rounding(draft: Draft, amount: Amount) -> Amount:
    """The amount as it was before it was rounded to money: time is not rounded to cents. A part of it stays one."""
    step = next((each for each in reversed(draft.steps) if each.name == "rounding"), None)
    if step is None or step.before is None or step.after is None or step.after != draft.amount:
        return amount
    if amount == draft.amount:
        return step.before
    return amount
