"""Payments: which invoice takes up which credit, and what becomes of what no invoice takes up."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from sladsl.plan.settlement import Rule
from sladsl.record import Record
from sladsl.values.amount import Amount
from sladsl.values.number import shown

PaymentState = Literal[
    "set off", "carried", "paid out", "added", "lapses", "left", "open", "earned back", "charged back"
]


class Payment(Record):
    """A part of the credit of one line: `set off` against an invoice, `paid out`, `added` as service time, `carried` beyond
    the last invoice whose amount is known, `earned back` before anything took it up, `charged back` on an invoice
    because it was earned back after that, `lapses` with the term, `left` where nobody has said what becomes of it,
    or `open` (`amount` None).
    """

    objective: str
    title: str
    scope: str
    period: str
    invoice: str
    """The period whose invoice it is; "" where none can be told."""
    amount: Amount | None
    state: PaymentState
    why: str
    rule: Rule
    days: Fraction | None = None
    """Days of service that the amount is worth, where credits are given in service time and that can be told."""
    service: str = ""
    """The service of which these days are."""


def by_service(payments: Iterable[Payment]) -> dict[str, Fraction]:
    """The days that are added to each service in all, without those that are taken off again."""
    found: dict[str, Fraction] = {}
    for each in payments:
        if each.days is not None and each.state in ("added", "charged back"):
            sign = 1 if each.state == "added" else -1
            found[each.service] = found.get(each.service, Fraction(0)) + sign * each.days
    return found


def days_text(days: Fraction) -> str:
    """`1 day`, `3.5 days`, with six decimals at most."""
    return f"{shown(days)} {'day' if days == 1 else 'days'}"
