"""Which tokens belong together: the entries, rows and sentences of a text, and the blocks that hold them.

It asks the written tree for places only, so kinds, heads, tables and sentences that are added to the declarations need no
line here. What the tree does not speak of would be a piece of its own: nothing can get lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast.declare import Block, Row
from sladsl.ast.values import Columns
from sladsl.source import Span
from sladsl.syntax.scanner import Token


class Leaf:
    """Tokens `first` to `last` (exclusive) of an entry, a row, a sentence, or a head with its brace."""

    __slots__ = ("colon", "first", "last", "row")

    def __init__(self, first: int, last: int, colon: int = 0, row: bool = False) -> None:
        self.first = first
        self.last = last
        self.colon = colon
        """The token between the two sides of an entry or row, 0 where there is none."""
        self.row = row
        """Whether it is a line of a table, which stands in columns with its neighbours."""


class Nest:
    """A block: its head up to the brace, what it holds, and the token of the closing brace."""

    __slots__ = ("close", "first", "head", "items", "last")

    def __init__(self, head: Leaf, items: list[Piece], close: int) -> None:
        self.head = head
        self.items = items
        self.close = close
        self.first = head.first
        self.last = close + 1


Piece = Leaf | Nest


def pieces_of(file: Block, tokens: list[Token]) -> list[Piece]:
    """The pieces of a whole text, in its order."""
    return _Pieces(tokens).inside(file, 0, len(tokens))


class _Pieces:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.starts = {token.start: at for at, token in enumerate(tokens)}
        self.ends = {token.end: at + 1 for at, token in enumerate(tokens)}

    def inside(self, block: Block, first: int, last: int) -> list[Piece]:
        """What a block holds between token `first` and `last`: every token there belongs to one piece."""
        found: list[Piece] = []
        at = first
        for piece in sorted(self._written(block), key=lambda piece: piece.first):
            if at < piece.first:
                found.append(Leaf(at, piece.first))
            found.append(piece)
            at = piece.last
        if at < last:
            found.append(Leaf(at, last))
        return found

    def _written(self, block: Block) -> Iterator[Piece]:
        for entry in block.entries:
            yield self._leaf(entry.span, isinstance(entry.value, Columns))
        for row in block.table:
            yield self._leaf(row.span, isinstance(row, Row))
        for child in block.blocks:
            yield self._block(child)

    def _leaf(self, span: Span, row: bool) -> Leaf:
        first, last = self.starts[span.start], self.ends[span.end]
        colon = self._find(":", first, last)
        return Leaf(first, last, colon, row and colon > 0)

    def _block(self, block: Block) -> Piece:
        first, last = self.starts[block.span.start], self.ends[block.span.end]
        brace = self._find("{", first, last)
        if not brace:
            return Leaf(first, last)
        return Nest(Leaf(first, brace + 1), self.inside(block, brace + 1, last - 1), last - 1)

    def _find(self, sign: str, first: int, last: int) -> int:
        """The first token of this text, 0 where there is none: nothing begins with a sign."""
        return next((at for at in range(first, last) if self.tokens[at].text == sign), 0)
