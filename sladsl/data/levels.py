"""Levels that somebody else reports: a table of period, objective and level, as in a provider's monthly
report.

The level is what a person reads in the report, digit for digit; a spreadsheet's cell format is part of that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from sladsl.data.binding import LevelsFile, every
from sladsl.data.decimals import read_decimal
from sladsl.data.labels import period_label
from sladsl.data.lengths import UNITS, in_unit, read_length
from sladsl.data.promised import Promises, promised
from sladsl.data.sheet import Remarks, SheetCell, open_sheet
from sladsl.data.titles import Fields, Wanted
from sladsl.outcome.given import ReportedLevel
from sladsl.outcome.measured import DataFinding
from sladsl.record import replace
from sladsl.values.duration import HOUR, MINUTE
from sladsl.values.number import Number, parse_number

Unit = Literal["percent", "number", "duration", "unsaid"]

FAR = 50
"""Times: a level that was written in the wrong unit is about a hundred times off."""

_PERCENT = re.compile(r"(.*?)[ \u00a0\u202f]*(%?)", re.DOTALL)


def read_levels(
    files: LevelsFile | Sequence[LevelsFile], promises: Promises | None = None
) -> tuple[tuple[ReportedLevel, ...], tuple[DataFinding, ...]]:
    """The levels of a report, in its order, and what is wrong with the other rows; UnreadableData for broken
    files."""
    promises = promises or {}
    remarks = Remarks("levels")
    rows: list[ReportedLevel] = []
    for file in every(files):
        remarks.file = file.name
        own = [row for row in _rows(file, promises, remarks) if row is not None]
        odd = [] if file.unit else _odd(own, promises)
        for row in odd:
            remarks.add("unclear-unit", row.row, f"{row.objective} {row.period}: {row.text}")
        rows += [row for row in own if row not in odd]
    found: dict[tuple[str, str, str], ReportedLevel] = {}
    for row in rows:
        first = found.setdefault((row.objective, row.scope, row.period), row)
        if first is not row:
            same = (first.level.value, first.unit) == (row.level.value, row.unit)
            name = "repeated-row" if same else "conflicting-row"
            remarks.add(name, row.row, f"{row.objective} {row.period}: {row.text}", row.file)
    for row in _far(found.values(), promises):
        remarks.add("far-from-others", row.row, f"{row.objective} {row.period}: {row.text}", row.file)
    for row in found.values():
        share = row.unit in ("percent", "unsaid") and promised(promises, row.objective).percent
        if row.level.value < 0 and share:
            remarks.add("share-below-zero", row.row, f"{row.objective} {row.period}: {row.text}", row.file)
    return tuple(found.values()), remarks.findings()


def level_columns(file: LevelsFile) -> Wanted:
    """The columns that are looked for in a table of levels."""
    wide = file.periods == "in columns"
    return Wanted(
        bound=file.columns,
        required=(
            *(() if wide or file.period else ("period",)),
            *(() if file.objective else ("objective",)),
            *(() if wide else ("level",)),
        ),
        optional=(
            "scope",
            *(("objective",) if file.objective else ()),
            *(("period",) if file.period and not wide else ()),
        ),
        periods=wide,
        header=file.header,
        about="objective",
    )


def _rows(file: LevelsFile, promises: Promises, remarks: Remarks) -> Iterable[ReportedLevel | None]:
    """Each row as it is read; None, and a remark, where it can't be."""
    wanted = replace(level_columns(file), known=(*file.names, *promises))
    fields = Fields(open_sheet(file.path, file.delimiter, file.sheet, file.data, "levels"), wanted)
    remarks.leave(fields.totals)
    for number, cells in fields:
        remarks.rows += 1
        yield _row(file, number, cells, promises, remarks)


