"""The interval algebra against sets of integers, which can't be wrong about half-open ends."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.intervals import (
    Spans,
    at_least,
    clip,
    covers,
    first,
    intersect,
    merge_gaps,
    minus,
    normal,
    total,
    union,
)

SIZE = 60
pairs = st.lists(st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)), max_size=12)
spans = pairs.map(normal)
edges = st.integers(-5, SIZE + 5)


def points(of: Spans | list[tuple[int, int]]) -> set[int]:
    return {each for start, end in of for each in range(start, end)}


def assert_normal(of: Spans) -> None:
    assert all(start < end for start, end in of)
    assert all(left[1] < right[0] for left, right in pairwise(of))


@given(pairs)
def test_normal(given_pairs: list[tuple[int, int]]) -> None:
    found = normal(given_pairs)
    assert_normal(found)
    assert points(found) == points(given_pairs)
    assert total(found) == len(points(given_pairs))


@pytest.mark.parametrize(
    ("operation", "on_sets"),
    [(union, set.union), (intersect, set.intersection), (minus, set.difference)],
)
@given(a=spans, b=spans)
def test_operations_of_two_sets(
    operation: Callable[[Spans, Spans], Spans],
    on_sets: Callable[[set[int], set[int]], set[int]],
    a: Spans,
    b: Spans,
) -> None:
    found = operation(a, b)
    assert_normal(found)
    assert points(found) == on_sets(points(a), points(b))


@given(st.lists(spans, max_size=4))
def test_union_of_many(sets: list[Spans]) -> None:
    assert points(union(*sets)) == set().union(*map(points, sets))


@given(spans, edges, edges)
def test_clip(of: Spans, a: int, b: int) -> None:
    found = clip(of, a, b)
    assert_normal(found)
    assert points(found) == {each for each in points(of) if a <= each < b}


@given(spans, st.integers(0, 20))
def test_merge_gaps(of: Spans, gap: int) -> None:
    found = merge_gaps(of, gap)
    assert_normal(found)
    filled = set(points(of))
    for left, right in pairwise(of):
        if right[0] - left[1] <= gap:
            filled |= set(range(left[1], right[0]))
    assert points(found) == filled


@given(spans, st.integers(0, 20))
def test_at_least(of: Spans, length: int) -> None:
    assert at_least(of, length) == tuple(
        (start, end) for start, end in of if len(range(start, end)) >= length
    )


@given(spans, edges)
def test_covers(of: Spans, instant: int) -> None:
    assert covers(of, instant) is (instant in points(of))


@given(spans, st.integers(-3, SIZE + 5))
def test_first(of: Spans, length: int) -> None:
    found = first(of, length)
    assert_normal(found)
    assert sorted(points(found)) == sorted(points(of))[: max(length, 0)]


def test_touching_spans_are_one() -> None:
    assert normal([(5, 9), (1, 5), (3, 3), (8, 2)]) == ((1, 9),)


def test_a_cut_that_reaches_over_several_spans() -> None:
    assert minus(((0, 10), (20, 30), (40, 50)), ((5, 45),)) == ((0, 5), (45, 50))
