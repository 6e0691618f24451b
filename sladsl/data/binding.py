"""How data meets an agreement: file -> source, column -> field, zone, separators, units.

The contract never names files, so the same agreement settles whatever somebody's exports are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

from sladsl.data.decimals import Decimal
from sladsl.record import Record


class Bound(Record):
    """How the table of a source is to be taken. `columns`: field -> column (a field not named there is its own column).
    `pairs`: field of intervals -> the columns of start and end; time -> the columns of its date and its time of day.

    `zone`: IANA name for times written without an offset ("" = as the source says). `separator` splits the
    cell of the field that is assessed value by value ("" = one value, or the list that the cell is). `units`:
    duration field -> microseconds per 1. `values`: field -> (text in the table -> value in the agreement).
    `times`: the form in which times may be written, beside the one that is always read (`sladsl.values.time_forms`).
    `covers`: instants for which the data are complete (None: not said). `continued`: rows with an empty key, and nothing
    but starts and ends of intervals, belong to the row above.
    """

    source: str
    columns: Mapping[str, str] = {}
    pairs: Mapping[str, tuple[str, str]] = {}
    zone: str = ""
    separator: str = ""
    times: str = ""
    units: Mapping[str, int] = {}
    values: Mapping[str, Mapping[str, str]] = {}
    covers: tuple[int | None, int | None] = (None, None)
    continued: bool = False
    decimal: Decimal = ""
    """What stands before the decimals of figures; "" is a point, and nothing groups thousands."""
    ways: Mapping[str, str] = {}
    """Field -> the way in which its figures are written (`sladsl.data.written_figures`)."""
    rounding: Literal["half up", "half even", "down", ""] = ""
    """How figures with more decimals than are kept are rounded; "": they are no numbers."""
    repeated: Literal["first", "last", "left out", ""] = ""
    """Which of the rows with one key counts, where these say different things; "" is the first."""


class TableFile(Bound):
    """Files bound to a source: one, or all that a pattern matches or a folder holds (`sladsl.data.kinds`).

    `delimiter` of CSV; `sheet` of a workbook ("" = the first). `header`: the row of the titles of CSV or a sheet as a
    spreadsheet numbers it (0 = the first that has them all).
    """

    path: str
    delimiter: str = ","
    sheet: str = ""
    header: int = 0


class TableRows(Bound):
    """Rows typed into a scenario: field -> text, read by the same rules as a file."""

    rows: tuple[Mapping[str, str], ...]


class TableFrame(Bound):
    """A table in the memory of whoever calls: a relation, a data frame, a list of dicts (`sladsl.data.frames`)."""

    data: Any
    _unequal = frozenset({"data"})


Table = TableFile | TableRows | TableFrame

Made = TypeVar("Made", "LevelsFile", "FeesFile", "ClaimsFile", "InvoicesFile", "ReportsFile", "FactsFile")


def every(files: Made | Sequence[Made]) -> Sequence[Made]:
    """One table that people made, or several, as several."""
    return files if isinstance(files, Sequence) else (files,)


class LevelsFile(Record):
    """A table (CSV or xlsx) of levels that somebody else reports. `columns`: field -> column, of `period`,
    `objective`, `scope` and `level`.

    `sheet`: name of the sheet of a workbook ("" = the first). `header`: the row of the titles (0 = found by
    the titles). `objective`, `period`: of all rows, when the table has no such column. `names`: the report's own name ->
    objective. `unit`: of bare numbers ("" = not said), `units`: of those of one objective.
    `periods`: "in columns" when titles are periods.
    `decimal`: what stands before the decimals ("" = not said). `name`: what findings call it, where it is one of several
    ("" = it is the only one). `data`: an object in memory instead of the file.
    """

    path: str
    columns: Mapping[str, str] = {}
    delimiter: str = ","
    sheet: str = ""
    period: str = ""
    objective: str = ""
    names: Mapping[str, str] = {}
    unit: str = ""
    """percent, ratio, number, days, hours, minutes, seconds."""
    units: Mapping[str, str] = {}
    header: int = 0
    periods: Literal["in columns", ""] = ""
    decimal: Decimal = ""
    name: str = ""
    data: Any = None
    _unequal = frozenset({"data"})


class FeesFile(Record):
    """A table of what services cost. `columns`: field -> column, of `service`, `scope`, `period`, `amount`,
    `currency`.

    `service`, `period` and `currency`: of all rows, when the table has no such column. `header`, `decimal`: as of levels;
    `names`: the table's own name -> service.
    """

    path: str
    columns: Mapping[str, str] = {}
    delimiter: str = ","
    sheet: str = ""
    period: str = ""
    service: str = ""
    currency: str = ""
    header: int = 0
    names: Mapping[str, str] = {}
    decimal: Decimal = ""
    name: str = ""
    data: Any = None
    _unequal = frozenset({"data"})


class ClaimsFile(Record):
    """A table of claims made. `columns`: field -> column, of `objective`, `scope`, `period`, `claimed`,
    `stage` where a claim has several, and what became of it: `status`, `decided`, `amount`, `currency`, `invoice`, `reason`.

    `objective`, `currency`: of all rows, when the table has no such column; `zone` of times without an offset; `header`,
    `names` and `decimal` as of levels; `statuses`: the table's own words -> open, made, rejected, paid.
    """

    path: str
    columns: Mapping[str, str] = {}
    delimiter: str = ","
    sheet: str = ""
    objective: str = ""
    zone: str = ""
    header: int = 0
    names: Mapping[str, str] = {}
    statuses: Mapping[str, str] = {}
    currency: str = ""
    decimal: Decimal = ""
    name: str = ""
    data: Any = None
    _unequal = frozenset({"data"})


class InvoicesFile(Record):
    """A table of invoices and credit notes, a row for each line of one. `columns`: field -> column, of `invoice`, `date`,
    `credit` (what it takes off), `fee` (what it charges), `currency`, `line`, and whose credit it is: `objective`, `scope`,
    `period`, `service`.

    `currency`: of all rows, when the table has no such column; `names`: the table's own name -> objective; `zone`, `header`
    and `decimal` as of claims.
    """

    path: str
    columns: Mapping[str, str] = {}
    delimiter: str = ","
    sheet: str = ""
    zone: str = ""
    currency: str = ""
    header: int = 0
    names: Mapping[str, str] = {}
    decimal: Decimal = ""
    name: str = ""
    data: Any = None
    _unequal = frozenset({"data"})


class ReportsFile(Record):
    """A table of reports that were sent. `columns`: field -> column, of `report`, `period`, `sent`, `scope`.

    `report`: of all rows, when the table has no such column; `zone`, `header` and `names` as of claims.
    """

    path: str
    columns: Mapping[str, str] = {}
    delimiter: str = ","
    sheet: str = ""
    report: str = ""
    zone: str = ""
    header: int = 0
    names: Mapping[str, str] = {}
    name: str = ""
    data: Any = None
    _unequal = frozenset({"data"})


class FactsFile(Record):
    """A table of what somebody states of facts and options. `columns`: field -> column, of `fact`, `value`, `scope`,
    `period`, `from`.

    `fact`: of all rows, when the table has no such column; `header` and `names` as of levels.
    """

    path: str
    columns: Mapping[str, str] = {}
    delimiter: str = ","
    sheet: str = ""
    fact: str = ""
    header: int = 0
    names: Mapping[str, str] = {}
    name: str = ""
    data: Any = None
    _unequal = frozenset({"data"})


class Binding(Record):
    """Everything that `data.toml` and flags say: tables by source, and the tables that people make.

    Of levels, fees, claims, reports, facts and invoices several files are read as one table; () where there is none.
    """

    tables: Mapping[str, TableFile | TableFrame] = {}
    levels: tuple[LevelsFile, ...] = ()
    fees: tuple[FeesFile, ...] = ()
    claims: tuple[ClaimsFile, ...] = ()
    reports: tuple[ReportsFile, ...] = ()
    facts: tuple[FactsFile, ...] = ()
    invoices: tuple[InvoicesFile, ...] = ()
