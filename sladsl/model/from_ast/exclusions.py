"""Exclusions: an interval source with the notice and allowance that limit it, or a cause in words."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.exclusions import Exclusion as ExclusionBlock
from sladsl.model.from_ast.conditions import check_condition
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.facts import circumstance
from sladsl.model.from_ast.interpretation import choices
from sladsl.model.meanings import Exclusion, Party, Source


def exclusion(
    block: ExclusionBlock, sources: dict[str, Source], parties: dict[str, Party], context: Context
) -> Exclusion:
    name = context.declare(block)
    time = block.time
    source = ""
    where = None
    if isinstance(time, v.Population):
        found = context.find(time.source, sources, "source")
        if found is not None and found.holds != "intervals":
            context.add(
                "N211",
                "wrong-kind-of-source",
                time.source.span,
                f"`{found.name}` holds {found.holds}; only intervals can be excluded.",
                "Name a source that holds intervals.",
            )
        elif found is not None:
            source = found.name
            if time.where is not None and check_condition(time.where, found.fields, context):
                where = time.where
    elif not any(
        block.has(key) for key in (ExclusionBlock.time, ExclusionBlock.requests, ExclusionBlock.cause)
    ):
        context.add(
            "N107",
            "nothing-excluded",
            block.head_span,
            "This exclusion says neither which time nor which records, and no cause.",
            'Add `time: windows where …` or `cause: "…"`.',
        )
    requests, requests_where = _requests(block, sources, context)
    allowance = block.allowance
    length = context.microseconds(allowance.length) if isinstance(allowance, v.Allowance) else None
    shown = block.shown_by
    if isinstance(shown, v.Name):
        context.find(shown, parties, "party")
    return Exclusion(
        name=name,
        title=block.title.text if block.title else "",
        source=source,
        where=where,
        cause=context.text(block, ExclusionBlock.cause),
        allowance=length,
        allowance_period=context.period(allowance.period)
        if isinstance(allowance, v.Allowance) and allowance.period is not None
        else None,
        requests=requests,
        requests_where=requests_where,
        allowance_each=isinstance(allowance, v.Allowance) and allowance.each is not None,
        allowance_open=isinstance(allowance, v.NotStated),
        shown_by=shown.text if isinstance(shown, v.Name) else "",
        choices=choices((block,), context),
        shown_open=isinstance(shown, v.NotStated),
        applies=circumstance(block.applies_where, context),
        cites=context.text(block, ExclusionBlock.cites),
        span=block.head_span,
    )


def _requests(
    block: ExclusionBlock, sources: dict[str, Source], context: Context
) -> tuple[str, v.Condition | None]:
    """The source whose records are excluded, and which of them."""
    written = block.requests
    if not isinstance(written, v.Population):
        return "", None
    found = context.find(written.source, sources, "source")
    if found is None:
        return "", None
    if found.holds == "intervals":
        context.add(
            "N211",
            "wrong-kind-of-source",
            written.source.span,
            f"`{found.name}` holds intervals; `requests` are records, samples or events.",
            f"Write `time: {found.name}`.",
        )
        return "", None
    if written.where is not None and not check_condition(written.where, found.fields, context):
        return "", None
    return found.name, written.where
