"""Paying: which invoice takes up which credit, in the order in which they arise, and what is carried to later ones.

The invoice of a period is that of its fees. No invoice falls below nothing, nor by more than the part that may be set off.
"""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.outcome.amounts import is_nothing, never_above, short_text
from sladsl.outcome.payments import Payment, PaymentState, days_text
from sladsl.plan.remedies import PayingRule
from sladsl.plan.settlement import Base, PercentOf, Settlement
from sladsl.record import Record, replace
from sladsl.settle.amounts import rest
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft, Kin
from sladsl.settle.fees import FeeBook
from sladsl.settle.invoiced import before_invoice
from sladsl.settle.service_time import in_days
from sladsl.values.amount import NOTHING, Amount, fees_in, least, total
from sladsl.values.period import Period, next_period, parse_period, period_at

MOST_INVOICES = 240
"""Invoices to which something is carried, at most: what is then left is told as carried."""


class Lot(Record):
    """A credit that is to be paid: what is left of it, from which invoice on (None: that can't be told, for `why`)."""

    draft: Draft
    amount: Amount | None
    first: Period | None
    why: str = ""


def payments(
    drafts: tuple[Draft, ...],
    settlement: Settlement,
    fees: FeeBook,
    dates: DateBook,
    others: Iterable[Kin] = (),
) -> tuple[Payment, ...]:
    """The payments of all credits that are owed; () where the agreement does not say how they are paid. `others` owe none,
    and their scopes have invoices, too."""
    rule = settlement.paying
    if rule is None:
        return ()
    lots = [lot for each in drafts if (lot := _lot(each, rule, dates)) is not None]
    told = [_payment(lot, rule, None, "", "open", lot.why) for lot in lots if lot.first is None]
    # What goes to others is on no invoice of the customer's.
    told += [_out(lot, rule) for lot in lots if lot.first is not None and _to(lot)]
    waiting = [lot for lot in lots if lot.first is not None and not _to(lot)]
    kept, back = _earned_back(waiting, rule, dates, settlement.term_end)
    waiting = [lot for lot in kept if not is_nothing(lot.amount)]
    if rule.time:
        back = [_in_time(each, waiting, fees, dates) for each in back]
        return (*told, *(_added(lot, rule, fees, dates) for lot in waiting), *back)
    if rule.money:
        return (*told, *(_out(lot, rule) for lot in waiting), *back)
    scopes = {each.scope for each in drafts}.union(*(each.scopes for each in others))
    return (*told, *_Invoices(rule, settlement, fees, dates, scopes).take(waiting), *back)


def _earned_back(
    lots: list[Lot], rule: PayingRule, dates: DateBook, end: int | None
) -> tuple[list[Lot], list[Payment]]:
    """The credits without what is earned back before an invoice takes them up; and what is earned back, or charged again
    because an invoice had taken it up already."""
    kept: list[Lot] = []
    back: list[tuple[int, Payment]] = []
    for lot in lots:
        earned = lot.draft.earned
        decided = parse_period(earned.period, dates.place) if earned is not None and earned.period else None
        if earned is None or decided is None or earned.state != "earned back":
            kept.append(lot)
            continue
        assert lot.first is not None
        left = (
            rest(lot.amount, earned.amount) if lot.amount is not None and earned.amount is not None else None
        )
        why = f"it was earned back with {earned.period}"
        if decided.end <= lot.first.start and left is not None:
            kept.append(replace(lot, amount=left))
            payment = _payment(
                lot, rule, earned.amount, "", "earned back", f"{why}, before anything took it up"
            )
            back.append((decided.end, payment))
            continue
        kept.append(lot)
        # The next invoice after the period that decided.
        invoice = period_at(rule.kind, dates.place, decided.end)
        invoice = invoice if invoice.start >= decided.end else next_period(invoice, dates.place)
        on = (
            ""
            if rule.money or rule.time or earned.into == "money" or (end is not None and invoice.start >= end)
            else invoice.label
        )
        if earned.amount is None:
            payment = _payment(lot, rule, None, on, "open", "how much of it is earned back is not stated")
        else:
            payment = _payment(lot, rule, earned.amount, on, "charged back", why)
        back.append((decided.end, payment))
    return kept, [payment for _, payment in sorted(back, key=lambda each: each[0])]


