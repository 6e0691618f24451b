"""Measuring for many readings: each metering once, several measurements as one."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.engines.contract import Progress, Session
from sladsl.outcome.measured import (
    Cell,
    DataFinding,
    Measured,
    SourceFacts,
    Witness,
    of_one_source,
)
from sladsl.plan.from_model.lower import Plan
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


def measured_by(plan: Plan, meter: Meter) -> Measured | None:
    """What a plan measures; of an amended agreement each cell by the terms that govern it."""
    if not plan.versions:
        return meter(plan.meterings)
    parts = [
        (found, version.counts)
        for version in plan.versions
        if (found := meter(version.meterings)) is not None
    ]
    if len(parts) == 1 and len(plan.versions) == 1:
        return parts[0][0]
    return _governed(parts, plan.parts) if parts else None


def _governed(
    parts: list[tuple[Measured, frozenset[tuple[str, str]]]],
    stints: Mapping[tuple[str, str], tuple[str, ...]],
) -> Measured:
    """Of several versions the cells that count; findings that two of them share are told once."""
    findings = dict.fromkeys(each for part, _ in parts for each in part.findings)
    by = {key: part for part, counts in parts for key in counts}
    named = [(part, {metric for metric, _ in counts}) for part, counts in parts]

    def of(metric: str, period: str) -> list[tuple[str, Measured]]:
        found = []
        for one in stints.get((metric, period), (metric,)):
            part = by.get((one, period))
            part = part or next((each for each, metrics in reversed(named) if one in metrics), None)
            if part is not None:
                found.append((one, part))
        return found

    def witnesses(metric: str, scope: str, period: str) -> tuple[Witness, ...]:
        return tuple(each for one, part in of(metric, period) for each in part.witnesses(one, scope, period))

    def records(metric: str, scope: str, period: str) -> tuple[Witness, ...]:
        return tuple(each for one, part in of(metric, period) for each in part.records(one, scope, period))

    def asides(metric: str, scope: str, period: str) -> tuple[tuple[Aside, Witness], ...]:
        return tuple(each for one, part in of(metric, period) for each in part.asides(one, scope, period))

    def left_out(
        metric: str, scope: str, period: str, columns: frozenset[str]
    ) -> tuple[tuple[str, Witness], ...]:
        return tuple(
            each for one, part in of(metric, period) for each in part.left_out(one, scope, period, columns)
        )

    return Measured(
        cells=tuple(
            cell for part, counts in parts for cell in part.cells if (cell.metric, cell.period) in counts
        ),
        findings=tuple(findings),
        sources=of_one_source(each for part, _ in parts for each in part.sources),
        witnesses=witnesses,
        records=records,
        asides=asides,
        left_out=left_out,
    )


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
