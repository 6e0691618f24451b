"""Progress in a running period, as data: what has come of what is promised at least, and whether it comes fast enough."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.record import Record


class Goal(Record):
    """One turn of the outcome as more comes: `met`, a band; `wanted` is the least that brings it, in the line's unit.

    `by_now` is the part of it that belongs to the time gone, if it comes evenly; `behind` is how much less than that
    there is, zero where there is as much. `reached_on` is the day, in the zone of the agreement, on which it is there at
    the present rate; "" where that is not within the period, or it is there already.
    """

    to: str
    wanted: Fraction
    by_now: Fraction
    behind: Fraction
    state: Literal["reached", "on track", "behind"]
    reached_on: str = ""


class Progress(Record):
    """`got` so far in the time `gone` of the `time` (µs) that the period has, both without what lies outside the term.

    It `comes_to` so much by the end at the present rate. The `goals` ascend; the one of the promise is `met`.
    """

    got: Fraction
    gone: int
    time: int
    comes_to: Fraction
    goals: tuple[Goal, ...]

    def promise(self) -> Goal | None:
        """The goal that keeps the promise."""
        return next((goal for goal in self.goals if goal.to == "met"), None)
