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


def test_the_same_of_two_metrics_says_whose_it_is() -> None:
    two = assessment(objective="Latency", title="Speed", metric="Latency")
    cells = [
        Cell(
            metric=name,
            scope="",
            period="2026-Q1",
            columns={"service": 7_776_000_000_000, "down": 0, "undecided": count},
        )
        for name, count in (("Uptime", 3), ("Latency", 4))
    ]
    statement = settled(settlement(assessment(), two), measured(*cells), as_of=instant("2026-06-01T00:00Z"))
    messages = sorted(each.message for each in statement.findings if each.name == "undecided-records")
    assert len(messages) == 2
    assert any(", Speed: " in each and "4)" in each for each in messages), messages
    assert not any(", Speed: " in each and "3)" in each for each in messages), messages


def test_one_metric_alone_needs_no_name() -> None:
    cell = _cell(service=7_776_000_000_000, down=0, undecided=3, unplaced=2)
    statement = settled(settlement(assessment()), measured(cell), as_of=instant("2026-06-01T00:00Z"))
    assert not [each.message for each in statement.findings if ", Availability" in each.message]
