"""What the commands share: reading an agreement, refusing, writing a file whole or not at all."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from sladsl.api.read import Loaded, Unreadable, decode, load, read_text


def refuse(message: str, hint: str = "") -> NoReturn:
    """Ends with exit code 2 and one message; nothing was written."""
    click.echo(f"error: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    raise SystemExit(2)


def loaded(path: str, stdin_name: str = "standard input") -> Loaded:
    """The agreement of a file, or of standard input for `-`."""
    try:
        if path == "-":
            return read_text(decode(sys.stdin.buffer.read(), stdin_name), stdin_name)
        return load(path)
    except Unreadable as trouble:
        refuse(trouble.message, trouble.hint)


def write(text: str, path: str | None) -> None:
    """To standard output, or to a file that is replaced only when all of it is written."""
    if path is None or path == "-":
        try:
            click.echo(text, nl=not text.endswith("\n"))
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    folder = os.path.dirname(os.path.abspath(path))
    beside = os.path.join(folder, f".{os.path.basename(path)}.{os.getpid()}.part")
    try:
        if os.path.isdir(path):
            refuse(f"{path} is a folder.", "Name a file.")
        if os.path.exists(path) and not os.access(path, os.W_OK):
            refuse(f"{path} can't be written: it is protected.", "Choose another name.")
        with open(beside, "w", encoding="utf-8", newline="\n") as file:
            file.write(text if text.endswith("\n") else text + "\n")
        os.replace(beside, path)
    except OSError as trouble:
        if os.path.exists(beside):
            os.unlink(beside)
        refuse(f"{path} can't be written: {trouble.strerror or trouble}.", "Choose another place.")


def colours(stream: str = "stdout") -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR says otherwise."""
    return not os.environ.get("NO_COLOR") and getattr(sys, stream).isatty()
