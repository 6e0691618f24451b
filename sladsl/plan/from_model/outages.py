"""The instants of outages, for dates that count from them: columns that only such an agreement pays for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sladsl.plan import measure as k
from sladsl.plan.cells import Edge, Length, Weighed
from sladsl.plan.dates import DutyRule, RightRule, figures_of, objectives_of
from sladsl.plan.settlement import Assessment
from sladsl.record import replace

EDGES: tuple[Literal["first start", "last start", "first end", "last end"], ...] = (
    "first start",
    "last start",
    "first end",
    "last end",
)


def with_outages(
    meterings: tuple[k.Metering, ...],
    assessments: Sequence[Assessment],
    rights: Sequence[RightRule],
    duties: Sequence[DutyRule] = (),
) -> tuple[k.Metering, ...]:
    """The meterings, those with a column `outage last start` and the like of which claims, rights or duties ask for it."""
    wanted: dict[str, set[str]] = {}
    for each in assessments:
        wanted.setdefault(each.metric, set()).update(_asked(each, rights, duties))
    return tuple(_with_edges(each, wanted.get(each.metric, set())) for each in meterings)


def _asked(assessment: Assessment, rights: Sequence[RightRule], duties: Sequence[DutyRule]) -> set[str]:
    """The edges that the claim of an objective counts from, and the rights and duties that it can give."""
    deadlines = [stage.deadline for stage in assessment.claim.stages] if assessment.claim is not None else []
    given = [(each.trigger, (each.use, each.effective)) for each in rights]
    given += [(each.trigger, (each.deadline, None)) for each in duties]
    deadlines += [
        deadline
        for trigger, several in given
        for deadline in several
        if trigger is not None
        and (
            assessment.objective in objectives_of(trigger)
            or any(assessment.objective in each.objectives for each in figures_of(trigger))
        )
    ]
    return {each.anchor for each in deadlines if each is not None}


def _with_edges(metering: k.Metering, edges: set[str]) -> k.Metering:
    downs = [
        each.cells
        for each in metering.columns
        if (each.name == "down" or each.name.startswith("down ")) and isinstance(each.cells, Length | Weighed)
    ]
    if not downs:
        return metering
    every = [span for each in downs for span in (each.spans if isinstance(each, Weighed) else (each.spans,))]
    sets = tuple(k.Together(spans=each) for each in every)
    spans: k.Spans = every[0] if len(every) == 1 else k.Either(of=sets)
    more = tuple(
        k.Column(
            name=f"outage {edge}",
            cells=Edge(spans=spans, within=downs[0].within, periods=metering.periods, which=edge),
            unit="instant",
        )
        for edge in EDGES
        if edge in edges
    )
    return replace(metering, columns=(*metering.columns, *more))
