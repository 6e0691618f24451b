"""A proposal: what can be written at a place, what it means, and the piece of the text that it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from sladsl.record import Record
from sladsl.source import NOWHERE, Span

Kind = Literal["key", "block", "answer", "keyword", "name", "unit", "value", "row", "sentence"]
"""`value` is a sample that shows the form; everything else is to be written as it stands."""


class Proposal(Record):
    """`text` goes into the place of `span`. `meaning`: one line. `example`: a line that is right, "" for none.

    `snippet`: the text with places to fill in, as editors write them (`${1:99.9%}`, `${2|a,b|}`); "": just the text.
    """

    text: str
    kind: Kind
    meaning: str
    example: str = ""
    snippet: str = ""
    span: Span = NOWHERE


class Typed(Record):
    """What of the next thing is written already: whole words, and the beginning of one more.

    `start` and `end`: the characters that the rest replaces.
    """

    words: tuple[str, ...]
    partial: str
    start: int
    end: int

    def fits(self, phrase: str) -> bool:
        """Whether a phrase goes on from what is written; capital letters count in whole words alone."""
        words = split(phrase)
        count = len(self.words)
        if words[:count] != self.words:
            return False
        return len(words) > count and words[count].lower().startswith(self.partial.lower())

    @property
    def empty(self) -> bool:
        return not self.words and not self.partial


def split(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as the scanner cuts them."""
    return tuple(_WORDS.findall(phrase))


_WORDS = re.compile(r""""[^"]*"?|[^\W\d][\w.]*(?:'s)?|\d[\w.:%-]*|\S""")


class Proposals:
    """Collects proposals that fit what is typed, each text once, in order."""

    def __init__(self) -> None:
        self._found: dict[str, Proposal] = {}

    def add(
        self, typed: Typed, text: str, kind: Kind, meaning: str, example: str = "", snippet: str = ""
    ) -> None:
        if not text or not typed.fits(text):
            return
        known = self._found.get(text)
        if known is None or known.span.start > typed.start:  # `at |` goes on to `at least`
            self._found[text] = Proposal(
                text=text,
                kind=kind,
                meaning=meaning,
                example=example,
                snippet=snippet,
                span=Span(start=typed.start, end=typed.end),
            )

    def extend(self, others: Iterable[Proposal]) -> None:
        for each in others:
            known = self._found.get(each.text)
            if known is None or known.span.start > each.span.start:
                self._found[each.text] = each

    def all(self) -> tuple[Proposal, ...]:
        return tuple(self._found.values())

    def __bool__(self) -> bool:
        return bool(self._found)


def filled(number: int, text: str) -> str:
    """A place to fill in, with a sample in it."""
    return "${" + f"{number}:" + re.sub(r"([\\$}])", r"\\\1", text) + "}"


def chosen(number: int, answers: Iterable[str]) -> str:
    """A place to fill in with one of several answers."""
    return "${" + f"{number}|" + ",".join(re.sub(r"([\\,|$}])", r"\\\1", each) for each in answers) + "|}"


def literal(text: str) -> str:
    """A text in a snippet that is nothing but text."""
    return re.sub(r"([\\$}])", r"\\\1", text)
