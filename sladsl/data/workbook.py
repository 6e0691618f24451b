"""Workbooks (xlsx) as sheets: what each cell holds, and the format in which a person sees it.

openpyxl takes a while to import and raises whatever a broken file leads it to, so it is imported and fenced
here only.
"""

from __future__ import annotations

import os
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any, TypeVar

from sladsl.data.errors import UnreadableData
from sladsl.data.nearest import hint_for
from sladsl.data.packed import MOST_CELLS, too_many_cells, weigh, weigh_sheet
from sladsl.data.sheet import MOST_ROWS, WIDE_WHITE, Sheet, SheetCell, SheetRow, too_long
from sladsl.record import Record, replace

Found = TypeVar("Found")

MOST_COLUMNS = 1_000
HEAD_ROWS = 100

_CHUNK = 1 << 16
_LONGEST_TAG = 200
_MERGE = re.compile(
    rb'<(?:[A-Za-z0-9]+:)?mergeCell\s[^<>]{0,100}?ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"'
)
_EXCEL_DIGITS = Context(prec=15)
"""A spreadsheet keeps 15 digits and never shows more; what a float has beyond them is noise of its
arithmetic."""


class SheetHead(Record):
    """A sheet at a glance: its first rows, and how many of all hold two cells or more. `hidden`: Excel does not show it."""

    name: str
    rows: int
    head: tuple[tuple[str, ...], ...]
    hidden: bool = False


def read_workbook(path: str, name: str = "", too_many: str = "") -> Sheet:
    """A sheet by name, or the first; UnreadableData for broken files. `too_many`: what to do about too many rows."""
    _refuse(path)
    found = os.stat(path)
    # Sheets are opened to look at their titles and again to be read, and a large one takes a minute.
    return _kept(path, name, too_many, (found.st_ino, found.st_size, found.st_mtime_ns))


@lru_cache(maxsize=1)
def _kept(path: str, name: str, too_many: str, stamp: tuple[int, ...]) -> Sheet:
    return _fenced(path, lambda book: _read(path, book, name, too_many))


def sheet_names(path: str) -> tuple[str, ...]:
    """The names of the sheets of a workbook; UnreadableData for broken files."""
    _refuse(path)
    return _fenced(path, lambda book: tuple(sheet.title for sheet in book.worksheets))


def sheets_of(path: str) -> dict[str, int]:
    """The sheets of a workbook, and how many rows of each hold two cells or more; UnreadableData for broken files."""
    return {each.name: each.rows for each in heads_of(path)}


def heads_of(path: str) -> tuple[SheetHead, ...]:
    """All sheets of a workbook at a glance; UnreadableData for broken files."""
    _refuse(path)
    return _fenced(path, lambda book: tuple(_head(path, sheet) for sheet in book.worksheets))


def filled_down(
    path: str, name: str, rows: tuple[SheetRow, ...], column: int, titles: int
) -> tuple[SheetRow, ...]:
    """Rows of a sheet with the merged cells of a column, below the row `titles`, in each row that they span."""
    tops: dict[int, int] = {}
    for first, last in _fenced(path, lambda book: _merged(book, name, column)):
        if first > titles:
            tops.update(dict.fromkeys(range(first + 1, last + 1), first))
    cells = {row.place: row.cells[column] for row in rows if len(row.cells) > column}
    return tuple(
        replace(row, cells=_with(row.cells, column, cells[tops[row.place]]))
        if tops.get(row.place) in cells and not (len(row.cells) > column and row.cells[column].text)
        else row
        for row in rows
    )


def _with(cells: tuple[SheetCell, ...], column: int, cell: SheetCell) -> tuple[SheetCell, ...]:
    padded = (*cells, *(_EMPTY,) * (column + 1 - len(cells)))
    return (*padded[:column], cell, *padded[column + 1 :])


def _merged(book: Any, name: str, column: int) -> list[tuple[int, int]]:
    """First and last row of the merged cells that begin in a column; the library tells none of a sheet that it streams."""
    from openpyxl.utils import column_index_from_string

    sheet = next(each for each in book.worksheets if not name or each.title == name)
    found: list[tuple[int, int]] = []
    rest = b""
    with sheet.parent._archive.open(sheet._worksheet_path) as file:
        while chunk := file.read(_CHUNK):
            text = rest + chunk
            end = 0
            for each in _MERGE.finditer(text):
                end = each.end()
                letters, first, last = each.group(1).decode(), int(each.group(2)), int(each.group(3))
                if last > first and last <= MOST_ROWS and column_index_from_string(letters) == column + 1:
                    found.append((first, last))
            rest = text[max(end, len(text) - _LONGEST_TAG) :]
    return found


def _fenced(path: str, look: Callable[[Any], Found]) -> Found:
    """What `look` finds in the opened workbook; whatever a damaged file leads the library to is UnreadableData."""
    try:
        # Warnings of the library are about styles and extensions of the file, which change no cell.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from openpyxl import load_workbook

            book = load_workbook(path, read_only=True, data_only=True)
            try:
                return look(book)
            finally:
                book.close()
    except UnreadableData:
        raise
    except Exception as error:
        raise _broken(path, str(error)) from None


def _head(path: str, sheet: Any) -> SheetHead:
    weigh_sheet(path, sheet.parent._archive, sheet._worksheet_path)
    sheet.reset_dimensions()
    head: list[tuple[str, ...]] = []
    filled = 0
    for place, cells in enumerate(_rows(path, sheet), start=1):
        if place > MOST_ROWS:
            break
        texts = sum(1 for cell in cells if cell.text)
        filled += texts > 1
        if texts and len(head) < HEAD_ROWS:
            head.append(tuple(cell.text for cell in cells))
    return SheetHead(name=sheet.title, rows=filled, head=tuple(head), hidden=sheet.sheet_state != "visible")


