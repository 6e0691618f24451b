"""What an agreement promises and owes, and what a value speaks of, counted before anything is left out."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.duties import Duty
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective, Promise
from sladsl.ast.rights import Right
from sladsl.ast.scoring import Score
from sladsl.model.from_ast.facts_of_rights import MOST_WAYS, alternatives, apart, speaks_of_facts
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


def counted(node: a.Agreement) -> frozenset[str]:
    """The metrics that steps can count: what is promised, and what is measured."""
    return promised_metrics(node) | frozenset(
        each.name.text
        for each in node.children(Metric)
        if each.name is not None and isinstance(each.measure, v.Measure)
    )


def averaged(block: Block) -> bool:
    """Whether weights are those of an average that the block measures."""
    measure = block.measure if isinstance(block, Measured) else None
    return isinstance(measure, v.Measure) and measure.kind == "weighted average"


def scored(node: a.Agreement) -> frozenset[str]:
    """The scores, whose figures are told as levels are."""
    return frozenset(score.name.text for score in node.children(Score) if score.name is not None)


def _counted_without_events(use: v.Value | None, when: v.Trigger) -> bool:
    """Whether a time to use a right is none, or counted from a stated day or from when a fact of its condition holds."""
    if not isinstance(use, v.Offset):
        return True
    facts = {each.field.text for each in within(when) if isinstance(each, (v.Truth, v.OneOf))}
    return use.nth is None and use.direction == "after" and (use.day == "stated" or use.anchor in facts)


def right_later(block: Right | Duty, value: v.Value, told: frozenset[str]) -> str:
    """What nothing evaluates of a right or a duty, "" all of it is: facts that do without events, figures nobody tells."""
    if isinstance(value, v.Trigger) and speaks_of_facts(value):
        ways = alternatives(value)
        if isinstance(block, Duty) and len(ways) > 1:
            return "duties for which a fact or an event will do"
        if len(ways) > MOST_WAYS:
            return "conditions in which too many facts or events will do"
        alone = any((parts := apart(each)) is not None and not parts[0] for each in ways)
        if alone and isinstance(block, Duty):
            if block.has(Duty.every) or not _counted_without_events(block.within_, value):
                return "the time of a duty that hangs on facts alone"
        elif alone and isinstance(block, Right) and not _counted_without_events(block.use_within, value):
            return "the time to use a right that hangs on facts alone"
    if isinstance(block, Duty) and isinstance(value, v.Trigger) and block.has(Duty.every):
        return "duties that repeat once something has happened"
    for each in within(value):
        if isinstance(each, v.Reached) and isinstance(each.subject, v.Name) and each.subject.text not in told:
            return "conditions on figures that no objective is about"
    return ""
