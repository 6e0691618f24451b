"""Conditions, measures and clocks as written."""

from __future__ import annotations

from typing import Literal

from sladsl.ast.plain_values import (
    Answer,
    Column,
    Comparator,
    Duration,
    Name,
    PeriodWord,
    Quantity,
    Text,
    Value,
)
from sladsl.values.number import Number

# ---- conditions over the fields of a row


class FieldName(Value):
    text: str


class Arithmetic(Value):
    operator: Literal["+", "-", "*", "/"]
    left: Operand
    right: Operand


class ElapsedTime(Value):
    """`opened to responded`."""

    since: Name
    until: Name


Operand = FieldName | Quantity | Duration | Arithmetic | ElapsedTime | Column


class Comparison(Value):
    left: Operand
    comparator: Comparator
    right: Operand


class OneOf(Value):
    """`impact is one of major, critical`, `status is Open`; `negated` for `is not`."""

    field: Name
    values: tuple[Name | Text, ...]
    negated: bool


class IsKnown(Value):
    field: Name
    negated: bool


class Notice(Value):
    """`announced at least 5 days before start`."""

    earlier: Name
    comparator: Comparator
    distance: Duration
    later: Name


ORDERS = {"at most": "is not after", "below": "is before", "at least": "is not before", "above": "is after"}
"""What is said of two times instead of a comparator of figures."""


class Order(Value):
    """`closed is not after due`: two instants compared."""

    left: Name
    right: Name
    order: Literal["before", "after"]
    negated: bool


class Truth(Value):
    """A bare field: `ok`."""

    field: Name


class Not(Value):
    of: Condition


class AllOf(Value):
    of: tuple[Condition, ...]


class AnyOf(Value):
    of: tuple[Condition, ...]


Condition = Comparison | OneOf | IsKnown | Notice | Order | Truth | Not | AllOf | AnyOf


class Population(Value):
    """`windows where announced at least 5 days before start`."""

    source: Name
    where: Condition | None


# ---- measures

EvaluatedMeasure = Literal[
    "uptime from",
    "downtime from",
    "longest outage from",
    "number of outages from",
    "share of",
    "number of",
    "as reported",
    "time of",
    "average of",
    "median of",
    "sum of",
    "minimum of",
    "maximum of",
    "percentile of",
    "ratio of",
    "average over slots of",
    "time until",
    "weighted average",
    "formula of",
    "delay of",
]
MeasureKind = EvaluatedMeasure


class Measure(Value):
    """What is measured, from which sources.

    `operand` is the figure of a row (`opened to resolved`, `latency`, `errors / requests`); `percentile` is the `95` of
    a 95th percentile; `slot` the length of the slots that are averaged; `complement`: `100% -` stands before it.
    """

    kind: MeasureKind
    sources: tuple[Name, ...]
    operand: Operand | None = None
    percentile: Number | None = None
    slot: Duration | None = None
    complement: bool = False
    nth: Number | None = None
    """The 3 of `time until 3rd of outages`."""
    last: Number | None = None
    """How many of the last `period` the operand, a metric, is taken over."""
    period: PeriodWord | None = None
    across: Name | None = None
    """The dimension over whose values the operand, a metric, is taken."""


class ClockWords(Value):
    """`Support, paused while waiting`: the calendar in which time runs (an answer `always`), and what stops it.

    `log` is the source whose states stop it, where it is not the one that is measured.
    """

    calendar: Name | Answer | None
    paused: Condition | None
    log: Name | None
