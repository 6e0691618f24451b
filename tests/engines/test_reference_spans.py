"""Every operation on spans against a count of single microseconds, over small integers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sladsl.engines.reference.relations import Relations
from sladsl.engines.reference.spans import Periods, allowance, begun, lengths, slots, until, whole_unit
from sladsl.plan.measure import (
    Allowance,
    AtOnce,
    Beginning,
    Begun,
    Beside,
    Beyond,
    Both,
    Either,
    Fixed,
    FromNth,
    Joined,
    Lasting,
    Length,
    Longest,
    Shared,
    Spans,
    Stated,
    Stepped,
    Together,
    Until,
    WholeUnits,
    Without,
)
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.intervals import normal
from sladsl.values.period import Period

END = 40
PAIR = st.tuples(st.integers(0, END), st.integers(0, END)).map(lambda pair: (min(pair), max(pair)))
PAIRS = st.lists(PAIR.filter(lambda pair: pair[0] < pair[1]), max_size=6).map(tuple)
SETS = PAIRS.map(normal)
EVERY = st.integers(1, 12)


def period(start: int, end: int) -> Period:
    return Period(kind="day", label=f"{start}-{end}", start=start, end=end)


@st.composite
def tilings(draw: st.DrawFn) -> tuple[Period, ...]:
    cuts = sorted(draw(st.sets(st.integers(0, END), min_size=2, max_size=5)))
    return tuple(period(start, end) for start, end in pairwise(cuts))


PERIODS = tilings() | st.lists(PAIR.filter(lambda p: p[0] < p[1]), max_size=4).map(
    lambda pairs: tuple(period(*pair) for pair in pairs)
)


def instants(pairs: tuple[tuple[int, int], ...]) -> set[int]:
    return {at for start, end in pairs for at in range(start, end)}


def evaluate(node: Spans, scope: str = "") -> tuple[tuple[int, int], ...]:
    return Relations({}, as_of=END).spans(node, scope)


def fixed(spans: SpanSet) -> Fixed:
    return Fixed(spans=spans)


def stated(*spans: tuple[int, int]) -> Stated:
    return Stated(by_scope=(("", spans),))


@given(PAIRS, PAIRS)
def test_set_operations(a: SpanSet, b: SpanSet) -> None:
    left, right = Together(spans=stated(*a)), Together(spans=stated(*b))
    assert instants(evaluate(left)) == instants(a)
    assert evaluate(left) == normal(a)
    assert instants(evaluate(Either(of=(left, right)))) == instants(a) | instants(b)
    assert instants(evaluate(Both(left=left, right=right))) == instants(a) & instants(b)
    assert instants(evaluate(Without(left=left, right=right))) == instants(a) - instants(b)
    assert evaluate(Either(of=())) == ()


@given(SETS, st.integers(0, 9))
def test_joined(spans: SpanSet, gap: int) -> None:
    inside = instants(spans)
    filled = set(inside)
    for at in range(END):
        before = max((each for each in inside if each < at), default=None)
        after = min((each for each in inside if each > at), default=None)
        if before is not None and after is not None and after - before - 1 <= gap:
            filled.add(at)
    assert instants(evaluate(Joined(spans=fixed(spans), gap=gap))) == filled


@given(PAIRS, st.integers(0, 12))
def test_lasting_judges_each_span(pairs: SpanSet, length: int) -> None:
    kept = evaluate(Lasting(spans=stated(*pairs), length=length))
    assert kept == tuple(pair for pair in pairs if len(range(*pair)) >= length)


def test_lasting_judges_whole_sets_of_sets() -> None:
    pieces = stated((0, 5), (4, 9))
    assert evaluate(Lasting(spans=pieces, length=6)) == ()
    assert evaluate(Lasting(spans=Together(spans=pieces), length=6)) == ((0, 9),)


@given(PAIR.filter(lambda p: p[0] < p[1]), EVERY)
def test_whole_units(span: tuple[int, int], unit: int) -> None:
    units = [set(range(at, at + unit)) for at in range(0, END + unit, unit)]
    own = instants((span,))
    whole = set().union(*(each for each in units if each <= own))
    begun = set().union(*(each for each in units if each & own))
    assert instants((whole_unit(span, unit, "whole only"),)) == whole
    assert instants((whole_unit(span, unit, "started"),)) == begun
    assert instants(evaluate(WholeUnits(spans=stated(span), unit=unit, how="whole only"))) == whole


def test_whole_units_keep_one_span_a_span() -> None:
    both = stated((1, 3), (2, 4))
    assert evaluate(WholeUnits(spans=both, unit=10, how="started")) == ((0, 10), (0, 10))
    assert evaluate(WholeUnits(spans=both, unit=10, how="whole only")) == ()
    assert whole_unit((-5, 5), 10, "started") == (-10, 10)


@given(SETS, SETS, st.integers(0, END + 9))
def test_until(bad: SpanSet, seen: SpanSet, horizon: int) -> None:
    good = instants(seen)
    wanted = []
    for start, end in bad:
        after = min((at for at in good if at >= end), default=None)
        wanted.append((start, after if after is not None else max(end, horizon)))
    assert until(bad, seen, horizon) == tuple(wanted)
    assert evaluate(Until(bad=fixed(bad), seen=fixed(seen), horizon=horizon)) == tuple(wanted)


def test_until_stops_at_a_good_slot_that_touches() -> None:
    # Slots of ten: bad, good, nothing, nothing, good. Seen slots that touch are one span.
    assert until(((0, 10),), ((0, 20), (40, 50)), 100) == ((0, 10),)
    assert until(((10, 20),), ((0, 20), (40, 50)), 100) == ((10, 40),)
    assert until(((40, 50),), ((0, 20), (40, 50)), 100) == ((40, 100),)


@given(SETS, st.integers(0, 15), PERIODS)
def test_allowance(spans: SpanSet, length: int, periods: tuple[Period, ...]) -> None:
    wanted: set[int] = set()
    for each in periods:
        inside = sorted(at for at in instants(spans) if each.start <= at < each.end)
        wanted |= set(inside[:length])
    assert instants(allowance(spans, length, periods)) == wanted
    node = Allowance(spans=fixed(spans), length=length, periods=periods)
    assert instants(evaluate(node)) == wanted


@given(st.lists(st.integers(-3, END + 3), max_size=9), EVERY, PERIODS)
def test_slots(instants_: list[int], every: int, periods: tuple[Period, ...]) -> None:
    wanted: set[int] = set()
    for each in periods:
        for at in range(each.start, each.end, every):
            slot = range(at, min(at + every, each.end))
            if any(instant in slot for instant in instants_):
                wanted |= set(slot)
    assert instants(slots(instants_, every, periods)) == wanted


@given(PAIRS, SETS, PERIODS, EVERY, st.booleans())
def test_lengths(pairs: SpanSet, within: SpanSet, periods: tuple[Period, ...], unit: int, up: bool) -> None:
    def units(count: int) -> int:
        return (-(-count // unit) if up else count // unit) * unit

    of_each = [
        [
            units(sum(at in instants(within) and each.start <= at < each.end for at in range(*pair)))
            for pair in pairs
        ]
        for each in periods
    ]
    spans, inside = stated(*pairs), fixed(within)
    length = Length(spans=spans, within=inside, periods=periods, unit=unit, up=up)
    assert lengths(length, pairs, within) == [sum(own) for own in of_each]
    longest = Longest(spans=spans, within=inside, periods=periods, unit=unit, up=up)
    assert lengths(longest, pairs, within) == [max(own, default=0) for own in of_each]


@given(
    PAIRS,
    SETS,
    PERIODS,
    EVERY,
    st.integers(0, 9),
    st.booleans(),
    st.sampled_from(["full only", "started", "exact"]),
)
def test_stepped(
    pairs: SpanSet,
    within: SpanSet,
    periods: tuple[Period, ...],
    step: int,
    beyond: int,
    whole: bool,
    counts: Any,
) -> None:
    """Step by step: one more for each that is whole, or begun."""

    def steps(count: int) -> int:
        left = (count if whole else count - beyond) if count > beyond else 0
        if counts == "exact":
            return left
        found = 0
        while left >= step or (counts == "started" and left > 0):
            found, left = found + step, left - step
        return found

    wanted = [
        sum(
            steps(sum(at in instants(within) and each.start <= at < each.end for at in range(*pair)))
            for pair in pairs
        )
        for each in periods
    ]
    cells = Stepped(
        spans=stated(*pairs),
        within=fixed(within),
        periods=periods,
        step=step,
        counts=counts,
        beyond=beyond,
        whole=whole,
    )
    assert lengths(cells, pairs, within) == wanted


@given(PAIRS, SETS, PERIODS)
def test_begun(pairs: SpanSet, within: SpanSet, periods: tuple[Period, ...]) -> None:
    firsts = [next((at for at in range(*pair) if at in instants(within)), None) for pair in pairs]
    wanted = [
        sum(first is not None and each.start <= first < each.end for first in firsts) for each in periods
    ]
    cells = Begun(spans=stated(*pairs), within=fixed(within), periods=periods)
    assert begun(cells, pairs, within) == wanted


def test_a_span_that_is_interrupted_begins_once_and_is_one() -> None:
    periods, within = (period(0, 10), period(10, 20)), ((2, 4), (6, 12), (15, 16))
    assert begun(Begun(spans=stated((0, 20)), within=fixed(within), periods=periods), ((0, 20),), within) == [
        1,
        0,
    ]
    assert begun(Begun(spans=stated((4, 6)), within=fixed(within), periods=periods), ((4, 6),), within) == [
        0,
        0,
    ]
    longest = Longest(spans=stated((0, 20), (6, 9)), within=fixed(within), periods=periods)
    assert lengths(longest, ((0, 20), (6, 9)), within) == [6, 3]


@given(st.lists(SETS, max_size=4), st.integers(0, 4))
def test_at_once(sets: list[SpanSet], least: int) -> None:
    found = evaluate(AtOnce(of=tuple(fixed(each) for each in sets), least=least))
    wanted = {at for at in range(END) if sum(at in instants(each) for each in sets) >= max(1, least)}
    assert instants(found) == wanted
    assert found == normal(found)


@given(PAIRS, st.integers(0, 12))
def test_beginnings_and_what_lies_beyond_them(pairs: SpanSet, length: int) -> None:
    first = evaluate(Beginning(spans=stated(*pairs), length=length))
    rest = evaluate(Beyond(spans=stated(*pairs), length=length))
    assert [tuple(range(*pair)) for pair in first] == [
        own for pair in pairs if (own := tuple(range(*pair))[:length])
    ]
    assert [tuple(range(*pair)) for pair in rest] == [
        own for pair in pairs if (own := tuple(range(*pair))[length:])
    ]
    assert evaluate(Beside(of=(stated(*pairs), stated(*pairs)))) == (*pairs, *pairs)


@given(PERIODS, st.integers(-1, END + 1))
def test_periods_that_hold_an_instant(periods: tuple[Period, ...], instant: int) -> None:
    wanted = [at for at, each in enumerate(periods) if each.start <= instant < each.end]
    assert Periods(periods).holding(instant) == wanted


def test_scopes_of_spans() -> None:
    node = Stated(by_scope=(("", ((0, 1),)), ("EU", ((2, 4), (3, 5)))))
    assert evaluate(node, "EU") == ((2, 4), (3, 5))
    assert evaluate(node, "US") == ()
    assert evaluate(Shared(spans=Together(spans=node)), "EU") == ((0, 1),)
    assert evaluate(fixed(((7, 9),)), "US") == ((7, 9),)
    both = Stated(by_scope=(("EU", ((0, 1),)), ("EU", ((5, 6),))))
    assert evaluate(both, "EU") == ((0, 1), (5, 6))


@given(PAIRS, PERIODS, st.integers(1, 4))
def test_from_the_nth_beginning_of_a_period_to_its_end(
    bag: tuple[tuple[int, int], ...], periods: tuple[Period, ...], nth: int
) -> None:
    found = evaluate(FromNth(spans=stated(*bag), nth=nth, periods=periods))
    expected = []
    for each in periods:
        for at in range(each.start, each.end):
            begun = [start for start, _ in bag if each.start <= start <= at]
            if len(begun) >= nth:
                expected.append((at, each.end))
                break
    assert sorted(found) == sorted(expected)
