"""Which files a binding names, and of which kind they are: one file, a pattern, or a folder.

A folder or a pattern is one table, so its files must be of one kind; whatever doesn't fit is refused with its name,
because a file that is left out in silence would change money.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from typing import Literal

from sladsl.data.errors import UnreadableData
from sladsl.data.nearest import hint_for, listed
from sladsl.data.partitions import is_partition
from sladsl.data.unpacked import WORDS
from sladsl.record import Record

Kind = Literal["text", "parquet", "lines", "document", "workbook"]

KINDS: dict[str, Kind] = {
    **dict.fromkeys(
        (f"{end}{packed}" for end in (".csv", ".tsv", ".txt") for packed in ("", *WORDS)), "text"
    ),
    **dict.fromkeys((".parquet", ".parq", ".pq"), "parquet"),
    **dict.fromkeys((f"{end}{packed}" for end in (".jsonl", ".ndjson") for packed in ("", *WORDS)), "lines"),
    **dict.fromkeys((f".json{packed}" for packed in ("", *WORDS)), "document"),
    **dict.fromkeys((".xlsx", ".xlsm"), "workbook"),
}
_CALLED: dict[Kind, str] = {
    "text": "CSV",
    "parquet": "Parquet",
    "lines": "JSON lines",
    "document": "JSON",
    "workbook": "a workbook",
}
_OTHERS = {
    (".parquet.gz", ".pq.gz"): ("is Parquet packed once more", "Unpack it: Parquet is compressed inside."),
    (".xls", ".ods"): ("is of a kind that can't be read", "Save the sheet as xlsx or CSV."),
    (".zip", ".7z", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tgz", ".lz4"): (
        "is packed in a way that can't be read",
        "Unpack it, or pack it with gzip, bzip2, xz or zstd.",
    ),
}
_MOST_FILES = 100_000
_DEEPEST = 20
"""Folders within folders that say columns; more is a link that leads in a circle."""


class Files(Record):
    """The files of one table, in the order of their paths. `names`: what findings call them; of a single file ""."""

    kind: Kind
    paths: tuple[str, ...]
    names: tuple[str, ...]


def kind_of(path: str) -> Kind | None:
    """The kind that the name of a file says; None when it says none."""
    name = os.path.basename(path).lower()
    return next((kind for end, kind in KINDS.items() if name.endswith(end)), None)


def files_of(path: str) -> Files:
    """The files that a path, a pattern (`*`, `?`, `[…]`, `**`) or a folder names; UnreadableData when they are none.

    A file that is there is one file, whatever its name. Files of a folder or a pattern are ordered by their paths,
    folder by folder and name by name, letter by letter.
    """
    if "\0" in path:
        raise UnreadableData("A name of a file holds a NUL.", "Correct the name.")
    if os.path.isdir(path):
        return _together(path, _in_folder(path))
    if os.path.exists(path):
        _refuse_pipe(path)
        return Files(kind=_known(path) or "text", paths=(path,), names=("",))
    if glob.has_magic(path):
        return _together(path, _matching(path))
    raise UnreadableData(f"There is no file {path}.", "Correct the name, or put the file there.")


def is_pattern(path: str) -> bool:
    """Whether a path names no single file, but what matches it or lies in it."""
    return os.path.isdir(path) or (not os.path.exists(path) and glob.has_magic(path))


def _refuse_pipe(path: str) -> None:
    if not os.path.isfile(path) and os.path.exists(path):
        raise UnreadableData(
            f"{path} is a pipe or a device: it can't be read again.", "Write what it gives into a file."
        )


def _known(path: str) -> Kind | None:
    for ends, (what, hint) in _OTHERS.items():
        if path.lower().endswith(ends):
            raise UnreadableData(f"{path} {what}.", hint)
    return kind_of(path)


def _in_folder(path: str, depth: int = 0) -> list[str]:
    """The files of a folder but hidden ones and notes that programs leave (`_SUCCESS`); everything else must be data, or
    folders that say a column."""
    try:
        names = [name for name in os.listdir(path) if name[:1] not in "._"]
    except OSError as error:
        raise UnreadableData(
            f"The folder {path} can't be read: {error.strerror}.", "Check its permissions."
        ) from None
    inside = [os.path.join(path, name) for name in names]
    folders = sorted(each for each in inside if os.path.isdir(each))
    files = [each for each in inside if not os.path.isdir(each)]
    if folders and depth < _DEEPEST and all(is_partition(os.path.basename(each)) for each in folders):
        files += [file for folder in folders for file in _in_folder(folder, depth + 1)]
        if not files and not depth:
            raise UnreadableData(
                f"The folders in {path} hold no file.", "Put the files there, or correct the name."
            )
    elif folders:
        raise UnreadableData(
            f"The folder {path} holds folders: {listed(map(os.path.basename, folders))}.",
            f"Name the files with a pattern, like '{os.path.join(path, '*', '*' + _end(files, folders))}'.",
        )
    if not files and not depth:
        raise UnreadableData(f"The folder {path} holds no file.", "Put the files there, or correct the name.")
    strange = sorted(os.path.basename(each) for each in files if kind_of(each) is None)
    if strange:
        raise UnreadableData(
            f"The folder {path} holds files that are no table: {listed(strange)}.",
            f"Take them out, or name the tables with a pattern, like '{os.path.join(path, '*' + _end(files))}'.",
        )
    return files


def _end(files: Iterable[str], folders: Iterable[str] = ()) -> str:
    """The end of names that a pattern could have here: that of the first file that has one."""
    for folder in folders:
        files = [*files, *(os.path.join(folder, name) for name in _names(folder))]
    names = [os.path.basename(each).lower() for each in files]
    return next((end for name in sorted(names) for end in KINDS if name.endswith(end)), ".csv")


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _matching(pattern: str) -> list[str]:
    found = glob.glob(pattern, recursive=True)
    files = [each for each in found if not os.path.isdir(each)]
    folders = sorted(each for each in found if os.path.isdir(each))
    if folders and "**" not in pattern:
        raise UnreadableData(
            f"'{pattern}' matches folders: {listed(folders)}.",
            f"Name the files in them, like '{os.path.join(pattern, '*' + _end(files, folders))}'.",
        )
    if files:
        return files
    folder = os.path.dirname(pattern)
    if glob.has_magic(folder) or os.path.isdir(folder or "."):
        names = [] if glob.has_magic(folder) else _names(folder or ".")
        hint = (
            hint_for(os.path.basename(pattern), names, "The folder holds")
            if names
            else "Correct the pattern."
        )
        raise UnreadableData(f"No file matches '{pattern}'.", hint)
    raise UnreadableData(
        f"No file matches '{pattern}': there is no folder {folder}.",
        "Correct the pattern, or put the files there.",
    )


def _together(path: str, files: list[str]) -> Files:
    """Files as one table; UnreadableData when they are not of one kind."""
    if len(files) > _MOST_FILES:
        raise UnreadableData(
            f"'{path}' names {len(files):,} files, more than {_MOST_FILES:,}.",
            "Name fewer, or put them together.",
        )
    ordered = sorted(files, key=lambda each: each.split(os.sep))
    # Links that lead in a circle, or to a neighbour, give one file several names: its rows count once.
    once: dict[str, str] = {}
    for each in ordered:
        _refuse_pipe(each)
        once.setdefault(os.path.realpath(each), each)
    ordered = list(once.values())
    by_kind: dict[Kind, list[str]] = {}
    for each in ordered:
        by_kind.setdefault(_known(each) or "text", []).append(each)
    if len(by_kind) > 1:
        said = "; ".join(
            f"{_CALLED[kind]}: {listed(map(os.path.basename, own))}" for kind, own in by_kind.items()
        )
        raise UnreadableData(
            f"'{path}' names files of several kinds. {said}.",
            f"Name those of one kind, like '*{_end(ordered)}'.",
        )
    (kind,) = by_kind
    if len(ordered) == 1:
        return Files(kind=kind, paths=tuple(ordered), names=("",))
    common = os.path.commonpath([os.path.dirname(os.path.abspath(each)) for each in ordered])
    names = (os.path.relpath(os.path.abspath(each), common).replace(os.sep, "/") for each in ordered)
    return Files(kind=kind, paths=tuple(ordered), names=tuple(names))
