"""How much of a set of time lies before an instant, and the way back: when so much of it will have passed.

Sums are made once and then searched, because the hours of ten years are asked for every record.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from sladsl.values.intervals import Spans


class OpenTime:
    """A set of time as a clock that runs only in it. None is all of time; then lengths count from 1970."""

    def __init__(self, spans: Spans | None) -> None:
        self._always = spans is None
        spans = spans or ()
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._sums = [0, *accumulate(end - start for start, end in spans)]

    def before(self, instant: int) -> int:
        """µs of the set before the instant."""
        if self._always:
            return instant
        done = bisect_right(self._ends, instant)
        inside = max(0, instant - self._starts[done]) if done < len(self._starts) else 0
        return self._sums[done] + inside

    def between(self, start: int, end: int) -> int:
        """µs of the set in `[start, end)`; negative when the end is before the start."""
        return self.before(end) - self.before(start)

    def grows_before(self, instant: int) -> bool:
        """Whether the last moment before the instant lies in the set."""
        if self._always:
            return True
        at = bisect_left(self._ends, instant)
        return at < len(self._starts) and self._starts[at] < instant

    def first_at(self, length: int) -> int | None:
        """The least instant before which the set has `length` µs; None when it never has, or always had."""
        if self._always:
            return length
        if not 0 < length <= self._sums[-1]:
            return None
        at = bisect_left(self._sums, length) - 1
        return self._starts[at] + length - self._sums[at]

    def last_at(self, length: int) -> int | None:
        """The greatest instant before which the set has no more than `length` µs; None when it never has more,
        or always had."""
        if self._always:
            return length
        if not 0 <= length < self._sums[-1]:
            return None
        at = bisect_right(self._sums, length) - 1
        return self._starts[at] + length - self._sums[at]
