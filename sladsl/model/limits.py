"""Limits of a record's time: how long, on which clock, and which table says so for which records."""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import values as v
from sladsl.model.meanings import Meaning, Unit
from sladsl.values.number import Number


class Limit(Meaning):
    """A length of time as written: `us` of hours and less, plain `days`, `business_days`; a sum of us and days.

    `business` says that it speaks of business time, so it needs a clock or a calendar.
    """

    us: int
    days: Fraction
    business_days: int
    business: bool
    text: str
    to_close: bool = False
    """Up to the close of the last of its business days; of none, of the one on which the time begins."""


class Figure(Meaning):
    """A limit that is no time: a ratio for percentages, a plain number."""

    value: Fraction
    written: Number
    unit: Unit
    text: str


class NotOffered(Meaning):
    """The table promises nothing here: such records do not count."""


class LeftToParties(Meaning):
    """`not stated`: such records can't be judged."""


class Named(Meaning):
    """A value that a matrix gives: no limit, it only stands in the contract."""

    text: str


Cell = Limit | Figure | NotOffered | LeftToParties | Named


class TableRow(Meaning):
    """`labels`: one value a field, None for `any`; () for `otherwise`. `text` is the head as written."""

    labels: tuple[str | None, ...]
    cells: tuple[Cell, ...]
    text: str


class LimitTable(Meaning):
    """The first row whose labels fit applies. `name` is "" for the `target` of an objective; `by` are fields."""

    name: str
    by: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def columns_by_name(self) -> dict[str, int]:
        """The place of each column."""
        return {name: place for place, name in enumerate(self.columns)}


class ScopedTargets(Meaning):
    """The bounds of a level for each value of the dimension: a column of a table by that dimension."""

    comparator: v.Comparator
    table: LimitTable
    column: str


class RecordClock(Meaning):
    """In which calendar a record's time runs ("" = always), and what stops it.

    `paused` is a condition: on the fields of events (of the source `log`, or of the one that is measured), or the bare
    name of a field that holds intervals.
    """

    calendar: str
    paused: v.Condition | None
    log: str


class EscalationStep(Meaning):
    """A moment on a record's clock and who is told then.

    `share` of the time allowed, else the due time moved by `us` (negative: before), or (`begun`) so long after the clock
    of the record began to run, or (`left_open`) nobody says when. `text` is the moment as written; `to` a name or words, ""
    where nobody says who; `reassign`: the record changes hands.
    """

    share: Fraction | None
    us: int
    to: str
    reassign: bool
    text: str
    begun: bool = False
    left_open: bool = False


class Escalation(Meaning):
    """Who is told of the records of these objectives, or of those that fit `where`."""

    objectives: tuple[str, ...]
    steps: tuple[EscalationStep, ...]
    where: v.Condition | None = None


class RecordPromise(Meaning):
    """What each record must keep: a comparator with a limit, or with a column of a table.

    `noun` is what a record is called; `share` says whether a share of them is promised, else it is each one.
    """

    comparator: v.Comparator
    limit: Limit | Figure | LeftToParties | None
    table: LimitTable | None
    column: str
    noun: str
    share: bool
    text: str

    @property
    def left_open(self) -> bool:
        """Whether no record has a limit that is stated."""
        if self.table is None:
            return isinstance(self.limit, LeftToParties)
        place = self.table.columns_by_name()[self.column]
        cells = [row.cells[place] for row in self.table.rows]
        stated = any(not isinstance(cell, (LeftToParties, NotOffered)) for cell in cells)
        return not stated and any(isinstance(cell, LeftToParties) for cell in cells)
