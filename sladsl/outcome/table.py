"""Plain tables and paragraphs in eighty columns, for terminals, mails and printers alike.

Everything lines up with blanks alone; a cell that is too wide is wrapped, never cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

WIDTH = 80
_NARROWEST = 9
_GAP = 2


Row = Sequence[str]


def widths(rows: Sequence[Row], indent: int = 2) -> list[int]:
    """The width of each column: what its cells need, less for wide columns where WIDTH does not hold
    them all.
    """
    found = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    room = WIDTH - indent - _GAP * (len(found) - 1)
    while sum(found) > room:
        widest = max(range(len(found)), key=lambda at: found[at])
        if found[widest] <= _NARROWEST:
            break
        found[widest] -= 1
    return found


def spare(wide: Sequence[int], indent: int = 2) -> int:
    """How many columns of the page a table leaves free."""
    return max(0, WIDTH - indent - _GAP * (len(wide) - 1) - sum(wide))


def table(rows: Sequence[Row], indent: int = 2, right: frozenset[int] = frozenset()) -> list[str]:
    """The rows as lines; columns in `right` are aligned to the right."""
    wide = widths(rows, indent)
    return [line for row in rows for line in row_lines(row, wide, indent, right)]


def row_lines(
    row: Row, wide: Sequence[int], indent: int = 2, right: frozenset[int] = frozenset()
) -> list[str]:
    """One row as lines; a cell wider than its column is wrapped."""
    cells = [_wrapped(cell, width) for cell, width in zip(row, wide, strict=True)]
    lines = []
    for at in range(max(map(len, cells))):
        parts = [
            (cell[at] if at < len(cell) else "").rjust(width)
            if column in right
            else (cell[at] if at < len(cell) else "").ljust(width)
            for column, (cell, width) in enumerate(zip(cells, wide, strict=True))
        ]
        lines.append((" " * indent + (" " * _GAP).join(parts)).rstrip())
    return lines


def _wrapped(cell: str, width: int) -> list[str]:
    """The cell in lines; blanks at its start indent them all."""
    lead = cell[: len(cell) - len(cell.lstrip())]
    return wrap(cell.strip(), max(width, 1), initial_indent=lead, subsequent_indent=lead) or [""]


def paragraph(text: str, indent: int = 2, hang: int = 2) -> list[str]:
    """`text` wrapped to WIDTH, later lines indented by `hang` more."""
    return wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def plural(count: int, noun: str) -> str:
    """`1 feature`, `8 features`, `2 classes`, `3 categories`."""
    if count == 1:
        return f"1 {noun}"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{count} {noun[:-1]}ies"
    return f"{count} {noun}{'es' if noun.endswith(('s', 'x', 'ch', 'sh')) else 's'}"
