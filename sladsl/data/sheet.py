"""Small tables that people make (levels, fees, claims), from CSV or a workbook, as one kind of sheet.

Measurements are read strictly and cell by cell; these are a few rows from a report, so a blank row is only a
blank row, and where the titles stand is found out (`sladsl/data/titles.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sladsl.data.errors import UnreadableData
from sladsl.data.findings import MOST_SAMPLES, finding, in_order
from sladsl.data.text import WHITE, TextTable
from sladsl.outcome.measured import DataFinding
from sladsl.record import Record, replace

MOST_ROWS = 250_000
WIDE_WHITE = WHITE + "\u202f"
"""Also the narrow no-break space, which word processors put before a percent sign."""


class SheetCell(Record):
    """A cell as text. A workbook's cell also tells its number or day, and the format that it is shown in."""

    text: str
    number: Decimal | None = None
    day: date | None = None
    format: str = ""


class SheetRow(Record):
    """A row: `place` is the row as a spreadsheet numbers it, `number` counts the rows that findings name."""

    place: int
    number: int
    cells: tuple[SheetCell, ...]

    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


class Sheet(Record):
    """All rows of a sheet that hold something, titles among them. `name`: of the sheet of a workbook; `others`: its other
    sheets, where nobody said which is meant."""

    path: str
    rows: tuple[SheetRow, ...]
    name: str = ""
    others: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The file, with the sheet where there are several."""
        return f"{self.path}, sheet `{self.name}`," if self.others else self.path


def open_sheet(path: str, delimiter: str = ",", name: str = "", data: Any = None, table: str = "") -> Sheet:
    """The sheet of a file, or of an object in memory (`data`); UnreadableData for what is none.

    `name` chooses the sheet of a workbook; `table` is what an object is called in messages: `levels`.
    """
    if data is not None:
        from sladsl.data.frames_sheet import frame_sheet

        return frame_sheet(data, table)
    if path.lower().endswith((".xlsx", ".xlsm")):
        from sladsl.data.workbook import read_workbook

        return read_workbook(path, name)
    if path.lower().endswith((".xls", ".ods", ".pdf")):
        raise UnreadableData(f"{path} is of a kind that can't be read.", "Save the sheet as xlsx or CSV.")
    return _from_text(path, delimiter)


def _from_text(path: str, delimiter: str) -> Sheet:
    table = TextTable(path, delimiter)
    rows = [_row(table.place, 0, table.header)]
    try:
        for number, cells in table:
            if number > MOST_ROWS:
                raise too_long(path)
            rows.append(_row(table.place, number, cells))
    finally:
        table.close()
    return Sheet(path=path, rows=tuple(row for row in rows if any(row.texts())))


def _row(place: int, number: int, cells: list[str] | tuple[str, ...]) -> SheetRow:
    return SheetRow(
        place=place, number=number, cells=tuple(SheetCell(text=cell.strip(WIDE_WHITE)) for cell in cells)
    )


def too_long(path: str, hint: str = "") -> UnreadableData:
    return UnreadableData(
        f"{path} has more than {MOST_ROWS:,} rows.",
        hint or "Report levels by period: measurements belong in a source.",
    )


class Remarks:
    """Findings about the rows of a sheet, by name; `rows` counts what could have been read."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._found: dict[str, list[tuple[int, str, str]]] = {}
        self.rows = 0
        self.file = ""
        """The file that is read, where the table is several."""

    def add(self, name: str, number: int, text: str, file: str | None = None) -> None:
        self._found.setdefault(name, []).append((number, text, self.file if file is None else file))

    def leave(self, totals: Iterable[tuple[int, str]]) -> None:
        """Notes the lines of totals of a table."""
        for number, text in totals:
            self.rows += 1
            self.add("totals-row", number, text)

    def findings(self) -> tuple[DataFinding, ...]:
        return in_order(self._finding(name, found) for name, found in self._found.items())

    def _finding(self, name: str, found: list[tuple[int, str, str]]) -> DataFinding:
        shown = found[:MOST_SAMPLES]
        samples = [(number, text) for number, text, _ in shown]
        made = finding(name, self._source, len(found), samples, rows=self.rows)
        files = tuple(file for *_, file in shown)
        return replace(made, files=files) if any(files) else made
