"""The clause of the contract that a construct renders to: the first one that the examples of a page give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.api.read import read_text
from sladsl.api.rendering import examples
from sladsl.ast.declare import Block
from sladsl.prose import contract
from sladsl.prose.document import Clause, Document, Section
from sladsl.prose.to_markdown import clause_markdown, to_markdown

EXAMPLE = re.compile(r"^```sla\n(.*?)^```", re.MULTILINE | re.DOTALL)
SECTIONS = {"claims": "claims", "stage": "claims", "interpretation": "interpretation", "term": "term"}
"""Constructs that make a section of the contract, not one clause."""
NO_CLAUSE = {
    "file": "Nothing: what another file declares is printed where it is used.",
    "amendment": "On the title page of the agreement, from when it is amended; the amendment itself is a text of its own.",
}
LONGEST = 1_400
"""Characters of a clause that a page shows; of a longer one the beginning."""


def clause_of(kind: str, page: str) -> str:
    """The first clause that an example of the page has for a construct of the kind, as Markdown; "" without one."""
    if kind in NO_CLAUSE:
        return f"> {NO_CLAUSE[kind]}"
    for found in EXAMPLE.finditer(page):
        loaded = read_text(found[1])
        if loaded.agreement is None or loaded.broken:
            continue
        for agreement in loaded.agreements:
            document = contract(agreement, examples(agreement))
            if kind == agreement.node.kind or (kind == "party" and agreement.parties):
                return quoted(beginning(document))
            for path in paths(agreement.node, kind):
                clauses = next(
                    (told for block in reversed(path) if (told := told_by(block, document, path[-1]))), ()
                )
                if clauses:
                    return shown(clauses, document)
    return ""


def paths(root: Block, kind: str) -> Iterator[tuple[Block, ...]]:
    """Each block of a kind with those around it, the outermost first; the agreement is one only where it is asked for."""
    if root.kind == kind:
        yield (root,)
    for inner in root.blocks:
        for path in paths(inner, kind):
            yield path if root.kind in ("sla", "slc", "ola", "contract") else (root, *path)


def told_by(block: Block, document: Document, asked: Block) -> tuple[Clause, ...]:
    """The clauses that say a block; where something in it is asked for and stands as written, the one that has it."""
    if block.kind in SECTIONS:
        return tuple(
            clause
            for section in sections(document)
            if SECTIONS[block.kind] in section.keys
            for clause in section.clauses
        )
    wanted = {
        *(f"{block.kind} {each.text}" for each in (block.name, block.title) if each is not None),
        *(f"{block.kind} for {name}" for name in names(block)),
        f"as written {block.head_span.start}",
    }
    alone = {block.kind} if block.name is None and block.title is None and not names(block) else set()
    found = [
        clause
        for section in sections(document)
        for clause in section.clauses
        if (wanted | alone) & set(clause.keys)
    ]
    if not found:
        found = [
            clause
            for section in sections(document)
            if wanted & set(section.keys)
            for clause in section.clauses
        ]
    if not found and alone:
        found = [
            clause
            for section in sections(document)
            for clause in section.clauses
            if any(key.startswith(f"{block.kind} ") for key in clause.keys)
        ]
    if block is not asked:
        found.sort(key=lambda clause: not any(key.startswith("as written ") for key in clause.keys))
    return tuple(found[:1])


def names(block: Block) -> list[str]:
    return [each.text for each in getattr(block.head_value, "items", ()) if hasattr(each, "text")]


def sections(document: Document) -> tuple[Section, ...]:
    return (*document.sections, *document.schedules)


def shown(clauses: tuple[Clause, ...], document: Document) -> str:
    """Clauses as a quotation, those that fit."""
    found: list[str] = []
    for clause in clauses:
        said = clause_markdown(clause, document)
        if found and len("\n\n".join((*found, said))) > LONGEST:
            break
        found.append(said)
    return quoted("\n\n".join(found))


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def beginning(document: Document) -> str:
    """What stands before the first section: the title, the front and the parties."""
    text, _, _ = to_markdown(document).partition("\n## 1")
    return "\n".join(
        f"**{line.strip('# ')}**" if line.startswith("#") else line for line in text.strip().split("\n")
    )
