"""What counts in a cell, computed on demand: the same questions for every engine, which says only how its rows are found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sladsl.outcome.measured import BY, Witness
from sladsl.plan.measure import Aside, Both, Count, Length, Metering, Together
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

    def left_out(
        self, metric: str, scope: str, period: str, columns: frozenset[str]
    ) -> tuple[tuple[str, Witness], ...]:
        """The rows of columns of what does not count: of down time that is excluded also the rows that exclude it."""
        found: list[tuple[str, Witness]] = []
        for metering, each in self._of(metric, period):
            cells = {column.name: column.cells for column in metering.columns}
            for name in sorted(columns & cells.keys()):
                cell = cells[name]
                if isinstance(cell, Count):
                    only = replace(metering, witness=cell.rows, witness_within=None)
                elif isinstance(cell, Length):
                    only = replace(metering, witness=cell.spans, witness_within=cell.within)
                else:
                    continue
                found += [(name, row) for row in self._counted(only, scope, each)]
                taken = cells.get("excluded")
                if name.startswith("excluded ") and isinstance(cell, Length) and isinstance(taken, Length):
                    inside = Both(left=Together(spans=cell.spans), right=cell.within)
                    only = replace(metering, witness=taken.spans, witness_within=inside)
                    found += [(BY, row) for row in self._counted(only, scope, each) if row.row]
        return tuple(found)

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
