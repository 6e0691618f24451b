"""A promise that measures what it names in its own way: `Solving` of P1 tickets alone, on another clock.

The objective then holds a measurement of its own: that of the metric, with its own keys in place of the metric's, and of
two conditions `where` both. Everything after this sees an objective that measures for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block, Entry, keys_of
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective, Promise
from sladsl.model.from_ast.mentioned import mentions
from sladsl.record import replace

OWN = frozenset({Measured.cites.name, Measured.overrides.name})
"""Keys of a block and not of a measurement."""


def with_own_measures(node: a.Agreement) -> a.Agreement:
    """The agreement in which each objective that narrows the one metric it names measures for itself.

    A metric that nothing else names has then said all that it had to say, and is gone.
    """
    metrics = {each.name.text: each for each in node.children(Metric) if each.name is not None}
    blocks = tuple(_narrowed(each, metrics) for each in node.blocks)
    if all(new is old for new, old in zip(blocks, node.blocks, strict=True)):
        return node
    named, before = _metrics_named(blocks), _metrics_named(node.blocks)
    return replace(
        node,
        blocks=tuple(
            each
            for each in blocks
            if not isinstance(each, Metric) or each.name is None or each.name.text not in before - named
        ),
    )


def narrows(objective: Objective) -> bool:
    """Whether an objective says how something is measured, and not what."""
    keys = set(keys_of(Measured)) - OWN
    return not objective.has(Measured.measure) and any(entry.key in keys for entry in objective.entries)


def _metrics_named(blocks: Iterable[Block]) -> set[str]:
    return {
        each.name.text
        for block in blocks
        for each in mentions(block)
        if "metric" in each.family.split(" or ")
    }


def _narrowed(block: Block, metrics: Mapping[str, Metric]) -> Block:
    if not isinstance(block, Objective) or not narrows(block):
        return block
    words = [each.head_value for each in block.children(Promise)]
    named = {
        tuple(metric.text for metric in each.metrics) if isinstance(each, v.PromiseWords) else ()
        for each in words
    }
    only = named.pop() if len(named) == 1 else ()
    metric = metrics.get(only[0]) if len(only) == 1 else None
    if metric is None:
        return block
    measuring = _measuring(block, metric)
    blocks = tuple(
        replace(each, head_value=replace(each.head_value, metrics=()))
        if isinstance(each, Promise) and isinstance(each.head_value, v.PromiseWords)
        else each
        for each in block.blocks
    )
    return replace(block, entries=measuring, blocks=blocks)


def _measuring(objective: Objective, metric: Metric) -> tuple[Entry, ...]:
    """The keys of both; where both say one, the objective's, and of two conditions both."""
    where = Measured.where.name
    said = {entry.key for entry in objective.entries}
    taken = [entry for entry in metric.entries if entry.key not in OWN]
    of_metric = next((entry for entry in taken if entry.key == where), None)
    found = [_both(entry, of_metric) if entry.key == where else entry for entry in objective.entries]
    return (*(entry for entry in taken if entry.key not in said), *found)


def _both(entry: Entry, other: Entry | None) -> Entry:
    if other is None or isinstance(other.value, v.NotStated) or isinstance(entry.value, v.NotStated):
        return entry
    both = v.AllOf(of=(other.value, entry.value), span=entry.value.span)  # type: ignore[arg-type]
    return replace(entry, value=both)
