"""Where things begin: keys, rows, blocks and sentences, found by the declarations of the block around them.

Layout means nothing here: a word is a key only if the innermost block declares it and a colon follows. Lines
and indentation serve recovery alone (sladsl/syntax/recovery.py), to say where a forgotten brace belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sladsl.ast.declare import Block, Key, keys_of
from sladsl.diagnostics.suggest import closest
from sladsl.syntax.scanner import BAD, DATE, NUMBER, STRING, TIME, WORD, Token
from sladsl.syntax.values.trees import WEEKDAYS

COMPARATOR_WORDS = frozenset({"at", "above", "below", "exactly", "otherwise"})
OPEN = ["not", "stated"]
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
LONGEST_HEAD = 60
LONGEST_KEY = 6
"""Words of a key: `service for part of a period` is the longest."""


T = TypeVar("T")


class Phrases(dict[type[Block], dict[str, list[tuple[tuple[str, ...], T]]]]):
    """What can stand in a block by the first of its words, the longest first.

    A dictionary that fills itself: every word of a text is looked up in several, and a call for each took as long again.
    """

    def __init__(self, of: Callable[[type[Block]], Iterable[tuple[str, T]]]) -> None:
        self.of = of

    def __missing__(self, block: type[Block]) -> dict[str, list[tuple[tuple[str, ...], T]]]:
        found: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, what in self.of(block):
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, what))
        for phrases in found.values():
            phrases.sort(key=lambda pair: -len(pair[0]))
        self[block] = found
        return found


KEYS: Phrases[Key[Any]] = Phrases(lambda block: keys_of(block).items())
KINDS: Phrases[type[Block]] = Phrases(
    lambda block: [(kind.kind, kind) for kind in block.within if kind.head != "sentence"]
)
VERBS: Phrases[type[Block]] = Phrases(
    lambda block: [(verb, kind) for kind in block.within for verb in kind.verbs]
)


class Outline:
    """The tokens of one text with the questions one can ask at a token of a block."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    # ---- what begins at token `at`

    def key(self, at: int, block: type[Block]) -> tuple[Key[Any], int] | None:
        """The key that begins here, and the token after its colon."""
        tokens = self.tokens
        phrases = KEYS[block].get(tokens[at].text)
        if phrases:
            for words, key in phrases:
                end = at + len(words)
                if tokens[end].text == ":" and (
                    len(words) == 1  # most keys: the first word has been looked up
                    or all(tokens[at + step].text == word for step, word in enumerate(words))
                ):
                    if key.only_open and [token.text for token in tokens[end + 1 : end + 3]] != OPEN:
                        return None
                    return key, end + 1
        return None

    def key_words(self, at: int, block: type[Block]) -> tuple[Key[Any], int] | None:
        """The key whose words stand here, colon or not, and the token after them."""
        tokens = self.tokens
        for words, key in KEYS[block].get(tokens[at].text, ()):
            if all(tokens[at + step].text == word for step, word in enumerate(words)):
                return key, at + len(words)
        return None

    def kind_words(self, at: int, block: type[Block]) -> tuple[type[Block], int] | None:
        """The kind of block whose words stand here, and the token after them."""
        for words, kind in KINDS[block].get(self.tokens[at].text, ()):
            if all(self.tokens[at + step].text == word for step, word in enumerate(words)):
                return kind, at + len(words)
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
        if starts == "step":
            return self._step(at)
        if starts == "comparator":
            return self._colon(at, starts) if token.text in COMPARATOR_WORDS else 0
        if starts == "day":
            nth = token.text == "last" or ORDINAL.fullmatch(token.text) is not None
            if nth and tokens[at + 1].text not in WEEKDAYS:
                return 0
            if token.text not in WEEKDAYS and token.kind != DATE and not nth:
                return 0
            before = tokens[at - 1].text
            if before == "to" and tokens[at - 2].kind in (WORD, DATE):
                return 0
            if before == "last" or ORDINAL.fullmatch(before):
                return 0
            return self._colon(at, starts)
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
        """The kind of the block that begins here, the token after its kind, and that of its brace.

        A head of the wrong shape begins a block too, unless a better one stands nearer to the brace: in
        `cap: 5% per term, not stated   claims {` the word `term` begins nothing.
        """
        phrases = KINDS[block].get(self.tokens[at].text)
        if phrases:
            for words, kind in phrases:
                if all(self.tokens[at + step].text == word for step, word in enumerate(words)):
                    head = at + len(words)
                    brace = self.brace(head)
                    if brace and (
                        self.shaped(kind, head, brace)
                        or (
                            self.tokens[head].text != ","
                            and not (self._better(head, brace, block) or self._better(head, brace, kind))
                        )
                    ):
                        return kind, head, brace
        return None

    def shaped(self, kind: type[Block], head: int, brace: int) -> bool:
        """Whether the tokens between kind and brace have the shape of the kind's head."""
        tokens = self.tokens[head:brace]
        kinds = [token.kind for token in tokens]
        match kind.head:
            case "nothing":
                return not tokens
            case "name and title":
                return kinds in ([WORD], [WORD, STRING])
            case "title":
                return kinds in ([STRING], [WORD], [WORD, STRING])
            case "for names":
                return not tokens or (
                    tokens[0].text == "for"
                    and len(tokens) % 2 == 0
                    and all(token.text == "," for token in tokens[2::2])
                )
            case "by names":
                return len(tokens) > 1 and tokens[0].text == "by"
            case "name by names":
                return len(tokens) > 2 and kinds[0] == WORD and tokens[1].text == "by"
            case _:
                return bool(tokens) and kinds[0] == WORD

    def opens(self, at: int, block: type[Block]) -> bool:
        """Whether a block with a head of the right shape begins here."""
        found = self.block(at, block)
        return found is not None and self.shaped(*found)

    def _better(self, start: int, brace: int, block: type[Block]) -> bool:
        kinds = KINDS[block]
        return any(
            self.shaped(kind, position + len(words), brace)
            for position in range(start, brace)
            for words, kind in kinds.get(self.tokens[position].text, ())
            if all(self.tokens[position + step].text == word for step, word in enumerate(words))
        )

    def sentence(self, at: int, block: type[Block]) -> type[Block] | None:
        """The kind of sentence that begins here: an actor before one of its verbs."""
        found = self.verb(at, block)
        return found[0] if found is not None else None

    def verb(self, at: int, block: type[Block]) -> tuple[type[Block], int] | None:
        """The kind of the sentence that begins here, and the token after its verb."""
        tokens = self.tokens
        if tokens[at].kind != WORD or (tokens[at].text == "of" and not tokens[at].first):
            return None  # `of at least 95% of reports at most 2 days`: what is counted, nobody who reports
        actor = 2 if tokens[at].text == "either" and tokens[at + 1].text == "party" else 1
        phrases = VERBS[block].get(tokens[at + actor].text)
        if phrases:
            for words, kind in phrases:
                if all(tokens[at + actor + step].text == word for step, word in enumerate(words)):
                    return kind, at + actor + len(words)
        return None

    def ends_sentence(self, at: int, block: type[Block]) -> bool:
        """Whether what begins here ends the sentence before it.

        A word of the sentence can be that of a kind (`sends report to Acme {`): only a head of the right shape ends it.
        """
        if self.tokens[at].kind != WORD:
            return block.rows is not None and bool(self.row(at, block))
        found = self.block(at, block)
        if found is not None and not self.shaped(*found):
            return False
        return found is not None or (not self._block_word(at, block) and self.starts(at, block))

    def _block_word(self, at: int, block: type[Block]) -> bool:
        """Whether the words of a kind of block stand here, whatever follows them, and no colon does."""
        found = self.kind_words(at, block)
        return found is not None and self.key(at, block) is None

    def label(self, at: int, *, alone: bool = False) -> int:
        """The token of the colon when unknown words before a colon begin here, else 0.

        One word anywhere; several only from the beginning of a line (`credit bse: 5%`), which is a mistake
        either way, or where nothing stands before them (`alone`).
        """
        tokens = self.tokens
        if tokens[at].kind != WORD:
            return 0
        if tokens[at + 1].text == ":":
            return at + 1
        if not alone and not tokens[at].first:
            return 0
        position = at
        while tokens[position].kind == WORD and position - at < 6:
            position += 1
            if tokens[position].first:
                return 0
            if tokens[position].text == ":":
                return position
        return 0

    def starts(self, at: int, block: type[Block]) -> bool:
        """Whether anything that can stand in the block begins here, or an unknown key."""
        if self.tokens[at].kind == WORD:
            return self.begins(at, block) or (
                self.tokens[at - 1].text != "," and (bool(self.label(at)) or self._misspelt(at, block))
            )
        return block.rows is not None and bool(self.row(at, block))

    def _misspelt(self, at: int, block: type[Block]) -> bool:
        """Whether the words up to a colon are nearly a key of as many words: `controled by: Nimbus`."""
        end = at
        while (
            self.tokens[end].kind == WORD
            and end - at < LONGEST_KEY
            and not (end > at and self.tokens[end].first)
        ):
            end += 1
        if end - at < 2 or self.tokens[end].text != ":":
            return False
        if any(self.key(position, block) is not None for position in range(at + 1, end)):
            return False
        written = [token.text for token in self.tokens[at:end]]
        return any(
            len(words) == len(written) and all(map(_alike, written, words))
            for words in map(str.split, keys_of(block))
        )

    def begins(self, at: int, block: type[Block]) -> bool:
        """Whether anything that can stand in the block begins here."""
        tokens = self.tokens
        if (
            block.rows is None
            and tokens[at].text not in KEYS[block]
            and tokens[at].text not in KINDS[block]
            and tokens[at + 1].text not in VERBS[block]
            and tokens[at].text != "either"
        ):
            return False  # most words begin nothing
        return (
            self.key(at, block) is not None
            or bool(self.row(at, block))
            or self.block(at, block) is not None
            or self.sentence(at, block) is not None
        )

    # ---- measures of the text

    def brace(self, at: int, longest: int = LONGEST_HEAD) -> int:
        """The token of the `{` that ends a head beginning here, 0 when something else comes first."""
        tokens = self.tokens
        for position in range(at, min(at + longest, len(tokens))):
            token = tokens[position]
            if token.text == "{":
                return position
            if token.kind not in (WORD, STRING, NUMBER, BAD) and token.text != ",":
                return 0
        return 0

    def balance(self) -> int:
        """How many more braces open than close: positive when closing ones are missing."""
        return sum((token.text == "{") - (token.text == "}") for token in self.tokens)

    def _step(self, at: int) -> int:
        """The colon of a row that begins with a moment: `at 50%:`, `at 4 business hours:`, `1 hour after due:`."""
        tokens = self.tokens
        if tokens[at].text == "at" and tokens[at + 1].kind == NUMBER and tokens[at + 2].kind == WORD:
            position = at + 1
            while tokens[position].kind in (NUMBER, WORD) and position - at < 12:
                position += 1
            return position if tokens[position].text == ":" else 0
        if tokens[at].text == "at":
            end = at + (3 if [token.text for token in tokens[at + 1 : at + 3]] == OPEN else 2)
            return end if tokens[end].text == ":" else 0
        if tokens[at].kind != NUMBER or tokens[at + 1].kind != WORD:
            return 0
        position = at
        while tokens[position].kind in (NUMBER, WORD) and position - at < 12:
            position += 1
        return position if tokens[position].text == ":" and tokens[position - 1].text == "due" else 0

    def _colon(self, at: int, starts: str) -> int:
        """The next colon, when only what a row's head can hold stands before it."""
        for position in range(at + 1, min(at + LONGEST_HEAD, len(self.tokens))):
            token = self.tokens[position]
            if token.text == ":":
                return position
            if token.text in ("{", "}", "", "(") or (starts == "day" and token.kind == TIME):
                return 0
            if (
                starts == "comparator"
                and token.text in COMPARATOR_WORDS
                and self.tokens[position - 1].text not in ("but", "and")
            ):
                return 0
        return 0


def _alike(written: str, word: str) -> bool:
    return written == word or (len(written) > 3 and bool(closest(written, (word,))))
