"""The measuring half of the kernel: rows become time, time is combined as sets, sums are taken by scope and period.

Three kinds of relation flow through it, all with a scope key (the value of the dimension that is assessed by itself;
`""` where nothing is told apart):

    Rows   rows of a source, in file order, with typed fields
    Spans  half-open intervals [a, b) of microseconds, each from a row or a slot; they may overlap
    Cells  one integer by scope and period

`Together` turns overlapping spans into a set (disjoint, sorted, touching ones joined). Where an operation takes a set,
its argument is `Together`, `Fixed` or made of such. Nodes are values: equal nodes are one node, computed once.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.plan.rows import Condition, FieldType, Operand
from sladsl.record import Record
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.period import Period

# ---- inputs


class FieldOf(Record):
    """A field of an input: its name in the agreement, its type, the values a `choice` may take."""

    name: str
    type: FieldType
    values: tuple[str, ...] = ()
    required: bool = False


class Input(Record):
    """A source as the plan reads it.

    `start` is the field that places a row in time (`at` of samples and events, `start` of intervals, the anchor of records);
    `end` is the field with which an interval ends (empty: still open). `scope` is the field that is assessed value by
    value (a choice or text; it may hold a list), `scopes` the closed list of its values, () when the data decide.
    `key` is the field by which a repeated row is known, or the thing that an event speaks of (events may repeat it);
    `zone` applies to times written without an offset ("" = none).
    """

    name: str
    holds: Literal["samples", "intervals", "records", "events"]
    fields: tuple[FieldOf, ...]
    start: str
    end: str = ""
    scope: str = ""
    scopes: tuple[str, ...] = ()
    key: str = ""
    zone: str = ""


# ---- rows


class Read(Record):
    """Rows of an input whose required fields are good; the rest are findings about the data, never silence."""

    input: Input


class Keep(Record):
    """Rows for which the condition is true; unknown ones are left out and counted under `unknown`."""

    rows: Rows
    where: Condition


class Undecided(Record):
    """Rows for which the condition is unknown."""

    rows: Rows
    where: Condition


class Inside(Record):
    """Rows whose `start` instant lies in the set of their scope (`outside=True`: does not)."""

    rows: Rows
    set: Spans
    outside: bool = False


class Snapshots(Record):
    """One row for each key of an input of events: what is known of the thing at the as-of instant.

    The last event by (`start`, file order) gives the fields; the first one gives those of `first`. Rows whose `key` is
    empty make none. The row stands at the instant in its field `anchor` (rows where that is empty are left out), and
    has the number of the event that is the last.

    The input is read without a scope, since a thing may change it: the row stands in the scope that its own field `scope`
    says ("" = all in the scope without a name). `scopes` is the closed list of them, () when the data decide; rows of
    other scopes, and of none, stand in none.
    """

    rows: Rows
    key: str
    anchor: str
    first: tuple[str, ...] = ()
    scope: str = ""
    scopes: tuple[str, ...] = ()


class Filled(Record):
    """Rows with one more time field `name`: the field `of`, or the as-of instant where it is empty."""

    rows: Rows
    name: str
    of: str


class Choose(Record):
    """Rows with one more field `name`, of the first case whose condition does not fail.

    A condition that is unknown leaves the field empty, and so does a case without a value; where all fail it is
    `otherwise`. `type` is `duration` (values are microseconds) or `number`.
    """

    rows: Rows
    name: str
    type: Literal["duration", "number"]
    cases: tuple[tuple[Condition, Fraction | None], ...]
    otherwise: Fraction | None


class Shift(Record):
    """How far local clocks are ahead of the instants: from each instant on, so many microseconds (UTC: none).

    The steps are in order; the first holds for everything before the second.
    """

    steps: tuple[tuple[int, int], ...]


class FieldPauses(Record):
    """The intervals that a row tells in its field `field` stop its clock."""

    field: str


class StatePauses(Record):
    """A clock stands still from an event for which `where` holds to the next event of the same key.

    The events of a key are those of `events` (of an input that is read without a scope, whatever the scope of the row)
    with the same text in the field `key` as the row has in its field `own`, in the order of (`start`, file order); the
    last one holds to the as-of instant.
    """

    events: Rows
    key: str
    own: str
    where: Condition


class Clock(Record):
    """When the time of a record runs.

    `open`: the set in which it runs, None for always. With a `shift` the set and the instants are taken as local clocks
    show them, so that the hour of a clock change is not counted. `pauses` stop it: `on the clock` the time of the clock
    within them does not count; `by the wall clock` their whole length moves the end: the time counts to `until` less the
    length of the pauses between `since` and `until`, taken together.
    """

    open: SpanSet | None = None
    shift: Shift | None = None
    pauses: FieldPauses | StatePauses | None = None
    paused: Literal["on the clock", "by the wall clock"] = "on the clock"


class Timed(Record):
    """Rows with one more duration field `name`: microseconds of the clock from the field `since` to the field `until`.

    It is empty where one of them is. Where `until` lies before `since` it is zero, the negative time from `until` to
    `since` (pauses play no part), or empty, as `reversed` says. `running` names one more field, yes or no, that says
    whether the clock ran just before `until` ("" for none): it did not in closed or paused time, nor at its very end.
    """

    rows: Rows
    name: str
    since: str
    until: str
    clock: Clock
    reversed: Literal["zero", "negative", "empty"] = "zero"
    running: str = ""


class BusinessDays(Record):
    """The business days of a calendar: civil day number (days since 1970-01-01), opening and closing.

    Both are local microseconds of the day. `shift` is that of the calendar's zone. `end`: the time is up at the same time
    of day, or when the last day closes.
    `counted`: the day on which the time begins is the first of them.
    """

    days: tuple[tuple[int, int, int], ...]
    shift: Shift
    end: Literal["same time of day", "close of business"]
    counted: bool


class DueIn(Record):
    """Rows with one more time field `name`: so many business days after the field `since`.

    `days` names the number field that says how many.
    Time begins at the opening of the next business day where `since` is on no business day or at or after its closing,
    and at the opening where it is before it. Empty where a field is empty, the number is no whole one or negative, or the
    days known do not reach. A local time that a clock change skips is the instant as many microseconds after the change;
    one that it repeats is the first.
    """

    rows: Rows
    name: str
    since: str
    days: str
    calendar: BusinessDays


class Summed(Record):
    """One row for each slot of a period (as `Slots` lays them) in which rows lie, by scope.

    It stands at the beginning of the slot; its number fields are the sums of those of its rows that are known (empty
    where none is), other fields are empty. `fields` are the number fields that are kept.
    """

    rows: Rows
    every: int
    periods: tuple[Period, ...]
    fields: tuple[str, ...]


Rows = Read | Keep | Undecided | Inside | Snapshots | Filled | Choose | Timed | DueIn | Summed

# ---- time


class Fixed(Record):
    """A set known when the agreement is compiled (service hours, the term); the same for every scope."""

    spans: SpanSet


class Stated(Record):
    """Sets stated by hand (a scenario's outages), by scope; scopes not named have none. Unlike a row they may overlap."""

    by_scope: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


class Extent(Record):
    """Every row as the span from its `start` to its `end` field; an open row ends at the as-of instant.

    No span goes past the as-of instant; empty ones vanish.
    """

    rows: Rows


class Slots(Record):
    """The slots in which at least one of the rows lies.

    Slot i of a period is `[start + i*every, min(start + (i+1)*every, end))`: slots begin anew with each period of
    `periods`, so they tile it exactly. Rows outside all periods make no slot. The result is a set.
    """

    rows: Rows
    every: int
    periods: tuple[Period, ...]


class Together(Record):
    """The union of spans, by scope: a set."""

    spans: Spans


class Either(Record):
    """Union of sets."""

    of: tuple[Spans, ...]


class Both(Record):
    """Intersection of two sets."""

    left: Spans
    right: Spans


class Without(Record):
    """Set difference `left` minus `right`."""

    left: Spans
    right: Spans


class Shared(Record):
    """The set of scope `""` of `spans` given to every scope (maintenance that names no component hits all of them)."""

    spans: Spans


class Joined(Record):
    """A set with gaps of at most `gap` microseconds between its spans closed."""

    spans: Spans
    gap: int


class Lasting(Record):
    """Spans that last at least `length` microseconds, judged whole, before any cut at a period's end."""

    spans: Spans
    length: int


class WholeUnits(Record):
    """Each span cut to the whole aligned units inside it (`whole only`), or widened to the units begun (`started`)."""

    spans: Spans
    unit: int
    how: Literal["whole only", "started"]


class Until(Record):
    """Each span of the set `bad` prolonged to the first instant at or after its end in `seen`, or to `horizon`.

    A span whose end lies in `seen` stays as it is (touching slots are one span of a set, so "the next start" would
    pass over a good slot); none is shortened.
    """

    bad: Spans
    seen: Spans
    horizon: int


class Allowance(Record):
    """The first `length` microseconds of a set in each period, in the order of time."""

    spans: Spans
    length: int
    periods: tuple[Period, ...]


Spans = (
    Fixed
    | Stated
    | Extent
    | Slots
    | Together
    | Either
    | Both
    | Without
    | Shared
    | Joined
    | Lasting
    | WholeUnits
    | Until
    | Allowance
)

# ---- cells


class Length(Record):
    """Microseconds of all `spans` (each counted by itself) that lie in the set `within`, by scope and period."""

    spans: Spans
    within: Spans
    periods: tuple[Period, ...]


class Count(Record):
    """Rows by scope and by the period that holds their `start` instant."""

    rows: Rows
    periods: tuple[Period, ...]


class Total(Record):
    """The sum of an operand over rows, times `scale`; rows where it is unknown add nothing.

    Numbers have six decimals at most, so a scale of a million makes the sum of fields whole.
    """

    rows: Rows
    of: Operand
    periods: tuple[Period, ...]
    scale: int = 1


class Ranked(Record):
    """The value of an operand at a share of its rows in ascending order, times `scale`; 0 where none is known.

    `nearest rank`: the value in place ceil(share * n), counted from 1. `interpolation`: between the two around place
    1 + share * (n - 1), in proportion; the result is then also multiplied by the denominator of `share`, which makes it
    whole.
    """

    rows: Rows
    of: Operand
    share: Fraction
    method: Literal["nearest rank", "interpolation"]
    periods: tuple[Period, ...]
    scale: int = 1


class Extreme(Record):
    """The least or the most of an operand over rows, times `scale`; 0 where none is known."""

    rows: Rows
    of: Operand
    which: Literal["least", "most"]
    periods: tuple[Period, ...]
    scale: int = 1


class Known(Record):
    """Rows in which an operand is known."""

    rows: Rows
    of: Operand
    periods: tuple[Period, ...]


class Ratios(Record):
    """The sum S of `part / whole` over rows whose `whole` is above zero and `part` known.

    As 2 * floor(S * 10^18), and 1 more where S * 10^18 is no whole number.
    So it stands between the two whole numbers around it, and every comparison with a decimal of at most seventeen places
    that it enters comes out as with S itself, without a fraction that has as many digits as there are rows.
    """

    rows: Rows
    part: Operand
    whole: Operand
    periods: tuple[Period, ...]


class Rated(Record):
    """The rows that `Ratios` takes: those whose `whole` is above zero and whose `part` is known."""

    rows: Rows
    part: Operand
    whole: Operand
    periods: tuple[Period, ...]


class SlotStarts(Record):
    """How many slots of each period (as `Slots` lays them) begin inside the set."""

    set: Spans
    every: int
    periods: tuple[Period, ...]


class Edge(Record):
    """When the first or the last span begins or ends that shares time with the set `within` in the period; 0 for none.

    Spans count whole, as they are, before any cut at a period's edge; ends of open ones are the as-of instant.
    """

    spans: Spans
    within: Spans
    periods: tuple[Period, ...]
    which: Literal["first start", "last start", "first end", "last end"]


Cells = Length | Count | Total | Ranked | Extreme | Known | Ratios | Rated | SlotStarts | Edge

Node = Rows | Spans | Cells


class Column(Record):
    """One named integer that a metric needs by scope and period.

    `unit`: microseconds, rows, an instant (0 for none), or a plain number (scaled as its node says).
    """

    name: str
    cells: Cells
    unit: Literal["us", "rows", "instant", "number"]


class Metering(Record):
    """What is measured for one metric (one reading of it, where a choice is open).

    `scopes`: the scopes that exist whether or not data name them; () with `scoped` false is the single scope `""`.
    `witness`: the spans or rows a person wants to see when the level is bad; `witness_within` the set that clips it.
    """

    metric: str
    columns: tuple[Column, ...]
    periods: tuple[Period, ...]
    scoped: bool
    scopes: tuple[str, ...]
    sources: tuple[str, ...]
    witness: Spans | Rows
    witness_within: Spans | None = None
    records: Rows | None = None
    """All rows that are judged one by one, with the fields that judge them; None where none are."""
