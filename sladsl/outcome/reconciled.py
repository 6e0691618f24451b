"""What was paid of what is owed: by credit, and what no credit explains."""

from __future__ import annotations

from typing import Literal

from sladsl.record import Record
from sladsl.values.money import Money

PaidState = Literal["paid", "part", "open", "overpaid", "not known"]


class Taken(Record):
    """A part of a credit that was taken off an invoice (`invoice` "": not said which) on a day of the zone."""

    invoice: str
    on: int
    day: str
    amount: Money


class Reconciled(Record):
    """A credit beside what was taken off for it. `owed` None: how much it is is open, so that `open` and `over` are, too.

    `why`: what explains the difference, and what is odd; () where both agree.
    """

    owed: Money | None
    taken: tuple[Taken, ...]
    paid: Money
    """The sum of what was taken."""
    open: Money | None
    """What is left to pay."""
    over: Money | None
    """What was taken off beyond what is owed."""
    why: tuple[str, ...] = ()

    @property
    def state(self) -> PaidState:
        if self.open is None or self.over is None:
            return "not known"
        if self.over.amount:
            return "overpaid"
        if not self.open.amount:
            return "paid"
        return "part" if self.paid.amount else "open"


class Unexplained(Record):
    """What an invoice takes off beyond every credit that it may be for: `what` it says it is for, `why` none
    explains it."""

    invoice: str
    day: str
    amount: Money
    what: str
    why: str
