"""Exact decimal numbers: reading, rounding and printing without a float.

A printed level decides arguments about money, so rounding is explicit everywhere and a print never crosses
a bound.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, assert_never

from sladsl.record import Record

Rounding = Literal["half up", "half even", "down", "up"]
Comparator = Literal["at least", "at most", "above", "below", "exactly"]

MOST_DIGITS = 40
_NUMBER = re.compile(r"([+-]?[0-9]+(?:_[0-9]+)*)(?:\.([0-9]+))?")
_LONGEST = 2 * MOST_DIGITS + 2
"""Forty digits with an underscore between any two, a sign and a point: longer text is refused unread."""


class Number(Record):
    """An exact value and how many decimals were written for it (`99.90` has two places)."""

    value: Fraction
    places: int


def parse_number(text: str) -> Number | None:
    """The number `text` writes: optional sign, ASCII digits (`_` between whole digits), optional `.digits`.

    None for anything else, white space included, and for more than forty digits.
    """
    if len(text) > _LONGEST:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    whole = match[1].replace("_", "")
    decimals = match[2] or ""
    if len(whole.lstrip("+-")) + len(decimals) > MOST_DIGITS:
        return None
    return Number(value=Fraction(int(whole + decimals), 10 ** len(decimals)), places=len(decimals))


def round_to(value: Fraction, quantum: Fraction, mode: Rounding) -> Fraction:
    """The multiple of `quantum` nearest to `value` by `mode`; ValueError when `quantum` isn't positive.

    All modes treat -x as the mirror image of x, as `decimal` does: "half up" takes a tie away from zero
    (2.5 → 3, -2.5 → -3), "half even" takes it to the even multiple, "down" goes towards zero and "up" away
    from it.
    """
    if quantum <= 0:
        raise ValueError(f"a quantum is positive, not {quantum}")
    steps = value / quantum
    return _whole(steps.numerator, steps.denominator, mode) * quantum


def in_hundredths(number: Number) -> str:
    """What a number without a sign means as a percentage: `99.95` of `0.9995`, as queries write it, else its own figure."""
    if number.value < 1 < number.places:
        return decimal_text(number.value * 100, number.places - 2)
    return decimal_text(number.value, number.places)


def percent_meant(number: Number) -> str:
    """The question what a number without a sign means as a percentage; of `0.4` both ways, which only the author knows."""
    figure = decimal_text(number.value, number.places)
    if 0 < number.value < Fraction(9, 10):
        return f"Is `{figure}` meant as `{decimal_text(number.value * 100, max(number.places - 2, 0))}%` or as `{figure}%`?"
    return f"Is `{figure}` meant as `{in_hundredths(number)}%`?"


def decimal_text(value: Fraction, places: int, mode: Rounding = "half up") -> str:
    """`value` with exactly `places` decimals, rounded by `mode`; a zero never carries a minus sign."""
    if places < 0:
        raise ValueError(f"a number has no {places} places")
    scaled = _whole(value.numerator * 10**places, value.denominator, mode)
    sign = "-" if scaled < 0 else ""
    digits = str(abs(scaled)).zfill(places + 1)
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def shown(value: Fraction, most: int = 6, least: int = 0) -> str:
    """The exact decimal with at least `least` places when it ends within `most`; else rounded half up to
    `most`.

    Where a reader compares the figure with a bound, use `shown_level`.
    """
    text = decimal_text(value, max(most, least))
    if "." not in text:
        return text
    whole, decimals = text.split(".")
    if (10**most * value.numerator) % value.denominator == 0:
        decimals = decimals.rstrip("0").ljust(least, "0")
    return f"{whole}.{decimals}" if decimals else whole


def shown_level(value: Fraction, bounds: tuple[Fraction, ...], places: int) -> str:
    """`value` with `places` decimals, or as many more as it takes to stand where it is to each of `bounds`.

    Value and bounds are in the unit that is printed. A print gains places until it is below, at or above
    each bound as the exact value is: 99.951 against (100,) with no places prints `99.95`, not `100`. A
    value that equals a bound without an end (1/3) can't be printed at it; that bound is left out.
    """
    wanted = [(bound, _side(value, bound)) for bound in bounds if value != bound or _ends(bound)]
    while True:
        text = decimal_text(value, places)
        printed = Fraction(text)
        if all(_side(printed, bound) == side for bound, side in wanted):
            return text
        places += 1


def grouped(text: str) -> str:
    """A printed number with a comma between thousands: `1234567.8912` → `1,234,567.8912`."""
    sign = text[:1] if text[:1] in ("-", "+") else ""
    whole, point, decimals = text[len(sign) :].partition(".")
    first = len(whole) % 3
    groups = [whole[:first]] * bool(first) + [whole[at : at + 3] for at in range(first, len(whole), 3)]
    return sign + ",".join(groups) + point + decimals


def _whole(numerator: int, denominator: int, mode: Rounding) -> int:
    """numerator/denominator as a whole number by `mode`."""
    whole, rest = divmod(abs(numerator), denominator)
    match mode:
        case "half up":
            more = 2 * rest >= denominator
        case "half even":
            more = 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)
        case "down":
            more = False
        case "up":
            more = rest > 0
        case _:
            assert_never(mode)
    return (whole + more) if numerator >= 0 else -(whole + more)


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _side(value: Fraction, bound: Fraction) -> int:
    return (value > bound) - (value < bound)


def _ends(value: Fraction) -> bool:
    """Whether the decimal expansion of `value` is finite: no prime but 2 and 5 below the line."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def compared(left: Fraction, comparator: Comparator, right: Fraction) -> bool:
    """Whether the left number is at least, at most, above, below or exactly the right one."""
    match comparator:
        case "at least":
            return left >= right
        case "at most":
            return left <= right
        case "above":
            return left > right
        case "below":
            return left < right
        case "exactly":
            return left == right
        case _:
            assert_never(comparator)


def reckoned(operator: Literal["+", "-", "*", "/"], left: Fraction, right: Fraction) -> Fraction | None:
    """What an operator makes of two numbers, exactly; None where it divides by zero."""
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right if right else None
        case _:
            assert_never(operator)
