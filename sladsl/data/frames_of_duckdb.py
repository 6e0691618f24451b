"""Relations of DuckDB: read as a stream from the connection that they belong to, which stays as it is.

Only a projection runs there. Values that don't survive the way as they are become their text there already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sladsl.data.embedded import Stream
from sladsl.data.frames import Column
from sladsl.data.lines import Signs
from sladsl.data.plain_values import NoCell
from sladsl.data.stored import stored, text_of, unfit

_AS_THEY_ARE = {
    *("BOOLEAN", "VARCHAR", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    *("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"),
}


def columns(
    data: Any, place: Callable[[Sequence[str], str], int], names: Sequence[str], signs: Signs
) -> list[Column]:
    """SQL of the columns, for the relation's own connection."""
    header = list(data.columns)
    types = [str(each) for each in data.types]
    found = []
    for name, sign in zip(names, signs, strict=True):
        at = place(header, name)
        quoted = '"' + name.replace('"', '""') + '"'
        of = stored(types[at])
        if of is None:
            raise NoCell(f"{unfit(types[at])[0]} in `{name}`")
        if of.listed and sign is None:
            raise NoCell(f"lists in `{name}`, which is neither assessed value by value nor intervals")
        if types[at] in _AS_THEY_ARE:
            found.append(Column(data=quoted))
        else:
            text = text_of(quoted, of, sign or "")
            found.append(Column(data=text, length=of.kind == "length", listed=of.listed))
    return found


def stream(data: Any, columns: list[Any]) -> Stream:
    return Stream(data.project(", ".join(f"{sql} AS c{at}" for at, sql in enumerate(columns))))
