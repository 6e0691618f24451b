"""Going on from a ledger: periods that it keeps are settled from its integers, all others are measured from the data.

A session stands between measuring and the data, so that everything behind the integers is the same code as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.data.binding import Table
from sladsl.engines.contract import Progress, Session
from sladsl.outcome.ledger import Kept, Ledger
from sladsl.outcome.measured import Cell, Measured, SourceFacts, Witness, of_one_source
from sladsl.plan.measure import Input, Metering
from sladsl.plan.ways import Ways, of_outages
from sladsl.record import Record, replace
from sladsl.values.period import Period

Spans = dict[tuple[str, str, str], tuple[int, int]]


class Noted(Record):
    """What was noticed while a ledger and data were put together: metrics and labels of periods.

    `otherwise`: kept, but measured by other terms than now. `differ`: kept, and the data now give something else.
    `short`: they reach back to before the data (and the instant, in µs, from which on data must be there).
    """

    otherwise: tuple[tuple[str, str], ...] = ()
    differ: tuple[tuple[str, str], ...] = ()
    short: tuple[tuple[str, str, str, int], ...] = ()


class Resumed:
    """A session over new data that knows what a ledger keeps. `spans` tells of metrics, sources and periods from when
    to when there are data, where that is not what the sources say by themselves; it is whole when everything is measured."""

    def __init__(self, session: Session, ledger: Ledger, tables: Mapping[str, Table], as_of: int) -> None:
        self.ledger = ledger
        self.spans: Spans = {}
        self.used: dict[tuple[str, str, str], Kept] = {}
        self._session = session
        self._covers = {name: table.covers for name, table in tables.items()}
        self._as_of = as_of
        self._kept = {(each.period, each.way): each for each in ledger.kept}
        self._named = {(each.metric, each.period) for each in ledger.kept}
        self._facts = {each.name: each for each in ledger.sources}
        self._until: dict[str, int] = {}
        for each in ledger.kept:
            for source in each.spans:
                self._until[source] = max(each.end, self._until.get(source, each.end))
        self._otherwise: dict[tuple[str, str], None] = {}
        self._differ: dict[tuple[str, str], None] = {}
        self._short: dict[tuple[str, str, str, int], None] = {}

    def noted(self) -> Noted:
        """What was noticed so far."""
        return Noted(otherwise=tuple(self._otherwise), differ=tuple(self._differ), short=tuple(self._short))

    def instants(self) -> tuple[int, ...]:
        """The first and last instants that the ledger tells of."""
        if not self.ledger.kept:
            return ()
        return min(each.start for each in self.ledger.kept), max(each.end for each in self.ledger.kept) - 1

    def facts(self, inputs: tuple[Input, ...]) -> tuple[SourceFacts, ...]:
        """Facts of each input, as far as the new data tell."""
        return self._session.facts(inputs)

    def measure(
        self, meterings: tuple[Metering, ...], as_of: int, progress: Progress | None = None
    ) -> Measured:
        """The new data and what is kept, as if all had been measured at once."""
        kept = {each.metric: self._of(each) for each in meterings}
        found = self._session.measure(meterings, as_of, progress)
        longer = tuple(self._with_scopes(each, found, kept[each.metric]) for each in meterings)
        if longer != meterings:
            found = self._session.measure(longer, as_of, progress)
        own = {each.name: each for each in found.sources}
        cells = {(each.metric, each.scope, each.period): each for each in found.cells}
        for metering in meterings:
            self._compare(metering, kept[metering.metric], cells, own)
            for label, each in kept[metering.metric].items():
                for scope, columns in each.scopes.items():
                    cells[metering.metric, scope, label] = Cell(
                        metric=metering.metric, scope=scope, period=label, columns=columns
                    )
        sources = tuple(self._added(each) for each in found.sources)
        rows = found.witnesses

        def witnesses(metric: str, scope: str, period: str) -> tuple[Witness, ...]:
            return () if period in kept.get(metric, {}) else rows(metric, scope, period)

        return replace(found, cells=tuple(cells.values()), sources=sources, witnesses=witnesses)

    def close(self) -> None:
        self._session.close()

    def _of(self, metering: Metering) -> dict[str, Kept]:
        """What is kept of a metering, by period; notes what its other periods need and what is kept of them otherwise."""
        ways = Ways(metering)
        names = {each.name for each in metering.columns}
        found: dict[str, Kept] = {}
        for period in metering.periods:
            key = metering.metric, period.label
            each = self._kept.get((period.label, ways.way(period)))
            if each is not None and all(names <= columns.keys() for columns in each.scopes.values()):
                found[period.label] = each
                self.used[*key, each.way] = each
                for source, span in each.spans.items():
                    self.spans[metering.metric, source, period.label] = span
            elif key in self._named:
                self._otherwise[key] = None
        return found

    def _with_scopes(self, metering: Metering, found: Measured, kept: Mapping[str, Kept]) -> Metering:
        """The metering with the scopes of the ledger, where the data decide which there are."""
        if metering.scopes or not metering.scoped:
            return metering
        now = {each.scope for each in found.cells if each.metric == metering.metric}
        before = {scope for each in kept.values() for scope in each.scopes}
        return metering if before <= now else replace(metering, scopes=tuple(sorted(now | before)))

    def _compare(
        self,
        metering: Metering,
        kept: Mapping[str, Kept],
        cells: Mapping[tuple[str, str, str], Cell],
        own: Mapping[str, SourceFacts],
    ) -> None:
        """Notes where data tell something else than the ledger, and where they do not reach back far enough."""
        told = {each.name for each in metering.columns if not of_outages(each)}
        ways = Ways(metering)
        for period in metering.periods:
            label = period.label
            if label not in kept:
                self._reach(metering, period, ways.reaches_back(period), own)
                continue
            # Data that are said to be complete, and have no row of that time, are more likely without it.
            rows = (own[source].first for source in metering.sources if source in own)
            if not any(first is not None and first < period.end for first in rows):
                continue
            if not all(self._from(source, own) <= period.start for source in metering.sources):
                continue
            for scope, columns in kept[label].scopes.items():
                cell = cells.get((metering.metric, scope, label))
                if cell is not None and any(cell.columns.get(name) != columns.get(name) for name in told):
                    self._differ[metering.metric, label] = None

    def _reach(self, metering: Metering, period: Period, need: int, own: Mapping[str, SourceFacts]) -> None:
        """Counts a source of a period only from where its new data begin, if what came before is not among them."""
        for source in metering.sources:
            before = self._facts.get(source)
            first = self._from(source, own)
            if before is None or source not in self._until or first <= need:
                continue
            # The ledger knows of a row that the new data lack.
            lost = before.last is not None and need <= before.last < min(first, period.end)
            if need < self._until[source] or lost:
                said = self._covers.get(source, (None, None))[1]
                until = self._as_of if said is None else min(said, self._as_of)
                self.spans[metering.metric, source, period.label] = min(first, period.end), until
                self._short[metering.metric, period.label, source, need] = None

    def _from(self, source: str, own: Mapping[str, SourceFacts]) -> int:
        """The instant from which on the new data of a source are there; after all time where there are none."""
        said = self._covers.get(source, (None, None))[0]
        facts = own.get(source)
        if said is not None:
            return said
        return 1 << 62 if facts is None or facts.first is None else facts.first

    def _added(self, facts: SourceFacts) -> SourceFacts:
        """What was read of a source in all runs together."""
        before = self._facts.get(facts.name)
        if before is None:
            return facts
        (both,) = of_one_source((before, facts))
        if before.first is None or (facts.first is not None and facts.first <= before.first):
            return both  # the same rows once more, and others
        return replace(
            both,
            rows=before.rows + facts.rows,
            used=before.used + facts.used,
            adrift=before.adrift + facts.adrift,
        )


def carried(ledger: Ledger, kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """What a ledger kept, and what was measured since, in one order."""
    every = {(each.metric, each.period, each.way): each for each in ledger.kept}
    every |= {(each.metric, each.period, each.way): each for each in kept}
    return tuple(sorted(every.values(), key=lambda each: (each.metric, each.start, each.period, each.way)))