def _lot(draft: Draft, rule: PayingRule, dates: DateBook) -> Lot | None:
    """What is to be paid of a line; None where nothing is."""
    if draft.assessment.credit is None or is_nothing(draft.amount):
        return None
    claim = draft.claim
    if claim is not None and claim.state in ("lapsed", "made late"):
        return None
    if claim is not None and claim.state == "open":
        return Lot(draft=draft, amount=draft.amount, first=None, why="it is not claimed yet")
    if claim is not None and claim.status == "rejected":
        why = f"the claim was rejected on {claim.decisions[-1].day}"
        return Lot(draft=draft, amount=draft.amount, first=None, why=why)
    start = draft.period.end
    if (
        rule.paid == "claim"
        and claim is not None
        and claim.claimed is not None
        and claim.state != "none needed"
    ):
        start = before_invoice(rule.kind, dates.place, start, claim.claimed).end
    elif rule.paid in ("quarter", "year"):
        start = before_invoice("quarter" if rule.paid == "quarter" else "year", dates.place, start).end
    first = period_at(rule.kind, dates.place, start)
    if first.start < start:
        first = next_period(first, dates.place)
    return Lot(draft=draft, amount=draft.amount, first=first)


def _out(lot: Lot, rule: PayingRule) -> Payment:
    if lot.amount is None:
        return _payment(lot, rule, None, "", "open", "how much it is is open")
    why = f"it is paid to {who}" if (who := _to(lot)) else "it is paid in money"
    return _payment(lot, rule, lot.amount, "", "paid out", why)


def _added(lot: Lot, rule: PayingRule, fees: FeeBook, dates: DateBook) -> Payment:
    """The service time that a credit is given as; open where nobody can say how much it is."""
    found = in_days(lot.draft, lot.amount, fees, dates.place)
    if found.days is None:
        return _payment(lot, rule, lot.amount, "", "open", found.why)
    assert lot.amount is not None
    why = f"{short_text(lot.amount)} are {days_text(found.days)} {found.why}"
    made = _payment(lot, rule, lot.amount, "", "added", why)
    return replace(made, days=found.days, service=found.service)


def _in_time(payment: Payment, lots: list[Lot], fees: FeeBook, dates: DateBook) -> Payment:
    """What is taken off again, in days."""
    place = payment.objective, payment.scope, payment.period
    for lot in lots:
        draft = lot.draft
        if (draft.assessment.objective, draft.scope, draft.period.label) == place:
            found = in_days(draft, payment.amount, fees, dates.place)
            return replace(payment, days=found.days, service=found.service)
    return payment


def _to(lot: Lot) -> str:
    """Who gets a credit, if not the customer."""
    credit = lot.draft.assessment.credit
    return credit.paid_to if credit is not None else ""


