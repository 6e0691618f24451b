"""One credit for several promises: of those that a period owes, the greatest is owed, and the others owe nothing.

So it is with a credit for several objectives where the agreement says so, and with the promises that one incident breaks.
Which misses are those of one incident no figure says. So what is taken together are all that can be: those that share a
time, of one value of a dimension or of the whole. Whoever says that they were several incidents gets each of them; between
these two lies whatever happened.
"""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.outcome.amounts import is_nothing, never_above
from sladsl.outcome.statement import Step
from sladsl.record import Record
from sladsl.settle.draft import Draft, stepped
from sladsl.values.amount import NOTHING, Amount

BROKE = "one incident broke"
UNTOLD = "which of them is the greatest can't be told before the fees are known"


def once_for_several(drafts: tuple[Draft, ...], *, one_incident: bool = False) -> tuple[Draft, ...]:
    """The drafts, with one credit in each period and scope for objectives that have one together.

    `one_incident`: what is missed at one time is missed in one incident, where the agreement pays for one only once.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, draft in enumerate(drafts):
        credit = draft.assessment.credit
        if credit is not None and credit.once_for and not is_nothing(draft.amount):
            key = (credit.once_for, draft.scope, draft.period.start, draft.period.end)
            groups.setdefault(key, []).append(at)
    found = _taken(drafts, groups.values(), "one credit for")
    return _of_one_incident(found) if one_incident else found


def _taken(drafts: tuple[Draft, ...], groups: Iterable[list[int]], why: str) -> tuple[Draft, ...]:
    found = list(drafts)
    for places in groups:
        if len(places) > 1:
            for at, draft in zip(places, _one_of([drafts[at] for at in places], why), strict=True):
                found[at] = draft
    return tuple(found)


class _Together(Record):
    """Lines that one incident may have missed together: they all share this time, and are of this scope or of the whole."""

    start: int
    end: int
    scope: str
    lines: tuple[int, ...]
    top: Amount | None
    """The greatest of their amounts; None: not known."""


def _of_one_incident(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts, with one credit for what one incident can have missed, as few incidents as there can have been.

    What is longer than others, or of the whole of which others are parts, is taken together with those of them that owe
    most: any other way would owe more. Of two values of a dimension each keeps its own credit.
    """
    owing = [
        at
        for at, each in enumerate(drafts)
        if each.assessment.credit is not None
        and each.assessment.credit.incident
        and not is_nothing(each.amount)
    ]
    owing.sort(key=lambda at: (drafts[at].period.end - drafts[at].period.start, not drafts[at].scope, at))
    groups: dict[str, list[_Together]] = {}
    """By scope: there may be thousands, and only those of the whole can be together with any."""
    found = list(drafts)
    for at in owing:
        draft = drafts[at]
        near = [groups.get(draft.scope, []), groups.get("", [])] if draft.scope else groups.values()
        able = [each for of in near for each in of if _shares(each, draft)]
        chosen = next((each for each in able if all(_above(each, other) for other in able)), None)
        if able and chosen is None:
            found[at] = _with(draft, None, f"one incident may have broken it and others: {UNTOLD}")
            continue
        if chosen is not None:
            groups[chosen.scope].remove(chosen)
        made = _joined(chosen, draft, at)
        groups.setdefault(made.scope, []).append(made)
    together = [sorted(each.lines) for of in groups.values() for each in of]
    return _taken(tuple(found), together, BROKE)


def _shares(group: _Together, draft: Draft) -> bool:
    """Whether a line shares its time with a group."""
    return group.start < draft.period.end and draft.period.start < group.end


def _above(group: _Together, other: _Together) -> bool:
    if group is other:
        return True
    return group.top is not None and other.top is not None and never_above(other.top, group.top)


def _joined(group: _Together | None, draft: Draft, at: int) -> _Together:
    period = draft.period
    if group is None:
        return _Together(start=period.start, end=period.end, scope=draft.scope, lines=(at,), top=draft.amount)
    top = group.top
    if top is not None and draft.amount is not None and not never_above(draft.amount, top):
        top = draft.amount if never_above(top, draft.amount) else None
    return _Together(
        start=max(group.start, period.start),
        end=min(group.end, period.end),
        scope=group.scope or draft.scope,
        lines=(*group.lines, at),
        top=None if draft.amount is None else top,
    )


def _one_of(drafts: list[Draft], why: str) -> list[Draft]:
    """Lines that owe something, or may, of which one owes it for all; `why` begins the reason."""
    names = " and ".join(dict.fromkeys(each.assessment.title or each.assessment.objective for each in drafts))
    amounts = [each.amount for each in drafts if each.amount is not None]
    if len(amounts) < len(drafts):
        return [_with(each, None, f"{why} {names}, and not all of them are known") for each in drafts]
    for chosen in drafts:
        top = chosen.amount
        if top is not None and all(never_above(amount, top) for amount in amounts):
            called = chosen.assessment.title or chosen.assessment.objective
            may = " (the customer may choose another one)" if _chosen_by_customer(chosen, why) else ""
            text = f"{why} {names}: {called} owes it{may}"
            return [each if each is chosen else _with(each, NOTHING, text) for each in drafts]
    return [_with(each, None, f"{why} {names}: {UNTOLD}") for each in drafts]


def _chosen_by_customer(draft: Draft, why: str) -> bool:
    credit = draft.assessment.credit
    return why == BROKE and credit is not None and credit.incident == "customer's choice"


def _with(draft: Draft, after: Amount | None, why: str) -> Draft:
    assert draft.assessment.credit is not None
    rule = draft.assessment.credit.rule
    return stepped(draft, Step(name="one for several", before=draft.amount, after=after, why=why, rule=rule))
