"""A value that is being written: what it may be by its declaration, and whether what stands there is one already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sladsl.ast.declare import Form, Key
from sladsl.syntax.completion.place import Place
from sladsl.syntax.completion.proposal import Kind, Typed, split
from sladsl.syntax.drive import tables
from sladsl.syntax.expected import expected
from sladsl.syntax.scanner import DATE, STRING, WORD, Token, is_name

DIRECT = {"text": STRING, "texts": STRING, "name": WORD, "names": WORD, "date": DATE}
"""What the forms that need no grammar are made of."""
LISTS = ("texts", "names")


class Wanted:
    """A value with its first token; `family`: whose names begin it, None where the form says that."""

    def __init__(
        self,
        form: Form[Any],
        start: int,
        *,
        key: Key[Any] | None = None,
        family: str | None = None,
        head: tuple[str, ...] = (),
        sample: str = "",
        kind: Kind | None = None,
        open: bool = False,
    ) -> None:
        self.form = form
        self.start = start
        self.key = key
        self.answers = key.answers if key is not None else ()
        self.open = open or (key is not None and key.open)
        self.family = key.names if key is not None else family
        self.head = head
        """The words before the colon of its row."""
        self.line = key.example if key is not None else form.example
        self.sample = sample or (key.example.partition(": ")[2] if key is not None else form.example)
        self.kind = kind
        """What all proposals are, where they are not of several kinds."""

    def line_of(self, value: str) -> str:
        """A line with this value, "" outside a key."""
        return f"{self.key.name}: {value}" if self.key is not None else ""


def typed(place: Place, count: int = 0) -> Typed:
    """What is half typed, with so many tokens before it."""
    before = place.tokens[place.size - count : place.size]
    return Typed(
        words=tuple(token.text for token in before),
        partial=place.partial,
        start=before[0].start if before else place.start,
        end=place.end,
    )


def complete(wanted: Wanted, tokens: list[Token]) -> bool:
    """Whether the tokens are a whole value."""
    if not tokens:
        return False
    said = tuple(token.text for token in tokens)
    if any(said == split(answer) for answer in wanted.answers) or said == ("not", "stated"):
        return True
    direct = wanted.form.direct
    if direct in DIRECT:
        return len(tokens) % 2 == 1 and _plain(tokens, direct)
    found = expected(wanted.form.rule, tokens) if wanted.form.rule else None
    return found is not None and found.complete


def fits(wanted: Wanted, tokens: list[Token]) -> bool:
    """Whether the tokens are the beginning of a value."""
    said = tuple(token.text for token in tokens)
    if any(split(answer)[: len(said)] == said for answer in (*wanted.answers, "not stated")):
        return True
    if wanted.form.direct in DIRECT:
        return _plain(tokens, wanted.form.direct)
    return bool(wanted.form.rule) and expected(wanted.form.rule, tokens) is not None


def _plain(tokens: list[Token], direct: str) -> bool:
    """Whether the tokens are of a plain form: one of them, or with commas between."""
    return all(is_plain(token, direct) for token in tokens[::2]) and (
        len(tokens) < 2 or (direct in LISTS and all(token.text == "," for token in tokens[1::2]))
    )


def is_plain(token: Token, direct: str) -> bool:
    return token.kind == DIRECT[direct] and (token.kind != WORD or is_name(token.text))


def phrase(name: str) -> str:
    """The words of a keyword terminal, "" when it is another one."""
    known = tables()
    parts = known.phrases.get(name, ()) if known is not None else ()
    return " ".join(parts).replace(" - ", "-")


def family_of(wanted: Wanted, shifted: Sequence[str]) -> str | None:
    """Whose name may stand behind these terminals: at the start by the key, later by the last keyword.

    "" where any name may stand, None where none that one could know.
    """
    declared = wanted.form.names
    if not shifted and wanted.family is not None:
        return wanted.family
    if declared is None:
        return ""
    if not shifted:
        return declared.get("", declared.get("*"))
    last = next(filter(None, map(phrase, reversed(shifted))), "*")
    return declared.get(last, declared.get("*", declared.get("")))
