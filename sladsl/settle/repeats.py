"""Repeated misses: from the n-th on, in a row or within a period, each owes (or scores) so many times the amount.

What lies before everything that is known may have been a miss: where the factor hangs on it, the amount is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Step
from sladsl.plan.remedies import RepeatRule
from sladsl.plan.settlement import Settlement
from sladsl.record import Record
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft, stepped
from sladsl.settle.tracks import Track, track
from sladsl.values.amount import scale
from sladsl.values.number import ordinal, shown
from sladsl.values.period import period_at

Place = tuple[str, str, str]


class Repeated(Record):
    """Whether a miss is one of those that count more, and the words for which it is."""

    holds: Literal["yes", "no", "perhaps"]
    why: str


def place_of(draft: Draft) -> Place:
    return draft.assessment.objective, draft.scope, draft.period.label


def repeats(
    drafts: Iterable[Draft],
    rule_of: Callable[[Draft], RepeatRule | None],
    settlement: Settlement,
    dates: DateBook,
) -> dict[Place, Repeated]:
    """For each missed draft whose amount may be multiplied, whether it is; `drafts` are all that were settled."""
    rows: dict[tuple[str, str], list[Draft]] = {}
    for each in drafts:
        if rule_of(each) is not None:
            rows.setdefault((each.assessment.objective, each.scope), []).append(each)
    found: dict[Place, Repeated] = {}
    for row in rows.values():
        ordered = tuple(sorted(row, key=lambda each: each.period.start))
        rules = [rule for each in ordered if (rule := rule_of(each)) is not None]
        earlier = 0
        if settlement.before == "not known":
            earlier = max(_earlier(each, ordered[0], dates) for each in rules)
        known = track(ordered, dates.as_of, earlier, settlement.term_start, dates.place)
        for at, entry in enumerate(known.entries):
            if entry.draft is not None and entry.draft.status == "missed":
                # By the terms of the miss.
                rule = rule_of(entry.draft)
                assert rule is not None
                found[place_of(entry.draft)] = _one(rule, known, at, dates)
    return found


def _earlier(rule: RepeatRule, first: Draft, dates: DateBook) -> int:
    """How many periods before the first one can change something: those of a row, or of the period that holds it."""
    if rule.within is None:
        return rule.start - 1
    start = period_at(rule.within, dates.place, first.period.end - 1).start
    return max(0, -(-(first.period.start - start) // (first.period.end - first.period.start)))


def _one(rule: RepeatRule, known: Track, at: int, dates: DateBook) -> Repeated:
    if rule.within is None:
        sure, most = (known.run("missed", rule.bridged, perhaps, at) for perhaps in (False, True))
        what = "in a row"
    else:
        window = period_at(rule.within, dates.place, known.entries[at].period.end - 1)
        start = next(place for place, each in enumerate(known.entries) if each.period.end > window.start)
        start = max(start, known.firsts[at])
        sure = known.between("missed", "yes", start, at + 1)
        most = sure + known.between("missed", "unknown", start, at + 1)
        what = f"in {window.label}"
    if sure >= rule.start:
        return Repeated(holds="yes", why=f"the {ordinal(sure)} miss {what}")
    if most >= rule.start:
        return Repeated(holds="perhaps", why=f"whether it is the {ordinal(rule.start)} miss {what}")
    return Repeated(holds="no", why="")


def multiplied(drafts: tuple[Draft, ...], settlement: Settlement, dates: DateBook) -> tuple[Draft, ...]:
    """The drafts with the amounts of repeated misses multiplied."""
    found = repeats(drafts, lambda each: _rule(each), settlement, dates)
    return tuple(_multiplied(each, found.get(place_of(each))) for each in drafts) if found else drafts


def _rule(draft: Draft) -> RepeatRule | None:
    credit = draft.assessment.credit
    return None if credit is None else credit.repeat


def _multiplied(draft: Draft, repeated: Repeated | None) -> Draft:
    credit = draft.assessment.credit
    if repeated is None or repeated.holds == "no" or draft.amount is None or is_nothing(draft.amount):
        return draft
    assert credit is not None
    assert credit.repeat is not None
    times = f"{shown(credit.repeat.factor)} times"
    if repeated.holds == "perhaps":
        why = f"{repeated.why}, which owes {times} as much, is not known"
        return stepped(draft, Step(name="repeat", before=draft.amount, after=None, why=why, rule=credit.rule))
    after = scale(draft.amount, credit.repeat.factor)
    why = f"{times}, being {repeated.why}"
    return stepped(draft, Step(name="repeat", before=draft.amount, after=after, why=why, rule=credit.rule))
