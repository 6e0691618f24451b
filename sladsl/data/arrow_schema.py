"""Which columns of a Parquet file are durations: Parquet has no such type, so libraries note it beside the numbers.

pyarrow, pandas and Polars write a duration as a plain integer and keep its unit in the metadata `ARROW:schema`, a
FlatBuffer. Read without it, 250 milliseconds would be 250,000,000 seconds.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator

_DURATION = 18
_UNITS = {0: 10**9, 1: 10**6, 2: 10**3, 3: 1}
"""Nanoseconds per 1 by Arrow's number of a unit."""
_MILLISECONDS = 1


def durations(encoded: bytes) -> dict[str, int]:
    """Column -> nanoseconds per 1, of the columns at the top that are durations; {} for what can't be read."""
    try:
        return dict(_fields(base64.b64decode(encoded)))
    except (struct.error, LookupError, ValueError):
        return {}


def _fields(buffer: bytes) -> Iterator[tuple[str, int]]:
    """Walks message -> schema -> fields; the numbers of slots are those of Arrow's Message.fbs and Schema.fbs."""
    start = 8 if buffer[:4] == b"\xff\xff\xff\xff" else 4
    message = _Table(buffer, start + _number(buffer, "I", start))
    schema = message.table(2)
    fields = schema.vector(1) if schema is not None else ()
    for field in fields:
        if field.number("B", 2, 0) == _DURATION:
            unit = field.table(3)
            yield (
                field.text(0),
                _UNITS[unit.number("h", 0, _MILLISECONDS) if unit is not None else _MILLISECONDS],
            )


def _number(buffer: bytes, form: str, at: int) -> int:
    if at < 0:
        raise IndexError(at)
    found: int = struct.unpack_from(f"<{form}", buffer, at)[0]
    return found


class _Table:
    """A table of a FlatBuffer: values by the number of their slot."""

    def __init__(self, buffer: bytes, at: int) -> None:
        self._buffer = buffer
        self._at = at
        self._slots = at - _number(buffer, "i", at)

    def _place(self, slot: int) -> int:
        """Where the value of a slot stands; 0 when it is left out."""
        entry = 4 + 2 * slot
        if entry >= _number(self._buffer, "H", self._slots):
            return 0
        offset = _number(self._buffer, "H", self._slots + entry)
        return self._at + offset if offset else 0

    def number(self, form: str, slot: int, default: int) -> int:
        place = self._place(slot)
        return _number(self._buffer, form, place) if place else default

    def _target(self, slot: int) -> int:
        place = self._place(slot)
        return place + _number(self._buffer, "I", place) if place else 0

    def table(self, slot: int) -> _Table | None:
        target = self._target(slot)
        return _Table(self._buffer, target) if target else None

    def vector(self, slot: int) -> tuple[_Table, ...]:
        target = self._target(slot)
        if not target:
            return ()
        count = _number(self._buffer, "I", target)
        if count > len(self._buffer):
            raise IndexError(count)
        places = (target + 4 + 4 * at for at in range(count))
        return tuple(_Table(self._buffer, each + _number(self._buffer, "I", each)) for each in places)

    def text(self, slot: int) -> str:
        target = self._target(slot)
        size = _number(self._buffer, "I", target) if target else 0
        return self._buffer[target + 4 : target + 4 + size].decode()
