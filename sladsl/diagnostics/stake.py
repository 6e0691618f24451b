"""What is at stake with a finding: how much money hangs on it, exactly, or that nobody can tell.

An error without money may wait until Monday; a note on six thousand a month may not. The amounts are computed from
the agreement alone, so a fee that only invoices tell stays a share of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from sladsl.record import Record
from sladsl.values.amount import NOTHING, Amount, Fee, Fixed, Least, Share, Total, fees_in
from sladsl.values.money import Money, minor_units, money_text, plus, round_money
from sladsl.values.number import shown
from sladsl.values.period import PeriodKind, in_a_year

if TYPE_CHECKING:
    from sladsl.diagnostics.finding import Finding

A_FEE = 10_000
"""What a fee that nobody knows is taken for in the order of findings, in the agreement's currency: a share of a fee comes
before the cent of a rounding, and behind a large sum. Nothing else rests on it."""


class Stake(Record):
    """By how much the credit of one `period` changes with how the finding is settled, in periods in which it matters.

    `least` and `most` are exact; both None when they can't be told, and `reason` says why. A fee that is not known
    stays a share of it: its `period` are words (`that month's`), its `scope` the noun of what is paid one by one.
    `each`: the noun of what is assessed one by one; the amounts are those of one of them. `about` tells findings of
    one name apart (`missing samples`).
    """

    period: PeriodKind
    least: Amount | None = None
    most: Amount | None = None
    each: str = ""
    reason: str = ""
    about: str = ""


def stake_text(stake: Stake) -> str:
    """`up to 6,000.00 EUR a month`, `up to 25% of that month's fee of Shop`, `not known: nothing says of which fee`.

    What would take a formula over several fees is told by the nearest bound that can be said: `up to 12% of the fees as
    invoiced`.
    """
    if stake.most is None:
        return f"not known: {stake.reason}" if stake.reason else "not known"
    each = f", for each {stake.each}" if stake.each else ""
    words = amount_words(stake.most) if _is_plain(stake.most) else _bound_words(stake.most)
    return f"up to {words}{_rate(stake)}{each}"


def by_money(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the most money first, a fee that is not known taken for `A_FEE`; then what nobody can tell, then the
    others."""
    return sorted(findings, key=lambda finding: _rank(finding.stake))


def _rank(stake: Stake | None) -> tuple[int, Fraction]:
    if stake is None:
        return 2, Fraction(0)
    if stake.most is None:
        return 1, Fraction(0)
    return 0, -_size(stake.most) * in_a_year(stake.period)


def _size(amount: Amount) -> Fraction:
    """How much an amount is about, for the order alone."""
    match amount:
        case Fixed():
            return amount.money.amount
        case Share():
            return amount.ratio * A_FEE
        case Least():
            return min(map(_size, amount.of))
        case Total():
            return sum(map(_size, amount.of), Fraction(0))
        case _:
            assert_never(amount)


def _rate(stake: Stake) -> str:
    """` a month`; nothing where the words of the fee say it."""
    most = stake.most
    fees = () if most is None or (isinstance(most, Total) and _is_plain(most)) else fees_in(most)
    if fees and all(fee.period.endswith(f"{stake.period}'s") for fee in fees):
        return ""
    return f" a {stake.period}"


def _is_plain(amount: Amount) -> bool:
    """Whether its words are short: of one fee at most, and a limit in money."""
    if isinstance(amount, Least):
        return len(amount.of) == 2 and all(isinstance(part, Fixed | Share) for part in amount.of)
    if isinstance(amount, Total):
        return (
            len(amount.of) <= 2
            and all(
                isinstance(part, Fixed | Share) or (isinstance(part, Least) and _is_plain(part))
                for part in amount.of
            )
            and len(fees_in(amount)) < 2
        )
    return True


class _Bound(Record):
    """Money and so much of each fee: what an amount is never above."""

    money: Money | None
    shares: Mapping[Fee, Fraction]


def _bound_words(amount: Amount) -> str:
    """`12% of the fees as invoiced`, `1,800.00 EUR plus 15% of that month's fee of Desk, at most 2,000.00 EUR`."""
    parts = [_bound(part) for part in (amount.of if isinstance(amount, Least) else (amount,))]
    fixed_ones = [each.money for each in parts if not each.shares and each.money is not None]
    limit = min(fixed_ones, key=lambda money: money.amount, default=None)
    sharing = [each for each in parts if each.shares]
    words = [_words_of(min(sharing, key=_size_of))] if sharing else []
    if limit is not None:
        words.append(money_text(_whole(limit)))
    return ", at most ".join(words)


def _words_of(bound: _Bound) -> str:
    ratio = max(bound.shares.values())
    fees = _fee(next(iter(bound.shares))) if len(bound.shares) == 1 else "the fees as invoiced"
    share = fees if ratio == 1 else f"{shown(ratio * 100, most=4)}% of {fees}"
    has_money = bound.money is not None and bound.money.amount > 0
    return f"{money_text(_whole(bound.money))} plus {share}" if has_money and bound.money else share


def _size_of(bound: _Bound) -> Fraction:
    """How much a bound is about, for the choice of the words alone."""
    return (bound.money.amount if bound.money else Fraction(0)) + sum(bound.shares.values()) * A_FEE


def _bound(amount: Amount) -> _Bound:
    match amount:
        case Fixed():
            return _Bound(money=amount.money, shares={})
        case Share():
            return _Bound(money=None, shares={amount.fee: amount.ratio})
        case Least():
            return min(map(_bound, amount.of), key=_size_of)
        case Total():
            found = _Bound(money=None, shares={})
            for part in map(_bound, amount.of):
                money = part.money if found.money is None else found.money
                if part.money is not None and found.money is not None:
                    money = plus(found.money, part.money)
                fees = {*found.shares, *part.shares}
                none = Fraction(0)
                found = _Bound(
                    money=money,
                    shares={fee: found.shares.get(fee, none) + part.shares.get(fee, none) for fee in fees},
                )
            return found
        case _:
            assert_never(amount)


def amount_words(amount: Amount) -> str:
    """`25% of that month's fee of Shop, at most 2,000.00 EUR`: an amount whose fees have words for periods."""
    match amount:
        case Fixed():
            return money_text(_whole(amount.money))
        case Share():
            part = "" if amount.ratio == 1 else f"{shown(amount.ratio * 100, most=4)}% of "
            return part + _fee(amount.fee)
        case Least():
            first, *others = sorted(amount.of, key=lambda part: isinstance(part, Fixed))
            return ", at most ".join([amount_words(first), *map(amount_words, others)])
        case Total():
            return " plus ".join(map(_part, amount.of)) if amount != NOTHING else "nothing"
        case _:
            assert_never(amount)


def _part(amount: Amount) -> str:
    """A part of a sum, in brackets where it has a limit of its own."""
    return f"({amount_words(amount)})" if isinstance(amount, Least) else amount_words(amount)


def _whole(money: Money) -> Money:
    """In whole cents, upwards: the text says "up to", the facts are exact."""
    return round_money(money, Fraction(1, 10 ** minor_units(money.currency)), "up")


def _fee(fee: Fee) -> str:
    return f"{fee.period} fee of {f'that {fee.scope}' if fee.scope else fee.service}"
