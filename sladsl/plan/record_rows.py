"""Rows that the kernel makes out of rows: the state of things from a log, times on a clock, deadlines, sums by slot.

Apart from the rows that are only chosen (sladsl/plan/measure.py), because all of them add fields or change what a row
is of (sladsl/plan/added.py says which fields).
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

    The last event by (`start`, file order) gives the fields, and what is written in them; the first one gives those of
    `first`. Of `known` it is the first event in which the field is known, of `highest` the first one with the value that
    stands first in the list of all that the thing ever had (`yes` and `no` of a field of that type); where no event says
    one, the last one does. Rows whose `key` is empty make none. The row stands at the instant in its field `anchor`, is
    open at its end, and has the number of the event that is the last. Where the anchor is empty there is no row: finding
    `not-placed-yet` about the field `anchor`, with the number of the last event and the key as it is written there.

    The input is read without a scope, since a thing may change it: the row stands in the scope that its own field `scope`
    says ("" = all in the scope without a name). `scopes` is the closed list of them, () when the data decide. A row that
    says none (`row-without-scope`, with the key) or another one (`unknown-scope`, with what it says) stands in none.
    """

    rows: Rows
    key: str
    anchor: str
    first: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    highest: tuple[tuple[str, tuple[str, ...]], ...] = ()
    scope: str = ""
    scopes: tuple[str, ...] = ()


class Filled(Record):
    """Rows with one more time field `name`: the field `of`, or the as-of instant where it is empty.

    Names of added fields are new: no field of the input and no other added field has them.
    """

    rows: Rows
    name: str
    of: str


class Choose(Record):
    """Rows with one more field `name`, of the first case whose condition does not fail.

    A condition that is unknown leaves the field empty, and so does a case without a value; where all fail it is
    `otherwise`. `type` is `duration` (values are whole microseconds) or `number` (six decimals at most).
    """

    rows: Rows
    name: str
    type: Literal["duration", "number"]
    cases: tuple[tuple[Condition, Fraction | None], ...]
    otherwise: Fraction | None


class Shift(Record):
    """How far local clocks are ahead of the instants: from each instant on, so many microseconds (UTC: none).

    The steps are in order; the first holds for everything before the second. What the clock shows at an instant is the
    instant plus its step; at the instant of a change it already shows the new time.
    """

    steps: tuple[tuple[int, int], ...]


class FieldPauses(Record):
    """The intervals that a row tells in its field `field` stop its clock; one without an end lasts to the as-of instant.

    Nothing of them after the as-of instant counts. An empty cell tells none. A cell that can't be read has no value: then
    the time of the row is empty, too.
    """

    field: str


class StatePauses(Record):
    """A clock stands still from an event for which `where` is true to the next event of the same key.

    The events of a key are those of `events` (of an input that is read without a scope, whatever the scope of the row)
    with the same value in the field `key` as the row has in its field `own`, in the order of (`start`, file order); the
    last one holds to the as-of instant. An event for which `where` is unknown does not stop the clock. A row whose `own`
    is empty has no pauses.
    """

    events: Rows
    key: str
    own: str
    where: Condition


class Clock(Record):
    """When the time of a record runs.

    `open`: the set in which it runs, None for always; nothing is open before its first and after its last span. `pauses`
    stop it; taken together they are a set, of which the part between `since` and `until` counts, and W(t) is the length
    of `open` before t. Then the time of a record is, never below zero,

        on the clock         W(until) - W(since) - the sum of W(end) - W(start) over the pauses
        by the wall clock    W(until - the sum of end - start over the pauses) - W(since)

    So `on the clock` a pause takes off the time of the clock in it, `by the wall clock` its whole length moves the end.
    With a `shift` the set `open` is one of local microseconds, and `until`, `since` and the ends of pauses are turned into
    them before they are put into the formula (which is before and after which, and what pauses have in common, is found
    out with instants). So the hour of a clock change is not counted.
    """

    open: SpanSet | None = None
    shift: Shift | None = None
    pauses: FieldPauses | StatePauses | None = None
    paused: Literal["on the clock", "by the wall clock"] = "on the clock"


class Timed(Record):
    """Rows with one more duration field `name`: microseconds of the clock from the field `since` to the field `until`.

    It is empty where one of them is. Where `until` lies before `since` it is zero, the negative time from `until` to
    `since` (pauses play no part), or empty, as `reversed` says.

    `running` names one more field, yes or no, empty where the time is ("" for none): whether the time was growing just
    before `until`, so that no earlier instant has the same time. It is no in paused time and at its end, and where W does
    not grow just before the instant that it is asked for: `until`, by the wall clock `until` less the pauses. (With a
    `shift`: just before the local time that was coming when the clock reached `until`.) Where `until` is not after `since`
    it is yes.
    """

    rows: Rows
    name: str
    since: str
    until: str
    clock: Clock
    reversed: Literal["zero", "negative", "empty"] = "zero"
    running: str = ""


class BusinessDays(Record):
    """The business days of a calendar in order: civil day number (days since 1970-01-01), opening and closing.

    Both are local microseconds of the day, the closing at most 24 hours. `shift` is that of the calendar's zone. `end`: the
    time is up at the same time of day (whether or not that day is open then), or when the last day closes. `counted`: the
    day on which the time begins is the first of them.
    """

    days: tuple[tuple[int, int, int], ...]
    shift: Shift
    end: Literal["same time of day", "close of business"]
    counted: bool


class DueIn(Record):
    """Rows with one more time field `name`: so many business days after the field `since`.

    `days` names the number field that says how many. Time begins at the opening of the next business day where `since` is
    on no business day or at or after its closing, and at the opening where it is before it; else at `since`. The last day
    is so many business days after the one on which it begins, one less where that is counted, but none before it. Zero
    days end on the day on which time begins.

    Empty where a field is empty, the number is no whole one or negative, or the days known do not reach. A local time that
    a clock change skips is the instant as many microseconds after the change; one that it repeats is the first.
    """

    rows: Rows
    name: str
    since: str
    days: str
    calendar: BusinessDays


class Increase(Record):
    """Rows in which each of the number fields is what it has grown by since the row before that has it.

    The rows of a scope with the same values of the fields `by` are one series, in the order of their `start` and number.
    A value below the one before has begun anew: it has grown by itself. The first one of a series is empty.
    """

    rows: Rows
    fields: tuple[str, ...]
    by: tuple[str, ...] = ()


class Summed(Record):
    """One row for each slot of a period (as `Slots` lays them) in which rows lie, by scope; periods do not overlap.

    It stands from the beginning of the slot to its end, with the number 0 and nothing written in it. Its number fields
    `fields` are the sums of those of its rows that are known (empty where none is); other fields are empty.
    """

    rows: Rows
    every: int
    periods: tuple[Period, ...]
    fields: tuple[str, ...]
