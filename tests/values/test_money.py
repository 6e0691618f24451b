"""Money: the decimals of currencies and prints that hide nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sladsl.values.money import Money, minor_units, money_text, plus, round_money, times


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1200", "EUR", "1,200.00 EUR"),
        ("-1234567.891", "USD", "-1,234,567.891 USD"),
        ("1500", "JPY", "1,500 JPY"),
        ("0.5", "JPY", "0.5 JPY"),
        ("12.5", "KWD", "12.500 KWD"),
        ("1", "CLF", "1.0000 CLF"),
        ("100/3", "EUR", "33.333333 EUR"),
    ],
)
def test_text(amount: str, currency: str, text: str) -> None:
    assert money_text(Money(amount=Fraction(amount), currency=currency)) == text


def test_minor_units_follow_iso_4217() -> None:
    places = {
        "EUR": 2,
        "JPY": 0,
        "KRW": 0,
        "ISK": 0,
        "BHD": 3,
        "TND": 3,
        "CLP": 0,
        "CLF": 4,
        "UYU": 2,
        "UYI": 0,
    }
    assert {code: minor_units(code) for code in places} == places


def test_rounding_and_arithmetic_are_exact() -> None:
    third = times(Money(amount=Fraction(100), currency="EUR"), Fraction(1, 3))
    assert plus(plus(third, third), third) == Money(amount=Fraction(100), currency="EUR")
    assert round_money(third, Fraction(1, 20), "up") == Money(amount=Fraction("33.35"), currency="EUR")


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="EUR and USD"):
        plus(Money(amount=Fraction(1), currency="EUR"), Money(amount=Fraction(1), currency="USD"))
