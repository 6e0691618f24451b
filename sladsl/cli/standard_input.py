"""Data from standard input: put into a file first, for a table is read more than once, and named by what it is.

Never held in memory: it goes to disk piece by piece. The file is taken away when the command ends.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from typing import Literal

from sladsl.cli.common import refuse

STDIN = "-"
CALLED = "standard input"
KINDS = {
    "csv": ".csv",
    "tsv": ".tsv",
    "jsonl": ".jsonl",
    "json": ".json",
    "parquet": ".parquet",
    "xlsx": ".xlsx",
}
"""What the option may say, and the end of a name that says the same."""
_PACKED = ((b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ", ".xz"), (b"\x28\xb5\x2f\xfd", ".zst"))
_CHUNK = 1 << 20
_LOOKED_AT = 1 << 16

_folders: list[str] = []
_read: list[tuple[object, str]] = []
"""What was read from which stream: it can be read once."""


def shown(message: str) -> str:
    """A message in which the file is called what it was to whoever gave it."""
    for folder in _folders:
        for name in os.listdir(folder) if os.path.isdir(folder) else ():
            message = message.replace(os.path.join(folder, name), CALLED)
    return message


def spooled(kind: str = "") -> str:
    """The path of a file with what stands on standard input; refuses when there is nothing. `kind`: "" = told by what it
    begins with."""
    if kind and kind not in KINDS:
        refuse(f"`{kind[:40]}` is no kind of data.", f"Kinds are {', '.join(f'`{each}`' for each in KINDS)}.")
    stream = sys.stdin.buffer if sys.stdin is not None else None
    if _read and _read[-1][0] is stream:
        return _read[-1][1]  # two evaluations of one command are of the same data
    if stream is None or sys.stdin.isatty():
        refuse("Nothing comes on standard input.", "Pipe a table into it, or name a file.")
    folder = tempfile.mkdtemp(prefix="sladsl-")
    _folders.append(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = os.path.join(folder, "data")
    try:
        with open(path, "wb") as file:
            shutil.copyfileobj(stream, file, _CHUNK)
    except OSError as error:
        refuse(f"{CALLED} can't be kept: {error.strerror}.", "Make room for it, or name a file.")
    if not os.path.getsize(path):
        refuse(f"{CALLED} is empty.", "Look at the command before the `|`.")
    named = os.path.join(
        folder, f"{CALLED}{KINDS.get(kind, '') + _packing(path) if kind else _recognised(path)}"
    )
    os.rename(path, named)
    _read.append((stream, named))
    return named


def _packing(path: str) -> str:
    with open(path, "rb") as file:
        begin = file.read(8)
    return next((end for mark, end in _PACKED if begin.startswith(mark)), "")


def _recognised(path: str) -> str:
    """The end of the name that the content would have."""
    from sladsl.data.errors import UnreadableData
    from sladsl.data.unpacked import damage, damaging, open_packed

    with open(path, "rb") as file:
        begin = file.read(8)
    if begin.startswith(b"PAR1"):
        return ".parquet"
    if begin.startswith(b"PK\x03\x04"):
        return ".xlsx"
    packing = _packing(path)
    looked = path + packing
    if packing:
        os.link(path, looked)
    try:
        with open_packed(looked) as unpacked:
            text = unpacked.read(_LOOKED_AT)
    except UnreadableData as trouble:
        refuse(shown(trouble.message), trouble.hint)
    except damaging() as error:
        told = damage(CALLED, error)
        refuse(told.message, told.hint)
    finally:
        if packing:
            os.unlink(looked)
    return _of_text(text) + packing


def _of_text(text: bytes) -> Literal[".jsonl", ".json", ".csv"]:
    """JSON lines where the first line is a whole object of its own, JSON where it only begins one, else CSV."""
    import json

    start = text.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"{", b"[")):
        return ".csv"
    line, _, rest = start.partition(b"\n")
    try:
        found = json.loads(line)
    except ValueError:
        return ".json"
    if not isinstance(found, dict):
        return ".json"
    if rest.strip():
        return ".jsonl"
    # One object alone: an answer or a feed says so, a row does not.
    told = {"data", "error", "incidents", "scheduled_maintenances", "months", "page", "result"}
    return ".json" if told & found.keys() else ".jsonl"


def without_standard_input(
    bindings: Sequence[str], sources: Sequence[str], others: Sequence[str] = ()
) -> tuple[str, ...]:
    """The flags with a file where `-` stands: `checks=-`, or `-` alone where the agreement has one source.

    `checks.kind=json` says what it is.
    """
    kinds = {
        each.partition(".kind=")[0]: each.partition(".kind=")[2] for each in bindings if ".kind=" in each
    }
    wanted = [each for each in bindings if each == STDIN or each.endswith("=-")]
    if not wanted:
        if kinds:
            refuse("A kind is said of no standard input.", "The end of a file's name says what it is.")
        return tuple(bindings)
    if len(wanted) > 1 or STDIN in others:
        refuse(
            "Standard input is named more than once.", "It can be read once: write one of them into a file."
        )
    name = wanted[0].removesuffix(STDIN).removesuffix("=")
    if not name:
        if len(sources) != 1:
            known = ", ".join(sources) or "none"
            refuse(
                "Nothing says which source standard input is.",
                f"Write --data {sources[0] if sources else 'checks'}=-; the agreement has {known}.",
            )
        name = sources[0]
    path = spooled(kinds.get(name, kinds.get("", "")))
    return tuple(f"{name}={path}" if each in wanted else each for each in bindings if ".kind=" not in each)
