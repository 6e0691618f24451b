"""Did-you-mean for names in data: columns, keys, sheets.

A mistyped column is the commonest mistake of all; naming the one that was meant saves opening the file.
"""

from __future__ import annotations

from collections.abc import Iterable

_MOST_LISTED = 12
_LONGEST = 60


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that a mistaken one most likely means, whatever its case; "" when none is near."""
    from difflib import get_close_matches

    by_folded = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold()[:_LONGEST], by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""


def listed(names: Iterable[str]) -> str:
    """`a, b, c` of names as written, at most twelve, each cut to what a line can hold."""
    every = [f"`{name[:_LONGEST]}`" for name in names]
    more = len(every) - _MOST_LISTED
    return ", ".join(every[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def hint_for(name: str, known: Iterable[str], what: str) -> str:
    """One hint: the name that was meant, if one is near, and those there are."""
    every = list(known)
    near = nearest(name, every)
    meant = f"Did you mean `{near}`? " if near else ""
    return f"{meant}{what}: {listed(every) or 'none'}."
