"""Tables in the memory of whoever calls, opened for reading: relations of DuckDB, data frames, Arrow tables, lists of dicts.

Which library an object is of is told by where its class comes from; none is imported here, for whoever made the object has
imported it. What can be read where it lies is not copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Literal

from sladsl.data.binding import TableFrame
from sladsl.data.embedded import Embedded
from sladsl.data.errors import UnreadableData
from sladsl.data.header import place_in
from sladsl.data.lines import ONLY_LISTS, UNREADABLE, Cells, Keys, Signs, writable
from sladsl.data.opened import ColumnsPart, Opened
from sladsl.data.plain_values import NoCell, is_length, is_list, written
from sladsl.data.stored import LIST_SIGN, Stored, stored, unfit
from sladsl.record import Record

Library = Literal["duckdb", "pandas", "polars", "lazy polars", "pyarrow", "pyarrow stream", "rows"]

_CLASSES: dict[tuple[str, str], Library] = {
    ("duckdb", "DuckDBPyRelation"): "duckdb",
    ("_duckdb", "DuckDBPyRelation"): "duckdb",
    ("pandas", "DataFrame"): "pandas",
    ("polars", "DataFrame"): "polars",
    ("polars", "LazyFrame"): "lazy polars",
    ("pyarrow", "Table"): "pyarrow",
    ("pyarrow", "RecordBatch"): "pyarrow",
    ("pyarrow", "RecordBatchReader"): "pyarrow stream",
}
_NUMBERS = count(1)


class Column(Record):
    """A column as it is handed to the embedded database: `data` is what its library takes for a column.

    `kind`: what the database can't tell of it; None where its type says all. `length`: a text that says seconds.
    """

    data: Any
    kind: Stored | None = None
    length: bool = False
    listed: bool = False


def library_of(data: Any) -> Library | None:
    """What an object is; None for what is no table here."""
    for each in type(data).__mro__:
        found = _CLASSES.get((each.__module__.partition(".")[0], each.__name__))
        if found is not None:
            return found
    is_rows = isinstance(data, Sequence) and not isinstance(data, str | bytes)
    return "rows" if is_rows and all(isinstance(row, Mapping) for row in data) else None


def kept(data: Any, names: Sequence[str]) -> Any:
    """The object, or what of it can be read more than once: of a stream or a lazy frame the columns of these names."""
    match library_of(data):
        case "lazy polars":
            own = [name for name in data.collect_schema().names() if name in names]
            return data.select(own).collect()
        case "pyarrow stream":
            own = [name for name in dict.fromkeys(data.schema.names) if name in names]
            if any(data.schema.names.count(name) > 1 for name in own):
                return data.read_all()  # which is refused with its name
            from sladsl.data.frames_of_arrow import read_columns

            return read_columns(data, own)
        case _:
            return data


def open_frame(table: TableFrame, names: Sequence[str], signs: Signs) -> Opened:
    """Opens an object for the columns of these names; UnreadableData for what can't be read as the binding says."""
    shown = f"The table of {table.source}"
    match library_of(table.data):
        case "rows":
            keys = Keys(names, shown)
            part = DictsPart(data=table.data, keys=keys, signs=signs, shown=shown)
            lengths = tuple(says_length([row.get(name) for row in table.data], name) for name in names)
            return Opened(parts=(part,), lengths=lengths, listed=LIST_SIGN in signs, keys=keys)
        case "duckdb":
            from sladsl.data.frames_of_duckdb import columns, stream
        case "pandas":
            from sladsl.data.frames_of_pandas import columns, stream
        case "polars":
            from sladsl.data.frames_of_polars import columns, stream
        case "pyarrow":
            from sladsl.data.frames_of_arrow import columns, stream
        case _:
            raise UnreadableData(
                f"{shown} is of the type {type(table.data).__name__}.",
                "Hand over a DuckDB relation, a pandas, Polars or Arrow table, or a list of dicts.",
            )
    return _opened(table, shown, names, signs, columns, stream)


