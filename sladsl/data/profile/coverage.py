"""Rows by month, and of samples the share of those that should be there."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.data.embedded import Embedded
from sladsl.data.profile.facts import Month, Times
from sladsl.values.period import periods

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST_MONTHS = 600
"""Fifty years; more are the work of a wrong year."""


def months(database: Embedded, table: str, times: Times, place: ZoneInfo, length: int) -> tuple[Month, ...]:
    """Every month from the first time to the last. `length`: what one sample stands for (µs; 0: they are no samples)."""
    if times.first is None or times.last is None:
        return ()
    found = periods("month", place, times.first, times.last + 1)
    if len(found) > MOST_MONTHS:
        return ()
    limits = ", ".join(f"({at}, {each.start}, {each.end})" for at, each in enumerate(found))
    placed = (
        f"SELECT m.nth AS nth, r.s AS s, r.t AS t, {f'(r.t - m.a) // {length}' if length else '0'} AS slot"
        f" FROM {table} r ASOF JOIN (VALUES {limits}) m(nth, a, b) ON r.t >= m.a WHERE r.t IS NOT NULL"
    )
    asked = f"SELECT nth, count(*), 0 FROM ({placed}) GROUP BY nth"
    if length:
        # Slots with a sample: those that differ from the one before, in the order of time.
        ranked = (
            f"SELECT nth, slot, lag(slot) OVER (PARTITION BY nth, s ORDER BY t) AS former FROM ({placed})"
        )
        asked = f"SELECT nth, count(*), count(*) FILTER (former IS DISTINCT FROM slot) FROM ({ranked}) GROUP BY nth"
    counts = {int(at): (int(rows), int(slots)) for at, rows, slots in database.rows(asked)}
    result = []
    for at, each in enumerate(found):
        rows, slots = counts.get(at, (0, 0))
        share = None
        if length:
            expected = -(-(each.end - each.start) // length) * max(times.many, 1)
            share = min(Fraction(slots, expected), Fraction(1))
        result.append(Month(label=each.label, rows=rows, share=share))
    return tuple(result)
