"""What people state besides measurements: reported levels, fees and claims, as settling takes them.

They live below the readers of files (`sladsl.data`), which make them, and settling, which uses them.
"""

from __future__ import annotations

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
    """What a service (or one scope of it) cost in a period, as invoiced."""

    service: str
    scope: str
    period: str
    money: Money


class GivenClaim(Record):
    """A claim made for an objective, scope and period; `claimed` is the instant at which it was received.

    Without an objective it claims every credit of the period (of the scope, if it names one) that could be claimed then.
    `stage` is the step of a claim that has several ("" = its only one). `presumed`: nobody says when it was made, only
    that it was in time (a scenario).
    """

    objective: str
    scope: str
    period: str
    claimed: int
    stage: str = ""
    presumed: bool = False


class GivenReport(Record):
    """A report that was sent: its name, the period that it is about, and when."""

    report: str
    period: str
    sent: int
