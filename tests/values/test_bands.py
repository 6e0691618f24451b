"""Stretches of levels against dense samples: every boundary, every middle, and a hair beside each."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.bands import (
    Comparator,
    Levels,
    Limits,
    Part,
    Stretch,
    inner_level,
    parts,
    satisfies,
    telling_level,
)

HAIR = Fraction(1, 10**9)
COMPARATORS: tuple[Comparator, ...] = ("at least", "at most", "above", "below", "exactly")

values = st.fractions(min_value=-2, max_value=12, max_denominator=8)
limits = st.lists(st.tuples(st.sampled_from(COMPARATORS), values), max_size=2).map(tuple)
tables = st.lists(limits, max_size=5)
ends = st.one_of(st.none(), values)
steps = st.one_of(st.none(), st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(3, 8)]))


@st.composite
def lines(draw: st.DrawFn) -> Levels:
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Levels(low=low, high=high, step=draw(steps))


def exists(level: Fraction, line: Levels) -> bool:
    if line.low is not None and level < line.low:
        return False
    if line.high is not None and level > line.high:
        return False
    return line.step is None or (level / line.step).denominator == 1


def samples(rows: list[Limits], line: Levels) -> list[Fraction]:
    """Levels of the line: the boundaries, a hair beside them, the middles, multiples of the step."""
    marks = {value for row in rows for _, value in row} | {Fraction(-3), Fraction(13)}
    marks |= {end for end in (line.low, line.high) if end is not None}
    ordered = sorted(marks)
    found = {*marks, *((a + b) / 2 for a, b in pairwise(ordered))}
    found |= {mark + hair for mark in marks for hair in (HAIR, -HAIR)}
    if line.step is not None:
        found |= {n * line.step for n in range(-10, 40)}
    return sorted(level for level in found if exists(level, line))


@given(tables, lines())
def test_each_level_lies_in_one_part_with_just_its_rows(rows: list[Limits], line: Levels) -> None:
    cut = parts(rows, line)
    for level in samples(rows, line):
        around = [part for part in cut if part.stretch.holds(level)]
        assert len(around) == 1, level
        assert around[0].rows == tuple(at for at, row in enumerate(rows) if satisfies(row, level)), level


@given(tables, lines())
def test_parts_are_ascending_and_as_long_as_can_be(rows: list[Limits], line: Levels) -> None:
    for left, right in pairwise(parts(rows, line)):
        assert left.rows != right.rows
        assert left.stretch.high is not None
        assert right.stretch.low is not None
        if line.step is None:
            assert left.stretch.high == right.stretch.low
            assert left.stretch.high_in is not right.stretch.low_in
        else:
            assert right.stretch.low - left.stretch.high == line.step
            assert left.stretch.high_in
            assert right.stretch.low_in


@given(tables, lines(), st.sampled_from([(Fraction(1),), (Fraction(5), Fraction(1, 3)), (Fraction(1, 100),)]))
def test_the_levels_shown_for_a_part_lie_in_it(
    rows: list[Limits], line: Levels, units: tuple[Fraction, ...]
) -> None:
    for part in parts(rows, line):
        for level in (inner_level(part.stretch, line), telling_level(part.stretch, line, units)):
            assert part.stretch.holds(level)
            assert exists(level, line)


def test_a_line_without_levels_has_no_parts() -> None:
    assert parts([()], Levels(low=Fraction(1, 4), high=Fraction(3, 4), step=Fraction(1))) == ()


def percent(text: str) -> Fraction:
    return Fraction(text) / 100


PERCENT = Levels(low=Fraction(0), high=Fraction(1))


def test_a_point_between_two_open_ends_is_a_part() -> None:
    rows: list[Limits] = [
        (("below", percent("99.9")), ("above", percent("99"))),
        (("below", percent("99")),),
    ]
    found = {part.rows: part.stretch for part in parts(rows, PERCENT)}
    assert [part.rows for part in parts(rows, PERCENT)] == [(1,), (), (0,), ()]
    assert parts(rows, PERCENT)[1].stretch.point == percent("99")
    assert found[(1,)] == Stretch(low=Fraction(0), low_in=True, high=percent("99"), high_in=False)


def test_counts_leave_no_gap_between_three_and_four() -> None:
    rows: list[Limits] = [(("at most", Fraction(3)),), (("at least", Fraction(4)),)]
    assert [part.rows for part in parts(rows, Levels(low=Fraction(0), step=Fraction(1)))] == [(0,), (1,)]
    assert [part.rows for part in parts(rows, Levels(low=Fraction(0)))] == [(0,), (), (1,)]


def test_rounding_to_a_tenth_closes_a_gap_of_less_than_that() -> None:
    rows: list[Limits] = [
        (("at least", percent("98.0")), ("at most", percent("98.9"))),
        (("at least", percent("97.0")), ("at most", percent("97.9"))),
    ]

    def gaps(line: Levels) -> list[Part]:
        inner = parts(rows, line)
        return [part for part in inner if not part.rows and part not in (inner[0], inner[-1])]

    assert len(gaps(PERCENT)) == 1
    assert gaps(Levels(low=Fraction(0), high=Fraction(1), step=Fraction(1, 1000))) == []


@pytest.mark.parametrize(
    ("low", "low_in", "high", "high_in", "shown"),
    [
        ("99", True, "99", True, "99"),
        ("99", True, "99.5", False, "99"),
        ("99", False, "99.5", True, "99.5"),
        ("99", False, "99.5", False, "99.4"),
        ("0", True, "95", False, "94"),
        ("99.9", True, "100", True, "99.9"),
        ("99.9", False, "100", True, "99.99"),
        ("99.98", False, "99.99", False, "99.989"),
    ],
)
def test_the_level_shown_is_short(low: str, low_in: bool, high: str, high_in: bool, shown: str) -> None:
    stretch = Stretch(low=percent(low), low_in=low_in, high=percent(high), high_in=high_in)
    assert telling_level(stretch, PERCENT, (Fraction(1, 100),)) == percent(shown)
