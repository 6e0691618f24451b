"""What people state besides measurements: reported levels, fees and claims, as settling takes them.

They live below the readers of files (`sladsl.data`), which make them, and settling, which uses them.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from sladsl.record import Record
from sladsl.values.money import Money
from sladsl.values.number import Number


class ReportedLevel(Record):
    """A level that somebody reports for an objective, scope and period (its label, `2026-Q1`).

    `unit` is `unsaid` when the file gives a bare number; `row` is the row number in the file, `text` the
    words there, `file` which one it is where there are several. Row 0 is a level stated in a scenario. A duration is a
    number of microseconds, told to its `step` (an hour of `5 hours`); 0 is told exactly.
    """

    objective: str
    scope: str
    period: str
    level: Number
    unit: Literal["percent", "number", "duration", "unsaid"]
    row: int
    text: str
    file: str = ""
    step: int = 0


class GivenFee(Record):
    """What a service (or one scope of it) cost in a period, as invoiced.

    `one_time` and `pass_through` are what of it is no fee of every period, and what is only passed on; None: not said.
    """

    service: str
    scope: str
    period: str
    money: Money
    one_time: Money | None = None
    pass_through: Money | None = None


class GivenDecision(Record):
    """What became of a claim on a day (its first instant): rejected, for a `reason`, or paid, with an `invoice`; either of
    it all or of an `amount`.
    """

    decision: Literal["rejected", "paid"]
    on: int
    amount: Money | None = None
    invoice: str = ""
    reason: str = ""


def in_time_order(decisions: Iterable[GivenDecision]) -> tuple[GivenDecision, ...]:
    """Each different decision once, by day; on one day what is paid comes after what is rejected."""

    def order(each: GivenDecision) -> tuple[int, bool, str, str, Fraction]:
        amount = Fraction(-1) if each.amount is None else each.amount.amount
        return each.on, each.decision == "paid", each.invoice, each.reason, amount

    return tuple(sorted(dict.fromkeys(decisions), key=order))


class GivenClaim(Record):
    """A claim made for an objective, scope and period; `claimed` is the instant at which it was received.

    Without an objective it claims every credit of the period (of the scope, if it names one) that could be claimed then.
    `stage` is the step of a claim that has several ("" = its only one). `presumed`: nobody says when it was made, only
    that it was in time (a scenario, or a claim that was paid; `claimed` is then the day of the payment). `decisions`: what
    became of it, by day.
    """

    objective: str
    scope: str
    period: str
    claimed: int
    stage: str = ""
    presumed: bool = False
    decisions: tuple[GivenDecision, ...] = ()


class GivenInvoice(Record):
    """A line of an invoice, or of a credit note: what it takes off (`credit`), and what it charges (`fee`); None: nothing.

    `objective`, `scope` and `period` name the credit, `service` those of a service; "" says nothing. `line` tells lines
    apart that say the same. `on` is the first instant of the day of the invoice.
    """

    invoice: str
    on: int
    credit: Money | None
    fee: Money | None = None
    objective: str = ""
    scope: str = ""
    period: str = ""
    service: str = ""
    line: str = ""


class GivenReport(Record):
    """A report that was sent: its name, the period that it is about, and when; the scope of one that arises in each."""

    report: str
    period: str
    sent: int
    scope: str = ""


class Done(Record):
    """A record of something that was done: when, a time of what it was done for (None: not said), and in which scope of a
    duty that arises in each ("": in all).
    """

    at: int
    about: int | None = None
    scope: str = ""


class GivenDone(Record):
    """What the source of a duty says of its keeping. `spans`: from when to before when its data are complete, in order."""

    duty: str
    spans: tuple[tuple[int, int], ...]
    rows: tuple[Done, ...]
