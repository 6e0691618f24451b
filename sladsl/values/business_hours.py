"""Stretches of so much open time, one after the other: when each of them is used up."""

from __future__ import annotations

from sladsl.values.calendar import Hours, open_spans


def used_up(hours: Hours, start: int, length: int, end: int) -> list[int]:
    """The instants in `(start, end]` at which `length` (µs) of open time is used up, again and again from `start` on."""
    found = []
    left = length
    for opens, closes in open_spans(hours, start, end):
        at = opens
        while closes - at >= left:
            at += left
            found.append(at)
            left = length
        left -= closes - at
    return found
