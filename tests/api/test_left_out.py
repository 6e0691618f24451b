"""What does not count is told row by row, with the reason and the row that takes it off, the same in both engines."""

from __future__ import annotations

from typing import Literal

import pytest

import sladsl
from sladsl.values.duration import MINUTE
from tests.api.test_budget import TICKETS, UPTIME, agreement, down
from tests.settle.build import instant

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
MAY = "2026-05-01"


def told(of: sladsl.Loaded, engine: Engine, **data: object) -> list[tuple[str, str, int, int]]:
    evaluation = sladsl.evaluate(of, data, period="2026-04", as_of=MAY, engine=engine)
    (line,) = evaluation.outcome.statement.lines
    return [(why, row.source, row.row, row.length) for why, row in evaluation.left_out(line)]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_outage_in_maintenance_and_the_window_that_takes_it_off(engine: Engine) -> None:
    windows = [
        {"start": "2026-04-02T00:00Z", "end": "2026-04-02T01:00Z"},
        {"start": "2026-04-03T10:15Z", "end": "2026-04-03T12:00Z"},
    ]
    found = told(
        agreement(f"{UPTIME}   excluding: Maintenance", "Level at least 99.9%"),
        engine,
        outages=down("3 10:00 10:30", "9 10:00 10:20"),
        windows=windows,
    )
    assert found == [("excluded down", "outages", 1, 15 * MINUTE), ("excluded by", "windows", 2, 15 * MINUTE)]


@pytest.mark.parametrize("engine", ENGINES)
def test_overlapping_windows_both_take_it_off(engine: Engine) -> None:
    windows = [
        {"start": "2026-04-03T10:00Z", "end": "2026-04-03T10:20Z"},
        {"start": "2026-04-03T10:10Z", "end": "2026-04-03T12:00Z"},
    ]
    found = told(
        agreement(f"{UPTIME}   excluding: Maintenance", "Level at least 99.9%"),
        engine,
        outages=down("3 10:00 10:30"),
        windows=windows,
    )
    assert found == [
        ("excluded down", "outages", 1, 30 * MINUTE),
        ("excluded by", "windows", 1, 20 * MINUTE),
        ("excluded by", "windows", 2, 20 * MINUTE),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_maintenance_without_an_outage_takes_nothing_off(engine: Engine) -> None:
    windows = [{"start": "2026-04-02T00:00Z", "end": "2026-04-02T01:00Z"}]
    of = agreement(f"{UPTIME}   excluding: Maintenance", "Level at least 99.9%")
    assert told(of, engine, outages=down("3 10:00 10:30"), windows=windows) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("undecided", "expected"),
    [("left out", [("open", "tickets", 2, 0)]), ("counted as bad", [])],
)
def test_an_open_record_where_it_leaves_the_total(
    engine: Engine, undecided: str, expected: list[tuple[str, str, int, int]]
) -> None:
    """It was opened half an hour before the statement: where it counts as bad, the rows that count name it."""
    rows = [
        {"id": "a", "opened": "2026-04-03T08:00Z", "answered": "2026-04-03T08:30Z", "site": "x"},
        {"id": "b", "opened": "2026-04-30T23:30Z", "answered": "", "site": "x"},
    ]
    assert (
        told(agreement(TICKETS, "Level at least 95%", undecided_records=undecided), engine, tickets=rows)
        == expected
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("excluded", ["out of both", "counts as good"])
def test_a_record_in_excluded_time(engine: Engine, excluded: str) -> None:
    rows = [
        {"id": "a", "opened": "2026-04-03T08:00Z", "answered": "2026-04-03T10:30Z", "site": "x"},
        {"id": "b", "opened": "2026-04-04T08:00Z", "answered": "2026-04-04T08:30Z", "site": "x"},
    ]
    windows = [{"start": "2026-04-03T07:00Z", "end": "2026-04-03T09:00Z"}]
    of = agreement(f"{TICKETS}   excluding: Maintenance", "Level at least 95%", excluded_records=excluded)
    assert told(of, engine, tickets=rows, windows=windows) == [("excluded", "tickets", 1, 0)]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_page_names_them(engine: Engine) -> None:
    from sladsl.outcome.explain import explain_text

    windows = [{"start": "2026-04-03T10:15Z", "end": "2026-04-03T12:00Z"}]
    of = agreement(f"{UPTIME}   excluding: Maintenance", "Level at least 99.9%")
    evaluation = sladsl.evaluate(
        of, {"outages": down("3 10:00 10:30"), "windows": windows}, period="2026-04", as_of=MAY, engine=engine
    )
    (line,) = evaluation.outcome.statement.lines
    text = explain_text(line, evaluation.witnesses(line), {}, left_out=evaluation.left_out(line))
    assert (
        "\nLeft out\n"
        "  In excluded time:\n"
        "    outages 1  2026-04-03 10:00  2026-04-03 10:30  15 min\n"
        "  Excluded by:\n"
        "    windows 1  2026-04-03 10:15  2026-04-03 12:00  15 min\n"
    ) in text
    assert instant("2026-04-03T10:15Z") in {row.start for _, row in evaluation.left_out(line)}
