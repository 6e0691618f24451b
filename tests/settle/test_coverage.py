"""Coverage: what share of a period had data, and what is said when it wasn't all of it."""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.measured import SourceFacts
from tests.settle.build import assessment, cell, down, instant, measured, names, only, settled, settlement

START = instant("2026-01-01T00:00Z")
END = instant("2026-04-01T00:00Z")
MIDDLE = (START + END) // 2


def _facts(first: int | None) -> tuple[SourceFacts, ...]:
    return (SourceFacts(name="outages", rows=1, used=1, first=first, last=first),)


def test_samples_tell_their_gaps() -> None:
    columns = {"service": 1000, "down": 0, "unknown": 90, "excluded": 100}
    statement = settled(settlement(assessment(sources=("checks",))), measured(cell(columns=columns)))
    assert only(statement).coverage == Fraction(9, 10)
    finding = statement.findings[0]
    assert (finding.name, finding.source, finding.count) == ("partial-coverage", "checks", 1)
    assert finding.message == "checks: only part of the time has data: 2026-Q1 (90.00%)."


def test_seen_time_tells_the_gaps_too() -> None:
    columns = {"service": 1000, "down": 0, "seen": 720, "excluded": 100}
    assert only(settled(settlement(assessment()), measured(cell(columns=columns)))).coverage == Fraction(
        8, 10
    )
    nothing = {"service": 100, "down": 0, "seen": 0, "excluded": 100}
    assert only(settled(settlement(assessment()), measured(cell(columns=nothing)))).coverage == 1


def test_one_finding_for_all_scopes_with_the_worst_share() -> None:
    cells = [
        cell(columns={"service": 100_000, "down": 0, "unknown": unknown}, scope=scope)
        for scope, unknown in (("A", 1), ("B", 50_000), ("C", 0))
    ]
    statement = settled(settlement(assessment(sources=("checks",))), measured(*cells))
    assert [each.message for each in statement.findings] == [
        "checks: only part of the time has data: 2026-Q1 (50.00%)."
    ]


def test_a_share_is_never_rounded_to_all() -> None:
    columns = {"service": 1_000_000, "down": 0, "unknown": 1}
    statement = settled(settlement(assessment(sources=("checks",))), measured(cell(columns=columns)))
    assert "(99.99%)" in statement.findings[0].message


def test_samples_all_missing() -> None:
    columns = {"service": 1000, "down": 0, "unknown": 1000}
    line = only(settled(settlement(assessment(sources=("checks",))), measured(cell(columns=columns))))
    assert (line.status, line.reason, line.coverage) == ("not assessed", "no data", 0)


def test_records_count_from_the_first_row() -> None:
    rules = settlement(assessment(sources=("outages",)))
    statement = settled(rules, measured(down("0"), sources=_facts(MIDDLE)))
    assert (only(statement).coverage, only(statement).status) == (Fraction(1, 2), "met")
    assert names(statement) == ("partial-coverage",)


def test_records_count_where_the_binding_says_so() -> None:
    rules = settlement(assessment(sources=("outages",)))
    said = settled(rules, measured(down("0"), sources=_facts(MIDDLE)), covers={"outages": (START, None)})
    assert (only(said).coverage, names(said)) == (1, ())
    ends = settled(rules, measured(down("0"), sources=_facts(None)), covers={"outages": (START, MIDDLE)})
    assert only(ends).coverage == Fraction(1, 2)
    from_first = settled(rules, measured(down("0"), sources=_facts(MIDDLE)), covers={"outages": (None, END)})
    assert only(from_first).coverage == Fraction(1, 2)


def test_no_row_and_nothing_said_is_no_data() -> None:
    line = only(
        settled(settlement(assessment(sources=("outages",))), measured(down("0"), sources=_facts(None)))
    )
    assert (line.status, line.reason) == ("not assessed", "no data")


def test_the_span_of_two_sources_is_what_both_cover() -> None:
    rules = settlement(assessment(sources=("outages", "releases")))
    quarter = (END - START) // 4
    statement = settled(
        rules,
        measured(down("0"), sources=_facts(START)),
        covers={"outages": (START, MIDDLE), "releases": (START + quarter, None)},
    )
    assert only(statement).coverage == Fraction(1, 4)
    assert [each.source for each in statement.findings] == ["outages", "releases"]


def test_a_source_that_was_not_read_limits_nothing() -> None:
    # A scenario states the whole of its small world.
    assert only(settled(settlement(assessment(sources=("checks",))), measured(down("0")))).status == "met"
