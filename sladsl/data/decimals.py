"""Numbers as people type them into reports: `99,62`, `38.500,00`, `1,200.00`, with the decimal sign told from the grouping.

A number that can be read in two ways is never read in one of them: `38.500` is a fee of 38500 or of 38.5, and
only the binding can say which.
"""

from __future__ import annotations

import re
from typing import Literal

from sladsl.values.number import Number, parse_number

Decimal = Literal[".", ",", ""]
"""What stands before the decimals, as the binding says; "" is not said."""

_BLANKS = " \u00a0\u202f'\u2019"
_SHAPE = re.compile(rf"[+-]?[0-9][0-9.,{_BLANKS}]*")


def read_decimal(text: str, decimal: Decimal, plain: Decimal = "") -> tuple[Number | None, str]:
    """The number that a text writes, or None with its two readings ("" when it is no number at all).

    `plain` is the sign that alone is taken for the decimal sign, three digits after it or not.
    """
    if not _SHAPE.fullmatch(text) or text[-1] not in "0123456789":
        return None, ""
    if decimal:
        return _as(text, decimal), ""
    signs = [sign for sign in ".," if sign in text]
    if len(signs) == 2:  # the later one: grouping never follows the decimals
        return _as(text, "." if text.rfind(".") > text.rfind(",") else ","), ""
    if not signs:
        return _as(text, "."), ""
    sign = signs[0]
    other: Decimal = "," if sign == "." else "."
    if text.count(sign) > 1:
        return _as(text, other), ""
    decimals, grouped = _as(text, "." if sign == "." else ","), _as(text, other)
    if decimals is None or grouped is None or sign == plain or decimals.value == grouped.value:
        return decimals or grouped, ""
    return None, f"{_digits(text, sign)} or {_digits(text, '')}"


def _as(text: str, decimal: str) -> Number | None:
    """The number when `decimal` begins the decimals and all else groups thousands; None where it can't."""
    whole, _, decimals = text.partition(decimal)
    grouping = "," if decimal == "." else "."
    digits = whole.lstrip("+-")
    sign = whole[: len(whole) - len(digits)]
    used = {letter for letter in digits if not letter.isdigit()}
    if used and (
        len(used) > 1
        or not used <= {grouping, *_BLANKS}
        or not re.fullmatch(r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3})+", digits)
    ):
        return None
    if not re.fullmatch("[0-9]*", decimals):
        return None
    return parse_number(sign + re.sub("[^0-9]", "", digits) + (f".{decimals}" if decimals else ""))


def _digits(text: str, point: str) -> str:
    """The digits with the one sign in them as a decimal point, or left out."""
    plain = re.sub(rf"[{_BLANKS}]", "", text)
    if not point:
        return re.sub("[.,]", "", plain)
    whole, _, decimals = plain.partition(point)
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
