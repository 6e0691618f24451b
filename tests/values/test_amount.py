"""Symbolic amounts: whatever is simplified away, the money is what direct arithmetic gives."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.values.amount import (
    NOTHING,
    Amount,
    Fee,
    Fixed,
    Least,
    Share,
    Total,
    amount_text,
    currency_of,
    fees_in,
    fill,
    fixed,
    known,
    least,
    scale,
    share,
    total,
)
from sladsl.values.money import Money

ACTIONS = Fee(service="Actions", scope="", period="2024-Q3")
PAGES = Fee(service="Pages", scope="eu", period="2024-Q3")
FEES = (ACTIONS, PAGES, Fee(service="Actions", scope="", period="2024-Q4"))


def euro(amount: int | str) -> Money:
    return Money(amount=Fraction(amount), currency="EUR")


def tenth(fee: Fee = ACTIONS, tenths: int = 1) -> Amount:
    return share(Fraction(tenths, 10), fee)


# A recipe is what was asked for; the test computes it twice: by the constructors, and directly.
Recipe = tuple[str, Any]
cents = st.integers(0, 5_000).map(lambda each: Fraction(each, 100))
ratios = st.integers(0, 30).map(lambda each: Fraction(each, 20))
leaves = st.tuples(st.just("fixed"), cents) | st.tuples(
    st.just("share"), st.tuples(ratios, st.sampled_from(FEES))
)
recipes = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("least"), st.lists(inner, min_size=1, max_size=4)),
        st.tuples(st.just("total"), st.lists(inner, max_size=4)),
        st.tuples(st.just("scale"), st.tuples(ratios, inner)),
    ),
    max_leaves=12,
)
fee_values = st.fixed_dictionaries({fee: st.just(Fraction(0)) | cents for fee in FEES})


def built(recipe: Recipe) -> Amount:
    match recipe:
        case ("fixed", Fraction() as amount):
            return fixed(Money(amount=amount, currency="EUR"))
        case ("share", (Fraction() as ratio, Fee() as fee)):
            return share(ratio, fee)
        case ("least", [*parts]):
            return least(*map(built, parts))
        case ("total", [*parts]):
            return total(*map(built, parts))
        case ("scale", (Fraction() as ratio, part)):
            return scale(built(part), ratio)
    raise AssertionError(recipe)


def worth(recipe: Recipe, fees: Mapping[Fee, Fraction]) -> Fraction:
    match recipe:
        case ("fixed", Fraction() as amount):
            return amount
        case ("share", (Fraction() as ratio, Fee() as fee)):
            return ratio * fees[fee]
        case ("least", [*parts]):
            return min(worth(part, fees) for part in parts)
        case ("total", [*parts]):
            return sum((worth(part, fees) for part in parts), Fraction(0))
        case ("scale", (Fraction() as ratio, part)):
            return ratio * worth(part, fees)
    raise AssertionError(recipe)


def nodes(amount: Amount) -> list[Amount]:
    inner = amount.of if isinstance(amount, Least | Total) else ()
    return [amount, *(node for part in inner for node in nodes(part))]


@given(recipes, fee_values, st.permutations(FEES), st.integers(0, 3))
def test_filling_in_gives_what_direct_arithmetic_gives(
    recipe: Recipe, fees: dict[Fee, Fraction], order: list[Fee], early: int
) -> None:
    money = {fee: Money(amount=value, currency="EUR") for fee, value in fees.items()}
    amount = built(recipe)
    expected = Money(amount=worth(recipe, fees), currency="EUR")
    assert known(fill(amount, money), "EUR") == expected
    # Fees that arrive in two deliveries change nothing.
    first = fill(amount, {fee: money[fee] for fee in order[:early]})
    assert not set(fees_in(first)) & set(order[:early])
    assert known(fill(first, money), "EUR") == expected


@given(recipes)
def test_what_is_built_is_simple(recipe: Recipe) -> None:
    amount = built(recipe)
    if not fees_in(amount):
        assert known(amount, "EUR") is not None
    for node in nodes(amount):
        if isinstance(node, Least):
            assert len(node.of) > 1
            assert not any(isinstance(part, Least) for part in node.of)
            assert sum(isinstance(part, Fixed) for part in node.of) <= 1
            shares = [part.fee for part in node.of if isinstance(part, Share)]
            assert len(shares) == len(set(shares))
        if isinstance(node, Total) and node != NOTHING:
            assert len(node.of) > 1
            assert not any(isinstance(part, Total) for part in node.of)
            assert not any(isinstance(part, Fixed) and not part.money.amount for part in node.of)
            shares = [part.fee for part in node.of if isinstance(part, Share)]
            assert len(shares) == len(set(shares))
        if isinstance(node, Share):
            assert node.ratio > 0
    assert total(amount) == least(amount) == scale(amount, Fraction(1)) == amount


@given(st.lists(recipes, min_size=1, max_size=3))
def test_the_order_of_parts_does_not_matter(parts: list[Recipe]) -> None:
    amounts = [built(part) for part in parts]
    assert total(*amounts) == total(*reversed(amounts)) == total(amounts[0], total(*amounts[1:]))
    assert fees_in(least(*amounts)) == fees_in(least(*reversed(amounts)))


def test_simplest_forms() -> None:
    assert total(tenth(), tenth(tenths=2)) == tenth(tenths=3)
    assert total(tenth(), fixed(euro(0))) == tenth()
    assert total() == share(Fraction(0), ACTIONS) == NOTHING
    assert total(fixed(euro(1)), tenth(), fixed(euro(2))) == Total(of=(fixed(euro(3)), tenth()))
    assert least(tenth(), tenth(tenths=2)) == tenth()
    assert least(fixed(euro(3)), fixed(euro(2))) == fixed(euro(2))
    assert least(tenth(), fixed(euro(0))) == fixed(euro(0))
    assert least(tenth(), total(tenth(), fixed(euro(5)))) == tenth()
    assert least(least(tenth(), fixed(euro(5))), fixed(euro(4))) == least(fixed(euro(4)), tenth())
    assert least(NOTHING, fixed(euro(4))) == fixed(euro(0))
    cap = least(tenth(), fixed(euro(5)))
    smaller = total(cap, tenth(PAGES))
    assert least(total(cap, tenth(PAGES, 2)), smaller) == smaller


def test_a_negative_adjustment_is_not_simplified_away() -> None:
    back = fixed(euro(-5))
    amount = least(tenth(), total(tenth(), back))
    assert amount == total(tenth(), back)
    assert known(fill(least(fixed(euro(0)), total(back, tenth())), {ACTIONS: euro(20)})) == euro(-3)
    assert known(fill(least(fixed(euro(0)), total(back, tenth())), {ACTIONS: euro(90)})) == euro(0)


def test_caps_are_compared_one_by_one() -> None:
    cap = least(tenth(), fixed(euro(5)))
    twice, once = total(cap, cap), total(cap, fixed(euro(1)))
    either = least(twice, once)
    assert known(fill(either, {ACTIONS: euro(0)})) == euro(0)
    assert known(fill(either, {ACTIONS: euro(100)})) == euro(6)
    # A cap that may fall below zero is no reason to drop the sum that holds it.
    below = total(tenth(), least(tenth(PAGES), total(tenth(), fixed(euro(-5)))))
    assert known(fill(least(tenth(), below), {ACTIONS: euro(10), PAGES: euro(10)})) == euro(-3)


def test_known_and_missing() -> None:
    assert known(fixed(euro(3))) == euro(3)
    assert known(NOTHING) is None
    assert known(NOTHING, "EUR") == euro(0)
    assert known(tenth(), "EUR") is None
    both = total(tenth(PAGES), tenth(), fixed(euro(1)))
    assert fees_in(both) == (ACTIONS, PAGES)
    assert currency_of(both) == "EUR"
    assert currency_of(tenth()) is None
    half = fill(both, {PAGES: euro(100)})
    assert half == total(fixed(euro(11)), tenth())


def test_mistakes_of_the_program_raise() -> None:
    dollar = fixed(Money(amount=Fraction(1), currency="USD"))
    for make in (total, least):
        with pytest.raises(ValueError, match="EUR and USD"):
            make(fixed(euro(1)), dollar)
        with pytest.raises(ValueError, match="EUR and USD"):
            make(least(tenth(), fixed(euro(1))), total(tenth(PAGES), dollar))
    with pytest.raises(ValueError, match="EUR and USD"):
        fill(total(tenth(), dollar), {ACTIONS: euro(5)})
    with pytest.raises(ValueError, match="negative"):
        fill(tenth(), {ACTIONS: euro(-1)})
    with pytest.raises(ValueError, match="no amounts"):
        least()
    with pytest.raises(ValueError, match="never negative"):
        share(Fraction(-1, 10), ACTIONS)
    with pytest.raises(ValueError, match="zero or more"):
        scale(tenth(), Fraction(-1))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (tenth(), "10% of the fee of Actions (2024-Q3)"),
        (share(Fraction(1), PAGES), "the fee of Pages in eu (2024-Q3)"),
        (share(Fraction(1, 3), ACTIONS), "33.333333% of the fee of Actions (2024-Q3)"),
        (fixed(euro(1200)), "1,200.00 EUR"),
        (least(tenth(), fixed(euro(5))), "the smaller of 10% of the fee of Actions (2024-Q3) and 5.00 EUR"),
        (
            least(tenth(), tenth(PAGES), fixed(euro(5))),
            "the smallest of 10% of the fee of Actions (2024-Q3), 10% of the fee of Pages in eu (2024-Q3)"
            " and 5.00 EUR",
        ),
        (
            total(least(tenth(), fixed(euro(5))), fixed(euro(2))),
            "2.00 EUR plus (the smaller of 10% of the fee of Actions (2024-Q3) and 5.00 EUR)",
        ),
        (
            least(total(tenth(), fixed(euro(2))), tenth(PAGES)),
            "the smaller of 10% of the fee of Pages in eu (2024-Q3) and"
            " (2.00 EUR plus 10% of the fee of Actions (2024-Q3))",
        ),
        (NOTHING, "nothing"),
    ],
)
def test_text(amount: Amount, text: str) -> None:
    assert amount_text(amount) == text
