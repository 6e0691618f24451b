"""`claim runs from`: what a deadline is counted from that does not say it itself (`72 hours after not stated`)."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.claims import Claims, Stage
from sladsl.ast.declare import Block, Entry
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.plain_values import NO_ANCHOR
from sladsl.record import replace

ANCHORS = {
    "start of the outage": "start of the outage",
    "end of the outage": "end of the outage",
    "end of the period": "period",
}
"""The answers, each with the words of a deadline that says so itself."""


def with_claim_runs(node: a.Agreement) -> a.Agreement:
    """The agreement with the answer in each deadline of a claim that leaves open from when it counts."""
    whole = next((block.claim_runs_from for block in node.children(Interpretation)), None)
    if not any(isinstance(block, Claims) for block in node.blocks):
        return node
    return replace(
        node,
        blocks=tuple(
            _anchored(block, block.claim_runs_from or whole) if isinstance(block, Claims) else block
            for block in node.blocks
        ),
    )


def _anchored(block: Claims | Stage, answer: v.Value | None) -> Block:
    anchor = ANCHORS.get(answer.text) if isinstance(answer, v.Answer) else None
    if anchor is None:
        return block

    def entry(of: Entry) -> Entry:
        value = of.value
        if isinstance(value, v.Offset) and value.anchor == NO_ANCHOR:
            return replace(of, value=replace(value, anchor=anchor))
        return of

    return replace(
        block,
        entries=tuple(entry(each) for each in block.entries),
        blocks=tuple(_anchored(each, answer) if isinstance(each, Stage) else each for each in block.blocks),
    )
