"""The place of a percentile, a median or an extreme among the rows: those around it, in the order of their values.

A percentile is one row of thousands; whoever doubts it wants to see that row and its neighbours, not the first forty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from sladsl.outcome.measured import Witness
from sladsl.outcome.statement import Line
from sladsl.outcome.table import paragraph, row_lines, widths
from sladsl.plan.cells import Extreme, Ranked
from sladsl.plan.measure import Metering
from sladsl.plan.rows import Field
from sladsl.record import Record
from sladsl.values.duration import duration_text
from sladsl.values.instant import instant_text
from sladsl.values.number import parse_number, shown

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

AROUND = 2
"""Rows on either side that are shown."""


class Rank(Record):
    """Where a figure stands: between `first` and `last` (the same where it is one row) of `of` rows, counted from 1.

    `rows`: those around it, each with its place and its value as text.
    """

    words: str
    first: int
    last: int
    of: int
    rows: tuple[tuple[int, str, Witness], ...]


def rank_in(
    meterings: Sequence[Metering], line: Line, witnesses: Callable[[Line], tuple[Witness, ...]]
) -> Rank | None:
    """The place of the figure of a line that was measured; None for other figures."""
    columns = (column for each in meterings if each.metric == line.metric for column in each.columns)
    ranked = next((each.cells for each in columns if isinstance(each.cells, Ranked | Extreme)), None)
    if ranked is None or line.origin != "measured" or line.level is None:
        return None
    return rank_of(ranked, witnesses(line), line.columns.get("known", 0), line.days)


def rank_of(cells: Ranked | Extreme, witnesses: Sequence[Witness], known: int, days: bool) -> Rank | None:
    """The place of a figure among the rows that count; None where the values of the rows can't be told here.

    `known`: in how many rows there is a value; `days`: whether times may be told in days.
    """
    if not isinstance(cells.of, Field):
        return None
    valued: list[tuple[Fraction, str, Witness]] = []
    for each in witnesses:
        found = _value(each, cells.of.name, days)
        if found is not None:
            valued.append((*found, each))
    if not valued or len(valued) != known:
        return None
    valued.sort(key=lambda each: (each[0], each[2].start, each[2].file, each[2].row))
    count = len(valued)
    if isinstance(cells, Extreme):
        first = last = 1 if cells.which == "least" else count
        words = f"The {'least' if cells.which == 'least' else 'greatest'} of {count:,} values."
    elif cells.method == "nearest rank":
        first = last = max(ceil(cells.share * count), 1)
        share = f"{shown(cells.share * 100, most=4)}%"
        words = f"By nearest rank it is value {first:,} of {count:,}: {share} of them, rounded up."
    else:
        place = 1 + cells.share * (count - 1)
        first, last = floor(place), ceil(place)
        words = f"It is at place {shown(place, most=4)} of {count:,} values"
        words += "." if first == last else f": between value {first:,} and value {last:,}, in proportion."
    begin, end = max(first - AROUND, 1), min(last + AROUND, count)
    rows = tuple((place, *valued[place - 1][1:]) for place in range(begin, end + 1))
    return Rank(words=words, first=first, last=last, of=count, rows=rows)


def _value(row: Witness, field: str, days: bool) -> tuple[Fraction, str] | None:
    """The value of a field in a row, and its text; None where it has none, or one that another reads."""
    for name, kind, value in row.computed:
        if name == field and value is not None and kind in ("us", "number"):
            text = duration_text(value, days) if kind == "us" else shown(Fraction(value, 10**6), most=6)
            return Fraction(value), text
    for name, text in row.fields:
        number = parse_number(text.strip()) if name == field and "_" not in text else None
        if number is not None:
            return number.value, text.strip()
    return None


def rank_lines(rank: Rank, place: ZoneInfo) -> list[str]:
    """The words, and the rows in the order of their values; those of the figure are marked."""
    rows = [("", "value", "row", "from")]
    rows += [
        (
            f"{'>' if rank.first <= at <= rank.last else ' '} {at:,}",
            text,
            " ".join(str(part) for part in (each.source, each.file, each.row) if part),
            instant_text(each.start, place),
        )
        for at, text, each in rank.rows
    ]
    wide, right = widths(rows), frozenset({0, 1})
    return [*paragraph(rank.words), *(line for row in rows for line in row_lines(row, wide, right=right))]
