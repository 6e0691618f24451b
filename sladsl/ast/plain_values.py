"""Plain values as written: names, texts, dates, quantities, money, hours, fields."""

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
PlainPeriod = Literal["day", "week", "month", "quarter", "year"]
PeriodWord = Literal[
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "billing cycle",
    "contract year",
    "fiscal year",
    "fiscal quarter",
]


class Quantity(Value):
    """A number with its unit: `%`, a currency code, a noun, or "" for a plain number."""

    number: Number
    unit: str


class TimePart(Value):
    number: Number
    unit: str
    """A `ClockUnit`, or `business hour`, `business day`."""


class Duration(Value):
    """`1 hour 30 minutes`: parts in the order written; `same business day`: none of them, up to the close of business."""

    parts: tuple[TimePart, ...]
    to_close: bool = False
    """Whether it ends with the close of business, whatever else says how a business day ends."""


Comparator = Literal["at least", "at most", "above", "below", "exactly"]


class Target(Value):
    """`target`: what the table `target by …` of the objective says."""


class BaselineLevel(Value):
    """`baseline`: what the key `baseline` of the objective says."""


class Column(Value):
    """`Times.response`: a column of a table."""

    table: Name
    column: Name


class Bound(Value):
    comparator: Comparator
    operand: Quantity | Duration | Name | NotStated | Target | BaselineLevel | Column


class BandHead(Value):
    """The left side of a band: one bound, two (`below 99.9% but at least 99.0%`), or none for `otherwise`."""

    bounds: tuple[Bound, ...]


class Round(Value):
    """`half up to 0.01 EUR, on each line`."""

    mode: Literal["half up", "half even", "down", "up"]
    quantum: Quantity
    where: str


NO_ANCHOR = "not stated"
AWARENESS = "awareness"


class Offset(Value):
    """`30 days after the month`: a distance before or after an anchor (its words without `the`).

    `60 days of the last miss` is a distance after it. `end of the 2nd billing cycle after the incident` has no distance:
    it is the end of the `nth` period after the anchor. `not stated`: the text does not say
    from when; `awareness`: from when whoever has the time knew. An anchor in words keeps its quotes, so it is never
    taken for one that has a meaning.
    """

    distance: Duration
    direction: Literal["after", "before"]
    anchor: str
    nth: Number | None = None
    period: PeriodWord | None = None
    day: Literal["", "known", "stated", "incident"] = ""
    """What day dates are computed from where others of its kind are only printed: one that is known as without an `nth`, one
    that somebody states, that of what made a miss. sladsl/model/from_ast/claim_anchors.py says it; "": all else."""
    _unequal = frozenset({"span", "day"})

    @property
    def in_words(self) -> bool:
        """`30 days after "the due date of the report"`: from something that no name stands for."""
        return self.anchor.startswith('"')


# ---- money


class Fee(Value):
    """`12_000 EUR per month from 2027-01-01`, a named figure, `as invoiced per quarter` (no amount), `35 USD per hour`."""

    amount: Quantity | Name | None
    period: PeriodWord | None
    since: Date | None = None
    known: Literal["written", "invoiced", "ordered", "used"] = "written"
    """Where the amount comes from."""
    use: Name | None = None
    """What is counted, where the amount is for each of it: `hour`, `trip`."""


class FeeBase(Value):
    """`that month's fee of Shop and Portal`, `of all services`; `the previous quarter's fee of that feature`."""

    which: Literal["that", "the previous", "the next"]
    period: PeriodWord
    services: tuple[Name, ...]
    """() where none is named."""
    scope: Name | None
    """The noun after `of that`."""
    every: bool = False
    """`of all services`."""


class AtRisk(Value):
    """`10% of that month's fee of Shop, without pass-through fees`."""

    percent: Quantity
    base: FeeBase
    without: str
    """The fees that are left out; "" where none are."""


class DaysOfFee(Value):
    days: Number


class Share(Value):
    """A percentage, of the base that follows it or, without one, of the base of the block."""

    percent: Quantity
    base: FeeBase | None


Amount = Quantity | Share | DaysOfFee | Name | Answer | NotStated


class Cap(Value):
    """`60% of that month's fee of Shop per month, of all credits, cites "Sch. 3 §5.4"`."""

    amount: Quantity | Share | DaysOfFee | NotStated
    window: str
    """A period, where a year says which: `calendar year`, `contract year`; or `term`."""
    covers: Answer | NotStated | None
    cites: Text | None = None
    run: Number | None = None
    """`per any 12 consecutive months`: how many periods, whose word is the window."""
    year: Number | None = None
    """`in the 1st year`, `from the 2nd year`: the contract years for which it holds."""
    onward: bool = False


class Allowance(Value):
    """`first 8 hours per month`."""

    length: Duration
    period: PeriodWord | None
    each: Name | None = None
    """`first 2 hours of each window`: what has that much of its own."""


class Renewal(Value):
    """`12 months, automatic`; `36 months, 2 times, by Agency`: twice at most, and each time only if that party wants it."""

    length: Duration
    how: Answer
    """`automatic`, `by agreement`, or `option`: that of the party `by`."""
    by: Name | None = None
    times: Number | None = None


class Acceptance(Value):
    on: Date
    signatory: Text | None


# ---- calendars


class HoursOfDay(Value):
    """`08:00 to 12:00, 13:00 to 18:00` in minutes of the day; no pieces: closed."""

    pieces: tuple[tuple[int, int], ...]


class Days(Value):
    """`Monday to Friday` (0 to 6) or dates; `nth` of the month (-1: the last) where only one of them is meant."""

    weekdays: tuple[int, ...]
    dates: tuple[Date, ...]
    nth: int = 0


# ---- fields


class FieldKind(Value):
    """`time`, `yes or no`, `number`, `duration`, `text`, or the values of a choice."""

    type: Literal["time", "number", "duration", "yes or no", "choice", "text", "intervals"]
    values: tuple[Name | Text, ...]
