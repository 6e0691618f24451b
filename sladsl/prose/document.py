"""The contract as a neutral document tree: what is said and where, in no format and no language.

Formats (`to_markdown`, others beside it) walk this tree; numbers of clauses are part of it, so every format
and every explanation of an evaluation counts alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sladsl.record import Record, replace

# ---- inline parts


class Plain(Record):
    text: str


class Defined(Record):
    """A term at the place that defines it."""

    text: str


class Term(Record):
    """A defined term in use."""

    text: str


class Emphasis(Record):
    text: str


class Reference(Record):
    """To the clause with this key; formats print its number, `clause 5.1`."""

    key: str


Inline = Plain | Defined | Term | Emphasis | Reference
Text = tuple[Inline, ...]

# ---- blocks


class Paragraph(Record):
    text: Text


class Formula(Record):
    """A calculation on a line of its own."""

    text: Text


class Notice(Record):
    """What a reader must see before everything else."""

    text: Text


class Written(Record):
    """A text of the agreement as it was written, line by line."""

    text: str


class Table(Record):
    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


class Definition(Record):
    term: str
    text: Text


class DefinitionList(Record):
    items: tuple[Definition, ...]


class Item(Record):
    """A lettered part of a clause."""

    text: Text
    keys: tuple[str, ...] = ()
    number: str = ""


class Items(Record):
    items: tuple[Item, ...]


Block = Paragraph | Formula | Notice | Written | Table | DefinitionList | Items

# ---- the whole


class Clause(Record):
    """`keys` are the constructs it says, named as by rules of an evaluation (`objective Availability`)."""

    title: Text
    blocks: tuple[Block, ...]
    keys: tuple[str, ...] = ()
    number: str = ""


class Section(Record):
    title: Text
    clauses: tuple[Clause, ...]
    keys: tuple[str, ...] = ()
    number: str = ""


class Schedule(Section):
    """A section at the end, `Schedule 1`; its clauses are paragraphs of it."""


class Part(Record):
    """A part without a number: the parties, the signatures."""

    title: Text
    blocks: tuple[Block, ...]


class Document(Record):
    title: Text
    front: tuple[Block, ...]
    parties: Part
    sections: tuple[Section, ...]
    signatures: Part
    schedules: tuple[Schedule, ...]
    words: Mapping[str, str] = {}
    """Words that formats need in the language of the contract: `clause`, `paragraph`."""


def numbered(document: Document) -> Document:
    """The document with its numbers: sections `1`, clauses `1.1`, items `1.1 (a)`; schedules `Schedule 1`.

    Clauses of a schedule are `Schedule 1, paragraph 2`.
    """
    schedule, paragraph = (
        document.words.get("schedule", "Schedule"),
        document.words.get("paragraph", "paragraph"),
    )
    return replace(
        document,
        sections=tuple(
            replace(
                section,
                number=str(at),
                clauses=tuple(
                    _clause(clause, f"{at}.{place}") for place, clause in enumerate(section.clauses, start=1)
                ),
            )
            for at, section in enumerate(document.sections, start=1)
        ),
        schedules=tuple(
            replace(
                section,
                number=f"{schedule} {at}",
                clauses=tuple(
                    _clause(clause, f"{schedule} {at}, {paragraph} {place}")
                    for place, clause in enumerate(section.clauses, start=1)
                ),
            )
            for at, section in enumerate(document.schedules, start=1)
        ),
    )


def numbering(document: Document) -> Mapping[str, str]:
    """Key of a construct → number of the clause that says it; the first clause wins where several do."""
    found: dict[str, str] = {}
    for section in (*document.sections, *document.schedules):
        for clause in section.clauses:
            for item in _items(clause):
                _keep(found, item.keys, item.number)
            _keep(found, clause.keys, clause.number)
        _keep(found, section.keys, section.number)
    return found


def texts(document: Document) -> Iterator[Text]:
    """All texts of the document, titles first, in reading order."""
    yield document.title
    yield from _block_texts(document.front)
    yield document.parties.title
    yield from _block_texts(document.parties.blocks)
    for section in (*document.sections, *document.schedules):
        yield section.title
        for clause in section.clauses:
            yield clause.title
            yield from _block_texts(clause.blocks)
    yield document.signatures.title
    yield from _block_texts(document.signatures.blocks)


def letter(position: int) -> str:
    """The letter of an item, counted from zero: `a` … `z`, `aa`, `ab` …"""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


def _clause(clause: Clause, number: str) -> Clause:
    blocks: list[Block] = []
    at = 0
    for block in clause.blocks:
        if isinstance(block, Items):
            items = []
            for item in block.items:
                items.append(replace(item, number=f"{number} ({letter(at)})"))
                at += 1
            block = Items(items=tuple(items))
        blocks.append(block)
    return replace(clause, number=number, blocks=tuple(blocks))


def _items(clause: Clause) -> Iterator[Item]:
    for block in clause.blocks:
        if isinstance(block, Items):
            yield from block.items


def _keep(found: dict[str, str], keys: tuple[str, ...], number: str) -> None:
    for key in keys:
        found.setdefault(key, number)


def _block_texts(blocks: tuple[Block, ...]) -> Iterator[Text]:
    for block in blocks:
        match block:
            case Paragraph() | Formula() | Notice():
                yield block.text
            case Table():
                yield from block.header
                for row in block.rows:
                    yield from row
            case DefinitionList():
                for definition in block.items:
                    yield (Defined(text=definition.term),)
                    yield definition.text
            case Items():
                for item in block.items:
                    yield item.text
