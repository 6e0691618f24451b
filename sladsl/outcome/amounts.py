"""Amounts as results are compared and printed: zero in any form, an order before fees are known, a
short print.

A table has room for "10% of fee", not for the name of every fee; the long form stays in JSON and in
explanations.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.values.amount import NOTHING, Amount, Fixed, Least, Share, Total, least
from sladsl.values.money import money_text
from sladsl.values.number import shown


def is_nothing(amount: Amount | None) -> bool:
    """Whether the amount is zero whatever the fees are."""
    return amount == NOTHING or (isinstance(amount, Fixed) and amount.money.amount == 0)


def never_above(left: Amount, right: Amount) -> bool:
    """Whether it can be told that no fees make `left` greater than `right`."""
    return is_nothing(left) or left == right or least(right, left) == left


def short_text(amount: Amount) -> str:
    """`900.00 USD`, `10% of fee`, `10% of 3 fees + 25% of fee`, `10% of fee, at most 50.00 USD`; `-`
    for nothing.
    """
    if is_nothing(amount):
        return "-"
    if isinstance(amount, Fixed):
        return money_text(amount.money)
    if isinstance(amount, Share):
        return _of_fees(amount, 1)
    if isinstance(amount, Least):
        first, *others = sorted(amount.of, key=lambda part: isinstance(part, Fixed))
        return ", at most ".join([short_text(first), *map(short_text, others)])
    return _sum_text(amount)


def _sum_text(amount: Total) -> str:
    counts: dict[Fraction, int] = {}
    texts: list[str] = []
    for part in amount.of:
        if isinstance(part, Share):
            counts[part.ratio] = counts.get(part.ratio, 0) + 1
        else:
            texts.append(f"({short_text(part)})" if isinstance(part, Least) else short_text(part))
    seen: dict[Fraction, Share] = {part.ratio: part for part in amount.of if isinstance(part, Share)}
    ratios = sorted(seen, reverse=True)
    shares = [_of_fees(seen[ratio], counts[ratio]) for ratio in ratios]
    listed = [
        f"{n} x {text}" if n > 1 else text for text, n in ((t, texts.count(t)) for t in dict.fromkeys(texts))
    ]
    return " + ".join(shares + listed)


def _of_fees(share: Share, count: int) -> str:
    fees = "fee" if count == 1 else f"{count} fees"
    return fees if share.ratio == 1 else f"{shown(share.ratio * 100, most=4)}% of {fees}"
