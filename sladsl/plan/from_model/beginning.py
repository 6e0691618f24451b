"""From when on a promise counts, and from when on it has its periods, where that is not the start of the agreement."""

from __future__ import annotations

from sladsl.model import meanings as m
from sladsl.plan import settlement as s
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import replace
from sladsl.values.period import parse_period


def laid_anew(stretch: Stretch) -> s.Laid | None:
    """The periods of the objective that is looked at, where an amendment gave it these."""
    cut = stretch.cut
    return (
        None
        if cut is None or cut.before is None
        else s.Laid(since=cut.since, before=cut.before, anew=cut.anew)
    )


def _begins(objective: m.Objective, stretch: Stretch) -> int | None:
    found = parse_period(objective.begins, stretch.place()) if objective.begins else None
    return found.start if found is not None else None


def counting_from(objective: m.Objective, stretch: Stretch) -> Stretch:
    """The stretch without the part of a period that lies before the day on which a promise begins in it."""
    begins = _begins(objective, stretch)
    if begins is None:
        return stretch
    if objective.rolling is not None:
        # What looks back at a longer time looks back at nothing before.
        first = min((each.start for each in stretch.periods(objective.rolling)), default=begins)
        return replace(stretch, not_yet=(first, begins)) if first < begins else stretch
    for period in stretch.periods(objective.period):
        if period.start < begins < period.end:
            return replace(stretch, not_yet=(period.start, begins))
    return stretch


def early_periods(objective: m.Objective, stretch: Stretch) -> frozenset[str]:
    """The periods that are over before a promise begins: they are reported."""
    begins = _begins(objective, stretch)
    if begins is None:
        return frozenset()
    return frozenset(each.label for each in stretch.periods(objective.period) if each.end <= begins)
