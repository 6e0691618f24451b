"""Limits that are not stated: nothing can miss them, whatever the agreement says of undecided records."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest

import sladsl
from sladsl.api.rendering import render
from sladsl.outcome.statement import Line

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
UNDECIDED = ("counted as bad", "left out", "period not assessed")

TEXT = """
sla Desk {
  time zone: "UTC"   currency: EUR
  party Provider { role: provider }
  party Customer { role: customer }
  interpretation {
    nothing happened: NOTHING   undecided records: UNDECIDED   level rounding: none   open past due: missed now
    missed records: one credit a period   money rounding: half up to 0.01 EUR, on each line
  }
  service Help { hours: always   fee: 100 EUR per month }
  source tickets {
    holds: records   of: Help   each: ticket   collected: automatically
    fields { priority: P1, P2, P3   opened: time   solved: time }
  }
  table Times by priority {
    columns: first | second
    P1: 1 hour | not stated   P2: not stated | not stated   P3: not offered | not offered
  }
  metric Solution { measure: opened to solved of tickets   record belongs to: opened   controlled by: Provider }
  objective Solved { Provider ensures Solution PROMISE   credit { base: that month's fee of Help   amount: 5% } }
}
"""
WHOLE = (
    "of each ticket at most not stated",
    "of at least 95% of tickets at most not stated each month",
    "of each ticket at most Times.second",
    "of each ticket at most target   target by priority { P3: not offered   otherwise: not stated }",
)


def line_of(
    promise: str,
    rows: list[tuple[str, str]],
    engine: Engine,
    undecided: str = UNDECIDED[0],
    nothing: str = "met",
) -> Line:
    """The one line of March 2026; rows are a priority and the hour of the solution, "" for none."""
    tickets: list[dict[str, str | None]] = [
        {
            "priority": priority,
            "opened": "2026-03-03T10:00Z",
            "solved": f"2026-03-03T{hour}:00Z" if hour else None,
        }
        for priority, hour in rows
    ]
    text = TEXT.replace("PROMISE", promise).replace("UNDECIDED", undecided).replace("NOTHING", nothing)
    evaluation = sladsl.evaluate(
        sladsl.read_text(text), {"tickets": tickets}, period="2026-03", as_of="2026-04-01", engine=engine
    )
    (line,) = evaluation.outcome.statement.lines
    return line


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("undecided", UNDECIDED)
@pytest.mark.parametrize("promise", WHOLE)
def test_where_no_limit_is_stated_nothing_is_missed(promise: str, undecided: str, engine: Engine) -> None:
    line = line_of(promise, [("P1", "11"), ("P2", ""), ("P3", "12")], engine, undecided)
    assert (line.status, line.level) == ("reported", None)
    assert line.columns["total"] == 0
    assert line.columns["left open"] >= 2


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("undecided", UNDECIDED)
def test_a_row_that_states_none_leaves_the_others(undecided: str, engine: Engine) -> None:
    promise = "of each ticket at most Times.first"
    rows = [("P2", ""), ("P2", "20"), ("P3", "20")]
    line = line_of(promise, [*rows, ("P1", "11")], engine, undecided)
    assert (line.status, line.level, line.columns["left open"]) == ("met", 1, 2)
    line = line_of(promise, [*rows, ("P1", "11"), ("P1", "13")], engine, undecided)
    assert (line.status, line.level) == ("missed", Fraction(1, 2))


@pytest.mark.parametrize("nothing", ["met", "not assessed"])
def test_only_records_without_a_limit_are_no_silence(nothing: str) -> None:
    """`nothing happened: met` speaks of no records, not of records that nobody can judge."""
    line = line_of("of each ticket at most Times.first", [("P2", "11")], "reference", nothing=nothing)
    assert (line.status, line.reason) == (
        "not assessed",
        "the agreement does not state what would be kept or missed",
    )
    empty = line_of("of each ticket at most Times.first", [("P3", "11")], "reference", nothing=nothing)
    assert empty.status == nothing


def test_the_contract_says_so() -> None:
    text = TEXT.replace("UNDECIDED", "left out").replace("NOTHING", "met")
    said = "The Parties have not stated any limit, so nothing is kept or missed."
    assert said in " ".join(render(sladsl.read_text(text.replace("PROMISE", WHOLE[1]))).split())
    assert said not in " ".join(
        render(sladsl.read_text(text.replace("PROMISE", "of each ticket at most 1 hour"))).split()
    )
