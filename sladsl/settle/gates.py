"""What a credit waits for besides a miss, and whose credits fall away where it is owed.

Both are decided before caps: what is not owed uses up nothing of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Step
from sladsl.plan.dates import TriggerRule
from sladsl.plan.settlement import CreditRule, Settlement
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft, stepped
from sladsl.settle.fees import FeeBook
from sladsl.settle.happened import Happened, condition_words
from sladsl.values.amount import NOTHING


def conditional(
    drafts: tuple[Draft, ...], settlement: Settlement, dates: DateBook, fees: FeeBook
) -> tuple[Draft, ...]:
    """The drafts without the credits whose condition did not hold at the end of their period."""
    waiting = [when for each in drafts if (when := _waits(each)) is not None]
    if not waiting:
        return drafts
    happened = Happened(waiting, drafts, settlement, dates, fees)
    return tuple(_conditional(each, happened) for each in drafts)


def _waits(draft: Draft) -> TriggerRule | None:
    credit = draft.assessment.credit
    return None if credit is None or is_nothing(draft.amount) else credit.when


def _conditional(draft: Draft, happened: Happened) -> Draft:
    when, credit = _waits(draft), draft.assessment.credit
    if when is None or credit is None:
        return draft
    told = happened.told(when, draft)
    if told.holds == "yes":
        return draft
    after = NOTHING if told.holds == "no" else None
    why = condition_words(told, "credit", "points" if draft.assessment.of_points else "a miss")
    return stepped(draft, Step(name="condition", before=draft.amount, after=after, why=why, rule=credit.rule))


def displaced(drafts: tuple[Draft, ...], bonuses: Sequence[Draft] = ()) -> tuple[Draft, ...]:
    """The drafts without the credits that another one of the same time takes the place of; `bonuses`: lines of such."""
    replacing = [
        (each, credit)
        for each in (*drafts, *bonuses)
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
        what = "bonus" if credit == other.assessment.bonus else "credit"
        name = f"{what} for {other.assessment.title or other.assessment.objective}"
        if other.amount is None:
            why = f"whether the {name} takes its place is not known"
            return stepped(
                draft, Step(name="replaced", before=draft.amount, after=None, why=why, rule=credit.rule)
            )
        why = f"the {name} takes its place"
        return stepped(
            draft, Step(name="replaced", before=draft.amount, after=NOTHING, why=why, rule=credit.rule)
        )
    return draft
