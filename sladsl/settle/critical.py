"""Misses that are critical by what came before: `critical when: missed in 2 consecutive months`.

A miss completes it like a right: at the end of its period, by all that has ended by then. Whether others are critical does
not count in it, only whether they are so by their level.
"""

from __future__ import annotations

from sladsl.outcome.rights_words import events_text
from sladsl.plan.dates import objectives_of
from sladsl.plan.settlement import Settlement
from sladsl.record import replace
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft
from sladsl.settle.tracks import Track, track
from sladsl.settle.triggers import Clock, judged, reach

Rows = dict[tuple[str, str], list[Draft]]


def with_critical(drafts: tuple[Draft, ...], settlement: Settlement, dates: DateBook) -> tuple[Draft, ...]:
    """The drafts with the misses that are critical by what came before."""
    if all(each.assessment.critical_when is None for each in drafts):
        return drafts
    rows: Rows = {}
    for each in sorted(drafts, key=lambda one: one.period.start):
        rows.setdefault((each.assessment.objective, each.scope), []).append(each)
    return tuple(_critical(each, rows, settlement, dates) for each in drafts)


def _critical(draft: Draft, rows: Rows, settlement: Settlement, dates: DateBook) -> Draft:
    when = draft.assessment.critical_when
    if when is None or draft.status != "missed" or draft.grade == "critical" or draft.free is not None:
        return draft
    clock = Clock(place=dates.place, term_start=settlement.term_start)
    earlier = reach(when) - 1 if settlement.before == "not known" else 0
    tracks: dict[str, Track] = {}
    for name in objectives_of(when):
        row = rows.get((name, draft.scope)) or rows.get((name, ""))
        if row:
            tracks[name] = track(tuple(row), dates.as_of, earlier, settlement.term_start, dates.place)
    verdict = judged(when, tracks, draft.period.end, clock)
    if verdict.holds == "no":
        return draft
    if verdict.holds == "perhaps":
        why = "whether it is critical hangs on periods of which nobody knows"
        return replace(draft, unsure=True, attained=replace(draft.attained, reason=why))
    why = f"critical by what came before: {events_text(verdict.counted)}"
    return replace(draft, grade="critical", attained=replace(draft.attained, reason=why))
