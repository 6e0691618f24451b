"""Claims: the deadline bound to the end of the period that is assessed."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.claims import Claims as ClaimsBlock
from sladsl.diagnostics.suggest import listing
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Claims, Deadline, Objective

NONE_NEEDED = ("automatic", "none needed")


def claims(block: ClaimsBlock, objectives: dict[str, Objective], context: Context) -> Claims:
    channel = block.channel
    written = block.deadline
    deadline = _deadline(written, objectives, context) if isinstance(written, v.Offset) else None
    show = block.show
    return Claims(
        channel=context.text(block, ClaimsBlock.channel),
        channel_open=isinstance(channel, v.NotStated),
        none_needed=isinstance(channel, v.Answer) and channel.text in NONE_NEEDED,
        deadline=deadline,
        deadline_open=isinstance(written, v.NotStated),
        show=tuple(item.text for item in show.items) if isinstance(show, v.Texts) else (),
        cites=context.text(block, ClaimsBlock.cites),
        span=block.head_span,
    )


def _deadline(written: v.Offset, objectives: dict[str, Objective], context: Context) -> Deadline | None:
    part = written.distance.parts[0]
    if len(written.distance.parts) > 1 or part.number.value.denominator != 1:
        context.add(
            "N215",
            "unclear-deadline",
            written.distance.span,
            "A deadline is a whole number of one unit.",
            "Write `30 days`.",
        )
        return None
    if written.direction == "before":
        context.add(
            "N215",
            "unclear-deadline",
            written.span,
            "A claim can't be due before.",
            "Write `30 days after the month`.",
        )
        return None
    kinds = sorted({objective.period for objective in objectives.values() if objective.strength != "reports"})
    if written.anchor != "period" and written.anchor not in kinds:
        anchors = [f"the {kind}" for kind in kinds] or ["the month"]
        context.add(
            "N205",
            "unknown-anchor",
            written.span,
            f"No promise is assessed by the {written.anchor}.",
            f"Count from {listing(anchors, 'or')}, or from `the period`.",
        )
        return None
    count = int(part.number.value)
    match part.unit:
        case "day":
            return Deadline(count=count, unit="days", anchor=written.anchor, span=written.span)
        case "business day":
            return Deadline(count=count, unit="working days", anchor=written.anchor, span=written.span)
        case "week":
            return Deadline(count=count, unit="weeks", anchor=written.anchor, span=written.span)
        case "month":
            return Deadline(count=count, unit="months", anchor=written.anchor, span=written.span)
        case "quarter":
            return Deadline(count=3 * count, unit="months", anchor=written.anchor, span=written.span)
        case "year":
            return Deadline(count=12 * count, unit="months", anchor=written.anchor, span=written.span)
        case "hour":
            return Deadline(count=count, unit="hours", anchor=written.anchor, span=written.span)
    context.add(
        "N215",
        "unclear-deadline",
        part.span,
        f"A deadline can't be counted in {part.unit}s.",
        "Count days, weeks or months.",
    )
    return None
