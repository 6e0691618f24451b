"""Payments: which invoice takes up which credit, and what becomes of what no invoice takes up."""

from __future__ import annotations

from typing import Literal

from sladsl.plan.settlement import Rule
from sladsl.record import Record
from sladsl.values.amount import Amount

PaymentState = Literal[
    "set off", "carried", "paid out", "lapses", "left", "open", "earned back", "charged back"
]


class Payment(Record):
    """A part of the credit of one line: `set off` against an invoice, `paid out`, `carried` beyond the last invoice whose
    amount is known, `earned back` before anything took it up, `charged back` on an invoice because it was earned back after
    that, `lapses` with the term, `left` where nobody has said what becomes of it, or `open` (`amount` None).
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
