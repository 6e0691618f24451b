"""Bounds as they are written, also in what is not evaluated yet: on which side of its value each lies, and in which unit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.credits import Consequence
from sladsl.ast.declare import Block
from sladsl.ast.objectives import Objective, Promise
from sladsl.model import meanings as m
from sladsl.record import Record
from sladsl.source import Span

CLOCK = {
    "millisecond": 1_000,
    "second": 1_000_000,
    "minute": 60_000_000,
    "hour": 3_600_000_000,
    "day": 86_400_000_000,
    "week": 7 * 86_400_000_000,
}
UP, DOWN = ("at least", "above"), ("at most", "below")


class Side(Record):
    """All values on one side of `value`, with it (`closed`) or without; `unit` is `%`, `time`, or that of a number."""

    up: bool
    value: Fraction
    closed: bool
    unit: str
    comparator: str
    span: Span
    """Where the value stands."""

    def overlaps(self, other: Side) -> bool:
        """Whether some value lies on both sides; those of one direction always share some."""
        if self.up == other.up:
            return True
        low, high = (self, other) if self.up else (other, self)
        return low.value < high.value or (low.value == high.value and low.closed and high.closed)

    def within(self, other: Side) -> bool:
        """Whether every value of this side lies on the other one, too."""
        if self.up != other.up:
            return False
        if self.value == other.value:
            return other.closed or not self.closed
        return self.value > other.value if self.up else self.value < other.value


def side(bound: object) -> Side | None:
    """The side of a written bound; None for `exactly`, for what is left open, and what has no length of its own."""
    if not isinstance(bound, v.Bound) or bound.comparator not in (*UP, *DOWN):
        return None
    operand = bound.operand
    if isinstance(operand, v.Quantity):
        value, unit = operand.number.value, operand.unit
    elif isinstance(operand, v.Duration) and all(part.unit in CLOCK for part in operand.parts):
        value = sum((part.number.value * CLOCK[part.unit] for part in operand.parts), Fraction(0))
        unit = "time"
    else:
        return None
    return Side(
        up=bound.comparator in UP,
        value=value,
        closed=bound.comparator in ("at least", "at most"),
        unit=unit,
        comparator=bound.comparator,
        span=operand.span,
    )


def of_meaning(bound: m.Bound) -> Side | None:
    """The side of a bound that has its meaning."""
    if bound.comparator not in (*UP, *DOWN):
        return None
    return Side(
        up=bound.comparator in UP,
        value=bound.value,
        closed=bound.comparator in ("at least", "at most"),
        unit=bound.unit,
        comparator=bound.comparator,
        span=bound.span,
    )


def promises(objective: Objective) -> Iterator[v.PromiseWords]:
    """The sentences of an objective."""
    for block in objective.children(Promise):
        if isinstance(block.head_value, v.PromiseWords):
            yield block.head_value


def judged_bound(words: v.PromiseWords) -> v.Bound | None:
    """What is kept or missed in a period: the share of records where one is promised, else the level."""
    if words.share is not None:
        return words.share
    return None if words.noun is not None else words.bound


_owed: list[tuple[Block, tuple[tuple[Consequence, tuple[Objective, ...]], ...]]] = []
"""What the agreement that was asked about last owes: several rules ask about one agreement in a row."""


def consequences(root: Block) -> tuple[tuple[Consequence, tuple[Objective, ...]], ...]:
    """Credits, bonuses and points with the objectives that they are for, wherever they stand."""
    if not _owed or _owed[0][0] is not root:
        _owed[:] = [(root, tuple(_consequences(root)))]
    return _owed[0][1]


def _consequences(root: Block) -> Iterator[tuple[Consequence, tuple[Objective, ...]]]:
    objectives = {each.name.text: each for each in root.blocks if isinstance(each, Objective) and each.name}
    for block in root.blocks:
        if isinstance(block, Consequence):
            names = block.head_value.items if isinstance(block.head_value, v.Names) else ()
            yield block, tuple(objectives[name.text] for name in names if name.text in objectives)
        elif isinstance(block, Objective):
            for inner in block.blocks:
                if isinstance(inner, Consequence):
                    yield inner, (block,)


def against_each_other(sides: list[Side | None]) -> bool:
    """Whether rows of which the first that fits applies go two ways: some levels lie on both of two opposite sides."""
    known = [each for each in sides if each is not None]
    return any(
        low.value < high.value and low.unit == high.unit
        for low in known
        if low.up
        for high in known
        if not high.up
    )
