"""Periods as reports write them (`March 2026`, `Mrz 2026`, `03/2026`, `Q1 2026`, a date cell), as the labels of the
agreement.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from sladsl.data.months import month_number
from sladsl.data.sheet import SheetCell
from sladsl.values.cycles import labelled_days
from sladsl.values.period import parse_label

_WORDS = re.compile(
    r"([^\W\d_]{3,10})\.?(?: de |[ \u00a0-]+)(?:([0-9]{4})|['\u2019]?([0-9]{2}))", re.IGNORECASE
)
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_YEAR_MONTH = re.compile(r"([0-9]{4})/([0-9]{2})")
_QUARTER = re.compile(r"[Qq]([1-4])[ \u00a0/-]*([0-9]{4})|([0-9]{4})[ \u00a0/-]*[Qq]([1-4])")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def period_label(cell: SheetCell, daily: bool = False) -> str | None:
    """The label (`2026-03`, `2026-Q1`, `2026`, `2026-W05`, `2026-03-04`) of a cell; None when it names no
    period.

    A day that begins or ends its month stands for the month, as reports write it, unless what is reported is
    promised by the day (`daily`). A date cell that shows no day is its month. A year that a workbook holds as
    a number is a year.
    """
    if cell.day is not None:
        shows_day = "d" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", cell.format).lower()
        return _of_day(cell.day, daily) if shows_day else _month(cell.day)
    if labelled_days(cell.text) is not None:
        return cell.text
    label = _written(cell.text)
    kind = parse_label(label) if label is not None else None
    if kind is not None and kind[0] == "day":
        return _of_day(kind[1], daily)
    return label if kind is not None else None


def dotted_to_iso(text: str) -> str:
    """`10.03.2026` as `2026-03-10` (day.month.year), with what follows; other text as it is."""
    match = _DOTTED.match(text)
    if match is None:
        return text
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}{text[match.end() :]}"


def _of_day(day: date, daily: bool) -> str:
    edge = day.day == 1 or (day + timedelta(days=1)).day == 1
    return _month(day) if edge and not daily else day.isoformat()


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _written(text: str) -> str | None:
    if match := _WORDS.fullmatch(text):
        month = month_number(match[1])
        return f"{match[2] or '20' + match[3]}-{month:02}" if month is not None else None
    if match := _MONTH_YEAR.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := _YEAR_MONTH.fullmatch(text):
        return f"{match[1]}-{match[2]}"
    if match := _QUARTER.fullmatch(text):
        return f"{match[2]}-Q{match[1]}" if match[1] else f"{match[3]}-Q{match[4]}"
    return dotted_to_iso(text)
