"""All columns of a table, opened for reading: whatever it is stored as, its parts with every column that can be read.

Reading for a source asks for the columns that it needs; a look at a table asks for all of them.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from sladsl.data.binding import TableFile
from sladsl.data.embedded import Embedded
from sladsl.data.errors import UnreadableData
from sladsl.data.kinds import Files, files_of
from sladsl.data.lines import Keys
from sladsl.data.opened import LinesPart, Opened, TextPart, open_table
from sladsl.data.parquet import parquet_file
from sladsl.data.partitions import FiledPart, partitions_of
from sladsl.data.profile.facts import SheetLook
from sladsl.data.profile.sheets import best, sheet_looks
from sladsl.data.profile.wanted import Wanted
from sladsl.data.text import WHITE, TextTable, lines_of, open_bytes
from sladsl.data.title_row import FARTHEST, likely_row
from sladsl.data.typed import open_parquet
from sladsl.plan.measure import FieldOf
from sladsl.record import Record, replace

MOST_COLUMNS = 200
LIST_SIGN = "|"
"""What stands between the values of a list in a look."""
_LOOKED_AT = 2_000
"""Rows of JSON lines whose keys are the columns."""
_DELIMITERS = (";", "\t", "|")


class Look(Record):
    """A table opened with all its columns. `names` are unique; `unreadable` are columns that can't be read, and why.

    `table` is the binding with what was found out: the delimiter that the titles are separated by, the row that they stand
    in, the sheet. `sheets`: of a workbook of which nobody says which sheet is meant.
    """

    table: TableFile
    files: Files
    opened: Opened
    names: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...]
    bytes: int
    sheets: tuple[str, ...] = ()
    sheet_looks: tuple[SheetLook, ...] = ()


def look(table: TableFile, free: Mapping[str, Wanted] | None = None) -> Look:
    """Opens a table with all its columns; UnreadableData for what is none. `free`: the sources that it may be."""
    files = files_of(table.path)
    sheets: tuple[str, ...] = ()
    looks: tuple[SheetLook, ...] = ()
    size = sum(_size(path) for path in files.paths)
    match files.kind:
        case "text":
            table, opened, names = _text(table, files)
            bad: tuple[tuple[str, str], ...] = ()
        case "lines":
            names, bad = _keys(files.paths)
            keys = Keys(names, table.path)
            signs = (LIST_SIGN,) * len(names)
            parts = tuple(LinesPart(path=path, keys=keys, signs=signs) for path in files.paths)
            opened = Opened(parts=parts, names=files.names)
        case "document":
            from sladsl.data.documents import document_parts, read_documents

            document = read_documents(files.paths, table.sheet)
            names, bad = document.columns, ()
            fields = tuple(FieldOf(name=name, type="number") for name in names)
            made = document_parts(files.paths, table.sheet, names, (LIST_SIGN,) * len(names), fields, {})
            called = files.names if len(made) == len(files.paths) else ("",)
            opened = Opened(parts=made, names=called)
        case "workbook":
            table, sheets, looks = _sheet(files.paths[0], table, free or {})
            table, names, bad = _titles(files.paths[0], table)
            opened = open_table(table, tuple(FieldOf(name=name, type="text") for name in names), "")
        case "parquet":
            names, bad = _typed(files.paths[0])
            names = (*names, *(name for name in _folders(files) if name not in names))
            # Of old times nothing says whether they are UTC; a look may show them all the same.
            opened = open_parquet(
                replace(table, zone=table.zone or "UTC"), files, names, (LIST_SIGN,) * len(names)
            )
    if files.kind in ("text", "lines") and _folders(files):
        names, opened = _with_folders(names, opened, files)
    if not names:
        for _ in opened.rows():  # which may say better why there are none
            pass
        raise UnreadableData(
            f"{table.path} has no column that can be read.", "Write plain values under names."
        )
    if len(names) > MOST_COLUMNS:
        raise UnreadableData(
            f"{table.path} has {len(names):,} columns, more than {MOST_COLUMNS}.",
            "Leave out those that nothing reads.",
        )
    return Look(
        table=table,
        files=files,
        opened=opened,
        names=tuple(names),
        unreadable=bad,
        bytes=size,
        sheets=sheets,
        sheet_looks=looks,
    )


def _folders(files: Files) -> tuple[str, ...]:
    """The columns that folders say, of all files."""
    return tuple(dict.fromkeys(name for path in files.paths for name in partitions_of(path)))


def _with_folders(names: tuple[str, ...], opened: Opened, files: Files) -> tuple[tuple[str, ...], Opened]:
    """Columns and parts with what the folders say; where some don't, the cell is empty in a look."""
    more = tuple(name for name in _folders(files) if name not in names)
    own = tuple(range(len(names)))
    parts = tuple(
        FiledPart(
            part=part,
            path=path,
            order=(*own, *(partitions_of(path).get(name, "") for name in more)),
        )
        for part, path in zip(opened.parts, files.paths, strict=True)
    )
    return (*names, *more), replace(opened, parts=parts)


