"""Which of several duties is kept by what was done: each record keeps one at most.

Duties of one kind follow each other, and a record often says no more than when something was done. So it keeps the oldest
that has not been kept by then, or the one that is due next: which, is a choice. A record that says what it is about keeps
that one, however early or late.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sladsl.outcome.given import Done
from sladsl.record import Record

Key = tuple[int, str]
"""When what a duty is about begins, and the scope in which it arose."""


class Slot(Record):
    """One date of a duty, which `start` tells from others. `begin`: from when it can be done (None: at any time); `due`: the
    first instant that is too late (None: none). What it is about is `[start, end)`, or what `about` says."""

    start: int
    end: int
    begin: int | None
    due: int | None
    about: tuple[int, int] | None = None


def kept_by(
    slots: Iterable[Slot], rows: Iterable[Done], *, about: bool, next_due: bool
) -> tuple[dict[int, int], list[Done]]:
    """When each was done, by the start of what it is about; and the records that keep none."""
    open_ = sorted(slots, key=lambda each: (each.start, each.end))
    found: dict[int, int] = {}
    rest: list[Done] = []
    for row in sorted(rows, key=lambda each: (each.at, each.about or 0)):
        slot = (
            _about(open_, row)
            if about
            else _meant([each for each in open_ if each.start not in found], row.at, next_due)
        )
        if slot is None or slot.start in found:
            rest.append(row)
        else:
            found[slot.start] = row.at
    return found, rest


def _about(slots: Sequence[Slot], row: Done) -> Slot | None:
    """The one that a record says it is about. What comes once has no time that it is about."""
    once = len(slots) == 1 and slots[0].about is None and slots[0].start == slots[0].end
    if row.about is None:
        return None
    about = row.about
    return next((each for each in slots if once or _holds(each, about)), None)


def _holds(slot: Slot, at: int) -> bool:
    start, end = (slot.start, slot.end) if slot.about is None else slot.about
    return start <= at < end


def _meant(slots: Sequence[Slot], at: int, next_due: bool) -> Slot | None:
    begun = [each for each in slots if each.begin is None or each.begin <= at]
    if not begun:
        return None
    if next_due:
        running = [each for each in begun if each.due is None or at < each.due]
        if running:
            return min(running, key=lambda each: (each.due is None, each.due or 0, each.start))
        return begun[-1]
    return begun[0]
