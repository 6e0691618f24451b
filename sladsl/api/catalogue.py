"""The published agreements that come with the package: what there is, and the file behind `published:ID`.

They are examples of real terms to check, compare and begin from; a name is enough where a command takes a path.
"""

from __future__ import annotations

import json
import os

from sladsl.api.read import PUBLISHED, Unreadable, decode
from sladsl.ast.agreements import Agreement, Amendment, Template
from sladsl.ast.declare import Block
from sladsl.ast.parties import Party
from sladsl.ast.values import Answer
from sladsl.record import Record
from sladsl.source import SourceText

ENDING = ".sla"
FORMAT = "sladsl.catalogue/1"


class Said(Record):
    """One agreement of a published file."""

    kind: str
    name: str
    title: str


class Published(Record):
    """A published file: its id, what its first agreement is called, who provides, and all agreements in it."""

    id: str
    title: str
    provider: str
    """Who provides; "" where both sides owe alike."""
    agreements: tuple[Said, ...]
    path: str


def folder() -> str:
    """The folder of the files, in the package itself."""
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "published")


def ids() -> tuple[str, ...]:
    """The ids, in order."""
    found = (name for name in os.listdir(folder()) if name.endswith(ENDING) and name[0] != ".")
    return tuple(sorted(name.removesuffix(ENDING) for name in found))


def file_of(path: str) -> str:
    """The file that `published:ID` means; `Unreadable` with the ids that are most like it, where there is none."""
    wanted = path.removeprefix(PUBLISHED)
    known = ids()
    if wanted in known:
        return os.path.join(folder(), wanted + ENDING)
    raise Unreadable(f"There is no published agreement `{wanted[:80]}`.", _hint(wanted, known))


def text_of(wanted: str) -> str:
    """The text of a published agreement, comments and all."""
    with open(file_of(wanted), "rb") as file:
        return decode(file.read(), f"{PUBLISHED}{wanted}")


def catalogue() -> tuple[Published, ...]:
    """All published agreements; their texts are parsed, not checked."""
    return tuple(_published(each) for each in ids())


def _hint(wanted: str, known: tuple[str, ...]) -> str:
    from sladsl.diagnostics.suggest import listing

    near = _near(wanted.removesuffix(ENDING), known)
    return (
        f"Did you mean {listing(near, 'or')}? `sladsl list` shows all."
        if near
        else "`sladsl list` shows all."
    )


def _near(wanted: str, known: tuple[str, ...]) -> list[str]:
    """Those that hold a word of it, and those that are spelt alike: people know a provider, hardly ever an id."""
    from difflib import get_close_matches

    words = {word for word in wanted.lower()[:80].split("-") if len(word) > 2}
    holding = [each for each in known if words & set(each.split("-"))]
    alike = get_close_matches(wanted.lower()[:80], known, n=3, cutoff=0.6)
    return list(dict.fromkeys((*alike, *holding)))[:3]


def _parties(block: Block) -> tuple[Party, ...]:
    return block.children(Party) if isinstance(block, Agreement) else ()


def _role(party: Party) -> str:
    return party.role.text if isinstance(party.role, Answer) else ""


def _published(wanted: str) -> Published:
    from sladsl.syntax.parse import parse

    file, _ = parse(SourceText(text_of(wanted), f"{PUBLISHED}{wanted}"))
    found = [
        each
        for each in file.blocks
        if isinstance(each, Agreement) and not isinstance(each, (Template, Amendment))
    ]
    said = tuple(
        Said(
            kind=each.kind,
            name=each.name.text if each.name is not None else "",
            title=each.title.text if each.title is not None else "",
        )
        for each in found
    )
    parties = (party for each in file.blocks for party in _parties(each))
    provider = next((each for each in parties if _role(each) == "provider"), None)
    called = (provider.title or provider.name) if provider is not None else None
    first = said[0] if said else Said(kind="", name="", title="")
    return Published(
        id=wanted,
        title=first.title or first.name,
        provider=called.text if called else "",
        agreements=said,
        path=file_of(wanted),
    )


def catalogue_json(found: tuple[Published, ...]) -> str:
    """The list for programs; the same package gives the same list."""
    listed = [
        {
            "id": each.id,
            "title": each.title,
            "provider": each.provider or None,
            "agreements": [
                {"kind": said.kind, "name": said.name, "title": said.title} for said in each.agreements
            ],
            "file": each.path,
        }
        for each in found
    ]
    return json.dumps({"format": FORMAT, "agreements": listed}, ensure_ascii=False, indent=2) + "\n"
