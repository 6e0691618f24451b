"""Loading the grammar: its house transformation, and its parse tables from the user's cache.

A quoted phrase of the grammar becomes one terminal that ends where the word ends, because lark's contextual lexer would
otherwise read `atleast` as `at least`.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from sladsl.resources import grammar_folder

if TYPE_CHECKING:
    from lark import Lark

PHRASE = re.compile(r'"([a-z][a-z ]*)"')
SPACES = r"[ \t\r\n]+"
WORD_END = r"(?!\w)"
GRAMMAR_FILES = ("values.lark",)

# `start` rules of the grammar: every form that is read by it.
STARTS = (
    "period_name", "period_range", "name_or_text", "duration", "bound", "band_head", "rounding", "offset", "fee",
    "fee_base", "amount", "cap", "allowance", "renewal", "acceptance", "condition", "population", "measure", "days",
    "hours_of_day", "field_kind", "labels", "promise", "outage", "stated_fee", "expected", "outcomes", "level",
    "record_head", "raw",
)  # fmt: skip


def grammar_text() -> str:
    """The grammar as lark reads it: files concatenated, phrases turned into terminals."""
    folder = grammar_folder()
    parts = []
    for name in GRAMMAR_FILES:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            parts.append(file.read())
    lines = "\n".join(parts).split("\n")
    phrases: dict[str, str] = {}

    def terminal(match: re.Match[str]) -> str:
        phrase = match.group(1)
        name = "_" + phrase.upper().replace(" ", "_")
        phrases[name] = phrase
        return name

    rewritten = [line if line.lstrip().startswith("//") else PHRASE.sub(terminal, line) for line in lines]
    terminals = [
        f"{name}.2: /{phrase.replace(' ', SPACES)}{WORD_END}/" for name, phrase in sorted(phrases.items())
    ]
    return "\n".join(rewritten + terminals) + "\n"


def keywords() -> tuple[str, ...]:
    """The phrases of the grammar, sorted; the single words among them are what a lower-case name can collide with."""
    found: set[str] = set()
    folder = grammar_folder()
    for name in GRAMMAR_FILES:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for line in file:
                if not line.lstrip().startswith("//"):
                    found.update(PHRASE.findall(line))
    return tuple(sorted(found))


def cache_folder() -> str | None:
    """Where parse tables are kept between runs; None when no place can be written."""
    base = os.environ.get("SLADSL_CACHE") or os.environ.get("XDG_CACHE_HOME")
    if not base:
        home = os.path.expanduser("~")
        base = os.environ.get("LOCALAPPDATA", os.path.join(home, ".cache"))
    folder = os.path.join(base, "sladsl")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def load() -> Lark:
    """The parser for all forms, from the cache when it is there."""
    from lark import Lark

    options: dict[str, Any] = {
        "parser": "lalr",
        "lexer": "contextual",
        "start": list(STARTS),
        "propagate_positions": True,
        "maybe_placeholders": False,
    }
    folder = cache_folder()
    if folder is None:
        return Lark(grammar_text(), **options)
    try:
        return Lark(grammar_text(), cache=os.path.join(folder, "tables"), **options)
    except OSError:
        return Lark(grammar_text(), **options)
