"""The names of a text, read from its tokens alone: what is declared, the fields of its sources and their values.

An unfinished text has no tree that one could rely on, but `service Shop {` and `fields { ok: yes or no }` can be seen in
any.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from sladsl.ast.declare import Block
from sladsl.ast.sources import Fields, Source
from sladsl.record import Record
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.scanner import STRING, WORD, Token

NAMED = ("name", "name and title", "name by names")
OWN_FIELDS = {"samples": ("at",), "intervals": ("start", "end"), "events": ("at",)}
"""Fields that the rows of a source have without a line of their own."""
TYPES = ("time", "number", "duration", "text", "yes or no", "intervals")


class Declared(Record):
    """A block with a name: its kind, title, and the tokens from its head to its end."""

    name: str
    kind: str
    title: str
    start: int
    end: int


class FieldSeen(Record):
    """A field of a source as written; `values` are those of a choice."""

    name: str
    source: str
    type: str
    values: tuple[str, ...] = ()


class Names:
    """What a text declares, found when it is asked for."""

    def __init__(self, tokens: list[Token], closes: dict[int, int]) -> None:
        self.tokens = tokens
        self.closes = closes

    @functools.cached_property
    def declared(self) -> tuple[Declared, ...]:
        found = tuple(self._declared())
        return found

    def _declared(self) -> Iterator[Declared]:
        tokens, phrases = self.tokens, _phrases()
        for at, token in enumerate(tokens):
            for words, kind in phrases.get(token.text, ()):
                after = at + len(words)
                if any(tokens[at + step].text != word for step, word in enumerate(words)):
                    continue
                name, next_token = tokens[after], tokens[after + 1]
                if name.kind != WORD or next_token.kind == "end":
                    continue
                titled = next_token.kind == STRING
                brace = after + (2 if titled else 1)
                if kind.head == "name by names":
                    while tokens[brace].kind == WORD or tokens[brace].text == ",":
                        brace += 1
                if tokens[brace].text == "{":
                    title = next_token.text.strip('"') if titled else ""
                    end = self.closes.get(brace, len(tokens) - 1)
                    yield Declared(name=name.text, kind=kind.kind, title=title, start=at, end=end)
                    break

    def of_kind(self, *kinds: str) -> tuple[Declared, ...]:
        """What is declared of these kinds, in the order of the text; of all kinds without any."""
        return tuple(each for each in self.declared if not kinds or each.kind in kinds)

    @functools.cached_property
    def fields(self) -> tuple[FieldSeen, ...]:
        """The fields of all sources, their own ones included."""
        found: list[FieldSeen] = []
        for source in self.of_kind(Source.kind):
            found.extend(self._fields(source))
        return tuple(found)

    def _fields(self, source: Declared) -> Iterator[FieldSeen]:
        tokens = self.tokens
        at = source.start
        while at < source.end:
            if tokens[at].text == Source.holds.name and tokens[at + 1].text == ":":
                for own in OWN_FIELDS.get(tokens[at + 2].text, ()):
                    yield FieldSeen(name=own, source=source.name, type="time")
            if tokens[at].text == Fields.kind and tokens[at + 1].text == "{":
                end = self.closes.get(at + 1, source.end)
                yield from self._rows(source.name, at + 2, end)
                at = end
            at += 1

    def _rows(self, source: str, at: int, end: int) -> Iterator[FieldSeen]:
        tokens = self.tokens
        colons = [place for place in range(at + 1, end) if tokens[place].text == ":"]
        firsts = [self._first(colon, at) for colon in colons]
        for place, colon in enumerate(colons):
            last = firsts[place + 1] if place + 1 < len(firsts) else end
            cell = tokens[colon + 1 : last]
            words = " ".join(token.text for token in cell)
            values = tuple(token.text for token in cell if token.kind in (WORD, STRING))
            choice = words not in TYPES
            for name in tokens[firsts[place] : colon : 2]:
                yield FieldSeen(
                    name=name.text,
                    source=source,
                    type="choice" if choice else words,
                    values=values if choice else (),
                )

    def _first(self, colon: int, least: int) -> int:
        """The first of the names, with commas between, that stand before a colon."""
        at = colon - 1
        while at - 2 >= least and self.tokens[at - 1].text == ",":
            at -= 2
        return at

    @functools.cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Fields whose values are assessed one by one: what stands after `for each:`."""
        tokens = self.tokens
        found = (
            tokens[at + 3].text
            for at in range(len(tokens) - 3)
            if tokens[at].text == "for"
            and tokens[at + 1].text == "each"
            and tokens[at + 2].text == ":"
            and tokens[at + 3].text != "all"
        )
        return tuple(dict.fromkeys(found))

    @functools.cached_property
    def currencies(self) -> tuple[str, ...]:
        """The agreement's currency first, then those that its amounts are in."""
        tokens = self.tokens
        said = [
            tokens[at + 2].text
            for at in range(len(tokens) - 2)
            if tokens[at].text == "currency" and tokens[at + 1].text == ":" and tokens[at + 2].kind == WORD
        ]
        used = [
            after.text
            for before, after in itertools.pairwise(tokens)
            if before.kind == "number" and len(after.text) == 3 and after.text.isupper()
        ]
        return tuple(dict.fromkeys([*said, *used]))

    @functools.cached_property
    def nouns(self) -> dict[str, str]:
        """What measures may call a source by the noun of its rows: `tickets` of `each: ticket`."""
        found: dict[str, str] = {}
        for source in self.of_kind(Source.kind):
            for at in range(source.start, source.end - 1):
                if self.tokens[at].text == Source.each.name and self.tokens[at + 1].text == ":":
                    found.setdefault(f"{self.tokens[at + 2].text}s", source.name)
        return found


@functools.cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], type[Block]]]]:
    """Kinds of blocks with names, by the first of their words."""
    found: dict[str, list[tuple[tuple[str, ...], type[Block]]]] = {}
    for kind in all_blocks():
        if kind.head in NAMED:
            words = tuple(kind.kind.split())
            found.setdefault(words[0], []).append((words, kind))
    return found
