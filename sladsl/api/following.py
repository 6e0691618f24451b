"""How far ahead a named period must be looked at: to the end of what its conditions wait for."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.model.dates import Trigger
from sladsl.model.from_ast.triggers import events
from sladsl.model.meanings import Agreement
from sladsl.plan.from_model.stretch import DAY, Stretch
from sladsl.record import replace
from sladsl.values.period import most_days, period_at


def with_following(agreement: Agreement, stretch: Stretch, as_of: int) -> Stretch:
    """The stretch to the end of the periods that conditions wait for, as far as they have begun; what was asked for is
    `shown`."""
    windows = (each.window for of in _conditions(agreement) for each in events(of))
    days = max(
        (
            most_days(each.period) * (each.count + 1)
            for each in windows
            if each is not None and each.following
        ),
        default=0,
    )
    latest = as_of if stretch.term_end is None else min(as_of, stretch.term_end)
    end = min(stretch.end + days * DAY, latest)
    if end <= stretch.end:
        return stretch
    place = stretch.place()
    kinds = {objective.period for objective in agreement.objectives.values()}
    last = max((period_at(kind, place, end - 1).end for kind in kinds), default=end)
    return replace(stretch, end=last, shown=stretch.shown or (stretch.start, stretch.end))


def _conditions(agreement: Agreement) -> Iterator[Trigger]:
    """What credits, bonuses, points and critical misses wait for."""
    yield from (
        each.critical_when for each in agreement.objectives.values() if each.critical_when is not None
    )
    points = () if agreement.points_credit is None else (agreement.points_credit,)
    for owed in (*agreement.credits, *agreement.bonuses, *points, *agreement.points):
        yield from owed.when.values()
