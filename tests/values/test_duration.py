"""Durations: prints that are exact, so that reading them back gives the duration again."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sladsl.values.duration import (
    DAY,
    HOUR,
    MICROSECOND,
    MILLISECOND,
    MINUTE,
    SECOND,
    duration_text,
    minutes_text,
)

UNITS = {"d": DAY, "h": HOUR, "min": MINUTE, "s": SECOND, "ms": MILLISECOND, "µs": MICROSECOND}
lengths = st.integers(-400 * DAY, 400 * DAY) | st.integers(-500, 500).map(lambda n: n * MINUTE)


@pytest.mark.parametrize(
    ("us", "text"),
    [
        (0, "0 s"),
        (252 * SECOND, "4 min 12 s"),
        (65 * MINUTE, "1 h 05 min"),
        (51 * HOUR, "2 d 3 h"),
        (250 * MILLISECOND, "250 ms"),
        (1, "1 µs"),
        (1_500, "1.5 ms"),
        (1_500_000, "1.5 s"),
        (MINUTE + 5 * SECOND + 1, "1 min 05.000001 s"),
        (MINUTE + 9_500_000, "1 min 09.5 s"),
        (HOUR + 5 * SECOND, "1 h 5 s"),
        (DAY + 5 * MINUTE, "1 d 5 min"),
        (-90 * SECOND, "-1 min 30 s"),
    ],
)
def test_text(us: int, text: str) -> None:
    assert duration_text(us) == text


@given(lengths)
def test_text_is_exact(us: int) -> None:
    text = duration_text(us)
    words = text.removeprefix("-").split(" ")
    read = sum(Fraction(count) * UNITS[unit] for count, unit in zip(words[::2], words[1::2], strict=True))
    assert (-read if text.startswith("-") else read) == us


@pytest.mark.parametrize(
    ("us", "text"),
    [
        (50 * MINUTE, "50"),
        (50 * MINUTE + 30 * SECOND, "50.5"),
        (16 * MINUTE + 40 * SECOND, "~16.667"),
        (-MINUTE // 4, "-0.25"),
        (1, "~0.00000002"),
        (0, "0"),
    ],
)
def test_minutes(us: int, text: str) -> None:
    assert minutes_text(us) == text


@given(lengths)
@example(3)
@example(30_000)
@example(29_999)
def test_minutes_are_exact_or_say_so(us: int) -> None:
    text = minutes_text(us)
    exact = Fraction(us, MINUTE)
    if text.startswith("~"):
        assert us % 3 != 0
        assert Fraction(text[1:]) != 0
        assert abs(Fraction(text[1:]) - exact) <= Fraction(1, 2000)
    else:
        assert Fraction(text) == exact
