"""The embedded database as the engine uses it: fresh names for what is kept, and rows loaded from Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from sladsl.data.embedded import BATCH, Embedded, Rows

__all__ = ["Database", "Rows"]


class Database(Embedded):
    """A connection and fresh names for what is kept in it."""

    def __init__(self, *, alone: bool = False) -> None:
        super().__init__(alone=alone)
        import duckdb

        # What a file that isn't plain, or memory that doesn't suffice, raises; any other error is a mistake of ours.
        self.Unfit: tuple[type[Exception], ...] = (
            duckdb.InvalidInputException,
            duckdb.OutOfMemoryException,
            duckdb.IOException,
        )
        self._numbers = count(1)

    def unfit(self, *, typed: bool) -> tuple[type[Exception], ...]:
        """What sends an input to the general way; of typed columns whatever goes wrong in somebody else's file."""
        return (self.Error,) if typed else self.Unfit

    def fresh(self, stem: str) -> str:
        return f"{stem}_{next(self._numbers)}"

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

    def sizes(self, left: str, right: str) -> tuple[int, int]:
        """How many rows two relations have."""
        ((first, second),) = self.rows(
            f"SELECT (SELECT count(*) FROM {left}), (SELECT count(*) FROM {right})"
        )
        return int(first), int(second)

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
