"""What stands between the tokens of a text: line ends, blank lines, comments.

The scanner leaves all of it out, because it means nothing. Only a comment that allows a finding means something: it
speaks of the line it ends (sladsl/checks/suppress.py), so such a line is kept as it is.
"""

from __future__ import annotations

import re

from sladsl.syntax.scanner import Token

SPEAKS_OF_ITS_LINE = re.compile(r"#\s*sladsl\s*:", re.IGNORECASE)


class Comment:
    """A comment with its `#`; `alone` on its line, or behind a token."""

    __slots__ = ("alone", "blank", "text")

    def __init__(self, text: str, alone: bool, blank: bool) -> None:
        self.text = text
        self.alone = alone
        self.blank = blank
        """Whether a blank line stands before it."""


class Gap:
    """What stands before a token (or before the end of the text)."""

    __slots__ = ("blank", "comments", "ended", "fixed", "kept")

    def __init__(self, ended: bool, blank: bool, comments: tuple[Comment, ...]) -> None:
        self.ended = ended
        """Whether the line of the token before ends here."""
        self.blank = blank
        """Whether a blank line stands directly before the token."""
        self.comments = comments
        self.fixed = False
        """Whether no line may end here: an allowing comment speaks of the tokens on both sides."""
        self.kept = False
        """Whether a line has to end here: an allowing comment speaks of what follows, not of what stands before."""


def gaps_of(text: str, tokens: list[Token]) -> list[Gap]:
    """The gap before each token, and one more for the end of the text."""
    gaps: list[Gap] = []
    last = 1 if text.startswith("\ufeff") else 0
    for token in tokens:
        gaps.append(_gap(text, last, token.start))
        last = token.end
    gaps.append(_gap(text, last, len(text)))
    for at, gap in enumerate(gaps):
        if gap.comments and not gap.comments[0].alone and SPEAKS_OF_ITS_LINE.match(gap.comments[0].text):
            _keep_line(gaps, tokens, at)
    return gaps


def _gap(text: str, start: int, end: int) -> Gap:
    between = text[start:end]
    if between in ("", " "):
        return Gap(False, False, ())
    if "#" not in between:
        ends = between.count("\n")
        return Gap(ends > 0, ends > 1, ())
    comments = []
    ends = 1 if start == 0 or text[start - 1] == "\ufeff" else 0
    at = start
    while (sign := text.find("#", at, end)) >= 0:
        ends += text.count("\n", at, sign)
        stop = text.find("\n", sign, end)
        stop = end if stop < 0 else stop
        comments.append(Comment(text[sign:stop].rstrip(), ends > 0, ends > 1))
        at, ends = stop, 0
    return Gap(True, text.count("\n", at, end) > 1, tuple(comments))


def _keep_line(gaps: list[Gap], tokens: list[Token], at: int) -> None:
    """Keeps the line that ends before token `at` as the author wrote it: no more and no less stands on it."""
    position = at - 1
    while position > 0 and "\n" not in tokens[position].text:  # a text over lines begins on another one
        if gaps[position].ended:
            gaps[position].kept = True
            return
        gaps[position].fixed = True
        position -= 1