def _refuse(path: str) -> None:
    """What can be told without the library: no file, encrypted, no archive, too large unpacked."""
    if os.path.isdir(path):
        raise UnreadableData(f"{path} is a folder.", "Name a file in it.")
    try:
        with open(path, "rb") as file:
            begin = file.read(8)
        if begin.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableData(
                f"{path} is encrypted, or an old .xls workbook.",
                "Save it as xlsx without a password, or as CSV.",
            )
        with zipfile.ZipFile(path) as archive:
            weigh(path, archive)
    except FileNotFoundError:
        raise UnreadableData(
            f"There is no file {path}.", "Correct the name, or put the file there."
        ) from None
    except (OSError, ValueError, RuntimeError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise _broken(path, getattr(error, "strerror", None) or str(error)) from None


def _broken(path: str, reason: str) -> UnreadableData:
    said = f" ({reason.splitlines()[0][:80]})" if reason.strip() else ""
    return UnreadableData(
        f"{path} is no workbook that can be read{said}.", "Save it again as xlsx, or as CSV."
    )


def _read(path: str, book: Any, name: str, too_many: str) -> Sheet:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise UnreadableData(f"{path} has no sheet with cells.", "Save the sheet as CSV.")
    if name and name not in sheets:
        raise UnreadableData(f"{path} has no sheet `{name}`.", hint_for(name, sheets, "Sheets of the file"))
    taken = name or next(iter(sheets))
    others = () if name else tuple(each for each in sheets if each != taken)
    return replace(_sheet(path, sheets[taken], too_many), name=taken, others=others)


def _sheet(path: str, sheet: Any, too_many: str) -> Sheet:
    weigh_sheet(path, sheet.parent._archive, sheet._worksheet_path)
    # The stored size of a sheet is often wrong, and then rows or columns would be cut off.
    sheet.reset_dimensions()
    rows: list[SheetRow] = []
    for place, cells in enumerate(_rows(path, sheet), start=1):
        if place > MOST_ROWS:
            raise too_long(path, too_many)
        if any(cell.text for cell in cells):
            rows.append(SheetRow(place=place, number=place, cells=cells))
    return Sheet(path=path, rows=tuple(rows))


def _rows(path: str, sheet: Any) -> Iterator[tuple[SheetCell, ...]]:
    """Each row to its last cell that was ever written: a number of columns would pad every row with so many empty ones."""
    from openpyxl.cell.read_only import EMPTY_CELL

    count = 0
    for row in sheet.iter_rows():
        count += len(row)
        if count > MOST_CELLS:
            raise too_many_cells(path)
        yield tuple(_EMPTY if cell is EMPTY_CELL else _cell(cell) for cell in row[:MOST_COLUMNS])


_EMPTY = SheetCell(text="")


def _cell(cell: Any) -> SheetCell:
    value = cell.value
    # A cell that was never written has no format.
    shown = str(getattr(cell, "number_format", None) or "")
    if value is None:
        return SheetCell(text="")
    if isinstance(value, bool):
        return SheetCell(text="TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        number = _decimal(value)
        return SheetCell(text=str(value)) if number is None else _number_cell(number, shown)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        text = value.date().isoformat() if midnight else value.isoformat(sep=" ")
        return SheetCell(text=text, day=value.date(), format=shown)
    if isinstance(value, date):
        return SheetCell(text=value.isoformat(), day=value, format=shown)
    if isinstance(value, timedelta):
        return SheetCell(text=_clock(value), format=shown)
    return SheetCell(text=str(value).strip(WIDE_WHITE), format=shown)


def _clock(value: timedelta) -> str:
    """A length of time as hours, minutes and seconds: `29:30:00`."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _decimal(value: Any) -> Decimal | None:
    """A cell's number as decimal with the digits that a spreadsheet has; None for infinities and the like."""
    number = _EXCEL_DIGITS.create_decimal(repr(value))
    return number if number.is_finite() and abs(number.adjusted()) < 30 else None


def _number_cell(number: Decimal, shown: str) -> SheetCell:
    return SheetCell(text=f"{number.normalize():f}", number=number, format=shown)


def shown_number(cell: SheetCell) -> tuple[str, bool]:
    """A number cell as a person sees it: digits without grouping, and whether it is shown as a percentage."""
    assert cell.number is not None
    section = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].', "", cell.format.split(";")[0])
    percent = "%" in section
    number = cell.number * 100 if percent else cell.number
    exact = f"{number.normalize():f}"
    if not re.search("[0#?]", section) or "E" in section.upper().replace("GENERAL", ""):
        return exact, percent
    decimals = re.sub("[^0#?]", "", section.partition(".")[2])
    least = len(decimals.rstrip("#"))
    text = f"{number.quantize(Decimal(1).scaleb(-len(decimals)), 'ROUND_HALF_UP', Context(prec=60)):f}"
    if len(decimals) > least:
        whole, _, rest = text.partition(".")
        rest = rest.rstrip("0").ljust(least, "0")
        text = f"{whole}.{rest}" if rest else whole
    return text, percent


def shown_unit(cell: SheetCell) -> str:
    """The word that the format of a number cell puts behind the number, as in `0.0" h"`; "" where there is none."""
    found = re.search(r'[0#?](?:"([^"]*)"|\\(.))[^0#?]*$', cell.format.split(";")[0])
    return "" if found is None else (found[1] or found[2] or "").strip()
