"""Earning back before caps, where the agreement says that order: caps limit what stays of a credit.

Until it is decided a credit is what it is, and uses up caps with all of it. Once it is earned back, what stays is the part
of the whole credit that is not given back, or what the caps leave, whichever is less; only that uses them up, and what is
given back is the difference. So credits less what is earned back of them never come to more than a cap, and each of them
is never less than it would be if it had been worked out in one go.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.earned import Earned
from sladsl.plan.remedies import Order
from sladsl.plan.settlement import CreditRule
from sladsl.record import replace
from sladsl.settle.amounts import rest
from sladsl.settle.draft import Draft
from sladsl.settle.earned import with_earned
from sladsl.settle.rounding import rounded_amount
from sladsl.values.amount import Amount, known, least, scale

OPEN_FEES = "how much that is hangs on fees that are not known yet"
ALL_TAKEN = "caps had taken as much of the credit already"


def parted_first(drafts: tuple[Draft, ...], as_of: int) -> tuple[Draft, ...]:
    """Credits before caps, with what stays of them where they are earned back."""
    return tuple(_parted(each) for each in with_earned(drafts, drafts, as_of))


def _parted(draft: Draft) -> Draft:
    credit = draft.assessment.credit
    rule = None if credit is None else credit.earn_back
    if draft.earned is None or draft.earned.amount is None or draft.amount is None:
        return draft
    assert credit is not None
    assert rule is not None
    assert rule.share is not None
    return replace(draft, left=_stays(draft.amount, min(rule.share, Fraction(1)), credit))


def _stays(amount: Amount, share: Fraction, credit: CreditRule) -> Amount:
    """What is not given back of a credit; to the cent as if no cap came between."""
    if known(amount) is None:
        return scale(amount, 1 - share)
    whole = rounded_amount(amount, credit) if credit.rounded == "on each line" else amount
    left = rest(whole, least(whole, rounded_amount(scale(whole, share), credit)))
    assert left is not None
    return left


def with_rest(drafts: tuple[Draft, ...], order: Order) -> tuple[Draft, ...]:
    """Lines behind caps, rounding and claims, with what is given back of them: all but what stays."""
    return tuple(_with_rest(each, order) for each in drafts)


def _with_rest(draft: Draft, order: Order) -> Draft:
    credit, earned = draft.assessment.credit, draft.earned
    if credit is None or earned is None or earned.state == "kept":
        return draft
    if is_nothing(draft.amount):
        return replace(draft, earned=None)
    if earned.amount is None or draft.left is None or draft.amount is None:
        return replace(draft, earned=replace(earned, amount=None))
    left = draft.left
    repeated = next((each for each in draft.steps if each.name == "repeat"), None)
    if order.cap_before_repeat and repeated is not None:
        assert credit.repeat is not None
        left = rounded_amount(scale(left, credit.repeat.factor), credit)
    back = rest(draft.amount, least(draft.amount, left))
    return replace(draft, earned=_told(earned, back))


def _told(earned: Earned, back: Amount | None) -> Earned:
    why = earned.why
    if back is None:
        why = f"{why}; {OPEN_FEES}"
    elif is_nothing(back):
        why = f"{why}; {ALL_TAKEN}"
    return replace(earned, amount=back, why=why)
