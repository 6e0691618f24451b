"""Steps that are counted in each outage by itself: a column of the metering, which only such an agreement pays for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sladsl.plan import measure as k
from sladsl.plan.remedies import StepRule
from sladsl.plan.settlement import Assessment
from sladsl.record import replace

LAID_BY_ROW = (k.Extent, k.Stated, k.Beside)
"""Spans of which each is an outage, though others may touch it."""
OF_ONE = (k.Lasting, k.Beyond, k.WholeUnits)
"""What is done with each span as it is."""


def with_steps(
    meterings: tuple[k.Metering, ...], assessments: Sequence[Assessment]
) -> tuple[k.Metering, ...]:
    """The meterings, those with a column for each step of outages that a credit or points are counted by."""
    metrics = {each.objective: each.metric for each in assessments}
    wanted: dict[str, dict[str, StepRule]] = {}
    for each in assessments:
        for step in _steps(each):
            metric = metrics.get(step.figure, "") if step.figure else each.metric
            metric = metric if step.other is None else step.other.metric
            wanted.setdefault(metric, {})[step.column] = step
    return tuple(_with(each, wanted.get(each.metric, {}).values()) for each in meterings)


def _steps(assessment: Assessment) -> Iterable[StepRule]:
    """The steps of a promise that are counted in each outage."""
    for owed in (assessment.credit, assessment.points):
        if owed is not None and owed.step is not None and owed.step.column:
            yield owed.step


def _with(metering: k.Metering, steps: Iterable[StepRule]) -> k.Metering:
    downs = [
        each.cells
        for each in metering.columns
        if (each.name == "down" or each.name.startswith("down ")) and isinstance(each.cells, k.Length)
    ]
    known = {each.name for each in metering.columns}
    if not downs:
        return metering
    every = [_each(cells.spans) for cells in downs]
    spans = every[0] if len(every) == 1 else k.Beside(of=tuple(every))
    more = tuple(
        k.Column(
            name=step.column,
            cells=k.Stepped(
                spans=spans,
                within=downs[0].within,
                periods=metering.periods,
                step=int(step.length),
                counts=step.counts,
                beyond=int(step.beyond or 0),
                whole=step.whole,
                unit=downs[0].unit,
                up=downs[0].up,
            ),
            unit="us",
        )
        for step in steps
        if step.column not in known
    )
    return replace(metering, columns=(*metering.columns, *more))


def _each(spans: k.Spans) -> k.Spans:
    """Each outage as one span: rows that count each stay as they are, slots that touch are one."""
    return spans if _by_row(spans) else k.Together(spans=spans)


def _by_row(spans: k.Spans) -> bool:
    return isinstance(spans, LAID_BY_ROW) or (isinstance(spans, OF_ONE) and _by_row(spans.spans))
