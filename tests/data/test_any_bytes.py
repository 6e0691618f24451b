"""Whatever a file holds, reading ends in rows and findings or in UnreadableData; no row goes unaccounted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sladsl.data.binding import LevelsFile, TableFile
from sladsl.data.errors import UnreadableData
from sladsl.data.files import binding_from_flags
from sladsl.data.levels import read_levels
from sladsl.data.reading import read_table
from tests.data.tables import outages, us

LEFT_OUT = (
    "ragged-row",
    "row-without-field",
    "end-before-start",
    "after-as-of",
    "duplicate-key",
    "contradicting-row",
)
PIECES = st.sampled_from(
    (
        *(b"start", b"end", b",", b",", b"\n", b"\n", b"\r\n", b"\r", b'"', b'""', b" ", b"\xef\xbb\xbf"),
        *(b"2026-03-01", b"2026-03-02 10:00", b"2026-03-29 02:30", b"9999-12-31", b"%", b"99.5", b"x"),
        *("\u00a0ü𝄞".encode(), b"\0", b"\xff"),
    )
)
BYTES = st.lists(PIECES, max_size=40).map(b"".join) | st.binary(max_size=60)
FUNCTION_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUNCTION_FIXTURE
@given(BYTES, st.booleans(), st.booleans())
def test_tables(tmp_path: Path, content: bytes, with_header: bool, packed: bool) -> None:
    content = b"start,end\n" * with_header + content
    path = tmp_path / ("t.csv.gz" if packed else "t.csv")
    path.write_bytes(gzip.compress(content) if packed else content)
    try:
        table = read_table(
            outages(zone="Europe/Berlin"), TableFile(source="o", path=str(path)), us("2026-03-20")
        )
    except UnreadableData:
        return
    assert table.facts.used == len(table.rows)
    left_out = sum(each.count for each in table.findings if each.name in LEFT_OUT)
    # The rest has an end that can't be read: told as a finding about the cell.
    unreadable_ends = table.facts.rows - table.facts.used - left_out
    assert 0 <= unreadable_ends <= sum(each.count for each in table.findings if each.name == "bad-time")


@FUNCTION_FIXTURE
@given(BYTES, st.sampled_from(["r.csv", "r.xlsx"]))
def test_reports(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04" * (name == "r.xlsx") + content)
    with pytest.raises(UnreadableData):
        read_levels(LevelsFile(path=str(tmp_path / name)))


@FUNCTION_FIXTURE
@given(BYTES, st.text(max_size=20))
def test_bindings(tmp_path: Path, content: bytes, flag: str) -> None:
    (tmp_path / "data.toml").write_bytes(content)
    _, errors = binding_from_flags([flag], str(tmp_path / "data.toml"))
    assert all(each.message for each in errors)
