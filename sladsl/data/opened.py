"""A bound table, opened: its parts (files, or one object in memory), and where each field stands in them.

Whatever a table is stored as, reading sees the same of it: rows of written texts by field, numbered, and for each part what
a faster reader may know about it.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sladsl.data.binding import Table, TableFile, TableFrame, TableRows
from sladsl.data.errors import UnreadableData
from sladsl.data.header import place_in
from sladsl.data.joined import BETWEEN, Together, together
from sladsl.data.kinds import Files, files_of
from sladsl.data.lines import Cells, Keys, Signs, read_lines
from sladsl.data.nearest import listed
from sladsl.data.opened_part import Part
from sladsl.data.repeated_hour import Clock, settled
from sladsl.data.stored import LIST_SIGN, Stored, text_of
from sladsl.data.text import WHITE, TextTable
from sladsl.data.title_row import FARTHEST, likest_row, named_row
from sladsl.data.totals import MOST, TOTALS, at_end, shown, text_totals
from sladsl.data.two_columns import Column, Ends, JoinedPart, Moment, One
from sladsl.plan.measure import FieldOf
from sladsl.record import Record, replace


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

    def rows(self) -> Iterator[Cells]:
        return read_lines(self.path, self.keys, self.signs)


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

    `streams`: objects that the relation names. `path`: of a file, for messages.
    """

    relation: str
    columns: tuple[str, ...]
    types: tuple[Stored, ...]
    signs: Signs
    streams: Mapping[str, Any] = {}
    path: str = ""
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


