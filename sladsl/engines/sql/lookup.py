"""A query over rows that grows by columns, each computed from those before and at most one look-up in a small table."""

from __future__ import annotations


class Lookup:
    """Starts with the rows of a relation, called `r` in every expression; names of added columns are its own."""

    def __init__(self, relation: str) -> None:
        self._steps: list[str] = []
        self._names: list[str] = []
        self._last = relation

    def add(self, columns: dict[str, str], join: str = "") -> None:
        """Columns by name, and the join that their expressions need."""
        listed = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
        step = f"step{len(self._steps)}"
        self._steps.append(f"{step} AS (SELECT r.*, {listed} FROM {self._last} r {join})")
        self._names += columns
        self._last = step

    def query(self, **kept: str) -> str:
        """The rows as they were, and the columns that are kept, by their names."""
        listed = "".join(f", {sql} AS {name}" for name, sql in kept.items())
        start = f"WITH {', '.join(self._steps)} " if self._steps else ""
        aside = f" EXCLUDE ({', '.join(self._names)})" if self._names else ""
        return f"{start}SELECT r.*{aside}{listed} FROM {self._last} r"
