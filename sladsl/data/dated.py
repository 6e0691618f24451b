"""Rows that say on which day something about a period was done: a claim made, a report sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sladsl.data.binding import ClaimsFile, ReportsFile
from sladsl.data.cells import Parsed, parser
from sladsl.data.errors import UnreadableData
from sladsl.data.labels import dotted_to_iso
from sladsl.data.sheet import Remarks, SheetCell, open_sheet
from sladsl.data.titles import Fields, Wanted
from sladsl.plan.measure import FieldOf
from sladsl.record import Record
from sladsl.values.instant import suggest_zones, zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Columns(Record):
    """What a table is called, and its columns: of what is spoken of, of the day, and those that may be there."""

    table: str
    about: str
    day: str
    optional: tuple[str, ...] = ()
    all: str = ""
    """What a row without a name speaks of; "" where it speaks of nothing."""


CLAIMS = Columns(
    table="claims",
    about="objective",
    day="claimed",
    optional=("scope", "stage", "status", "decided", "amount", "currency", "invoice", "reason"),
    all="all objectives",
)
REPORTS = Columns(table="reports", about="report", day="sent", optional=("scope",))


class Dated(Record):
    """A row that can be read: its number, of what and of which period it speaks, the instant, its cells, its file.

    `instant` None: the day is empty, and may be. `read` reads another day of the row; None for what is none.
    """

    number: int
    about: str
    period: str
    instant: int | None
    cells: Mapping[str, SheetCell]
    read: Callable[[str], int | None]
    file: ClaimsFile | ReportsFile
    _unequal = frozenset({"read"})


def _never(cells: Mapping[str, SheetCell], file: ClaimsFile | ReportsFile) -> bool:
    return False


def dated_rows(
    files: Sequence[ClaimsFile | ReportsFile],
    columns: Columns,
    zone_name: str,
    period_of: Callable[[SheetCell, str], str | None],
    remarks: Remarks,
    dayless: Callable[[Mapping[str, SheetCell], ClaimsFile | ReportsFile], bool] = _never,
) -> Iterator[Dated]:
    """The rows of all files that can be read; what is wrong with the others is remarked. UnreadableData for broken files.

    A row whose name the binding maps to nothing is left aside. `dayless` says of which rows the day may be empty.
    `zone_name` places times where the file says no zone.
    """
    for file in files:
        remarks.file = file.name
        stated = _stated(file)
        time = parser(FieldOf(name=columns.day, type="time"), place_of(file.zone or zone_name, columns.table))

        def read(text: str, time: Callable[[str], Parsed] = time) -> int | None:
            instant, _ = time(dotted_to_iso(text))
            return instant if isinstance(instant, int) else None

        wanted = dated_columns(file)
        sheet = open_sheet(file.path, file.delimiter, file.sheet, file.data, columns.table)
        fields = Fields(sheet, wanted)
        remarks.leave(fields.totals)
        for number, cells in fields:
            remarks.rows += 1
            written = cells[columns.about].text or stated
            about = file.names.get(written, written)
            if written and not about:
                continue
            texts = {
                columns.about: about or columns.all,
                "period": cells["period"].text,
                columns.day: cells[columns.day].text,
            }
            may_lack = not texts[columns.day] and dayless(cells, file)
            missing = [
                name for name, text in texts.items() if not text and not (may_lack and name == columns.day)
            ]
            if missing:
                remarks.add("blank-cell", number, ", ".join(missing))
                continue
            period = period_of(cells["period"], about)
            if period is None:
                remarks.add("unreadable-period", number, texts["period"])
                continue
            instant = None if may_lack else read(texts[columns.day])
            if instant is None and not may_lack:
                remarks.add(f"unreadable-{columns.table[:-1]}", number, texts[columns.day])
                continue
            yield Dated(
                number=number, about=about, period=period, instant=instant, cells=cells, read=read, file=file
            )


def dated_columns(file: ClaimsFile | ReportsFile) -> Wanted:
    """The columns that are looked for in a table of claims or reports."""
    columns = CLAIMS if isinstance(file, ClaimsFile) else REPORTS
    stated = _stated(file)
    return Wanted(
        bound=file.columns,
        required=("period", *(() if stated else (columns.about,)), columns.day),
        optional=(*columns.optional, columns.about) if stated else columns.optional,
        header=file.header,
        about=columns.about,
        known=(*file.names, *file.names.values()),
    )


def _stated(file: ClaimsFile | ReportsFile) -> str:
    return file.objective if isinstance(file, ClaimsFile) else file.report


def place_of(name: str, table: str) -> ZoneInfo | None:
    """The zone of a table; None where no name is given, UnreadableData for one that doesn't exist."""
    found = zone(name) if name else None
    if name and found is None:
        near = ", ".join(f"`{each}`" for each in suggest_zones(name))
        raise UnreadableData(
            f"The zone `{name}` of {table} doesn't exist.", f"Did you mean {near}?" if near else ""
        )
    return found
