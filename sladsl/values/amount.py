"""Money that may wait for fees: "10 % of Charges" stays exact and symbolic until the charges arrive.

Built only by `fixed`, `share`, `least` and `total`, which keep amounts in one simplest form, so equal
amounts mostly look equal and `fill` is all it takes when a fee arrives. Fees are never negative; the
simplifications rest on that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import assert_never

from sladsl.record import Record
from sladsl.values.money import Money, money_text, plus, times
from sladsl.values.number import shown


class Fee(Record):
    """Which fee: of a service, of a scope of it ("" is all of it), in the period with this label.

    `without`: what of it does not count (`pass-through fees`); "" where all of it does.
    """

    service: str
    scope: str
    period: str
    without: str = ""


class Fixed(Record):
    """An amount that is known."""

    money: Money


class Share(Record):
    """A ratio of a fee: 1/10 is ten per cent."""

    ratio: Fraction
    fee: Fee


class Least(Record):
    """The smallest of two or more amounts (a cap)."""

    of: tuple[Amount, ...]


class Total(Record):
    """The sum of two or more amounts; of none it is the zero that has no currency."""

    of: tuple[Amount, ...]


Amount = Fixed | Share | Least | Total
NOTHING = Total(of=())
"""Zero before any currency is known: what a share of 0 % is."""


def fixed(money: Money) -> Amount:
    """A known amount."""
    return Fixed(money=money)


def share(ratio: Fraction, fee: Fee) -> Amount:
    """`ratio` of a fee; ValueError when it is negative."""
    if ratio < 0:
        raise ValueError("a share is never negative")
    return Share(ratio=ratio, fee=fee) if ratio else NOTHING


def total(*of: Amount) -> Amount:
    """The sum: known amounts and shares of one fee add up, zeros vanish; ValueError for two currencies."""
    currency = _one_currency(of)
    form = _Form(of)
    parts: list[Amount] = [Fixed(money=form.money)] if form.money is not None and form.money.amount else []
    parts += [share(form.shares[fee], fee) for fee in sorted(form.shares, key=_order)]
    parts += sorted(form.leasts, key=_rank)
    if not parts:
        return _zero(currency)
    return parts[0] if len(parts) == 1 else Total(of=tuple(parts))


def least(*of: Amount) -> Amount:
    """The smallest: an amount that another is never above disappears; ValueError for none or for two
    currencies.
    """
    if not of:
        raise ValueError("the least of no amounts means nothing")
    currency = _one_currency(of)
    kept: list[tuple[Amount, _Form]] = []
    for part in (part for amount in of for part in (amount.of if isinstance(amount, Least) else (amount,))):
        form = _Form((part,))
        if not any(other.never_above(form) for _, other in kept):
            kept = [pair for pair in kept if not form.never_above(pair[1])] + [(part, form)]
    parts = sorted((part for part, _ in kept), key=_rank)
    if len(parts) == 1:
        return _zero(currency) if parts[0] == NOTHING else parts[0]
    return Least(of=tuple(parts))


def scale(amount: Amount, ratio: Fraction) -> Amount:
    """`ratio` times an amount; ValueError when it is negative, for the least of things would become the
    most.
    """
    if ratio < 0:
        raise ValueError("an amount is scaled by zero or more")
    match amount:
        case Fixed():
            return Fixed(money=times(amount.money, ratio))
        case Share():
            return share(amount.ratio * ratio, amount.fee)
        case Least():
            return least(*(scale(part, ratio) for part in amount.of))
        case Total():
            return total(*(scale(part, ratio) for part in amount.of))
        case _:
            assert_never(amount)


def fill(amount: Amount, fees: Mapping[Fee, Money]) -> Amount:
    """`amount` with the fees that have arrived put in, simplified; ValueError for a negative fee or two
    currencies.
    """
    match amount:
        case Fixed():
            return amount
        case Share():
            fee = fees.get(amount.fee)
            if fee is None:
                return amount
            if fee.amount < 0:
                raise ValueError(f"{_fee_text(amount.fee)} is negative")
            return Fixed(money=times(fee, amount.ratio))
        case Least():
            return least(*(fill(part, fees) for part in amount.of))
        case Total():
            return total(*(fill(part, fees) for part in amount.of))
        case _:
            assert_never(amount)


def known(amount: Amount, currency: str = "") -> Money | None:
    """The money, when no fee is missing. `NOTHING` has no currency of its own: it is zero in `currency`, or
    None.
    """
    if isinstance(amount, Fixed):
        return amount.money
    return Money(amount=Fraction(0), currency=currency) if amount == NOTHING and currency else None


def fees_in(amount: Amount) -> tuple[Fee, ...]:
    """The fees that `amount` still waits for, sorted by service, scope and period."""
    return tuple(sorted(_fees(amount), key=_order))


def currency_of(amount: Amount) -> str | None:
    """The currency of the known parts, None when there are none; ValueError for two."""
    return _one_currency((amount,))


def amount_text(amount: Amount) -> str:
    """`10% of the fee of Actions (2024-Q3)`, `the smaller of … and …`, `12.00 EUR plus …`."""
    match amount:
        case Fixed():
            return money_text(amount.money)
        case Share():
            lead = "" if amount.ratio == 1 else f"{shown(amount.ratio * 100)}% of "
            return lead + _fee_text(amount.fee)
        case Least():
            parts = [_inner(part) for part in amount.of]
            word = "smaller" if len(parts) == 2 else "smallest"
            return f"the {word} of {', '.join(parts[:-1])} and {parts[-1]}"
        case Total():
            return " plus ".join(map(_inner, amount.of)) or "nothing"
        case _:
            assert_never(amount)


def _zero(currency: str | None) -> Amount:
    return NOTHING if currency is None else Fixed(money=Money(amount=Fraction(0), currency=currency))


class _Form:
    """An amount as known money + ratios of fees + caps that can't be added up: what sums and comparisons
    need.
    """

    __slots__ = ("leasts", "money", "shares")

    def __init__(self, of: Iterable[Amount]) -> None:
        self.money: Money | None = None
        self.shares: dict[Fee, Fraction] = {}
        self.leasts: list[Least] = []
        for amount in of:
            self._add(amount)

    def _add(self, amount: Amount) -> None:
        match amount:
            case Fixed():
                self.money = amount.money if self.money is None else plus(self.money, amount.money)
            case Share():
                self.shares[amount.fee] = self.shares.get(amount.fee, Fraction(0)) + amount.ratio
            case Least():
                self.leasts.append(amount)
            case Total():
                for part in amount.of:
                    self._add(part)
            case _:
                assert_never(amount)

    def never_above(self, other: _Form) -> bool:
        """Whether no fees can make this amount greater than `other`; False when that can't be told.

        Fees and ratios are never negative; known money may be.
        """
        zero = Fraction(0)
        if (self.money.amount if self.money else zero) > (other.money.amount if other.money else zero):
            return False
        if any(self.shares.get(fee, zero) > other.shares.get(fee, zero) for fee in self.shares):
            return False
        more = list(other.leasts)
        for cap in self.leasts:
            if cap not in more:
                return False
            more.remove(cap)
        return all(_Form(()).never_above(_Form((part,))) for cap in more for part in cap.of)


def _one_currency(amounts: Iterable[Amount]) -> str | None:
    found: set[str] = set()
    waiting = list(amounts)
    while waiting:
        amount = waiting.pop()
        if isinstance(amount, Fixed):
            found.add(amount.money.currency)
        elif not isinstance(amount, Share):
            waiting.extend(amount.of)
    if len(found) > 1:
        raise ValueError(f"{' and '.join(sorted(found))} don't add up or compare")
    return found.pop() if found else None


def _fees(amount: Amount) -> set[Fee]:
    if isinstance(amount, Share):
        return {amount.fee}
    return set() if isinstance(amount, Fixed) else {fee for part in amount.of for fee in _fees(part)}


def _order(fee: Fee) -> tuple[str, str, str, str]:
    return fee.service, fee.scope, fee.period, fee.without


def _rank(amount: Amount) -> tuple[str, str]:
    """What parts are sorted by: their text, and where its rounding hides a difference the whole of them."""
    return amount_text(amount), repr(amount)


def _fee_text(fee: Fee) -> str:
    less = f" without {fee.without}" if fee.without else ""
    return f"the fee of {fee.service}{f' in {fee.scope}' if fee.scope else ''}{less} ({fee.period})"


def _inner(amount: Amount) -> str:
    """The text of a part, in brackets where "and" or "plus" would run into the whole's."""
    text = amount_text(amount)
    return f"({text})" if isinstance(amount, Least | Total) and amount.of else text
