"""How data meets an agreement: file -> source, column -> field, zone, separators, units.

The contract never names files, so the same agreement settles whatever somebody's exports are called.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.record import Record


class TableFile(Record):
    """A CSV file bound to a source. `columns`: field -> column (a field not named there is its own column).

    `zone`: IANA name for times written without an offset ("" = as the source says). `separator` splits the
    cell of the field that is assessed value by value ("" = one value). `units`: duration field ->
    microseconds per 1. `values`: field -> (text in the file -> value in the agreement). `covers`: instants
    for which the data are complete (None: not said).
    """

    source: str
    path: str
    columns: Mapping[str, str] = {}
    delimiter: str = ","
    zone: str = ""
    separator: str = ""
    units: Mapping[str, int] = {}
    values: Mapping[str, Mapping[str, str]] = {}
    covers: tuple[int | None, int | None] = (None, None)


class TableRows(Record):
    """Rows typed into a scenario: field -> text, read by the same rules as a file."""

    source: str
    rows: tuple[Mapping[str, str], ...]
    zone: str = ""
    separator: str = ""
    covers: tuple[int | None, int | None] = (None, None)


Table = TableFile | TableRows
