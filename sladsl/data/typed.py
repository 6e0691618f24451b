"""Typed columns as written cells: Parquet files opened for reading, and what decodes any typed part row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.data.binding import TableFile
from sladsl.data.embedded import Embedded
from sladsl.data.errors import UnreadableData
from sladsl.data.header import place_in
from sladsl.data.kinds import Files
from sladsl.data.lines import ONLY_LISTS, Cells, Signs
from sladsl.data.opened import ColumnsPart, Opened
from sladsl.data.parquet import ParquetColumn, ParquetFile, damaged, parquet_file, scan_of
from sladsl.data.stored import LIST_SIGN, Stored


def open_parquet(table: TableFile, files: Files, names: Sequence[str], signs: Signs) -> Opened:
    """Opens Parquet files for the columns of these names; UnreadableData for what can't be read as the binding says."""
    database = Embedded()
    try:
        opened = [parquet_file(database, path) for path in files.paths]
    finally:
        database.close()
    parts = tuple(_part(table, file, names, signs) for file in opened)
    lengths = tuple(_says_length(table, opened, parts, place, name) for place, name in enumerate(names))
    return Opened(parts=parts, names=files.names, lengths=lengths, listed=holds_lists(parts, signs))


def holds_lists(parts: Sequence[ColumnsPart], signs: Signs) -> bool:
    """Whether cells of the scope field may be lists that no separator of the binding splits."""
    return any(
        of.listed and sign == LIST_SIGN for part in parts for of, sign in zip(part.types, signs, strict=True)
    )


def _part(table: TableFile, file: ParquetFile, names: Sequence[str], signs: Signs) -> ColumnsPart:
    header = tuple(column.name for column in file.columns)
    columns = [file.columns[place_in(header, name, file.path)] for name in names]
    types = tuple(
        _fit(table, file.path, column, sign is not None) for column, sign in zip(columns, signs, strict=True)
    )
    return ColumnsPart(
        relation=scan_of((file.path,)),
        columns=tuple(column.sql for column in columns),
        types=types,
        signs=signs,
        path=file.path,
    )


def _fit(table: TableFile, path: str, column: ParquetColumn, may_list: bool) -> Stored:
    if column.stored is None:
        what, hint = column.why
        raise UnreadableData(f"`{column.name}` of {path} holds {what}.", hint)
    if column.stored.listed and not may_list:
        raise UnreadableData(f"`{column.name}` of {path} holds lists.", ONLY_LISTS)
    if column.unsaid and not table.zone:
        raise UnreadableData(
            f"`{column.name}` of {path} holds times of an old type that says neither UTC nor local.",
            f'Add zone = "UTC" under [source.{table.source}] in data.toml (Spark and Impala write UTC), or the zone '
            "that is true.",
        )
    return column.stored


def _says_length(
    table: TableFile, files: Sequence[ParquetFile], parts: Sequence[ColumnsPart], place: int, name: str
) -> bool:
    """Whether a column says the unit of its lengths itself; it does so in all files or in none."""
    found = {
        part.types[place].kind == "length": part.path for part in parts if part.types[place].kind != "none"
    }
    if len(found) > 1:
        raise UnreadableData(
            f"`{name}` holds durations in {found[True]} and numbers in {found[False]}.",
            "Write it in one way in all files: nothing says that the units are the same.",
        )
    return True in found


def read_typed(part: ColumnsPart) -> Iterator[Cells]:
    """The rows of typed columns."""
    database = Embedded()
    number = 0
    try:
        database.know(part.streams)
        cells = ", ".join(f"coalesce({text}, '')" for text in part.texts)
        for batch in database.batches(f"SELECT {cells} FROM {part.relation}"):
            for texts in batch:
                number += 1
                yield number, texts, "", ""
    except database.Error as error:
        raise unreadable(part, error) from None
    finally:
        database.close()


def unreadable(part: ColumnsPart, error: Exception) -> UnreadableData:
    """What to say when the rows of a part can't be read, though its columns could be told."""
    if part.path:
        return damaged(part.path)
    said = str(error).strip().split("\n")[0][:200]
    return UnreadableData(
        f"The rows that were handed over can't be read: {said}", "Run the query by itself, and correct it."
    )


def first_damaged(parts: Sequence[ColumnsPart], error: Exception) -> UnreadableData:
    """The same for several parts that were read together: the first that can't be read by itself."""
    for part in parts:
        try:
            for _ in read_typed(part):
                pass
        except UnreadableData as trouble:
            return trouble
    return unreadable(parts[0], error)
