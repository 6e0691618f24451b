"""What may still be lost in a running period, as data: before the promise is missed and before each next band."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.record import Record


class Edge(Record):
    """One turn of the outcome: `missed`, `critical`, a band; up to `allowed` may be lost before it, in the budget's unit.

    `runs_out` is the instant at which that is lost at the present rate, `day` its day in the zone of the agreement; None
    and "" when it lasts to the end of the period at this rate, or is used up. `since` is the day on which it was used up,
    "" when it is not.
    """

    to: str
    allowed: Fraction
    left: Fraction
    """Below zero: so much more than allowed was lost."""
    state: Literal["lasts", "runs out", "used up"]
    runs_out: int | None = None
    day: str = ""
    since: str = ""


class Budget(Record):
    """`lost` so far in the time `gone` of the `time` (µs) that the period has, both without what lies outside the term.

    `whole` is what the level is a share of (None: the loss is the level). `expected`: it counts what comes, and is so much
    by the end of the period if that comes as it came so far. The first of the `edges` is the promise where one is made
    that can still be missed.
    """

    unit: Literal["us", "rows", "number", "slots"]
    lost: Fraction
    gone: int
    time: int
    whole: Fraction | None
    expected: bool
    edges: tuple[Edge, ...]

    def promise(self) -> Edge | None:
        """The edge at which the promise is missed."""
        return next((edge for edge in self.edges if edge.to == "missed"), None)

    def share_left(self) -> Fraction | None:
        """The share of the promise's budget that is left, from 0 to 1; None where nothing may be lost, and nothing is."""
        edge = self.promise()
        if edge is None or (not edge.allowed and not self.lost):
            return None
        return max(Fraction(0), edge.left / edge.allowed) if edge.allowed else Fraction(0)
