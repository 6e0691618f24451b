"""Measuring for many readings: each metering once, several measurements as one."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.engines.contract import Progress, Session
from sladsl.outcome.measured import Cell, DataFinding, Measured, SourceFacts, Witness
from sladsl.plan.measure import Aside, Metering
from sladsl.record import replace


class Meter:
    """Measures each metering once, however many readings ask for it."""

    def __init__(self, session: Session, as_of: int, progress: Progress | None) -> None:
        self.session = session
        self.as_of = as_of
        self.progress = progress
        self.known: dict[Metering, Measured] = {}

    def __call__(self, meterings: tuple[Metering, ...]) -> Measured | None:
        if not meterings:
            return None
        # A metering is a deep tree: looking it up is dear enough to be done once.
        parts = {metering.metric: self.known.get(metering) for metering in meterings}
        if not any(parts.values()):
            whole = self.session.measure(meterings, self.as_of, self.progress)
            for metering in meterings:
                cells = tuple(cell for cell in whole.cells if cell.metric == metering.metric)
                self.known[metering] = replace(whole, cells=cells)
            return whole
        found: dict[str, Measured] = {}
        for metering in meterings:
            part = parts[metering.metric]
            if part is None:
                part = self.known[metering] = self.session.measure((metering,), self.as_of, self.progress)
            found[metering.metric] = part
        return _together(found)


def _together(parts: Mapping[str, Measured]) -> Measured:
    """Several measurements as one; findings that two of them share are told once."""
    cells: list[Cell] = []
    findings: dict[DataFinding, None] = {}
    sources: dict[str, SourceFacts] = {}
    for part in parts.values():
        cells.extend(part.cells)
        findings.update(dict.fromkeys(part.findings))
        sources.update({each.name: each for each in part.sources})

    def witnesses(metric: str, scope: str, period: str) -> tuple[Witness, ...]:
        return parts[metric].witnesses(metric, scope, period)

    def records(metric: str, scope: str, period: str) -> tuple[Witness, ...]:
        return parts[metric].records(metric, scope, period) if metric in parts else ()

    def asides(metric: str, scope: str, period: str) -> tuple[tuple[Aside, Witness], ...]:
        return parts[metric].asides(metric, scope, period) if metric in parts else ()

    def left_out(
        metric: str, scope: str, period: str, columns: frozenset[str]
    ) -> tuple[tuple[str, Witness], ...]:
        return parts[metric].left_out(metric, scope, period, columns) if metric in parts else ()

    return Measured(
        cells=tuple(cells),
        findings=tuple(findings),
        sources=tuple(sources.values()),
        witnesses=witnesses,
        records=records,
        asides=asides,
        left_out=left_out,
    )
