"""What each row counts with: a number made of its fields, for measures that add rows up."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import values as v
from sladsl.ast.metrics import Measured
from sladsl.model.from_ast.conditions import operand_type
from sladsl.model.from_ast.context import Context
from sladsl.model.meanings import Field, Source

WEIGHED = (
    "uptime from",
    "downtime from",
    "share of",
    "number of",
    "time of",
    "average of",
    "sum of",
    "ratio of",
)
SHAPES = (
    Measured.merge_gaps, Measured.shortest_outage, Measured.grace, Measured.counted_in, Measured.down_at_once,
)  # fmt: skip
"""What makes one outage of several rows, or a part of one: such an outage has the weight of no row."""


def weight(
    block: Measured, measure: v.Measure, sources: list[Source], fields: Mapping[str, Field], context: Context
) -> v.Operand | None:
    """The weight of a row; None where none is said, or none that means something (a finding says so)."""
    written = block.weight
    if not isinstance(written, (v.FieldName, v.Quantity, v.Arithmetic)):
        if written is not None and not isinstance(written, v.Broken):
            _no_number(written, context)
        return None
    span = block.span_of(Measured.weight)
    samples = bool(sources) and sources[0].holds == "samples"
    if measure.kind not in WEIGHED or (measure.kind in ("uptime from", "downtime from") and samples):
        what = "slots of samples" if samples else f"`{measure.kind}`"
        context.add(
            "N208",
            "key-without-effect",
            span,
            f"`weight` means nothing for {what}.",
            "Leave it out, or measure records or intervals.",
        )
        return None
    if not sources:
        return None
    found = operand_type(written, fields, context)
    shapes = [key.name for key in SHAPES if block.has(key)]
    if shapes and measure.kind in ("uptime from", "downtime from"):
        context.add(
            "N270",
            "weight-of-shaped-outages",
            span,
            f"With `{shapes[0]}` an outage is more or less than a row, and no row's weight is that of the outage.",
            f"Leave out `weight` or `{shapes[0]}`.",
        )
        return None
    if found is not None and found != "number":
        _no_number(written, context)
        return None
    return written if found is not None else None


def _no_number(written: v.Value, context: Context) -> None:
    context.add(
        "N209",
        "types-differ",
        written.span,
        "A weight is a plain number.",
        "Write a number field, or a quotient such as `users_affected / users`.",
    )
