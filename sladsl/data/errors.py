"""The one exception of reading: what leaves data without meaning. Words for a person, not a traceback."""

from __future__ import annotations


class UnreadableData(Exception):
    """A file can't be read as the binding says. `hint` is what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
