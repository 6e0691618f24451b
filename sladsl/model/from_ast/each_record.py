"""A promise of a time that each record has: without `of each ticket` it is read as that, and told.

`opened to resolved of tickets` is a time of every ticket and none of a month, so there is one thing that a bound on it can
be a bound of; an average or a share would have been measured as one. Everything after this sees `of each ticket`.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.declare import Block
from sladsl.ast.metrics import Measured, Metric
from sladsl.ast.objectives import Objective, Promise
from sladsl.ast.sources import Source
from sladsl.model.from_ast.context import Context
from sladsl.record import replace

RECORD = "record"


def with_each_record(node: a.Agreement, context: Context) -> a.Agreement:
    """The agreement in which promises of a time of each record say so; a warning for each that did not."""
    metrics = {each.name.text: each for each in node.children(Metric) if each.name is not None}
    nouns = {
        each.name.text: each.each.text if isinstance(each.each, v.Name) else RECORD
        for each in node.children(Source)
        if each.name is not None
    }
    blocks = tuple(
        _named(each, metrics, nouns, context) if isinstance(each, Objective) else each for each in node.blocks
    )
    if all(new is old for new, old in zip(blocks, node.blocks, strict=True)):
        return node
    return replace(node, blocks=blocks)


def _named(
    objective: Objective, metrics: Mapping[str, Metric], nouns: Mapping[str, str], context: Context
) -> Objective:
    blocks: list[Block] = []
    for block in objective.blocks:
        words = block.head_value if isinstance(block, Promise) else None
        if isinstance(words, v.PromiseWords) and words.noun is None:
            measured: list[Measured] = [metrics[name.text] for name in words.metrics if name.text in metrics]
            noun = _noun(measured if words.metrics else [objective], nouns)
            if noun:
                _tell(words, noun, context)
                name = v.Name(text=noun, span=words.span)
                block = replace(block, head_value=replace(words, noun=name))
        blocks.append(block)
    if all(new is old for new, old in zip(blocks, objective.blocks, strict=True)):
        return objective
    return replace(objective, blocks=tuple(blocks))


def _noun(measured: list[Measured], nouns: Mapping[str, str]) -> str:
    """What each record is called of which all of these are a time; "" where one of them is something else."""
    found = set()
    for each in measured:
        measure = each.measure
        if not isinstance(measure, v.Measure) or measure.kind != "time of" or not measure.sources:
            return ""
        found.add(nouns.get(measure.sources[0].text, RECORD))
    return found.pop() if len(found) == 1 else ""


def _tell(words: v.PromiseWords, noun: str, context: Context) -> None:
    what = f"`{words.metrics[0].text}`" if words.metrics else "This"
    context.add(
        "N225",
        "records-unnamed",
        words.span,
        f"{what} is a time of each {noun}, not one of a period; it is read as promised `of each {noun}`.",
        f"Write `of each {noun}` behind the metric, or `of at least 95% of {noun}s`.",
        severity="warning",
    )
