"""Values of the wider terms: figures with names, steps, repeats, baselines, roles, what agreements refer to."""

from __future__ import annotations

from typing import Literal

from sladsl.ast.condition_values import Condition, Population
from sladsl.ast.plain_values import (
    Answer,
    Bound,
    Date,
    Duration,
    FeeBase,
    Name,
    NotStated,
    PeriodName,
    PeriodWord,
    Quantity,
    Text,
    Value,
)
from sladsl.ast.sentence_values import InPeriods
from sladsl.values.number import Number

# ---- figures


class Rate(Value):
    """`10_000 USD per month`."""

    amount: Quantity
    period: PeriodWord


class When(Value):
    """`when priority is P1`: a defined condition."""

    condition: Condition


Definition = Population | When | Text


# ---- what agreements refer to


class Reference(Value):
    """`Corporate.Response`, or `Corporate` alone; `of` is the agreement."""

    of: Name
    what: Name | None


class Incorporated(Value):
    """`"Price list", 2026-01-01`, or `"Price list", not stated`."""

    text: Text
    on: Date | NotStated | None


class Pays(Value):
    """`Acme to Nimbus`."""

    payer: Name
    payee: Name


class LeastPaid(Value):
    """`1 USD`, or `above 1 USD`: what is owed must be more than that."""

    amount: Quantity
    above: bool


class Cycle(Value):
    """`from the 16th`: the day of the month, 1 to 31; `30 days`: its length (`day` is 0)."""

    day: int
    length: Duration | None = None


class FromDate(Value):
    """`from 2026-02-01`."""

    on: Date


# ---- measures


class AtOnce(Value):
    """`every server` (`least` None), `any zone, at least 2`."""

    part: Name
    least: Number | None


class Grace(Value):
    """`15 minutes, then in full`."""

    length: Duration
    then: Literal["then in full", "never counted"]


# ---- promises

Aggregate = Literal["average", "median", "lowest", "highest"]


class InForce(Value):
    """`after 3 months` or `from 2027-01-01`."""

    after: Duration | None
    on: Date | None


class Baseline(Value):
    """`average of the first 3 months`, or `…, at least 99%`: then it is never below that."""

    figure: Aggregate
    count: Number
    period: PeriodWord
    floor: Bound | None


class Raise(Value):
    """`every 12 months, halfway to the average of the last 12 months`; `by 10% of the gap` to the best there is."""

    every: Duration
    share: Quantity | None
    """Of the gap to 100 %; None where it goes to a figure of the past."""
    halfway: bool
    figure: Aggregate | None
    count: Number | None
    period: PeriodWord | None


class FreeMisses(Value):
    """`1 miss per quarter`; `1 miss of fewer than 20 tickets`."""

    count: Number
    window: str
    below: Number | None
    noun: Name | None


class Parity(Value):
    """`Retail by "modified z-test at 95%"`."""

    other: Name
    test: Text


# ---- remedies


class StepOf(Value):
    """`full 30 minutes of Downtime beyond 4 hours, only the excess, per outage`.

    `counts`: how a step that was only begun counts, `beyond_counts` what counts beyond the limit, `summed` whether steps are
    counted in each outage; each "" where the text does not say (the choices of these names do).
    """

    length: Quantity | Duration
    counts: str
    of: Name | Answer | None
    """A metric, or the answer `the shortfall`; None: what the objective measures."""
    beyond: Quantity | Duration | None
    beyond_counts: str
    summed: str
    noun: Name | None = None
    """What is counted, where the step is so many of it: `1 trip of MissedTrips`."""


class Repeat(Value):
    """`2 times from the 2nd miss in a row` (`window` None), `1.5 times from the 4th miss in one month`."""

    factor: Number
    start: Number
    window: InPeriods | None


class Multiple(Value):
    """`10 times the fee for the time lost`."""

    factor: Number


class AmountRange(Value):
    """`1% to 2%`, `100 EUR to 500 EUR`: the party that decides sets it."""

    least: Quantity
    most: Quantity
    base: FeeBase | None


class StepOrder(Value):
    """`bands, repeat, cap, earn back`."""

    steps: tuple[str, ...]


class PointsHead(Value):
    """`credit for points each month`."""

    period: PeriodWord


# ---- calendars


class InAll(Value):
    """`"US" and "GB"`: days that are holidays in all of them."""

    items: tuple[Text, ...]


# ---- governance, scenarios


class Roles(Value):
    """`responsible Nimbus, informed Acme`."""

    items: tuple[tuple[Literal["responsible", "accountable", "consulted", "informed"], Name], ...]


class Given(Value):
    """`Class, Gold`; `GoodStanding, 2026-03, yes`."""

    name: Name
    values: tuple[Name | Text | PeriodName | Quantity, ...]
