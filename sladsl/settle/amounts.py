"""A difference of amounts that stays exact: what a cap leaves after earlier credits.

The algebra of amounts has no difference, since one of caps would not be the least of anything; where a
difference can't be written the credit says that it can't be told yet.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.amounts import is_nothing, never_above
from sladsl.values.amount import NOTHING, Amount, Fee, Fixed, Share, Total, fixed, share, total
from sladsl.values.money import Money


def rest(whole: Amount, used: Amount) -> Amount | None:
    """`whole - used`, never below zero; None when it can't be told before fees are known."""
    if is_nothing(used):
        return whole
    if never_above(whole, used):
        return NOTHING
    left, right = parts_of(whole), parts_of(used)
    if left is None or right is None:
        return None
    money = {currency: amount - right[0].get(currency, 0) for currency, amount in left[0].items()}
    shares = {fee: ratio - right[1].get(fee, 0) for fee, ratio in left[1].items()}
    foreign = set(right[0]) - set(left[0]) or set(right[1]) - set(left[1])
    if foreign or any(value < 0 for value in (*money.values(), *shares.values())):
        return None
    known = [fixed(Money(amount=amount, currency=currency)) for currency, amount in money.items()]
    return total(*known, *(share(ratio, fee) for fee, ratio in shares.items()))


def parts_of(amount: Amount) -> tuple[dict[str, Fraction], dict[Fee, Fraction]] | None:
    """Known money and shares of fees of a sum; None when it holds a cap."""
    money: dict[str, Fraction] = {}
    shares: dict[Fee, Fraction] = {}
    for part in amount.of if isinstance(amount, Total) else (amount,):
        if isinstance(part, Fixed):
            money[part.money.currency] = money.get(part.money.currency, Fraction(0)) + part.money.amount
        elif isinstance(part, Share):
            shares[part.fee] = shares.get(part.fee, Fraction(0)) + part.ratio
        else:
            return None
    return money, shares
