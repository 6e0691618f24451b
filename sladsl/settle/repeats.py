"""Repeated misses: from the n-th on, in a row or within a period, each owes (or scores) so many times the amount.

What lies before everything that is known may have been a miss: where the factor hangs on it, the amount is open.
"""

from __future__ import annotations

from bisect import bisect_right
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
from sladsl.settle.windows import contract_year
from sladsl.values.amount import scale
from sladsl.values.number import ordinal, shown
from sladsl.values.period import Period, period_at, previous

Place = tuple[str, str, str]
A_YEAR = 366 * 86_400_000_000
"""No year is longer, in microseconds."""


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
            earlier = max(_earlier(each, ordered[0], settlement, dates) for each in rules)
        known = track(ordered, dates.as_of, earlier, settlement.term_start, dates.place)
        for at, entry in enumerate(known.entries):
            if entry.draft is not None and entry.draft.status == "missed":
                # By the terms of the miss.
                rule = rule_of(entry.draft)
                assert rule is not None
                found[place_of(entry.draft)] = _one(rule, known, at, settlement.term_start, dates)
    return found


def _earlier(rule: RepeatRule, first: Draft, settlement: Settlement, dates: DateBook) -> int:
    """How many periods before the first one can change something: those of a row, or of the period that holds it."""
    if rule.within is None:
        return rule.start - 1
    start, _ = _window(rule, first.period, settlement.term_start, dates)
    start = first.period.end - A_YEAR * rule.run if start is None else start
    return max(0, -(-(first.period.start - start) // (first.period.end - first.period.start)))


def _window(
    rule: RepeatRule, period: Period, term_start: int | None, dates: DateBook
) -> tuple[int | None, str]:
    """From when on misses count with one of a period, None where that can't be told, and the time in words."""
    assert rule.within is not None
    if rule.within == "contract year":
        if term_start is None:
            return None, "in one contract year" if rule.run == 1 else f"in {rule.run} contract years"
        year = first_year = contract_year(term_start, dates.place, period.end - 1)
        for _ in range(rule.run - 1):
            first_year = contract_year(term_start, dates.place, first_year.start - 1)
        together = "" if rule.run == 1 else f"{rule.run} contract years to the "
        return first_year.start, f"in the {together}{year.label}"
    last = period_at(rule.within, dates.place, period.end - 1)
    first = last
    for _ in range(rule.run - 1):
        first = previous(first, dates.place)
    named = last.label if isinstance(rule.within, str) else f"the {rule.within} {last.label}"
    if rule.run > 1:
        named = f"the {rule.run} {rule.within}s to {last.label}"
    return first.start, f"in {named}"


def _one(rule: RepeatRule, known: Track, at: int, term_start: int | None, dates: DateBook) -> Repeated:
    if rule.within is None:
        sure, most = (known.run("missed", rule.bridged, perhaps, at) for perhaps in (False, True))
        what = "in a row"
    else:
        since, what = _window(rule, known.entries[at].period, term_start, dates)
        begin = known.entries[at].period.end - A_YEAR * rule.run if since is None else since
        start = max(bisect_right(known.ends, begin), known.firsts[at])
        sure = known.between("missed", "yes", start, at + 1)
        most = sure + known.between("missed", "unknown", start, at + 1)
        if since is None:
            # When its years begin is not stated: any miss of so many times twelve months may be of the same ones.
            sure, most = 1, most
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
