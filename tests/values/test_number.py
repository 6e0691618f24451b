"""Numbers: reading, rounding against `decimal`, and prints that stand on the right side of a bound."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sladsl.values.number import Rounding, decimal_text, grouped, parse_number, round_to, shown, shown_level

DECIMAL_MODES: dict[Rounding, str] = {
    "half up": ROUND_HALF_UP,
    "half even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}
modes = st.sampled_from(sorted(DECIMAL_MODES))
decimals = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("99.90", Fraction(999, 10), 2),
        ("-0.5", Fraction(-1, 2), 1),
        ("+7", Fraction(7), 0),
        ("1_000_000.25", Fraction(4000001, 4), 2),
        ("0" * 40, Fraction(0), 0),
        ("_".join("1" * 40), Fraction(int("1" * 40)), 0),
        ("-" + "_".join("1" * 39) + ".5", Fraction(-int("1" * 39 + "5"), 10), 1),
    ],
)
def test_numbers_that_are_read(text: str, value: Fraction, places: int) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.places) == (value, places)


@pytest.mark.parametrize(
    "text",
    ["", "-", ".5", "5.", "1__0", "_1", "1_", "1._5", "1.5_0", "1e5", "1,000", " 1", "1\n", "--1", "٣",
     "1²", "NaN", "inf", "0x10", "1" * 41, "1" * 39 + ".11", "9" * 1_000_000],
)  # fmt: skip
def test_numbers_that_are_refused(text: str) -> None:
    assert parse_number(text) is None


@given(decimals)
def test_reading_is_exact(value: Decimal) -> None:
    number = parse_number(f"{value:f}")
    assert number is not None
    assert (number.value, number.places) == (Fraction(value), 6)


@given(decimals, st.integers(0, 6), modes)
@example(Decimal("2.5"), 0, "half up")
@example(Decimal("-2.5"), 0, "half up")
@example(Decimal("2.5"), 0, "half even")
@example(Decimal("-3.5"), 0, "half even")
@example(Decimal("-0.001"), 2, "up")
def test_rounding_agrees_with_decimal(value: Decimal, places: int, mode: Rounding) -> None:
    with localcontext() as context:
        context.prec = 50
        expected = value.quantize(Decimal(1).scaleb(-places), rounding=DECIMAL_MODES[mode])
    assert round_to(Fraction(value), Fraction(1, 10**places), mode) == Fraction(expected)
    text = decimal_text(Fraction(value), places, mode)
    assert text == f"{expected + 0 if expected else abs(expected):f}"


@given(st.fractions(), st.fractions(min_value=Fraction(1, 1000), max_value=1000), modes)
def test_rounding_to_any_quantum(value: Fraction, quantum: Fraction, mode: Rounding) -> None:
    rounded = round_to(value, quantum, mode)
    assert (rounded / quantum).denominator == 1
    assert abs(rounded - value) < quantum
    assert round_to(-value, quantum, mode) == -rounded
    if mode in ("half up", "half even"):
        assert abs(rounded - value) * 2 <= quantum
    elif mode == "down":
        assert abs(rounded) <= abs(value)
    else:
        assert abs(rounded) >= abs(value)


@pytest.mark.parametrize("quantum", [Fraction(0), Fraction(-1, 100)])
def test_a_quantum_is_positive(quantum: Fraction) -> None:
    with pytest.raises(ValueError, match="quantum"):
        round_to(Fraction(1), quantum, "down")


@pytest.mark.parametrize(
    ("value", "most", "least", "text"),
    [
        (Fraction(5), 6, 0, "5"),
        (Fraction(50), 0, 0, "50"),
        (Fraction(5), 6, 2, "5.00"),
        (Fraction(1, 8), 6, 2, "0.125"),
        (Fraction(1, 8), 3, 0, "0.125"),
        (Fraction(1, 8), 2, 0, "0.13"),
        (Fraction(2, 3), 6, 0, "0.666667"),
        (Fraction(-1, 3), 2, 0, "-0.33"),
        (Fraction(-1, 1000), 2, 0, "0.00"),
    ],
)
def test_shown(value: Fraction, most: int, least: int, text: str) -> None:
    assert shown(value, most, least) == text


@pytest.mark.parametrize(
    ("value", "bounds", "places", "text"),
    [
        ("99.951", ("100",), 0, "99.95"),
        ("99.951", (), 0, "100"),
        ("100", ("100",), 0, "100"),
        ("99.8999", ("99.9",), 1, "99.8999"),
        ("99.9001", ("99.9",), 1, "99.9001"),
        ("99.9", ("99.9", "100"), 2, "99.90"),
        ("-0.04", ("0",), 0, "-0.04"),
    ],
)
def test_a_level_is_printed_on_its_side_of_a_bound(
    value: str, bounds: tuple[str, ...], places: int, text: str
) -> None:
    assert shown_level(Fraction(value), tuple(map(Fraction, bounds)), places) == text


@given(
    st.lists(st.decimals(-1000, 1000, places=3).map(Fraction), min_size=1, max_size=4),
    st.fractions(min_value=-1, max_value=1, max_denominator=10**9),
    st.integers(0, 9),
    st.integers(0, 3),
)
def test_no_print_crosses_a_bound(bounds: list[Fraction], off: Fraction, closer: int, places: int) -> None:
    value = bounds[0] + off / 10**closer
    printed = Fraction(shown_level(value, tuple(bounds), places))
    assert [(printed > bound) - (printed < bound) for bound in bounds] == [
        (value > bound) - (value < bound) for bound in bounds
    ]
    assert abs(printed - value) * 2 <= Fraction(1, 10**places)


def test_a_level_at_a_bound_that_has_no_end_is_still_printed() -> None:
    assert shown_level(Fraction(1, 3), (Fraction(1, 3),), 2) == "0.33"


@given(st.integers(-(10**12), 10**12), st.integers(0, 5))
def test_grouping_agrees_with_python(number: int, places: int) -> None:
    assert grouped(f"{number}") == f"{number:,}"
    decimals_text = "1" * places
    assert grouped(f"{number}.{decimals_text}") == f"{number:,}.{decimals_text}"
