"""An exact amount in a currency, its rounding and its print.

Money stays a fraction until the agreement says where it is rounded; only the print and `round_money` know
decimals.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.record import Record, replace
from sladsl.values.number import Rounding, grouped, round_to, shown

# ISO 4217 list one: every currency whose minor unit isn't a hundredth. Codes without a minor unit ("N.A.":
# XAU, XDR, XXX …) are in nobody's invoice and keep two places.
_EXCEPTIONS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_PLACES = {code: places for places, codes in _EXCEPTIONS.items() for code in codes.split()}


class Money(Record):
    """An exact amount in units of the currency (not cents); `currency` is an ISO 4217 code in capitals."""

    amount: Fraction
    currency: str


def minor_units(currency: str) -> int:
    """How many decimals the currency has by ISO 4217 (2 when it isn't an exception)."""
    return _PLACES.get(currency, 2)


def money_text(money: Money) -> str:
    """`1,200.00 EUR`: the currency's decimals, more (to six) where the amount isn't a whole number of minor
    units.
    """
    places = minor_units(money.currency)
    return f"{grouped(shown(money.amount, most=6, least=places))} {money.currency}"


def round_money(money: Money, quantum: Fraction, mode: Rounding) -> Money:
    """`money` as a multiple of `quantum` (in units of the currency); ValueError when it isn't positive."""
    return replace(money, amount=round_to(money.amount, quantum, mode))


def plus(left: Money, right: Money) -> Money:
    """The sum; ValueError when the currencies differ, for there is no exchange rate here."""
    if left.currency != right.currency:
        raise ValueError(f"{left.currency} and {right.currency} don't add up")
    return replace(left, amount=left.amount + right.amount)


def times(money: Money, ratio: Fraction) -> Money:
    """`money` multiplied by an exact ratio, not rounded."""
    return replace(money, amount=money.amount * ratio)
