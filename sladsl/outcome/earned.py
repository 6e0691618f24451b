"""What becomes of a credit by what happens after it: given back, still open, or kept for good."""

from __future__ import annotations

from typing import Literal

from sladsl.plan.settlement import Rule
from sladsl.record import Record
from sladsl.values.amount import Amount

EarnedState = Literal["earned back", "pending", "kept"]


class Earned(Record):
    """`amount`: what is given back (None: how much is not stated); while it is pending, what may be.

    `period` is the one that decided, "" while none has.
    """

    state: EarnedState
    amount: Amount | None
    period: str
    why: str
    rule: Rule
    into: str = ""
    """In what it is given back, where the agreement says so."""