def _opened(
    table: TableFrame,
    shown: str,
    names: Sequence[str],
    signs: Signs,
    columns: Callable[[Any, Callable[[Sequence[str], str], int], Sequence[str], Signs], list[Column]],
    stream: Callable[[Any, list[Any]], Any],
) -> Opened:
    def place(header: Sequence[str], name: str) -> int:
        return place_in(header, name, shown, what="Its columns")

    try:
        found = columns(table.data, place, names, signs)
        handed = stream(table.data, [column.data for column in found])
    except NoCell as error:
        raise UnreadableData(
            f"{shown} holds {error.what}.", "Hand over text, numbers, times or lists of them."
        ) from None
    except UnreadableData:
        raise
    except Exception as error:  # whatever somebody else's object raises when it is looked at
        raise _unreadable(shown, error) from None
    frame = f"frame_{next(_NUMBERS)}"
    streams = {frame: handed}
    types = _types(shown, frame, streams, names, signs, found)
    part = ColumnsPart(
        relation=frame,
        columns=tuple(f"c{at}" for at in range(len(names))),
        types=types,
        signs=signs,
        streams=streams,
    )
    return Opened(
        parts=(part,),
        lengths=tuple(column.length or of.kind == "length" for column, of in zip(found, types, strict=True)),
        listed=any(
            (of.listed or column.listed) and sign == LIST_SIGN
            for column, of, sign in zip(found, types, signs, strict=True)
        ),
    )


def _types(
    shown: str,
    frame: str,
    streams: Mapping[str, Any],
    names: Sequence[str],
    signs: Signs,
    found: Sequence[Column],
) -> tuple[Stored, ...]:
    """The types of the columns as the database sees them, and as it can't."""
    database = Embedded()
    try:
        database.know(streams)
        described = database.rows(f"DESCRIBE SELECT * FROM {frame}")
    except database.Error as error:
        raise _unreadable(shown, error) from None
    finally:
        database.close()
    types = []
    for name, sign, column, (_, type_name, *_rest) in zip(names, signs, found, described, strict=True):
        of = column.kind or stored(type_name)
        if of is None:
            what, hint = unfit(type_name)
            raise UnreadableData(f"`{name}` of {shown[0].lower()}{shown[1:]} holds {what}.", hint)
        if of.listed and sign is None:
            raise UnreadableData(f"`{name}` of {shown[0].lower()}{shown[1:]} holds lists.", ONLY_LISTS)
        types.append(of)
    return tuple(types)


def _unreadable(shown: str, error: Exception) -> UnreadableData:
    said = str(error).strip().split("\n")[0][:200] or type(error).__name__
    return UnreadableData(f"{shown} can't be read: {said}", "Look at it by itself, and correct it.")


def cell_of(value: Any, name: str, number: int, sign: str | None, nan: str) -> str:
    """The text of one of Python's values; UnreadableData where it has none."""
    if is_list(value) and sign is None:
        raise UnreadableData(f"There is a list in `{name}` of row {number}.", ONLY_LISTS)
    try:
        return written(value, sign or "", nan=nan)
    except NoCell as error:
        raise UnreadableData(
            f"There is {error.what} in `{name}` of row {number}.",
            "Hand over text, numbers, times or lists of them.",
        ) from None


def says_length(values: Sequence[Any], name: str) -> bool:
    """Whether a column of Python's values holds durations, which say their unit themselves: all of them, or none."""
    found = {
        is_length(value)
        for value in values
        if value is not None and not (isinstance(value, float) and value != value)
    }
    if len(found) > 1:
        raise UnreadableData(
            f"`{name}` holds durations in some rows and other values in others.",
            "Hand it over in one way: nothing says that the units are the same.",
        )
    return True in found


class DictsPart(Record):
    """Rows as dicts."""

    data: Sequence[Mapping[str, Any]]
    keys: Keys
    signs: Signs
    shown: str

    def rows(self) -> Iterator[Cells]:
        for number, row in enumerate(self.data, start=1):
            self.keys.meet(row)
            texts = tuple(
                cell_of(row.get(name), name, number, sign, "nan")
                for name, sign in zip(self.keys.names, self.signs, strict=True)
            )
            if all(writable(each) for each in texts):
                yield number, texts, "", ""
            else:
                yield number, None, UNREADABLE, " ".join(texts).replace("\0", " ")
