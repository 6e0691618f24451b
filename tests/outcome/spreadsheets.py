"""Workbooks opened by a spreadsheet program that computes them anew, and what it finds in the cells.

A formula that only we have computed proves nothing: LibreOffice is the other party.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

SECONDS = 300


@functools.cache
def program() -> str:
    """The command of LibreOffice; skips where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("needs LibreOffice (soffice), which computes the formulas anew")
    return found


def recalculated(files: Mapping[str, bytes]) -> dict[str, Workbook]:
    """The workbooks as LibreOffice saves them after computing every formula, by their names."""
    command = program()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each, content in files.items():
            (folder / f"{each}.xlsx").write_bytes(content)
        done = subprocess.run(
            [
                command,
                "--headless",
                "--norestore",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(folder / "out"),
                *(str(folder / f"{each}.xlsx") for each in files),
            ],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            env={**os.environ, "HOME": name},
        )
        assert done.returncode == 0, done.stderr
        return {
            each: load_workbook(folder / "out" / f"{each}.xlsx", data_only=True, keep_links=False)
            for each in files
        }


def opened(content: bytes, folder: Path, values: bool = False) -> Workbook:
    """A workbook from its bytes, with formulas or with the values that are written beside them."""
    path = folder / "opened.xlsx"
    path.write_bytes(content)
    return load_workbook(path, data_only=values)


def differences(written: Workbook, formulas: Workbook, computed: Workbook) -> list[str]:
    """Every formula whose computed value isn't the one that we wrote beside it."""
    found = []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                ours = written[sheet.title][cell.coordinate].value
                theirs = computed[sheet.title][cell.coordinate].value
                if not same(ours, theirs):
                    found.append(
                        f"{sheet.title}!{cell.coordinate} {cell.value}: ours {ours!r}, LibreOffice {theirs!r}"
                    )
    return found


def same(ours: Any, theirs: Any) -> bool:
    ours, theirs = "" if ours is None else ours, "" if theirs is None else theirs
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return abs(ours - theirs) <= 1e-9 * max(1, abs(ours))
    return bool(ours == theirs)


def table(book: Workbook, sheet: str, keys: tuple[str, ...]) -> dict[tuple[str, ...], dict[str, Any]]:
    """The rows of a sheet by the values of the columns named in `keys`; each row by its titles."""
    rows = list(book[sheet].iter_rows(values_only=True))
    at = next(number for number, row in enumerate(rows) if set(keys) <= {str(each) for each in row})
    titles = [str(each) for each in rows[at]]
    found = {}
    for row in rows[at + 1 :]:
        named = dict(zip(titles, row, strict=True))
        if all(named[key] is None for key in keys):
            continue
        found[tuple(str(named[key] or "") for key in keys)] = named
    return found
