"""Loading the grammar: its house transformation, and its parse tables from the user's cache.

A quoted phrase of the grammar becomes one terminal that ends where the word ends, because lark's contextual
lexer would otherwise read `atleast` as `at least`.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from sladsl.ast import forms
from sladsl.ast.declare import Form
from sladsl.resources import grammar_folder

if TYPE_CHECKING:
    from lark import Lark

PHRASE = re.compile(r'"([a-z][a-z -]*)"')
SPACES = r"[ \t\r\n\f]+"
WORD_END = r"(?!\w)"
GRAMMAR_FILES = ("values.lark",)

STARTS = tuple(sorted({form.rule for form in vars(forms).values() if isinstance(form, Form) and form.rule}))
"""The start rules of the grammar: every form that is read by it."""


def source_text() -> str:
    """The grammar as it is written, its files one after the other."""
    folder = grammar_folder()
    parts = []
    for name in GRAMMAR_FILES:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            parts.append(file.read())
    return "\n".join(parts)


def grammar_text() -> str:
    """The grammar as lark reads it: files concatenated, phrases turned into terminals.

    Blanks inside a phrase may be any white space. Lark itself lets longer phrases outrank their beginnings.
    """
    phrases: dict[str, str] = {}

    def terminal(match: re.Match[str]) -> str:
        phrase = match.group(1)
        name = phrase_terminal(phrase)
        phrases[name] = phrase
        return name

    rewritten = [
        line if line.lstrip().startswith("//") else PHRASE.sub(terminal, line)
        for line in source_text().split("\n")
    ]
    terminals = [
        f"{name}.2: /{phrase.replace(' ', SPACES)}{WORD_END}/" for name, phrase in sorted(phrases.items())
    ]
    return "\n".join(rewritten + terminals) + "\n"


def phrase_terminal(phrase: str) -> str:
    """The name of the terminal of a phrase; the underscore makes lark drop it from trees."""
    return "_" + phrase.upper().replace(" ", "_").replace("-", "_")


def phrases() -> dict[str, tuple[str, ...]]:
    """Terminal -> the tokens of its phrase."""
    return {phrase_terminal(phrase): tuple(re.findall(r"\w+|-", phrase)) for phrase in keywords()}


def keywords() -> tuple[str, ...]:
    """The phrases of the grammar, sorted; a lower-case name can collide with the single words among them."""
    found: set[str] = set()
    for line in source_text().split("\n"):
        if not line.lstrip().startswith("//"):
            found.update(PHRASE.findall(line))
    return tuple(sorted(found))


def options() -> dict[str, Any]:
    """How lark is asked to read the grammar; tests add `strict`."""
    return {
        "parser": "lalr",
        "lexer": "contextual",
        "start": list(STARTS),
        "propagate_positions": True,
        "maybe_placeholders": False,
    }


def cache_folder() -> str | None:
    """Where parse tables are kept between runs; None when no place can be written."""
    base = os.environ.get("SLADSL_CACHE") or os.environ.get("XDG_CACHE_HOME")
    if not base:
        home = os.path.expanduser("~")
        base = os.environ.get("LOCALAPPDATA", os.path.join(home, ".cache"))
    folder = os.path.join(base, "sladsl")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except (OSError, ValueError):
        return None
    return folder if os.access(folder, os.W_OK) else None


def load() -> Lark:
    """The parser of all forms, from the cache when it is there, sound, and of this grammar and lark.

    The file has its check sum in front, is written beside its place and then moved there: a reader never sees
    a half, and whatever is wrong with it, the tables are built anew.
    """
    from zlib import crc32

    import lark

    text = grammar_text()
    folder = cache_folder()
    if folder is None:
        return lark.Lark(text, **options())
    wanted = crc32(repr((text, lark.__version__, options())).encode())
    path = os.path.join(folder, f"tables-{wanted:08x}")
    try:
        with open(path, "rb") as file:
            content = file.read()
        if int.from_bytes(content[:4], "big") == crc32(content[4:]):
            return _from(content[4:])
    except Exception:
        pass
    built = lark.Lark(text, **options())
    _keep(built, path)
    return built


def _from(content: bytes) -> Lark:
    from io import BytesIO

    from lark import Lark

    return Lark.load(BytesIO(content))


def _keep(built: Lark, path: str) -> None:
    """Writes the tables; a full or read-only disk costs the next start its time and nothing else."""
    from io import BytesIO
    from zlib import crc32

    buffer = BytesIO()
    built.save(buffer)
    content = buffer.getvalue()
    keep(crc32(content).to_bytes(4, "big") + content, path)


def keep(content: bytes, path: str) -> None:
    """Writes a file of the cache, whole or not at all."""
    from contextlib import suppress

    beside = f"{path}.{os.getpid()}"
    try:
        with open(beside, "wb") as file:
            file.write(content)
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            os.unlink(beside)
