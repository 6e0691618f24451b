"""Did-you-mean for names in data: columns, keys, sheets.

A mistyped column is the commonest mistake of all; naming the one that was meant saves opening the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.diagnostics.suggest import closest

_MOST_LISTED = 12
_LONGEST = 60


def listed(names: Iterable[str]) -> str:
    """`a`, `b`, `c`: names as written, at most twelve, each cut to what a line can hold."""
    every = [f"`{name[:_LONGEST]}`" for name in names]
    more = len(every) - _MOST_LISTED
    return ", ".join(every[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def hint_for(name: str, known: Iterable[str], what: str) -> str:
    """One hint: the name that was meant, if one is near, and those there are."""
    every = list(known)
    return f"{meant(name, every)}{what}: {listed(every) or 'none'}."


def meant(name: str, known: Iterable[str]) -> str:
    """`Did you mean …? ` with the blank behind it, "" when none is near."""
    near = closest(name, known)
    return f"Did you mean `{near[:_LONGEST]}`? " if near else ""
