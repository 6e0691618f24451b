"""One credit for several objectives: of those that a period owes, the greatest is owed, and the others owe nothing."""

from __future__ import annotations

from sladsl.outcome.amounts import is_nothing, never_above
from sladsl.outcome.statement import Step
from sladsl.settle.draft import Draft, stepped
from sladsl.values.amount import NOTHING, Amount

UNTOLD = "which of them is the greatest can't be told before the fees are known"


def once_for_several(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts, with one credit in each period and scope for objectives that have one together."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, draft in enumerate(drafts):
        credit = draft.assessment.credit
        if credit is not None and credit.once_for and not is_nothing(draft.amount):
            key = (credit.once_for, draft.scope, draft.period.start, draft.period.end)
            groups.setdefault(key, []).append(at)
    found = list(drafts)
    for places in groups.values():
        if len(places) > 1:
            for at, draft in zip(places, _one_of([drafts[at] for at in places]), strict=True):
                found[at] = draft
    return tuple(found)


def _one_of(drafts: list[Draft]) -> list[Draft]:
    """Lines that owe something, or may, of which one owes it for all."""
    names = " and ".join(dict.fromkeys(each.assessment.title or each.assessment.objective for each in drafts))
    amounts = [each.amount for each in drafts if each.amount is not None]
    if len(amounts) < len(drafts):
        return [
            _with(each, None, f"one credit for {names}, and not all of them are known") for each in drafts
        ]
    for chosen in drafts:
        top = chosen.amount
        if top is not None and all(never_above(amount, top) for amount in amounts):
            called = chosen.assessment.title or chosen.assessment.objective
            why = f"one credit for {names}: {called} owes it"
            return [each if each is chosen else _with(each, NOTHING, why) for each in drafts]
    return [_with(each, None, f"one credit for {names}: {UNTOLD}") for each in drafts]


def _with(draft: Draft, after: Amount | None, why: str) -> Draft:
    assert draft.assessment.credit is not None
    rule = draft.assessment.credit.rule
    return stepped(draft, Step(name="one for several", before=draft.amount, after=after, why=why, rule=rule))
