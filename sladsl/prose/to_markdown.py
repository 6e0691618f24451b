"""The contract as CommonMark with tables.

Everything a user wrote is escaped here, at the last moment and in one place, so that no title can become a
heading, a link or a tag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import assert_never

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
    Part,
    Plain,
    Reference,
    Section,
    Table,
    Term,
    Text,
    Written,
    numbering,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&$])")
_LIST_MARK = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_AFTER_NUMBER = re.compile(r"^(\d+)([.)])")
_AUTOLINK = re.compile(r"(?i)(?<![a-z0-9])(https?|ftp|mailto|xmpp|www)([:.])")
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def to_markdown(document: Document, numbers: Mapping[str, str] | None = None) -> str:
    """The text of the contract; equal documents give equal texts. `numbers`: of the clauses it refers to, where those are
    another document's."""
    return _Writer(numbering(document) if numbers is None else numbers, document.words).document(document)


def clause_markdown(clause: Clause, document: Document) -> str:
    """One clause of a contract, with its number."""
    return "\n\n".join(_Writer(numbering(document), document.words).clause(clause))


def escaped(text: str) -> str:
    """`text` on one line and without any meaning for Markdown or HTML; invisible characters become blanks."""
    visible = text if text.isascii() and text.isprintable() else "".join(map(_visible, text))
    safe = _SPECIAL.sub(r"\\\1", " ".join(visible.split(" ")))
    return _AUTOLINK.sub(lambda found: f"{found[1]}\\{found[2]}", re.sub(r"  +", " ", safe))


def _visible(character: str) -> str:
    return " " if unicodedata.category(character) in _INVISIBLE else character


def _fenced(text: str) -> str:
    """A text in a code block that nothing in it can end; what could not be seen is a blank."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    lines = (
        "".join(_visible(each) for each in line.replace("\t", "  ")).rstrip() for line in text.split("\n")
    )
    return f"{fence}sla\n{chr(10).join(lines)}\n{fence}"


class _Writer:
    def __init__(self, numbers: Mapping[str, str], words: Mapping[str, str]) -> None:
        self.numbers = numbers
        self.words = words

    def document(self, document: Document) -> str:
        parts = [f"# {self.text(document.title)}", *self.blocks(document.front), *self.part(document.parties)]
        for section in document.sections:
            parts += self.section(section, f"{section.number}.")
        parts += self.part(document.signatures)
        for schedule in document.schedules:
            parts += self.section(schedule, f"{schedule.number}:")
        return "\n\n".join(part for part in parts if part) + "\n"

    def part(self, part: Part) -> list[str]:
        return [f"## {self.text(part.title)}", *self.blocks(part.blocks)] if part.blocks else []

    def section(self, section: Section, number: str) -> list[str]:
        parts = [f"## {number} {self.text(section.title)}"]
        for clause in section.clauses:
            parts += self.clause(clause)
        return parts

    def clause(self, clause: Clause) -> list[str]:
        number = clause.number.rpartition(" ")[2]
        head = f"**{number}** " + (f"**{self.text(clause.title)}.** " if clause.title else "")
        blocks = self.blocks(clause.blocks)
        if clause.blocks and isinstance(clause.blocks[0], Paragraph):
            blocks[0] = head + self.text(clause.blocks[0].text)
            return blocks
        return [head.rstrip(), *blocks]

    def blocks(self, blocks: tuple[Block, ...]) -> list[str]:
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self.paragraph(block.text)
            case Formula():
                return f"> {self.paragraph(block.text)}"
            case Notice():
                return f"> **{self.text(block.text)}**"
            case Written():
                return _fenced(block.text)
            case Table():
                return self.table(block)
            case DefinitionList():
                return "\n\n".join(
                    f"**“{escaped(item.term).strip()}”** {self.text(item.text)}" for item in block.items
                )
            case Items():
                return "\n".join(
                    f"- ({item.number.rpartition('(')[2]} {self.text(item.text)}" for item in block.items
                )
            case _:
                assert_never(block)

    def table(self, table: Table) -> str:
        rows = [[self.text(cell) for cell in row] for row in (table.header, *table.rows)]
        rows.insert(1, ["---"] * len(table.header))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def paragraph(self, text: Text) -> str:
        """A text at the start of a line, where `1.` or `-` would begin a list."""
        line = _AFTER_NUMBER.sub(r"\1\\\2", self.text(text))
        return "\\" + line if _LIST_MARK.match(line) and not line[0].isdigit() else line

    def text(self, text: Text) -> str:
        return "".join(self.inline(part) for part in text).strip()

    def inline(self, part: Plain | Defined | Term | Emphasis | Reference) -> str:
        match part:
            case Plain() | Term():
                return escaped(part.text)
            case Defined():
                return f"“**{escaped(part.text).strip()}**”"
            case Emphasis():
                return f"*{escaped(part.text).strip()}*" if escaped(part.text).strip() else ""
            case Reference():
                return self.reference(self.numbers[part.key])
            case _:
                assert_never(part)

    def reference(self, number: str) -> str:
        """`clause 5.1`; a number that says its own kind (`Schedule 2`) stands as it is."""
        return f"{self.words.get('clause', 'clause')} {number}" if number[:1].isdigit() else number
