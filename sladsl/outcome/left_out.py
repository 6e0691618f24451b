"""What does not count in a line, row by row, and why: the first thing that the other side asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.outcome.measured import BY, Witness
from sladsl.outcome.statement import Line
from sladsl.outcome.table import paragraph, plural, row_lines, widths
from sladsl.values.duration import duration_text
from sladsl.values.instant import instant_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST = 20
"""Rows of each kind that are listed."""
_ALWAYS = {
    "undecided time": "Nobody can say whether it was down",
    "without limit": "No row of the table fits, or none is offered",
    "left open": "The agreement does not state what they must keep",
    "unplaced": "Nobody can say whether they count",
}
"""Columns of what never counts, and why."""
_TAKEN_OUT = {
    "undecided": "Nobody can say whether they were kept, and such records are left out",
    "overdue": "Open and past due, and not missed before they end",
    "open": "Open, and left out until they end",
}
"""Columns of what counts unless the agreement takes it out of the total."""
_EXCLUDED = "In excluded time"
THEMSELVES = "excluded themselves"


def left_out_columns(line: Line) -> frozenset[str]:
    """The columns of a line in which something lies that does not count."""
    rule = line.formula
    if rule is None:
        return frozenset()
    found = {name for name in _ALWAYS if line.columns.get(name, 0) > 0}
    found |= {name for name in _TAKEN_OUT if name in rule.over_minus and line.columns.get(name, 0) > 0}
    found |= {name for name, value in line.columns.items() if name.startswith("excluded down") and value > 0}
    if "service" not in line.columns:
        found |= {name for name in ("excluded", THEMSELVES) if line.columns.get(name, 0) > 0}
    return frozenset(found)


def left_out_lines(line: Line, rows: tuple[tuple[str, Witness], ...], place: ZoneInfo) -> list[str]:
    """The rows that do not count by why they don't; [] where all count."""
    groups: dict[str, list[Witness]] = {}
    for column, row in rows:
        groups.setdefault(_why(column, line), []).append(row)
    out: list[str] = []
    for why, members in groups.items():
        out += paragraph(f"{why}:")
        cells = [
            (
                " ".join(str(part) for part in (each.source, each.file, each.row) if part),
                instant_text(each.start, place),
                "" if each.end is None else instant_text(each.end, place),
                duration_text(each.length, line.days) if each.length else "",
            )
            for each in members[:MOST]
        ]
        wide = widths(cells, indent=4)
        for cell in cells:
            out += row_lines(cell, wide, indent=4, right=frozenset({3}))
        if len(members) > MOST:
            out += paragraph(f"... and {plural(len(members) - MOST, 'row')} more", 4)
    return out


def _why(column: str, line: Line) -> str:
    if column == BY:
        return "Excluded by"
    if column.startswith("excluded"):
        rule = line.formula
        good = rule is not None and column in rule.plus and "service" not in line.columns
        words = "Excluded by what is said of them" if column == THEMSELVES else _EXCLUDED
        return f"{words}, and so good" if good else words
    return _ALWAYS.get(column) or _TAKEN_OUT.get(column) or column
