"""The one exception of reading: what leaves data without meaning. Words for a person, not a traceback."""

from __future__ import annotations

from sladsl.record import Record


class UnreadableData(Exception):
    """A file can't be read as the binding says. `hint` is what to do about it."""

    __module__ = "sladsl"  # where whoever catches it finds it

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint


class DataError(Record):
    """One mistake in `data.toml` or the flags: what is wrong, and what to do about it. All are told at
    once."""

    message: str
    hint: str = ""
