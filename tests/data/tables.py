"""Small inputs and files for the tests of reading, so that each test shows only what it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sladsl.data.binding import Table, TableFile, TableRows
from sladsl.data.reading import ReadTable, read_table
from sladsl.outcome.measured import DataFinding, SourceFacts
from sladsl.plan.measure import FieldOf, Input
from sladsl.values.instant import parse_time


def us(text: str) -> int:
    """The instant of a UTC time as text: `2026-03-01 10:00`."""
    written = parse_time(text)
    assert written is not None
    return written.naive_us - (written.offset_us or 0)


def outages(**changes: Any) -> Input:
    """Intervals with `start`, `end` and, if asked for, more fields."""
    more = changes.pop("more", ())
    settings: dict[str, Any] = {
        "name": "outages",
        "holds": "intervals",
        "fields": (FieldOf(name="start", type="time"), FieldOf(name="end", type="time"), *more),
        "start": "start",
        "end": "end",
        "zone": "UTC",
    }
    return Input(**{**settings, **changes})


def one_field(type: str, **changes: Any) -> Input:
    """Samples with `at` and one field `x`, of which nothing is required."""
    values = changes.pop("values", ())
    settings: dict[str, Any] = {
        "name": "checks",
        "holds": "samples",
        "fields": (FieldOf(name="at", type="time"), FieldOf(name="x", type=type, values=values)),
        "start": "at",
        "zone": "UTC",
    }
    return Input(**{**settings, **changes})


def file(folder: Path, text: str | bytes, name: str = "t.csv", **changes: Any) -> TableFile:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return TableFile(source="any", path=str(path), **changes)


def typed(*rows: dict[str, str], **changes: Any) -> TableRows:
    return TableRows(source="any", rows=rows, **changes)


def read(input: Input, table: Table | None, as_of: str = "2027-01-01") -> ReadTable:
    return read_table(input, table, us(as_of))


def named(table: ReadTable | tuple[DataFinding, ...]) -> dict[str, tuple[int, tuple[tuple[int, str], ...]]]:
    """Findings by name: count and samples."""
    findings = table.findings if isinstance(table, ReadTable) else table
    return {each.name: (each.count, each.samples) for each in findings}


def by_sql(
    input: Input, table: Table | None, as_of: str = "2027-01-01"
) -> tuple[tuple[DataFinding, ...], SourceFacts]:
    """What the fast engine finds in a table."""
    from sladsl.engines.sql.engine import DuckdbSession

    session = DuckdbSession({input.name: table} if table is not None else {})
    try:
        found = session._table(input, us(as_of))
        return found.findings, found.facts
    finally:
        session.close()
