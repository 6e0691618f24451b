"""Typed columns as written cells: Parquet files opened for reading, and what decodes any typed part row by row."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Mapping, Sequence

from sladsl.data.binding import TableFile
from sladsl.data.embedded import Embedded
from sladsl.data.errors import UnreadableData
from sladsl.data.header import place_in
from sladsl.data.kinds import Files
from sladsl.data.lines import ONLY_LISTS, Cells, Signs
from sladsl.data.opened import ColumnsPart, Opened
from sladsl.data.parquet import ParquetColumn, ParquetFile, damaged, literal, parquet_file, scan_of
from sladsl.data.partitions import filed, misfiled, unfiled
from sladsl.data.stored import LIST_SIGN, Stored, text_of
from sladsl.data.text import WHITE
from sladsl.data.totals import MOST, TOTALS, at_end, shown
from sladsl.record import replace


def open_parquet(
    table: TableFile, files: Files, names: Sequence[str], signs: Signs, began: int | None = None
) -> Opened:
    """Opens Parquet files for the columns of these names; UnreadableData for what can't be read as the binding says.

    `began`: the place of the time that rows of totals lack; None where nobody asks for totals.
    """
    database = Embedded()
    try:
        opened = [parquet_file(database, path) for path in files.paths]
    finally:
        database.close()
    split = filed(files.paths, names)
    parts = tuple(
        _part(table, file, names, signs, {name: texts[at] for name, texts in split.items()})
        for at, file in enumerate(opened)
    )
    if began is not None:
        mapped = table.values.get(table_start(table, names[began]), {})
        parts = tuple(
            replace(part, totals=_totals(file, part, began, mapped))
            for part, file in zip(parts, opened, strict=True)
        )
    lengths = tuple(_says_length(table, opened, parts, place, name) for place, name in enumerate(names))
    return Opened(parts=parts, names=files.names, lengths=lengths, listed=holds_lists(parts, signs))


def table_start(table: TableFile, column: str) -> str:
    """The field that is read from a column."""
    return next((field for field, name in table.columns.items() if name == column), column)


def _totals(file: ParquetFile, part: ColumnsPart, began: int, mapped: Container[str]) -> tuple[str, ...]:
    """What the rows at the end say that are totals. They are looked at only where a row may lack its time."""
    start = next((each for each in file.columns if each.sql == part.columns[began]), None)
    if start is None or start.stored is None or not file.rows:
        return ()
    texts = [start, *(each for each in file.columns if each is not start and each.stored is not None)]
    cells = ", ".join(f"coalesce({text_of(each.sql, each.stored)}, '')" for each in texts if each.stored)
    database = Embedded()
    try:
        if start.stored.kind != "text" and not _lacking(database, file.path, start.name):
            return ()
        first = max(file.rows - MOST, 0)
        query = f"SELECT {cells} FROM {scan_of((file.path,), numbered=True)} WHERE file_row_number >= {first}"
        rows = [
            [text.strip(WHITE) for text in row] for row in database.rows(f"{query} ORDER BY file_row_number")
        ]
    except database.Error:
        return ()  # what is damaged is told when it is read
    finally:
        database.close()
    count = at_end(rows, 0, mapped)
    return tuple(shown(row) for row in rows[len(rows) - count :])


def _lacking(database: Embedded, path: str, column: str) -> bool:
    """Whether the last rows of a column may hold nothing, by what the file says of itself."""
    quoted = column.replace("'", "''")
    found = database.rows(
        f"SELECT stats_null_count FROM parquet_metadata({literal(path)}) WHERE path_in_schema = '{quoted}'"
        " ORDER BY row_group_id DESC LIMIT 1"
    )
    return not found or found[0][0] is None or found[0][0] > 0


def holds_lists(parts: Sequence[ColumnsPart], signs: Signs) -> bool:
    """Whether cells of the scope field may be lists that no separator of the binding splits."""
    return any(
        of.listed and sign == LIST_SIGN for part in parts for of, sign in zip(part.types, signs, strict=True)
    )


def _part(
    table: TableFile, file: ParquetFile, names: Sequence[str], signs: Signs, said: Mapping[str, str | None]
) -> ColumnsPart:
    """A file; `said`: what its folders say, None where those of others say it."""
    header = tuple(column.name for column in file.columns)
    own: dict[str, ParquetColumn] = {}
    folders: list[tuple[str, str]] = []
    for name in names:
        text = said.get(name)
        if name in header or name not in said:
            own[name] = file.columns[place_in(header, name, file.path)]
            if text is not None:
                _same(file.path, own[name], text)
        elif text is None:
            raise unfiled(file.path, name)
        elif name not in own:
            sql = f'"folder {name.replace(chr(34), chr(34) * 2)}"'
            own[name] = ParquetColumn(name=name, sql=sql, stored=Stored(kind="text"))
            folders.append((sql, text))
    columns = [own[name] for name in names]
    types = tuple(
        _fit(table, file.path, column, sign is not None) for column, sign in zip(columns, signs, strict=True)
    )
    return ColumnsPart(
        relation=with_folders(scan_of((file.path,)), folders),
        columns=tuple(column.sql for column in columns),
        types=types,
        signs=signs,
        path=file.path,
        folders=tuple(folders),
    )


def with_folders(relation: str, folders: Sequence[tuple[str, str]]) -> str:
    """A relation with the columns that folders say."""
    if not folders:
        return relation
    texts = ((sql, text.replace("'", "''")) for sql, text in folders)
    columns = ", ".join(f"CAST('{text}' AS VARCHAR) AS {sql}" for sql, text in texts)
    return f"(SELECT *, {columns} FROM {relation})"


def _same(path: str, column: ParquetColumn, text: str) -> None:
    """UnreadableData where a file says otherwise in a column than its folder does."""
    if column.stored is None:
        return
    database = Embedded()
    own = f"coalesce({text_of(column.sql, column.stored)}, '')"
    try:
        found = database.rows(
            f"SELECT {own} FROM {scan_of((path,))} WHERE {own} <> '{text.replace(chr(39), chr(39) * 2)}' LIMIT 1"
        )
    except database.Error:
        raise damaged(path) from None
    finally:
        database.close()
    if found:
        raise misfiled(path, column.name, text, str(found[0][0]))


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
    last: deque[tuple[str, ...]] = deque()
    try:
        database.know(part.streams)
        cells = ", ".join(f"coalesce({text}, '')" for text in part.texts)
        for batch in database.batches(f"SELECT {cells} FROM {part.relation}"):
            for texts in batch:
                last.append(texts)
                if len(last) > len(part.totals):
                    number += 1
                    yield number, last.popleft(), "", ""
    except database.Error as error:
        raise unreadable(part, error) from None
    finally:
        database.close()
    for said in part.totals:
        number += 1
        yield number, None, TOTALS, said


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
