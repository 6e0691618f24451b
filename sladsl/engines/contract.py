"""What an engine is: it opens tables once and then measures; everything after the integers is the same code for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from sladsl.data.binding import Table
from sladsl.outcome.measured import Measured, SourceFacts
from sladsl.plan.measure import Input, Metering

Progress = Callable[[str, int, int], None]
"""step name, steps done, steps in all"""


class Session(Protocol):
    """Tables opened for reading. Unreadable files raise `UnreadableData` (sladsl.data.errors), nothing else is raised."""

    def facts(self, inputs: tuple[Input, ...]) -> tuple[SourceFacts, ...]:
        """First and last instants of each input, for finding the periods to assess. May keep what it read."""
        ...

    def measure(
        self, meterings: tuple[Metering, ...], as_of: int, progress: Progress | None = None
    ) -> Measured:
        """Measure all meterings; `as_of` is an instant in microseconds: nothing after it is known."""
        ...

    def close(self) -> None: ...


class Engine(Protocol):
    name: str

    def open(self, tables: Mapping[str, Table]) -> Session:
        """Tables by source name. A source that a metering reads and that has no table has no rows."""
        ...
