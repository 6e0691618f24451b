"""Tables of a workbook as addresses: which key stands in which row and column, before anything is written.

Formulas point from sheet to sheet in both directions, so every address is known before the first cell is filled.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from sladsl.record import Record

Key = TypeVar("Key", bound=Hashable)


class Column(Record):
    """A column: what formulas call it, its title, its width in characters, and the heading it stands under."""

    key: str
    title: str
    width: int
    group: str = ""


class Grid(Generic[Key]):
    """A table on a sheet. `first` is the number of its first row of contents; the titles stand right above."""

    def __init__(self, sheet: str, columns: Sequence[Column], rows: Sequence[Key], first: int) -> None:
        self.sheet = sheet
        self.columns = tuple(columns)
        self.rows = tuple(rows)
        self.first = first
        self._columns = {column.key: at for at, column in enumerate(self.columns, start=1)}
        self._rows = {key: at for at, key in enumerate(self.rows, start=first)}

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def has(self, column: str) -> bool:
        """Whether there is such a column."""
        return column in self._columns

    def column(self, key: str) -> int:
        return self._columns[key]

    def row(self, key: Key) -> int:
        return self._rows[key]

    def here(self, column: str, key: Key) -> str:
        """The cell for a formula on the same sheet: `$K7`."""
        return f"${letters(self._columns[column])}{self._rows[key]}"

    def there(self, column: str, key: Key) -> str:
        """The cell for a formula on another sheet: `Levels!$K$7`."""
        return f"{self.sheet}!${letters(self._columns[column])}${self._rows[key]}"

    def span(self, column: str, keys: Sequence[Key] | None = None) -> str:
        """The cells of a column from the first of the keys to the last: `Levels!$K$7:$K$9`."""
        numbers = [self._rows[key] for key in (self.rows if keys is None else keys)]
        letter = letters(self._columns[column])
        return f"{self.sheet}!${letter}${min(numbers)}:${letter}${max(numbers)}"

    @property
    def last(self) -> int:
        """The number of the last row; that of the titles when there is none."""
        return self.first + len(self.rows) - 1


def letters(column: int) -> str:
    """The name of a column, from 1: A, B, … Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
