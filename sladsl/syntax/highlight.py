"""Colours for `.sla` texts: a lexer for Pygments.

It follows the rules of sladsl/syntax/colours.py, at each place the first that fits, so a text with mistakes is
coloured too. Pygments loads it by its entry point; nothing else imports this module.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import ClassVar

from pygments.lexer import Lexer
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text
from pygments.token import _TokenType as Type

from sladsl.ast.agreements import File
from sladsl.syntax.colours import BLANKS, END, STRING, Rule, phrases, rules

TYPES: dict[str, Type] = {
    "comment": Comment.Single,
    "allowed": Comment.Special,
    "string": String.Double,
    "long string": String.Doc,
    "date": Number.Date,
    "number": Number,
    "unit": Keyword.Type,
    "block": Keyword.Declaration,
    "declared": Name.Class,
    "key": Name.Attribute,
    "label": Name.Label,
    "answer": Keyword.Constant,
    "verb": Keyword.Reserved,
    "comparator": Operator.Word,
    "word": Operator.Word,
    "operator": Operator,
    "mark": Punctuation,
    "other": Name,
    "error": Error,
}
"""The token types of the categories."""

LOOKS = re.compile(
    rf"(?m)^\s*{phrases(block.kind for block in File.within)}{END}\s+"
    r"(?:\w+\s*(?:\"[^\"\n]*\")?|\"[^\"\n]*\")\s*\{"
)
BEFORE = (
    ("allowed", r"#[ \t]*sladsl:[ \t]*allow\b[^\n]*"),
    ("comment", r"#[^\n]*|//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)"),
    ("long string", r'"""(?s:.*?)"""'),
    ("error", r'"""(?s:.*)'),
    ("string", STRING),
    ("error", r'"[^\n]*?(?=[ \t{}]*(?:\n|\Z))|[“„«»”‘’][^“”„«»‘’"\n]*[“”«»‘’"]?'),
)
"""Comments and texts, and texts without their end."""


class SlaLexer(Lexer):
    """Colours a service-level agreement."""

    name = "SLA"
    url = ""
    aliases: ClassVar[list[str]] = ["sla", "sladsl"]
    filenames: ClassVar[list[str]] = ["*.sla"]
    mimetypes: ClassVar[list[str]] = ["text/x-sla"]
    priority = 1.0
    """Pygments has another lexer for `*.sla` (Slash, an old language): a higher priority wins without a text."""

    @staticmethod
    def analyse_text(text: str) -> float:
        """With a text, the lexer that knows it better wins: the head of an agreement is sure.

        Without one the little rest beats the other lexer of `*.sla` (0), and no plain text (0.01).
        """
        return 1.0 if LOOKS.search(text) else 0.005

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Type, str]]:
        """Places, types and words, the blanks and comments between them included."""
        return ((at, TYPES.get(category, Text.Whitespace), words) for at, category, words in pieces(text))


def pieces(text: str) -> Iterator[tuple[int, str, str]]:
    """Place, category and words of each piece; the blanks between have the category ""."""
    expression, categories = _expression()
    at = 0
    while at < len(text):
        found = expression.match(text, at)
        if found is None or found.end() == at:
            yield at, "error", text[at]
            at += 1
            continue
        assert found.lastgroup is not None
        group = found.re.groupindex[found.lastgroup]
        for step, category in enumerate(categories[found.lastgroup], start=1):
            start, end = found.span(group + step)
            if at < start:
                yield at, "", text[at:start]
            yield start, category, text[start:end]
            at = end


@functools.cache
def _expression() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """All rules in one expression, a named group each, and the categories of the pieces within the group."""
    blanks = Rule(pieces=(("", r"[\s\ufeff]+"),))
    each = (blanks, *(Rule(pieces=(piece,)) for piece in BEFORE), *rules())
    written = [f"(?P<rule{number}>{_written(rule)})" for number, rule in enumerate(each)]
    categories = {
        f"rule{number}": tuple(category for category, _ in rule.pieces) for number, rule in enumerate(each)
    }
    return re.compile("|".join(written), re.MULTILINE), categories


def _written(rule: Rule) -> str:
    ahead = f"(?={rule.ahead})" if rule.ahead else ""
    return BLANKS.join(f"({piece})" for _, piece in rule.pieces) + ahead
