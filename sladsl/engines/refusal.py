"""What an engine says when it can't keep an operation exact.

Refusing is the honest answer: a figure that is nearly right decides about money. The reference computes everything.
"""

from __future__ import annotations


class CannotKeepExact(Exception):
    """An operation whose numbers may outgrow the exact integers of the engine. `hint` is what to do about it."""

    def __init__(self, message: str, hint: str = "Use the reference engine for this agreement.") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
