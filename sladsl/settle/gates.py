"""What a credit waits for besides a miss, and whose credits fall away where it is owed.

Both are decided before caps: what is not owed uses up nothing of them.
"""

from __future__ import annotations

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Step
from sladsl.plan.dates import TriggerRule, objectives_of
from sladsl.plan.settlement import CreditRule, Settlement
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft, stepped
from sladsl.settle.tracks import Track, track
from sladsl.settle.triggers import Clock, judged, reach
from sladsl.values.amount import NOTHING


def conditional(drafts: tuple[Draft, ...], settlement: Settlement, dates: DateBook) -> tuple[Draft, ...]:
    """The drafts without the credits whose condition did not hold at the end of their period."""
    rows: dict[tuple[str, str], list[Draft]] = {}
    if any(_waits(each) is not None for each in drafts):
        for each in sorted(drafts, key=lambda one: one.period.start):
            rows.setdefault((each.assessment.objective, each.scope), []).append(each)
    return tuple(_conditional(each, rows, settlement, dates) for each in drafts) if rows else drafts


def _waits(draft: Draft) -> TriggerRule | None:
    credit = draft.assessment.credit
    return None if credit is None or is_nothing(draft.amount) else credit.when


def _conditional(
    draft: Draft, rows: dict[tuple[str, str], list[Draft]], settlement: Settlement, dates: DateBook
) -> Draft:
    when, credit = _waits(draft), draft.assessment.credit
    if when is None or credit is None:
        return draft
    clock = Clock(place=dates.place, term_start=settlement.term_start)
    earlier = reach(when) - 1 if settlement.before == "not known" else 0
    tracks: dict[str, Track] = {}
    for name in objectives_of(when):
        row = rows.get((name, draft.scope)) or rows.get((name, ""))
        if row:
            tracks[name] = track(tuple(row), dates.as_of, earlier, settlement.term_start, dates.place)
    holds = judged(when, tracks, draft.period.end, clock).holds
    if holds == "yes":
        return draft
    if holds == "no":
        why = "a miss alone is not enough: the condition of the credit did not hold"
        return stepped(
            draft, Step(name="condition", before=draft.amount, after=NOTHING, why=why, rule=credit.rule)
        )
    why = "whether the condition of the credit held hangs on periods of which nobody knows"
    return stepped(draft, Step(name="condition", before=draft.amount, after=None, why=why, rule=credit.rule))


def displaced(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts without the credits that another one of the same time takes the place of."""
    replacing = [
        (each, credit)
        for each in drafts
        if (credit := each.assessment.credit) is not None and credit.replaces and not is_nothing(each.amount)
    ]
    return tuple(_displaced(each, replacing) for each in drafts) if replacing else drafts


def _displaced(draft: Draft, replacing: list[tuple[Draft, CreditRule]]) -> Draft:
    if is_nothing(draft.amount):
        return draft
    for other, credit in replacing:
        same = draft.scope in (other.scope, "") or not other.scope
        within = other.period.start < draft.period.end <= other.period.end
        if draft.assessment.objective not in credit.replaces or not (same and within):
            continue
        name = other.assessment.title or other.assessment.objective
        if other.amount is None:
            why = f"whether the credit for {name} takes its place is not known"
            return stepped(
                draft, Step(name="replaced", before=draft.amount, after=None, why=why, rule=credit.rule)
            )
        why = f"the credit for {name} takes its place"
        return stepped(
            draft, Step(name="replaced", before=draft.amount, after=NOTHING, why=why, rule=credit.rule)
        )
    return draft
