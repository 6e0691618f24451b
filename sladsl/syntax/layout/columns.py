"""What stands under each other: the cells of a table's rows, and comments behind neighbouring lines.

Neighbours are lines without a blank one between them. Where their lengths differ too much they stay as they are, for a cell
far from its head is harder to read than one out of line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sladsl.syntax.layout.breaks import WIDTH
from sladsl.syntax.layout.lines import Line
from sladsl.syntax.layout.pieces import Leaf, Piece
from sladsl.syntax.layout.strip import APART, Strip, leaves

MOST_BEFORE_CELL = 16
"""Blanks that a short head of a row may get."""
MOST_BEFORE_COMMENT = 24
"""Blanks that a comment behind a short line may get."""


def align(lines: list[Line], strip: Strip, pieces: list[Piece]) -> None:
    """Sets the blanks of rows first and then those of comments, which stand behind them."""
    rows = {leaf.first: leaf for leaf in leaves(pieces) if leaf.row}
    for table in _tables(lines, rows):
        heads = [strip.width(line.first, rows[line.first].colon + 1) for line in table]
        if any(_bars(line, rows[line.first], strip) for line in table):
            _align_cells(table, heads, rows, strip)
            continue
        for first, last in _alike(heads, MOST_BEFORE_CELL):
            _align_cells(table[first:last], heads[first:last], rows, strip)
    for together in _commented(lines):
        widths = [line.indentation + _width(line, strip) for line in together]
        for first, last in _alike(widths, MOST_BEFORE_COMMENT):
            column = max(widths[first:last]) + APART
            for line, wide in zip(together[first:last], widths[first:last], strict=True):
                line.apart = column - wide


def _tables(lines: list[Line], rows: dict[int, Leaf]) -> Iterator[list[Line]]:
    """Rows that stand alone on neighbouring lines; comments between them do not part them."""
    return _runs(
        lines,
        lambda line: line.first in rows and line.last == rows[line.first].last,
        lambda line: line.first == line.last,
    )


def _commented(lines: list[Line]) -> Iterator[list[Line]]:
    return _runs(lines, lambda line: bool(line.comment) and line.first < line.last, lambda _: False)


def _runs(
    lines: list[Line], wanted: Callable[[Line], bool], between: Callable[[Line], bool]
) -> Iterator[list[Line]]:
    """Neighbouring lines that are wanted, in groups; those that may stand `between` part no group."""
    run: list[Line] = []
    for line in lines:
        good = wanted(line)
        if run and (line.blank or not (good or between(line))):
            yield run
            run = []
        if good:
            run.append(line)
    if run:
        yield run


def _alike(widths: list[int], most: int) -> Iterator[tuple[int, int]]:
    """From where to where neighbours differ by so many columns at most."""
    first = 0
    for last in range(1, len(widths) + 1):
        if last == len(widths) or max(widths[first : last + 1]) - min(widths[first : last + 1]) > most:
            yield first, last
            first = last


def _align_cells(table: list[Line], heads: list[int], rows: dict[int, Leaf], strip: Strip) -> None:
    """Puts the cells under each other, and the bars between them, unless a line gets too long by it."""
    column = max(heads) + 1
    spaces: list[dict[int, int]] = []
    ends = []
    bars = [_bars(line, rows[line.first], strip) for line in table]
    widths = _widths(table, bars, rows, strip)
    for line, head, signs in zip(table, heads, bars, strict=True):
        leaf = rows[line.first]
        mine = {leaf.colon + 1: column - head}
        start = leaf.colon + 1
        end = column
        for place, bar in enumerate(signs):
            mine[bar] = widths[place] - strip.width(start, bar) + 1
            end += widths[place] + 3
            start = bar + 1
        spaces.append(mine)
        ends.append(line.indentation + end + strip.width(start, leaf.last))
    if max(ends) <= WIDTH:
        for line, mine in zip(table, spaces, strict=True):
            line.spaces = mine


def _bars(line: Line, leaf: Leaf, strip: Strip) -> list[int]:
    """The `|` between the cells of a row."""
    return [at for at in range(leaf.colon + 1, line.last) if strip.tokens[at].text == "|"]


def _widths(table: list[Line], bars: list[list[int]], rows: dict[int, Leaf], strip: Strip) -> list[int]:
    """The width of each column that a bar ends."""
    widths = [0] * max(map(len, bars))
    for line, signs in zip(table, bars, strict=True):
        start = rows[line.first].colon + 1
        for place, bar in enumerate(signs):
            widths[place] = max(widths[place], strip.width(start, bar))
            start = bar + 1
    return widths


def _width(line: Line, strip: Strip) -> int:
    """Columns of a line's tokens; of a text of several lines those of its last one count."""
    column = 0
    for at in range(line.first, line.last):
        if at > line.first:
            column += line.spaces.get(at, strip.spaces[at])
        column = strip.tail(at) if strip.long(at) else column + strip.widths[at]
    return column
