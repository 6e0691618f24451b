"""Misses that are critical by what came before: `critical when: missed in 2 consecutive months or Lost above 8 hours`.

A miss completes it like a right: at the end of its period, by all that has ended by then. Whether others are critical does
not count in it, only whether they are so by their level; points that it waits for are those which misses score without it.
"""

from __future__ import annotations

from sladsl.outcome.rights_words import events_text
from sladsl.plan.dates import figures_of
from sladsl.plan.settlement import Settlement
from sladsl.record import replace
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft
from sladsl.settle.fees import FeeBook
from sladsl.settle.happened import Happened, any_next, doubt
from sladsl.settle.points import scored


def with_critical(
    drafts: tuple[Draft, ...], settlement: Settlement, dates: DateBook, fees: FeeBook
) -> tuple[Draft, ...]:
    """The drafts with the misses that are critical by what came before."""
    waiting = [when for each in drafts if (when := each.assessment.critical_when) is not None]
    if not waiting:
        return drafts
    seen = drafts
    if any(figure.of == "points" for when in waiting for figure in figures_of(when)):
        seen = scored(drafts, settlement, dates, fees)
    happened = Happened(waiting, seen, settlement, dates, fees)
    return tuple(_critical(each, happened) for each in drafts)


def _critical(draft: Draft, happened: Happened) -> Draft:
    when = draft.assessment.critical_when
    if when is None or draft.status != "missed" or draft.grade == "critical" or draft.free is not None:
        return draft
    told = happened.told(when, draft)
    if told.holds == "no":
        return draft
    if told.holds == "perhaps":
        why = doubt(told, "whether it is critical")
        return replace(draft, unsure=True, attained=replace(draft.attained, reason=why))
    came = "after it" if any_next(when) else "before"
    why = f"critical by what came {came}: {events_text(told.verdict.counted)}"
    return replace(draft, grade="critical", attained=replace(draft.attained, reason=why))
