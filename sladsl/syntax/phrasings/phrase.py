"""One phrasing: wrong words, what stands instead, and whether writing it is safe.

They are data, in grammar/phrasings: one more is one line, and the page of all of them is made from it
(docs/phrasings.md).
"""

from __future__ import annotations

import re
from functools import cache

from sladsl.record import Record
from sladsl.syntax.phrasings.fragments import FRAGMENTS

CODES = {
    "written-otherwise": "S310", "comparison-sign": "S006", "currency-sign": "S005", "unknown-unit": "S318",
    "list-with-and": "S311", "unknown-answer": "S302", "name-in-quotes": "S321", "glued-unit": "S003",
    "curly-quotes": "S002", "brackets": "S008", "no-comparison": "S319", "source-alone": "S322", "unknown-verb": "S109",
}  # fmt: skip
"""The findings that phrases are told by."""


class Phrase(Record):
    r"""Wrong words in a value.

    `wrong` is a regular expression that ignores case, in which a blank is any white space and `<day>` one of the
    shared pieces. Instead stands what `make` (a function, given `word`) makes, or the first text of `right` that can be
    read, with `\1` for the groups; without either the phrase only says what is wrong. `{written}` and `{right}` may stand
    in `says` and `hint`.
    """

    wrong: str
    sample: str
    """An entry that shows it, which stands in a block of the kind `inside`."""
    inside: str
    right: tuple[str, ...] = ()
    make: str = ""
    word: str = ""
    forms: tuple[str, ...] = ()
    """Rules of forms, or the ways of plain ones; empty: all."""
    keys: tuple[str, ...] = ()
    """Keys; empty: all."""
    says: str
    hint: str = ""
    line: str = ""
    """A line that is right, where nothing stands instead."""
    called: str = "written-otherwise"
    safe: bool = False
    sure: bool = False
    """No value holds these words, so it is said even where more is wrong."""
    glued: bool = False
    """It need not be whole words."""

    def fits(self, form: str, key: str) -> bool:
        """Whether it is looked for in a value of this form under this key."""
        return (not self.forms or form in self.forms) and (not self.keys or key in self.keys)


class Word(Record):
    """Words that are no key, or begin no block, where they stand.

    `wrong` is a regular expression of all of them, in small letters. Instead stands the key or kind `right`, the line
    `line`, or the line that `make` makes. `{key}` and `{line}` may stand in `says` and `hint`.
    """

    wrong: str
    inside: tuple[str, ...]
    sample: str
    right: str = ""
    role: str = ""
    """Of a party that was called by its role."""
    line: str = ""
    make: str = ""
    word: str = ""
    says: str = ""
    hint: str = ""
    safe: bool = False


class Foreign(Record):
    """How a text of another language begins."""

    wrong: str
    sample: str
    called: str


@cache
def pattern(wrong: str, glued: bool) -> re.Pattern[str]:
    """The expression of a phrase, its pieces in place."""
    body = _any_blanks(re.sub(r"<([a-z]+)>", lambda found: FRAGMENTS[found[1]], wrong))
    return re.compile(body if glued else rf"(?<![\w.])(?:{body})(?!\w)", re.IGNORECASE)


_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|\(\?<[=!]|\(|\)| (?=[?*+{])| |[^\\\[() ]+")


def _any_blanks(wrong: str) -> str:
    """The expression with any white space for its blanks; one of a kind where it looks back, whose width is fixed."""
    pieces: list[str] = []
    looking_back: list[bool] = []
    for match in _PIECE.finditer(wrong):
        piece = match.group()
        if piece.startswith("("):
            looking_back.append(piece != "(" or any(looking_back))
        elif piece == ")":
            looking_back.pop()
        elif piece == " ":
            after = wrong[match.end() : match.end() + 1]
            piece = r"\s" if any(looking_back) or (after and after in "?*+{") else r"\s+"
        pieces.append(piece)
    return "".join(pieces)
