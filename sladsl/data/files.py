"""`data.toml` and flags as one binding: which file is which source, and how its columns and words are to be
taken.

Both are first one document of plain tables, flags over the file, and only then checked: so a flag may
correct the file, and all mistakes of both are told at once.
"""

from __future__ import annotations

import glob
import os
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from sladsl.data.binding import Binding
from sladsl.data.bound import TABLES, bind
from sladsl.data.errors import DataError
from sladsl.data.keys import Keys
from sladsl.data.kinds import is_pattern, kind_of
from sladsl.data.nearest import listed

LARGEST = 256 * 1024
"""Bytes of a data.toml; a larger one is something else."""

Document = dict[str, Any]
Result = tuple[Binding, tuple[DataError, ...]]


def load_binding(path: str, zones: Mapping[str, str] | None = None) -> Result:
    """The binding that a `data.toml` says, and everything wrong with it; what is wrong is not in the binding.

    `zones`: source -> zone as the agreement says it, for days that `covers` names. Files are relative to the
    `data.toml`.
    """
    return binding_from_flags((), path, zones)


def binding_from_flags(
    pairs: Sequence[str], path: str = "", zones: Mapping[str, str] | None = None
) -> Result:
    """The binding of flags over that of a `data.toml` ("" = none), and everything wrong with either.

    A flag is `checks=checks.csv` (or a pattern, or a folder), a setting like `checks.separator=|`, or the column of a
    field like `checks.start=from` (`checks.columns.zone=tz` where a field has the name of a setting;
    `checks.units.latency=ms`, `checks.values.ok.up=yes`). `levels`, `fees`, `claims`, `invoices`, `reports` and `facts` are
    the tables of that name; `source.levels=…` is a source.
    """
    errors: list[DataError] = []
    document = _document(path, errors) if path else {}
    _refuse_twice(pairs, errors)
    for pair in pairs:
        _put(document, pair, errors)
    return bind(document, zones or {}, os.path.basename(path) or "data.toml", errors), tuple(errors)


def _document(path: str, errors: list[DataError]) -> Document:
    """The tables of a file, its file names made relative to where we are; {} when it can't be read."""
    name = os.path.basename(path)
    if is_pattern(path) or kind_of(path) is not None or path.lower().endswith((".xls", ".ods", ".json")):
        which = "levels" if path.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")) else "checks"
        quoted = f"'{which}={path}'" if glob.has_magic(path) else f"{which}={path}"
        what = "a folder" if os.path.isdir(path) else "a pattern" if is_pattern(path) else "a table"
        errors.append(
            DataError(
                message=f"{path if is_pattern(path) else name} is {what}, and nothing says of what.",
                hint=f"Write --data {quoted}"
                + (" (or fees=, claims=)." if which == "levels" else ", with the name of the source."),
            )
        )
        return {}
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        errors.append(
            DataError(message=f"There is no file {path}.", hint="Correct the name, or write the file.")
        )
        return {}
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        errors.append(
            DataError(message=f"{path} can't be opened: {reason}.", hint="Check its name and permissions.")
        )
        return {}
    if len(content) > LARGEST:
        errors.append(
            DataError(
                message=f"{path} is larger than {LARGEST // 1024} KiB.",
                hint="Bind files, don't hold data in it.",
            )
        )
        return {}
    try:
        document = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        errors.append(
            DataError(message=f"{path} is not UTF-8: byte {error.start}.", hint="Save it as UTF-8 text.")
        )
        return {}
    except RecursionError:
        errors.append(DataError(message=f"{path} nests its tables too deep.", hint="Write plain tables."))
        return {}
    except ValueError as error:
        said = str(error).split("\n")[0]
        errors.append(
            DataError(message=f"{name} is not TOML: {said}.", hint="Quote text, and close what is open.")
        )
        return {}
    _relative_to(os.path.dirname(path), document)
    return document


def _relative_to(folder: str, document: Document) -> None:
    sources = document.get("source")
    tables = [*(sources.values() if isinstance(sources, dict) else ())]
    for name in TABLES:
        made = document.get(name)
        tables += made if isinstance(made, list) else [made]
    for table in tables:
        if isinstance(table, dict) and isinstance(table.get("file"), str):
            table["file"] = os.path.join(folder, table["file"])


def _refuse_twice(pairs: Sequence[str], errors: list[DataError]) -> None:
    """Two files for one table: what a shell makes of braces, or a hope that both are read."""
    files: dict[str, list[str]] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if "." not in name.removesuffix(".file").removeprefix("source."):
            files.setdefault(name.removesuffix(".file").strip(), []).append(value)
    for name, values in files.items():
        different = list(dict.fromkeys(values))
        if len(different) > 1:
            errors.append(
                DataError(
                    message=f"`{name[:60]}` is bound to {len(different)} files: {listed(different)}.",
                    hint="Name them all with one pattern in quotes, like --data "
                    f"'{name[:60]}=logs/*.csv', or put them into a folder.",
                )
            )


def _put(document: Document, pair: str, errors: list[DataError]) -> None:
    """One flag into the document."""
    name, equals, value = pair.partition("=")
    path = [part.strip() for part in name.split(".")]
    is_source = path[0] == "source" and len(path) > 1
    if is_source:
        path = path[1:]
    if not equals or not all(path) or (len(path) == 1 and not value):
        errors.append(
            DataError(
                message=f"`{pair[:80]}` is no binding.",
                hint="Write it as checks=checks.csv or checks.start=downtime_start.",
            )
        )
        return
    table_name, *keys = path
    keys = keys or ["file"]
    known = Keys.of(table_name if not is_source else "")
    if len(keys) == 1 and keys[0] not in known.settings:
        keys = ["columns", *keys]
    outer = document if table_name in TABLES and not is_source else document.setdefault("source", {})
    if isinstance(outer, dict) and isinstance(outer.get(table_name), list):
        outer[table_name] = {}  # a file that is named here stands for all of them
    for key in (table_name, *keys[:-1]):
        # What the file has there that is no table is a mistake that is told when the document is checked.
        outer = outer.setdefault(key, {}) if isinstance(outer, dict) else {}
    if isinstance(outer, dict):
        outer[keys[-1]] = value
