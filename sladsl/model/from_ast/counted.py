"""What can be told from counters: sums and quotients of what they grow by, and no time at which anything was down.

Counters are not evaluated yet, so nobody else asks whether a measure can be told from them.
"""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.metrics import Measured
from sladsl.ast.sources import Source
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.known import called, fields_of

BY_TIME = ("uptime from", "downtime from")
BY_ROW = ("share of", "time of", "longest outage from", "number of outages from")
BAD = ("bad", "error", "fail", "drop", "lost", "reject", "down")
"""Beginnings or ends of the names of counts that are better when they are low."""


def refuse_rows_of_counters(block: Measured, node: a.Agreement, context: Context) -> None:
    """A finding for a measure of times or cases from readings that only grow."""
    measure = block.measure
    if not isinstance(measure, v.Measure) or measure.kind not in (*BY_TIME, *BY_ROW):
        return
    if measure.kind in BY_TIME and block.slot_down_when is not None:
        return
    counters = [
        each
        for each in node.children(Source)
        if isinstance(each.holds, v.Answer) and each.holds.text == "counters" and each.name is not None
    ]
    for name in measure.sources:
        found = next((each for each in counters if name.text in called(each)), None)
        if found is not None:
            bad, whole = _counts(found)
            slots = f"`slots: 5 minutes` and `slot down when: {bad} / {whole} above 5%`"
            ratio = f"`measure: ratio of {bad} / {whole} in {name.text}`"
            context.add(
                "N211",
                "wrong-kind-of-source",
                name.span,
                f"`{measure.kind}` can't be told from counters, which `{name.text}` holds.",
                f"Say when a slot is down, {slots}; or measure a share, {ratio}."
                if measure.kind in BY_TIME
                else f"Write {ratio}.",
            )


def _counts(source: Source) -> tuple[str, str]:
    """The count of what went wrong, and that of all."""
    names = [
        name for name, kind, _ in fields_of(source) if isinstance(kind, v.FieldKind) and kind.type == "number"
    ]
    bad = next((each for each in names if any(word in each.lower() for word in BAD)), "")
    rest = [each for each in names if each != bad]
    return bad or "errors", rest[0] if rest and bad else "requests"
