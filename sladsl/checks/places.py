"""Where things stand: the value of a key, the titles on the way to a place, the entry after a comment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sladsl.ast.declare import Block, Key
from sladsl.ast.values import Names
from sladsl.source import Span


def blocks(root: Block) -> Iterator[Block]:
    """The block and all blocks within it, outer ones first."""
    yield root
    for block in root.blocks:
        yield from blocks(block)


def value_span(root: Block, head: Span, key: Key[Any], otherwise: Span | None = None) -> Span:
    """Where the value of a key stands in the block whose head this is; the head itself without the key."""
    for block in blocks(root):
        if block.head_span.start == head.start and block.head_span.end == head.end and block.has(key):
            return block.span_of(key)
    return otherwise or head


def clause_of(root: Block, span: Span) -> tuple[str, ...]:
    """The titles of the blocks around a place, the outermost first: `Web shop hosting`, `Availability`."""
    path = [_called(root)]
    inner: Block | None = root
    while inner is not None:
        inner = next((each for each in inner.blocks if each.span.start <= span.start < each.span.end), None)
        if inner is not None:
            path.append(_called(inner))
    return tuple(path)


def _called(block: Block) -> str:
    if block.title is not None:
        return block.title.text
    if isinstance(block.head_value, Names):
        return f"{block.kind} for {_listed(block.head_value)}"
    return block.kind if block.name is None else block.name.text


def _listed(names: Names) -> str:
    return ", ".join(name.text for name in names.items)


def entry_after(root: Block, offset: int) -> Span | None:
    """The entry, row or block that begins next at or after the offset; of an agreement only its head."""
    spans: list[Span] = [root.head_span]
    for block in blocks(root):
        spans += [entry.span for entry in block.entries]
        spans += [row.span for row in block.table]
        spans += [inner.span for inner in block.blocks]
    return min(
        (span for span in spans if span.start >= offset),
        key=lambda span: (span.start, -span.end),
        default=None,
    )
