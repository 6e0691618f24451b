"""No name can be stolen by a keyword: each name of the corpus is renamed to each word of the language.

With a capital letter every renaming must give the same tree but for the name: that is promised to users. In
lower case a few may go wrong; they are counted, and stay under one in a hundred.
"""

from __future__ import annotations

import functools
import os
import re
from typing import Any
from zlib import crc32

import pytest

from sladsl.ast import values as v
from sladsl.ast.declare import Block, keys_of
from sladsl.ast.scenarios import Scenario
from sladsl.record import Record
from sladsl.syntax.grammar import keywords
from sladsl.syntax.guesses import VERBS, all_blocks
from tests.syntax.reading import plain, read, sound, texts

NAMED = (v.Name, v.FieldName)
SOME = 1 if os.environ.get("SLADSL_ALL_NAMES") else 24


@functools.cache
def words() -> tuple[str, ...]:
    """Every word of the language: of keywords, keys, answers, kinds of blocks, units, days."""
    phrases = {*keywords(), *VERBS, "each", "Monday", "Sunday"}
    for block in all_blocks():
        phrases.add(block.kind)
        for key in keys_of(block).values():
            phrases |= {key.name, *key.answers}
    for unit in ("millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"):
        phrases |= {unit, f"{unit}s", "ms", "contract", "EUR"}
    found = {word for phrase in phrases for word in re.findall(r"[^\W\d]\w*", phrase)}
    return tuple(sorted(found))


def _spans(value: Any, found: dict[str, list[tuple[int, int]]]) -> None:
    """Where the names of a tree stand in its text."""
    if isinstance(value, NAMED):
        found.setdefault(value.text, []).append((value.span.start, value.span.end))
    elif isinstance(value, v.Labels):
        for item in value.items:
            _spans(item, found)
    elif isinstance(value, Record):
        for _, field in value.__iter_fields__():
            _spans(field, found)
    elif isinstance(value, tuple):
        for item in value:
            _spans(item, found)


class Renaming:
    """One text with the places of its names; `to` puts other names there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = sound(text)
        self.places: dict[str, list[tuple[int, int]]] = {}
        _spans(self.tree, self.places)
        self.names = tuple(sorted(self.places))

    def to(self, names: dict[str, str]) -> str:
        spots = sorted(
            (spot, names[name]) for name, spots in self.places.items() if name in names for spot in spots
        )
        parts, last = [], 0
        for (start, end), name in spots:
            parts += [self.text[last:start], name]
            last = end
        return "".join([*parts, self.text[last:]])

    def holds(self, names: dict[str, str]) -> bool:
        """Whether the renamed text gives the same tree, its names aside."""
        tree, findings = read(self.to(names))
        return not findings and plain(tree) == _renamed(self.tree, names)

    def wrong(self, names: dict[str, str]) -> list[tuple[str, str]]:
        """The renamings that go wrong alone, found by halves."""
        if self.holds(names):
            return []
        if len(names) == 1:
            return list(names.items())
        items = list(names.items())
        half = len(items) // 2
        return self.wrong(dict(items[:half])) + self.wrong(dict(items[half:]))


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """The plain tree with other names."""
    if isinstance(value, NAMED):
        return (type(value).__name__, ("text", names.get(value.text, value.text)))
    if isinstance(value, Record):
        skipped = {"span", "head_span", "key_span"}
        fields = ((n, _renamed(f, names)) for n, f in value.__iter_fields__() if n not in skipped)
        return (type(value).__name__, *fields)
    if isinstance(value, tuple):
        return tuple(_renamed(item, names) for item in value)
    return value


MOVED = re.compile(r" may (?:promote|demote) ")


def _pieces() -> list[Renaming]:
    """Each block of each agreement as a text of its own, so that one renaming parses little."""
    pieces: list[Renaming] = []
    for text in texts().values():
        for agreement in sound(text).blocks:
            if isinstance(agreement, Scenario):
                pieces.append(Renaming(text[agreement.span.start : agreement.span.end]))
                continue
            children: tuple[Block, ...] = agreement.blocks
            pieces += [Renaming(f"sla A {{ {text[c.span.start : c.span.end]} }}") for c in children]
    # What a right promotes stands by its name in the words of its action, too: renamed in the one it is not in the other.
    return [piece for piece in pieces if piece.names and not MOVED.search(piece.text)]


def _rounds(piece: Renaming, vocabulary: list[str]) -> list[dict[str, str]]:
    """Names to words, all names at once, no word given twice at a time.

    Each piece takes every few words, beginning at another one, so that all pieces of a kind together meet all words;
    SLADSL_ALL_NAMES=1 gives every name every word.
    """
    size = len(vocabulary)
    step = max(size // len(piece.names), 1)
    return [
        {name: vocabulary[(turn + at * step) % size] for at, name in enumerate(piece.names)}
        for turn in range(crc32(piece.text.encode()) % SOME, size, SOME)
    ]


@pytest.mark.slow
def test_a_name_with_a_capital_letter_is_never_a_keyword() -> None:
    vocabulary = sorted({word[0].upper() + word[1:] for word in words()} | {word.upper() for word in words()})
    wrong = []
    for piece in _pieces():
        for names in _rounds(piece, vocabulary):
            wrong += [(piece.text, *pair) for pair in piece.wrong(names)]
    assert wrong == []


@pytest.mark.slow
def test_few_names_in_lower_case_are_keywords() -> None:
    count, wrong = 0, []
    for piece in _pieces():
        for names in _rounds(piece, list(words())):
            count += len(names)
            wrong += [(name, word, piece.text[8:60]) for name, word in piece.wrong(names)]
    listed = "\n".join(f"{name} -> {word}: {text}" for name, word, text in wrong)
    print(len(wrong), count)
    assert len(wrong) < count / 100, f"{len(wrong)} of {count}\n{listed}"


def test_there_are_names_and_words_enough() -> None:
    assert sum(len(piece.names) for piece in _pieces()) > 100
    assert len(words()) > 150
