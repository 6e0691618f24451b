"""Prices: an amount of money or of fees that are still to come, or why it can't be told."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.plan.settlement import DaysOf
from sladsl.record import Record
from sladsl.values.amount import Amount, scale
from sladsl.values.cycles import Cycle, labelled_days
from sladsl.values.period import Period, days_in

_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}


class Priced(Record):
    """An amount, or None with the reason why it can't be told even symbolically."""

    amount: Amount | None
    reason: str = ""


class Window(Record):
    """A span that isn't a period of the calendar (a contract year), with the name that a fee of it has."""

    kind: Literal["contract year", "term"]
    label: str
    start: int
    end: int


def scaled(fee: Priced, ratio: Fraction) -> Priced:
    if fee.amount is None:
        return fee
    if ratio < 0:
        return Priced(amount=None, reason="a share of a fee is never negative")
    return Priced(amount=scale(fee.amount, ratio))


def day_of(base: Period, rule: DaysOf) -> Fraction | None:
    """What share of the fee of `base` one day is; None when parts of a month or a year say nothing about it."""
    if rule.day == "days of the period":
        return Fraction(1, days_in(base))
    if base.kind == "day":
        return Fraction(1)
    if not isinstance(base.kind, Cycle) and labelled_days(base.label) is not None:
        return None  # a part of a period
    months = base.kind.months if isinstance(base.kind, Cycle) else _MONTHS.get(base.kind, 0)
    if rule.day == "365th of a year":
        return Fraction(12, 365 * months) if months else None
    return Fraction(1, 30 * months) if months else None
