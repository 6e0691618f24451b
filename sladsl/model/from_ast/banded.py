"""The promise itself as the first row of bands: `at least target` is what the objective promises, written once."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Bands, BandsAsPrinted, Credit, Points
from sladsl.ast.declare import Block
from sladsl.ast.objectives import Objective, Promise
from sladsl.record import replace

MOVING = (Objective.raise_, Objective.no_worse_than)
"""What makes another level of the one in the sentence."""
Operands = dict[str, "v.Quantity | v.Duration"]


def with_targets(node: a.Agreement) -> a.Agreement:
    """The agreement with promised levels in place of `target` in bands.

    Where the promise moves, by a table of targets, a baseline or a rise, or the objectives of a credit promise different
    levels, the word stays: it is what is promised then (`Bound.promised` of sladsl/model/meanings.py).
    """
    promised = {
        block.name.text: operand
        for block in node.children(Objective)
        if block.name is not None and (operand := _promised(block)) is not None
    }
    return replace(node, blocks=tuple(_block(block, promised, ()) for block in node.blocks))


def _promised(objective: Objective) -> v.Quantity | v.Duration | None:
    """The plain bound of the one sentence of an objective."""
    bounds = [
        each.head_value.bound
        for each in objective.children(Promise)
        if isinstance(each.head_value, v.PromiseWords) and each.head_value.noun is None
    ]
    if len(bounds) != 1 or bounds[0] is None or any(objective.has(each) for each in MOVING):
        return None
    operand = bounds[0].operand
    return operand if isinstance(operand, (v.Quantity, v.Duration)) else None


def _block(block: Block, promised: Operands, names: tuple[str, ...]) -> Block:
    if isinstance(block, Objective) and block.name is not None:
        names = (block.name.text,)
    elif isinstance(block, (Credit, Points)) and isinstance(block.head_value, v.Names):
        names = tuple(name.text for name in block.head_value.items)
    inner = tuple(_block(each, promised, names) for each in block.blocks)
    if any(new is not old for new, old in zip(inner, block.blocks, strict=True)):
        block = replace(block, blocks=inner)
    if not isinstance(block, (Bands, BandsAsPrinted)):
        return block
    levels = [promised.get(name) for name in names]
    if not levels or levels[0] is None or any(not _same(levels[0], each) for each in levels):
        return block
    rows = tuple(
        replace(row, head=_head(row.head, levels[0])) if isinstance(row.head, v.BandHead) else row
        for row in block.table
    )
    return replace(block, table=rows)


def _same(one: v.Quantity | v.Duration, other: v.Quantity | v.Duration | None) -> bool:
    if isinstance(one, v.Quantity) and isinstance(other, v.Quantity):
        return (one.number.value, one.unit) == (other.number.value, other.unit)
    return one == other


def _head(head: v.BandHead, level: v.Quantity | v.Duration) -> v.BandHead:
    bounds = tuple(
        replace(each, operand=replace(level, span=each.operand.span))
        if isinstance(each.operand, v.Target)
        else each
        for each in head.bounds
    )
    return replace(head, bounds=bounds)
