"""Small tables that people make (levels, fees, claims), from CSV or a workbook, as one kind of sheet.

Measurements are read strictly and cell by cell; these are a few rows from a report, so columns are found by
name whatever their case, and a blank row is only a blank row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sladsl.data.errors import UnreadableData
from sladsl.data.findings import MOST_SAMPLES, finding, in_order
from sladsl.data.nearest import hint_for
from sladsl.data.text import WHITE, TextTable
from sladsl.outcome.measured import DataFinding
from sladsl.record import Record

MOST_ROWS = 100_000
WIDE_WHITE = WHITE + "\u202f"
"""Also the narrow no-break space, which word processors put before a percent sign."""


class SheetCell(Record):
    """A cell as text. A workbook's cell also tells its number or day, and the format that it is shown in."""

    text: str
    number: Decimal | None = None
    day: date | None = None
    format: str = ""


_NOTHING = SheetCell(text="")


class Sheet(Record):
    """Header cells (trimmed) and rows, numbered from 1 after the header."""

    path: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[SheetCell, ...]], ...]


def open_sheet(path: str, delimiter: str = ",", name: str = "") -> Sheet:
    """The sheet of a file; UnreadableData for what is none. `name` chooses the sheet of a workbook."""
    if path.lower().endswith((".xlsx", ".xlsm")):
        from sladsl.data.workbook import read_workbook

        return read_workbook(path, name)
    if path.lower().endswith((".xls", ".ods", ".pdf")):
        raise UnreadableData(f"{path} is of a kind that can't be read.", "Save the sheet as xlsx or CSV.")
    return _from_text(path, delimiter)


def _from_text(path: str, delimiter: str) -> Sheet:
    table = TextTable(path, delimiter)
    rows: list[tuple[int, tuple[SheetCell, ...]]] = []
    try:
        for number, cells in table:
            if number > MOST_ROWS:
                raise too_long(path)
            rows.append((number, tuple(SheetCell(text=cell.strip(WIDE_WHITE)) for cell in cells)))
    finally:
        table.close()
    return Sheet(path=path, header=table.header, rows=tuple(rows))


def too_long(path: str) -> UnreadableData:
    return UnreadableData(
        f"{path} has more than {MOST_ROWS:,} rows.",
        "Report levels by period: measurements belong in a source.",
    )


class Fields:
    """The rows of a sheet by field. `bound`: field -> column; other fields are found by their own name."""

    def __init__(
        self, sheet: Sheet, bound: Mapping[str, str], required: Sequence[str], optional: Sequence[str]
    ) -> None:
        self.sheet = sheet
        self._places: dict[str, int | None] = {}
        for field in (*required, *optional):
            place = _place(sheet, field, bound.get(field, ""))
            self._places[field] = place
            if place is None and field in required:
                hint = hint_for(field, sheet.header, "Columns of the file")
                raise UnreadableData(
                    f"{sheet.path} has no column `{field}`.", f"{hint} Name it in data.toml under columns."
                )

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, SheetCell]]]:
        """Row number and cells by field, empty without a column or past the end of a short row."""
        for number, cells in self.sheet.rows:
            if any(cell.text for cell in cells):
                yield (
                    number,
                    {
                        field: _NOTHING if place is None or place >= len(cells) else cells[place]
                        for field, place in self._places.items()
                    },
                )


def _place(sheet: Sheet, field: str, column: str) -> int | None:
    """The place of a field's column: the bound one letter by letter, else one of the field's name in any
    case."""
    wanted = column or field
    places = [at for at, name in enumerate(sheet.header) if name == wanted]
    if not places and not column:
        places = [at for at, name in enumerate(sheet.header) if name.casefold() == wanted.casefold()]
    if len(places) > 1:
        raise UnreadableData(
            f"{sheet.path} has {len(places)} columns named `{wanted}`.", "Give each column a name of its own."
        )
    if not places and column:
        raise UnreadableData(
            f"{sheet.path} has no column `{column}`.", hint_for(column, sheet.header, "Columns of the file")
        )
    return places[0] if places else None


class Remarks:
    """Findings about the rows of a sheet, by name."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._rows: dict[str, list[tuple[int, str]]] = {}

    def add(self, name: str, number: int, text: str) -> None:
        self._rows.setdefault(name, []).append((number, text))

    def findings(self) -> tuple[DataFinding, ...]:
        return in_order(
            finding(name, self._source, len(rows), rows[:MOST_SAMPLES]) for name, rows in self._rows.items()
        )
