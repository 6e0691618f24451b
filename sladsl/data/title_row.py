"""Where the titles of a table of measurements stand: in its first row, or below a heading.

A row that has all the columns that are read is the row of the titles; where nobody knows the columns yet, it is the first
row that is as wide as the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

FARTHEST = 100
"""Rows among which the titles are looked for."""
_WIDE = 0.5
_NARROWEST = 2


def named_row(rows: Sequence[Sequence[str]], names: Sequence[str]) -> int | None:
    """The place of the first row that has each of the names once; None where there is none."""
    for place, row in enumerate(rows[:FARTHEST]):
        if all(row.count(name) == 1 for name in dict.fromkeys(names)):
            return place
    return None


def likely_row(rows: Sequence[Sequence[str]]) -> int:
    """The place of the first row that is more than half as wide as most rows; 0 without one."""
    filled = [[cell for cell in row if cell] for row in rows[:FARTHEST]]
    widths = Counter(len(cells) for cells in filled if len(cells) >= _NARROWEST)
    if not widths:
        return 0
    usual = max(widths, key=lambda width: (widths[width], width))
    for place, cells in enumerate(filled):
        if len(cells) >= _NARROWEST and len(cells) > _WIDE * usual:
            return place
    return 0


def likest_row(rows: Sequence[Sequence[str]], names: Sequence[str]) -> int:
    """The place of the row that has most of the names; else the likely one."""
    wanted = set(names)
    hits = [len(wanted.intersection(row)) for row in rows[:FARTHEST]]
    most = max(hits, default=0)
    return hits.index(most) if most else likely_row(rows)
