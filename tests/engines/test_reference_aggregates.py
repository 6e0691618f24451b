"""Sums, ranks, extremes, ratios, slots and edges against lists that are counted by hand, or one by one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.data.reading import Row
from sladsl.engines.reference.aggregates import edges, of_rows, slot_starts
from sladsl.engines.reference.spans import slot_of
from sladsl.plan.measure import (
    Count,
    Edge,
    Extreme,
    Fixed,
    Input,
    Known,
    Ranked,
    Rated,
    Ratios,
    Read,
    SlotStarts,
    Total,
)
from sladsl.plan.rows import Arithmetic, Constant, Elapsed, Field, Operand
from sladsl.values.intervals import Spans, clip, normal
from sladsl.values.period import Period

READ = Read(input=Input(name="x", holds="samples", fields=(), start="at"))
X, WHOLE = Field(name="x"), Field(name="whole")
MILLION = 10**6


def period(start: int, end: int) -> Period:
    return Period(kind="day", label=f"{start}-{end}", start=start, end=end)


PERIODS = (period(0, 10), period(10, 20))


def rows(*values: str | None, start: int = 0, **more: Any) -> list[Row]:
    return [
        Row(
            number=number,
            scope="",
            start=start,
            end=None,
            values={"x": None if value is None else Fraction(value), **more},
            texts=(),
        )
        for number, value in enumerate(values, start=1)
    ]


def ranked(share: str, method: Any, *values: str | None, scale: int = 1) -> int:
    node = Ranked(rows=READ, of=X, share=Fraction(share), method=method, periods=PERIODS[:1], scale=scale)
    return of_rows(node, rows(*values))[0]


TEN = tuple(str(each) for each in (70, 10, 20, 100, 30, 40, 50, 60, 90, 80))


@pytest.mark.parametrize(
    ("share", "values", "nearest", "between"),
    [
        # Between places, in proportion; the engine multiplies that by the denominator of the share.
        ("0.95", TEN, 100, "95.5"),
        ("0.9", TEN, 90, "91"),
        ("0.5", TEN, 50, "55"),
        ("0.5", TEN[:9], 50, "50"),
        ("0.01", TEN, 10, "10.9"),
        ("1", TEN, 100, "100"),
        ("0", TEN, 10, "10"),
        ("0.5", ("7",), 7, "7"),
        ("0.5", (None, "7", None, "9"), 7, "8"),
        ("0.5", (None,), 0, "0"),
        ("0.5", (), 0, "0"),
        # 0.07 of a hundred is the seventh, however a float errs.
        ("0.07", tuple(str(each) for each in range(1, 101)), 7, "7.93"),
        ("0.29", tuple(str(each) for each in range(1, 101)), 29, "29.71"),
        ("0.5", ("-3", "-1", "-2"), -2, "-2"),
    ],
)
def test_ranks(share: str, values: Sequence[str | None], nearest: int, between: str) -> None:
    assert ranked(share, "nearest rank", *values) == nearest
    assert ranked(share, "interpolation", *values) == Fraction(between) * Fraction(share).denominator
    scaled = ranked(share, "interpolation", *values, scale=MILLION)
    assert scaled == Fraction(between) * Fraction(share).denominator * MILLION


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=12), st.fractions(0, 1, max_denominator=20))
def test_the_nearest_rank_is_the_least_value_with_that_share_below(
    values: list[int], share: Fraction
) -> None:
    found = ranked(str(share), "nearest rank", *map(str, values))
    fits = [value for value in values if sum(each <= value for each in values) >= share * len(values)]
    assert found == min(fits)
    low, high = (ranked(str(share), "interpolation", *map(str, values), scale=each) for each in (1, 1000))
    assert low * 1000 == high
    assert min(values) * share.denominator <= low <= max(values) * share.denominator


def cells(kind: Any, **settings: Any) -> Any:
    return kind(rows=READ, periods=PERIODS, **settings)


def test_sums_and_extremes_by_period() -> None:
    some = [*rows("1.5", None, "-0.25"), *rows("4", start=10), *rows("9", start=20), *rows("9", start=-1)]
    assert of_rows(cells(Count), some) == [3, 1]
    assert of_rows(cells(Total, of=X, scale=MILLION), some) == [1_250_000, 4 * MILLION]
    assert of_rows(cells(Known, of=X), some) == [2, 1]
    assert of_rows(cells(Extreme, of=X, which="least", scale=100), some) == [-25, 400]
    assert of_rows(cells(Extreme, of=X, which="most", scale=100), some) == [150, 400]


def test_of_no_known_value() -> None:
    some = rows(None, None)
    for node in (
        cells(Total, of=X),
        cells(Extreme, of=X, which="least"),
        cells(Extreme, of=X, which="most"),
        cells(Known, of=X),
        cells(Ratios, part=X, whole=X),
        cells(Rated, part=X, whole=X),
    ):
        assert of_rows(node, some) == [0, 0]


def test_operands_are_worked_out_before_they_are_summed() -> None:
    some = rows("3", "5", None, opened=100, closed=40)
    elapsed: Operand = Elapsed(since="closed", until="opened")
    assert of_rows(cells(Total, of=elapsed), some)[0] == 180
    product = Arithmetic(operator="*", left=X, right=elapsed)
    assert of_rows(cells(Total, of=product), some)[0] == 480
    third = Arithmetic(operator="/", left=X, right=Constant(value=Fraction(3)))
    # Eight thirds: rounded down where the scale does not make it whole.
    assert of_rows(cells(Total, of=third), some)[0] == 2
    assert of_rows(cells(Total, of=third, scale=3), some)[0] == 8
    nothing = Arithmetic(operator="/", left=X, right=Constant(value=Fraction(0)))
    assert of_rows(cells(Known, of=nothing), some)[0] == 0
    less = Arithmetic(operator="-", left=Constant(value=Fraction(0)), right=third)
    assert of_rows(cells(Total, of=less), some)[0] == -3


def ratio(*pairs: tuple[str | None, str | None]) -> tuple[int, int]:
    some = [
        row for part, whole in pairs for row in rows(part, whole=None if whole is None else Fraction(whole))
    ]
    node = {"part": X, "whole": WHOLE}
    return of_rows(cells(Ratios, **node), some)[0], of_rows(cells(Rated, **node), some)[0]


SCALE = 10**18


def test_ratios_stand_between_the_whole_numbers_around_them() -> None:
    assert ratio(("1", "2"), ("1", "4")) == (2 * 3 * SCALE // 4, 2)
    # A third and two thirds are one, though neither is a whole number of parts.
    assert ratio(("1", "3"), ("2", "3")) == (2 * SCALE, 2)
    third = ratio(("1", "3"))[0]
    assert third == 2 * (SCALE // 3) + 1
    assert Fraction(third - 1, 2 * SCALE) < Fraction(1, 3) < Fraction(third + 1, 2 * SCALE)
    # Rows without a whole above zero, and of an unknown part, are not rated.
    assert ratio(("1", "0"), ("1", "-1"), ("1", None), (None, "1"), ("0", "7")) == (0, 1)
    assert ratio(("-1", "3"))[0] == 2 * ((-SCALE) // 3) + 1


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(-2, 9)), max_size=12),
    st.integers(-(10**6), 10**6),
)
def test_ratios_compare_like_their_sum(pairs: list[tuple[int, int]], millionths: int) -> None:
    found, rated = ratio(*((str(part), str(whole)) for part, whole in pairs))
    true = sum((Fraction(part, whole) for part, whole in pairs if whole > 0), Fraction(0))
    assert rated == sum(whole > 0 for _, whole in pairs)
    bound = Fraction(millionths, 10**6) * rated
    shown = Fraction(found, 2 * SCALE)
    assert (shown > bound, shown < bound, shown == bound) == (true > bound, true < bound, true == bound)
    assert floor(shown * SCALE) == floor(true * SCALE)


# ---- spans

SIZE = 40
PAIR = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda pair: (min(pair), max(pair)))
PAIRS = st.lists(PAIR.filter(lambda pair: pair[0] < pair[1]), max_size=6).map(tuple)
TILES = st.sets(st.integers(0, SIZE), min_size=2, max_size=5).map(
    lambda cuts: tuple(period(*each) for each in zip(sorted(cuts), sorted(cuts)[1:], strict=False))
)
NOWHERE = Fixed(spans=())


@given(PAIRS.map(normal), st.integers(1, 12), TILES)
def test_slots_that_begin_in_a_set(where: Spans, every: int, periods: tuple[Period, ...]) -> None:
    found = slot_starts(SlotStarts(set=NOWHERE, every=every, periods=periods), where)
    inside = {at for start, end in where for at in range(start, end)}
    assert found == [
        len({slot_of(each, every, at)[0] for at in range(each.start, each.end)} & inside) for each in periods
    ]


@given(PAIRS, PAIRS.map(normal), TILES)
def test_edges_of_spans_that_share_time(
    spans: tuple[tuple[int, int], ...], within: Spans, periods: tuple[Period, ...]
) -> None:
    expected: list[list[tuple[int, int]]] = []
    for each in periods:
        inside = {at for start, end in clip(within, each.start, each.end) for at in range(start, end)}
        expected.append([span for span in spans if inside & set(range(*span))])
    for which, pick in (
        ("first start", lambda found: min(start for start, _ in found)),
        ("last start", lambda found: max(start for start, _ in found)),
        ("first end", lambda found: min(end for _, end in found)),
        ("last end", lambda found: max(end for _, end in found)),
    ):
        node: Any = Edge(spans=NOWHERE, within=NOWHERE, periods=periods, which=which)
        assert edges(node, spans, within) == [pick(found) if found else 0 for found in expected]


def test_an_edge_may_lie_outside_of_its_period() -> None:
    node = Edge(spans=NOWHERE, within=NOWHERE, periods=PERIODS, which="last end")
    assert edges(node, ((8, 12), (2, 3)), ((0, 11),)) == [12, 12]
    # Touching is not sharing.
    assert edges(node, ((0, 10), (12, 12)), ((0, 10),)) == [10, 0]
    first = Edge(spans=NOWHERE, within=NOWHERE, periods=PERIODS, which="first start")
    assert edges(first, ((8, 12), (11, 14)), ((0, 20),)) == [8, 8]
