"""Amounts, money, fractions and instants as JSON: exact, and the same in every document."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, assert_never

from sladsl.values.amount import Amount, Fixed, Least, Share, Total, amount_text
from sladsl.values.money import Money, minor_units
from sladsl.values.number import decimal_text

Json = dict[str, Any]


def fraction(value: Fraction | None) -> str | None:
    """`"n/d"` in lowest terms."""
    return None if value is None else f"{value.numerator}/{value.denominator}"


def instant(us: int | None) -> str | None:
    """ISO 8601 in UTC; decimals of a second only where there are any."""
    if us is None:
        return None
    from datetime import UTC, datetime, timedelta

    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
    decimals = f".{moment.microsecond:06}".rstrip("0") if moment.microsecond else ""
    return f"{moment:%Y-%m-%dT%H:%M:%S}{decimals}Z"


def money(value: Money) -> Json:
    """An exact decimal with at least the currency's places, or `"n/d"` when it has no end."""
    return {"amount": _decimal(value.amount, minor_units(value.currency)), "currency": value.currency}


def amount(value: Amount | None) -> Json | None:
    """An amount by its kind, with its print."""
    match value:
        case None:
            return None
        case Fixed():
            return {"kind": "money", "text": amount_text(value), "money": money(value.money)}
        case Share():
            fee: Json = {
                "service": value.fee.service,
                "scope": value.fee.scope,
                "period": value.fee.period,
                **({"without": value.fee.without} if value.fee.without else {}),
            }
            ratio = fraction(value.ratio)
            return {"kind": "share", "text": amount_text(value), "ratio": ratio, "fee": fee}
        case Least():
            return {"kind": "least", "text": amount_text(value), "of": list(map(amount, value.of))}
        case Total():
            return {"kind": "sum", "text": amount_text(value), "of": list(map(amount, value.of))}
        case _:
            assert_never(value)


def _decimal(value: Fraction, least: int) -> str:
    rest = value.denominator
    places = 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    while rest % 5 == 0:
        rest, places = rest // 5, places + 1
    while rest % 2 == 0:
        rest, places = rest // 2, places + 1
    return decimal_text(value, max(least, places)) if rest == 1 else f"{value.numerator}/{value.denominator}"
