"""Marks: integers alone say what comparing fractions says."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sladsl.values.marks import Marks

FRACTIONS = st.fractions(min_value=-3, max_value=3, max_denominator=12)


def _compared(value: Fraction, bounds: list[Fraction]) -> list[int]:
    return [(value > bound) - (value < bound) for bound in bounds]


@given(bounds=st.lists(FRACTIONS, max_size=4), left=FRACTIONS, right=FRACTIONS)
@hypothesis_settings(max_examples=30)
def test_a_spot_is_all_comparisons(bounds: list[Fraction], left: Fraction, right: Fraction) -> None:
    marks = Marks(bounds)
    same = marks.of(left) == marks.of(right)
    assert same == (_compared(left, bounds) == _compared(right, bounds))
    assert marks.at(left.numerator * 7, left.denominator * 7) == marks.of(left)
    assert (marks.of(left) % 2 == 1) == (left in bounds)


@given(
    bounds=st.lists(FRACTIONS, max_size=4),
    top=st.integers(-40, 40),
    step=st.integers(-5, 5).filter(bool),
    under=st.integers(1, 12),
)
@hypothesis_settings(max_examples=30)
def test_steps_at_which_a_spot_is_entered(bounds: list[Fraction], top: int, step: int, under: int) -> None:
    marks = Marks(bounds)
    spots = [marks.at(top + each * step, under) for each in range(100)]
    changes = [at for at in range(1, 100) if spots[at] != spots[at - 1]]
    assert set(changes) <= set(marks.entered(top, step, under))
