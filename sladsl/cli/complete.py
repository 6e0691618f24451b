"""`sladsl complete`: what may come next at a place of an agreement."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from sladsl.cli.common import output_format, refuse

if TYPE_CHECKING:
    from sladsl.source import SourceText
    from sladsl.syntax.completion import Proposal

PLACE = re.compile(r"(?P<file>.+):(?P<line>\d{1,9}):(?P<column>\d{1,9})", re.DOTALL)
WIDTH = 79
LONGEST_TEXT = 34


@click.command("complete", context_settings={"ignore_unknown_options": True})  # `-:12:5` is none
@click.argument("place", metavar="FILE:LINE:COLUMN")
@output_format("text", "json", help="How proposals are printed.")
@click.option(
    "--stdin-filename", default="standard input", metavar="NAME", help="What to call `-` in messages."
)
def command(place: str, shape: str, stdin_filename: str) -> None:
    """Say what may come next at a place of an agreement, for people and editors.

    Lines and columns count from one; the cursor stands before the character
    of that column. The agreement may be unfinished or full of mistakes.

    \b
    Examples:
      sladsl complete agreement.sla:12:5
      sladsl complete --output-format json agreement.sla:12:5
      sladsl complete -:12:5 < draft.sla
    """
    from sladsl.api.completion import complete, document, offset_of

    match = PLACE.fullmatch(place)
    if match is None:
        refuse(f"`{place[:80]}` names no place.", "Write FILE:LINE:COLUMN, such as agreement.sla:12:5.")
    source = _source(match["file"], stdin_filename)
    line, column = int(match["line"]), int(match["column"])
    offset = offset_of(source, line, column)
    if offset is None:
        refuse(*_outside(source, line, column))
    found = complete(source, offset)
    if shape == "json":
        click.echo(document(source, offset, found), nl=False)
    else:
        click.echo(_table(found), nl=False)


def _source(path: str, stdin_name: str) -> SourceText:
    """The text alone: a place is asked for at each stroke of a key, and nobody asks what the text means."""
    from sladsl.api.completion import source_of, text_as_source
    from sladsl.api.read import MOST_BYTES, Unreadable, decode

    try:
        if path != "-":
            return source_of(path)
        content = sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
        if len(content) > MOST_BYTES:
            refuse(f"{stdin_name} is too large to be an agreement.", "Pipe an .sla file into it.")
        return text_as_source(decode(content, stdin_name), stdin_name)
    except Unreadable as trouble:
        refuse(trouble.message, trouble.hint)


def _outside(source: SourceText, line: int, column: int) -> tuple[str, str]:
    lines = len(source.line_starts)
    if not 1 <= line <= lines:
        return f"{source.path} has no line {line}.", f"Lines count from 1 to {lines}."
    last = len(source.line(line)) + 1
    return f"Line {line} of {source.path} has no column {column}.", f"Columns count from 1 to {last}."


def _table(found: tuple[Proposal, ...]) -> str:
    """A proposal a line: what it is, its text, what it means; long meanings go on below themselves."""
    from sladsl.diagnostics.cells import printable, width, wrap

    if not found:
        return "Nothing is proposed here.\n"
    kinds = max(len(each.kind) for each in found)
    texts = max(min(width(printable(each.text)), LONGEST_TEXT) for each in found)
    left = kinds + texts + 4
    lines = []
    for each in found:
        text = printable(each.text)
        rows = wrap(printable(each.meaning), WIDTH - left) or [""]
        head = f"{each.kind:<{kinds}}  {text}{' ' * max(texts - width(text), 0)}"
        if width(text) > texts:
            lines += [head, *(" " * left + row for row in rows)]
        else:
            lines += [f"{head}  {rows[0]}", *(" " * left + row for row in rows[1:])]
    return "\n".join(line.rstrip() for line in lines) + "\n"
