"""Why what was paid is not what is owed: what the agreement, the claim and the steps of the credit say of the difference."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.outcome.claims_words import decision_text
from sladsl.outcome.reconciled import Reconciled
from sladsl.outcome.statement import ClaimState, Line, Statement
from sladsl.values.amount import known
from sladsl.values.instant import instant_to_local
from sladsl.values.money import Money, minor_units, money_text
from sladsl.values.zones import zone

BEFORE = {
    "steps": "the steps were counted",
    "condition": "its condition",
    "repeat": "the repeated miss",
    "replaced": "another credit took its place",
    "other credits": "other credits were taken off the fee",
    "cap": "the cap",
    "claim": "the claim",
    "rounding": "it was rounded",
    "minimum payable": "the smallest sum that is paid",
    "one for several": "one credit was made of several",
    "free miss": "the free miss",
}
"""Steps, as it is told what an amount came to before them."""


def reasons(line: Line, found: Reconciled, statement: Statement, invoiced: bool) -> tuple[str, ...]:
    """What explains the difference between owed and paid, and what is odd about it; () where both agree.

    `invoiced`: there is a table of invoices, which decides, and what claims say only stands beside it.
    """
    odd = tuple(_odd(line, found, statement))
    if found.owed is None:
        why = line.steps[-1].why if line.steps else ""
        return (f"how much is owed is open{f': {why}' if why else ''}", *odd)
    match found.state:
        case "overpaid":
            return (_too_much(line, found, found.owed), *odd)
        case "part":
            return (_the_rest(line, found, found.owed), *odd)
        case "open":
            return (_nothing_yet(line, statement, invoiced), *odd)
        case _:
            return odd


def _too_much(line: Line, found: Reconciled, owed: Money) -> str:
    if owed.amount and len(found.taken) > 1 and any(each.amount == owed for each in found.taken):
        return f"it was taken off more than once: {taken_text(found)}"
    step = _step(line, found, owed)
    if step:
        return step
    if not owed.amount and line.status == "met":
        return "the promise was kept, so nothing is owed"
    if not owed.amount and line.steps:
        return f"nothing is owed: {line.steps[-1].why}"
    return "nothing explains what is too much"


def _the_rest(line: Line, found: Reconciled, owed: Money) -> str:
    back = None if line.earned is None or line.earned.amount is None else known(line.earned.amount)
    if (
        back is not None
        and line.earned is not None
        and line.earned.state == "earned back"
        and back == found.open
    ):
        return f"the rest of {money_text(back)} was earned back with {line.earned.period}"
    step = _step(line, found, owed)
    return step or _rejected(line.claim) or "it was paid in part, and nothing explains the rest"


def _nothing_yet(line: Line, statement: Statement, invoiced: bool) -> str:
    claim = line.claim
    paid = [] if claim is None else [each for each in claim.decisions if each.decision == "paid"]
    if paid and invoiced:
        return f"the claim is said to be {decision_text(paid[-1])}, and no invoice shows it"
    claimed = "" if claim is None else _claimed(claim)
    return claimed or _due(line, statement) or "no invoice takes it off yet"


def _claimed(claim: ClaimState) -> str:
    """What the claim has to do with that nothing was paid."""
    match claim.status:
        case "rejected":
            return _rejected(claim)
        case "open":
            return f"it is not claimed yet{f' (last day {claim.last_day})' if claim.last_day else ''}"
        case "lapsed":
            return f"no claim is known, and the last day was {claim.last_day}"
        case "made":
            by = f" ({claim.decided_by or 'the decision'} by {claim.decide_day})" if claim.decide_day else ""
            return f"it is claimed, and nothing is known to be decided{by}"
        case _:
            return ""


def _rejected(claim: ClaimState | None) -> str:
    rejected = [] if claim is None else [each for each in claim.decisions if each.decision == "rejected"]
    return f"the claim was {decision_text(rejected[-1])}" if rejected else ""


def _due(line: Line, statement: Statement) -> str:
    """Which invoice is to take it up."""
    place = line.objective, line.scope, line.period
    due = [
        each.invoice
        for each in statement.payments
        if (each.objective, each.scope, each.period) == place and each.state == "set off"
    ]
    if any(
        (each.objective, each.scope, each.period, each.state) == (*place, "added")
        for each in statement.payments
    ):
        return "it is given in service time"
    return f"it is due with the invoice of {' and '.join(due)}" if due else ""


def _step(line: Line, found: Reconciled, owed: Money) -> str:
    """The step before which the credit came to what was paid, or rounding."""
    for each in reversed(line.steps):
        before = None if each.before is None else known(each.before, found.paid.currency)
        words = BEFORE.get(each.name)
        if words and before == found.paid and before != owed:
            return f"{money_text(found.paid)} is what it came to before {words}: {each.why}"
    least = Fraction(1, 10 ** minor_units(owed.currency))
    close = owed.amount and abs(owed.amount - found.paid.amount) <= least
    return "the difference is one of rounding" if close else ""


def _odd(line: Line, found: Reconciled, statement: Statement) -> Iterator[str]:
    """What was paid without a claim, or before it."""
    claim, place = line.claim, zone(statement.zone)
    if claim is None or not found.taken or place is None:
        return
    if claim.state in ("open", "lapsed"):
        yield "it was paid although no claim is known"
    elif claim.claimed is not None and claim.state == "made in time":
        day = instant_to_local(claim.claimed, place).date().isoformat()
        if found.taken[0].day < day:
            yield f"it was paid on {found.taken[0].day}, before it was claimed on {day}"


def taken_text(found: Reconciled) -> str:
    """`60.00 EUR with R-17 of 2026-05-02, 40.00 EUR on 2026-05-30`."""
    return ", ".join(
        f"{money_text(each.amount)} {f'with {each.invoice} of' if each.invoice else 'on'} {each.day}"
        for each in found.taken
    )
