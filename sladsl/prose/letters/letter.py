"""A letter as a neutral tree: who writes to whom about what, then numbered parts of paragraphs, lists and tables."""

from __future__ import annotations

from sladsl.record import Record


class Words(Record):
    """A paragraph."""

    text: str


class Points(Record):
    """A list."""

    items: tuple[str, ...]


class Grid(Record):
    """A table; columns in `right` hold figures."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


Block = Words | Points | Grid


class Part(Record):
    title: str
    blocks: tuple[Block, ...]


class Letter(Record):
    """`head` are pairs such as (`To`, `Nimbus Hosting GmbH`)."""

    title: str
    head: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    signature: tuple[str, ...]
