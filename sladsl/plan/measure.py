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

from typing import Literal

from sladsl.plan.cells import (
    Begun,
    Count,
    Edge,
    Exact,
    Extreme,
    Known,
    Length,
    Longest,
    Ranked,
    Rated,
    Ratios,
    SlotStarts,
    Stepped,
    Total,
    Weighed,
)
from sladsl.plan.record_rows import (
    BusinessDays,
    Choose,
    Clock,
    DueIn,
    FieldPauses,
    Filled,
    Increase,
    Shift,
    Snapshots,
    StatePauses,
    Summed,
    Timed,
)
from sladsl.plan.rows import Condition, FieldType
from sladsl.plan.shapes import (
    Allowance,
    AtOnce,
    Beginning,
    Beside,
    Beyond,
    FromNth,
    Joined,
    Lasting,
    Until,
    WholeUnits,
)
from sladsl.record import Record
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.period import Period

__all__ = [
    "Allowance",
    "Aside",
    "AtOnce",
    "Beginning",
    "Begun",
    "Beside",
    "Beyond",
    "Both",
    "BusinessDays",
    "Cells",
    "Choose",
    "Clock",
    "Column",
    "Count",
    "DueIn",
    "Edge",
    "Either",
    "Exact",
    "Extent",
    "Extreme",
    "FieldOf",
    "FieldPauses",
    "Filled",
    "Fixed",
    "FromNth",
    "Increase",
    "Input",
    "Inside",
    "Joined",
    "Keep",
    "Known",
    "Lasting",
    "Length",
    "Longest",
    "Metering",
    "Node",
    "Ranked",
    "Rated",
    "Ratios",
    "Read",
    "Rows",
    "Shared",
    "Shift",
    "SlotStarts",
    "Slots",
    "Snapshots",
    "Spans",
    "StatePauses",
    "Stated",
    "Stepped",
    "Summed",
    "Timed",
    "Together",
    "Total",
    "Undecided",
    "Unless",
    "Until",
    "Weighed",
    "WholeUnits",
    "Without",
]

# ---- inputs


class FieldOf(Record):
    """A field of an input: its name in the agreement, its type, the values a `choice` may take.

    `ahead`: a time that may rightly lie after the as-of instant (a due date, an appointment). Other times of records and
    events that do are not known yet: they count as empty (finding `future-field`).
    """

    name: str
    type: FieldType
    values: tuple[str, ...] = ()
    required: bool = False
    ahead: bool = False


class Input(Record):
    """A source as the plan reads it.

    `start` is the field that places a row in time (`at` of samples and events, `start` of intervals, the anchor of records);
    `end` is the field with which an interval ends (empty: still open). `scope` is the field that is assessed value by
    value (a choice or text; it may hold a list), `scopes` the closed list of its values, () when the data decide.
    `key` is the field by which a repeated row is known, or the thing that an event speaks of (events may repeat it);
    `zone` applies to times written without an offset ("" = none). `repeated`: which of several rows with one key counts ("":
    as the table says). `reversed_kept`: intervals that end before they begin are rows that count (finding `invalid-record`);
    else they are left out (`end-before-start`).

    `start`, and the `key` of events, are required; but the `start` of records is where it stands in `fields` without being
    `required`: a record in which it is empty belongs to no period yet and is left out (finding `not-placed-yet`).
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
    repeated: Literal["", "first", "last", "left out"] = ""
    reversed_kept: bool = False


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


class Unless(Record):
    """Rows for which the condition is not true: false or unknown."""

    rows: Rows
    where: Condition


class Inside(Record):
    """Rows whose `start` instant lies in the set of their scope (`outside=True`: does not)."""

    rows: Rows
    set: Spans
    outside: bool = False


Rows = (
    Read
    | Keep
    | Undecided
    | Unless
    | Inside
    | Snapshots
    | Filled
    | Choose
    | Timed
    | DueIn
    | Increase
    | Summed
)

# ---- time


class Fixed(Record):
    """A set known when the agreement is compiled (service hours, the term); the same for every scope."""

    spans: SpanSet


class Stated(Record):
    """Sets stated by hand (a scenario's outages), by scope; scopes not named have none. Unlike a row they may overlap."""

    by_scope: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


class Extent(Record):
    """Every row as the span from its `start` to its `end` field; an open row ends at the as-of instant.

    `since`: the time field at which spans begin instead of at `start`; a row in which it is empty makes no span.
    A row that ends before it begins lasts to the end of that of the `periods` in which it begins; outside all of them it
    makes no span. No span goes past the as-of instant; empty ones vanish.
    """

    rows: Rows
    since: str = ""
    periods: tuple[Period, ...] = ()


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


Spans = (
    Fixed
    | Stated
    | Extent
    | Slots
    | Together
    | Either
    | Beside
    | AtOnce
    | Both
    | Without
    | Shared
    | Joined
    | Lasting
    | Beyond
    | Beginning
    | WholeUnits
    | Until
    | FromNth
    | Allowance
)

# ---- cells

Cells = (
    Length
    | Longest
    | Stepped
    | Begun
    | Weighed
    | Count
    | Total
    | Exact
    | Ranked
    | Extreme
    | Known
    | Ratios
    | Rated
    | SlotStarts
    | Edge
)

Node = Rows | Spans | Cells


class Column(Record):
    """One named integer that a metric needs by scope and period.

    `unit`: microseconds, rows, an instant (0 for none), or a plain number (scaled as its node says).
    """

    name: str
    cells: Cells
    unit: Literal["us", "rows", "instant", "number"]


class Aside(Record):
    """Rows of an exclusion that take nothing off, and why: what the other side will ask about.

    `spans` keep one span a row; what of them lies in `within` is counted all the same. `notice`: announced too late (the
    first added field is the notice that was given). `other`: not what the exclusion names. `allowance`: it was used up.
    `circumstance`: it did not apply then, by a fact or an option.
    """

    exclusion: str
    why: Literal["notice", "other", "allowance", "circumstance"]
    spans: Spans
    within: Spans


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
    verdicts: tuple[tuple[str, Condition], ...] = ()
    """What is said of a row of `records`: the name of the first condition that holds, "" where none does."""
    asides: tuple[Aside, ...] = ()
    """What exclusions did not take off; they read no input that the columns don't."""
