"""Where things begin: keys, rows, blocks and sentences, found by the declarations of the block around them.

Layout means nothing here: a word is a key only if the innermost block declares it and a colon follows. Lines and
indentation serve recovery alone, to say where a forgotten brace belongs.
"""

from __future__ import annotations

from typing import Any

from sladsl.ast.declare import Block, Key, keys_of
from sladsl.source import SourceText
from sladsl.syntax.scanner import DATE, NUMBER, STRING, WORD, Token
from sladsl.syntax.values import WEEKDAYS

VERBS = ("ensures", "reports")
COMPARATOR_WORDS = frozenset({"at", "above", "below", "exactly", "otherwise"})
LONGEST_HEAD = 60


class Outline:
    """The tokens of one text with the questions one can ask at a token of a block."""

    def __init__(self, source: SourceText, tokens: list[Token]) -> None:
        self.source = source
        self.tokens = tokens
        self._keys: dict[type[Block], dict[str, list[tuple[tuple[str, ...], Key[Any]]]]] = {}
        self._kinds: dict[type[Block], dict[str, list[tuple[tuple[str, ...], type[Block]]]]] = {}

    # ---- what begins at token `at`

    def key(self, at: int, block: type[Block]) -> tuple[Key[Any], int] | None:
        """The key that begins here, and the token after its colon."""
        tokens = self.tokens
        phrases = self._key_phrases(block).get(tokens[at].text)
        if phrases:
            for words, key in phrases:
                end = at + len(words)
                if tokens[end].text == ":" and all(
                    tokens[at + step].text == word for step, word in enumerate(words)
                ):
                    return key, end + 1
        return None

    def row(self, at: int, block: type[Block]) -> int:
        """The token of the colon when a table row begins here, else 0."""
        if block.rows is None:
            return 0
        tokens = self.tokens
        token = tokens[at]
        if tokens[at - 1].text == ",":
            return 0
        starts = block.rows.starts
        if starts == "comparator":
            return self._colon(at) if token.text in COMPARATOR_WORDS else 0
        if starts == "day":
            if token.text not in WEEKDAYS and token.kind != DATE:
                return 0
            return 0 if tokens[at - 1].text == "to" else self._colon(at)
        position = at
        while tokens[position].kind in (WORD, STRING, DATE, NUMBER):
            mark = tokens[position + 1].text
            if mark == ":":
                return position + 1
            if mark != ",":
                return 0
            position += 2
        return 0

    def block(self, at: int, block: type[Block]) -> tuple[type[Block], int, int] | None:
        """The kind of the block that begins here, the token after its kind, and that of its brace."""
        phrases = self._kind_phrases(block).get(self.tokens[at].text)
        if phrases:
            for words, kind in phrases:
                if all(self.tokens[at + step].text == word for step, word in enumerate(words)):
                    head = at + len(words)
                    brace = self.brace(head)
                    if brace:
                        return kind, head, brace
        return None

    def sentence(self, at: int, block: type[Block]) -> type[Block] | None:
        """The kind of sentence that begins here: a name before one of the verbs."""
        if self.tokens[at].kind != WORD:
            return None
        verb = self.tokens[at + 1].text
        if verb in VERBS or (verb == "aims" and self.tokens[at + 2].text == "for"):
            for kind in block.within:
                if kind.head == "sentence":
                    return kind
        return None

    def label(self, at: int, *, alone: bool = False) -> int:
        """The token of the colon when unknown words before a colon begin here, else 0.

        One word anywhere; several only from the beginning of a line (`credit bse: 5%`), which is a mistake either way,
        or where nothing stands before them (`alone`).
        """
        tokens = self.tokens
        if tokens[at].kind != WORD:
            return 0
        if tokens[at + 1].text == ":":
            return at + 1
        if not alone and not self.first_on_line(at):
            return 0
        line_end = self.source.text.find("\n", tokens[at].start)
        position = at
        while tokens[position].kind == WORD and position - at < 6:
            position += 1
            if tokens[position].text == ":":
                return position if line_end < 0 or tokens[position].start < line_end else 0
        return 0

    def starts(self, at: int, block: type[Block]) -> bool:
        """Whether anything that can stand in the block begins here."""
        token = self.tokens[at]
        if token.kind == WORD:
            return (
                self.key(at, block) is not None
                or bool(self.row(at, block))
                or self.block(at, block) is not None
                or self.sentence(at, block) is not None
                or (self.tokens[at - 1].text != "," and bool(self.label(at)))
            )
        return block.rows is not None and bool(self.row(at, block))

    # ---- measures of the text

    def brace(self, at: int) -> int:
        """The token of the `{` that ends a head beginning here, 0 when something else comes first."""
        tokens = self.tokens
        for position in range(at, min(at + LONGEST_HEAD, len(tokens))):
            token = tokens[position]
            if token.text == "{":
                return position
            if token.kind not in (WORD, STRING, NUMBER) and token.text != ",":
                return 0
        return 0

    def first_on_line(self, at: int) -> bool:
        start = self.tokens[at].start
        line_start = self.source.text.rfind("\n", 0, start) + 1
        return not self.source.text[line_start:start].strip()

    def indentation(self, at: int) -> int:
        """The column (from zero) at which the line of this token begins to say something."""
        start = self.tokens[at].start
        line_start = self.source.text.rfind("\n", 0, start) + 1
        line = self.source.text[line_start : start + 1]
        return len(line) - len(line.lstrip())

    def balanced(self) -> bool:
        """Whether there are as many opening braces as closing ones."""
        depth = 0
        for token in self.tokens:
            if token.text == "{":
                depth += 1
            elif token.text == "}":
                depth -= 1
        return depth <= 0

    def _colon(self, at: int) -> int:
        """The next colon, when only what a row's head can hold stands before it."""
        for position in range(at + 1, min(at + LONGEST_HEAD, len(self.tokens))):
            text = self.tokens[position].text
            if text == ":":
                return position
            if text in ("{", "}", "", "("):
                return 0
        return 0

    def _key_phrases(self, block: type[Block]) -> dict[str, list[tuple[tuple[str, ...], Key[Any]]]]:
        index = self._keys.get(block)
        if index is None:
            index = {}
            for name, key in keys_of(block).items():
                words = tuple(name.split())
                index.setdefault(words[0], []).append((words, key))
            for phrases in index.values():
                phrases.sort(key=lambda pair: -len(pair[0]))
            self._keys[block] = index
        return index

    def _kind_phrases(self, block: type[Block]) -> dict[str, list[tuple[tuple[str, ...], type[Block]]]]:
        index = self._kinds.get(block)
        if index is None:
            index = {}
            for kind in block.within:
                if kind.head != "sentence":
                    words = tuple(kind.kind.split())
                    index.setdefault(words[0], []).append((words, kind))
            for phrases in index.values():
                phrases.sort(key=lambda pair: -len(pair[0]))
            self._kinds[block] = index
        return index
