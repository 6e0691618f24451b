"""An amendment as a text to sign: which clauses of the contract it replaces, adds and deletes.

Both contracts are built, and what differs between them is the amendment: so it can't say anything else than the agreement as
amended says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sladsl.model.meanings import Agreement
from sladsl.model.versions import Version
from sladsl.prose.document import (
    Block,
    Clause,
    Document,
    Items,
    Section,
    Table,
    Text,
    numbered,
    numbering,
)
from sladsl.prose.english import amendments as words
from sladsl.prose.english import parties
from sladsl.prose.english.names import Names
from sladsl.prose.from_model import WORDS, build
from sladsl.record import Record, replace


class Amending(Record):
    """The document of an amendment, and the numbers of the clauses in the agreement as amended, to which its texts refer."""

    document: Document
    numbers: Mapping[str, str]


def amending(before: Agreement, version: Version) -> Amending:
    """What makes the agreement before it the one that the version is; both are whole agreements."""
    old, new = build(_bare(before)), build(_bare(version.agreement))
    unsigned = {
        name: party if party.accepted == "by ordering" else replace(party, accepted="")
        for name, party in version.agreement.parties.items()
    }
    names = Names(replace(_bare(version.agreement), parties=unsigned))
    front = tuple(words.on_the_front(*each) for each in _rows(new, old))
    made_with = () if new.parties.blocks == old.parties.blocks else (words.between(new.parties),)
    sections = [words.opening(before, version, (*front, *made_with))]
    for title, now, then in _side_by_side((*new.sections, *new.schedules), (*old.sections, *old.schedules)):
        clauses = tuple(_changes(now, then))
        if clauses:
            sections.append(Section(title=title, clauses=clauses))
    document = Document(
        title=words.title(version),
        front=words.front(before, version),
        parties=words.made_between(parties.parties(names)),
        sections=tuple(sections),
        signatures=parties.signatures(names),
        schedules=(),
        words=WORDS,
    )
    return Amending(document=numbered(document), numbers=numbering(new))


def _bare(agreement: Agreement) -> Agreement:
    """Without its examples, and without where its terms come from: neither is a term."""
    return replace(agreement, scenarios=(), origins={}, versions=(), amended_otherwise=None)


def _rows(new: Document, old: Document) -> Iterator[tuple[Text, Text]]:
    """The rows of the title page that say something else than before."""
    known = {row for block in old.front if isinstance(block, Table) for row in block.rows}
    for block in new.front:
        if isinstance(block, Table):
            yield from ((row[0], row[1]) for row in block.rows if row not in known)


def _side_by_side(
    new: tuple[Section, ...], old: tuple[Section, ...]
) -> Iterator[tuple[Text, tuple[Clause, ...], tuple[Clause, ...]]]:
    """Each section with its clauses as amended and as before, those that are gone at the end."""
    then = {each.title: each.clauses for each in old}
    now = {each.title: each.clauses for each in new}
    for title in (*now, *(each for each in then if each not in now)):
        yield title, now.get(title, ()), then.get(title, ())


def _changes(now: tuple[Clause, ...], then: tuple[Clause, ...]) -> Iterator[Clause]:
    known = {_identity(each): each for each in then}
    last: Clause | None = None
    for each in now:
        before = known.pop(_identity(each), None)
        if before is None:
            yield words.added(_unkeyed(each), last)
        elif _said(before) != _said(each):
            yield words.replaced(before, _unkeyed(each))
        last = before or last
    for each in known.values():
        yield words.deleted(each)


def _identity(clause: Clause) -> object:
    """What makes two clauses the same one, whatever they say: the construct that they are about, else their title."""
    return clause.keys[:1] or clause.title


def _said(clause: Clause) -> tuple[object, ...]:
    return clause.title, tuple(_unnumbered(each) for each in clause.blocks)


def _unnumbered(block: Block) -> Block:
    if not isinstance(block, Items):
        return block
    return Items(items=tuple(replace(each, number="", keys=()) for each in block.items))


def _unkeyed(clause: Clause) -> Clause:
    """The clause without the names by which others refer to it: in the amendment it is a quotation."""
    return replace(clause, keys=(), blocks=tuple(_unnumbered(each) for each in clause.blocks))
