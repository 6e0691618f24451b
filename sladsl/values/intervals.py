"""The algebra of sets of instants: sorted, disjoint, half-open spans that never touch.

Outages, service hours and exclusions all meet here; every operation is one sweep and every result is normal
again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Spans = tuple[tuple[int, int], ...]
"""Sorted `(start, end)` pairs, `start < end`, the end outside, a gap between any two. Instants or lengths
in µs.
"""


def normal(pairs: Iterable[tuple[int, int]]) -> Spans:
    """The union of any pairs in any order; an empty or reversed pair contributes nothing."""
    return merge_gaps(sorted(pair for pair in pairs if pair[0] < pair[1]), 0)


def union(*sets: Spans) -> Spans:
    """All instants in at least one of the sets."""
    return normal(pair for spans in sets for pair in spans)


def intersect(a: Spans, b: Spans) -> Spans:
    """All instants in both sets."""
    found: list[tuple[int, int]] = []
    left = right = 0
    while left < len(a) and right < len(b):
        start = max(a[left][0], b[right][0])
        end = min(a[left][1], b[right][1])
        if start < end:
            found.append((start, end))
        if a[left][1] < b[right][1]:
            left += 1
        else:
            right += 1
    return tuple(found)


def minus(a: Spans, b: Spans) -> Spans:
    """All instants in `a` that aren't in `b`."""
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in a:
        while at < len(b) and b[at][1] <= start:
            at += 1
        # A span of b may reach into the next span of a, so the sweep leaves it in place.
        ahead = at
        while ahead < len(b) and b[ahead][0] < end:
            if start < b[ahead][0]:
                found.append((start, b[ahead][0]))
            start = b[ahead][1]
            ahead += 1
        at = max(at, ahead - 1)
        if start < end:
            found.append((start, end))
    return tuple(found)


def clip(spans: Spans, a: int, b: int) -> Spans:
    """The part of `spans` in `[a, b)`."""
    first = bisect_right(spans, a, key=lambda span: span[1])
    last = bisect_left(spans, b, lo=first, key=lambda span: span[0])
    if first >= last or a >= b:
        return ()
    inside = list(spans[first:last])
    inside[0] = max(a, inside[0][0]), inside[0][1]
    inside[-1] = inside[-1][0], min(b, inside[-1][1])
    return tuple(inside)


def total(spans: Spans) -> int:
    """The length of the set, µs."""
    return sum(end - start for start, end in spans)


def merge_gaps(spans: Iterable[tuple[int, int]], gap: int) -> Spans:
    """`spans` (sorted by start) with every gap of at most `gap` µs filled."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start - found[-1][1] <= gap:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def at_least(spans: Spans, length: int) -> Spans:
    """The spans that last `length` µs or longer."""
    return tuple(span for span in spans if span[1] - span[0] >= length)


def covers(spans: Spans, instant: int) -> bool:
    """Whether `instant` is in the set; logarithmic."""
    at = bisect_right(spans, instant, key=lambda span: span[0])
    return at > 0 and instant < spans[at - 1][1]


def first(spans: Spans, length: int) -> Spans:
    """The first `length` µs of the set in time order; all of it when it is shorter."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if length <= 0:
            break
        found.append((start, min(end, start + length)))
        length -= end - start
    return tuple(found)
