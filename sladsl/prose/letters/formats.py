"""Letters as Markdown and as plain text in eighty columns; everything that users wrote is made harmless here."""

from __future__ import annotations

from typing import assert_never

from sladsl.outcome.table import paragraph, table
from sladsl.prose.letters.letter import Block, Grid, Letter, Points, Words
from sladsl.prose.to_markdown import escaped


def to_markdown(letter: Letter) -> str:
    """CommonMark with tables."""
    parts = [f"# {escaped(letter.title)}"]
    parts.append("\n".join(f"- **{escaped(name)}:** {escaped(text)}" for name, text in letter.head))
    for number, part in enumerate(letter.parts, start=1):
        parts.append(f"## {number}. {escaped(part.title)}")
        parts += [_markdown(block) for block in part.blocks]
    parts += [escaped(line) for line in letter.signature]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Words():
            return escaped(block.text)
        case Points():
            return "\n".join(f"- {escaped(each)}" for each in block.items)
        case Grid():
            rows = [[escaped(cell) for cell in row] for row in (block.header, *block.rows)]
            rows.insert(1, ["---:" if at in block.right else "---" for at in range(len(block.header))])
            return "\n".join(f"| {' | '.join(row)} |" for row in rows)
        case _:
            assert_never(block)


def to_text(letter: Letter) -> str:
    """Plain text for a mail or a printer."""
    lines = [*paragraph(_plain(letter.title).upper(), 0, 0), ""]
    lines += table([(f"{name}:", _plain(text)) for name, text in letter.head], indent=0)
    for number, part in enumerate(letter.parts, start=1):
        lines += ["", f"{number}. {_plain(part.title)}"]
        for block in part.blocks:
            lines += ["", *_lines(block)]
    lines += ["", *(line for each in letter.signature for line in (paragraph(_plain(each), 0, 0) or [""]))]
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Words():
            return paragraph(_plain(block.text), 0, 0)
        case Points():
            return [line for each in block.items for line in paragraph(f"- {_plain(each)}", 2, 2)]
        case Grid():
            rows = [[_plain(cell) for cell in row] for row in (block.header, *block.rows)]
            return table(rows, right=block.right)
        case _:
            assert_never(block)


def _plain(text: str) -> str:
    """On one line, without characters that nobody sees and that could move a cursor."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
