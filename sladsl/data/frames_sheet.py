"""Small tables that people make (levels, fees, claims), handed over as objects in memory: the same sheet as from a file.

A number that has a type has one reading, whatever sign its decimals would have in print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sladsl.data.binding import TableFrame
from sladsl.data.errors import UnreadableData
from sladsl.data.frames import library_of, open_frame
from sladsl.data.opened import ColumnsPart
from sladsl.data.plain_values import is_length
from sladsl.data.sheet import MOST_ROWS, WIDE_WHITE, Sheet, SheetCell, SheetRow, too_long

_NUMBERS = ("whole", "decimal", "float")


def frame_sheet(data: Any, table: str) -> Sheet:
    """The rows of an object under its titles; UnreadableData for what is no table. `table`: `levels`, for messages."""
    shown = f"The table of {table}"
    titles = _titles(data)
    if not titles:
        raise UnreadableData(f"{shown} has no columns.", "Hand over one row for each level, fee or claim.")
    opened = open_frame(TableFrame(source=table, data=data), titles, (None,) * len(titles))
    (part,) = opened.parts
    typed = [isinstance(part, ColumnsPart) and part.types[at].kind in _NUMBERS for at in range(len(titles))]
    lengths = [isinstance(part, ColumnsPart) and part.types[at].kind == "length" for at in range(len(titles))]
    rows = [SheetRow(place=1, number=0, cells=tuple(SheetCell(text=title) for title in titles))]
    for number, texts, _, _ in part.rows():
        if number > MOST_ROWS:
            raise too_long(shown)
        own, spans = typed, lengths
        if not isinstance(part, ColumnsPart):
            own = list(_numbers(data[number - 1], titles))
            spans = [is_length(data[number - 1].get(title)) for title in titles]
        cells = tuple(
            SheetCell(text=f"{text} s") if length and text else _cell(text, known)
            for text, known, length in zip(texts or (), own, spans, strict=False)
        )
        if any(cell.text for cell in cells):
            rows.append(SheetRow(place=number + 1, number=number, cells=cells))
    return Sheet(path=shown, rows=tuple(rows))


def _titles(data: Any) -> list[str]:
    match library_of(data):
        case "rows":
            return list(dict.fromkeys(str(key) for row in data for key in row))
        case "pandas":
            return [each for each in data.columns if isinstance(each, str)]
        case "pyarrow":
            return list(data.schema.names)
        case _:
            return list(data.columns)


def _numbers(row: Any, titles: Sequence[str]) -> Iterator[bool]:
    for title in titles:
        value = row.get(title)
        yield isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _cell(text: str, number: bool) -> SheetCell:
    text = text.strip(WIDE_WHITE)
    try:
        found = Decimal(text) if number and text else None
    except ArithmeticError:
        found = None
    return SheetCell(text=text, number=found if found is not None and found.is_finite() else None)
