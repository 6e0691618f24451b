"""Levels that somebody else reports: a table of period, objective and level, as in a provider's monthly
report.

The level is what a person reads in the report, digit for digit; a spreadsheet's cell format is part of that.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from sladsl.data.binding import LevelsFile
from sladsl.data.labels import period_label
from sladsl.data.sheet import Fields, Remarks, SheetCell, open_sheet
from sladsl.outcome.given import ReportedLevel
from sladsl.outcome.measured import DataFinding
from sladsl.values.number import Number, parse_number

Unit = Literal["percent", "number", "unsaid"]

_LEVEL = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)[ \u00a0\u202f]*(%?)")


def read_levels(file: LevelsFile) -> tuple[tuple[ReportedLevel, ...], tuple[DataFinding, ...]]:
    """The levels of a report, in its order, and what is wrong with the other rows; UnreadableData for broken
    files."""
    required = ["period", "level"] if file.objective else ["period", "objective", "level"]
    optional = ["scope"] if not file.objective else ["objective", "scope"]
    remarks = Remarks("levels")
    found: dict[tuple[str, str, str], ReportedLevel] = {}
    for number, cells in Fields(
        open_sheet(file.path, file.delimiter, file.sheet), file.columns, required, optional
    ):
        objective = cells["objective"].text or file.objective
        texts = {"period": cells["period"].text, "level": cells["level"].text, "objective": objective}
        missing = [name for name, text in texts.items() if not text]
        if missing:
            remarks.add("blank-cell", number, ", ".join(missing))
            continue
        period = period_label(cells["period"])
        if period is None:
            remarks.add("unreadable-period", number, cells["period"].text)
            continue
        level, unit, text = _level(cells["level"])
        if level is None:
            remarks.add("unreadable-level", number, text)
            continue
        if cells["level"].number is not None and (more := _hidden(cells["level"], level, unit)):
            remarks.add("shown-rounded", number, f"{text}, the cell holds {more}")
        if unit == "unsaid" and file.unit:
            unit = file.unit
        row = ReportedLevel(
            objective=file.names.get(objective, objective),
            scope=cells["scope"].text,
            period=period,
            level=level,
            unit=unit,
            row=number,
            text=text,
        )
        first = found.setdefault((row.objective, row.scope, row.period), row)
        if first is not row:
            same = (first.level.value, first.unit) == (row.level.value, row.unit)
            remarks.add(
                "repeated-row" if same else "conflicting-row", number, f"{objective} {period}: {text}"
            )
    return tuple(found.values()), remarks.findings()


def _level(cell: SheetCell) -> tuple[Number | None, Unit, str]:
    """The number as a person sees it, its unit, and the text."""
    if cell.number is not None:
        from sladsl.data.workbook import shown_number

        digits, percent = shown_number(cell)
        return parse_number(digits), "percent" if percent else "unsaid", f"{digits}%" if percent else digits
    match = _LEVEL.fullmatch(cell.text)
    if match is None:
        return None, "unsaid", cell.text
    return parse_number(match[1]), "percent" if match[2] else "unsaid", cell.text


def _hidden(cell: SheetCell, level: Number, unit: Unit) -> str:
    """The cell's own digits where the sheet shows fewer; "" where it shows all."""
    assert cell.number is not None
    whole = cell.number * 100 if unit == "percent" else cell.number
    return (
        "" if Fraction(whole) == level.value else f"{whole.normalize():f}{'%' if unit == 'percent' else ''}"
    )
