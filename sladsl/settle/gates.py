"""What a credit waits for besides a miss, and whose credits fall away where it is owed.

Both are decided before caps: what is not owed uses up nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Step
from sladsl.plan.dates import TriggerRule, objectives_of
from sladsl.plan.settlement import CreditRule, Settlement
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft, stepped
from sladsl.settle.tracks import Track, track
from sladsl.settle.triggers import Clock, Holds, judged, reach
from sladsl.values.amount import NOTHING

Rows = dict[tuple[str, str], list[Draft]]
"""Drafts by objective and scope, in the order of time."""


def conditional(drafts: tuple[Draft, ...], settlement: Settlement, dates: DateBook) -> tuple[Draft, ...]:
    """The drafts without the credits whose condition did not hold at the end of their period."""
    if all(_waits(each) is None for each in drafts):
        return drafts
    rows = rows_of(drafts)
    return tuple(_conditional(each, rows, settlement, dates) for each in drafts)


def rows_of(drafts: Iterable[Draft]) -> Rows:
    """The drafts of each objective and scope, in the order of time."""
    rows: Rows = {}
    for each in sorted(drafts, key=lambda one: one.period.start):
        rows.setdefault((each.assessment.objective, each.scope), []).append(each)
    return rows


def _waits(draft: Draft) -> TriggerRule | None:
    credit = draft.assessment.credit
    return None if credit is None or is_nothing(draft.amount) else credit.when


def held(when: TriggerRule, draft: Draft, rows: Rows, settlement: Settlement, dates: DateBook) -> Holds:
    """Whether what something waits for had happened by the end of the period of a draft."""
    clock = Clock(place=dates.place, term_start=settlement.term_start)
    earlier = reach(when) - 1 if settlement.before == "not known" else 0
    tracks: dict[str, Track] = {}
    for name in objectives_of(when):
        row = rows.get((name, draft.scope)) or rows.get((name, ""))
        if row:
            tracks[name] = track(tuple(row), dates.as_of, earlier, settlement.term_start, dates.place)
    return judged(when, tracks, draft.period.end, clock).holds


def condition_words(holds: Holds, what: str, alone: str = "a miss") -> str:
    """Why nothing comes of a level, or why that can't be told; `alone`: what is not enough."""
    if holds == "no":
        return f"{alone} alone {'are' if alone == 'points' else 'is'} not enough: the condition of the {what} did not hold"
    return f"whether the condition of the {what} held hangs on periods of which nobody knows"


def _conditional(draft: Draft, rows: Rows, settlement: Settlement, dates: DateBook) -> Draft:
    when, credit = _waits(draft), draft.assessment.credit
    if when is None or credit is None:
        return draft
    holds = held(when, draft, rows, settlement, dates)
    if holds == "yes":
        return draft
    after = NOTHING if holds == "no" else None
    why = condition_words(holds, "credit", "points" if draft.assessment.of_points else "a miss")
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
