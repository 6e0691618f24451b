"""Fields that stand in two columns, as the one cell that is read: a start and an end, or a date and a time of day.

Spreadsheets of outages have a column for the date and one for each time of day, so that people may type less; the date
of an end is then often empty, because it is the day on which the outage began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from sladsl.data.joined import one_interval
from sladsl.data.lines import Cells
from sladsl.data.opened_part import Part
from sladsl.data.text import WHITE
from sladsl.record import Record
from sladsl.values.instant import parse_time
from sladsl.values.time_forms import clock_of, time_form

NO_CLOCK = "(no time of day)"
NO_DAY = "(no date)"
_MIDNIGHT = re.compile(r"[T ]+0?0:00(:00([.,]0+)?)?$")
_NO_DATE = re.compile(r"(1899-12-3[01]|1900-01-0[01]|3[01]\.12\.1899|0?[01]\.0?1\.1900)[T ]+(?=[0-9])")
"""The day that spreadsheets and databases give to a time of day that has none."""


class One(Record):
    """A field in one column."""

    at: int


class Ends(Record):
    """A field of intervals: the columns of starts and of ends."""

    start: int
    end: int


class Moment(Record):
    """A time: the columns of its date and its time of day. `since`: the time whose date counts where there is none."""

    day: int
    clock: int
    since: One | Moment | None = None


Column = One | Ends | Moment


class JoinedPart(Record):
    """A part whose columns are joined to fields. `times`: the form in which the binding says that times are written."""

    part: Part
    columns: tuple[Column, ...]
    times: str = ""

    def rows(self) -> Iterator[Cells]:
        for number, texts, finding, said in self.part.rows():
            if texts is None:
                yield number, None, finding, said
            else:
                yield number, tuple(self._cell(each, texts) for each in self.columns), finding, said

    def _cell(self, column: Column, texts: Sequence[str]) -> str:
        match column:
            case One(at=at):
                return texts[at]
            case Ends(start=start, end=end):
                return one_interval([texts[start], texts[end]])
            case Moment(day=day, clock=clock, since=since):
                given = "" if since is None else self._day(since, texts)
                return one_moment(texts[day].strip(WHITE), texts[clock].strip(WHITE), given)
            case _:
                assert_never(column)

    def _day(self, column: One | Moment, texts: Sequence[str]) -> str:
        """The date of another time, as it stands there; "" where that has none."""
        if isinstance(column, Moment):
            return _MIDNIGHT.sub("", texts[column.day].strip(WHITE))
        form = time_form(self.times) or str
        text = form(texts[column.at].strip(WHITE))
        return text[: len("2026-03-01")] if parse_time(text) is not None else ""


def one_moment(day: str, clock: str, given: str = "") -> str:
    """A date and a time of day as the text of one time; one that lacks either has a text that is no time. `given`: the date
    where none is written beside a time of day."""
    if not day and not clock:
        return ""
    if not clock:
        # A column of dates may hold a whole time; a date alone would be midnight, which nobody said.
        return day if ":" in _MIDNIGHT.sub("", day) else f"{_MIDNIGHT.sub('', day)} {NO_CLOCK}"
    said = _NO_DATE.sub("", clock)
    if not day and not given:
        return f"{NO_DAY} {said}"
    return f"{_MIDNIGHT.sub('', day) or given} {clock_of(said) or said}"
