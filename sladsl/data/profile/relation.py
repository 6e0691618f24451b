"""A table as the database sees it while it is looked at."""

from __future__ import annotations

from sladsl.record import Record


class Relation(Record):
    """Columns `c0`, `c1`, … of trimmed text that is never NULL; `left` rows could not be told into cells."""

    name: str
    width: int
    rows: int
    left: int = 0
    left_samples: tuple[tuple[int, str], ...] = ()
