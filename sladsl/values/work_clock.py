"""The time of a record on a clock that runs only in opening hours and stands still in pauses.

Systems that measure the same ticket differ in four things: whether a pause takes off the opening hours in it or moves the
end by its length, whether the hour of a clock change counts, what an end before the start is, and whether time that is
used up at closing is due then. Each is an argument here.
"""

from __future__ import annotations

from typing import Literal, assert_never

from sladsl.values.intervals import Spans, clip, minus
from sladsl.values.local_clock import LocalClock, Steps
from sladsl.values.open_time import OpenTime

Paused = Literal["on the clock", "by the wall clock"]
Reversed = Literal["zero", "negative", "empty"]
AtClosing = Literal["due then", "due at next opening"]


class WorkClock:
    """A clock that runs in `open` (None: always). With `steps` `open` is in local µs, and so is all counting.

    Pauses are given with each question, as a set. `on the clock` they take off the time of the clock in them; `by the wall
    clock` their whole length moves the end.
    """

    def __init__(
        self, open: Spans | None, steps: Steps | None = None, paused: Paused = "on the clock"
    ) -> None:
        self._open = OpenTime(open)
        self._local = LocalClock(steps or ())
        self._wall = paused == "by the wall clock"

    def worked(self, since: int, until: int, pauses: Spans = (), reversed: Reversed = "zero") -> int | None:
        """µs from `since` to `until`, never below zero. Where `until` is before `since`: zero, the negative time without
        pauses, or None."""
        if until < since:
            match reversed:
                case "zero":
                    return 0
                case "negative":
                    return -max(0, self._raw(until, since, ()))
                case "empty":
                    return None
                case _:
                    assert_never(reversed)
        return max(0, self._raw(since, until, pauses))

    def growing(self, since: int, until: int, pauses: Spans = ()) -> bool:
        """Whether the time was growing just before `until`, so that no earlier instant has the same time; yes where `until`
        is not after `since`."""
        if until <= since:
            return True
        if OpenTime(clip(pauses, since, until)).grows_before(until):
            return False
        coming = self._local.coming(until)
        return self._open.grows_before(coming - self._length(pauses, since, until) if self._wall else coming)

    def due(
        self, since: int, amount: int, pauses: Spans = (), at_closing: AtClosing = "due then"
    ) -> int | None:
        """When `amount` µs are used up; None when they never are in the openings that are known.

        `due then`: the least instant from `since` on at which the time is so much. `due at next opening`: the last one up
        to which it is not more, so that time used up just as the clock stops is due when it goes on.
        """
        if at_closing == "due then":
            return self._reached(since, amount, pauses)
        exceeded = self._reached(since, amount + 1, pauses)
        return None if exceeded is None else exceeded - 1

    def back(self, until: int, amount: int) -> int | None:
        """The last instant from which `amount` µs pass to `until`, without pauses and changes of the clock; None when that
        is before all openings."""
        if amount <= 0:
            return until
        return self._open.last_at(self._open.before(until) - amount)

    def _reached(self, since: int, amount: int, pauses: Spans) -> int | None:
        """The least instant from `since` on at which the time is `amount` µs or more."""
        if amount <= 0:
            return since
        first = self._local.shown(since)
        done = 0
        """Time of the stretches between pauses that are over; by the wall clock their length."""
        for start, end in _between(since, pauses):
            shown = self._local.shown(start)
            if self._wall:
                moved = self._open.first_at(self._open.before(first) + amount)
                goal = None if moved is None else moved - first - done + shown
            else:
                goal = self._open.first_at(self._open.before(shown) + amount - done)
            if goal is not None:
                found = self._showing(goal, start, end)
                if found is not None:
                    return found
            if end is not None:
                last = self._local.shown(end)
                done += last - shown if self._wall else self._open.between(shown, last)
        return None

    def _raw(self, since: int, until: int, pauses: Spans) -> int:
        first, last = self._local.shown(since), self._local.shown(until)
        if self._wall:
            return self._open.between(first, last - self._length(pauses, since, until))
        return self._open.between(first, last) - sum(
            self._open.between(self._local.shown(start), self._local.shown(end))
            for start, end in clip(pauses, since, until)
        )

    def _length(self, pauses: Spans, since: int, until: int) -> int:
        """µs of the pauses in `[since, until)` as the clock shows them."""
        return sum(
            self._local.shown(end) - self._local.shown(start) for start, end in clip(pauses, since, until)
        )

    def _showing(self, goal: int, start: int, end: int | None) -> int | None:
        """The least instant in `[start, end]` at which the clock shows `goal` or more."""
        for first, after, offset in self._local.stretches(start, end):
            found = max(first, goal - offset)
            if after is None or found < after:
                return found
        return end if end is not None and self._local.shown(end) >= goal else None


def _between(since: int, pauses: Spans) -> list[tuple[int, int | None]]:
    """The stretches without a pause from `since` on; the last one has no end."""
    ahead = [pause for pause in pauses if pause[1] > since]
    if not ahead:
        return [(since, None)]
    last = ahead[-1][1]
    return [*minus(((since, last),), pauses), (last, None)]
