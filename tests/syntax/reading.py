"""How the tests of syntax read texts: parse, compare trees, list places."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sladsl.ast.agreements import File
from sladsl.ast.declare import Block
from sladsl.diagnostics.finding import Finding
from sladsl.record import Record
from sladsl.source import SourceText
from sladsl.syntax.parse import parse

CORPUS = Path(__file__).parent / "corpus"
VALID = tuple(sorted(CORPUS.glob("*.sla")))


def texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in VALID}


def read(text: str) -> tuple[File, tuple[Finding, ...]]:
    return parse(SourceText(text))


def sound(text: str) -> File:
    """The tree of a text that must have no finding."""
    file, findings = read(text)
    source = SourceText(text)
    assert not findings, [(source.place(f.span.start), f.message, f.hint) for f in findings]
    return file


def blocks(block: Block) -> Iterator[Block]:
    """A block and everything within it."""
    yield block
    for child in block.blocks:
        yield from blocks(child)


def records(value: Any) -> Iterator[Record]:
    """Every record within a value, itself first."""
    if isinstance(value, Record):
        yield value
        for _, field in value.__iter_fields__():
            yield from records(field)
    elif isinstance(value, tuple):
        for item in value:
            yield from records(item)


def plain(value: Any) -> Any:
    """A tree as nested tuples without any place: what the text says."""
    if isinstance(value, Record):
        skipped = {"span", "head_span", "key_span"}
        return (
            type(value).__name__,
            *((name, plain(field)) for name, field in value.__iter_fields__() if name not in skipped),
        )
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    return value


def some(places: int, most: int) -> range:
    """Every place of a text, or every so-many-th where there are more than `most`.

    SLADSL_FUZZ=long takes every one: a slip in each of ten thousand places is an hour's work, not a commit's.
    """
    every = os.environ.get("SLADSL_FUZZ") == "long"
    return range(0, places, 1 if every else 1 + places // most)
