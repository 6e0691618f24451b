"""What may come next at a place of a text, for the command line and for editors; the text may be in any state."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import Any

from sladsl.api.read import PUBLISHED, Unreadable, content_of, decode, shown_as
from sladsl.source import SourceText
from sladsl.syntax.completion import Proposal, proposals

FORMAT = "sladsl.proposals/1"
USE = re.compile(r'^[ \t]*use[ \t]*:((?:[ \t]*"[^"\n]*"[ \t]*,?)+)', re.MULTILINE)
QUOTED = re.compile(r'"([^"\n]*\.sla|published:[^"\n]*)"')
MOST_HEAD = 20_000
MOST_USED = 8

__all__ = ["FORMAT", "Proposal", "complete", "document", "offset_of", "source_of"]


def complete(source: SourceText, offset: int) -> tuple[Proposal, ...]:
    """What can be written at an offset (characters from 0), the likeliest first; () inside texts and comments.

    Never raises, whatever the text: an offset outside of it means its nearest end.
    """
    return proposals(source, offset, _used(source))


def _used(source: SourceText) -> tuple[SourceText, ...]:
    """The files that a text names with `use` at its beginning; one that can't be read has no names."""
    found = []
    for line in USE.findall(source.text, 0, MOST_HEAD):
        for name in QUOTED.findall(line)[:MOST_USED]:
            way = name if name.startswith(PUBLISHED) else os.path.join(os.path.dirname(source.path), name)
            with suppress(Unreadable, ValueError):
                found.append(source_of(way))
    return tuple(found)


def offset_of(source: SourceText, line: int, column: int) -> int | None:
    """The offset of a line and a column, both from one; the column behind the last character is one. None: outside."""
    starts = source.line_starts
    if not 1 <= line <= len(starts) or not 1 <= column <= len(source.line(line)) + 1:
        return None
    return starts[line - 1] + column - 1


def source_of(path: str) -> SourceText:
    """The text of a file without reading what it means; `Unreadable` when it is none."""
    shown = shown_as(path)
    return text_as_source(decode(content_of(path), shown), shown)


def text_as_source(text: str, path: str) -> SourceText:
    return SourceText(text.replace("\r\n", "\n") if "\r" in text else text, path)


def document(source: SourceText, offset: int, found: tuple[Proposal, ...]) -> str:
    """The proposals at an offset as JSON, for programs; the same proposals give the same bytes."""
    import json

    content = {
        "format": FORMAT,
        "path": source.path.replace(os.sep, "/"),
        "place": _place(source, offset),
        "proposals": [_fact(source, each) for each in found],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _fact(source: SourceText, each: Proposal) -> dict[str, Any]:
    return {
        "text": each.text,
        "kind": each.kind,
        "meaning": each.meaning,
        "example": each.example,
        "snippet": each.snippet,
        "replaces": {
            "start": _place(source, each.span.start),
            "end": _place(source, each.span.end),
            "text": source[each.span],
        },
    }


def _place(source: SourceText, offset: int) -> dict[str, int]:
    line, column = source.place(offset)
    return {"line": line, "column": column}
