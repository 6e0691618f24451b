"""What makes a credit more or less than the row of a table: steps, repeated misses, points, earning back.

Compiled like all rules of settlement; units are those of the level (a ratio, microseconds, a number).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.record import Record

if TYPE_CHECKING:
    from sladsl.plan.composed import Part
    from sladsl.plan.dates import TriggerRule
    from sladsl.plan.settlement import Between, Bound, Rule
    from sladsl.values.period import PeriodKind


class StepRule(Record):
    """An amount for each step of `length` by which a level lies beyond `beyond`, on its bad side.

    `of` the shortfall: beyond what is promised. `whole`: once beyond, all of the level counts, not only the excess.
    """

    length: Fraction
    counts: Literal["full only", "started", "exact"]
    of: Literal["level", "shortfall"] = "level"
    beyond: Fraction | None = None
    better: bool = False
    """It counts on the good side: by how much the level is better."""
    whole: bool = False
    text: str = ""
    """The step in words: `10 ms`, `1%`."""
    figure: str = ""
    """The objective whose level it is; "" for the one that the credit is about."""
    metric: str = ""
    """The metric that is measured for it, where no objective is about it."""
    other: Part | None = None
    """The same as it is measured beside the promise."""
    column: str = ""
    """The column that has the time of all steps, each outage by itself; "" where they are those of the level."""
    unsaid: str = ""
    """Why how many steps there are can't be told, whatever the level is; "" where it can."""


class RepeatRule(Record):
    """`factor` times the amount from the `start`-th miss: in a row, or within one period of the kind `within`, or any `run`
    of them that follow each other."""

    factor: Fraction
    start: int
    within: PeriodKind | Literal["contract year"] | None = None
    run: int = 1
    bridged: bool = False
    """A period without a verdict does not end the row."""


class EarnBackRule(Record):
    """`share` of a credit is given back (None: not stated) when each of `count` periods came out as `what` says.

    `following`: those are the next ones after the miss; else any that follow each other later. `never`: grades of misses
    whose credits stay.
    """

    rule: Rule
    share: Fraction | None
    what: Literal["met", "exceeded", "no credit due"]
    count: int
    following: bool
    never: frozenset[str] = frozenset()
    text: str = ""
    into: str = ""
    lapses: str = ""


class PayingRule(Record):
    """How credits are paid. `kind`: the period of an invoice; `limit`: the part by which one is reduced at most.

    Credits in `money`, and in service `time`, are no matter of invoices. `rest` is what becomes of what an invoice does
    not take up ("": not said).
    """

    rule: Rule
    kind: PeriodKind
    paid: Literal["claim", "period", "quarter", "year", ""]
    money: bool
    limit: Fraction
    rest: Literal["carried forward", "lapses at the end of the term", "paid out", ""]
    time: bool = False


class Order(Record):
    """What the agreement says of the order in which amounts are worked out; by default caps come behind repeats, and before
    claims and earning back.
    """

    cap_before_repeat: bool = False
    """Caps limit the credit of a first miss, and a repeated one is a multiple of that."""
    claim_before_cap: bool = False
    """A credit that is claimed too late uses up nothing of a cap."""
    earned_before_cap: bool = False
    """What is earned back is a part of the credit before caps: they limit what is left of it, which is what uses them up."""


class PointsPiece(Record):
    """One row of a table of points; `points` None: not stated."""

    bounds: tuple[Bound, ...]
    points: Fraction | None
    text: str


class PointsRule(Record):
    """The points of a miss: `pieces` as in bands (the first that fits, or none), or `flat`."""

    rule: Rule
    pieces: tuple[PointsPiece, ...] = ()
    flat: Fraction | None = None
    fit: Literal["first", "highest", "error"] = "first"
    between: Between = "error"
    step: StepRule | None = None
    repeat: RepeatRule | None = None
    each_missed: bool = False
    when: TriggerRule | None = None
    """What has to have happened by the end of the period, besides a miss."""
    below_expected: bool = False
    """What they wait for speaks of less than is expected: a flat number is scored for that, too, not only for a miss."""
    not_scored: Mapping[str, Mapping[str, NotOwed]] = {}
    """By scope and label of the period why a miss scores nothing."""


ScoreCounts = Literal[
    "whether it was met", "full or half", "its level", "level over target", "part of the target", ""
]


class ScorePart(Record):
    """A promise in a score and what it counts; `scoped`: it has a line for each scope, else its one stands for all."""

    objective: str
    title: str
    weight: Fraction
    scoped: bool = False


class ScoreRule(Record):
    """The part of the weights that counts, by what `counts` says ("": not stated); `must` are those that can't be missed."""

    parts: tuple[ScorePart, ...]
    counts: ScoreCounts
    must: frozenset[str] = frozenset()
    warning: Bound | None = None


class NotOwed(Record):
    """Why nothing is owed for a miss; `open`: whether that can't be told."""

    why: str
    open: bool = False
