"""Colours for `.sla` texts: a lexer for Pygments, whose words all come from the declarations and the grammar.

It reads tokens by the project's own scanner and asks only what stands around them, so a text with mistakes is
coloured too. Pygments loads it by its entry point; nothing else imports this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from pygments.lexer import Lexer
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Text
from pygments.token import _TokenType as Type

from sladsl.ast.declare import keys_of
from sladsl.source import SourceText
from sladsl.syntax import scanner
from sladsl.syntax.grammar import keywords
from sladsl.syntax.guesses import VERBS, all_blocks
from sladsl.syntax.values.trees import WEEKDAYS

UNITS = re.compile(
    r"(?:milliseconds?|ms|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|business|[A-Z]{3})\Z"
)
OFTEN_NAMES = frozenset({"time", "number", "duration", "text", "fee", "first"})
"""Keywords only where one must stand: fields are often called so."""
PERIODS = re.compile(r"(?:day|week|month|quarter|year)(?:'s)?\Z")
LOOKS = re.compile(r"(?m)^\s*(?:sla|slc|ola|contract)\s+\w+\s*(?:\"[^\"\n]*\")?\s*\{")


def _phrases(phrases: set[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(re.findall(r"\w+|[^\w\s]", phrase))
        found.setdefault(words[0], []).append(words)
    for each in found.values():
        each.sort(key=len, reverse=True)
    return found


BLOCKS = {block.kind for block in all_blocks() if block.kind != "file" and block.head != "sentence"}
KEYS = {name for block in all_blocks() for name in keys_of(block)}
ANSWERS = {answer for block in all_blocks() for key in keys_of(block).values() for answer in key.answers}
WORDS = {*keywords(), "for", "each"}


class SlaLexer(Lexer):
    """Colours a service-level agreement."""

    name = "SLA"
    url = ""
    aliases: ClassVar[list[str]] = ["sla", "sladsl"]
    filenames: ClassVar[list[str]] = ["*.sla"]
    mimetypes: ClassVar[list[str]] = ["text/x-sla"]
    priority = 1.0
    """Pygments has another lexer for `*.sla` (Slash, an old language): a higher priority wins without a text."""

    _blocks = _phrases(BLOCKS)
    _keys = _phrases(KEYS)
    _answers = _phrases(ANSWERS | {"not stated"})
    _words = _phrases(WORDS)
    _verbs = _phrases(set(VERBS))

    @staticmethod
    def analyse_text(text: str) -> float:
        """With a text, the lexer that knows it better wins: the head of an agreement is sure.

        Without one the little rest beats the other lexer of `*.sla` (0), and no plain text (0.01).
        """
        return 1.0 if LOOKS.search(text) else 0.005

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Type, str]]:
        """Places, types and words, the blanks and comments between them included."""
        tokens = [token for token in scanner.scan(SourceText(text)) if token.kind != "end"]
        last = at = 0
        while at < len(tokens):
            kind, count = self._kind(tokens, at)
            for token in tokens[at : at + count]:
                yield from _between(text, last, token.start)
                yield token.start, kind, token.text
                last = token.end
            at += count
        yield from _between(text, last, len(text))

    def _kind(self, tokens: list[scanner.Token], at: int) -> tuple[Type, int]:
        """The type of what begins at a token, and how many tokens it has."""
        token = tokens[at]
        match token.kind:
            case scanner.STRING:
                return (String.Doc if token.text.startswith('"""') else String.Double), 1
            case scanner.DATE | scanner.TIME:
                return Number.Date, 1
            case scanner.NUMBER:
                return Number, 1
            case scanner.BAD:
                return (Comment if token.text[:2] in ("//", "/*") else Error), 1
            case scanner.MARK:
                return (Operator if token.text in "+-*/|" else Punctuation), 1
            case _:
                return self._word(tokens, at)

    def _word(self, tokens: list[scanner.Token], at: int) -> tuple[Type, int]:
        token, before = tokens[at], tokens[at - 1] if at else None
        key = _match(self._keys, tokens, at)
        if key and _text(tokens, at + key) == ":":
            return Name.Attribute, key
        if token.text == "otherwise":
            return Operator.Word, 1
        if token.text in WEEKDAYS:
            return Keyword.Constant, 1
        if _text(tokens, at + 1) == ":":
            return Name.Label, 1
        block = _match(self._blocks, tokens, at)
        if block and _opens(tokens, at + block):
            return Keyword.Declaration, block
        if before is not None and before.kind == scanner.WORD and before.text in self._blocks:
            following = _text(tokens, at + 1)
            if before.text != "credit" and (following == "{" or following.startswith('"')):
                return Name.Class, 1
        if before is not None and before.kind == scanner.NUMBER and UNITS.match(token.text):
            return Keyword.Type, 2 if token.text == "business" else 1
        verb = _match(self._verbs, tokens, at)
        if verb and before is not None and before.kind == scanner.WORD:
            return Keyword.Reserved, verb
        answer = _match(self._answers, tokens, at)
        if answer and _after_colon(tokens, at):
            return Keyword.Constant, answer
        if PERIODS.match(token.text) and before is not None and before.kind == scanner.WORD:
            return Keyword.Type, 1
        word = _match(self._words, tokens, at)
        if word and (token.text not in OFTEN_NAMES or _after_colon(tokens, at) or _after_possessive(before)):
            return Operator.Word, word
        return Name, 1


def _match(phrases: dict[str, list[tuple[str, ...]]], tokens: list[scanner.Token], at: int) -> int:
    """How many tokens the longest phrase has that stands here, 0 for none."""
    for words in phrases.get(tokens[at].text, ()):
        if all(_text(tokens, at + step) == word for step, word in enumerate(words)):
            return len(words)
    return 0


def _text(tokens: list[scanner.Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _opens(tokens: list[scanner.Token], at: int) -> bool:
    """Whether a head from here comes to its brace."""
    for token in tokens[at : at + 12]:
        if token.text == "{":
            return True
        if token.text in ("}", ":"):
            return False
    return False


def _after_possessive(before: scanner.Token | None) -> bool:
    return before is not None and before.text.endswith("'s")


def _after_colon(tokens: list[scanner.Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].text == ":"


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, Type, str]]:
    """Blanks and comments; a mark of the encoding counts as a blank."""
    while start < end:
        comment = text.find("#", start, end)
        if comment < 0:
            yield start, Text.Whitespace, text[start:end]
            return
        if comment > start:
            yield start, Text.Whitespace, text[start:comment]
        line = text.find("\n", comment, end)
        stop = end if line < 0 else line
        yield comment, Comment.Single, text[comment:stop]
        start = stop
