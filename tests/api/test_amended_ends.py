"""Amendments of the last day in force: earlier, later, and days that nothing can change."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.api import read_text
from tests.api.amendments import evaluation, statement
from tests.api.test_amended import amended, levels

GIVEN = levels(*["99.5%"] * 4)


def ending(change: str, ends: str, day: str = "2026-06-15") -> str:
    text = amended(change, day)
    return text.replace("effective: 2026-01-01", f"effective: 2026-01-01   ends: {ends}") if ends else text


@pytest.mark.parametrize(
    ("new", "old", "last"),
    [
        ("2026-12-31", "2026-06-30", "2026-08"),
        ("2026-07-31", "2026-12-31", "2026-07"),
        ("2026-07-31", "", "2026-07"),
        ("2026-06-30", "2026-06-30", "2026-06"),
    ],
)
def test_periods_end_with_the_last_day_as_amended(tmp_path: Path, new: str, old: str, last: str) -> None:
    found = statement(ending(f"ends: {new}", old), tmp_path, levels=GIVEN)
    assert max(each.period for each in found.lines) == last
    assert all(each.status == "missed" for each in found.lines)


def test_engines_agree_after_the_day_on_which_it_would_have_been_over(tmp_path: Path) -> None:
    text = ending("ends: 2026-12-31", "2026-06-30").replace(
        "measure: as reported   of: Shop   collected by: P", "measure: uptime from outages   of: Shop"
    )
    text = text.replace("  metric Up", "  source outages { holds: intervals   of: Shop }\n  metric Up")
    rows = {"outages": "start,end\n2026-06-02 00:00,2026-06-02 01:00\n2026-07-02 00:00,2026-07-02 02:00\n"}
    reference, duckdb = (
        evaluation(text, tmp_path, rows=rows, period="2026-06..2026-08", engine=engine)
        for engine in ("reference", "duckdb")
    )
    assert reference.json().replace('"engine": "reference"', "") == duckdb.json().replace(
        '"engine": "duckdb"', ""
    )
    assert [each.status for each in reference.outcome.statement.lines] == ["missed", "missed", "met"]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("ends: 2026-06-14", "amended-out-of-force"),
        ("effective: 2026-03-01", "start-amended"),
    ],
)
def test_the_past_is_not_amended(change: str, name: str) -> None:
    found = read_text(ending(change, "2026-12-31")).findings
    assert name in [each.name for each in found if each.severity == "error"]


def test_what_is_over_is_not_brought_back() -> None:
    found = read_text(ending("ends: 2026-12-31", "2026-06-14")).findings
    assert [each.name for each in found if each.severity == "error"] == ["amended-out-of-force"]
