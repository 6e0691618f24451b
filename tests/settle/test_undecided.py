"""What nobody can decide is told, with how much of it and where."""

from __future__ import annotations

from sladsl.outcome.measured import Cell
from tests.settle.build import assessment, instant, measured, settled, settlement


def _cell(**columns: int) -> Cell:
    return Cell(metric="Uptime", scope="", period="2026-Q1", columns=columns)


def test_undecided_time_is_told() -> None:
    cell = _cell(service=7_776_000_000_000, down=0, **{"undecided time": 3_600_000_000})
    statement = settled(settlement(assessment()), measured(cell), as_of=instant("2026-06-01T00:00Z"))
    found = next(each for each in statement.findings if each.name == "undecided-outages")
    assert found.count == 1
    assert "2026-Q1: 1 h" in found.message
    assert found.severity == "warning"


def test_undecided_records_are_counted() -> None:
    cell = _cell(service=7_776_000_000_000, down=0, undecided=3, unplaced=2)
    statement = settled(settlement(assessment()), measured(cell), as_of=instant("2026-06-01T00:00Z"))
    counts = {each.rule: each.count for each in statement.findings if each.name == "undecided-records"}
    assert sorted(counts.values()) == [2, 3]


def test_nothing_undecided_says_nothing() -> None:
    cell = _cell(service=7_776_000_000_000, down=0, undecided=0, unplaced=0)
    statement = settled(settlement(assessment()), measured(cell), as_of=instant("2026-06-01T00:00Z"))
    assert not [each for each in statement.findings if each.name.startswith("undecided")]
