"""A bound table, opened: its parts (files, or one object in memory), and where each field stands in them.

Whatever a table is stored as, reading sees the same of it: rows of written texts by field, numbered, and for each part what
a faster reader may know about it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sladsl.data.binding import Table, TableFile, TableFrame, TableRows
from sladsl.data.decimals import Decimal
from sladsl.data.errors import UnreadableData
from sladsl.data.header import place_in
from sladsl.data.joined import BETWEEN, Together, together
from sladsl.data.kinds import Files, files_of
from sladsl.data.lines import Cells, Keys, Signs, first_keys
from sladsl.data.nearest import listed
from sladsl.data.opened_part import Part
from sladsl.data.partitions import FiledPart, filed, unfiled
from sladsl.data.parts import ColumnsPart, LinesPart, RowsPart, TextPart
from sladsl.data.repeated_hour import Clock, settled
from sladsl.data.sheet import SheetRow
from sladsl.data.stored import LIST_SIGN
from sladsl.data.text import WHITE, TextTable
from sladsl.data.title_row import FARTHEST, likest_row, named_row
from sladsl.data.totals import MOST, at_end, shown, text_totals
from sladsl.data.two_columns import Column, Ends, JoinedPart, Moment, One
from sladsl.data.written_figures import RewrittenPart, ways_of
from sladsl.plan.measure import FieldOf
from sladsl.record import Record, replace

__all__ = ["ColumnsPart", "LinesPart", "Opened", "RowsPart", "TextPart", "open_table"]


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
    opened = _opened(table, fields, scope, key, start, end, merged)
    if not table.decimal and not table.ways:
        return opened
    ways = ways_of(table, fields, opened.lengths)
    if not any(ways):
        return opened
    return replace(opened, parts=tuple(RewrittenPart(part=part, ways=ways) for part in opened.parts))


def _opened(
    table: Table, fields: tuple[FieldOf, ...], scope: str, key: str, start: str, end: str, merged: str
) -> Opened:
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
    split = filed(files.paths, names)
    if split and files.kind in ("text", "lines"):
        return _filed(table, files, split, fields, names, signs, began, mapped)
    match files.kind:
        case "text":
            parts = tuple(_text(path, table, names, began, mapped) for path in files.paths)
            return Opened(parts=parts, names=files.names, lengths=none)
        case "lines":
            keys = Keys(names, table.path)
            since = "" if began is None else names[began]
            lines = tuple(
                LinesPart(path=path, keys=keys, signs=signs, start=since, mapped=mapped)
                for path in files.paths
            )
            return Opened(parts=lines, names=files.names, lengths=none, listed=LIST_SIGN in signs, keys=keys)
        case "document":
            from sladsl.data.documents import document_parts

            made = document_parts(files.paths, table.sheet, names, signs, fields, table.units)
            called = files.names if len(made) == len(files.paths) else ("",)
            return Opened(parts=made, names=called, lengths=none, listed=LIST_SIGN in signs)
        case "workbook":
            own = next((place for place, field in enumerate(fields) if field.name == merged), None)
            figures = tuple(field.type in ("number", "duration") for field in fields)
            sheets = tuple(_sheet(path, table, names, began, mapped, own, figures) for path in files.paths)
            return Opened(parts=sheets, names=files.names, lengths=none)
        case "parquet":
            return _parquet(table, files, names, signs, began)


def _filed(
    table: TableFile,
    files: Files,
    split: Mapping[str, tuple[str | None, ...]],
    fields: tuple[FieldOf, ...],
    names: Sequence[str],
    signs: Signs,
    began: int | None,
    mapped: Mapping[str, str],
) -> Opened:
    """Files of text of which some columns are said by their folders: read without these, and completed row by row.

    A file that has such a column itself must say the same in it as its folder.
    """
    keys = Keys([name for name in names if name not in split], table.path)
    parts: list[Part] = []
    for at, path in enumerate(files.paths):
        own = _columns_of(path, files.kind, table)
        said = {name: texts[at] for name, texts in split.items() if name not in own}
        for name, text in said.items():
            if text is None:
                raise unfiled(path, name)
        kept = [place for place, name in enumerate(names) if name not in said]
        part: Part
        if files.kind == "text":
            start = kept.index(began) if began in kept else None
            part = _text(path, table, [names[place] for place in kept], start, mapped)
        else:
            there = Keys([names[place] for place in kept], path)
            there = keys if there.names == keys.names else there
            part = LinesPart(path=path, keys=there, signs=tuple(signs[place] for place in kept))
        order = tuple(
            kept.index(place) if place in kept else said[name] or "" for place, name in enumerate(names)
        )
        same = {
            place: (name, text)
            for place, name in enumerate(names)
            if name in own and name in split and (text := split[name][at]) is not None
        }
        parts.append(FiledPart(part=part, path=path, order=order, same=same))
    lists = files.kind == "lines" and LIST_SIGN in signs
    return Opened(
        parts=tuple(parts),
        names=files.names,
        lengths=(False,) * len(fields),
        listed=lists,
        keys=keys if files.kind == "lines" else None,
    )


def _columns_of(path: str, kind: str, table: TableFile) -> frozenset[str]:
    """The columns that a file has itself, by its first line."""
    if kind == "lines":
        return first_keys(path)
    text = TextTable(path, table.delimiter, table.header)
    text.close()
    return frozenset(text.header)


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
    plain = replace(table, columns=columns, pairs={}, decimal="", ways={})
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
    figures: Sequence[bool],
) -> RowsPart:
    """A sheet; rows are numbered from 1 below the titles, empty ones too. `merged`: the name of the column whose merged
    cells count for each of their rows. `figures`: by field, whether it holds figures: those of a sheet have no decimal
    sign of their own, and take the one that the binding says."""
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
            own = tuple(
                _shown(row, place, table.decimal if figure else "")
                for place, figure in zip(places, figures, strict=True)
            )
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


def _shown(row: SheetRow, place: int, decimal: Decimal) -> str:
    """The text of a cell; "" where the row ends before it."""
    if place >= len(row.cells):
        return ""
    cell = row.cells[place]
    return cell.text.replace(".", ",") if decimal == "," and cell.number is not None else cell.text


def _other_sheets(path: str) -> str:
    from sladsl.data.workbook import sheet_names

    names = sheet_names(path)
    return (
        f" Only the first sheet was looked at: sheets are {listed(names)}; add sheet."
        if len(names) > 1
        else ""
    )


def _parquet(table: TableFile, files: Files, names: Sequence[str], signs: Signs, began: int | None) -> Opened:
    from sladsl.data.typed import open_parquet

    return open_parquet(table, files, names, signs, began)
