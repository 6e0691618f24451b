"""The embedded database: in memory, without the network, and with rows loaded from Python.

DuckDB is imported here and nowhere else, when a session opens: checking an agreement must not pay for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from sladsl.engines.sql.words import literal

BATCH = 50_000
"""Rows handed over at once."""

Rows = list[tuple[Any, ...]]


class Database:
    """A connection and fresh names for what is kept in it."""

    def __init__(self) -> None:
        import duckdb

        # What a file that isn't plain, or memory that doesn't suffice, raises; any other error is a mistake of ours.
        self.Unfit: tuple[type[Exception], ...] = (
            duckdb.InvalidInputException,
            duckdb.OutOfMemoryException,
            duckdb.IOException,
        )
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "threads": max(1, min(os.cpu_count() or 1, 8)),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "preserve_insertion_order": True,
                # Spilling would leave files beside the data of whoever called.
                "temp_directory": "",
            },
        )
        self._connection.execute("SET enable_progress_bar = false")
        self._numbers = count(1)

    def fresh(self, stem: str) -> str:
        return f"{stem}_{next(self._numbers)}"

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        self._connection.execute(sql, list(parameters))

    def rows(self, sql: str) -> Rows:
        found: Rows = self._connection.execute(sql).fetchall()
        return found

    def keep(self, stem: str, query: str) -> str:
        """Computes a query once; the name of the table."""
        table = self.fresh(stem)
        self.run(f"CREATE TEMP TABLE {table} AS {query}")
        return table

    def view(self, stem: str, query: str) -> str:
        """Names a query without computing it."""
        table = self.fresh(stem)
        self.run(f"CREATE TEMP VIEW {table} AS {query}")
        return table

    def load(self, stem: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> str:
        """A table of (name, type) columns from rows of Python values, in their order."""
        table = self.fresh(stem)
        self.run(f"CREATE TEMP TABLE {table} ({', '.join(f'{each} {kind}' for each, kind in columns)})")
        insert = f"INSERT INTO {table} SELECT " + ", ".join(
            f"unnest(CAST(${place} AS {kind}[]))" for place, (_, kind) in enumerate(columns, start=1)
        )
        batch: list[Sequence[object]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == BATCH:
                self.run(insert, [list(column) for column in zip(*batch, strict=True)])
                batch = []
        if batch:
            self.run(insert, [list(column) for column in zip(*batch, strict=True)])
        return table

    def close(self) -> None:
        self._connection.close()


def csv_scan(path: str, delimiter: str, width: int) -> str:
    """A relation of the cells c0, c1, … of a file without quotes, as text; a row of another width is an error."""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    return (
        f"read_csv({literal(os.path.abspath(path))}, auto_detect=false, header=false, skip=1,"
        f" delim={literal(delimiter)}, quote='', escape='', comment='', strict_mode=true, null_padding=false,"
        f" ignore_errors=false, hive_partitioning=false, filename=false, columns={{{columns}}},"
        f" compression={literal('gzip' if path.endswith('.gz') else 'none')})"
    )
