"""Did you mean: the closest word of a closed list, and lists written out for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def closest(word: str, words: Iterable[str]) -> str:
    """The word most like `word`, or "" when none is near; difflib is loaded only for a mistake."""
    from difflib import get_close_matches

    candidates = {candidate.lower(): candidate for candidate in words}
    found = get_close_matches(word.lower()[:80], list(candidates), n=1, cutoff=0.6)
    return candidates[found[0]] if found else ""


def listing(words: Sequence[str], last: str = "and") -> str:
    """`a`, `b` and `c`, each in backquotes."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
