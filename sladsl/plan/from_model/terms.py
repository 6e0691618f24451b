"""The term that follows a day: where an agreement says so, a change of its text waits for it."""

from __future__ import annotations

from sladsl.model import meanings as m
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.duties import term_rule
from sladsl.plan.from_model.stretch import Stretch
from sladsl.values.instant import instant_to_local
from sladsl.values.period import day_start
from sladsl.values.renewals import term_after

MOST_RENEWALS = 20_000


def next_term(agreement: m.Agreement, reading: Reading, stretch: Stretch, day: int) -> int | None:
    """When the first term begins that does not begin before `day`; None where none does, or none is known."""
    rule = term_rule(agreement, stretch, reading)
    if rule is None or rule.first is None or stretch.term_start is None:
        return None
    place = stretch.place()
    first = instant_to_local(stretch.term_start, place).date()
    if stretch.term_start >= day:
        return stretch.term_start
    most = MOST_RENEWALS if rule.times is None else rule.times
    for number in range(most):
        if rule.again is None:
            return None
        begin = term_after(first, rule.first, rule.again, number)
        if begin is None:
            return None
        if day_start(begin, place) >= day:
            return day_start(begin, place)
    return None
