"""Every `not stated` of an agreement with its place, for the one line that lists what no finding of its own tells.

Read from the text of keys, rows and heads, because the words stand in many kinds of value: a bound, an anchor, a step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement, Template
from sladsl.ast.claims import Claims, Stage
from sladsl.ast.declare import Block
from sladsl.ast.figures import Parameters
from sladsl.ast.metrics import Measured
from sladsl.ast.objectives import Objective, Promise
from sladsl.ast.plain_values import NO_ANCHOR
from sladsl.model.from_ast.claim_runs import with_claim_runs
from sladsl.model.from_ast.left_out import called_by
from sladsl.record import Record
from sladsl.source import SourceText, Span

_WORDS = re.compile(r'"[^"\n]*"|#[^\n]*|\bnot\s+stated\b')


class OpenPoint(Record):
    """Something that the text leaves open: `currency`, or `fee` of service Shop; `span` is that of its words."""

    words: str
    span: Span
    within: Span
    """The key, row or head in which they stand."""


def open_points(root: Block, source: SourceText) -> tuple[OpenPoint, ...]:
    """What a block leaves open, in the order of the text."""
    answered = _anchors(root) - _anchors(with_claim_runs(root)) if isinstance(root, Agreement) else set()
    found = (each for each in _within(root, (), source) if each.within not in answered)
    return tuple(sorted(found, key=lambda each: each.span.start))


def _anchors(node: Agreement) -> set[Span]:
    """The deadlines to claim that leave open what they are counted from; `claim runs from` may say it."""
    return {
        entry.span
        for block in node.children(Claims)
        for each in (block, *block.children(Stage))
        for entry in each.entries
        if isinstance(entry.value, v.Offset) and entry.value.anchor == NO_ANCHOR
    }


def _within(block: Block, around: tuple[Block, ...], source: SourceText) -> Iterator[OpenPoint]:
    if isinstance(block, Parameters) and isinstance(around[0], Template):
        return  # whoever uses a template fills them in
    whose = _whose((*around, block))
    for entry in block.entries:
        yield from _in(entry.span, f"`{entry.key}`{whose}", source)
    for row in block.table:
        yield from _in(row.span, f"`{' '.join(source[row.head.span].split())}`{whose}", source)
    if block.head_value is not None:
        words = f"the promise{whose}" if isinstance(block, Promise) else whose.removeprefix(" of ")
        yield from _in(block.head_span, words or block.kind, source)
    for inner in block.blocks:
        yield from _within(inner, (*around, block), source)


def _whose(blocks: tuple[Block, ...]) -> str:
    """` of service Shop`; nothing of the agreement itself. A block without a name is told with the one around it."""
    inner = [each for each in blocks if not isinstance(each, Agreement)]
    if not inner:
        return ""
    last = inner[-1]
    if last.name is not None or len(inner) == 1 or not isinstance(inner[0], (Objective, Measured)):
        return f" of {called_by(last)}"
    kind = "" if isinstance(last, Promise) else f"{last.kind} in "
    return f" of {kind}{called_by(inner[0])}"


def _in(span: Span, words: str, source: SourceText) -> Iterator[OpenPoint]:
    text = source[span]
    for found in _WORDS.finditer(text):
        if found[0].startswith("not"):
            place = Span(start=span.start + found.start(), end=span.start + found.end())
            yield OpenPoint(words=words, span=place, within=span)
