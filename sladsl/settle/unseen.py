"""Periods that nobody has looked at, though a sum is of them."""

from __future__ import annotations

from itertools import pairwise

from sladsl.plan.settlement import Settlement
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft
from sladsl.values.period import Period, next_period, period_at


def lacking(
    inside: list[Draft], given: list[Draft], period: Period, settlement: Settlement, dates: DateBook
) -> str:
    """A period of a promise that ends here, was in force and that nobody has looked at; "" where there is none."""
    for assessment in {each.assessment.objective: each.assessment for each in given}.values():
        known = {each.period.label for each in inside if each.assessment.objective == assessment.objective}
        kinds = {each.period.kind for each in given if each.assessment.objective == assessment.objective}
        if len(kinds) > 1:
            mine = [each.period for each in inside if each.assessment.objective == assessment.objective]
            if not _without_gap(mine, period, settlement):
                return f"{assessment.title or assessment.objective}, {period.label}"
            continue
        kind = min(kinds, key=str)
        here = period_at(kind, dates.place, period.start)
        while here.end <= period.end:
            begun = settlement.term_start is None or here.end > settlement.term_start
            ended = settlement.term_end is not None and here.start >= settlement.term_end
            if here.end > period.start and begun and not ended and here.label not in known:
                return f"{assessment.title or assessment.objective}, {here.label}"
            here = next_period(here, dates.place)
    return ""


def _without_gap(mine: list[Period], period: Period, settlement: Settlement) -> bool:
    """Whether periods of several kinds follow each other from the start of a longer one until no other ends in it."""
    if not mine:
        return False
    ordered = sorted(mine, key=lambda each: each.start)
    begun = max(period.start, settlement.term_start or period.start)
    after = ordered[-1].end - ordered[-1].start + ordered[-1].end
    return (
        ordered[0].start <= begun
        and all(left.end == right.start for left, right in pairwise(ordered))
        and after > period.end
    )
