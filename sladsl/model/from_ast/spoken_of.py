"""What an agreement promises and owes, and what a value speaks of, counted before anything is left out."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective, Promise
from sladsl.record import within


def promised_metrics(node: a.Agreement) -> frozenset[str]:
    """The metrics of which some objective tells the level."""
    return frozenset(
        metric.text
        for objective in node.children(Objective)
        for promise in objective.children(Promise)
        if isinstance(promise.head_value, v.PromiseWords)
        for metric in promise.head_value.metrics
    )


def averaged(block: Block) -> bool:
    """Whether weights are those of an average that the block measures."""
    measure = block.measure if isinstance(block, Measured) else None
    return isinstance(measure, v.Measure) and measure.kind == "weighted average"


def right_later(value: v.Value, promised: frozenset[str]) -> str:
    """What nothing evaluates of the condition of a right, "": facts, and levels that no objective tells."""
    for each in within(value):
        if type(each) in (v.Truth, v.OneOf):
            return "conditions on facts"
        if (
            isinstance(each, v.Reached)
            and isinstance(each.subject, v.Name)
            and each.subject.text not in promised
        ):
            return "conditions on figures that no objective is about"
    return ""
