"""A promise that nothing can break is kept only where nothing happened: rows that may belong to a period and were left out
leave it without a verdict.
"""

from __future__ import annotations

from typing import Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
NOTHING = "nothing happened that could be measured"


def agreement(nothing: str = "met", each: str = "", undecided: str = "left out") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Desk {{
  time zone: "UTC"
  party Nimbus {{ role: provider }}
  party Acme {{ role: customer }}
  interpretation {{
    nothing happened: {nothing}   undecided records: {undecided}   open past due: not yet   level rounding: none
    paused time: on the clock   deadline at closing time: due then   record belongs to: opened
  }}
  service Shop {{ hours: always }}
  source tickets {{
    holds: records   of: Shop   each: ticket   collected: automatically   key: number
    fields {{ number: text   priority: P1, P2   site: North, South   opened: time   solved: time }}
  }}
  metric Solve {{
    measure: share of tickets   where: priority is P1   good when: opened to solved at most 4 hours   {each}
    controlled by: Nimbus
  }}
  objective Solved {{ Nimbus ensures Solve at least 90% each month }}
}}
"""
    )


FINE = {
    "number": "1",
    "priority": "P1",
    "site": "North",
    "opened": "2026-01-05T10:00Z",
    "solved": "2026-01-05T11:00Z",
}
OTHER = FINE | {"number": "2", "priority": "P2", "opened": "2026-03-05T10:00Z", "solved": "2026-03-05T11:00Z"}


def months(of: sladsl.Loaded, rows: list[dict[str, str]], engine: Engine) -> dict[str, tuple[str, str]]:
    """Status and reason of February and March; January has a ticket in time, and the last row is of March."""
    found = sladsl.evaluate(
        of, {"tickets": [FINE, *rows, OTHER]}, period="2026-01..2026-03", as_of="2026-04-10", engine=engine
    )
    return {
        ", ".join(part for part in (each.scope, each.period) if part): (each.status, each.reason)
        for each in found.outcome.statement.lines
        if each.period != "2026-01"
    }


def ticket(**cells: str) -> dict[str, str]:
    return FINE | {"number": "9", "opened": "2026-02-10T10:00Z", "solved": "2026-02-10T11:00Z"} | cells


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("nothing", ["met", "not assessed"])
def test_nothing_happened_where_all_was_read(nothing: str, engine: Engine) -> None:
    wanted = (nothing, NOTHING)
    assert months(agreement(nothing), [], engine) == {"2026-02": wanted, "2026-03": wanted}
    # A ticket of the other priority is read, and counts nowhere.
    assert months(agreement(nothing), [ticket(priority="P2")], engine)["2026-02"] == wanted


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("opened", ["10.02.2026 10 Uhr", ""], ids=["unreadable", "empty"])
def test_a_row_without_a_place_in_time_may_belong_to_any_period(opened: str, engine: Engine) -> None:
    reason = "nothing else happened, and rows of tickets that could not be read may belong to it"
    wanted = ("not assessed", reason)
    assert months(agreement(), [ticket(opened=opened)], engine) == {"2026-02": wanted, "2026-03": wanted}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("priority", ["Kritisch", ""], ids=["unknown", "empty"])
def test_a_row_that_may_count_is_one_of_its_own_period(priority: str, engine: Engine) -> None:
    found = months(agreement(), [ticket(priority=priority), ticket(number="8", priority=priority)], engine)
    assert found["2026-02"] == (
        "not assessed",
        "nothing else happened, and nobody can say whether 2 records of tickets count",
    )
    assert found["2026-03"] == ("met", NOTHING)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_of_no_known_scope_may_belong_to_each(engine: Engine) -> None:
    reason = "nothing else happened, and rows of tickets in it could not be read"
    found = months(agreement(each="for each: site"), [ticket(site="Nord")], engine)
    assert found["North, 2026-02"] == found["South, 2026-02"] == ("not assessed", reason)
    assert found["North, 2026-03"] == ("met", NOTHING)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_record_that_the_agreement_leaves_out_is_out_where_its_cells_were_read(engine: Engine) -> None:
    """Open records are left out by the agreement; a time of solving that nobody can read is not an open record."""
    assert months(agreement(), [ticket(solved="")], engine)["2026-02"] == ("met", NOTHING)
    assert months(agreement(), [ticket(solved="spätabends")], engine)["2026-02"] == (
        "not assessed",
        "nothing else happened, and 1 record of tickets can't be judged while cells are not read",
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_known_of_the_period_is_judged_as_before(engine: Engine) -> None:
    """A period with a level keeps it; the statement tells what was not read."""
    rows = [ticket(number="7"), ticket(opened="irgendwann")]
    assert months(agreement(), rows, engine)["2026-02"] == ("met", "")


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_that_a_rule_leaves_out_are_no_doubt(engine: Engine) -> None:
    """A repeated key, and what happens after the as-of instant."""
    repeated = FINE | {"opened": "2026-02-10T10:00Z"}
    later = ticket(opened="2026-05-01T10:00Z", solved="")
    assert months(agreement(), [repeated, later], engine)["2026-02"] == ("met", NOTHING)
