"""What stands under each other: the cells of a table's rows, and comments behind neighbouring lines.

Neighbours are lines without a blank one between them. They share one column; whoever is much longer than most, or much
shorter, stays out of it: a cell far from its head is harder to read than one out of line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sladsl.syntax.layout.breaks import WIDTH
from sladsl.syntax.layout.lines import Line
from sladsl.syntax.layout.pieces import Leaf, Piece
from sladsl.syntax.layout.strip import APART, Strip, leaves

LONGER_HEAD = 16
"""A head that exceeds the middle one of its table by more stays out of the column."""
LONGEST_HEAD = 40
"""A row with a longer head is read as a line, not as a part of a table."""
LONGER_LINE = 24
"""A line that exceeds the middle one by more keeps its comment behind it."""
MOST_BLANKS = 24
"""No cell and no comment is pushed away further."""


def align(lines: list[Line], strip: Strip, pieces: list[Piece]) -> None:
    """Sets the blanks of rows first and then those of comments, which stand behind them."""
    rows = {leaf.first: leaf for leaf in leaves(pieces) if leaf.row}
    for table in _tables(lines, rows):
        if any(_bars(line, rows[line.first], strip) for line in table):
            _align_cells(table, rows, strip)
        else:
            _align_rows(table, rows, strip)
    for together in _commented(lines, strip):
        widths = [line.indentation + _width(line, strip) for line in together]
        for line, blanks in zip(together, _blanks(widths, LONGER_LINE), strict=True):
            line.apart = APART + blanks


def _tables(lines: list[Line], rows: dict[int, Leaf]) -> Iterator[list[Line]]:
    """Rows that stand alone on neighbouring lines; comments between them do not part them."""
    return _runs(
        lines,
        lambda line: line.first in rows and line.last == rows[line.first].last,
        lambda line: line.first == line.last,
    )


def _commented(lines: list[Line], strip: Strip) -> Iterator[list[Line]]:
    """Neighbouring lines with comments behind them; a comment on a block is none on what stands in it."""
    return _runs(
        lines,
        lambda line: bool(line.comment) and line.first < line.last,
        lambda _: False,
        lambda line: line.first in strip.opened or line.first in strip.closing,
    )


def _runs(
    lines: list[Line],
    wanted: Callable[[Line], bool],
    between: Callable[[Line], bool],
    anew: Callable[[Line], bool] = lambda _: False,
) -> Iterator[list[Line]]:
    """Neighbouring lines that are wanted, in groups; those that may stand `between` part no group, `anew` begins one."""
    run: list[Line] = []
    for line in lines:
        good = wanted(line)
        if run and (line.blank or anew(line) or not (good or between(line))):
            yield run
            run = []
        if good:
            run.append(line)
    if run:
        yield run


def _blanks(widths: list[int], longer: int) -> list[int]:
    """How many blanks bring each width to the column of all; 0 for those that are much longer or shorter than it.

    The column is that of the longest which exceeds the middle one by at most `longer`.
    """
    if not widths:
        return []
    middle = sorted(widths)[len(widths) // 2]
    column = max(width for width in widths if width <= middle + longer)
    return [column - width if 0 <= column - width <= MOST_BLANKS else 0 for width in widths]


def _align_rows(table: list[Line], rows: dict[int, Leaf], strip: Strip) -> None:
    """Puts the one cell of each row under that of its neighbours, unless the line gets too long by it."""
    heads = [strip.width(line.first, rows[line.first].colon + 1) for line in table]
    short = [(line, head) for line, head in zip(table, heads, strict=True) if head <= LONGEST_HEAD]
    blanks_of = _blanks([head for _, head in short], LONGER_HEAD)
    for (line, _), blanks in zip(short, blanks_of, strict=True):
        if line.indentation + strip.width(line.first, line.last) + blanks <= WIDTH:
            line.spaces = {rows[line.first].colon + 1: blanks + 1}


def _align_cells(table: list[Line], rows: dict[int, Leaf], strip: Strip) -> None:
    """Puts the cells and the bars between them under each other, unless a line gets too long by it."""
    heads = [strip.width(line.first, rows[line.first].colon + 1) for line in table]
    column = max(heads) + 1
    bars = [_bars(line, rows[line.first], strip) for line in table]
    widths = _widths(table, bars, rows, strip)
    spaces: list[dict[int, int]] = []
    longest = 0
    for line, head, signs in zip(table, heads, bars, strict=True):
        start, end = rows[line.first].colon + 1, column
        mine = {start: column - head}
        for place, bar in enumerate(signs):
            mine[bar] = widths[place] - strip.width(start, bar) + 1
            end += widths[place] + 3
            start = bar + 1
        spaces.append(mine)
        longest = max(longest, line.indentation + end + strip.width(start, line.last))
    if longest <= WIDTH:
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
