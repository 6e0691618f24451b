"""Values without their key, `base: that month's fee of Desk   5%`: which key it is their form tells.

Only what blanks set off is looked at: a value that goes on is told as what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sladsl.ast.declare import Block, Key, keys_of
from sladsl.diagnostics.finding import Finding
from sladsl.syntax import key_messages, messages
from sladsl.syntax.forms import fits
from sladsl.syntax.scanner import WORD, Token

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder

LONGEST = 60
BEGIN_OTHER_NAMES = frozenset(
    {
        "exclusive",
        "sole",
        "maximum",
        "max",
        "minimum",
        "min",
        "total",
        "overall",
        "monthly",
        "annual",
        "credit",
        "claim",
    }
)
"""Words with which people begin longer names of keys: `exclusive remedy`, `maximum cap`."""
MOST_KEYS = 3
PLAIN = ("name", "names", "references")
"""Forms that any word has."""


class Keyless:
    """What a builder asks of a value that may lack its key."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.tokens = builder.tokens
        self.outline = builder.outline

    def _fits(self, key: Key[Any], tokens: list[Token]) -> bool:
        return bool(tokens) and fits(
            key, key.form, self.builder.source.text[tokens[0].start : tokens[-1].end]
        )

    def behind(self, kind: type[Block], key: Key[Any], tokens: list[Token]) -> Finding | None:
        """A value behind that of a key, set off by blanks, which lacks its own: `base: that month's fee of Desk   5%`."""
        builder = self.builder
        for cut in range(1, min(len(tokens), LONGEST)):
            rest = tokens[cut:]
            gap = builder.source.text[tokens[cut - 1].end : rest[0].start]
            if len(gap) < 2 or not self._fits(key, tokens[:cut]):
                continue
            told = self._without_key(kind, rest, key)
            if told is not None:
                return told
        return None

    def _without_key(
        self, kind: type[Block], value: list[Token], but: Key[Any] | None = None
    ) -> Finding | None:
        """What is said of a value without its key; None where no key of the block, or many, take it."""
        text = " ".join(token.text for token in value)
        keys = [key for key in keys_of(kind).values() if key is not but]
        fitting = [key for key in keys if text in key.answers] or [
            key
            for key in keys
            if key.form.direct not in PLAIN
            and self._fits(key, value)
            and not (len(value) == 1 and value[0].kind == WORD)
        ]
        fitting = [key for key in fitting if not key.later] or fitting
        if not 0 < len(fitting) <= MOST_KEYS:
            return None
        span = self.builder.values.span(value)
        shown = messages.printable(self.builder.source[span], 60)
        return key_messages.keyless(shown, [f"{key.name}: {shown}" for key in fitting], span)

    def before_key(self, kind: type[Block], start: int) -> bool:
        """Reports a value without its key before a key on the same line: `in writing   deadline: 30 days …`."""
        tokens = self.tokens
        for at in range(start + 1, min(start + LONGEST, len(tokens))):
            if tokens[at].first or tokens[at].text in ("{", "}", ":", ""):
                return False
            if self.outline.key(at, kind) is None or tokens[at].start - tokens[at - 1].end < 2:
                continue
            found = self._without_key(kind, tokens[start:at])
            if found is None:
                return False
            self.builder.findings.append(found)
            self.builder.at = at
            return True
        return False

    def head_of_next(
        self, tokens: list[Token], stop: int, kind: type[Block], reads: Callable[[list[Token]], bool]
    ) -> int:
        """Where the first word of another name for the next key stands: `unused: paid out   exclusive remedy: …`; 0: not."""
        following = self.outline.key(stop, kind)
        if following is None or len(tokens) < 2 or self.tokens[stop].first or self.tokens[stop - 1].first:
            return 0
        if tokens[-1].text not in BEGIN_OTHER_NAMES:  # the tables need not be read for a right text
            return 0
        from sladsl.syntax.phrasings.table import key_word

        words = " ".join(token.text for token in self.tokens[stop - 1 : following[1]]).rstrip(" :")
        if key_word(words, kind.kind) is None or reads(tokens):
            return 0
        return stop - 1 if reads(tokens[:-1]) else 0
