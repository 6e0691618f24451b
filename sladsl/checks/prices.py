"""Amounts as they are written, also of what is not evaluated yet, in a unit in which two of them can be compared.

Money is money; a share is that of its fee, and money where the fee is written. Of what can't be told nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Consequence, Owed
from sladsl.ast.declare import Block
from sladsl.ast.services import Service
from sladsl.record import Record
from sladsl.source import Span
from sladsl.values.money import Money, money_text
from sladsl.values.number import decimal_text

IN = {
    ("month", "quarter"): 3,
    ("month", "fiscal quarter"): 3,
    ("month", "year"): 12,
    ("month", "calendar year"): 12,
    ("month", "contract year"): 12,
    ("month", "fiscal year"): 12,
    ("quarter", "year"): 4,
    ("quarter", "calendar year"): 4,
    ("quarter", "contract year"): 4,
    ("fiscal quarter", "fiscal year"): 4,
}
"""How many of a period another one has, where that is always as many."""


class Price(Record):
    """An amount in a currency, or as a ratio of a fee (`unit` then tells which fee)."""

    unit: tuple[str, ...]
    value: Fraction
    text: str
    span: Span

    def above(self, other: Price) -> bool:
        """Whether it is more than another one; never where the two can't be compared."""
        return self.unit == other.unit and self.value > other.value


class Prices:
    """What amounts of an agreement come to, by the fees that it writes."""

    def __init__(self, node: Block) -> None:
        self.services = {each.name.text: each for each in node.children(Service) if each.name is not None}
        self.paid = tuple(
            name for name, each in self.services.items() if any(isinstance(fee, v.Fee) for fee in each.fee)
        )

    def of(self, amount: object, block: Block) -> tuple[Price, ...]:
        """An amount as it stands, and in money where its fee is written; () where it can't be told."""
        match amount:
            case v.Quantity(unit=unit) if len(unit) == 3 and unit.isupper():
                money = Money(amount=amount.number.value, currency=unit)
                return (Price(unit=(unit,), value=money.amount, text=money_text(money), span=amount.span),)
            case v.Share(percent=percent, base=base):
                return self._shares(percent, base or base_of(block), amount.span)
            case _:
                return ()

    def _shares(self, percent: v.Quantity, base: v.FeeBase | None, span: Span) -> tuple[Price, ...]:
        services = self.services_of(base) if base is not None else ()
        if base is None or not services:
            return ()
        number = f"{decimal_text(percent.number.value, percent.number.places)}%"
        ratio = percent.number.value / 100
        scope = base.scope.text if base.scope is not None else ""
        unit = (base.which, base.period, scope, *services)
        found = [Price(unit=unit, value=ratio, text=number, span=span)]
        fees = [self.fee(each, base.period) for each in services] if not scope else [None]
        known = [each for each in fees if each is not None]
        if len(known) == len(fees) and len({each.currency for each in known}) == 1:
            fee = sum((each.amount for each in known), Fraction(0))
            money = Money(amount=fee * ratio, currency=known[0].currency)
            text = f"{number}, {money_text(money)}"
            found.append(Price(unit=(money.currency,), value=money.amount, text=text, span=span))
        return tuple(found)

    def services_of(self, base: v.FeeBase) -> tuple[str, ...]:
        """Whose fees are meant; () where that can't be told."""
        if base.every:
            return self.paid
        if base.services:
            return tuple(sorted(name.text for name in base.services))
        return self.paid if len(self.paid) == 1 else ()

    def fee(self, service: str, period: str) -> Money | None:
        """What a service costs in a period, where one fee is written for all of it."""
        block = self.services.get(service)
        fees = block.fee if block is not None else ()
        if (
            len(fees) != 1
            or not isinstance(fees[0], v.Fee)
            or (block is not None and block.for_each is not None)
        ):
            return None
        fee = fees[0]
        times = 1 if fee.period == period else IN.get((fee.period or "", period))
        if (
            not isinstance(fee.amount, v.Quantity)
            or fee.since is not None
            or fee.use is not None
            or times is None
        ):
            return None
        return Money(amount=fee.amount.number.value * times, currency=fee.amount.unit)


def comparable(one: tuple[Price, ...], other: tuple[Price, ...]) -> tuple[Price, Price] | None:
    """Two amounts in a unit that both have."""
    return next(((a, b) for a in one for b in other if a.unit == b.unit), None)


def base_of(block: Block) -> v.FeeBase | None:
    """The base that a block says for its percentages."""
    base = block.base if isinstance(block, Owed) else None
    return base if isinstance(base, v.FeeBase) else None


def amounts(block: Consequence) -> Iterator[v.Value]:
    """All amounts of a block: its own, those of its rows."""
    for entry in block.entries:
        if entry.key == "amount":
            yield entry.value
    for inner in block.blocks:
        if isinstance(inner, (Bands, BandsAsPrinted)):
            yield from (row.cell for row in inner.table)
