"""A table as a source: what its rows are, which columns place them in time, and the rest as fields.

Everything is a proposal that somebody has to read; what could be otherwise is told in a note, which becomes a comment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal

from sladsl.api.drafting.columns import Column, column, columns_of, has_word
from sladsl.api.drafting.naming import field_name
from sladsl.data.errors import UnreadableData
from sladsl.data.text import WHITE, TextTable
from sladsl.data.title_row import likely_row
from sladsl.record import Record, replace
from sladsl.values.duration import DAY, HOUR, MINUTE, SECOND
from sladsl.values.instant import parse_time
from sladsl.values.time_forms import guessed_forms, time_form

MOST_ROWS = 50_000
"""Rows that are looked at; the draft says so when there are more."""
DELIMITERS = ",;\t|"
STARTS = frozenset({"start", "started", "starts", "begin", "began", "from", "since", "down"})
ENDS = frozenset(
    {"end", "ended", "ends", "stop", "stopped", "until", "to", "till", "finish", "finished", "restored"}
)
OPENED = frozenset(
    {"opened", "open", "created", "reported", "received", "submitted", "requested", "raised", "logged"}
)
ANSWERED = frozenset(
    {"responded", "response", "answered", "acknowledged", "acked", "replied", "reply", "picked"}
)
CLOSED = frozenset({"resolved", "resolution", "closed", "solved", "completed", "done", "finished", "fixed"})
MOMENTS = frozenset({"at", "time", "timestamp", "checked", "date", "datetime", "ts", "when"})
LOOKED_AT = ("yes or no", "number", "duration", "choice")
"""Types of columns that can say whether something was up."""
MOST_APART = 100
"""Values of a column whose rows can be samples one by one."""
FEWEST_GAPS = 1
KEYS = frozenset(
    {"id", "number", "key", "no", "nr", "ref", "reference", "ticket", "case", "incident", "uuid"}
)
NOUNS = frozenset(
    {"ticket", "case", "incident", "request", "order", "call", "issue", "outage", "alert", "lead"}
)
Holds = Literal["samples", "intervals", "records"]


class Field(Record):
    """A field of the source with its column; `own` are those that rows have of themselves."""

    name: str
    column: Column
    own: bool = False


class Seen(Record):
    """A table that was looked at. `every`: µs between samples; `first` and `last`: days.

    `each`: the field whose values are looked at one by one, "" where there is none.

    `sheet`: of a workbook with several. `forms`: how local times are written; several where their days leave it open.
    `naive`: titles of the columns whose times name no zone; `notes` are told in the draft.
    """

    path: str
    delimiter: str
    sheet: str
    name: str
    noun: str
    holds: Holds
    each: str
    fields: tuple[Field, ...]
    key: str
    every: int
    first: str
    last: str
    forms: tuple[str, ...]
    naive: tuple[str, ...]
    notes: tuple[str, ...]

    def of_type(self, *types: str) -> tuple[Field, ...]:
        """The declared fields of some types."""
        return tuple(each for each in self.fields if not each.own and each.column.type in types)


def table(path: str, sheet: str = "") -> tuple[str, tuple[str, ...], list[list[str]], bool]:
    """The delimiter, titles and first rows of CSV or a sheet, and whether there are more; UnreadableData for others."""
    if path.lower().endswith((".xlsx", ".xlsm")):
        return _of_workbook(path, sheet)
    delimiter = _delimiter(path)
    opened = TextTable(path, delimiter)
    rows: list[list[str]] = []
    more = False
    try:
        for _, cells in opened:
            if len(rows) == MOST_ROWS:
                more = True
                break
            if len(cells) == len(opened.header):
                rows.append([cell.strip(WHITE) for cell in cells])
    finally:
        opened.close()
    if not rows:
        raise UnreadableData(f"{path} has no rows below its titles.", "Name a table with some rows.")
    return delimiter, opened.header, rows, more


def _of_workbook(path: str, sheet: str) -> tuple[str, tuple[str, ...], list[list[str]], bool]:
    from sladsl.data.workbook import read_workbook

    every = [row.texts() for row in read_workbook(path, sheet).rows]
    at = likely_row(every)
    header = every[at] if every else ()
    rows = [[*row, *("",) * len(header)][: len(header)] for row in every[at + 1 : at + 1 + MOST_ROWS]]
    if not rows:
        raise UnreadableData(f"{path} has no rows below its titles.", "Name a table with some rows.")
    return ",", header, rows, len(every) - at - 1 > MOST_ROWS


def _delimiter(path: str) -> str:
    """What separates the titles: the first line is read with each sign, and the one that finds most wins."""
    found = {}
    for sign in DELIMITERS:
        try:
            opened = TextTable(path, sign)
        except UnreadableData:  # quotes make sense with the right sign alone
            continue
        found[sign] = len(opened.header)
        opened.close()
    return max(found, key=lambda sign: (found[sign], -DELIMITERS.index(sign)), default=",")


def seen(path: str, taken: set[str], sheet: str = "") -> Seen:
    """A CSV file or a sheet as a source; UnreadableData when no column places its rows in time."""
    delimiter, header, rows, more = table(path, sheet)
    columns = list(columns_of(header, rows))
    local = [each for each in columns if each.type == "unreadable time"]
    forms = guessed_forms(cell for each in local for cell in each.cells)
    if forms:
        columns = [_in_form(each, forms[0]) if each in local else each for each in columns]
    times = [each for each in columns if each.type == "time" and each.distinct > 0]
    if not times:
        raise UnreadableData(*_no_time(path, columns))
    holds, placing, every, apart = _holds(times, columns)
    name = field_name(os.path.basename(path).split(".")[0], taken, "data")
    fields = _fields(columns, placing)
    days = sorted(cell[:10] for column in times for cell in column.cells if cell)
    return Seen(
        path=path,
        delimiter=delimiter,
        sheet=sheet,
        name=name,
        noun=_noun(name, columns) if holds != "samples" else "",
        holds=holds,
        each=next((each.name for each in fields if each.column is apart), ""),
        fields=fields,
        key=_key(fields, len(rows)) if holds != "samples" else "",
        every=every,
        first=days[0],
        last=days[-1],
        forms=forms,
        naive=tuple(each.title for each in times if not each.zoned),
        notes=tuple(_notes(header, columns, more)),
    )


def _in_form(of: Column, words: str) -> Column:
    """A column of times in a form, as it is read when the binding says the form."""
    form = time_form(words)
    assert form is not None
    return replace(column(of.title, tuple(form(cell) for cell in of.cells)), sample=of.sample)


def _notes(header: Sequence[str], columns: Sequence[Column], more: bool) -> Iterator[str]:
    """What could not be told of the columns."""
    if more:
        yield f"are the other rows like the first {MOST_ROWS:,}? Only those were looked at"
    for each in columns:
        if each.type == "unreadable time":
            yield f'the times of "{each.title}" look like "{each.sample[:30]}"; they are read when written 2026-03-04 10:00'
        if each.type == "unreadable number":
            yield f'the numbers of "{each.title}" look like "{each.sample[:30]}"; they are read with up to six decimals'
    lost = len(header) - len(columns)
    if lost:
        yield f"{lost} columns have no title of their own and are left out"


def _no_time(path: str, columns: Sequence[Column]) -> tuple[str, str]:
    message = f"No column of {path} holds times that can be read, so nothing in it can be placed in a period."
    near = next((each for each in columns if each.type == "unreadable time"), None)
    if near is not None:
        return message, f'"{near.title}" holds "{near.sample[:30]}": write such times as 2026-03-04 10:00.'
    return message, "Times are written as 2026-03-04 10:00, 2026-03-04T10:00Z or 2026-03-04."


def _holds(
    times: Sequence[Column], columns: Sequence[Column]
) -> tuple[Holds, dict[str, Column], int, Column | None]:
    """What the rows are, the columns of the fields that such rows have of themselves, and of samples the µs between two
    and the column whose values are sampled one by one."""
    stories = any(has_word(each.title, OPENED | ANSWERED) for each in times)
    pairs = [
        (start, end)
        for start in times
        for end in times
        if start is not end and has_word(start.title, STARTS) and has_word(end.title, ENDS)
    ]
    if pairs and not stories:
        start, end = max(pairs, key=lambda pair: _shared(*pair))
        return "intervals", {"start": start, "end": end}, 0, None
    if any(each.type in LOOKED_AT for each in columns) and not stories:
        apart = [
            each for each in columns if each.type in ("text", "choice") and 1 < each.distinct <= MOST_APART
        ]
        for at in sorted(times, key=lambda each: not has_word(each.title, MOMENTS)):
            for dimension in (None, *apart):
                every = _every(at, dimension) if not at.empty else 0
                if every:
                    return "samples", {"at": at}, every, dimension
    return "records", {}, 0, None


def _shared(start: Column, end: Column) -> int:
    """How many letters two titles begin with alike: `downtime_start` and `downtime_end`."""
    together = zip(start.title.lower(), end.title.lower(), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], together))


def _every(column: Column, dimension: Column | None) -> int:
    """The distance in µs that most neighbours have about, those of each value of a dimension; 0 when they have none."""
    last: dict[str, int] = {}
    gaps: list[int] = []
    for place, cell in enumerate(column.cells):
        time = parse_time(cell)
        if time is None:
            continue
        instant = time.naive_us - (time.offset_us or 0)
        apart = dimension.cells[place] if dimension is not None else ""
        if apart in last:
            gaps.append(instant - last[apart])
        last[apart] = instant
    if len(gaps) < FEWEST_GAPS:
        return 0
    usual = sorted(gaps)[len(gaps) // 2]
    near = sum(2 * abs(gap - usual) <= usual for gap in gaps)  # of what comes by chance, a third
    if not SECOND <= usual <= DAY or 5 * near < 3 * len(gaps):
        return 0
    unit = MINUTE if usual >= MINUTE else SECOND
    return max((usual + unit // 2) // unit, 1) * unit


def _fields(columns: Sequence[Column], placing: dict[str, Column]) -> tuple[Field, ...]:
    """Every column as a field; those that place a row first, under their own names."""
    found = [Field(name=name, column=each, own=True) for name, each in placing.items()]
    taken = {*placing, *(("start", "end") if "start" in placing else ("at",) if "at" in placing else ())}
    for each in columns:
        if each in placing.values():
            continue
        name = field_name(each.title, taken)
        taken.add(name)
        found.append(Field(name=name, column=each))
    return tuple(found)


def _key(fields: Sequence[Field], rows: int) -> str:
    """The field by which a repeated row is known: one that is called so and never says the same twice."""
    for each in fields:
        column = each.column
        named = has_word(column.title, KEYS) and column.type in ("text", "number")
        if not each.own and named and column.distinct == rows:
            return each.name
    return ""


def _noun(name: str, columns: Sequence[Column]) -> str:
    """What one row is called: the singular of the file's name, or a word of its titles."""
    singular = name[:-1] if name.endswith("s") and not name.endswith("ss") else name
    if singular in NOUNS:
        return singular
    return next(
        (noun for noun in sorted(NOUNS) for each in columns if has_word(each.title, frozenset({noun}))), ""
    )


def length_text(microseconds: int) -> str:
    """A length of time in the largest unit that takes it whole: `10 minutes`."""
    for unit, size in (("hour", HOUR), ("minute", MINUTE), ("second", SECOND)):
        if microseconds % size == 0:
            count = microseconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{microseconds // 1_000} milliseconds"
