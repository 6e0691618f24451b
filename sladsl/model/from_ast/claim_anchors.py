"""What the deadline of a claim can be counted from, as the text of an agreement has it.

Claims take their anchors from what is evaluated; this tells whether one is missing only because its promise is left out.
"""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.duties import Duty
from sladsl.ast.metrics import Metric
from sladsl.ast.objectives import Objective, Promise
from sladsl.model.from_ast.deadlines import PERIODS

_OF_OUTAGES = ("uptime from", "downtime from", "longest outage from", "number of outages from")
_OUTAGE = ("start of the outage", "end of the outage")


def claim_anchors(node: a.Agreement) -> frozenset[str]:
    """Periods of promises, outages that are measured and reports that are sent: the words behind `after the`."""
    found: set[str] = set()
    for objective in node.children(Objective):
        for promise in objective.children(Promise):
            words = promise.head_value
            if isinstance(words, v.PromiseWords) and words.verb != "reports":
                # Periods that overlap, or have a length of their own, end in all of the others.
                found |= {words.period} if words.assessed is None else PERIODS
    for metric in node.children(Metric):
        if isinstance(metric.measure, v.Measure) and metric.measure.kind in _OF_OUTAGES:
            found.update(_OUTAGE)
    for duty in node.children(Duty):
        if isinstance(duty.head_value, v.DutyWords) and isinstance(duty.head_value.what, v.Name):
            found |= {duty.head_value.what.text, "report"}
    return frozenset(found)
