"""What counts in a cell, computed on demand: the same questions for every engine, which says only how its rows are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sladsl.outcome.measured import Witness
from sladsl.plan.measure import Aside, Metering
from sladsl.record import replace
from sladsl.values.period import Period

Found = tuple[Witness, ...]


class Drill:
    """The closures of `Measured`.

    `counted` gives the rows that count for a metering in a scope and period, `judged` those that are judged one by one (in
    all periods for None), both with the file in which each stands.
    """

    def __init__(
        self,
        meterings: tuple[Metering, ...],
        counted: Callable[[Metering, str, Period], Found],
        judged: Callable[[Metering, str, Period | None], Found],
    ) -> None:
        self._meterings = meterings
        self._counted = counted
        self._judged = judged

    def witnesses(self, metric: str, scope: str, period: str) -> Found:
        return next((self._counted(metering, scope, each) for metering, each in self._of(metric, period)), ())

    def asides(self, metric: str, scope: str, period: str) -> tuple[tuple[Aside, Witness], ...]:
        return tuple(
            (aside, row)
            for metering, each in self._of(metric, period)
            for aside in metering.asides
            for row in self._counted(
                replace(metering, witness=aside.spans, witness_within=aside.within), scope, each
            )
            if row.row
        )

    def records(self, metric: str, scope: str, period: str) -> Found:
        if not period:
            every = (each for each in self._meterings if each.metric == metric and each.records is not None)
            return next((self._judged(metering, scope, None) for metering in every), ())
        judged = (
            (metering, each) for metering, each in self._of(metric, period) if metering.records is not None
        )
        return next((self._judged(metering, scope, each) for metering, each in judged), ())

    def _of(self, metric: str, period: str) -> Iterator[tuple[Metering, Period]]:
        """The meterings of a metric that have a period of the label."""
        for metering in self._meterings:
            if metering.metric == metric:
                for each in metering.periods:
                    if each.label == period:
                        yield metering, each
