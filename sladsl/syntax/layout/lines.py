"""The lines of a text as they will be written: tokens with their indentation, comments behind them or alone."""

from __future__ import annotations

from sladsl.syntax.layout.breaks import STEP, Breaks
from sladsl.syntax.layout.strip import APART, Strip


class Line:
    """Tokens `first` to `last` (exclusive; none: a comment alone) and the comment behind them."""

    __slots__ = ("apart", "blank", "comment", "first", "indentation", "last", "spaces")

    def __init__(self, first: int, last: int, indentation: int, blank: bool, comment: str = "") -> None:
        self.first = first
        self.last = last
        self.indentation = indentation
        self.blank = blank
        """Whether a blank line stands before it."""
        self.comment = comment
        self.apart = APART
        """Blanks before a comment behind the tokens."""
        self.spaces: dict[int, int] = {}
        """Blanks before a token, where they are more than usual."""


def lines_of(strip: Strip, breaks: Breaks) -> list[Line]:
    """All lines, blank ones counted with the line behind them."""
    lines: list[Line] = []
    count = len(strip.tokens)
    for at in range(count + 1):
        gap = strip.gaps[at]
        level = 0 if at == count else strip.levels.get(at)
        within = breaks.under.get(at, 0) if level is None else level * STEP
        between = level is not None  # within an entry no blank lines stand
        blank = between and bool(lines) and at not in strip.opened
        for comment in gap.comments:
            if comment.alone:
                depth = within + STEP if at in strip.closing else within
                lines.append(Line(at, at, depth, blank and comment.blank, comment.text))
                blank = between
            else:
                lines[-1].comment = comment.text
                blank = between and blank
        if at == count:
            return lines
        if gap.comments or at in breaks.ends or not at:
            lines.append(Line(at, at, within, blank and gap.blank and at not in strip.closing))
        lines[-1].last = at + 1
    return lines


def written(lines: list[Line], strip: Strip) -> str:
    """The lines as one text that ends with a line feed."""
    parts: list[str] = []
    for line in lines:
        if line.blank:
            parts.append("\n")
        parts.append(" " * line.indentation)
        for at in range(line.first, line.last):
            if at > line.first:
                parts.append(" " * line.spaces.get(at, strip.spaces[at]))
            parts.append(strip.texts[at])
        if line.comment:
            parts.append(" " * line.apart + line.comment if line.first < line.last else line.comment)
        parts.append("\n")
    return "".join(parts)
