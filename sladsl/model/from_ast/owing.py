"""What comes of which objectives, told before any of it is built: points and credits, for conditions that wait for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement
from sladsl.ast.credits import Bonus, Credit, Points
from sladsl.ast.declare import Block
from sladsl.model.from_ast.bases import Owed


def scoring(node: Agreement, owed: Owed) -> tuple[str, ...]:
    """The objectives of which misses score points."""
    return _named(node.children(Points), owed)


def credited(
    node: Agreement, inner: Sequence[tuple[Credit | Bonus, tuple[str, ...]]], owed: Owed
) -> tuple[str, ...]:
    """The objectives of which misses are credited, in `inner` blocks of theirs or beside them."""
    within = [name for block, names in inner if isinstance(block, Credit) for name in names]
    return tuple(dict.fromkeys((*within, *_named(node.children(Credit), owed))))


def _named(blocks: Iterable[Block], owed: Owed) -> tuple[str, ...]:
    heads = (block.head_value for block in blocks)
    names = (name.text for head in heads if isinstance(head, v.Names) for name in head.items)
    return tuple(dict.fromkeys(called for name in names for called in owed.called(name)))
