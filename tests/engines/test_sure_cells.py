"""Cells of columns that are known to be in order are read without tests, to the same values."""

from __future__ import annotations

import duckdb
import pytest

from sladsl.data.stored import Stored
from sladsl.engines.sql.natives import native_of
from sladsl.plan.measure import FieldOf, FieldType

CELLS: list[tuple[FieldType, Stored, str, list[str]]] = [
    ("number", Stored(kind="whole"), "BIGINT", ["0", "-7", "999999999999", "-999999999999", "NULL"]),
    ("number", Stored(kind="whole"), "HUGEINT", ["12", "999999999999", "NULL"]),
    ("duration", Stored(kind="whole"), "INTEGER", ["0", "90", "-3", "NULL"]),
    (
        "time",
        Stored(kind="instant"),
        "TIMESTAMPTZ",
        ["'2026-03-29 01:00:00.000001+00'", "'1900-01-01 00:00:00+00'"],
    ),
    ("time", Stored(kind="civil", utc=True), "TIMESTAMP_S", ["'2026-03-29 02:30:00'", "NULL"]),
    ("time", Stored(kind="civil", utc=True, nanos=True), "TIMESTAMP_NS", ["'2026-03-29 02:30:00.000001'"]),
    ("yes or no", Stored(kind="yes or no"), "BOOLEAN", ["TRUE", "FALSE", "NULL"]),
]


@pytest.mark.parametrize("any_year", [True, False])
@pytest.mark.parametrize(("type", "of", "stored", "cells"), CELLS)
def test_the_same_values(type: FieldType, of: Stored, stored: str, cells: list[str], any_year: bool) -> None:
    native = native_of(FieldOf(name="x", type=type), of, "x", 60_000_000, True, any_year)
    assert native is not None
    values = ", ".join(f"(CAST({each} AS {stored}))" for each in cells)
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT x IS NULL, {native.value}, {native.sure} FROM (VALUES {values}) v(x)"
        )
        for empty, value, sure in found.fetchall():
            assert (value is None) == empty
            assert value == sure
