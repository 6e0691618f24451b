"""Sentences, tables, escalations and what scenarios state, as written."""

from __future__ import annotations

from typing import Literal

from sladsl.ast.condition_values import OneOf, Truth
from sladsl.ast.plain_values import (
    Answer,
    AtRisk,
    Bound,
    Comparator,
    Date,
    Duration,
    Extent,
    Name,
    NotStated,
    PeriodName,
    PeriodWord,
    Quantity,
    Share,
    Text,
    Value,
)
from sladsl.values.number import Number

# ---- sentences and scenarios


class Assessed(Value):
    """`each 720 hours`, `each day over the preceding 30 days`, `each month over the last 2 months`.

    Also `over any 30 consecutive days`, and `each not stated`.
    """

    kind: Literal["each length", "over preceding", "over last", "over any", "not stated"]
    length: Duration | None
    count: Number | None = None


class PromiseWords(Value):
    """`Nimbus ensures Uptime, Speed at least 99.9% each month`.

    `Desk ensures Response of each ticket at most 4 hours`: `noun` is what each one is, `bound` that of one record.
    `Desk ensures Response of at least 95% of tickets at most 4 hours each month`: `share` says how many of them.
    """

    owner: Name
    verb: Literal["ensures", "aims for", "reports"]
    metrics: tuple[Name, ...]
    bound: Bound | None
    period: PeriodWord
    noun: Name | None = None
    share: Bound | None = None
    together: bool = False
    """`all of A, B`: one promise that is missed when any of them is."""
    assessed: Assessed | None = None
    """What is assessed where it is not simply each of the periods."""


Actor = Name | Answer
"""A party, or `either party`."""


class RightWords(Value):
    """`Acme may terminate`, `either party may terminate that circuit`, `Acme may "use a substitute"`."""

    holder: Actor
    action: str
    """One of the language (sladsl/ast/rights.py), or the author's own words."""
    in_words: bool = False
    scope: Name | None = None
    service: Name | None = None
    """`terminate only Portal`."""
    objective: Name | None = None
    """`promote Speed`, `demote Speed`."""
    instead: Name | None = None
    """`promote Speed in place of Response`."""


class DutyWords(Value):
    """`Nimbus sends Report to Acme`, `Nimbus must "keep a spare"`."""

    owner: Name
    verb: Literal["sends", "must"]
    what: Name | Text
    to: Name | None = None


# ---- triggers of rights


class InPeriods(Value):
    """`in 3 of any 6 consecutive months` (`of` 6), `in 3 consecutive months` (`of` 0), `in 4 months of a contract year`.

    `year` is `calendar year` or `contract year`, else "". `kind` is `in` of these, `any` of `in any 3 consecutive months`
    (what they come to together), `next` of `in each of the next 6 months`.
    """

    count: Number
    of: Number | None
    period: PeriodWord
    year: str = ""
    kind: Literal["in", "any", "next"] = "in"


class Event(Value):
    """`Availability missed in 3 consecutive months`; the subject `any objective` is an answer."""

    subject: Name | Answer | None
    """None: the objective that the block is about."""
    status: Literal[
        "missed", "met", "critical", "below minimum", "below expected", "not assessed", "exceeded"
    ]
    window: InPeriods | None


class Reached(Value):
    """`points at least 50 in any 3 consecutive months`, `Downtime above 8 hours in one month`."""

    subject: Name | Answer
    """A metric, or one of the answers `points`, `credits`, `credits before caps`, `credits after caps`."""
    comparator: Comparator
    figure: Quantity | Duration | Name | AtRisk
    window: InPeriods | None


class NothingDue(Value):
    """`no credit due in each of the next 3 months`."""

    window: InPeriods | None


class AllEvents(Value):
    of: tuple[Trigger, ...]


class AnyEvent(Value):
    of: tuple[Trigger, ...]


Trigger = Event | Reached | NothingDue | Truth | OneOf | AllEvents | AnyEvent


# ---- tables, escalations


class Cells(Value):
    """`15 minutes | 2 business hours | not offered`: the right side of a row of a table."""

    items: tuple[Duration | Quantity | Name | Answer | NotStated, ...]


class Columns(Value):
    """`response | resolution`."""

    items: tuple[Name, ...]


class Step(Value):
    """`at 50%`, `at 4 hours`, `at due`, `60 minutes after due`, `at not stated`: when an escalation happens.

    `share` of the time allowed, or a distance from the due time (`before` counts back; `at`: from the record's beginning);
    both None: at the due time, unless that is `left_open`.
    """

    share: Quantity | None = None
    distance: Duration | None = None
    direction: Literal["before", "after", "at", ""] = ""
    left_open: bool = False


class Escalate(Value):
    """`"Team lead"`, `reassign to "Next agent"`."""

    to: Name | Text
    reassign: bool


class Labels(Value):
    """The comma list before the colon of a free row: `Availability, 2026-03`."""

    items: tuple[Name | Text | PeriodName, ...]


class Outage(Value):
    """`down: Shop "Checkout", 2026-03-04 10:00 to 2026-03-04 10:50`."""

    of: Name
    scope: Name | Text | None
    extent: Extent


class StatedFee(Value):
    """`Shop, 12_000 EUR`, `Shop "Checkout", 2026-05, 250 EUR`; without a period the fee of each that is not named."""

    service: Name
    scope: Name | Text | None
    amount: Quantity
    period: PeriodName | None = None
    one_time: Quantity | None = None
    """What of it is charged once."""
    passed_through: Quantity | None = None
    used: bool = False
    """Whether the amount is a number of what is charged for."""


class Expectation(Value):
    """`met`, `missed`, `credit 1_200 EUR`, `no credit`, `exactly 99.86%`, `claim by 2026-04-30` …"""

    kind: Literal[
        "met",
        "missed",
        "critical",
        "below minimum",
        "below expected",
        "not assessed",
        "reported",
        "level",
        "credit",
        "no credit",
        "no band",
        "claim by",
        "exceeded",
        "points",
        "earned back",
        "bonus",
        "on track",
        "wanted by now",
        "behind",
        "left",
    ]
    value: Quantity | Duration | Share | Date | None


class Expected(Value):
    """`Availability missed, credit 1_200 EUR`; `scope` where a dimension is assessed by itself."""

    objective: Name
    scope: Name | Text | None
    outcomes: tuple[Expectation, ...]


class ExpectedRight(Value):
    """`Acme may terminate from 2026-04-01 to 2026-05-30`; `lacking`: `Acme may not terminate`.

    `scope` is the value after `terminate that circuit`; `since` the day on which it arises, `until` the last day.
    """

    words: RightWords
    scope: Name | Text | None
    lacking: bool
    since: Date | None
    until: Date | None


class ExpectedDuty(Value):
    """`Nimbus must "present a plan" by 2026-04-20, late`; `lacking`: `Nimbus must not "present a plan"`.

    `scope` is a value of the dimension in which it arises, `due` its last day, `kept` what became of it.
    """

    words: DutyWords
    scope: Name | Text | None
    lacking: bool
    due: Date | None
    kept: Literal["", "in time", "late", "overdue"] = ""


class Outcomes(Value):
    """The right side of a row of `expected`."""

    items: tuple[Expectation, ...]


class RecordHead(Value):
    """`record tickets 999 times`."""

    source: Name
    times: Number | None


class Raw(Value):
    """A value given to a field of a stated record, as text; `length`: where it is a duration."""

    text: str
    length: Duration | None = None
