"""Parts of a source as one relation that DuckDB reads by itself, row after row in the order of the parts.

Plain CSV files of one shape, and typed columns of one layout, are such; everything else is split by the shared readers.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sladsl.data.opened import ColumnsPart, Opened, TextPart
from sladsl.data.parquet import scan_of
from sladsl.data.text import WHITE
from sladsl.data.typed import with_folders
from sladsl.data.unpacked import end_of
from sladsl.engines.sql.cells import BLANKS
from sladsl.engines.sql.files import Plain, plain
from sladsl.engines.sql.natives import Native, native_of
from sladsl.engines.sql.words import literal
from sladsl.plan.measure import FieldOf
from sladsl.record import Record

_MOST_FOLDERS = 500
"""Of different folders that a query names; beyond that they are read one after the other."""


class Scan(Record):
    """The relation, and the SQL of the untrimmed cell of each field, natively too where that says the same.

    `white`: what may have to be trimmed, `odd`: what the engine's cast of times would forgive. `known`: of plain
    CSV `texts`, what must add up; None for typed columns, of which nothing can be left over. `pieces`: of typed files, a
    relation for each: all rows are in one of them.
    """

    relation: str
    cells: tuple[str, ...]
    natives: tuple[Native | None, ...]
    white: str = WHITE
    odd: bytes = BLANKS
    known: Plain | None = None
    texts: tuple[TextPart, ...] = ()
    pieces: tuple[str, ...] = ()
    streams: Mapping[str, Any] = {}
    _unequal = frozenset({"streams"})


def scan_of_parts(
    opened: Opened, fields: Sequence[FieldOf], units: Sequence[int], start: str, *, utc: bool
) -> Scan | None:
    """The scan of a source; None where the shared readers have to split it. `start`: the field that places a row."""
    texts = [part for part in opened.parts if isinstance(part, TextPart)]
    typed = [part for part in opened.parts if isinstance(part, ColumnsPart)]
    if texts and len(texts) == len(opened.parts):
        return _of_texts(texts)
    if typed and len(typed) == len(opened.parts):
        return _of_columns(typed, fields, units, start, utc=utc)
    return None


def part_scan(part: TextPart) -> str:
    """A relation of the cells c0, c1, … of a file without quotes, as text; a row of another width is an error."""
    return _csv((part,))


def _csv(parts: Sequence[TextPart]) -> str:
    first = parts[0]
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(first.width))
    paths = ", ".join(literal(os.path.abspath(part.path)) for part in parts)
    return (
        f"read_csv([{paths}], auto_detect=false, header=false, skip=1,"
        f" delim={literal(first.delimiter)}, quote='', escape='', comment='', strict_mode=true, null_padding=false,"
        f" ignore_errors=false, hive_partitioning=false, filename=false, columns={{{columns}}},"
        f" compression={literal('gzip' if end_of(first.path) == '.gz' else 'none')})"
    )


def _of_texts(parts: list[TextPart]) -> Scan | None:
    # Below a heading of other widths only the shared reader finds its way, and only it knows totals.
    if (
        any(part.header or part.totals for part in parts)
        or len({(part.width, part.delimiter) for part in parts}) > 1
    ):
        return None
    known = plain(parts)
    if known is None:
        return None
    groups = [tuple(own) for _, own in groupby(parts, lambda part: (part.places, end_of(part.path)))]
    if len(groups) == 1:
        relation = _csv(groups[0])
        cells = tuple(f"c{place}" for place in parts[0].places)
    else:
        cells = tuple(f"f{place}" for place in parts[0].places)
        relation = "(" + " UNION ALL ".join(_renamed(group, parts[0].places) for group in groups) + ")"
    return Scan(
        relation=relation,
        cells=cells,
        natives=(None,) * len(cells),
        white=known.white,
        odd=known.odd,
        known=known,
        texts=tuple(parts),
    )


def _renamed(group: Sequence[TextPart], names: Sequence[int]) -> str:
    """The columns of files whose header has another order, under the names of the first file; the rest behind them."""
    own = dict(zip(names, group[0].places, strict=True))
    others = [place for place in range(group[0].width) if place not in own.values()]
    places = [own[name] if name in own else others.pop(0) for name in range(group[0].width)]
    columns = ", ".join(f"c{place} AS f{name}" for name, place in enumerate(places))
    return f"SELECT {columns} FROM {_csv(group)}"


def _together(parts: Sequence[ColumnsPart]) -> str:
    """One relation of files of one layout: those in folders that say the same are read at once."""
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for part in parts:
        groups.setdefault(part.folders, []).append(part.path)
    scans = [with_folders(scan_of(tuple(paths)), folders) for folders, paths in groups.items()]
    if len(scans) == 1:
        return scans[0]
    columns = ", ".join(dict.fromkeys(parts[0].columns))
    return "(" + " UNION ALL ".join(f"SELECT {columns} FROM {each}" for each in scans) + ")"


def _of_columns(
    parts: list[ColumnsPart], fields: Sequence[FieldOf], units: Sequence[int], start: str, *, utc: bool
) -> Scan | None:
    first = parts[0]
    if any(part.totals or (part.columns, part.types) != (first.columns, first.types) for part in parts):
        return None
    natives = tuple(
        native_of(field, of, column, unit, utc, field.name == start)
        for field, of, column, unit in zip(fields, first.types, first.columns, units, strict=True)
    )
    if any(part.folders for part in parts) and len({part.folders for part in parts}) > _MOST_FOLDERS:
        return None
    relation = _together(parts) if len(parts) > 1 else first.relation
    return Scan(
        relation=relation,
        cells=first.texts,
        natives=natives,
        pieces=_pieces(parts, relation),
        streams=first.streams,
    )


def _pieces(parts: Sequence[ColumnsPart], relation: str) -> tuple[str, ...]:
    """File by file the database looks up what a file says of its columns; of several at once it reads them."""
    if not all(part.path for part in parts):
        return ()
    return tuple(part.relation for part in parts) if len(parts) <= _MOST_FOLDERS else (relation,)
