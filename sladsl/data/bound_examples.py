"""A right line for each key of a binding, for the hints of what is wrong with it."""

from __future__ import annotations


def example(key: str) -> str:
    """What to write for a key: `Write header = 4.`"""
    return (
        "Write "
        + {
            "columns": 'columns = { start = "downtime_start" }',
            "values": 'values = { ok = { up = "yes", down = "no" } }',
            "units": 'units = { latency = "ms" }',
            "names": 'names = { "Portal availability %" = "Availability" }',
            "statuses": 'statuses = { "settled" = "paid" }',
            "header": "header = 4",
            "times": 'times = "day.month.year"; or month/day/year, year/month/day, yy for two digits, Unix seconds',
            "covers": 'covers = "2026-01-01 to 2026-03-31"',
        }.get(key, f'{key} = "…"')
        + "."
    )
