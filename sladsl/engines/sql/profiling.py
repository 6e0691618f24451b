"""Tables of any size as a relation to look at: straight over plain files, or kept on disk, within bounded memory.

An evaluation keeps what it reads in memory; a look at a table reads it a few times instead.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

from sladsl.data.embedded import BATCH
from sladsl.data.opened import ColumnsPart
from sladsl.data.profile.columns import Look
from sladsl.data.profile.relation import Relation
from sladsl.data.typed import first_damaged
from sladsl.engines.contract import Progress
from sladsl.engines.sql.cells import trimmed
from sladsl.engines.sql.database import Database
from sladsl.engines.sql.files import even
from sladsl.engines.sql.scans import part_scan, scan_of_parts
from sladsl.plan.measure import FieldOf

MEMORY = "1GB"
"""What the database may use; beyond that it writes to the folder of the look, which goes when the look is over."""
_MOST_LEFT = 20


class Looking:
    """A database with a folder of its own; close it, or use it in `with`."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sladsl-")
        self.database = Database(alone=True)
        name = os.path.join(self._folder.name, "spill").replace("'", "''")
        kept = os.path.join(self._folder.name, "kept.db").replace("'", "''")
        for sql in (
            f"SET memory_limit = '{MEMORY}'",
            f"SET temp_directory = '{name}'",
            # Times are compared as UTC, whatever zone the machine is in.
            "SET TimeZone = 'UTC'",
            f"ATTACH '{kept}' AS kept",
        ):
            self.database.run(sql)

    def __enter__(self) -> Looking:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.database.close()
        self._folder.cleanup()

    def relation(self, look: Look, progress: Progress | None = None) -> Relation:
        """The rows of a table as columns `c0`, `c1`, … of trimmed text; UnreadableData for files that are damaged."""
        width = len(look.names)
        typed = [part for part in look.opened.parts if isinstance(part, ColumnsPart)]
        if typed and len(typed) == len(look.opened.parts):
            try:
                return self._viewed(
                    [
                        (
                            ", ".join(f"{trimmed(text)} AS c{at}" for at, text in enumerate(part.texts)),
                            part.relation,
                        )
                        for part in typed
                    ],
                    width,
                )
            except self.database.Error as error:
                raise first_damaged(typed, error) from None
        fields = tuple(FieldOf(name=name, type="text") for name in look.names)
        scan = scan_of_parts(look.opened, fields, (1,) * width, look.names[0], utc=False) if width else None
        if scan is not None and scan.texts:
            queries = [
                (
                    ", ".join(
                        f"{trimmed(f'c{place}', scan.white)} AS c{at}" for at, place in enumerate(part.places)
                    ),
                    part_scan(part),
                )
                for part in scan.texts
            ]
            try:
                found = self._viewed(queries, width)
                if even(scan.texts, found.rows):
                    return found
            except self.database.Unfit:  # mostly for a ragged row: the shared reader says which
                pass
        return self._kept(look, progress)

    def _viewed(self, queries: list[tuple[str, str]], width: int) -> Relation:
        """A view over the files as they are: read again for each query, never held."""
        union = " UNION ALL ".join(f"SELECT {cells} FROM {relation}" for cells, relation in queries)
        name = self.database.view("look", union)
        ((rows,),) = self.database.rows(f"SELECT count(*) FROM {name}")
        return Relation(name=name, width=width, rows=int(rows))

    def _kept(self, look: Look, progress: Progress | None) -> Relation:
        """Rows that only the shared readers may split, in a table on disk."""
        left: list[tuple[int, str]] = []
        count = [0, 0]
        name = self.database.fresh("kept.rows")
        columns = ", ".join(f"c{at} VARCHAR" for at in range(len(look.names)))
        self.database.run(f"CREATE TABLE {name} ({columns})")
        insert = f"INSERT INTO {name} SELECT " + ", ".join(
            f"unnest(CAST(${at} AS VARCHAR[]))" for at in range(1, len(look.names) + 1)
        )
        batch: list[tuple[str, ...]] = []
        for texts in _told(look, left, count):
            batch.append(texts)
            if len(batch) == BATCH:
                self.database.run(insert, [list(column) for column in zip(*batch, strict=True)])
                batch = []
                if progress is not None:
                    progress(f"reading {os.path.basename(look.table.path)}, {count[0]:,} rows", 0, 1)
        if batch:
            self.database.run(insert, [list(column) for column in zip(*batch, strict=True)])
        return Relation(
            name=name, width=len(look.names), rows=count[0], left=count[1], left_samples=tuple(left)
        )


def _told(look: Look, left: list[tuple[int, str]], count: list[int]) -> Iterator[tuple[str, ...]]:
    """Rows that can be told into cells; the others are counted, and the first ones kept with what is wrong."""
    for _, (number, texts, _, said) in look.opened.rows():
        if texts is None:
            count[1] += 1
            if len(left) < _MOST_LEFT:
                left.append((number, said))
        else:
            count[0] += 1
            yield texts
