"""Values as written: what may stand after a key, before any name is bound or unit settled."""

from __future__ import annotations

from typing import Literal

from sladsl.record import Record
from sladsl.source import NOWHERE, Span
from sladsl.values.number import Number


class Value(Record):
    """Base of all written values; `span` is where it stands."""

    span: Span = NOWHERE


class Answer(Value):
    """One of the closed answers of a key (`out of both`)."""

    text: str


class NotStated(Value):
    """`not stated`: the parties left it open, and the text says so."""


class Broken(Value):
    """What could not be read; a finding has said why, so nobody complains about it again."""


class Text(Value):
    text: str


class Texts(Value):
    items: tuple[Text, ...]


class Name(Value):
    text: str


class Names(Value):
    items: tuple[Name, ...]


class Date(Value):
    """A civil date, `2026-01-31`."""

    iso: str


class Moment(Value):
    """A civil date and time of day, `2026-03-04 10:00`; a plain date is its midnight."""

    iso: str


class PeriodName(Value):
    """`2026-03`, `2026-Q1`, `2026`, `2026-W05` or `2026-03-04`."""

    label: str


class PeriodRange(Value):
    first: PeriodName
    last: PeriodName


class Extent(Value):
    """`A to B` between two moments."""

    start: Moment
    end: Moment


# ---- quantities

ClockUnit = Literal["millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"]
PeriodWord = Literal["day", "week", "month", "quarter", "year"]


class Quantity(Value):
    """A number with its unit: `%`, a currency code, a noun, or "" for a plain number."""

    number: Number
    unit: str


class TimePart(Value):
    number: Number
    unit: str
    """A `ClockUnit`, or `business hour`, `business day`."""


class Duration(Value):
    """`1 hour 30 minutes`: parts in the order written."""

    parts: tuple[TimePart, ...]


Comparator = Literal["at least", "at most", "above", "below", "exactly"]


class Target(Value):
    """`target`: what the table `target by …` of the objective says."""


class Column(Value):
    """`Times.response`: a column of a table."""

    table: Name
    column: Name


class Bound(Value):
    comparator: Comparator
    operand: Quantity | Duration | Name | NotStated | Target | Column


class BandHead(Value):
    """The left side of a band: one bound, two (`below 99.9% but at least 99.0%`), or none for `otherwise`."""

    bounds: tuple[Bound, ...]


class Round(Value):
    """`half up to 0.01 EUR, on each line`."""

    mode: Literal["half up", "half even", "down", "up"]
    quantum: Quantity
    where: str


class Offset(Value):
    """`30 days after the month`: a distance before or after an anchor (its words without `the`).

    `60 days of the last miss` is a distance after it.
    """

    distance: Duration
    direction: Literal["after", "before"]
    anchor: str


# ---- money


class Fee(Value):
    """`12_000 EUR per month`, or `as invoiced per quarter` (no amount)."""

    amount: Quantity | None
    period: PeriodWord | None


class FeeBase(Value):
    """`that month's fee of Shop`, `the previous quarter's fee of that feature`."""

    which: Literal["that", "the previous", "the next"]
    period: PeriodWord
    service: Name | None
    scope: Name | None
    """The noun after `of that`."""


class DaysOfFee(Value):
    days: Number


class Share(Value):
    """A percentage, of the base that follows it or, without one, of the base of the block."""

    percent: Quantity
    base: FeeBase | None


Amount = Quantity | Share | DaysOfFee | Answer | NotStated


class Cap(Value):
    """`60% of that month's fee of Shop per month, of all credits, cites "Sch. 3 §5.4"`."""

    amount: Quantity | Share | DaysOfFee
    window: str
    """A period, where a year says which: `calendar year`, `contract year`; or `term`."""
    covers: Answer | NotStated | None
    cites: Text | None = None


class Allowance(Value):
    """`first 8 hours per month`."""

    length: Duration
    period: PeriodWord


class Renewal(Value):
    length: Duration
    how: Answer


class Acceptance(Value):
    on: Date
    signatory: Text | None


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

MeasureKind = Literal[
    "uptime from",
    "downtime from",
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
]


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


class ClockWords(Value):
    """`Support, paused while waiting`: the calendar in which time runs (an answer `always`), and what stops it.

    `log` is the source whose states stop it, where it is not the one that is measured.
    """

    calendar: Name | Answer | None
    paused: Condition | None
    log: Name | None


# ---- calendars


class HoursOfDay(Value):
    """`08:00 to 12:00, 13:00 to 18:00` in minutes of the day; no pieces: closed."""

    pieces: tuple[tuple[int, int], ...]


class Days(Value):
    """`Monday to Friday` (0 to 6) or dates."""

    weekdays: tuple[int, ...]
    dates: tuple[Date, ...]


# ---- fields


class FieldKind(Value):
    """`time`, `yes or no`, `number`, `duration`, `text`, or the values of a choice."""

    type: Literal["time", "number", "duration", "yes or no", "choice", "text", "intervals"]
    values: tuple[Name | Text, ...]


# ---- sentences and scenarios


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


Actor = Name | Answer
"""A party, or `either party`."""


class RightWords(Value):
    """`Acme may terminate`, `either party may terminate`, `Acme may terminate that circuit`."""

    holder: Actor
    action: str
    scope: Name | None = None


class DutyWords(Value):
    """`Nimbus sends Report to Acme`, `Nimbus must "keep a spare"`."""

    owner: Name
    verb: Literal["sends", "must"]
    what: Name | Text
    to: Name | None = None


# ---- triggers of rights


class InPeriods(Value):
    """`in 3 of any 6 consecutive months` (`of` 6), `in 3 consecutive months` (`of` 0), `in 4 months of a contract year`.

    `year` is `calendar year` or `contract year`, else "".
    """

    count: Number
    of: Number | None
    period: PeriodWord
    year: str = ""


class Event(Value):
    """`Availability missed in 3 consecutive months`; the subject `any objective` is an answer."""

    subject: Name | Answer
    status: Literal["missed", "met", "critical", "below minimum", "not assessed"]
    window: InPeriods | None


class AllEvents(Value):
    of: tuple[Trigger, ...]


class AnyEvent(Value):
    of: tuple[Trigger, ...]


Trigger = Event | AllEvents | AnyEvent


# ---- tables, escalations


class Cells(Value):
    """`15 minutes | 2 business hours | not offered`: the right side of a row of a table."""

    items: tuple[Duration | Quantity | Name | Answer | NotStated, ...]


class Columns(Value):
    """`response | resolution`."""

    items: tuple[Name, ...]


class Step(Value):
    """`at 50%`, `at due`, `60 minutes after due`: when an escalation happens.

    `share` of the time allowed, or a distance from the due time (`before` counts back); both None: at the due time.
    """

    share: Quantity | None = None
    distance: Duration | None = None
    direction: Literal["before", "after", ""] = ""


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
    service: Name
    scope: Name | Text | None
    amount: Quantity


class Expectation(Value):
    """`met`, `missed`, `credit 1_200 EUR`, `no credit`, `exactly 99.86%`, `claim by 2026-04-30` …"""

    kind: Literal[
        "met",
        "missed",
        "critical",
        "below minimum",
        "not assessed",
        "reported",
        "level",
        "credit",
        "no credit",
        "no band",
        "claim by",
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


class Outcomes(Value):
    """The right side of a row of `expected`."""

    items: tuple[Expectation, ...]


class RecordHead(Value):
    """`record tickets 999 times`."""

    source: Name
    times: Number | None


class Raw(Value):
    """A value given to a field of a stated record, as text."""

    text: str
