"""Rows that the kernel makes out of rows: the state of things from a log, times on a clock, deadlines, sums by slot.

Apart from the rows that are only chosen (sladsl/plan/measure.py), because all of them add fields or change what a row
is of; `added` says which.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sladsl.plan.rows import Condition
from sladsl.record import Record
from sladsl.values.intervals import Spans as SpanSet
from sladsl.values.period import Period

if TYPE_CHECKING:
    from sladsl.plan.measure import Rows


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
