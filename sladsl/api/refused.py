"""The refusal of an evaluation that cannot begin."""

from __future__ import annotations


class Refused(Exception):
    """An evaluation that cannot begin, in words for a person. `hint` is what to do about it."""

    __module__ = "sladsl"  # where whoever catches it finds it

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint
