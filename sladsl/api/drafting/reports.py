"""A provider's report as levels: which titles are the period, the measure and its level, and which measures it reports.

Reports have headings above their titles and often a column for each month, so the table is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import islice

from sladsl.api.drafting.columns import has_word
from sladsl.data.decimals import read_decimal
from sladsl.data.errors import UnreadableData
from sladsl.data.labels import period_label
from sladsl.data.lengths import read_length
from sladsl.data.sheet import WIDE_WHITE, Sheet, SheetCell, SheetRow
from sladsl.data.text import TextTable
from sladsl.record import Record, replace
from sladsl.values.duration import HOUR
from sladsl.values.instant import parse_time

FARTHEST = 30
"""Rows among which the titles are looked for."""
MOST_MEASURES = 20
MOST_ROWS = 2_000
"""A report with more rows is a table of measurements."""
TARGETS = frozenset({"target", "goal", "sla", "promised", "agreed", "threshold", "commitment"})
LEVELS = frozenset(
    {"result", "level", "actual", "attained", "achieved", "value", "performance", "measured", "score"}
)
NOT_PLAIN = re.compile(r"[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]")


class Report(Record):
    """A report that was looked at: the titles of its columns ("" for the one it lacks), and its measures.

    `sheet`: of a workbook with several. `wide`: each period has a column. `unit`: what bare numbers are, as in data.toml.
    `targets`: by measure, "" where the report has none.
    """

    path: str
    delimiter: str
    sheet: str
    period: str
    objective: str
    level: str
    wide: bool
    unit: str
    measures: tuple[str, ...]
    targets: tuple[str, ...]
    timed: frozenset[str] = frozenset()
    """Measures that are told in lengths of time."""


def report(path: str, delimiter: str = ",", sheet_name: str = "", *, surely: bool = False) -> Report | None:
    """The report in a CSV file or workbook; None when it is none. UnreadableData for what can't be opened.

    `surely`: somebody said that it is one; otherwise the level must be called so or be a percentage.
    """
    sheet = _sheet(path, delimiter, sheet_name)
    if len(sheet.rows) > MOST_ROWS:
        return None
    for at, titles in enumerate(sheet.rows[:FARTHEST]):
        rows = sheet.rows[at + 1 :]
        found = _long(sheet, titles, rows, delimiter, surely) or _wide(sheet, titles, rows, delimiter, surely)
        if found is not None:
            return replace(found, sheet=sheet_name)
    return None


def _sheet(path: str, delimiter: str, name: str) -> Sheet:
    """The rows that hold something; of a text no more than are needed to see that it is too long."""
    if path.lower().endswith((".xlsx", ".xlsm")):
        from sladsl.data.workbook import read_workbook

        return read_workbook(path, name)
    opened = TextTable(path, delimiter)
    rows = [opened.header]
    try:
        rows += [tuple(cells) for _, cells in islice(opened, MOST_ROWS + 1)]
    finally:
        opened.close()
    found = [
        SheetRow(
            place=place, number=place, cells=tuple(SheetCell(text=cell.strip(WIDE_WHITE)) for cell in row)
        )
        for place, row in enumerate(rows)
        if any(cell.strip(WIDE_WHITE) for cell in row)
    ]
    return Sheet(path=path, rows=tuple(found))


def _long(
    sheet: Sheet, titles: SheetRow, rows: Sequence[SheetRow], delimiter: str, surely: bool
) -> Report | None:
    """A table with a row for each period and measure."""
    columns = _columns(titles, rows)
    periods = [title for title, cells in columns.items() if _mostly(cells, _is_period)]
    if len(periods) != 1:  # two times of one row are those of a record
        return None
    numbers = [
        title for title, cells in columns.items() if title not in periods and _mostly(cells, _is_level)
    ]
    levels = [title for title in numbers if not has_word(title, TARGETS)]
    words = [
        title
        for title, cells in columns.items()
        if title not in (*periods, *numbers)
        and all(cell.text and parse_time(cell.text) is None for cell in cells)
    ]
    if not levels or not words:
        return None
    level = next((title for title in levels if has_word(title, LEVELS)), levels[0])
    percent = any("%" in cell.text or "%" in cell.format for cell in columns[level])
    if not surely and not percent and not has_word(level, LEVELS):
        return None
    target = next((title for title in numbers if has_word(title, TARGETS)), "")
    named = min(words, key=lambda title: len({cell.text for cell in columns[title]}))
    measures = tuple(dict.fromkeys(cell.text for cell in columns[named]))
    if len(measures) > MOST_MEASURES or any(NOT_PLAIN.search(each) or len(each) > 100 for each in measures):
        return None
    bounds = []
    for measure in measures:
        at = max(place for place, cell in enumerate(columns[named]) if cell.text == measure)
        bounds.append(_target(columns[target][at]) if target else "")
    return Report(
        path=sheet.path,
        delimiter=delimiter,
        sheet="",
        period=periods[0],
        objective=named,
        level=level,
        wide=False,
        unit=_unit(columns[level]),
        measures=measures,
        targets=tuple(bounds),
        timed=frozenset(
            name.text for name, cell in zip(columns[named], columns[level], strict=True) if _is_length(cell)
        ),
    )


def _wide(
    sheet: Sheet, titles: SheetRow, rows: Sequence[SheetRow], delimiter: str, surely: bool
) -> Report | None:
    """A table with a column for each period."""
    places = [at for at, cell in enumerate(titles.cells) if cell.text and _is_period(cell)]
    if not places or not rows:
        return None
    cells = [row.cells[at] for row in rows for at in places if at < len(row.cells) and row.cells[at].text]
    columns = _columns(titles, rows)
    words = [
        title for title, found in columns.items() if all(cell.text and not _is_level(cell) for cell in found)
    ]
    if not _mostly(cells, _is_level) or not words:
        return None
    if not surely and not any("%" in cell.text or "%" in cell.format for cell in cells):
        return None
    measures = tuple(dict.fromkeys(cell.text for cell in columns[words[0]]))
    if len(measures) > MOST_MEASURES or any(NOT_PLAIN.search(each) or len(each) > 100 for each in measures):
        return None
    return Report(
        path=sheet.path,
        delimiter=delimiter,
        sheet="",
        period="",
        objective=words[0],
        level="",
        wide=True,
        unit=_unit(cells),
        measures=measures,
        targets=("",) * len(measures),
        timed=frozenset(
            row.cells[titles.texts().index(words[0])].text
            for row in rows
            for at in places
            if at < len(row.cells) and _is_length(row.cells[at])
        ),
    )


def _columns(titles: SheetRow, rows: Sequence[SheetRow]) -> dict[str, list[SheetCell]]:
    """The cells below each title that stands there once."""
    texts = titles.texts()
    return {
        title: [row.cells[at] if at < len(row.cells) else SheetCell(text="") for row in rows]
        for at, title in enumerate(texts)
        if title and texts.count(title) == 1 and not NOT_PLAIN.search(title) and rows
    }


def _mostly(cells: Sequence[SheetCell], test: Callable[[SheetCell], bool]) -> bool:
    said = [cell for cell in cells if cell.text]
    return bool(said) and 10 * sum(map(test, said)) >= 9 * len(said)


def _is_period(cell: SheetCell) -> bool:
    """Whether a cell names a period; four digits alone may be anything."""
    return period_label(cell) is not None and not cell.text.isdigit()


def _is_level(cell: SheetCell) -> bool:
    if cell.number is not None:
        return True
    number, readings = read_decimal(cell.text.removesuffix("%").strip(), "", ".")
    return number is not None or bool(readings) or _is_length(cell)


def _is_length(cell: SheetCell) -> bool:
    """Whether a cell is a length of time: `5 hours`, `4:30`."""
    return cell.number is None and read_length(cell.text, "", HOUR)[0] is not None


def _unit(cells: Sequence[SheetCell]) -> str:
    """What bare numbers are: ratios where none is above 1; "" where the cells say it themselves."""
    bare = [
        cell
        for cell in cells
        if cell.text and "%" not in cell.text and "%" not in cell.format and not _is_length(cell)
    ]
    if not bare:
        return ""
    figures = [Fraction(cell.number) if cell.number is not None else _figure(cell.text) for cell in bare]
    return "ratio" if all(figure <= 1 for figure in figures) else "percent"


def _figure(text: str) -> Fraction:
    number, _ = read_decimal(text, "", ".")
    return number.value if number is not None else Fraction(0)


def _target(cell: SheetCell) -> str:
    """The promised level of a cell as `99.5%`, "" where it is none."""
    if cell.number is not None:
        from sladsl.data.workbook import shown_number

        digits, percent = shown_number(cell)
        shown = digits if percent or cell.number > 1 else f"{(cell.number * 100).normalize():f}"
        return f"{shown}%" if _is_percentage(shown) else ""
    digits = (
        cell.text.strip().removeprefix(">=").removeprefix("≥").removesuffix("%").strip().replace(",", ".")
    )
    return f"{digits}%" if _is_percentage(digits) else ""


def _is_percentage(digits: str) -> bool:
    return re.fullmatch(r"\d{1,3}(?:\.\d{1,6})?", digits) is not None and Fraction(digits) <= 100


def refused(path: str) -> UnreadableData:
    """For a file that holds no levels where somebody wants them."""
    return UnreadableData(
        f"No table of levels is found in {path}.",
        "It needs columns for the period, the measure and its level.",
    )