class Opened(Record):
    """`names`: of the parts, as findings call them. `lengths`: by field, whether its column says a length in seconds.

    `listed`: whether the field that is assessed value by value may hold lists, U+001F between their values. `keys`: of
    JSON lines. `together`: by what rows of one thing are known, where such rows may hold an interval each. `clock`: by
    what local times are told apart in the hour that the clock shows twice.
    """

    parts: tuple[Part, ...]
    names: tuple[str, ...] = ("",)
    lengths: tuple[bool, ...] = ()
    listed: bool = False
    keys: Any = None
    together: Together | None = None
    clock: Clock | None = None

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The place of the part, and its rows with trimmed texts; those of one thing with the intervals of all of them."""
        if self.together is None:
            return self._rows()
        return together(self._rows(), self.together)

    def _rows(self) -> Iterator[tuple[int, Cells]]:
        for at, part in enumerate(self.parts):
            rows = self._trimmed(part)
            for row in rows if self.clock is None else settled(rows, self.clock):
                yield at, row
        self.finish()

    def _trimmed(self, part: Part) -> Iterator[Cells]:
        for number, texts, finding, said in part.rows():
            yield number, None if texts is None else tuple(text.strip(WHITE) for text in texts), finding, said

    def finish(self) -> None:
        """UnreadableData where only the end shows that a column is missing."""
        if self.keys is not None:
            self.keys.require_all()


def open_table(
    table: Table,
    fields: tuple[FieldOf, ...],
    scope: str,
    key: str = "",
    start: str = "",
    end: str = "",
    merged: str = "",
) -> Opened:
    """Opens a table for reading fields; `scope` names the one that is assessed value by value, `key` the one by which
    rows are known of which each thing should have one, `start` the one that places a row ("": nobody asks for totals),
    `end` the one where it ends, `merged` the one whose merged cells count for each of their rows.

    UnreadableData for what is no table. Lists may stand in the scope field and in fields of intervals.
    """
    if any(field.name in table.pairs for field in fields):
        return _joined(table, fields, scope, key, start, end)
    names = [table.columns.get(field.name, field.name) for field in fields]
    began = next((place for place, field in enumerate(fields) if field.name == start), None)
    mapped = table.values.get(start, {})
    signs = tuple(
        (table.separator or LIST_SIGN)
        if field.name == scope
        else BETWEEN
        if field.type == "intervals"
        else None
        for field in fields
    )
    none = (False,) * len(fields)
    if isinstance(table, TableRows):
        cells = [
            (number, tuple(row.get(field.name, "") for field in fields))
            for number, row in enumerate(table.rows, start=1)
        ]
        return Opened(parts=(RowsPart(cells=cells),), lengths=none)
    if isinstance(table, TableFrame):
        from sladsl.data.frames import open_frame

        return open_frame(table, names, signs)
    files = files_of(table.path)
    match files.kind:
        case "text":
            parts = tuple(_text(path, table, names, began, mapped) for path in files.paths)
            return Opened(parts=parts, names=files.names, lengths=none)
        case "lines":
            keys = Keys(names, table.path)
            lines = tuple(LinesPart(path=path, keys=keys, signs=signs) for path in files.paths)
            return Opened(parts=lines, names=files.names, lengths=none, listed=LIST_SIGN in signs, keys=keys)
        case "workbook":
            own = next((place for place, field in enumerate(fields) if field.name == merged), None)
            sheets = tuple(_sheet(path, table, names, began, mapped, own) for path in files.paths)
            return Opened(parts=sheets, names=files.names, lengths=none)
        case "parquet":
            return _parquet(table, files, names, signs)


def _joined(table: Table, fields: tuple[FieldOf, ...], scope: str, key: str, start: str, end: str) -> Opened:
    """A table of which some fields are two columns: opened with both, and joined row by row."""
    columns = dict(table.columns)
    read: list[FieldOf] = []
    found: list[Column] = []
    for field in fields:
        pair = table.pairs.get(field.name)
        if pair is None:
            found.append(One(at=len(read)))
            read.append(field)
            continue
        if field.type not in ("intervals", "time"):
            raise UnreadableData(
                f"`{field.name}` is a {field.type}, which has one column, not two.",
                "A time may have a column of dates and one of times of day, a field of intervals one of starts and one of "
                "ends.",
            )
        two = Ends(start=len(read), end=len(read) + 1)
        found.append(two if field.type == "intervals" else Moment(day=two.start, clock=two.end))
        # The first has the name of the field, by which totals are told.
        for name, column in zip((field.name, f"{field.name} to"), pair, strict=True):
            read.append(FieldOf(name=name, type="text"))
            columns[name] = column
    by_name = dict(zip((field.name for field in fields), found, strict=True))
    since, last = by_name.get(start), by_name.get(end)
    if isinstance(last, Moment) and isinstance(since, One | Moment):
        by_name[end] = replace(last, since=since)
    plain = replace(table, columns=columns, pairs={})
    opened = open_table(plain, tuple(read), scope, start=start, merged=key)
    joined = tuple(by_name.values())
    parts = tuple(JoinedPart(part=part, columns=joined, times=table.times) for part in opened.parts)
    pairs = tuple(place for place, column in enumerate(joined) if isinstance(column, Ends))
    keys = [place for place, field in enumerate(fields) if field.name == key]
    alone = keys and isinstance(joined[keys[0]], One)
    by = Together(key=keys[0], pairs=pairs, continued=table.continued) if pairs and alone else None
    firsts = [
        each.start if isinstance(each, Ends) else each.day if isinstance(each, Moment) else each.at
        for each in joined
    ]
    lengths = tuple(opened.lengths[at] for at in firsts) if opened.lengths else ()
    return replace(opened, parts=parts, lengths=lengths, together=by)


def _text(
    path: str, table: TableFile, names: Sequence[str], began: int | None, mapped: Mapping[str, str]
) -> TextPart:
    text = TextTable(path, table.delimiter, table.header)
    try:
        header = table.header
        if not header and any(text.header.count(name) != 1 for name in names):
            header = _below(text, names)
        if header != table.header:
            text.close()
            text = TextTable(path, table.delimiter, header)
        places = tuple(text.column(name) for name in names)
    finally:
        text.close()
    return TextPart(
        path=path,
        delimiter=table.delimiter,
        places=places,
        width=len(text.header),
        header=header if header > 1 else 0,
        totals=0 if began is None else text_totals(path, table.delimiter, places[began], mapped),
        start=0 if began is None else places[began],
    )


def _below(text: TextTable, names: Sequence[str]) -> int:
    """The row of the titles below a heading; 0 where no row near the top has them all."""
    with contextlib.suppress(UnreadableData):
        for _, cells in islice(text, FARTHEST):
            if named_row([[cell.strip(WHITE) for cell in cells]], names) is not None:
                return text.place
    return 0


def _sheet(
    path: str,
    table: TableFile,
    names: Sequence[str],
    began: int | None,
    mapped: Mapping[str, str],
    merged: int | None,
) -> RowsPart:
    """A sheet; rows are numbered from 1 below the titles, empty ones too. `merged`: the name of the column whose merged
    cells count for each of their rows."""
    from sladsl.data.workbook import filled_down, read_workbook

    found = read_workbook(path, table.sheet, "Save the sheet as CSV.").rows
    if not found:
        raise UnreadableData(f"{path} is empty.", "The first row that is not empty names the columns.")
    titles = next((row for row in found if row.place == table.header), None) if table.header else None
    if table.header and titles is None:
        raise UnreadableData(
            f"{path} has nothing in row {table.header}.", "Correct header: it is the row of the titles."
        )
    if titles is None:
        texts = [row.texts() for row in found[:FARTHEST]]
        place = named_row(texts, names)
        titles = found[place if place is not None else likest_row(texts, names)]
    header = tuple(title for title in titles.texts() if title)
    others = "" if table.sheet or all(header.count(name) == 1 for name in names) else _other_sheets(path)
    for name in names:
        place_in(header, name, path, others, f"The titles seem to stand in row {titles.place}")
    places = [titles.texts().index(name) for name in names]
    if merged is not None:
        found = filled_down(path, table.sheet, found, places[merged], titles.place)
    cells = []
    for row in found:
        if row.place > titles.place:
            texts_ = row.texts()
            own = tuple(texts_[place] if place < len(texts_) else "" for place in places)
            cells.append((row.number - titles.number, own))
    if began is None:
        return RowsPart(cells=cells)
    below = [row.texts() for row in found if row.place > titles.place][-MOST:]
    count = at_end(below, places[began], mapped)
    totals = {
        number: shown(texts)
        for (number, _), texts in zip(cells[len(cells) - count :], below[len(below) - count :], strict=True)
    }
    return RowsPart(cells=cells, totals=totals)


def _other_sheets(path: str) -> str:
    from sladsl.data.workbook import sheet_names

    names = sheet_names(path)
    return (
        f" Only the first sheet was looked at: sheets are {listed(names)}; add sheet."
        if len(names) > 1
        else ""
    )


def _parquet(table: TableFile, files: Files, names: Sequence[str], signs: Signs) -> Opened:
    from sladsl.data.typed import open_parquet

    return open_parquet(table, files, names, signs)
