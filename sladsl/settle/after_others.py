"""Credits that are a share of what other credits leave of a fee, where the agreement says so.

They follow each other as they use up a cap: by the end of their periods, then as the agreement lists them. Whichever comes
first, shares of one fee come to the same together: 10 % and 5 % of what is left are 14.5 %.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import FeeUse, Step
from sladsl.settle.amounts import parts_of
from sladsl.settle.draft import Draft, stepped
from sladsl.settle.fees import FeeBook
from sladsl.settle.ledger import fee_used
from sladsl.values.amount import NOTHING, Amount, Fee, amount_text, scale, total


def after_others(drafts: tuple[Draft, ...], book: FeeBook) -> tuple[Draft, ...]:
    """The drafts, in their order of use, with each credit as the share of what those before it leave of its fee."""
    used: dict[Fee, Amount | None] = {}
    untold: set[str] = set()
    """Periods in which a credit is open, and not even of which fee it is is known."""
    found = []
    for draft in drafts:
        if is_nothing(draft.amount):
            found.append(draft)
            continue
        of = fee_used(draft, book)
        if of is None:
            if draft.amount is None:
                untold.add(draft.period.label)
            found.append(draft)
            continue
        before = None if of.fee.period in untold else used.get(of.fee, NOTHING)
        draft = _left(draft, of, before)
        after = None if before is None or draft.amount is None else total(before, draft.amount)
        used[of.fee] = after
        found.append(draft)
    return tuple(found)


def _left(draft: Draft, of: FeeUse, before: Amount | None) -> Draft:
    assert draft.assessment.credit is not None
    rule = draft.assessment.credit.rule
    if draft.amount is None or (before is not None and is_nothing(before)):
        return draft
    part = None if before is None else _part(of, before)
    if part is None:
        why = "how much of the fee other credits leave is not known"
        step = Step(name="other credits", before=draft.amount, after=None, why=why, rule=rule)
        return stepped(draft, step)
    assert before is not None
    left = scale(draft.amount, part)
    why = f"of the fee less the credits before it, {amount_text(before)}"
    return stepped(draft, Step(name="other credits", before=draft.amount, after=left, why=why, rule=rule))


def _part(of: FeeUse, before: Amount) -> Fraction | None:
    """The part of a fee that earlier credits out of it leave; None where that hangs on what is not known."""
    parts = parts_of(before)
    if parts is None:
        return None
    money, shares = parts
    if set(shares) - {of.fee}:
        return None
    rest = 1 - shares.get(of.fee, Fraction(0))
    sums = {currency: value for currency, value in money.items() if value}
    if sums:
        if of.money is None or set(sums) != {of.money.currency}:
            return None
        rest -= sums[of.money.currency] / of.money.amount if of.money.amount else 1
    return max(rest, Fraction(0))
