"""JSON lines as written cells: one object a line, numbers with the digits that stand there.

No number passes through a float, so 0.10 is 0.10. A line that is no whole object is a row that can't be read, as the last
line of a log that is still being written; a file whose first line is none is something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sladsl.data.errors import UnreadableData
from sladsl.data.header import place_in
from sladsl.data.plain_values import NoCell, written
from sladsl.data.text import WHITE, lines_of, open_bytes

UNREADABLE = "unreadable-row"
_MOST_KEYS = 200

Cells = tuple[int, tuple[str, ...] | None, str, str]
"""Row from 1; its texts by field, or None with the name of the finding and what it says."""
Signs = tuple[str | None, ...]
"""By field what stands between the values of a list; None where no list may stand."""
ONLY_LISTS = "Only the field that is assessed value by value, and intervals, may hold lists: write one value."


class Keys:
    """The keys that fields are read from, over all files of a table: one that no row has is a mistake."""

    def __init__(self, names: Sequence[str], table: str) -> None:
        self.names = tuple(names)
        self.rows = 0
        self._table = table
        self._missing = set(self.names)
        self._seen: dict[str, None] = {}

    def meet(self, row: Mapping[str, Any]) -> None:
        """Notes the keys of a row."""
        self.rows += 1
        if self._missing:
            self._missing.difference_update(row)
            if len(self._seen) < _MOST_KEYS:
                self._seen.update(dict.fromkeys(row))

    def require_all(self) -> None:
        """UnreadableData for the first key that no row had; without a single row nothing is known."""
        if not self.rows:
            return
        for name in self.names:
            if name in self._missing:
                more = " A key that holds nothing may be null, but in one row it must be there."
                place_in(tuple(self._seen), name, self._table, more, "Keys are")


class _Object(dict[str, Any]):
    """An object of JSON; `twice` are keys that it has more than once."""

    twice: frozenset[str] = frozenset()


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        found.twice = frozenset(name for name in names if names.count(name) > 1)
    return found


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=str, strict=True
)


def read_lines(
    path: str, keys: Keys, signs: Signs, start: str = ""
) -> Iterator[tuple[Cells, tuple[str, ...]]]:
    """The rows of a file, and where `start` is a key what all their keys say, that one first; UnreadableData for what is no
    JSON lines."""
    number = 0
    file = open_bytes(path)
    try:
        for line in lines_of(file, path):
            text = line.strip(WHITE)
            if not text:
                continue
            number += 1
            row = _row(text)
            if row is None or row.twice.intersection(keys.names):
                if number == 1 and row is None:
                    raise _no_lines(path, text)
                yield (number, None, UNREADABLE, text), (text,)
                continue
            keys.meet(row)
            texts = tuple(
                _cell(row.get(name), path, number, name, sign)
                for name, sign in zip(keys.names, signs, strict=True)
            )
            every = _every(row, start) if start else ()
            if all(writable(each) for each in texts):
                yield (number, texts, "", ""), every
            else:
                yield (number, None, UNREADABLE, text), every
    finally:
        file.close()
    if not number:
        raise UnreadableData(f"{path} is empty.", "Write one object a line.")


def first_keys(path: str) -> frozenset[str]:
    """The keys of the first row that can be read."""
    file = open_bytes(path)
    try:
        for line in lines_of(file, path):
            if (row := _row(line.strip(WHITE))) is not None:
                return frozenset(row)
    finally:
        file.close()
    return frozenset()


def _row(text: str) -> _Object | None:
    try:
        found = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, _Object) else None


def _every(row: Mapping[str, Any], start: str) -> tuple[str, ...]:
    """What a row says that is text or a number, the cell of the start first."""
    names = (start, *(name for name in row if name != start))
    return tuple(text.strip(WHITE) if isinstance(text := row.get(name), str) else "" for name in names)


def _cell(value: Any, path: str, number: int, name: str, sign: str | None) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and sign is None:
        raise UnreadableData(f"{path} has a list in `{name}` of row {number}.", ONLY_LISTS)
    try:
        return written(value, sign or "")
    except NoCell:
        raise UnreadableData(
            f"{path} has a value with parts of its own in `{name}` of row {number}.",
            "Write the part that is meant under a key of its own.",
        ) from None


def writable(text: str) -> bool:
    """Whether a text has nothing that no table can hold: halves of letters, and NUL."""
    if text.isascii():
        return "\0" not in text
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _no_lines(path: str, text: str) -> UnreadableData:
    if text[:1] == "[":
        return UnreadableData(
            f"{path} is a list of JSON, not JSON lines.", "Write one object a line, as `jq -c '.[]'` does."
        )
    if text[:1] == "{":
        return UnreadableData(
            f"{path} is no JSON lines: its first line is no whole object.",
            "Write each object on one line, as `jq -c .` does.",
        )
    return UnreadableData(
        f"{path} is no JSON lines: its first line is no object.",
        "If it is CSV, name it .csv; otherwise write one object a line.",
    )
