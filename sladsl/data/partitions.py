"""Folders that say a column: `region=eu/day=2026-03-01/part.parquet`, as Spark, Hive and DuckDB write tables.

What a folder says is text like any cell, and is read by the type of its field: `007` stays `007`, of which a guess would
make 7.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from sladsl.data.errors import UnreadableData
from sladsl.data.lines import Cells
from sladsl.data.opened_part import Part
from sladsl.record import Record

NOTHING = "__HIVE_DEFAULT_PARTITION__"
"""The value of a folder whose rows have none."""


def is_partition(folder: str) -> bool:
    """Whether the name of a folder says a column and its value."""
    name, equals, _ = folder.partition("=")
    return bool(equals and name.strip())


def partitions_of(path: str) -> dict[str, str]:
    """Columns and their texts that the folders of a path say; of one that is said twice the inner."""
    found: dict[str, str] = {}
    for folder in os.path.dirname(path).split(os.sep):
        if is_partition(folder):
            name, _, value = folder.partition("=")
            found[unquote(name)] = "" if value == NOTHING else unquote(value)
    return found


def filed(paths: Sequence[str], names: Sequence[str]) -> dict[str, tuple[str | None, ...]]:
    """Of the columns that are read, those that some folder says: for each file the text, None where no folder of it does."""
    own = [partitions_of(path) for path in paths]
    said = {name for each in own for name in each}
    return {name: tuple(each.get(name) for each in own) for name in dict.fromkeys(names) if name in said}


def unfiled(path: str, name: str) -> UnreadableData:
    """For a file that has a column neither in itself nor in its folders, where others have it."""
    return UnreadableData(
        f"{path} has no column `{name}`, and lies in no folder `{name}=…` as others do.",
        f"Put it into such a folder, or take it out of the table; rows without a value lie in {name}={NOTHING}.",
    )


def misfiled(path: str, name: str, said: str, found: str) -> UnreadableData:
    """For a file that says otherwise than its folder."""
    return UnreadableData(
        f"{path} has `{name}` {found[:60]!r} in a row, and its folder says {said[:60]!r}.",
        "One of them is wrong: write the table again, or bind another column.",
    )


class FiledPart(Record):
    """A part whose cells are completed by its folders. `order` is for each field the place of its cell in the part, or the
    text that the folder says; `same` are texts that cells must have, by the place of the field, with the column's name."""

    part: Part
    path: str
    order: tuple[int | str, ...]
    same: Mapping[int, tuple[str, str]] = {}

    def rows(self) -> Iterator[Cells]:
        for number, texts, finding, said in self.part.rows():
            if texts is None:
                yield number, None, finding, said
                continue
            whole = tuple(each if isinstance(each, str) else texts[each] for each in self.order)
            for place, (name, text) in self.same.items():
                if whole[place].strip() != text:
                    raise misfiled(self.path, name, text, whole[place].strip())
            yield number, whole, finding, said
