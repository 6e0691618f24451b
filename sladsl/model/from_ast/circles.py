"""Metrics that are computed from themselves, and words that stand for a key or a table that isn't there."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Consequence
from sladsl.ast.declare import Block
from sladsl.ast.duties import Duty
from sladsl.ast.later import values_within
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.rights import Right
from sladsl.ast.scoring import Pool, Weights
from sladsl.ast.tables import Target
from sladsl.model.from_ast.context import Context
from sladsl.model.from_ast.lacking import refuse_lacking
from sladsl.model.from_ast.own_subject import only_promise, with_subject
from sladsl.model.from_ast.units import promises

TAKEN_OF = ("minimum of", "maximum of", "average of", "median of", "sum of", "percentile of")


def refuse_circles(node: a.Agreement, context: Context) -> None:
    """A finding for each circle of metrics, once."""
    metrics = {block.name.text: block for block in node.children(Metric) if block.name is not None}
    fields = context.owners
    needs = {
        name: [each for each in _needed(block) if each.text in metrics and each.text not in fields]
        for name, block in metrics.items()
    }
    done: set[str] = set()
    for name in metrics:
        path: list[str] = []
        waiting = [(name, iter(needs[name]))]
        path.append(name)
        while waiting:
            at, names = waiting[-1]
            inner = next(names, None)
            if inner is None:
                waiting.pop()
                path.pop()
                done.add(at)
            elif inner.text in path:
                circle = " → ".join([*path[path.index(inner.text) :], inner.text])
                context.add(
                    "N153",
                    "figure-in-a-circle",
                    inner.span,
                    f"`{inner.text}` is computed from itself: {circle}.",
                    "Compute it from metrics that are measured.",
                )
                done.add(inner.text)
            elif inner.text not in done:
                path.append(inner.text)
                waiting.append((inner.text, iter(needs[inner.text])))


def _needed(block: Measured) -> Iterator[v.Name]:
    """The metrics from which a metric may be computed, by their names."""
    measure = block.measure
    if isinstance(measure, v.Measure):
        derived = measure.kind == "formula of" or (
            measure.kind in TAKEN_OF and (measure.across is not None or measure.last is not None)
        )
        for each in values_within(measure) if derived else ():
            if isinstance(each, v.FieldName):
                yield v.Name(text=each.text, span=each.span)
    for weights in block.children(Weights):
        for row in weights.table:
            for item in row.head.items if isinstance(row.head, v.Labels) else ():
                if isinstance(item, v.Name):
                    yield item


def refuse_words_for_nothing(node: a.Agreement, context: Context) -> None:
    """`at least baseline` without a baseline, `target` of nothing, `the allocation` where no pool allocates."""
    for objective in node.children(Objective):
        for operand in _operands(objective):
            if isinstance(operand, v.BaselineLevel) and not objective.has(Objective.baseline):
                _no_baseline(operand, context)
    only = only_promise(node)
    waiting: list[Right | Duty] = [*node.children(Right), *node.children(Duty)]
    for sentence in waiting:
        for event in values_within(with_subject(sentence, only).when):
            if isinstance(event, v.Event) and event.subject is None and not context.told(event.span):
                name = next(
                    (block.name.text for block in node.children(Objective) if block.name is not None), "…"
                )
                said = (
                    " ".join(context.source[event.span].split()) if context.source is not None else "missed"
                )
                context.add(
                    "N247",
                    "event-impossible",
                    event.span,
                    f"`{said}` does not say which objective is {event.status}.",
                    f"Name it: `{name} {said}`, or `any objective {said}`.",
                )
    bounds = {block.name.text: block for block in node.children(Objective) if block.name is not None}
    pools = list(node.children(Pool))
    for block, names in _consequences(node):
        promised = [bounds[name] for name in names if name in bounds]
        for table in block.children(Bands) + block.children(BandsAsPrinted):
            for row in table.table:
                for bound in row.head.bounds if isinstance(row.head, v.BandHead) else ():
                    if isinstance(bound.operand, v.BaselineLevel) and promised:
                        if not any(each.has(Objective.baseline) for each in promised):
                            _no_baseline(bound.operand, context)
                    elif isinstance(bound.operand, v.Target) and promised:
                        _no_target(bound.operand, promised, context)
        for each in _answers(block):
            if each.text == "the allocation":
                for name in _unallocated(pools, names):
                    _no_pool(each, name, pools, context)
    refuse_lacking(node, context)


def _no_baseline(operand: v.BaselineLevel, context: Context) -> None:
    if not context.told(operand.span):
        context.add(
            "N212",
            "no-such-value",
            operand.span,
            "Nothing says what `baseline` is.",
            "Add `baseline: average of the first 3 months` to the objective, or write the figure.",
        )


def _no_target(operand: v.Target, promised: list[Objective], context: Context) -> None:
    """`target` in bands of what promises no level."""
    if context.told(operand.span) or any(
        objective.children(Target) or any(words.bound is not None for words in promises(objective))
        for objective in promised
    ):
        return
    context.add(
        "N212",
        "no-such-value",
        operand.span,
        f"`{promised[0].name.text if promised[0].name else ''}` promises no level, so there is no `target`.",
        "Write the figure.",
    )


def _unallocated(pools: list[Pool], names: tuple[str, ...]) -> list[str]:
    """The objectives to which no pool allocates anything."""
    inside = {
        item.text
        for pool in pools
        for block in pool.blocks
        for row in block.table
        for item in (row.head.items if isinstance(row.head, v.Labels) else ())
        if isinstance(item, v.Name)
    }
    return [name for name in names if name not in inside]


def _no_pool(answer: v.Answer, name: str, pools: list[Pool], context: Context) -> None:
    """Nothing where a row of a pool is wrong itself: it may be the one that is missed here."""
    wrong = any(context.told(row.span) for pool in pools for block in pool.blocks for row in block.table)
    if not context.told(answer.span) and not wrong:
        context.add(
            "N212",
            "no-such-value",
            answer.span,
            f"No pool allocates anything to `{name}`.",
            f"Add `{name}: 40%` to the `allocation` of a pool, whose rows are 100% at most, or write the amount."
            if pools
            else f"Add `pool Main {{ share: 100%   allocation {{ {name}: 40% }} }}`, or write the amount.",
        )


def _answers(block: Block) -> Iterator[v.Answer]:
    for entry in block.entries:
        if entry.key == "amount":
            yield from (each for each in values_within(entry.value) if isinstance(each, v.Answer))
    for inner in block.blocks:
        for row in inner.table:
            yield from (each for each in values_within(row.cell) if isinstance(each, v.Answer))


def _operands(objective: Objective) -> Iterator[v.Value]:
    for words in promises(objective):
        for bound in (words.bound, words.share):
            if bound is not None:
                yield bound.operand
    for each in (objective.minimum, objective.critical, objective.expected):
        if isinstance(each, v.Bound):
            yield each.operand


def _consequences(node: a.Agreement) -> Iterator[tuple[Consequence, tuple[str, ...]]]:
    for block in node.blocks:
        if isinstance(block, Consequence):
            head = block.head_value
            yield block, tuple(name.text for name in head.items) if isinstance(head, v.Names) else ()
        elif isinstance(block, Objective) and block.name is not None:
            for inner in block.blocks:
                if isinstance(inner, Consequence):
                    yield inner, (block.name.text,)
