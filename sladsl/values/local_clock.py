"""Instants and what a local clock shows at them, where the changes of the clock are known as steps.

Arithmetic with local times is wrong for elapsed time; some contracts ask for it nevertheless, and deadlines in
days always do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

Steps = tuple[tuple[int, int], ...]
"""`(instant, offset)` in µs in order: how far the clock is ahead from each instant on; the first holds for all
before the second. () is UTC."""


class LocalClock:
    """What a clock shows, in local µs, and the instants at which it does."""

    def __init__(self, steps: Steps) -> None:
        self._changes = [at for at, _ in steps[1:]]
        self._offsets = [offset for _, offset in steps] or [0]

    def shown(self, instant: int) -> int:
        """What the clock shows; at a change already the new time."""
        return instant + self._offsets[bisect_right(self._changes, instant)]

    def coming(self, instant: int) -> int:
        """What the clock was about to show when it reached the instant: at a change the old time."""
        return instant + self._offsets[bisect_left(self._changes, instant)]

    def instant(self, local: int) -> int:
        """The first instant at which the clock shows `local`; for a time that a change skips as many µs after
        the change."""
        for change, offset, after in zip(self._changes, self._offsets, self._offsets[1:], strict=False):
            # What the clock shows later is later, but for the hour that it shows twice: the first showing is meant.
            if local - offset < change or local < change + after:
                return local - offset
        return local - self._offsets[-1]

    def stretches(self, start: int, end: int | None) -> Iterator[tuple[int, int | None, int]]:
        """`[start, end)` (None: for ever) cut at the changes, each piece with the offset that holds in it."""
        at = bisect_right(self._changes, start)
        while at < len(self._changes) and (end is None or self._changes[at] < end):
            yield start, self._changes[at], self._offsets[at]
            start = self._changes[at]
            at += 1
        yield start, end, self._offsets[at]
