"""`sladsl check --fix`: writes the safe fixes into files, says what it wrote, and leaves the rest of the text as it is."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING

import click

from sladsl.cli.common import colours, refuse
from sladsl.cli.files import not_rewritten

if TYPE_CHECKING:
    from sladsl.api.fixing import Fixed, Wanted
    from sladsl.diagnostics.finding import Finding
    from sladsl.source import SourceText

LONGEST = 60


def fix(path: str, name: str, wanted: Wanted, *, dry: bool) -> tuple[SourceText, tuple[Finding, ...], bool]:
    """Fixes a file, or standard input for `-`: the text as it is then, its findings, and whether anything changed.

    `dry` writes nothing and prints the patch. The fixed text of standard input goes to standard output.
    """
    from sladsl.api.fixing import fixed
    from sladsl.api.read import MOST_BYTES, PUBLISHED, Unreadable, content_of, decode, parted, shown_as

    if parted(path)[1]:
        refuse(f"{path} is one agreement of a file, and a file is fixed as a whole.", "Name the file alone.")
    if path.startswith(PUBLISHED) and not dry:
        refuse(*not_rewritten(path))
    shown = name if path == "-" else shown_as(path)
    try:
        if path == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
            if len(content) > MOST_BYTES:
                refuse(f"{name} is too large to be an agreement.", "Pipe an .sla file into it.")
        else:
            content = content_of(path)
        text = decode(content, shown)
    except Unreadable as trouble:
        refuse(trouble.message, trouble.hint)
    done = fixed(text, shown, wanted)
    after = ends_as(text, done.text)
    if dry:
        from sladsl.cli.patch import patch

        click.echo(patch(text, after, shown, colours()), nl=False)
    elif path == "-":
        _out(content, after)
    elif done.written:
        _put(content, after, path)
    if not dry:
        _tell(done, shown)
    return done.loaded.source, done.findings, bool(done.written)


def ends_as(before: str, after: str) -> str:
    """The text with the line ends of the one before: line by line, or where lines differ in number, the usual one."""
    if "\r\n" not in before:
        return after
    ends = ["\r\n" if line.endswith("\r") else "\n" for line in before.split("\n")[:-1]]
    lines = after.split("\n")
    if len(lines) != len(ends) + 1:
        return "\r\n".join(lines)
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


def _bytes(content: bytes, text: str) -> bytes:
    """The text as bytes, with the byte order mark that stood there."""
    return (codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b"") + text.encode()


def _out(content: bytes, text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(_bytes(content, text))
    sys.stdout.buffer.flush()


def _put(content: bytes, text: str, path: str) -> None:
    from sladsl.cli.files import Unwritable, put

    if os.path.exists(path) and not os.path.isfile(path):
        refuse(f"{path} is no file.", "Pipe it into `sladsl check --fix -`.")
    try:
        put(_bytes(content, text), path)
    except Unwritable as trouble:
        refuse(trouble.message, trouble.hint)


def _tell(done: Fixed, shown: str) -> None:
    """What was written, a line each, beside the findings and not among them."""
    from sladsl.diagnostics.cells import printable

    for each in done.written:
        before, after = (_short(text) for text in (each.before, each.after))
        click.echo(printable(f"{shown}:{each.line}: fixed[{each.name}] {before} -> {after}"), err=True)
    count = len(done.written)
    click.echo(f"{count} {'fix' if count == 1 else 'fixes'} written", err=True)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"
