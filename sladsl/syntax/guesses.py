"""Where words belong: the verbs that are meant, rows of figures, and the blocks that have a key or a kind.

Used for hints alone: the language itself has no synonyms (those of newcomers stand in grammar/phrasings).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from sladsl.ast.agreements import Agreement, File
from sladsl.ast.declare import Block, Key, keys_of
from sladsl.diagnostics.spelling import same_spelling, slip
from sladsl.diagnostics.suggest import closest
from sladsl.syntax.surroundings import Surroundings

VERBS = ("ensures", "aims for", "reports")
_VERBS = dict.fromkeys(
    (
        *(
            "guarantees",
            "guarantee",
            "promises",
            "promise",
            "warrants",
            "commits",
            "assures",
            "provides",
            "must",
        ),
        *("shall", "will", "delivers", "undertakes", "agrees", "maintains", "keeps", "Ensures", "ENSURES"),
    ),
    "ensures",
) | {"aims": "aims for", "targets": "aims for", "strives": "aims for", "publishes": "reports"}
_FIGURE = r"(\d[\d_.]*)\s*(%|[a-z]+)?"
_BAND = re.compile(
    rf"(?:between|from)?\s*{_FIGURE}(?:\s*(?:-|–|—|\.\.+|to|and|until)\s*{_FIGURE})?\s*:\s*(\S[^:]*)",
    re.DOTALL,
)


def band(row: str) -> tuple[str, str] | None:
    """A row of figures, `99.5% - 99.8%: 5%`, in words: with one end, and with both ("" for a single figure)."""
    found = _BAND.fullmatch(row)
    if found is None:
        return None
    first, unit, second, second_unit, cell = found.groups()
    unit = unit or second_unit or ""
    ends = sorted((figure for figure in (first, second) if figure), key=_size)
    shown = [figure + (unit if unit in ("", "%") else f" {unit}") for figure in ends]
    at_least = unit in ("", "%")
    one = f"{'at least' if at_least else 'at most'} {shown[0 if at_least else -1]}: {cell}"
    return one, f"at most {shown[1]} but at least {shown[0]}: {cell}" if len(shown) == 2 else ""


def _size(figure: str) -> float:
    try:
        return float(figure.replace("_", ""))
    except ValueError:
        return 0.0


def verb(word: str) -> str:
    """The verb that was meant, "" when the word is none."""
    if word in VERBS:
        return word
    found = _VERBS.get(word, "")
    if not found and len(word) > 4 and word[0].islower():  # `Response` is a name, not a misspelt `reports`
        found = {"ensures": "ensures", "reports": "reports"}.get(_near(word, ("ensures", "reports")), "")
    return found


def _near(word: str, words: tuple[str, ...]) -> str:
    near = closest(word, words)
    return near if near and abs(len(near) - len(word)) <= 2 and near[0] == word[0].lower() else ""


def all_blocks() -> tuple[type[Block], ...]:
    """Every kind of block once, from the file down."""
    found: list[type[Block]] = [File]
    for block in found:
        found.extend(child for child in block.within if child not in found)
    return tuple(found)


@cache
def all_keys() -> frozenset[str]:
    """The keys of all blocks."""
    return frozenset(name for block in all_blocks() for name in keys_of(block))


def homes_of_key(word: str, value: str = "") -> tuple[type[Block], ...]:
    """The blocks that have this key; those alone in which it takes such a value, where there are any."""
    from sladsl.syntax.forms import fits

    homes = tuple(block for block in all_blocks() if word in keys_of(block))
    homes = tuple(sorted(homes, key=lambda block: block.kind == "pricing"))  # of what costs are, seldom meant
    fitting = tuple(home for home in homes if value and fits(key := keys_of(home)[word], key.form, value))
    return fitting or homes


def in_home(home: type[Block], word: str, value: str, around: Surroundings, at: int) -> str:
    """The line with this key of a block and its value, in the block that stands next before `at`."""
    from sladsl.syntax.forms import fits

    key = keys_of(home)[word]
    line = f"{word}: {value}" if value and fits(key, key.form, value) else key.example
    match home.head:
        case "sentence":
            return f"{home.example.partition('{')[0]}{{ {line} }}"
        case "title":
            return f'{home.kind} "Title" {{ {line} }}'
        case "for names":
            return f"{home.kind} for {around.some('objective', at)} {{ {line} }}"
        case "nothing":
            return f"{home.kind} {{ {line} }}"
        case _:
            return (
                line
                if word in keys_of(Agreement)
                else f"{home.kind} {around.some(home.kind, at)} {{ {line} }}"
            )


def homes_of_kind(word: str) -> tuple[str, ...]:
    """The kinds of blocks in which this one stands."""
    return tuple(
        block.kind
        for block in all_blocks()
        if any(child.kind == word or child.kind == word.lower() for child in block.within)
    )


def block_of(word: str) -> type[Block] | None:
    return next((block for block in all_blocks() if block.kind == word.lower()), None)


def kind_meant(text: str, kinds: tuple[str, ...]) -> tuple[str, bool]:
    """The kind of block that a misspelt word means, and whether surely; "" where it means none."""
    same = next((kind for kind in kinds if same_spelling(text, kind)), "")
    if same:
        return same, True
    if not text[0].islower():
        return "", False  # `Circuit {` is a name without its kind, not a misspelt `credit`
    if homes_of_kind(text):
        return "", False  # a block, in the wrong place
    near = closest(text, kinds)
    return near, bool(near) and slip(text, near, kinds)


TELLS = {"holds": (("each", "records"), ("every", "samples"))}
"""Keys beside which another key can have one answer only."""


def lacking(key: Key[Any], beside: frozenset[str]) -> str:
    """The line of a key that is missing, with the answer that the keys beside it tell."""
    answer = next((answer for other, answer in TELLS.get(key.name, ()) if other in beside), "")
    return f"{key.name}: {answer}" if answer else key.example
