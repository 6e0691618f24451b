"""Did you mean: the closest word of a closed list, and lists written out for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LIKE = 0.6
BEGINNING = 0.4
"""What a common beginning adds, in full where the whole word is one: `resolve` is `resolution` and not `response`."""


def closest(word: str, words: Iterable[str]) -> str:
    """The word most like `word`, or "" when none is near; difflib is loaded only for a mistake."""
    from difflib import SequenceMatcher, get_close_matches
    from itertools import takewhile

    candidates = {candidate.lower(): candidate for candidate in words}
    written = word.lower()[:80]
    near = get_close_matches(written, list(candidates), n=4, cutoff=LIKE - 0.05)

    def likeness(candidate: str) -> float:
        begins = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(written, candidate, strict=False))
        )
        same = 1.0 if written in candidate.split() else begins / len(written)
        return SequenceMatcher(None, written, candidate).ratio() + BEGINNING * same

    def alike(candidate: str) -> bool:
        return SequenceMatcher(None, written, candidate).ratio() >= LIKE or likeness(candidate) > LIKE + 0.2

    found = max(filter(alike, near), key=likeness, default="")
    return candidates[found] if found else ""


def listing(words: Sequence[str], last: str = "and") -> str:
    """`a`, `b` and `c`, each in backquotes."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
