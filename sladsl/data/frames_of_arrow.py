"""Tables of pyarrow: columns read where they lie, and those that lose something on the way made plain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from sladsl.data.embedded import Stream
from sladsl.data.frames import Column
from sladsl.data.lines import Signs
from sladsl.data.stored import Stored

_NANOSECONDS = {"ns": 1, "us": 1_000, "ms": 1_000_000, "s": 1_000_000_000}


def columns(
    data: Any, place: Callable[[Sequence[str], str], int], names: Sequence[str], signs: Signs
) -> list[Column]:
    header = list(data.schema.names)
    return [_column(data.column(place(header, name))) for name in names]


def _column(column: Any) -> Column:
    pyarrow = import_module("pyarrow")

    types = pyarrow.types
    kind = column.type
    if isinstance(kind, pyarrow.BaseExtensionType):
        return _column(column.cast(kind.storage_type))
    if types.is_dictionary(kind) and not types.is_string(kind.value_type):
        return _column(column.cast(kind.value_type))
    if types.is_timestamp(kind) and kind.tz is not None:
        plain = column.cast(pyarrow.int64()).cast(pyarrow.timestamp(kind.unit))
        return Column(data=plain, kind=Stored(kind="civil", utc=True, nanos=kind.unit == "ns"))
    if types.is_duration(kind):
        unit = _NANOSECONDS[kind.unit]
        return Column(data=column.cast(pyarrow.int64()), kind=Stored(kind="length", unit=unit))
    if types.is_decimal256(kind):
        return Column(data=column.cast(pyarrow.string()), kind=Stored(kind="decimal"))
    if types.is_float16(kind):
        return Column(data=column.cast(pyarrow.float32()))
    return Column(data=column)


def stream(data: Any, columns: list[Any]) -> Stream:
    pyarrow = import_module("pyarrow")

    return Stream(pyarrow.table({f"c{at}": column for at, column in enumerate(columns)}))


def read_columns(reader: Any, names: Sequence[str]) -> Any:
    """What of a stream is needed, as a table; the rest is let go batch by batch."""
    pyarrow = import_module("pyarrow")

    batches = [batch.select(list(names)) for batch in reader]
    return pyarrow.Table.from_batches(
        batches, schema=pyarrow.schema([reader.schema.field(name) for name in names])
    )
