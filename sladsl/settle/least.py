"""The smallest sums that are paid: a credit, or what a period comes to for one who gets it, below it is nothing."""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.amounts import is_nothing, never_above
from sladsl.outcome.statement import Step
from sladsl.plan.settlement import Least, Settlement
from sladsl.settle.draft import Draft, stepped
from sladsl.values.amount import NOTHING, Amount, fixed, known, total
from sladsl.values.money import money_text


def least_paid(drafts: tuple[Draft, ...], settlement: Settlement) -> tuple[Draft, ...]:
    """The drafts without what is too small to be paid: each credit by itself, then what each period comes to."""
    lines = [_alone(each) for each in drafts]
    if settlement.least is None:
        return tuple(lines)
    by_period: dict[tuple[str, str], list[int]] = {}
    for at, line in enumerate(lines):
        if not is_nothing(line.amount):
            credit = line.assessment.credit
            to = credit.paid_to if credit is not None else ""
            by_period.setdefault((line.period.label, to), []).append(at)
    for (label, to), members in by_period.items():
        what = f"the credits of {label}{f' that are paid to {to}' if to else ''}"
        amounts = [lines[at].amount for at in members]
        whole = None if None in amounts else total(*(each for each in amounts if each is not None))
        for at in members:
            lines[at] = _kept(lines[at], settlement.least, whole, what)
    return tuple(lines)


def _alone(draft: Draft) -> Draft:
    credit = draft.assessment.credit
    if credit is None or credit.least is None or is_nothing(draft.amount):
        return draft
    return _kept(draft, credit.least, draft.amount, "the credit")


def _kept(draft: Draft, least: Least, whole: Amount | None, what: str) -> Draft:
    if draft.amount is None:
        return draft
    wanted = f"{'more than ' if least.above else 'at least '}{money_text(least.money)}"
    money = None if whole is None else known(whole, least.money.currency)
    if money is None:
        if whole is not None and not least.above and never_above(fixed(least.money), whole):
            return draft
        why = f"{what} must come to {wanted}, and whether it does is not known before the fees are"
        return stepped(
            draft, Step(name="minimum payable", before=draft.amount, after=None, why=why, rule=least.rule)
        )
    enough = money.amount > least.money.amount if least.above else money.amount >= least.money.amount
    if enough or money.amount == Fraction(0):
        return draft
    why = f"{what} come{'s' if what == 'the credit' else ''} to {money_text(money)}, less than what is paid: {wanted}"
    return stepped(
        draft, Step(name="minimum payable", before=draft.amount, after=NOTHING, why=why, rule=least.rule)
    )
