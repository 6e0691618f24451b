"""The parts that a table may be made of: a text file, JSON lines, rows in memory, typed columns."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from sladsl.data.lines import Cells, Signs, read_lines
from sladsl.data.stored import Stored, text_of
from sladsl.data.text import WHITE, TextTable
from sladsl.data.totals import MOST, TOTALS, at_end, shown
from sladsl.record import Record


class TextPart(Record):
    """A CSV file of `width` columns; `places` are the columns of the fields.

    `header`: the row of the titles, if it is not the first. `totals`: how many rows at its end seem to be totals, which
    have no time in the column `start`.
    """

    path: str
    delimiter: str
    places: tuple[int, ...]
    width: int
    header: int = 0
    totals: int = 0
    start: int = 0

    def rows(self) -> Iterator[Cells]:
        text = TextTable(self.path, self.delimiter, self.header)
        last: deque[tuple[int, list[str]]] = deque()
        try:
            for each in text:
                last.append(each)
                if len(last) > self.totals:
                    yield self._cells(*last.popleft())
        finally:
            text.close()
        rows = [[cell.strip(WHITE) for cell in row] for _, row in last]
        kept = len(rows) - at_end(rows, self.start)
        for place, (number, row) in enumerate(last):
            if place < kept:
                yield self._cells(number, row)
            else:
                yield number, None, TOTALS, shown(rows[place])

    def _cells(self, number: int, row: list[str]) -> Cells:
        if len(row) == self.width:
            return number, tuple(row[place] for place in self.places), "", ""
        said = f"{len(row)} cell{'s' * (len(row) != 1)}, the header has {self.width}"
        return number, None, "ragged-row", said


class LinesPart(Record):
    """A file of JSON lines; `signs` are by field what stands between the values of a list, None where none may be."""

    path: str
    keys: Any
    signs: Signs
    start: str = ""
    """The key of the time that rows of totals lack; "" where nobody asks for totals."""
    mapped: Container[str] = ()

    def rows(self) -> Iterator[Cells]:
        if not self.start:
            yield from (cells for cells, _ in read_lines(self.path, self.keys, self.signs))
            return
        last: deque[tuple[Cells, tuple[str, ...]]] = deque()
        for each in read_lines(self.path, self.keys, self.signs, self.start):
            last.append(each)
            if len(last) > MOST:
                yield last.popleft()[0]
        count = at_end([texts for _, texts in last], 0, self.mapped)
        for place, (cells, texts) in enumerate(last):
            if place < len(last) - count or cells[1] is None:
                yield cells
            else:
                yield cells[0], None, TOTALS, shown(texts)


class RowsPart(Record):
    """Rows that are in memory, by field. `totals`: those at the end that are totals, and what they say."""

    cells: Sequence[tuple[int, tuple[str, ...]]]
    totals: Mapping[int, str] = {}

    def rows(self) -> Iterator[Cells]:
        for number, texts in self.cells:
            if number in self.totals:
                yield number, None, TOTALS, self.totals[number]
            else:
                yield number, texts, "", ""


class ColumnsPart(Record):
    """Typed columns that the embedded database reads: the SQL of a relation, and by field of a column, its type, and what
    stands between the values of a list.

    `totals`: how many rows at the end are totals, and what they say.

    `streams`: objects that the relation names. `path`: of a file, for messages. `folders`: columns that its folders say.
    """

    relation: str
    columns: tuple[str, ...]
    types: tuple[Stored, ...]
    signs: Signs
    streams: Mapping[str, Any] = {}
    path: str = ""
    folders: tuple[tuple[str, str], ...] = ()
    totals: tuple[str, ...] = ()
    _unequal = frozenset({"streams"})

    @property
    def texts(self) -> tuple[str, ...]:
        """SQL of the written text of each field."""
        return self.texts_of(self.columns)

    def texts_of(self, names: Sequence[str]) -> tuple[str, ...]:
        """The same, the columns under other names."""
        return tuple(
            text_of(name, of, sign or "")
            for name, of, sign in zip(names, self.types, self.signs, strict=True)
        )

    def rows(self) -> Iterator[Cells]:
        from sladsl.data.typed import read_typed

        return read_typed(self)
