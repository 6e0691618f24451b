"""A source's written cells as a relation: straight over plain files and typed columns, or loaded from the shared readers.

Here a table becomes columns of text, `w0`, `w1`, … in the order of `read_fields`, trimmed and never NULL; nothing is
interpreted yet.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence

from sladsl.data.binding import Table
from sladsl.data.opened import ColumnsPart, Opened
from sladsl.data.origins import Origins, origins_of
from sladsl.data.reading import NO_CLOCK_CHANGES, opened_for, read_fields, zone_of
from sladsl.data.stored import may_be_blank
from sladsl.data.text import WHITE
from sladsl.data.typed import first_damaged
from sladsl.engines.sql.cells import BLANKS, trimmed
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.files import even
from sladsl.engines.sql.natives import Native, native_of
from sladsl.engines.sql.scans import Scan, part_scan, scan_of_parts
from sladsl.plan.measure import Input
from sladsl.record import Record, replace
from sladsl.values.duration import SECOND

__all__ = ["Scan", "Source", "Written", "source_of", "written"]

_TOLD_APART = ("yes or no", "whole", "decimal", "float", "day", "civil", "instant")
"""Kinds of columns whose values are equal where their texts are."""


class Source(Record):
    """An input bound to its table, checked as the shared reader checks it. `scan` None: the shared reader splits it.

    `listed`: cells of the scope field may be lists even without a separator. `utc`: times without an offset are UTC.
    """

    input: Input
    table: Table | None
    opened: Opened
    scan: Scan | None
    maps: tuple[Mapping[str, str], ...]
    units: tuple[int, ...]
    separator: str
    listed: bool
    utc: bool


class Left(Record):
    """A row that is told, or left out, before its cells are looked at, with the name of the finding and what it says."""

    finding: str
    number: int
    said: str


class Written(Record):
    """The table of written cells (`number`, w0, …) of rows that can be told into cells, and the rows that can't.

    `natives`: by field, the value of a typed column of the same table; () or None where there is only the text. `texts`: by
    field, what w0, … are made of there, for queries that would have them made though they need them of few rows.
    `keys`: by field, SQL that is alike wherever the texts are, and cheaper; () where the texts are all there is.
    `split`: the shared reader has read them, and `told` is what it says of rows that are not left out.
    """

    relation: str
    rows: int
    natives: tuple[Native | None, ...] = ()
    texts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()
    told: tuple[Left, ...] = ()
    split: bool = False
    odd: bytes = BLANKS
    origins: Origins = Origins()


def source_of(input: Input, table: Table | None) -> Source:
    """Opens the table of an input; UnreadableData for what leaves no meaning."""
    fields = read_fields(input)
    place = zone_of(input, table)
    opened = opened_for(input, table)
    bound = table.units if table is not None else {}
    lengths = opened.lengths or (False,) * len(fields)
    units = tuple(
        SECOND if says else bound.get(each.name, SECOND) for each, says in zip(fields, lengths, strict=True)
    )
    utc = place is not None and place.key in NO_CLOCK_CHANGES
    return Source(
        input=input,
        table=table,
        opened=opened,
        scan=scan_of_parts(opened, fields, units, input.start, utc=utc),
        maps=tuple(table.values.get(field.name, {}) if table is not None else {} for field in fields),
        units=units,
        separator=table.separator if table is not None else "",
        listed=opened.listed,
        utc=utc,
    )


def written(database: Database, source: Source) -> Written:
    """Loads all cells that the input reads; UnreadableData for files that turn out to be damaged."""
    typed = [part for part in source.opened.parts if isinstance(part, ColumnsPart)]
    if typed and len(typed) == len(source.opened.parts) and not any(part.totals for part in typed):
        return _decoded(database, source, typed)
    if source.scan is not None:
        found: Written | None = None
        with contextlib.suppress(*database.Unfit):  # mostly for a ragged row: the shared reader says which
            found = _scanned(database, source, source.scan)
        if found is not None and even(source.scan.texts, found.rows):
            return found
    return loaded(database, source)


def _decoded(database: Database, source: Source, parts: Sequence[ColumnsPart]) -> Written:
    """Typed columns of one layout stay as they are, and have a text when somebody asks; others become text."""
    first = parts[0]
    alike = all(part.types == first.types for part in parts)
    queries = []
    for part in parts:
        database.know(part.streams)
        cells = part.columns if alike else part.texts
        selected = ", ".join(f"{cell} AS r{place}" for place, cell in enumerate(cells))
        queries.append(f"SELECT {selected} FROM {part.relation}")
    names = [f"r{place}" for place in range(len(first.columns))]
    try:
        table, counts = _kept(database, queries)
    except database.Error as error:
        raise first_damaged(parts, error) from None
    natives: tuple[Native | None, ...] = ()
    texts = tuple(trimmed(name) for name in names)
    keys: tuple[str, ...] = ()
    if alike:
        said = first.texts_of(names)
        texts = tuple(
            trimmed(text, WHITE if may_be_blank(of) else "")
            for text, of in zip(said, first.types, strict=True)
        )
        keys = tuple(
            name if of.kind in _TOLD_APART and not of.listed else f"w{place}"
            for place, (name, of) in enumerate(zip(names, first.types, strict=True))
        )
        natives = tuple(
            native_of(field, of, name, unit, source.utc, any_year=False)
            for field, of, name, unit in zip(
                read_fields(source.input), first.types, names, source.units, strict=True
            )
        )
    shown = ", ".join([*(f"{text} AS w{place}" for place, text in enumerate(texts)), *names])
    made = _numbered(database, source, table, counts, shown)
    return replace(made, natives=natives, texts=texts, keys=keys)


def _scanned(database: Database, source: Source, scan: Scan) -> Written:
    queries = []
    for part in scan.texts:
        cells = ", ".join(
            f"{trimmed(f'c{column}', scan.white)} AS w{place}" for place, column in enumerate(part.places)
        )
        queries.append(f"SELECT {cells} FROM {part_scan(part)}")
    table, counts = _kept(database, queries)
    return _numbered(database, source, table, counts, "*", scan.odd)


def _kept(database: Database, queries: Sequence[str]) -> tuple[str, list[int]]:
    """One table of the rows of all parts, in their order, and how many each has."""
    table = database.keep("cells", queries[0])
    counts = [_count(database, table)]
    for query in queries[1:]:
        database.run(f"INSERT INTO {table} {query}")
        counts.append(_count(database, table) - sum(counts))
    return table, counts


def _numbered(
    database: Database,
    source: Source,
    table: str,
    counts: Sequence[int],
    columns: str,
    odd: bytes = BLANKS,
) -> Written:
    # Tables in memory keep the order of the file, and nothing is ever deleted: the row id is the row number less one.
    relation = database.view("written", f"SELECT rowid + 1 AS number, {columns} FROM {table}")
    origins = origins_of(source.opened.names, counts)
    return Written(relation=relation, rows=sum(counts), odd=odd, origins=origins)


def _count(database: Database, table: str) -> int:
    return int(database.rows(f"SELECT count(*) FROM {table}")[0][0])


def loaded(database: Database, source: Source) -> Written:
    """Rows of a table that only the shared readers may split; those that can't be told into cells are set aside."""
    left: list[Left] = []
    told: list[Left] = []
    counts = [0] * len(source.opened.parts)
    columns = [("number", "BIGINT")]
    columns += [(f"w{place}", "VARCHAR") for place in range(len(read_fields(source.input)))]
    relation = database.load("written", columns, _split(source.opened, left, told, counts))
    return Written(
        relation=relation,
        rows=_count(database, relation) + len(left),
        left=tuple(left),
        told=tuple(told),
        split=True,
        origins=origins_of(source.opened.names, counts),
    )


def _split(
    opened: Opened, left: list[Left], told: list[Left], counts: list[int]
) -> Iterator[tuple[object, ...]]:
    part, before = 0, 0
    for at, (number, texts, finding, said) in opened.rows():
        if at != part:
            part, before = at, sum(counts)
        counts[at] = number
        if texts is None:
            left.append(Left(finding=finding, number=before + number, said=said))
        else:
            if finding:
                told.append(Left(finding=finding, number=before + number, said=said))
            yield before + number, *texts