def _text(table: TableFile, files: Files) -> tuple[TableFile, Opened, tuple[str, ...]]:
    if table.delimiter == ",":
        table = replace(table, delimiter=_delimiter(files.paths[0]))
    place, header = _header(files.paths[0], table)
    names = _unique(header)
    parts = []
    for path in files.paths:
        place, titles = _header(path, table)
        own = _unique(titles)
        missing = [name for name in names if name not in own]
        if missing:
            raise UnreadableData(
                f"{path} has no column `{missing[0][:60]}`, which {files.paths[0]} has.",
                "Files of one table must have the same columns.",
            )
        places = tuple(own.index(name) for name in names)
        parts.append(
            TextPart(path=path, delimiter=table.delimiter, places=places, width=len(own), header=place)
        )
    return table, Opened(parts=tuple(parts), names=files.names), names


def _delimiter(path: str) -> str:
    """The sign that makes the widest rows of a width that most of the first rows have; the comma where none does."""
    best, found = (1, 0), ","
    for sign in (",", *_DELIMITERS):
        widths: Counter[int] = Counter()
        with contextlib.suppress(UnreadableData):
            text = TextTable(path, sign)
            try:
                widths[len(text.header)] += 1
                for _, cells in islice(text, FARTHEST):
                    widths[len(cells)] += 1
            except UnreadableData:  # quotes make sense with the right sign alone
                widths.clear()
            finally:
                text.close()
        if widths:
            width, count = max(widths.items(), key=lambda each: (each[1], each[0]))
            if width > 1 and (count, width) > best:
                best, found = (count, width), sign
    return found


def _header(path: str, table: TableFile) -> tuple[int, tuple[str, ...]]:
    """The row of the titles, 0 for the first, and the titles."""
    text = TextTable(path, table.delimiter, table.header)
    try:
        if table.header:
            return table.header, text.header
        rows, places = [list(text.header)], [0]
        with contextlib.suppress(UnreadableData):  # which is told when the rows are read
            for _, cells in islice(text, FARTHEST):
                rows.append([cell.strip(WHITE) for cell in cells])
                places.append(text.place)
    finally:
        text.close()
    at = likely_row(rows)
    return places[at], tuple(rows[at])


def _unique(header: Iterable[str]) -> tuple[str, ...]:
    """Names of columns, told apart: nameless ones by their place, repeated ones by how often they came."""
    found: list[str] = []
    for place, name in enumerate(header, start=1):
        label = name or f"(column {place})"
        times = 2
        while label in found:
            label, times = f"{name or '(column)'} ({times})", times + 1
        found.append(label)
    return tuple(found)


def _keys(paths: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The keys of JSON lines, as far as the first rows show them; those with parts of their own can't be read."""
    found: dict[str, str] = {}
    for path in paths:
        file = open_bytes(path)
        try:
            for number, line in enumerate(lines_of(file, path)):
                if number >= _LOOKED_AT:
                    break
                try:
                    row = json.loads(line.strip(WHITE) or "{}")
                except (ValueError, RecursionError):
                    continue
                if isinstance(row, dict):
                    for key, value in row.items():
                        why = "it holds values with parts of their own" if _nested(value) else ""
                        found[key] = found.get(key, "") or why
        finally:
            file.close()
    names = tuple(key for key, why in found.items() if not why)
    return names, tuple((key, why) for key, why in found.items() if why)


def _nested(value: object) -> bool:
    if isinstance(value, list):
        return any(isinstance(each, list | dict) for each in value)
    return isinstance(value, dict)


def _sheet(
    path: str, table: TableFile, free: Mapping[str, Wanted]
) -> tuple[TableFile, tuple[str, ...], tuple[SheetLook, ...]]:
    """The binding with the sheet where nobody said it; the sheets that it could be, and what they look like."""
    from sladsl.data.workbook import heads_of, sheet_names

    if table.sheet or len(sheet_names(path)) <= 1:
        return table, (), ()
    heads = heads_of(path)
    looks = sheet_looks(heads, free)
    return replace(table, sheet=best(looks, heads)), tuple(each.name for each in heads), looks


def _titles(path: str, table: TableFile) -> tuple[TableFile, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The binding with the row of the titles, and the columns."""
    from sladsl.data.workbook import read_workbook

    rows = read_workbook(path, table.sheet, "Save the sheet as CSV.").rows
    if not rows:
        raise UnreadableData(f"{path} is empty.", "The first row that is not empty names the columns.")
    if not table.header:
        at = likely_row([row.texts() for row in rows[:FARTHEST]])
        table = replace(table, header=rows[at].place if at else 0)
    texts = next((row for row in rows if row.place == table.header), rows[0]).texts()
    good = tuple(name for name in dict.fromkeys(texts) if name and texts.count(name) == 1)
    bad = tuple(
        (name, "several columns have this name")
        for name in dict.fromkeys(texts)
        if texts.count(name) > 1 and name
    )
    return table, good, bad


def _typed(path: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    database = Embedded()
    try:
        columns = parquet_file(database, path).columns
    finally:
        database.close()
    good = tuple(each.name for each in columns if each.stored is not None)
    return good, tuple((each.name, f"it holds {each.why[0]}") for each in columns if each.stored is None)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