def _row(
    file: LevelsFile, number: int, cells: Mapping[str, SheetCell], promises: Promises, remarks: Remarks
) -> ReportedLevel | None:
    written = cells["objective"].text or file.objective
    objective = file.names.get(written, written)
    if written and not objective:
        return None  # `"Mail relay" = ""`: no measure of this agreement
    dated = cells["period"] if cells["period"].text else SheetCell(text=file.period)
    texts = {"period": dated.text, "level": cells["level"].text, "objective": objective}
    missing = [name for name, text in texts.items() if not text]
    if missing:
        remarks.add("blank-cell", number, ", ".join(missing))
        return None
    period = period_label(dated, promised(promises, objective).daily)
    if period is None:
        remarks.add("unreadable-period", number, dated.text)
        return None
    said = file.units.get(objective, file.units.get(written, file.unit))
    clock = _clock(said, promised(promises, objective).length)
    level, unit, text, readings, step = _level(cells["level"], file, clock)
    where = f"{written} {period}: " if file.periods else ""
    if level is None:
        two = "ambiguous-length" if ":" in text else "ambiguous-number"
        remarks.add(
            two if readings else "unreadable-level",
            number,
            f"{where}{text}: {readings}" if readings else f"{where}{text}",
        )
        return None
    if cells["level"].number is not None and (more := _hidden(cells["level"], level, unit)):
        remarks.add("shown-rounded", number, f"{where}{text}, the cell holds {more}")
    if unit == "unsaid" and said == "ratio":
        if abs(level.value) > 1:
            remarks.add("unclear-unit", number, f"{written} {period}: {text}")
            return None
        unit, level = "percent", Number(value=level.value * 100, places=max(level.places - 2, 0))
    elif unit == "unsaid" and said in UNITS:
        length = in_unit(level, said)
        if length is None:
            remarks.add("unreadable-level", number, f"{where}{text}")
            return None
        unit, level, step = "duration", Number(value=Fraction(length.us), places=0), length.step
        text = f"{text} {said}"
    elif unit == "unsaid" and said in ("percent", "number"):
        unit = "percent" if said == "percent" else "number"
    return ReportedLevel(
        objective=objective,
        scope=cells["scope"].text,
        period=period,
        level=level,
        unit=unit,
        row=number,
        text=text,
        file=file.name,
        step=step,
    )


def _clock(said: str, promise: int) -> int:
    """What `5:00` counts before its colon; 0 where nothing tells. Whoever promises hours reports no minutes and seconds."""
    if said in ("hours", "minutes"):
        return HOUR if said == "hours" else MINUTE
    return HOUR if promise >= HOUR else 0


def _level(cell: SheetCell, file: LevelsFile, clock: int) -> tuple[Number | None, Unit, str, str, int]:
    """The number as a person sees it, its unit, the text, its readings where it has two, and the step of a length."""
    if cell.number is not None:
        from sladsl.data.workbook import shown_number, shown_unit

        digits, percent = shown_number(cell)
        shown = f"{digits}%" if percent else digits
        # A unit that the format adds to the number is read by everybody who sees the cell.
        if (word := "" if percent else shown_unit(cell)) and (
            length := read_length(f"{digits} {word}", ".", 0)[0]
        ):
            return (
                Number(value=Fraction(length.us), places=0),
                "duration",
                f"{digits} {word}",
                "",
                length.step,
            )
        return parse_number(digits), "percent" if percent else "unsaid", shown, "", 0
    match = _PERCENT.fullmatch(cell.text)
    assert match is not None
    level, readings = read_decimal(match[1], file.decimal, plain=".")
    if level is None and not readings and not match[2]:
        length, readings = read_length(cell.text, file.decimal, clock)
        if length is not None:
            return Number(value=Fraction(length.us), places=0), "duration", cell.text, "", length.step
    return level, "percent" if match[2] else "unsaid", cell.text, readings, 0


def _hidden(cell: SheetCell, level: Number, unit: Unit) -> str:
    """The cell's own digits where the sheet shows fewer; "" where it shows all."""
    assert cell.number is not None
    whole = cell.number * 100 if unit == "percent" else cell.number
    shown = level.value
    if unit == "duration":
        from sladsl.data.workbook import shown_number

        shown = Fraction(shown_number(cell)[0])
    return "" if Fraction(whole) == shown else f"{whole.normalize():f}{'%' if unit == 'percent' else ''}"


def _odd(rows: list[ReportedLevel], promises: Promises) -> list[ReportedLevel]:
    """Bare numbers up to 1 of a percentage whose other numbers are above 1: ratios among percentages, likely."""
    bare = [row for row in rows if row.unit == "unsaid" and promised(promises, row.objective).percent]
    above = {row.objective for row in bare if row.level.value > 1}
    return [row for row in bare if row.objective in above and 0 < row.level.value <= 1]


def _far(rows: Iterable[ReportedLevel], promises: Promises) -> Iterable[ReportedLevel]:
    """Percentages about a hundred times away from the middle one of the others of their objective and unit; and times,
    which are sixty times off where hours are taken for minutes."""
    groups: dict[tuple[str, str], list[ReportedLevel]] = {}
    for row in rows:
        percent = row.unit in ("percent", "unsaid") and promised(promises, row.objective).percent
        if row.level.value > 0 and (percent or row.unit == "duration"):
            groups.setdefault((row.objective, row.unit), []).append(row)
    for group in groups.values():
        values = sorted(row.level.value for row in group)
        middle = (len(values) - 1) // 2
        for row in group if len(group) > 1 else ():
            own = bisect_left(values, row.level.value)
            other = values[middle if middle < own else middle + 1]
            if not Fraction(1, FAR) < row.level.value / other < FAR:
                yield row
