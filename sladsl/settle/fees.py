"""Fees: from "10 % of that month's fee" to money, or to a share of a fee that is still to come.

A written fee comes first, then one given as data; an unknown fee stays a symbol with the name of its
period, so that the amount is exact as soon as an invoice names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from sladsl.outcome.given import GivenFee
from sladsl.outcome.statement import FeeUse
from sladsl.plan.settlement import (
    AmountRule,
    Base,
    DaysOf,
    FeeRule,
    Nothing,
    PercentOf,
    Shortfall,
    SumOf,
    TimeLost,
    Together,
    Undetermined,
)
from sladsl.record import replace
from sladsl.settle.prices import Priced as Priced
from sladsl.settle.prices import Window as Window
from sladsl.settle.prices import day_of, scaled
from sladsl.values.amount import NOTHING, Fee, fixed, known, share, total
from sladsl.values.cut_periods import is_cut
from sladsl.values.cycles import Cycle
from sladsl.values.money import Money, money_text, times
from sladsl.values.period import (
    Period,
    PeriodKind,
    as_long,
    contains,
    days_in,
    first_day,
    next_period,
    period_at,
    periods,
    periods_within,
    previous,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class FeeBook:
    """The fees of an agreement as they are known now.

    `price` never raises: a fee that is negative, or in another currency than the agreement's, leaves the
    amount open.
    """

    def __init__(
        self,
        currency: str,
        place: ZoneInfo,
        rules: Iterable[FeeRule],
        given: Iterable[GivenFee],
        *,
        by_days: bool = False,
        untold: bool = False,
    ) -> None:
        """`by_days`: a fee that changes within its period is shared by days. `untold`: which one it has is not known."""
        self.currency = currency
        self.place = place
        self.by_days = by_days
        self.untold = untold
        self.rules: dict[tuple[str, bool], list[FeeRule]] = {}
        for rule in rules:
            self.rules.setdefault((rule.service, rule.by_scope), []).append(rule)
        self._known_fees: dict[tuple[Base, Period | Window, str], tuple[Priced, Period | None]] = {}
        self.given: dict[Fee, Money] = {}
        unsaid: set[Fee] = set()
        for each in given:
            key = Fee(service=each.service, scope=each.scope, period=each.period)
            # Two invoices for one period add up: a fee is what was charged in all.
            self.given[key] = self._sum(self.given.get(key), each.money)
            for without, left in _left(each).items():
                part = replace(key, without=without)
                if left is None:
                    unsaid.add(part)
                else:
                    self.given[part] = self._sum(self.given.get(part), left)
        for part in unsaid:
            self.given.pop(part, None)

    def price(self, rule: AmountRule, scope: str, span: Period | Window, terms: str = "") -> Priced:
        """The amount of `rule` for a line of `scope` in a period, or for a cap of a window; `terms` govern it, where a fee
        changes within its period."""
        match rule:
            case Nothing():
                return Priced(amount=NOTHING)
            case Undetermined():
                return Priced(amount=None, reason=rule.reason)
            case SumOf():
                return self._known(rule.money, Fraction(1), "the amount")
            case PercentOf():
                fee, _ = self._fee(rule.base, scope, span, terms)
                return scaled(fee, rule.ratio)
            case Together():
                return self._together(rule, scope, span, terms)
            case TimeLost() | Shortfall():
                return Priced(amount=None, reason="how much it is hangs on the level")
            case DaysOf():
                fee, base = self._fee(rule.base, scope, span, terms)
                if base is None or fee.amount is None:
                    return fee
                day = day_of(base, rule)
                if day is None:
                    reason = f"a day of the fee of a {base.kind} is not 1/30 of a month"
                    return Priced(amount=None, reason=reason)
                return scaled(fee, rule.days * day)
            case _:
                assert_never(rule)

    def _together(self, rule: Together, scope: str, span: Period | Window, terms: str) -> Priced:
        amounts = []
        for part in rule.of:
            found = self.price(part, scope, span, terms)
            if found.amount is None:
                return found
            amounts.append(found.amount)
        return Priced(amount=total(*amounts))

    def use(
        self, rule: AmountRule | None, scope: str, span: Period | Window, terms: str = ""
    ) -> FeeUse | None:
        """The fee of which `rule` takes a share; None when it takes none, those of several services, or when
        no fee can be told."""
        if not isinstance(rule, PercentOf | DaysOf):
            return None
        price, base = self._fee(rule.base, scope, span, terms)
        if price.amount is None:
            return None
        label = span.label if base is None else base.label
        fee = Fee(
            service=rule.base.service,
            scope=scope if rule.base.by_scope else "",
            period=label,
            without=rule.base.without,
        )
        money = known(price.amount, self.currency)
        if isinstance(rule, PercentOf):
            return FeeUse(fee=fee, money=money, share=rule.ratio)
        day = None if base is None else day_of(base, rule)
        return None if day is None else FeeUse(fee=fee, money=money, share=rule.days * day, day=day)

    def _fee(self, base: Base, scope: str, span: Period | Window, terms: str) -> tuple[Priced, Period | None]:
        """The fee that a base names for a line or window, and the period of the calendar it is of."""
        if base.by_scope:
            return self._fee_of(base, scope, span, terms)
        # One fee for all scopes: thousands of lines ask for it.
        key = base, span, terms
        found = self._known_fees.get(key)
        if found is None:
            found = self._known_fees[key] = self._fee_of(base, "", span, terms)
        return found

    def _fee_of(
        self, base: Base, scope: str, span: Period | Window, terms: str
    ) -> tuple[Priced, Period | None]:
        if isinstance(span, Window):
            if span.kind == str(base.period) and base.shift:
                return self._shifted(base, scope, period_at(base.period, self.place, span.end - 1), terms)
            if span.kind == "term" or str(base.period) not in ("year", "contract year") or base.shift:
                reason = f"{span.label} holds several {base.period}s: which fee is meant is not said"
                return Priced(amount=None, reason=reason), None
            return self._of_window(base, scope, span), None
        if base.period != span.kind and not contains(base.period, span.kind):
            return self._one_of(base, scope, span, terms)
        if base.period == span.kind and not base.shift and is_cut(span, self.place):
            # Its own fee is that of the days that it has.
            return self._of_window(base, scope, span), span
        return self._shifted(base, scope, period_at(base.period, self.place, span.end - 1), terms)

    def _shifted(self, base: Base, scope: str, period: Period, terms: str) -> tuple[Priced, Period]:
        """The fee of a period, or of the one before or after it."""
        for _ in range(abs(base.shift)):
            period = next_period(period, self.place) if base.shift > 0 else previous(period, self.place)
        return self._of_period(base, scope, period, terms), period

    def _one_of(self, base: Base, scope: str, span: Period, terms: str) -> tuple[Priced, Period | None]:
        """The fee of any of the periods that a span has a part of, where all have the same; nobody said which is meant.

        Or of the one that is taken to be meant (`part`).
        """
        inner = periods_within(span, base.period, self.place) if contains(span.kind, base.period) else ()
        if 0 < base.part <= len(inner):
            return self._shifted(base, scope, inner[base.part - 1], terms)
        found = [
            (self._fee_of(base, scope, each, terms)[0], each)
            for each in periods(base.period, self.place, span.start, span.end)
        ]
        amounts = {price.amount for price, _ in found}
        if len(amounts) == 1 and None not in amounts:
            return found[-1]
        how = "holds" if contains(span.kind, base.period) else "lies in"
        return Priced(
            amount=None,
            reason=f"a {span.kind} {how} several {base.period}s: which fee is meant is not said",
        ), None

    def _of_period(self, base: Base, scope: str, period: Period, terms: str) -> Priced:
        """The fee of a period: written for it, the sum of the written periods in it, given, or a symbol."""
        rules = self._charged(base, period.start, period.end)
        if len(rules) > 1:
            return self._changing(rules, base, scope, period, terms)
        written = rules[0] if rules else None
        if written is not None and written.money is not None:
            if as_long(written.period, period.kind) or written.period == period.kind:
                return self._known(written.money, Fraction(1), f"the fee of {base.service}")
            if contains(period.kind, written.period):
                count = len(periods_within(period, written.period, self.place))
                return self._known(written.money, Fraction(count), f"the fee of {base.service}")
            reason = f"the fee of {base.service} is for a {written.period}, the base is a {period.kind}'s fee"
            return Priced(amount=None, reason=reason)
        key = Fee(service=base.service, scope=scope, period=period.label, without=base.without)
        if isinstance(period.kind, Cycle) and key not in self.given:
            # Invoices name a cycle by its first day.
            first = Fee(
                service=base.service, scope=scope, period=first_day(period).isoformat(), without=base.without
            )
            if first in self.given:
                return self._known(
                    self.given[first], Fraction(1), f"the fee of {base.service} in {period.label}"
                )
        if key in self.given:
            return self._known(self.given[key], Fraction(1), f"the fee of {base.service} in {period.label}")
        kinds: tuple[PeriodKind, ...] = ("quarter", "month", "week", "day")
        for kind in kinds:
            if kind == period.kind or not contains(period.kind, kind):
                continue
            parts = [
                self.given.get(
                    Fee(service=base.service, scope=scope, period=each.label, without=base.without)
                )
                for each in periods_within(period, kind, self.place)
            ]
            if all(part is not None for part in parts):
                return self._all(part for part in parts if part is not None)
        return Priced(amount=share(Fraction(1), key))

    def _of_window(self, base: Base, scope: str, window: Window | Period) -> Priced:
        """The fee of a contract year, or of a part of a period: whole periods that tile it exactly, or a symbol named
        after the window.
        """
        rules = self._charged(base, window.start, window.end)
        written = rules[0] if rules else None
        symbol = Priced(
            amount=share(
                Fraction(1), Fee(service=base.service, scope=scope, period=window.label, without=base.without)
            )
        )
        kind: PeriodKind = written.period if written is not None else "month"
        tiles = periods(kind, self.place, window.start, window.end)
        whole = bool(tiles) and tiles[0].start == window.start and tiles[-1].end == window.end
        if len(rules) > 1:
            if not whole or any(each.period != kind for each in rules):
                return Priced(amount=None, reason=f"the fee of {base.service} changes within {window.label}")
            return self._added(self._of_period(base, scope, each, "") for each in tiles)
        if written is not None and written.money is not None:
            if whole:
                return self._known(written.money, Fraction(len(tiles)), f"the fee of {base.service}")
            reason = f"{window.label} is not made of whole {kind}s, so its fee is not stated"
            return Priced(amount=None, reason=reason)
        given = [
            self.given.get(Fee(service=base.service, scope=scope, period=each.label, without=base.without))
            for each in tiles
        ]
        if whole and all(part is not None for part in given):
            return self._all(part for part in given if part is not None)
        direct = self.given.get(
            Fee(service=base.service, scope=scope, period=window.label, without=base.without)
        )
        return symbol if direct is None else self._known(direct, Fraction(1), f"the fee of {base.service}")

    def _charged(self, base: Base, start: int, end: int) -> list[FeeRule]:
        """The fees that are charged at some time between two instants; several where an amendment changes it there."""
        return [
            each
            for each in self.rules.get((base.service, base.by_scope), ())
            if (each.since is None or each.since < end) and (each.until is None or start < each.until)
        ]

    def _changing(self, rules: list[FeeRule], base: Base, scope: str, period: Period, terms: str) -> Priced:
        """A fee that is amended within the period: each part's own, or what the terms say that govern the line."""
        kinds = {each.period for each in rules}
        kind = rules[0].period
        if len(kinds) == 1 and kind != period.kind and contains(period.kind, kind):
            inner = periods_within(period, kind, self.place)
            return self._added(self._of_period(base, scope, each, terms) for each in inner)
        if len(kinds) > 1 or not (as_long(kind, period.kind) or kind == period.kind):
            return Priced(amount=None, reason=f"the fee of {base.service} changes within {period.label}")
        if self.untold:
            reason = (
                f"which fee of {base.service} holds in {period.label}, within which it changes, is not known"
            )
            return Priced(amount=None, reason=reason)
        if self.by_days:
            return self._by_days(rules, base, period)
        mine = next((each for each in rules if terms in each.terms), rules[0])
        if mine.money is None:
            key = Fee(service=base.service, scope=scope, period=period.label, without=base.without)
            given = self.given.get(key)
            if given is None:
                return Priced(amount=share(Fraction(1), key))
            return self._known(given, Fraction(1), f"the fee of {base.service} in {period.label}")
        return self._known(mine.money, Fraction(1), f"the fee of {base.service}")

    def _by_days(self, rules: list[FeeRule], base: Base, period: Period) -> Priced:
        """Each fee for the days of the period on which it is charged."""
        shares = []
        for each in rules:
            if each.money is None:
                reason = f"the fee of {base.service} is not written for all of {period.label}"
                return Priced(amount=None, reason=reason)
            first, last = (
                max(each.since or period.start, period.start),
                min(each.until or period.end, period.end),
            )
            days = len(periods("day", self.place, first, last))
            shares.append(
                self._known(each.money, Fraction(days, days_in(period)), f"the fee of {base.service}")
            )
        return self._added(shares)

    def _added(self, parts: Iterable[Priced]) -> Priced:
        found = Priced(amount=NOTHING)
        for each in parts:
            if each.amount is None or found.amount is None:
                return each if each.amount is None else found
            found = Priced(amount=total(found.amount, each.amount))
        return found

    def _all(self, parts: Iterable[Money]) -> Priced:
        found: Priced = Priced(amount=NOTHING)
        for part in parts:
            more = self._known(part, Fraction(1), "a fee")
            if more.amount is None or found.amount is None:
                return more
            found = Priced(amount=total(found.amount, more.amount))
        return found

    def _sum(self, left: Money | None, right: Money) -> Money:
        if left is None:
            return right
        if left.currency != right.currency:
            # The foreign one stays, so that the fee is refused when it is used.
            return left if left.currency != self.currency else right
        return Money(amount=left.amount + right.amount, currency=left.currency)

    def _known(self, money: Money, factor: Fraction, what: str) -> Priced:
        if self.currency and money.currency != self.currency:
            reason = f"{what} is {money_text(money)}, the agreement counts in {self.currency}"
            return Priced(amount=None, reason=reason)
        if money.amount < 0:
            return Priced(amount=None, reason=f"{what} is negative: {money_text(money)}")
        return Priced(amount=fixed(times(money, factor)))


def _left(fee: GivenFee) -> dict[str, Money | None]:
    """What is left of a fee without what does not count, by the words for that; None where nobody says how much it is."""
    parts: dict[str, tuple[Money | None, ...]] = {
        "one-time fees": (fee.one_time,),
        "pass-through fees": (fee.pass_through,),
        "one-time and pass-through fees": (fee.one_time, fee.pass_through),
    }
    found: dict[str, Money | None] = {}
    for without, of in parts.items():
        known = [each.amount for each in of if each is not None]
        left = fee.money.amount - sum(known)
        found[without] = Money(amount=left, currency=fee.money.currency) if len(known) == len(of) else None
    return found
