"""A part of an opened table: a file, or an object in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sladsl.data.lines import Cells


class Part(Protocol):
    """A file or an object: its rows in their order, texts as they stand there."""

    def rows(self) -> Iterator[Cells]: ...
