"""Sentences as inline parts: a template of the contract filled with words, terms and references.

Only the template is read for its braces, never what fills them, so no text of a user can act as a template.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sladsl.prose.document import (
    Block,
    Clause,
    Defined,
    Emphasis,
    Inline,
    Item,
    Items,
    Paragraph,
    Plain,
    Reference,
    Term,
    Text,
)

Part = str | Inline | Text

_HOLE = re.compile(r"\{(\w+)\}")


def say(template: str, /, **parts: Part) -> Text:
    """`template` with `{name}` replaced by the parts; KeyError for a name without a part."""
    found: list[Inline] = []
    for at, piece in enumerate(_HOLE.split(template)):
        _append(found, parts[piece] if at % 2 else piece)
    return tuple(found)


def join(*parts: Part) -> Text:
    """The parts one after the other."""
    found: list[Inline] = []
    for part in parts:
        _append(found, part)
    return tuple(found)


def listing(items: Sequence[Part], last: str) -> Text:
    """`a`, `a and b`, `a, b and c` with `last` before the last one; empty for none."""
    if not items:
        return ()
    found: list[Inline] = []
    for at, item in enumerate(items):
        if at:
            _append(found, f" {last} " if at == len(items) - 1 else ", ")
        _append(found, item)
    return tuple(found)


def capital(text: Text) -> Text:
    """The text with a capital first letter, where its first part is plain words of the contract."""
    first = text[0] if text else None
    if isinstance(first, Plain):
        return (Plain(text=first.text[:1].upper() + first.text[1:]), *text[1:])
    return text


def paragraph(template: str, /, **parts: Part) -> Paragraph:
    return Paragraph(text=say(template, **parts))


def item(text: Part, *keys: str) -> Item:
    return Item(text=join(text), keys=keys)


def clause(title: Part, *blocks: Block | Text | str | list[Item], keys: tuple[str, ...] = ()) -> Clause:
    """A clause from blocks, texts (paragraphs) and lists of items; empty ones are left out."""
    found: list[Block] = []
    for block in blocks:
        if not block:
            continue
        if isinstance(block, list):
            found.append(Items(items=tuple(block)))
        elif isinstance(block, str | tuple):
            found.append(Paragraph(text=join(block)))
        else:
            found.append(block)
    return Clause(title=join(title), blocks=tuple(found), keys=keys)


def plain(text: Text) -> str:
    """The words of a text; references as their keys."""
    return "".join(part.key if isinstance(part, Reference) else part.text for part in text)


def _append(found: list[Inline], part: Part) -> None:
    if isinstance(part, tuple):
        for each in part:
            _append(found, each)
        return
    if isinstance(part, str):
        part = Plain(text=part)
    if isinstance(part, Plain) and found and isinstance(found[-1], Plain):
        found[-1] = Plain(text=found[-1].text + part.text)
    elif not isinstance(part, Plain | Term | Defined | Emphasis) or part.text:
        found.append(part)
