"""Where lines end: what the author put on one line stays on one line where it fits, all else has lines of its own.

A value that does not fit goes on under its beginning, broken behind commas and before `and` and `or`.
"""

from __future__ import annotations

from sladsl.syntax.layout.pieces import Leaf, Nest, Piece
from sladsl.syntax.layout.strip import Strip

WIDTH = 120
"""Columns of a line without its comment."""
STEP = 2
CONTINUED = 4
"""How far the second line of a head or a sentence is set in."""
FURTHEST = 32
"""A value behind a longer key goes on as a sentence does."""


class Breaks:
    """Decides for each gap whether a line ends there. `under[at]` is how far a line within a piece is set in."""

    def __init__(self, strip: Strip) -> None:
        self.strip = strip
        self.ends: set[int] = set()
        """Tokens that begin a line."""
        self.under: dict[int, int] = {}

    def body(self, pieces: list[Piece], level: int) -> None:
        """What a block holds, each on a line of its own or with those that the author put beside it."""
        strip = self.strip
        at = 0
        while at < len(pieces):
            end = at + 1
            while end < len(pieces) and self._beside(pieces[end - 1], pieces[end]):
                end += 1
            first, last = pieces[at].first, pieces[end - 1].last
            fits = level * STEP + strip.width(first, last) <= WIDTH
            if end - at > 1 and fits:
                self._end(first)
            else:
                for piece in pieces[at:end]:
                    self._end(piece.first)
                    self._piece(piece, level)
            at = end

    def _beside(self, piece: Piece, following: Piece) -> bool:
        strip = self.strip
        return (
            not strip.gaps[following.first].ended
            and strip.one_line(piece.first, piece.last)
            and strip.one_line(following.first, following.last)
        )

    def _piece(self, piece: Piece, level: int) -> None:
        if isinstance(piece, Leaf):
            self._leaf(piece, level * STEP)
            return
        if self._stays(piece, level):
            return
        self._leaf(piece.head, level * STEP)
        gap = self.strip.gaps[piece.close]
        if piece.items or gap.comments or gap.kept:
            self.body(piece.items, level + 1)
            self._end(piece.close)

    def _stays(self, nest: Nest, level: int) -> bool:
        """Whether a block stays on one line: the author wrote it so and it fits."""
        fits = level * STEP + self.strip.width(nest.first, nest.last) <= WIDTH
        return fits and self.strip.one_line(nest.first, nest.last)

    def _end(self, at: int) -> None:
        """Ends a line before a token, unless an allowing comment speaks of both sides."""
        if not self.strip.gaps[at].fixed:
            self.ends.add(at)

    # ---- within a piece

    def _leaf(self, leaf: Leaf, indentation: int) -> None:
        """Breaks an entry, row, sentence or head that does not fit or that has comments in it."""
        strip, gaps = self.strip, self.strip.gaps
        forced = {at for at in range(leaf.first + 1, leaf.last) if gaps[at].comments or gaps[at].kept}
        if not forced and indentation + strip.width(leaf.first, leaf.last) <= WIDTH:
            return
        under = self._under(leaf, indentation, forced)
        following = self._following(leaf, forced)
        column = indentation + strip.tail(leaf.first)
        for at in range(leaf.first + 1, leaf.last):
            ends = at in forced
            if not ends and at in following:
                ends = column + strip.spaces[at] + strip.width(at, following[at]) > WIDTH
            if ends:
                self.ends.add(at)
                self.under[at] = under
            column = strip.tail(at) + (0 if strip.long(at) else under if ends else column + strip.spaces[at])

    def _under(self, leaf: Leaf, indentation: int, forced: set[int]) -> int:
        """How far the lines after the first are set in: under the value, where that is not far."""
        value = leaf.colon + 1
        if leaf.colon and value < leaf.last and not any(at <= value for at in forced):
            before = self.strip.width(leaf.first, value) + 1
            if before <= FURTHEST:
                return indentation + before
        return indentation + CONTINUED

    def _following(self, leaf: Leaf, forced: set[int]) -> dict[int, int]:
        """The tokens before which a line may end, and for each where it may end next without breaking what is closer."""
        found: dict[int, int] = {}
        ahead: list[tuple[int, int]] = []
        ranks = self._ranks(leaf)
        for at in range(leaf.last - 1, leaf.first, -1):
            rank = -1 if at in forced else ranks.get(at)
            if rank is None:
                continue
            while ahead and ahead[-1][0] > rank:
                ahead.pop()
            found[at] = ahead[-1][1] if ahead else leaf.last
            ahead.append((rank, at))
        return found

    def _ranks(self, leaf: Leaf) -> dict[int, int]:
        """How closely the two sides of a possible line end belong together: `or`, `and`, comma, and more in parentheses."""
        tokens = self.strip.tokens
        ranks: dict[int, int] = {}
        depth = 0
        for at in range(leaf.first + 1, leaf.last):
            text, before = tokens[at].text, tokens[at - 1].text
            depth += (before == "(") - (text == ")")
            if self.strip.gaps[at].fixed or at == leaf.colon + 1:
                continue
            closeness = 2 if before == "," else {"or": 0, "and": 1}.get(text)
            if closeness is not None:
                ranks[at] = 3 * depth + closeness
        return ranks
