"""How far back a named period must be looked at: to the beginning of the caps that hold for it."""

from __future__ import annotations

from sladsl.model.meanings import Agreement, Cap
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import replace
from sladsl.settle.windows import contract_year
from sladsl.values.period import period_at


def with_cap_windows(agreement: Agreement, stretch: Stretch) -> Stretch:
    """The stretch from the start of the earliest cap window that it touches; what was asked for is `shown`.

    Credits of the months before a named one use up a yearly cap whether or not somebody looks at them.
    """
    caps = (*agreement.caps, *(cap for credit in agreement.credits for cap in credit.caps))
    start = min((_window_start(cap, stretch) for cap in caps), default=stretch.start)
    shown = (stretch.start, stretch.end)
    if start >= stretch.start:
        return replace(stretch, shown=shown)
    place = stretch.place()
    kinds = {objective.period for objective in agreement.objectives.values()}
    first = min((period_at(kind, place, start).start for kind in kinds), default=start)
    return replace(stretch, start=first, shown=shown)


def _window_start(cap: Cap, stretch: Stretch) -> int:
    if cap.window == "term":
        return stretch.term_start if stretch.term_start is not None else stretch.start
    if cap.window == "contract year":
        if stretch.term_start is None or stretch.term_start >= stretch.start:
            return stretch.start
        return contract_year(stretch.term_start, stretch.place(), stretch.start).start
    return period_at(cap.window, stretch.place(), stretch.start).start
