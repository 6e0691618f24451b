"""What the commands share: reading an agreement, refusing, writing a file whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from sladsl.api.read import (
    MOST_BYTES,
    Loaded,
    Unreadable,
    decode,
    load,
    parted,
    read_text,
    which,
    without_agreement,
)
from sladsl.cli.files import Unwritable, destination, put, put_all
from sladsl.diagnostics.finding import has_errors

if TYPE_CHECKING:
    from sladsl.model.meanings import Agreement

Command = TypeVar("Command", bound=Callable[..., Any])


def output_format(*names: str, help: str) -> Callable[[Command], Command]:
    """The option that says how results are printed, the same of every command; the first name is the default."""
    return click.option(
        "--output-format",
        "--format",
        "shape",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help=help,
    )


def refuse(message: str, hint: str = "") -> NoReturn:
    """Ends with exit code 2 and one message; nothing was written."""
    from sladsl.diagnostics.cells import printable

    lines = [f"error: {message}", *([f"  {hint}"] if hint else [])]
    # A name of a file may hold anything, also what would move the cursor.
    for line in "\n".join(lines).split("\n"):
        click.echo(printable(line), err=True)
    raise SystemExit(2)


def loaded(path: str, stdin_name: str = "standard input") -> Loaded:
    """The agreements of a file, or of standard input for `-`; only one of them where `#` and its name follow."""
    try:
        file, name = parted(path)
        if file == "-" or (name and not file):
            content = sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
            if len(content) > MOST_BYTES:
                refuse(f"{stdin_name} is too large to be an agreement.", "Pipe an .sla file into it.")
            return read_text(decode(content, stdin_name), stdin_name, name)
        return load(path)
    except Unreadable as trouble:
        refuse(trouble.message, trouble.hint)


def spare(inputs: Iterable[str], *outputs: str | None) -> None:
    """Refuses to write a result over a file that it is made from, whatever the two are called."""
    read = [file for each in inputs if os.path.isfile(file := parted(each)[0])]
    for path in outputs:
        if path and os.path.isfile(path) and any(os.path.samefile(path, each) for each in read):
            refuse(f"{path} is read here, and would be replaced.", "Write to another file.")


def refuse_unwritable(*outputs: str | None) -> None:
    """Refuses destinations that nothing can be written to, before anything is worked out for them."""
    for path in outputs:
        if path and path != "-":
            try:
                destination(path)
            except Unwritable as trouble:
                refuse(trouble.message, trouble.hint)


def write(text: str, path: str | None, *more: tuple[bytes, str]) -> None:
    """To standard output, or to a file that is replaced only when all of it is written.

    `more` are files that go with it: all of them are replaced, or none.
    """
    printed = path is None or path == "-"
    try:
        own = () if printed else (((text if text.endswith("\n") else text + "\n").encode(), path or ""),)
        put_all((*more, *own))
    except Unwritable as trouble:
        refuse(trouble.message, trouble.hint)
    except UnicodeEncodeError as trouble:
        refuse(f"{path} can't be written: {trouble.reason}.", "Choose another place.")
    if printed:
        click.echo(text, nl=not text.endswith("\n"))


def write_bytes(content: bytes, path: str) -> None:
    """To a file that is replaced only when all of it is written."""
    try:
        put(content, path)
    except Unwritable as trouble:
        refuse(trouble.message, trouble.hint)


def meant(path: str, stdin_name: str = "standard input") -> tuple[Loaded, Agreement]:
    """The one agreement that a command is about, and the text it stands in."""
    read = loaded(path, stdin_name)
    if has_errors(read.findings):
        refuse_broken(read, path)
    if read.agreement is None:
        refuse(*without_agreement(read))
    if read.several:
        refuse(
            f"{read.source.path} has {len(read.agreements)} agreements.",
            which(read.names, parted(path)[0] or "-"),
        )
    return read, read.agreement


def refuse_broken(read: Loaded, path: str) -> NoReturn:
    """An agreement with errors has no meaning to evaluate or render: says the first, and how to see all."""
    from sladsl.diagnostics.finding import in_its_file
    from sladsl.diagnostics.to_text import summary

    first = next(finding for finding in read.findings if finding.severity == "error")
    line, column = read.source.place(first.span.start)
    there = in_its_file(first, read.source)[1].path
    where = f"{there}, line {line}" if there != read.source.path else f"Line {line}"
    refuse(
        f"{read.source.path} has no meaning yet ({summary(read.findings)}).\n"
        f"  {where}, column {column}: {first.message}",
        f"See all with `sladsl check {path}`.",
    )


def colours(stream: str = "stdout") -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR says otherwise."""
    return not os.environ.get("NO_COLOR") and terminal(stream)


def terminal(stream: str) -> bool:
    """Whether a person looks at the stream; a closed one is None."""
    found = getattr(sys, stream)
    return found is not None and bool(found.isatty())
