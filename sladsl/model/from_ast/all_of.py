"""Promises of several levels together: one promise about the worst of them, kept when all of them keep its bound."""

from __future__ import annotations

from typing import Literal

from sladsl.ast import values as v
from sladsl.ast.objectives import Objective
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.meanings import Metric


def worst_of(
    block: Objective, name: str, metrics: list[Metric], words: v.PromiseWords, context: Context
) -> Metric | None:
    """The worst of some levels as a metric of the objective; None with a finding where they have no worst one."""
    span = words.span
    units = {each.unit for each in metrics if each.unit is not None}
    dimensions = {each.for_each for each in metrics if each.for_each}
    each_record = next((each.name for each in metrics if each.kind == "time of"), "")
    if each_record:
        context.add(
            "N264",
            "level-of-each-record",
            span,
            f"`{each_record}` is one time for each record, and the others have a level for each period.",
            "Make a promise of its own for it.",
        )
        return None
    if len(units) > 1:
        context.add(
            "N204",
            "unit-mismatch",
            span,
            "These levels have different units.",
            "Make a promise for each of them.",
        )
        return None
    if len(dimensions) > 1:
        context.add(
            "N263",
            "parts-apart",
            span,
            f"These are measured for each {' and for each '.join(sorted(dimensions))}: they have no lines in common.",
            "Make a promise for each of them.",
        )
        return None
    comparator = words.bound.comparator if words.bound is not None else ""
    if comparator not in ("at least", "above", "at most", "below"):
        context.add(
            "N267",
            "no-worst-level",
            span,
            "Which of several levels is the worst follows from `at least` or `at most`.",
            "Say which bound they must keep together, or make a promise for each of them.",
        )
        return None
    worst: Literal["least", "most"] = "least" if comparator in ("at least", "above") else "most"
    controllers = {each.controlled_by for each in metrics}
    scopes = dict.fromkeys(scope for each in metrics for scope in each.scopes)
    closed = all(each.scopes for each in metrics if each.for_each)
    return Metric(
        name=name,
        title="",
        kind="formula of",
        service=metrics[0].service,
        sources=tuple(dict.fromkeys(source for each in metrics for source in each.sources)),
        for_each=next(iter(dimensions), ""),
        scopes=tuple(scopes) if closed and dimensions else (),
        controlled_by=controllers.pop() if len(controllers) == 1 else "",
        controlled_open=any(each.controlled_open for each in metrics),
        collected_by="",
        choices=choices((block,), context),
        unit=next(iter(units), None),
        own=True,
        computed_from=tuple(dict.fromkeys(each.name for each in metrics)),
        worst=worst,
        span=block.head_span,
    )
