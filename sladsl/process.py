"""How the process of a command begins and ends: what an interpreter does there by itself costs a check a fifth."""

from __future__ import annotations

import gc
import os
import sys

MANY = 100_000


def begin() -> None:
    """Puts off looking for garbage: a command makes trees and ends. A check, whose text has a greatest size, never looks."""
    if _checks():
        gc.disable()
    else:
        gc.set_threshold(MANY, 20, 20)


def leave(status: int) -> None:
    """Ends the process. That of a check does not take its trees apart first: the system frees all at once.

    Not where something may have to be tidied up: other commands open data, and an engine has files of its own.
    """
    if _checks() and "duckdb" not in sys.modules and _flushed():
        os._exit(status)


def _checks() -> bool:
    return sys.argv[1:2] == ["check"]


def _flushed() -> bool:
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # closed by whoever called
                stream.flush()
    except (OSError, ValueError):
        return False
    return True