class _Invoices:
    """The invoices of an agreement, one after the other."""

    def __init__(
        self,
        rule: PayingRule,
        settlement: Settlement,
        fees: FeeBook,
        dates: DateBook,
        scopes: Iterable[str],
    ) -> None:
        self.rule, self.settlement, self.fees, self.dates = rule, settlement, fees, dates
        self.scopes = sorted(filter(None, scopes))

    def take(self, waiting: list[Lot]) -> list[Payment]:
        """What each invoice takes up: of the credits that are due by then the first ones first."""
        found: list[Payment] = []
        number = 0
        while waiting and number < MOST_INVOICES:
            number += 1
            invoice = min(
                (lot.first for lot in waiting if lot.first is not None), key=lambda each: each.start
            )
            due = [lot for lot in waiting if lot.first is not None and lot.first.start <= invoice.start]
            due.sort(key=lambda lot: (lot.draft.period.end, lot.draft.order, lot.draft.scope))
            waiting = [lot for lot in waiting if lot.first is not None and lot.first.start > invoice.start]
            for left in self._one(invoice, due, found):
                waiting.append(replace(left, first=next_period(invoice, self.dates.place)))
        found += [_payment(lot, self.rule, lot.amount, "", "carried", "to later invoices") for lot in waiting]
        return found

    def _one(self, invoice: Period, due: list[Lot], found: list[Payment]) -> list[Lot]:
        """Sets off against one invoice; what is left is carried on, if that is what becomes of it."""
        rule, end = self.rule, self.settlement.term_end
        if end is not None and invoice.start >= end:
            for lot in due:
                lapses = rule.rest == "lapses at the end of the term"
                state: PaymentState = "lapses" if lapses else "left"
                why = "the term ends before an invoice takes it up"
                if rule.rest == "paid out":
                    state = "paid out"
                found.append(_payment(lot, rule, lot.amount, "", state, why))
            return []
        room = self._room(invoice)
        carried: list[Lot] = []
        for lot in due:
            if lot.amount is None or room is None:
                why = (
                    "how much it is is open"
                    if lot.amount is None
                    else "how much of the invoice is left is open"
                )
                found.append(_payment(lot, rule, None, invoice.label, "open", why))
                room = None
                continue
            if fees_in(room):
                why = "as far as the invoice, which is not known yet, comes to that much"
                found.append(_payment(lot, rule, lot.amount, invoice.label, "set off", why))
                continue
            taken = least(lot.amount, room)
            left, room = rest(lot.amount, taken), rest(room, taken)
            whole = never_above(lot.amount, taken)
            why = "all of it" if whole else f"{short_text(taken)} is all that the invoice has left for it"
            if left is None:
                why = "the rest hangs on fees that are not known yet"
            if not is_nothing(taken):
                found.append(_payment(lot, rule, taken, invoice.label, "set off", why))
            if left is None:
                found.append(_payment(lot, rule, None, "", "open", why))
            elif not is_nothing(left):
                carried += self._rest(replace(lot, amount=left), invoice, found)
        return carried

    def _rest(self, lot: Lot, invoice: Period, found: list[Payment]) -> list[Lot]:
        """What becomes of a part that an invoice does not take up."""
        match self.rule.rest:
            case "carried forward" | "lapses at the end of the term":
                return [lot]
            case "paid out":
                found.append(
                    _payment(lot, self.rule, lot.amount, invoice.label, "paid out", "no invoice takes it up")
                )
            case _:
                why = "what becomes of it is not said"
                found.append(_payment(lot, self.rule, lot.amount, invoice.label, "left", why))
        return []

    def _room(self, invoice: Period) -> Amount | None:
        """How much can be set off against an invoice: its part of all fees of the period; None where that can't be told."""
        found: Amount = NOTHING
        for service, by_scope in self.fees.rules:
            base = Base(service=service, by_scope=by_scope, period=self.rule.kind)
            for scope in self.scopes if by_scope else [""]:
                price = self.fees.price(PercentOf(ratio=self.rule.limit, base=base), scope, invoice)
                if price.amount is None:
                    return None
                found = total(found, price.amount)
        return found if self.fees.rules else None


def _payment(
    lot: Lot, rule: PayingRule, amount: Amount | None, invoice: str, state: PaymentState, why: str
) -> Payment:
    draft = lot.draft
    return Payment(
        objective=draft.assessment.objective,
        title=draft.assessment.title,
        scope=draft.scope,
        period=draft.period.label,
        invoice=invoice,
        amount=amount,
        state=state,
        why=why,
        rule=rule.rule,
    )
