"""Amounts of the rules of settlement: sums, shares of fees, and what hangs on the level of a line."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.record import Record
from sladsl.values.money import Money
from sladsl.values.period import PeriodKind

DayOfFee = Literal["thirtieth of a month", "days of the period", "365th of a year"]


class Base(Record):
    """A fee: of which service, of the scope assessed or of the whole service, of which period relative to
    the miss.
    """

    service: str
    by_scope: bool
    period: PeriodKind
    shift: Literal[-1, 0, 1] = 0
    without: str = ""
    """What of the fee does not count: `pass-through fees`; "" where all of it does."""
    part: int = 0
    """Which of the periods of the fee within that of the line, from one; 0: the one that holds it."""


class PercentOf(Record):
    ratio: Fraction
    base: Base


class SumOf(Record):
    money: Money


class DaysOf(Record):
    """`days` days of a fee; a day is 1/30 of a month, 1/365 of a year, or the fee divided by the days of its own period."""

    days: Fraction
    base: Base
    day: DayOfFee


class Nothing(Record):
    pass


class Undetermined(Record):
    """The agreement does not state it (`not stated`): the credit is open, with this reason."""

    reason: str


class Together(Record):
    """Shares of the fees of several services, added up."""

    of: tuple[PercentOf | DaysOf, ...]


class TimeLost(Record):
    """`times` the fee for the time lost: the part of the fee that the time down has in that of the service."""

    times: Fraction
    base: Base


class Shortfall(Record):
    """What is missing from the promise, where money is promised: a number of `currency`."""

    currency: str


AmountRule = PercentOf | SumOf | DaysOf | Together | TimeLost | Shortfall | Nothing | Undetermined
