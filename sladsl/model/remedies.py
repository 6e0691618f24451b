"""What makes a credit more or less than the row of a table, as an agreement means it: steps, repeats, points, pools."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.model.meaning import Choices, Meaning, Unit
from sladsl.source import Span
from sladsl.values.money import Money
from sladsl.values.period import PeriodKind

if TYPE_CHECKING:
    from sladsl.model.dates import Trigger
    from sladsl.model.facts import Circumstance
    from sladsl.model.meanings import Bound, FeeBase


class Step(Meaning):
    """`full 30 minutes of Downtime beyond 4 hours`: `length` and `beyond` in the unit of the level.

    `counts`, `beyond_counts`, `summed`: "" where the text does not say (choices do). `figure`: the objective whose level
    it is; "" for the one that the credit is about.
    """

    length: Fraction
    unit: Unit
    text: str
    counts: str
    of_shortfall: bool
    figure: str
    beyond: Fraction | None
    beyond_counts: str
    summed: str
    metric: str = ""
    """The metric that is measured for it beside the promise, where no objective of the same periods is about it."""
    unread: str = ""
    """Why how many there are can't be told; "" where it can."""


class Repeat(Meaning):
    """`2 times from the 2nd miss in a row`, or within one period of the kind `within`, or any `run` of them in a row."""

    factor: Fraction
    start: int
    within: PeriodKind | Literal["contract year"] | None
    run: int = 1


class EarnBack(Meaning):
    """`share` None: not stated. `following`: in each of the next periods, else in so many that follow each other later."""

    share: Fraction | None
    places: int
    what: Literal["met", "exceeded", "no credit due"]
    count: int
    period: str
    following: bool
    never: tuple[str, ...]
    into: str
    lapses: str


class LeastPaid(Meaning):
    """`1 USD`, or `above 1 USD`."""

    money: Money
    above: bool


class Paying(Meaning):
    """How credits are paid, in the words of the answers; "" where nothing is said, `not stated` where that is left open."""

    paid: str
    into: str
    unused: str
    limit: Fraction | None
    """The part of an invoice by which it can be reduced at most."""
    remedy: str


class PointsRow(Meaning):
    """A row of a table of points; `points` None: not stated."""

    bounds: tuple[Bound, ...]
    points: Fraction | None
    text: str


class Points(Meaning):
    """What a miss of these objectives scores: rows, or an `amount` of any miss."""

    objectives: tuple[str, ...]
    bands: tuple[PointsRow, ...]
    printed: bool
    bands_span: Span
    amount: Fraction | None
    step: Step | None
    repeat: Repeat | None
    choices: Choices
    applies: Circumstance | None = None
    """When they are scored at all; None: always."""
    when: Mapping[str, Trigger] = {}
    """What has to happen besides a miss, for each objective."""


class AtRisk(Meaning):
    """The part of the fees that credits are taken from."""

    ratio: Fraction
    places: int
    base: FeeBase
    period: PeriodKind


class Score(Meaning):
    """One figure for several objectives: `weights` of what each comes to, of all their weights together.

    `counts` is how much of a weight counts, "" where that is not stated. One of `must` that is missed makes it missed.
    """

    weights: tuple[tuple[str, Fraction], ...]
    counts: Literal[
        "whether it was met", "full or half", "its level", "level over target", "part of the target", ""
    ]
    must: tuple[str, ...]
    warning: Bound | None
    sentences: bool = False
    """Its parts are the sentences of one objective, which is kept when all of them are."""


class Pool(Meaning):
    """A category and its share of the amount at risk, divided by objectives."""

    name: str
    title: str
    share: Fraction
    allocation: tuple[tuple[str, Fraction], ...]
