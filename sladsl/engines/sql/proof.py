"""What the figures of whole columns show of each of their cells: how many there are, the least and the most of them.

If a column has as many values as rows, and the least and the most of them are values of the field, then so are all between
them, and no row has to be looked at for it. Parquet keeps these figures of its columns, so that they cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.data.reading import read_fields
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.scans import Scan
from sladsl.engines.sql.written import Source
from sladsl.record import Record


class Proof(Record):
    """Every cell that is read natively is in order: how many rows there are, their first and last instant (µs), and the
    names of the fields that have a value in each row."""

    rows: int
    first: int
    last: int
    full: frozenset[str]


def prove(database: Database, source: Source, scan: Scan) -> Proof | None:
    """The proof for typed files of samples; None where there is none, which says nothing about the rows."""
    fields = read_fields(source.input)
    start = [field.name for field in fields].index(source.input.start)
    asked = ["count(*)"]
    limits: dict[int, tuple[int, int]] = {}
    for place, native in enumerate(scan.natives):
        if native is None or not is_native(source, scan, place):
            continue
        if native.limits is None:
            return None
        limits[place] = native.limits
        asked.append(f"count({native.column})")
        if native.figure:
            asked += [native.figure.format(x=f"{each}({native.column})") for each in ("min", "max")]
        else:
            asked += [str(end) for end in native.limits]
    if not scan.pieces or start not in limits:
        return None
    try:
        found = database.rows(
            " UNION ALL ".join(f"SELECT {', '.join(asked)} FROM {piece}" for piece in scan.pieces)
        )
    except database.Error:
        return None  # a damaged file: whoever reads it says so
    rows = sum(int(row[0]) for row in found)
    full: set[str] = set()
    ends_of: dict[int, tuple[int, int] | None] = {}
    for at, (place, between) in enumerate(limits.items()):
        own = [row[1 + 3 * at : 4 + 3 * at] for row in found if row[1 + 3 * at]]
        ends_of[place] = ends = _ends(own)
        if own and (ends is None or ends[0] < between[0] or between[1] < ends[1]):
            return None
        if sum(int(each[0]) for each in own) == rows:
            full.add(fields[place].name)
        elif fields[place].required:
            return None
    whole = ends_of[start]
    if whole is None or source.input.start not in full:
        return None
    return Proof(rows=rows, first=whole[0], last=whole[1], full=frozenset(full))


def is_native(source: Source, scan: Scan, place: int) -> bool:
    """Whether the cells of a field are read as they are stored."""
    is_scope = read_fields(source.input)[place].name == source.input.scope
    return not is_scope and not source.maps[place] and scan.natives[place] is not None


def narrow_of(source: Source, scan: Scan) -> dict[str, tuple[str, int]]:
    """Values that are a column of the file times a number, by their own column: sums and ranks of the column cost less."""
    found = {}
    for place, native in enumerate(scan.natives):
        if native is not None and native.unit and is_native(source, scan, place):
            found[f"v{place}"] = (f"n{place}", native.unit)
    return found


def _ends(figures: Sequence[Sequence[int | None]]) -> tuple[int, int] | None:
    """The least and the most of all; None where one is no number (a time may be infinite)."""
    least = [int(each[1]) for each in figures if each[1] is not None]
    most = [int(each[2]) for each in figures if each[2] is not None]
    if not figures or len(least) < len(figures) or len(most) < len(figures):
        return None
    return min(least), max(most)
