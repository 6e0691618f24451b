"""What a look at tables finds, as facts: columns, times, gaps, which column is which field, and what to do about it.

All instants are microseconds since 1970 in UTC; of times that name no zone, and of which nobody says it, they are the
civil times as if they were UTC (`Times.placed` is false then).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sladsl.outcome.measured import DataFinding
from sladsl.record import Record

Holds = Literal[
    "time", "whole number", "number", "number with a comma", "yes or no", "choice", "text", "nothing"
]
"""What the cells of a column are by their looks. `choice`: text with few different values."""


class TimeForm(Record):
    """A form in which times are written, and how many are: `2026-03-01T09:00:00Z` is `with Z`."""

    name: Literal[
        "with Z",
        "with an offset",
        "without a zone",
        "a day",
        "Unix seconds",
        "Unix milliseconds",
        "another form",
    ]
    count: int
    sample: str


class Column(Record):
    """A column. `rows` counts cells; `odd` those that don't read as what the column holds, `odd_samples` some of them
    with their rows.

    `different` counts different values, about where not `exact`; `values` are all of them where there are few.
    `forms`: of times.
    """

    name: str
    holds: Holds
    rows: int
    empty: int
    different: int
    exact: bool
    samples: tuple[str, ...]
    values: tuple[tuple[str, int], ...] = ()
    odd: int = 0
    odd_samples: tuple[tuple[int, str], ...] = ()
    forms: tuple[TimeForm, ...] = ()


class Gap(Record):
    """A stretch without a sample: from the last one before it to the first one after it. `series`: of which."""

    start: int
    end: int
    series: str


class Month(Record):
    """A month: rows that begin in it, and of samples the share of its expected ones that are there (None: not told)."""

    label: str
    rows: int
    share: Fraction | None


class Times(Record):
    """The times that place rows: those of the column `column`.

    `spacing` is the usual distance of samples of one series (µs; None: there is none), `every` what the agreement says.
    `series` is the column that tells several series apart ("" = one series), `many` how many there are. `backward` rows
    stand below a later one; `twice` rows have an instant (of their series) that an earlier row has, too.
    """

    column: str
    zone: str
    placed: bool
    first: int | None
    last: int | None
    backward: int
    twice: int
    series: str = ""
    many: int = 1
    spacing: int | None = None
    regular: bool = False
    every: int = 0
    gaps: int = 0
    missing: int = 0
    """Microseconds of all gaps together, beyond one spacing each."""
    longest: tuple[Gap, ...] = ()
    skipped: tuple[Gap, ...] = ()
    """Of times without a zone: what looks like a gap and is most likely the hour that clocks leave out."""
    months: tuple[Month, ...] = ()
    end: str = ""
    """The column with the ends of intervals."""
    reversed: int = 0
    """Intervals that end before they start."""
    unended: int = 0


class Field(Record):
    """A field that an agreement reads, and the column that feeds it.

    `how`: `bound` by the binding, of the same `name`, `likely` (guessed: to be confirmed), `unsure` (several could be it)
    or `none`. `wrong`: cells that don't read as the field's type, or are none of its values, with their commonest values.
    `values`, `unit`: how they could be translated. `pair`: the two columns in which it likely stands.
    """

    name: str
    type: str
    required: bool
    column: str
    how: Literal["bound", "name", "likely", "unsure", "none"]
    others: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    wrong: int = 0
    wrong_values: tuple[tuple[str, int], ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    separator: str = ""
    pair: tuple[str, ...] = ()


class Key(Record):
    """The column by which rows are known, and how many of them repeat a value. `joined` add an interval to an earlier row
    instead, `continued` have no value, nothing but an interval, and stand below one that has."""

    column: str
    repeated: int
    said: bool
    """Whether the agreement names it; else it is guessed."""
    joined: int = 0
    continued: int = 0


class Advice(Record):
    """One thing to do. `weight`: `must` (nothing can be evaluated before), `should`, `could`; `write`: the line that
    does it, in the table of data.toml that belongs to the source ("" = nothing to write there).
    """

    weight: Literal["must", "should", "could"]
    message: str
    write: str = ""


class SheetLook(Record):
    """A sheet of a workbook that holds a table: rows below its titles, its columns, and what it would feed by them.

    `fits`: a source of the agreement, of whose fields it has the share `share`; or `levels`, `fees`, `claims` or `reports`,
    with the share 0; "" = nothing. `hidden`: spreadsheet programs don't show it.
    """

    name: str
    rows: int
    columns: tuple[str, ...]
    hidden: bool = False
    fits: str = ""
    share: Fraction = Fraction(0)


class TableProfile(Record):
    """A table, profiled. `source`: the source of the agreement that it is bound to, or likely is ("" = none).

    `guessed`: nobody said which source it is. `looks`: what its rows look like, in words. `left`: rows that can't be told
    into cells, with samples.
    `header`: the row of the titles below a heading. `sheets`: those that it could be, where nobody says it, and
    `sheet_looks` what the ones with a table look like.
    `time_forms`: how local times are written; several where the data leave it open.
    """

    path: str
    source: str
    guessed: bool
    format: str
    bytes: int
    files: int
    rows: int
    columns: tuple[Column, ...]
    looks: str = ""
    delimiter: str = ","
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    sheet_looks: tuple[SheetLook, ...] = ()
    header: int = 0
    time_forms: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()
    """Columns that can't be read at all, and why."""
    left: int = 0
    left_samples: tuple[tuple[int, str], ...] = ()
    times: Times | None = None
    key: Key | None = None
    fields: tuple[Field, ...] = ()
    unused: tuple[str, ...] = ()
    zone: str = ""
    zone_from: Literal["", "binding", "source"] = ""
    noun: str = ""
    holds: str = ""
    covers: bool = False
    advice: tuple[Advice, ...] = ()


class Reported(Record):
    """A table that people make (`levels`, `fees`, `claims`, `reports`): how many rows are read, and what is to be said."""

    name: str
    path: str
    rows: int
    first: str
    last: str
    findings: tuple[DataFinding, ...]


class Unread(Record):
    """A file that can't be read, and what to do."""

    path: str
    source: str
    message: str
    hint: str


class Profile(Record):
    """Everything that was looked at. `agreement`: its title ("" = without one). `absent`: sources without a table."""

    agreement: str
    tables: tuple[TableProfile, ...]
    reported: tuple[Reported, ...]
    unread: tuple[Unread, ...]
    absent: tuple[str, ...]
