"""Lines of totals and notes at the end of a table: `Total,,,123`, `* without planned work`, as monthly reports have them.

Such a row has no time and no period of its own, so nothing can count it; it is told as what it is, once, instead of by
all that its cells are not. A row that could count is never taken for one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Sequence

from sladsl.data.labels import period_label
from sladsl.data.sheet import SheetCell
from sladsl.data.text import WHITE
from sladsl.data.unpacked import tail

TOTALS = "totals-row"
MOST = 10
"""Rows at the end of a table that may be totals, averages, and what is empty between them."""

_TAIL = 16 << 10
"""Bytes at the end of a file in which they stand."""
_WORDS = frozenset(
    (
        *(
            "total",
            "totals",
            "grand total",
            "sub total",
            "subtotal",
            "sum",
            "sums",
            "average",
            "averages",
            "avg",
            "mean",
        ),
        *("median", "minimum", "maximum", "overall", "year to date", "ytd", "ø", "σ", "∑"),
        *("summe", "gesamt", "gesamtsumme", "insgesamt", "durchschnitt", "mittelwert", "mittel"),
        *("total général", "somme", "ensemble", "moyenne", "suma", "promedio", "media", "totale", "somma"),
        *("totaal", "som", "gemiddelde"),
    )
)
_SIGNS = " :.=-" + WHITE
_NOTE = re.compile(
    r"[*†‡#(\[]\s*\S|(?:notes?|source|generated|printed|exported|created|hinweise?|anmerkung(?:en)?|quelle|stand|erstellt|exportiert"
    r"|remarques?|nota|opmerking)\b.",
    re.IGNORECASE | re.DOTALL,
)
_DIGIT = re.compile(r"\d")


def is_total(text: str) -> bool:
    """Whether a cell says that its row is one of totals: `Total`, `Summe:`, `Average March 2026`."""
    said = " ".join(text.split()).casefold().strip(_SIGNS)
    if said in _WORDS:
        return True
    word, _, rest = said.partition(" ")
    return word.strip(_SIGNS) in _WORDS and period_label(SheetCell(text=rest)) is not None


def is_note(row: Sequence[str]) -> bool:
    """Whether a row is one cell with a note: `* without planned work`, `Generated on 2026-04-02`."""
    said = [cell for cell in row if cell]
    return len(said) == 1 and _NOTE.match(said[0]) is not None


def is_timeless(row: Sequence[str], start: int, mapped: Container[str] = ()) -> bool:
    """Whether a row of totals, or a note, has no time in the column `start`. `mapped`: texts with another meaning there."""
    at = row[start] if start < len(row) else ""
    note = is_note(row)
    timeless = _DIGIT.search(at) is None or is_total(at) or note
    return timeless and at not in mapped and (note or any(map(is_total, row)))


def at_end(rows: Sequence[Sequence[str]], start: int, mapped: Container[str] = ()) -> int:
    """How many rows at the end are totals or notes, empty ones beside them among them."""
    found = 0
    for count, row in enumerate(reversed(rows[-MOST:]), start=1):
        if is_timeless(row, start, mapped) or (found and not any(row)):
            found = count
        elif any(row):
            break
    return found


def text_totals(path: str, delimiter: str, start: int, mapped: Container[str] = ()) -> int:
    """How many rows at the end of a text file seem to be totals, by its last lines."""
    try:
        content, whole = tail(path, _TAIL)
    except OSError:
        return 0
    lines = content.decode("utf-8", errors="replace").split("\n")
    last = [line.strip("\r") for line in (lines if whole else lines[1:]) if line.strip("\r")][-MOST:]
    try:
        rows = list(csv.reader(last, delimiter=delimiter))
    except csv.Error:
        return 0
    return at_end([[cell.strip(WHITE) for cell in row] for row in rows], start, mapped)


def shown(row: Sequence[str]) -> str:
    """What a row of totals says, for a finding."""
    return ", ".join(cell for cell in row if cell) or "nothing"
