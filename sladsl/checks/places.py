"""Where things stand: the value of a key, the titles on the way to a place, the entry after a comment."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from sladsl.ast.declare import Block, Key
from sladsl.ast.values import Names
from sladsl.source import Span


def value_span(root: Block, head: Span, key: Key[Any], otherwise: Span | None = None) -> Span:
    """Where the value of a key stands in the block whose head this is; the head itself without the key."""
    for block in _by_head(root).get((head.start, head.end), ()):
        if block.has(key):
            return block.span_of(key)
    return otherwise or head


_heads: list[tuple[Block, dict[tuple[int, int], list[Block]]]] = []
"""The blocks of the agreement that was asked about last, by their heads: all rules ask about one agreement in a row."""


def _by_head(root: Block) -> dict[tuple[int, int], list[Block]]:
    if not _heads or _heads[0][0] is not root:
        found: dict[tuple[int, int], list[Block]] = {}
        for block in root.deep:
            found.setdefault((block.head_span.start, block.head_span.end), []).append(block)
        _heads[:] = [(root, found)]
    return _heads[0][1]


def clause_of(root: Block, span: Span) -> tuple[str, ...]:
    """The titles of the blocks around a place, the outermost first: `Web shop hosting`, `Availability`."""
    path = [_called(root)]
    inner = _around(root, span.start)
    while inner is not None:
        path.append(_called(inner))
        inner = next((each for each in inner.blocks if each.span.start <= span.start < each.span.end), None)
    return tuple(path)


_starts: list[tuple[Block, list[int], list[Block]]] = []
"""The blocks of the agreement that was asked about last, in the order of the text, and where they start."""


def _around(root: Block, place: int) -> Block | None:
    """The block directly in the agreement that holds a place."""
    if not _starts or _starts[0][0] is not root:
        ordered = sorted(root.blocks, key=lambda block: block.span.start)
        _starts[:] = [(root, [block.span.start for block in ordered], ordered)]
    _, starts, ordered = _starts[0]
    at = bisect_right(starts, place) - 1
    return ordered[at] if at >= 0 and place < ordered[at].span.end else None


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
    for block in root.deep:
        spans += [entry.span for entry in block.entries]
        spans += [row.span for row in block.table]
        spans += [inner.span for inner in block.blocks]
    return min(
        (span for span in spans if span.start >= offset),
        key=lambda span: (span.start, -span.end),
        default=None,
    )
