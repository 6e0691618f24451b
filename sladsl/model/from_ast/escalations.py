"""Escalations bound to the objectives whose records they follow."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.ast.escalations import Escalation as EscalationBlock
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.conditions import check_condition
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.metrics import common_fields
from sladsl.model.limits import Escalation, EscalationStep
from sladsl.model.meanings import Metric, Objective, Source
from sladsl.record import replace
from sladsl.values.number import decimal_text

BUSINESS = "business hour"


def escalation(
    block: EscalationBlock,
    objectives: Mapping[str, Objective],
    metrics: Mapping[str, Metric],
    sources: Mapping[str, Source],
    context: Context,
) -> Escalation | None:
    """The steps in the order of the clock; None where the head names no objective about records."""
    if not isinstance(block.head_value, v.Names):
        return None
    names = []
    timed = tuple(name for name, each in objectives.items() if each.record is not None)[:4]
    for item in block.head_value.items:
        found = context.find(item, objectives, "objective")
        if found is None:
            continue
        if found.record is None:
            context.add(
                "N229",
                "escalation-without-records",
                item.span,
                f"`{item.text}` promises nothing about single records, so none of them can be escalated.",
                f"Name one that promises a time for each of them: {listing(timed, 'or')}."
                if timed
                else "Name an objective that promises a time, as in `… Resolution of each ticket at most 8 hours`.",
            )
            continue
        names.append(item.text)
    steps = []
    for row in block.table:
        if isinstance(row.head, v.Step) and isinstance(row.cell, (v.Escalate, v.NotStated)):
            made = _step(row.head, row.cell, context)
            if made is not None:
                steps.append(made)
    if not names:
        return None
    where = block.where
    read = [
        sources[name]
        for each in names
        if (metric := metrics.get(objectives[each].metric)) is not None
        for name in metric.sources
        if name in sources
    ]
    # What is wrong with a condition is told; without it the escalation would be for other records.
    if where is not None and not (
        isinstance(where, v.Condition) and check_condition(where, common_fields(read), context)
    ):
        return None
    return Escalation(
        objectives=tuple(names),
        steps=tuple(steps),
        where=where,
        cites=context.text(block, EscalationBlock.cites),
        span=block.head_span,
    )


def _step(head: v.Step, cell: v.Escalate | v.NotStated, context: Context) -> EscalationStep | None:
    share, us, text = None, 0, "at due"
    if head.left_open:
        text = "at a moment that is not stated"
    elif head.share is not None:
        share = head.share.number.value / 100
        figure = decimal_text(head.share.number.value, head.share.number.places)
        text = f"at {figure}% of the time"
        if not 0 < share <= 1:
            context.add(
                "N230",
                "share-of-time",
                head.span,
                "A share of the time allowed lies between 0 and 100 %.",
                "Write `at 50%`, or `60 minutes after due`.",
            )
            return None
    elif head.distance is not None:
        length = _on_the_clock(head.distance, context)
        if length is None:
            return None
        us = -length if head.direction == "before" else length
        from sladsl.values.duration import duration_text

        business = any(part.unit == BUSINESS for part in head.distance.parts)
        words = _business_text(head.distance) if business else duration_text(length)
        text = f"at {words}" if head.direction == "at" else f"{words} {head.direction} due"
    return EscalationStep(
        share=share,
        us=us,
        to=cell.to.text if isinstance(cell, v.Escalate) else "",
        reassign=isinstance(cell, v.Escalate) and cell.reassign,
        text=text,
        begun=head.direction == "at",
        left_open=head.left_open,
        span=head.span,
    )


def _on_the_clock(distance: v.Duration, context: Context) -> int | None:
    """A distance on the record's clock, on which an hour is an hour of business; None with a finding."""
    for part in distance.parts:
        if part.unit == "business day":
            context.add(
                "N201",
                "no-fixed-length",
                part.span,
                "A business day has no fixed length on the clock of a record.",
                "Write it in hours: those of the record's clock run only in its calendar.",
            )
            return None
    hours = tuple(replace(part, unit="hour") if part.unit == BUSINESS else part for part in distance.parts)
    return context.microseconds(replace(distance, parts=hours))


def _business_text(distance: v.Duration) -> str:
    """The distance as written: `8 business hours`."""
    return " ".join(
        f"{decimal_text(part.number.value, part.number.places)} {part.unit}"
        f"{'' if part.number.value == 1 else 's'}"
        for part in distance.parts
    )
