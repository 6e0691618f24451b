"""The names of a text, read from its tokens alone: what is declared, the fields of its sources and their values.

An unfinished text has no tree that one could rely on, but `service Shop {` and `fields { ok: yes or no }` can be seen in
any.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from sladsl.ast.agreements import Agreement, Amendment, Template
from sladsl.ast.declare import Block
from sladsl.ast.facts import Fact, Option
from sladsl.ast.figures import Assume, Definitions, Let, Parameters
from sladsl.ast.sources import Fields, Source
from sladsl.record import Record, replace
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.scanner import STRING, WORD, Token

NAMED = ("name", "name and title", "name by names")
OWN_FIELDS = {"samples": ("at",), "counters": ("at",), "intervals": ("start", "end"), "events": ("at",)}
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


BASED_ON = tuple(Agreement.based_on.name.split())
AGREEMENTS = frozenset(kind.kind for kind in all_blocks() if issubclass(kind, Agreement))


class Names:
    """What a text declares, found when it is asked for."""

    def __init__(self, tokens: list[Token], closes: dict[int, int], at: int) -> None:
        self.tokens = tokens
        self.closes = closes
        self.at = at
        """The token at which they are asked for."""

    # ---- agreements

    @functools.cached_property
    def agreements(self) -> tuple[Declared, ...]:
        """All agreements of the text, templates and amendments included.

        None stands within another: where a brace is missing, the next one ends the one before.
        """
        found = [each for each in self.declared if each.kind in AGREEMENTS]
        ends = [*(each.start - 1 for each in found[1:]), *([len(self.tokens)] if found else [])]
        return tuple(replace(each, end=min(each.end, end)) for each, end in zip(found, ends, strict=True))

    @functools.cached_property
    def around(self) -> Declared | None:
        """The agreement in which one stands."""
        return next((each for each in self.agreements if each.start <= self.at <= each.end), None)

    @functools.cached_property
    def bases(self) -> tuple[Declared, ...]:
        """The agreements whose terms hold in the one around: what it is based on or changes, and so on."""
        by_name = {each.name: each for each in reversed(self.agreements)}
        found: dict[str, Declared] = {}
        waiting = [self.around] if self.around is not None else []
        for each in waiting:
            for name in self._based_on(each):
                base = by_name.get(name)
                if base is not None and name not in found and base is not self.around:
                    found[name] = base
                    waiting.append(base)
        return tuple(found.values())

    def _based_on(self, agreement: Declared) -> Iterator[str]:
        tokens = self.tokens
        of = Amendment.of.name if agreement.kind == Amendment.kind else ""
        depth = 0
        for at in range(agreement.start, agreement.end):
            depth += (tokens[at].text == "{") - (tokens[at].text == "}")
            if depth != 1 or tokens[at].text != ":":
                continue
            if tokens[at - 1].text == of or (tokens[at - 2].text, tokens[at - 1].text) == BASED_ON:
                yield from self._listed(at + 1)

    @functools.cached_property
    def _ranges(self) -> tuple[Declared, ...]:
        """The agreements whose names count: in a template all, for nobody knows what is based on it."""
        around = self.around
        return (around, *self.bases) if around is not None and around.kind != Template.kind else ()

    def _seen(self, at: int) -> bool:
        return not self._ranges or any(each.start <= at <= each.end for each in self._ranges)

    # ---- names

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
        """What is declared of these kinds and seen here, in the order of the text; of all kinds without any."""
        return tuple(
            each for each in self.declared if (not kinds or each.kind in kinds) and self._seen(each.start)
        )

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
        for labels, cell in self._table(at, end):
            words = " ".join(token.text for token in cell)
            values = tuple(token.text for token in cell if token.kind in (WORD, STRING))
            choice = words not in TYPES
            for name in labels:
                yield FieldSeen(
                    name=name.text,
                    source=source,
                    type="choice" if choice else words,
                    values=values if choice else (),
                )

    def _table(self, at: int, end: int) -> Iterator[tuple[list[Token], list[Token]]]:
        """The names before each colon, and the tokens of the cell behind it."""
        colons = [place for place in range(at + 1, end) if self.tokens[place].text == ":"]
        firsts = [self._first(colon, at) for colon in colons]
        for place, colon in enumerate(colons):
            last = firsts[place + 1] if place + 1 < len(firsts) else end
            yield self.tokens[firsts[place] : colon : 2], self.tokens[colon + 1 : last]

    def _rows_of(self, *kinds: type[Block]) -> Iterator[tuple[str, list[Token]]]:
        """Names of the author's own with their cells, in blocks of these kinds: `assume { price: 500 EUR }`."""
        words = {kind.kind for kind in kinds}
        for at, token in enumerate(self.tokens):
            if token.text in words and self.tokens[at + 1].text == "{" and self._seen(at):
                end = self.closes.get(at + 1, len(self.tokens) - 1)
                for labels, cell in self._table(at + 2, end):
                    yield from ((label.text, cell) for label in labels if label.kind == WORD)

    @functools.cached_property
    def figures(self) -> dict[str, str]:
        """Figures with names, and what each is."""
        found = self._rows_of(Assume, Let, Parameters)
        return {name: " ".join(token.text for token in cell) for name, cell in found}

    @functools.cached_property
    def terms(self) -> dict[str, str]:
        """Defined terms: those that are records with their source, those that are conditions with ""."""
        return {
            name: "" if cell[0].text == "when" else cell[0].text
            for name, cell in self._rows_of(Definitions)
            if cell and cell[0].kind == WORD
        }

    @functools.cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """Facts and options with the values that each can have."""
        return {each.name: tuple(self._chosen(each)) for each in self.of_kind(Fact.kind, Option.kind)}

    def _chosen(self, of: Declared) -> Iterator[str]:
        tokens = self.tokens
        for at in range(of.start, of.end - 2):
            if tokens[at].text not in (Option.values.name, Fact.type_.name) or tokens[at + 1].text != ":":
                continue
            if " ".join(token.text for token in tokens[at + 2 : at + 5]) == "yes or no":
                yield from ("yes", "no")
                return
            yield from self._listed(at + 2)
            return

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
        found: list[str] = []
        for at in range(len(tokens) - 3):
            if (
                tokens[at].text == "for"
                and tokens[at + 1].text == "each"
                and tokens[at + 2].text == ":"
                and self._seen(at)
            ):
                found.extend(self._listed(at + 3))
        return tuple(dict.fromkeys(name for name in found if name != "all"))

    def _listed(self, at: int) -> Iterator[str]:
        """The names and texts of a list with commas between that begins at a token."""
        while self.tokens[at].kind in (WORD, STRING):
            yield self.tokens[at].text
            if self.tokens[at + 1].text != ",":
                return
            at += 2

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
