"""What two versions of an agreement say otherwise: the sentences of their contracts that differ, clause by clause.

The contract, not the source, is compared: another layout is no change, and what a version takes over or includes is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import assert_never

from sladsl.model.meanings import Agreement
from sladsl.prose import contract
from sladsl.prose.document import (
    Block,
    Clause,
    Defined,
    DefinitionList,
    Document,
    Emphasis,
    Formula,
    Items,
    Notice,
    Paragraph,
    Plain,
    Reference,
    Table,
    Term,
    Text,
    Written,
    numbering,
)
from sladsl.record import Record, replace

Sentence = tuple[str, str]
"""Where it stands, and what it says."""


class Wording(Record):
    """A place of the contract: the sentences that only one version has, () on the side where there are none."""

    place: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def changed_wording(old: Agreement, new: Agreement) -> tuple[Wording, ...]:
    """The places that differ, in the order of the contract; worked examples are no part of it."""
    before, after = _sentences(old), _sentences(new)
    gone: dict[str, list[str]] = {}
    come: dict[str, list[str]] = {}
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            for side, sentences in ((gone, before[first:last]), (come, after[start:end])):
                for place, said in sentences:
                    side.setdefault(place, []).append(said)
    places = dict.fromkeys(place for place, _ in (*after, *before) if place in gone or place in come)
    return tuple(
        Wording(place=place, old=tuple(gone.get(place, ())), new=tuple(come.get(place, ())))
        for place in places
    )


def _sentences(agreement: Agreement) -> list[Sentence]:
    document = contract(replace(agreement, scenarios=()))
    # References name the clause by its title: a number moves with every clause before it.
    titles = _titles(document)
    found = [("Parties", said) for said in _said(document.parties.blocks, titles)]
    for section in (*document.sections, *document.schedules):
        title = _plain(section.title, titles)
        for clause in section.clauses:
            place = ": ".join(part for part in (title, _plain(clause.title, titles).rstrip(".")) if part)
            found += [(place, said) for said in _said(clause.blocks, titles)]
    return found


def _titles(document: Document) -> dict[str, str]:
    clauses: list[Clause] = [
        clause for section in (*document.sections, *document.schedules) for clause in section.clauses
    ]
    own = {key: _plain(clause.title, {}).rstrip(".") for clause in clauses for key in clause.keys}
    return {key: own.get(key, "") for key in numbering(document)} | own


def _said(blocks: tuple[Block, ...], titles: dict[str, str]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Formula() | Notice():
                yield _plain(block.text, titles)
            case Written():
                yield from (line.strip() for line in block.text.splitlines() if line.strip())
            case Table():
                for row in block.rows:
                    yield ": ".join(_plain(cell, titles) for cell in row)
            case DefinitionList():
                for definition in block.items:
                    yield f"“{definition.term}” {_plain(definition.text, titles)}"
            case Items():
                for item in block.items:
                    yield _plain(item.text, titles)
            case _:
                assert_never(block)


def _plain(text: Text, titles: dict[str, str]) -> str:
    parts = []
    for part in text:
        match part:
            case Plain() | Term() | Emphasis():
                parts.append(part.text)
            case Defined():
                parts.append(f"“{part.text}”")
            case Reference():
                parts.append(f"the clause {titles.get(part.key) or part.key}")
            case _:
                assert_never(part)
    return " ".join("".join(parts).split())
