"""A text as one long line: each token with the blanks before it, so that the width of any stretch is known at once."""

from __future__ import annotations

from sladsl.diagnostics.cells import width
from sladsl.syntax.layout.gaps import Gap
from sladsl.syntax.layout.pieces import Leaf, Nest, Piece
from sladsl.syntax.scanner import MARK, NUMBER, WORD, Token

APART = 3
"""Blanks between two entries on one line, and before a comment behind them: more than stand within an entry."""


class Strip:
    """Tokens, gaps and widths. `spaces[at]` are the blanks before token `at` where no line ends."""

    def __init__(self, tokens: list[Token], gaps: list[Gap], pieces: list[Piece]) -> None:
        self.tokens = tokens
        self.gaps = gaps
        self.texts = [token.text.replace(" ", "") if token.kind == NUMBER else token.text for token in tokens]
        self.spaces = [_space(tokens, at) for at in range(len(tokens))]
        self.levels: dict[int, int] = {}
        """How deep a piece, or a closing brace, that begins with this token stands."""
        self.closing: set[int] = set()
        self.opened: set[int] = set()
        """Tokens directly behind an opening brace."""
        self._mark(pieces, 0)
        self.widths = [width(text.partition("\n")[0]) for text in self.texts]
        self._before = [0]
        self._ended = [0]
        for at, wide in enumerate(self.widths):
            self._before.append(self._before[-1] + self.spaces[at] + wide)
            self._ended.append(self._ended[-1] + gaps[at].ended)
        self._long = [0]
        for text in self.texts:
            self._long.append(self._long[-1] + ("\n" in text))

    def width(self, first: int, last: int) -> int:
        """Columns of tokens `first` to `last` (exclusive) on one line; of a text of several lines the first counts."""
        return self._before[last] - self._before[first] - self.spaces[first] if first < last else 0

    def one_line(self, first: int, last: int) -> bool:
        """Whether the author wrote these tokens on one line."""
        return self._ended[last] == self._ended[first + 1] and not self.has_long(first, last)

    def has_long(self, first: int, last: int) -> bool:
        """Whether a text of several lines is among these tokens."""
        return self._long[last] > self._long[first]

    def long(self, at: int) -> bool:
        """Whether the token is a text of several lines."""
        return self._long[at + 1] > self._long[at]

    def tail(self, at: int) -> int:
        """Columns of the last line of a token."""
        return width(self.texts[at].rpartition("\n")[2]) if self.long(at) else self.widths[at]

    def _mark(self, pieces: list[Piece], level: int) -> None:
        for place, piece in enumerate(pieces):
            self.levels[piece.first] = level
            if place:
                self.spaces[piece.first] = APART
            if isinstance(piece, Nest):
                inside = piece.head.last
                self.opened.add(inside)
                self.spaces[inside] = self.spaces[piece.close] = 1
                self._mark(piece.items, level + 1)
                self.levels[piece.close] = level
                self.closing.add(piece.close)


def _space(tokens: list[Token], at: int) -> int:
    """Blanks between a token and the one before it, within an entry."""
    if not at:
        return 0
    token, before = tokens[at], tokens[at - 1]
    if token.kind == MARK and token.text in ",:)":
        return 0
    if before.kind == MARK and before.text == "(":
        return 0
    if token.text == "-" and at + 1 < len(tokens):
        return int(not _hyphen(tokens, at))
    if before.text == "-" and at > 1:
        return int(not _hyphen(tokens, at - 1))
    return 1


def _hyphen(tokens: list[Token], at: int) -> bool:
    """Whether a `-` joins two words, as in `by e-mail`; else it is a minus."""
    before, sign, after = tokens[at - 1 : at + 2]
    return before.kind == after.kind == WORD and before.end == sign.start and sign.end == after.start


def leaves(pieces: list[Piece]) -> list[Leaf]:
    """All entries, rows, sentences and heads, in the order of the text."""
    found: list[Leaf] = []
    for piece in pieces:
        if isinstance(piece, Nest):
            found.append(piece.head)
            found += leaves(piece.items)
        else:
            found.append(piece)
    return found
