"""A source's written cells as a relation: straight over a plain file, or split by the shared reader and loaded.

Here a table becomes columns of text, `w0`, `w1`, … in the order of `read_fields`, trimmed and never NULL; nothing is
interpreted yet.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from sladsl.data.binding import Table, TableFile
from sladsl.data.reading import read_fields, zone_of
from sladsl.data.text import WHITE, TextTable
from sladsl.engines.sql.cells import BLANKS, trimmed
from sladsl.engines.sql.database import Database, csv_scan
from sladsl.engines.sql.files import Plain, even, plain
from sladsl.plan.measure import Input
from sladsl.record import Record
from sladsl.values.duration import SECOND


class Scan(Record):
    """A plain file: the relation, and the SQL of the untrimmed cell of each field."""

    relation: str
    cells: tuple[str, ...]
    known: Plain
    width: int


class Source(Record):
    """An input bound to its table, checked as the shared reader checks it. `scan` None: not a plain file."""

    input: Input
    table: Table | None
    scan: Scan | None
    maps: tuple[Mapping[str, str], ...]
    units: tuple[int, ...]
    separator: str


class Written(Record):
    """The table of written cells (`number`, w0, …) of rows that aren't ragged, and the ragged ones."""

    relation: str
    rows: int
    ragged: tuple[tuple[int, str], ...]
    odd: bytes = BLANKS


def source_of(input: Input, table: Table | None) -> Source:
    """Opens the table of an input; UnreadableData for what leaves no meaning."""
    fields = read_fields(input)
    zone_of(input, table)
    bound = table if isinstance(table, TableFile) else None
    scan: Scan | None = None
    if bound is not None:
        text = TextTable(bound.path, bound.delimiter)
        try:
            places = [text.column(bound.columns.get(field.name, field.name)) for field in fields]
        finally:
            text.close()
        known = plain(bound, len(text.header))
        if known is not None:
            scan = Scan(
                relation=csv_scan(bound.path, bound.delimiter, len(text.header)),
                cells=tuple(f"c{place}" for place in places),
                known=known,
                width=len(text.header),
            )
    separator = table.separator if table is not None else ""
    return Source(
        input=input,
        table=table,
        scan=scan,
        maps=tuple(bound.values.get(field.name, {}) if bound is not None else {} for field in fields),
        units=tuple(bound.units.get(each.name, SECOND) if bound is not None else SECOND for each in fields),
        separator=separator,
    )


def written(database: Database, source: Source) -> Written:
    """Loads all cells that the input reads."""
    if source.scan is not None and isinstance(source.table, TableFile):
        found: Written | None = None
        with contextlib.suppress(*database.Unfit):  # mostly for a ragged row: the shared reader says which
            found = _scanned(database, source.scan)
        if found is not None and even(source.table, source.scan.width, found.rows):
            return found
    width = len(read_fields(source.input))
    ragged: list[tuple[int, str]] = []
    columns = [("number", "BIGINT"), *((f"w{place}", "VARCHAR") for place in range(width))]
    relation = database.load("written", columns, _split(source, ragged))
    rows = database.rows(f"SELECT count(*) FROM {relation}")[0][0] + len(ragged)
    return Written(relation=relation, rows=rows, ragged=tuple(ragged))


def _scanned(database: Database, scan: Scan) -> Written:
    cells = ", ".join(
        f"{trimmed(cell, scan.known.white)} AS w{place}" for place, cell in enumerate(scan.cells)
    )
    table = database.keep("cells", f"SELECT {cells} FROM {scan.relation}")
    rows = database.rows(f"SELECT count(*) FROM {table}")[0][0]
    # Tables in memory keep the order of the file, and nothing is ever deleted: the row id is the row number less one.
    relation = database.view("written", f"SELECT rowid + 1 AS number, * FROM {table}")
    return Written(relation=relation, rows=rows, ragged=(), odd=scan.known.odd)


def _split(source: Source, ragged: list[tuple[int, str]]) -> Iterator[tuple[object, ...]]:
    """Rows of a table that only the shared reader may split; ragged ones are set aside."""
    fields = read_fields(source.input)
    table = source.table
    if table is None:
        return
    if not isinstance(table, TableFile):
        for number, cells in enumerate(table.rows, start=1):
            yield number, *(cells.get(field.name, "").strip(WHITE) for field in fields)
        return
    text = TextTable(table.path, table.delimiter)
    try:
        places = [text.column(table.columns.get(field.name, field.name)) for field in fields]
        width = len(text.header)
        for number, row in text:
            if len(row) == width:
                yield number, *(row[place].strip(WHITE) for place in places)
            else:
                ragged.append((number, f"{len(row)} cell{'s' * (len(row) != 1)}, the header has {width}"))
    finally:
        text.close()
