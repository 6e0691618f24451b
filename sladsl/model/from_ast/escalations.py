"""Escalations bound to the objectives whose records they follow."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.escalations import Escalation as EscalationBlock
from sladsl.model.from_ast.context import Context
from sladsl.model.limits import Escalation, EscalationStep
from sladsl.model.meanings import Objective
from sladsl.values.number import decimal_text


def escalation(
    block: EscalationBlock, objectives: dict[str, Objective], context: Context
) -> Escalation | None:
    """The steps in the order of the clock; None where the head names no objective about records."""
    if not isinstance(block.head_value, v.Names):
        return None
    names = []
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
                "Name an objective that promises a time `of each ticket`.",
            )
            continue
        names.append(item.text)
    steps = []
    for row in block.table:
        if isinstance(row.head, v.Step) and isinstance(row.cell, v.Escalate):
            made = _step(row.head, row.cell, context)
            if made is not None:
                steps.append(made)
    if not names:
        return None
    return Escalation(
        objectives=tuple(names),
        steps=tuple(steps),
        cites=context.text(block, EscalationBlock.cites),
        span=block.head_span,
    )


def _step(head: v.Step, cell: v.Escalate, context: Context) -> EscalationStep | None:
    share, us, text = None, 0, "at due"
    if head.share is not None:
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
        length = context.microseconds(head.distance)
        if length is None:
            return None
        us = -length if head.direction == "before" else length
        from sladsl.values.duration import duration_text

        text = f"{duration_text(length)} {head.direction} due"
    return EscalationStep(
        share=share, us=us, to=cell.to.text, reassign=cell.reassign, text=text, span=head.span
    )
