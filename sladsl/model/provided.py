"""Who is party to an agreement, when something is open, and what is provided for which fee, as it means them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from sladsl.model.meaning import Meaning
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
    where: Circumstance | None = None
    """Which of its instances are covered, by facts and options; None: all."""

    @property
    def fees(self) -> tuple[FeeTerms, ...]:
        """All its fees, each from a day on."""
        return () if self.fee is None else (self.fee, *self.later_fees)
