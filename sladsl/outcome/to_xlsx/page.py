"""One sheet being written: text, numbers, dates and formulas, each put down with its looks.

Names come from files of strangers: text stays text here, whatever it begins with, and a formula is only what was
written as one.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, assert_never

from sladsl.outcome.to_xlsx.grid import Grid, letters
from sladsl.outcome.to_xlsx.measure import lines_of
from sladsl.outcome.to_xlsx.styles import GREEN, RED, Painter

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_767
"""Characters that a cell holds."""
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
Value = Fraction | int | str | date | None
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_FIRST_DAY = date(1899, 12, 30)
_INCH = 2.54


class Page:
    """A sheet of the workbook. `known` collects what formulas come to, by cell, for readers that don't compute."""

    def __init__(self, sheet: Worksheet, painter: Painter) -> None:
        self._sheet = sheet
        self._painter = painter
        self.known: dict[str, Value] = {}

    def text(self, row: int, column: int, text: str, look: str = "text") -> None:
        """Text, never a formula."""
        cell = self._cell(row, column, look)
        if not text:
            return
        cell.value = clean(text)
        cell.data_type = "s"
        if text.startswith(_LIKE_FORMULAS):
            cell.quotePrefix = True

    def number(
        self, row: int, column: int, value: Fraction | int, form: str = "General", look: str = "data"
    ) -> None:
        self._cell(row, column, look, form).value = plain(value)

    def day(self, row: int, column: int, value: date, form: str = DAY, look: str = "data") -> None:
        """A date, or with `MOMENT` a local time."""
        self._cell(row, column, look, form).value = value

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: Value,
        form: str = "General",
        look: str = "calc",
    ) -> None:
        """A formula, without its equals sign, and what it comes to."""
        cell = self._cell(row, column, look, form)
        cell.value = f"={formula}"
        self.known[cell.coordinate] = value

    def ask(self, row: int, column: int, form: str) -> None:
        """An empty cell that waits for an entry."""
        self._cell(row, column, "ask", form)

    def blank(self, row: int, column: int, look: str = "text") -> None:
        self._cell(row, column, look)

    def link(self, row: int, column: int, text: str, sheet: str) -> None:
        """Text that leads to another sheet."""
        from openpyxl.worksheet.hyperlink import Hyperlink

        self.text(row, column, text, "link")
        place = f"{letters(column)}{row}"
        self._sheet[place].hyperlink = Hyperlink(ref=place, location=f"'{sheet}'!A1")

    def across(self, row: int, first: int, last: int) -> None:
        """Joins the cells of a row."""
        if last > first:
            self._sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)

    def title(self, title: str, what: str) -> None:
        """What the sheet is called, and what it shows."""
        self.text(1, 1, title, "title")
        self._sheet.row_dimensions[1].height = 24
        self.text(2, 1, what, "subtitle")

    def height(self, row: int, lines: int) -> None:
        """The height of a row in lines of text."""
        self._sheet.row_dimensions[row].height = 13 * lines + 2

    def widths(self, widths: list[int]) -> None:
        for at, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[letters(at)].width = width

    def heads(self, grid: Grid[Any], right: frozenset[str] = frozenset()) -> None:
        """The titles of a table, and above them the headings that several share."""
        row = grid.first - 1
        self.widths([column.width for column in grid.columns])
        at = 1
        while at <= len(grid.columns):
            group = grid.columns[at - 1].group
            last = at
            while group and last < len(grid.columns) and grid.columns[last].group == group:
                last += 1
            if group:
                for each in range(at, last + 1):
                    self.text(row - 1, each, group if each == at else "", "group")
                self.across(row - 1, at, last)
            at = last + 1
        for at, column in enumerate(grid.columns, start=1):
            self.text(row, at, column.title, "head right" if column.key in right else "head")
        self.fit(row, [(column.title, column.width) for column in grid.columns])

    def fit(self, row: int, texts: list[tuple[str, int]]) -> None:
        """The height of a row whose wrapped cells hold these texts in columns of these widths."""
        self.height(row, max((lines_of(text, width) for text, width in texts), default=1))

    def grow(self, row: int, grid: Grid[Any], texts: dict[str, str]) -> None:
        """The height of a row of a table whose wrapped cells hold these texts, by the keys of their columns."""
        there = {column.key: column.width for column in grid.columns}
        self.fit(row, [(text, there[key]) for key, text in texts.items() if key in there])

    def freeze(self, row: int, column: int) -> None:
        """Keeps what is above `row` and left of `column` in sight."""
        self._sheet.freeze_panes = f"{letters(column)}{row}"

    def checks(self, cells: str) -> None:
        """Shows `no` in red and bold, wherever it stands among the cells."""
        self._words(cells, '"no"', RED)

    def verdicts(self, cells: str) -> None:
        """Shows `missed` in red and `met` in green."""
        self._words(cells, '"missed"', RED)
        self._words(cells, '"met"', GREEN)

    def _words(self, cells: str, word: str, colour: str) -> None:
        from openpyxl.formatting.rule import CellIsRule
        from openpyxl.styles import Font

        rule = CellIsRule(  # type: ignore[no-untyped-call]
            operator="equal", formula=[word], font=Font(color=colour, bold=colour == RED)
        )
        self._sheet.conditional_formatting.add(cells, rule)

    def print_set_up(self, title: str, repeat: str = "", pages: int = 0) -> None:
        """A4 across, all columns on one page, the rows `repeat` (`4:5`) on every page; at most so many pages (0: any)."""
        sheet = self._sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = "9"  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, pages
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
        for side in ("left", "right"):
            setattr(sheet.page_margins, side, 1.2 / _INCH)
        sheet.page_margins.top, sheet.page_margins.bottom = 1.5 / _INCH, 1.6 / _INCH
        footer = sheet.oddFooter
        assert footer is not None
        for part, text in (
            (footer.left, clean(title).replace("&", "&&")[:120]),
            (footer.right, "&A, page &P of &N"),
        ):
            assert part is not None
            part.text, part.size = text, 8
        sheet.sheet_view.showGridLines = False
        if repeat:
            sheet.print_title_rows = repeat

    def _cell(self, row: int, column: int, look: str, form: str = "") -> Cell:
        cell = self._sheet.cell(row=row, column=column)
        self._painter.paint(cell, look, form)  # type: ignore[arg-type]
        return cell  # type: ignore[return-value]


def clean(text: str) -> str:
    """The text as a cell can hold it: without control characters, and not longer than a cell."""
    text = _FORBIDDEN.sub("\ufffd", text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def plain(value: Fraction | int) -> int | float:
    """The number of a cell: a whole one as long as a double holds it, else the nearest double."""
    exact = Fraction(value)
    if exact.denominator == 1 and abs(exact.numerator) <= 2**53:
        return exact.numerator
    return float(exact)


def cached(value: Value) -> tuple[str, str]:
    """What a formula comes to, as the file writes it: text and the type of it ("" for a number)."""
    match value:
        case None:
            return "", "str"
        case str():
            return clean(value), "str"
        case datetime():
            begin = datetime(_FIRST_DAY.year, _FIRST_DAY.month, _FIRST_DAY.day)
            return repr((value - begin).total_seconds() / 86_400), ""
        case date():
            return str((value - _FIRST_DAY).days), ""
        case Fraction() | int():
            return repr(plain(value)), ""
        case _:
            assert_never(value)
