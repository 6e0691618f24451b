"""Rows and coverage by month: a line each while there are few, a grid of years and months when there are many."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

from sladsl.data.profile.facts import Month, Times
from sladsl.outcome.table import table
from sladsl.values.duration import duration_text

FEW = 8
"""Months that have a line each."""
_NAMES = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY, _HOUR, _MINUTE, _SECOND = 86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000


def about(us: int) -> str:
    """A length without the parts that nobody reads: `7 d 3 h`, `1 h 38 min`, `1.2 s`."""
    unit = 1
    for limit, part in ((2 * _DAY, _HOUR), (_HOUR, _MINUTE), (10 * _SECOND, _SECOND), (_SECOND, 100_000)):
        if us >= limit:
            unit = part
            break
    return duration_text(us // unit * unit)


def month_lines(times: Times) -> list[str]:
    """The months of a table."""
    if not times.months:
        return []
    if len(times.months) > FEW:
        return ["", *_grid(times.months)]
    shares = any(month.share is not None for month in times.months)
    rows = [
        (month.label, f"{month.rows:,}", "" if month.share is None else _percent(month.share))
        for month in times.months
    ]
    titles = ("Month", "Rows", "Covered")
    if not shares:
        return ["", *table([titles[:2], *(row[:2] for row in rows)], right=frozenset({1}))]
    return ["", *table([titles, *rows], right=frozenset({1, 2}))]


def _grid(months: tuple[Month, ...]) -> list[str]:
    """A row for each year: of samples the share of each month, of others its rows; a dash where there is none."""
    shares = any(month.share is not None for month in months)
    rows: list[tuple[str, ...]] = [("Covered" if shares else "Rows", *_NAMES[1:])]
    for year, group in groupby(months, key=lambda month: month.label[:4]):
        own = {int(month.label[5:7]): month for month in group}
        rows.append((year, *(_cell(own.get(number)) for number in range(1, 13))))
    return table(rows, right=frozenset(range(1, 13)))


def _cell(month: Month | None) -> str:
    if month is None:
        return ""
    if not month.rows:
        return "-"
    if month.share is not None:
        return f"{int(month.share * 100)}%"
    if month.rows < 10_000:
        return str(month.rows)
    return f"{month.rows // 1_000}k" if month.rows < 10_000_000 else f"{month.rows // 1_000_000}M"


def _percent(share: Fraction) -> str:
    """A share cut off, never rounded up: what is not whole does not say 100%."""
    if share == 1:
        return "100%"
    cut = int(share * 10_000)
    return f"{cut // 100}.{cut % 100:02}%"
