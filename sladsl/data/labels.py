"""Periods as reports write them (`March 2026`, `03/2026`, `Q1 2026`, a date cell), as the labels of the
agreement."""

from __future__ import annotations

import re
from datetime import timedelta

from sladsl.data.sheet import SheetCell
from sladsl.values.period import parse_label

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = {name[:size]: at for at, name in enumerate(_MONTHS, start=1) for size in (3, len(name))} | {
    "sept": 9
}
_WORDS = re.compile(r"([A-Za-z]{3,9})\.?[ \u00a0-]+([0-9]{4})")
_SLASH = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_QUARTER = re.compile(r"[Qq]([1-4])[ \u00a0/-]*([0-9]{4})|([0-9]{4})[ \u00a0/-]*[Qq]([1-4])")


def period_label(cell: SheetCell) -> str | None:
    """The label (`2026-03`, `2026-Q1`, `2026`, `2026-W05`, `2026-03-04`) of a cell; None when it names no
    period.

    A date cell means its month, unless its format shows a day that neither begins nor ends the month. A year
    that a workbook holds as a number is a year.
    """
    if cell.day is not None:
        shows_day = "d" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", cell.format).lower()
        edge = cell.day.day == 1 or (cell.day + timedelta(days=1)).day == 1
        return f"{cell.day:%Y-%m-%d}" if shows_day and not edge else f"{cell.day.year:04}-{cell.day.month:02}"
    label = _written(cell.text)
    return label if label is not None and parse_label(label) is not None else None


def _written(text: str) -> str | None:
    if match := _WORDS.fullmatch(text):
        month = _NUMBERS.get(match[1].lower())
        return f"{match[2]}-{month:02}" if month is not None else None
    if match := _SLASH.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := _QUARTER.fullmatch(text):
        return f"{match[2]}-Q{match[1]}" if match[1] else f"{match[3]}-Q{match[4]}"
    return text
