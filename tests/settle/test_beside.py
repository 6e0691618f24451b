"""A report beside data: the report decides, and what the data say is told."""

from __future__ import annotations

from tests.settle.build import assessment, down, instant, level, measured, settled, settlement


def test_the_difference_is_told() -> None:
    """130 of 129,600 minutes down leave 99.8997 %; the report says 99.95 %."""
    statement = settled(
        settlement(assessment()),
        measured(down("130")),
        reported=(level("2026-Q1", "99.95"),),
        as_of=instant("2026-06-01T00:00Z"),
    )
    (line,) = statement.lines
    assert (line.origin, line.status) == ("reported", "met")
    (found,) = [each for each in statement.findings if each.name == "report-differs-from-data"]
    assert "reported 99.95" in found.message
    assert "the data give 99.89" in found.message


def test_agreement_says_nothing() -> None:
    statement = settled(
        settlement(assessment()),
        measured(down("130")),
        reported=(level("2026-Q1", "99.9"),),
        as_of=instant("2026-06-01T00:00Z"),
    )
    assert [each.name for each in statement.findings if each.name == "report-differs-from-data"] == []
