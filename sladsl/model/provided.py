"""Who is party to an agreement, when something is open, and what is provided for which fee, as it means them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.model.meaning import Meaning
from sladsl.values.bands import Limits
from sladsl.values.money import Money
from sladsl.values.period import PeriodKind

if TYPE_CHECKING:
    from sladsl.model.facts import Circumstance


class Party(Meaning):
    name: str
    title: str
    role: str
    accepted: str
    """How it agreed, in words (`2025-12-12, Managing Director`, `by ordering`); "" when nothing says so."""
    accepted_open: bool = False
    contacts: tuple[str, ...] = ()


class Calendar(Meaning):
    """Opening hours; holidays are resolved for the years that are needed (`sladsl.model.hours`)."""

    name: str
    title: str
    weekly: tuple[tuple[tuple[int, int], ...], ...]
    special: Mapping[int, tuple[tuple[int, int], ...]]
    regions: tuple[str, ...]
    zone: str
    """Its own zone, "" for that of the agreement."""
    holidays_open: bool = False
    """`holidays: not stated`: none are known."""
    common: bool = False
    """It is closed only on days that are holidays in all of its regions."""
    monthly: tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...] = ()
    """Hours of one day of each month: which one (-1: the last), the day of the week, the hours."""
    any_of: tuple[Calendar, ...] = ()
    all_of: tuple[Calendar, ...] = ()
    outside: tuple[Calendar, ...] = ()
    """Of what it is made; `weekly` then only tells about when it is open, for what looks at a week."""

    @property
    def made(self) -> bool:
        """Whether it is made of others."""
        return bool(self.any_of or self.all_of or self.outside)


class FeeTerms(Meaning):
    """`money` per `period`; None: only an invoice tells how much it is (by what was ordered or used: `known`)."""

    money: Money | None
    period: PeriodKind | None
    since: str = ""
    """The ISO date from which on it is charged; "" from the beginning."""
    known: Literal["written", "invoiced", "ordered", "used"] = "written"
    price: Money | None = None
    """What each of `use` costs, where only its number is to come."""
    use: str = ""


class PriceRow(Meaning):
    """What each thing costs in a tier (no sum has to be whole cents); no limits: all that no other row fits."""

    limits: Limits
    price: Fraction


class Pricing(Meaning):
    """How a fee is made of the number of what is used: `each` costs so much, or so much by the tiers of `rows`."""

    currency: str
    each: Money | None
    rows: tuple[PriceRow, ...] = ()
    marginal: bool = False
    """Whether a tier is what the things cost that lie in it; else all of them cost what the first fitting one says."""
    minimum: Money | None = None
    """The least that is paid."""
    period: PeriodKind | None = None
    """What the price, or the least, is per."""
    unit: str = ""


class Service(Meaning):
    name: str
    title: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    calendar: str
    """The calendar of its hours, "" for always or when it does not say."""
    always: bool = False
    hours_open: bool
    fee: FeeTerms | None
    """The first one, where it changes by date."""
    fee_open: bool
    for_each: str
    provided_by: str
    depends_on: tuple[str, ...]
    later_fees: tuple[FeeTerms, ...] = ()
    """What its fee is from later days on, in the order of the days."""
    pricing: Pricing | None = None
    """By what its fee is computed, where only a number is to come."""
    where: Circumstance | None = None
    """Which of its instances are covered, by facts and options; None: all."""

    @property
    def fees(self) -> tuple[FeeTerms, ...]:
        """All its fees, each from a day on."""
        return () if self.fee is None else (self.fee, *self.later_fees)
