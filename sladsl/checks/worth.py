"""What an agreement's credits come to without any data: each row in money or as a share of a fee, before and after caps.

The prices are those of an evaluation (`sladsl.settle.fees`), so a finding never names a sum that a statement would not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.checks.lowering import Lowering
from sladsl.model.meanings import Cap
from sladsl.outcome.amounts import is_nothing, never_above
from sladsl.plan.settlement import (
    AmountRule,
    Assessment,
    CapRule,
    CreditRule,
    DaysOf,
    FeeRule,
    PercentOf,
    Settlement,
    SumOf,
    Together,
)
from sladsl.record import Record, replace
from sladsl.settle.caps import in_order
from sladsl.settle.fees import FeeBook, Window
from sladsl.settle.windows import window_of
from sladsl.values.amount import Amount, Fixed, Least, Share, currency_of, least, share, total
from sladsl.values.period import Period, PeriodKind, PlainKind, most_in, parse_period

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


MOST_PERIODS: dict[PlainKind, dict[str, int]] = {
    "day": {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366},
    "week": {"week": 1, "month": 5, "quarter": 14, "year": 53},
    "month": {"month": 1, "quarter": 3, "year": 12},
    "quarter": {"quarter": 1, "year": 4},
    "year": {"year": 1},
}
"""How many periods of a kind can end in a window; a window shorter than the period sees one end."""


class Payout(Record):
    """What one row of the bands, or the flat amount, pays in a period, and what of it the caps leave when nothing
    else was credited; None when it can't be told. `row` None: the flat amount.
    """

    row: int | None
    amount: Amount | None
    capped: Amount | None


class Worth:
    """The credits of one agreement in their prices."""

    __slots__ = (
        "_book",
        "_caps",
        "_fees",
        "_limits",
        "_most",
        "_payouts",
        "assessments",
        "currency",
        "lowering",
        "place",
        "settlement",
    )

    def __init__(self, lowering: Lowering) -> None:
        self.lowering = lowering
        self.settlement = lowering.plan.settlement
        self.place: ZoneInfo = lowering.plan.stretch.place()
        written = [fee.money.currency for fee in self.settlement.fees if fee.money is not None]
        self.currency = self.settlement.currency or next(iter(written), "") or _first(self.settlement)
        self._book = FeeBook(self.settlement.currency, self.place, self.settlement.fees, ())
        self._limits: dict[tuple[int, str, str], Amount | None] = {}
        self._payouts: dict[str, tuple[tuple[Payout, ...], ...]] = {}
        self._most: dict[str, tuple[Payout, ...]] = {}
        self.assessments = {
            each.objective: each for each in self.settlement.assessments if each.credit is not None
        }
        """Those promises that have a credit, by their objectives."""
        self._caps: dict[str, list[CapRule]] = {}
        for cap in in_order(self.settlement.caps):
            for objective in cap.objectives or ("",):
                self._caps.setdefault(objective, []).append(cap)
        self._fees: dict[tuple[str, bool], FeeRule] = {}
        for fee in self.settlement.fees:
            self._fees.setdefault((fee.service, fee.by_scope), fee)

    def kind(self, objective: str) -> PeriodKind:
        """The period in which an objective is kept or missed, or in which points are summed up."""
        agreement = self.lowering.reading.agreement
        credit = agreement.points_credit
        if objective not in agreement.objectives and credit is not None and credit.points is not None:
            return credit.points
        return self.lowering.reading.agreement.objectives[objective].period

    def periods(self, objective: str) -> tuple[Period, ...]:
        """Periods that show all that its credits and caps can come to: one, where no price hangs on the days of a month."""
        sampled = self.lowering.sampled(self.kind(objective))
        assessment = self.assessments.get(objective)
        rules = [cap.amount for cap in self.caps_of(objective)]
        if assessment is not None and assessment.credit is not None:
            rules += [rule for _, rule in _rows(assessment.credit)]
        return sampled if any(self._varies(rule) for rule in rules) else sampled[:1]

    def each(self, objective: str) -> str:
        """The noun of what is credited one by one: a value of the dimension, a record that missed; "" for one credit."""
        assessment = self.assessments[objective]
        if assessment.credit is not None and assessment.credit.each_missed:
            promise = self.lowering.reading.agreement.objectives.get(objective)
            record = promise.record if promise is not None else None
            return f"missed {record.noun}" if record is not None and record.noun else "missed record"
        return assessment.dimension

    def by_period(self, objective: str) -> tuple[tuple[Payout, ...], ...]:
        """For each of the sampled periods what the rows pay, in their order; () without a credit."""
        if objective not in self._payouts:
            assessment = self.assessments.get(objective)
            self._payouts[objective] = (
                tuple(
                    tuple(
                        self._payout(row, rule, assessment, period) for row, rule in _rows(assessment.credit)
                    )
                    for period in self.periods(objective)
                )
                if assessment is not None and assessment.credit is not None
                else ()
            )
        return self._payouts[objective]

    def payouts(self, objective: str) -> tuple[Payout, ...]:
        """What each row pays in the period in which it pays most."""
        if objective not in self._most:
            by_period = self.by_period(objective)
            self._most[objective] = (
                by_period[0]
                if len(by_period) == 1
                else tuple(
                    Payout(
                        row=same[0].row,
                        amount=greatest(each.amount for each in same),
                        capped=greatest(each.capped for each in same),
                    )
                    for same in zip(*by_period, strict=True)
                )
            )
        return self._most[objective]

    def price(self, rule: AmountRule, scope: str, period: Period, window: Period | Window) -> Amount | None:
        """The amount of a rule in a window that a line of `period` falls into; None when it can't be told."""
        amount = self._book.price(rule, scope, window).amount
        if amount is None or currency_of(amount) not in (None, self.currency):
            return None  # without a currency of the agreement, sums of two don't add up
        return self._worded(amount, period)

    def cap_in(self, cap: CapRule, scope: str, period: Period) -> Amount | None:
        """What a cap allows in the window that a line of `period` falls into; None when it can't be told."""
        key = (id(cap), scope, period.label)
        if key not in self._limits:
            window = window_of(cap, self.settlement, self.place, period)
            self._limits[key] = (
                None if isinstance(window, str) else self.price(cap.amount, scope, period, window)
            )
        return self._limits[key]

    def written(self) -> list[tuple[CapRule, Cap]]:
        """The caps as they are settled, each with where it is written; in the order of the lowering."""
        agreement = self.lowering.reading.agreement
        inside = [cap for credit in agreement.credits if credit.objectives for cap in credit.caps]
        inside += agreement.points_credit.caps if agreement.points_credit is not None else ()
        # Of a cap that is not stated there is none that could be weighed.
        stated = [cap for cap in (*inside, *agreement.caps) if cap.amount is not None]
        return list(zip(self.settlement.caps, stated, strict=False))

    def caps_of(self, objective: str) -> tuple[CapRule, ...]:
        """The caps that limit the credits of an objective, in the order in which they are applied."""
        return (*self._caps.get(objective, ()), *self._caps.get("", ()))

    def _varies(self, rule: AmountRule) -> bool:
        """Whether a price is another one in another month: days of a fee, or a fee that is paid by the day or week."""
        if isinstance(rule, DaysOf) and rule.day == "days of the period":
            return True
        if isinstance(rule, Together):
            return any(self._varies(part) for part in rule.of)
        if not isinstance(rule, PercentOf | DaysOf):
            return False
        base = rule.base
        written = self._fees.get((base.service, base.by_scope))
        return (
            written is not None
            and written.money is not None
            and written.period in ("day", "week")
            and written.period != base.period
        )

    def _payout(self, row: int | None, rule: AmountRule, assessment: Assessment, period: Period) -> Payout:
        amount = self._of_first(rule, assessment, period)
        capped = amount
        for cap in self.caps_of(assessment.objective):
            limit = self.cap_in(cap, assessment.dimension, period)
            if capped is not None and limit is not None:
                capped = least(capped, limit)
        return Payout(row=row, amount=amount, capped=capped)

    def _of_first(self, rule: AmountRule, assessment: Assessment, period: Period) -> Amount | None:
        """What a row pays for a first miss; None where that hangs on the level, as steps do."""
        credit = assessment.credit
        if credit is not None and (credit.step is not None or credit.marginal):
            return None
        return self.price(rule, assessment.dimension, period, period)

    def times(self, objective: str) -> Fraction:
        """How many times as much a repeated miss costs, before caps."""
        credit = self.assessments[objective].credit
        if credit is None or credit.repeat is None or self.settlement.order.cap_before_repeat:
            return Fraction(1)
        return max(credit.repeat.factor, Fraction(1))

    def _worded(self, amount: Amount, period: Period) -> Amount:
        """The amount with fees named by how their period lies to that of the promise: `that month's`."""
        match amount:
            case Fixed():
                return amount
            case Share():
                fee = amount.fee
                words = self._whose(fee.period, period)
                return share(amount.ratio, replace(fee, period=words))
            case Least():
                return least(*(self._worded(part, period) for part in amount.of))
        return total(*(self._worded(part, period) for part in amount.of))

    def _whose(self, label: str, period: Period) -> str:
        found = parse_period(label, self.place)
        if found is None:
            return "that contract year's"
        if found.end < period.end:
            return f"the previous {found.kind}'s"
        return f"{'the next' if found.start >= period.end else 'that'} {found.kind}'s"


