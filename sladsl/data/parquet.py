"""Parquet files as typed columns: what they hold, and what in them can't be taken at its word.

The embedded database reads the values. What it passes over (durations, old times that don't say their zone, decimals that
it would make floats of) is found in the schema of the file itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from sladsl.data.arrow_schema import durations
from sladsl.data.embedded import Embedded
from sladsl.data.errors import UnreadableData
from sladsl.data.stored import Stored, stored, unfit
from sladsl.record import Record

_MARK, _ENCRYPTED = b"PAR1", b"PARE"
_OPTIONS = "hive_partitioning=false, union_by_name=false, filename=false, binary_as_string=false"
_LOOKS = (
    (b"\x1f\x8b", "gzip", "Unpack it: Parquet is compressed inside."),
    (b"PK\x03\x04", "a workbook or an archive", "Name it .xlsx, or unpack it."),
    (b"ARROW1", "an Arrow (Feather) file", "Write it as Parquet."),
    (b"Obj\x01", "Avro", "Write it as Parquet."),
    (b"ORC", "ORC", "Write it as Parquet."),
    (b"SQLite", "a database", "Write the table as Parquet."),
    (b"{", "JSON", "Name it .jsonl if it has one object a line."),
    (b"<", "HTML or XML", "Fetch the file itself: this may be an error page."),
)


class ParquetColumn(Record):
    """A column: its name in the file, the name by which SQL asks for it, its type as the database has it.

    `stored` None: it can't be read, for the reason `why` (what it is, what to do). `unsaid`: times of an old type, of
    which nothing says whether they are UTC or local.
    """

    name: str
    sql: str
    stored: Stored | None
    why: tuple[str, str] = ("", "")
    unsaid: bool = False


class ParquetFile(Record):
    """The columns of a file and how many rows it has."""

    path: str
    columns: tuple[ParquetColumn, ...]
    rows: int


def scan_of(paths: tuple[str, ...], *, numbered: bool = False) -> str:
    """SQL of the rows of files with the same columns, in the order of the files; `numbered` in a column of its own."""
    names = ", ".join(literal(path) for path in paths)
    return f"read_parquet([{names}], {_OPTIONS}{', file_row_number=true' if numbered else ''})"


def literal(path: str) -> str:
    """A path as SQL that names just this file."""
    # The database would take signs of a pattern in a name for a pattern.
    escaped = re.sub(r"([\[*?{])", r"[\1]", os.path.abspath(path))
    return "'" + escaped.replace("'", "''") + "'"


def parquet_file(database: Embedded, path: str) -> ParquetFile:
    """What a file holds; UnreadableData for what is no Parquet, cut off, encrypted or damaged."""
    _look(path)
    name = literal(path)
    try:
        described = database.rows(f"DESCRIBE SELECT * FROM {scan_of((path,))}")
        schema = database.rows(
            f"SELECT name, type, converted_type, logical_type, num_children FROM parquet_schema({name})"
        )
        notes = database.rows(f"SELECT value FROM parquet_kv_metadata({name}) WHERE key = 'ARROW:schema'")
        ((rows,),) = database.rows(f"SELECT CAST(sum(num_rows) AS BIGINT) FROM parquet_file_metadata({name})")
    except database.Error:
        raise damaged(path) from None
    units = durations(notes[0][0]) if notes else {}
    leaves = list(_at_the_top(schema))
    if len(leaves) != len(described):
        raise damaged(path)
    columns = tuple(
        _column(leaf, str(own[0]), str(own[1]), units.get(leaf[0], 0))
        for leaf, own in zip(leaves, described, strict=True)
    )
    return ParquetFile(path=path, columns=columns, rows=rows or 0)


def damaged(path: str) -> UnreadableData:
    return UnreadableData(
        f"{path} is damaged: it is no whole Parquet file.", "Copy it again, or write it again."
    )


def _look(path: str) -> None:
    """What can be told from both ends of the file."""
    try:
        with open(path, "rb") as file:
            begin = file.read(8)
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - 4, 0))
            end = file.read(4)
    except FileNotFoundError:
        raise UnreadableData(
            f"There is no file {path}.", "Correct the name, or put the file there."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableData(
            f"{path} can't be opened: {reason}.", "Check its name and permissions."
        ) from None
    if not size:
        raise UnreadableData(
            f"{path} is empty.", "Copy it again: even a Parquet file without rows has bytes."
        )
    if begin[:4] == _ENCRYPTED or end == _ENCRYPTED:
        raise UnreadableData(f"{path} is encrypted.", "Write it without encryption.")
    if begin[:4] != _MARK:
        what, hint = next(((what, hint) for mark, what, hint in _LOOKS if begin.startswith(mark)), ("", ""))
        raise UnreadableData(
            f"{path} is no Parquet file{f', but looks like {what}' if what else ''}.",
            hint or "If it is CSV, name it .csv; otherwise copy it again.",
        )
    if end != _MARK:
        raise UnreadableData(f"{path} is cut off: its end is missing.", "Copy it again.")


Leaf = tuple[str, str, str, str, int]
"""Name, physical type, converted type, logical type, number of columns in it."""


def _at_the_top(schema: list[tuple[str, str | None, str | None, str | None, int | None]]) -> Iterator[Leaf]:
    """The columns themselves, without the parts of nested ones; the first row stands for the whole."""
    inside = 0
    for name, kind, converted, logical, children in schema[1:]:
        if not inside:
            yield name, kind or "", converted or "", logical or "", children or 0
        inside = max(inside - 1, 0) + (children or 0)


def _column(leaf: Leaf, sql_name: str, type_name: str, unit: int) -> ParquetColumn:
    name, kind, converted, logical, _ = leaf
    of = stored(type_name)
    why = unfit(type_name) if of is None else ("", "")
    if unit and of is not None and of.kind == "whole":
        of = Stored(kind="length", unit=unit)
    if logical.startswith("Decimal") and type_name == "DOUBLE":
        of, why = None, ("decimals of more than 38 digits", "Write them with fewer digits, or as text.")
    if "isAdjustedToUTC=1" in logical and "NANOS=Nano" in logical and of is not None and not of.nanos:
        of, why = (
            None,
            ("times in nanoseconds, of which this DuckDB loses some", "Update it: pip install -U duckdb."),
        )
    if logical.startswith("NullType"):
        of, why = Stored(kind="none"), ("", "")
    unsaid = kind == "INT96" or (converted.startswith("TIMESTAMP") and not logical)
    return ParquetColumn(
        name=name,
        sql='"' + sql_name.replace('"', '""') + '"',
        stored=of,
        why=why,
        unsaid=unsaid,
    )
