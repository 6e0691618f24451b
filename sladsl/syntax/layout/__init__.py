"""One layout for a text without mistakes: where its lines break, how far they are set in, what stands in columns.

Tokens are never changed, moved, added or left out, and neither are comments: only what stands between them is. What the
author put on one line stays on one line where it fits. docs/formatting.md shows the style, docs/decisions/0007-one-style.md
says why it is this one.

A text goes through four rooms: `gaps` (what stands between the tokens), `pieces` (which tokens are an entry, a row, a
block), `breaks` (which gaps end a line), `lines` with `columns` (what is put on paper).
"""

from __future__ import annotations

from sladsl.ast.agreements import File
from sladsl.source import SourceText
from sladsl.syntax.layout.breaks import Breaks
from sladsl.syntax.layout.columns import align
from sladsl.syntax.layout.gaps import gaps_of
from sladsl.syntax.layout.lines import lines_of, written
from sladsl.syntax.layout.pieces import pieces_of
from sladsl.syntax.layout.strip import Strip
from sladsl.syntax.scanner import scan

__all__ = ["laid_out"]


def laid_out(source: SourceText, file: File) -> str:
    """The text in the one style; `file` is what was read from it, without a finding. Lines end with a line feed."""
    tokens = [token for token in scan(source) if token.kind != "end"]
    pieces = pieces_of(file, tokens)
    strip = Strip(tokens, gaps_of(source.text, tokens), pieces)
    breaks = Breaks(strip)
    breaks.body(pieces, 0)
    lines = lines_of(strip, breaks)
    align(lines, strip, pieces)
    mark = "\ufeff" if source.text.startswith("\ufeff") else ""
    return mark + written(lines, strip)