def scoped(cap: CapRule) -> bool:
    """Whether each value of the dimension has a cap of its own."""
    return cap.by_scope or (isinstance(cap.amount, PercentOf | DaysOf) and cap.amount.base.by_scope)


def periods_in(cap: CapRule, kind: PeriodKind) -> int | None:
    """How many periods of a kind can end in a window of the cap; None for the whole term, and where claims say it."""
    if cap.window == "term" or cap.invoice == "claim":
        return None
    window = "year" if cap.window == "contract year" else cap.window
    if isinstance(window, str) and isinstance(kind, str):
        return MOST_PERIODS[kind].get(window, 1)
    return most_in(window, kind)


def greatest(amounts: Iterable[Amount | None]) -> Amount | None:
    """The amount above which none of them can be, whatever the fees are; None when none is or one can't be told."""
    return _extreme(amounts, lambda top, other: never_above(other, top))


def smallest(amounts: Iterable[Amount | None]) -> Amount | None:
    """The amount that is never above any of them; None when none is or one can't be told."""
    return _extreme(amounts, never_above)


def paying(payouts: Sequence[Payout]) -> Iterator[Amount]:
    """What rows pay after caps, without those that pay nothing or can't be told."""
    for each in payouts:
        if each.capped is not None and not is_nothing(each.capped):
            yield each.capped


def _extreme(amounts: Iterable[Amount | None], holds: Callable[[Amount, Amount], bool]) -> Amount | None:
    known: list[Amount] = []
    for each in amounts:
        if each is None:
            return None
        known.append(each)
    return next((each for each in known if all(holds(each, other) for other in known)), None)


def _first(settlement: Settlement) -> str:
    """The currency of the first sum of money that is written, "" without any."""
    rules = [cap.amount for cap in settlement.caps]
    for assessment in settlement.assessments:
        if assessment.credit is not None:
            rules += [rule for _, rule in _rows(assessment.credit)]
    return next((rule.money.currency for rule in rules if isinstance(rule, SumOf)), "")


def _rows(credit: CreditRule) -> Iterator[tuple[int | None, AmountRule]]:
    if credit.flat is not None:
        yield None, credit.flat
    for row, piece in enumerate(credit.pieces):
        yield row, piece.amount
