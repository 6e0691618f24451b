"""Conditions on the periods that follow: open until these are over, then settled; earn back has its own tests."""

from __future__ import annotations

from typing import Any

import pytest

from sladsl.api import check_source, read_text
from sladsl.api.scenarios import results
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from sladsl.values.amount import known
from tests.api.test_figure_conditions import BONUS, CREDIT, POINTS, lines, lost, of, owed
from tests.api.test_ledger import TEXT, again, row, run, settled
from tests.api.test_rights import months, outcome

NEXT = "missed in each of the next 2 months"


@pytest.mark.parametrize(
    ("when", "history", "expected"),
    [
        # January: February and March are missed, too. February and March: April is kept. May waits for July.
        (NEXT, "mmm.mm", ["10", "0", "0", "0", "?", "?"]),
        ("met in each of the next 2 months", "m..m.m", ["10", "0", "0", "0", "0", "?"]),
        # Nobody knows February, and March is missed: January's is open. April is kept, so March's is not.
        (NEXT, "m m.", ["?", "0", "0", "0"]),
        (f"missed in 2 consecutive months and {NEXT}", "mmmm..", ["0", "10", "0", "0", "0", "0"]),
        (f"below minimum or {NEXT}", "m.m...", ["0", "0", "0", "0", "0", "0"]),
    ],
)
def test_a_credit_waits_for_what_comes(tmp_path: Any, when: str, history: str, expected: list[str]) -> None:
    source = of(CREDIT % f"when: {when}", promise="minimum: at least 95%")
    found = lines(tmp_path, source, months(history), "2026-07-10")
    assert owed(found[: len(expected)]) == expected


def test_it_is_open_until_it_is_known(tmp_path: Any) -> None:
    source = of(CREDIT % f"when: {NEXT}")
    found = {
        as_of: lines(tmp_path, source, months(history), as_of)[0]
        for as_of, history in (("2026-02-10", "m"), ("2026-03-10", "mm"), ("2026-04-10", "mmm"))
    }
    assert owed(list(found.values())) == ["?", "?", "10"]
    assert [each.steps[-1].why for each in list(found.values())[:2]] == [
        f"whether the condition of the credit held hangs on what comes ({NEXT}: {so_far} of 2 so far)"
        for so_far in (0, 1)
    ]


def test_a_named_month_looks_ahead(tmp_path: Any) -> None:
    source = of(CREDIT % f"when: {NEXT}")
    found = lines(tmp_path, source, months("mmm"), "2026-04-10", "2026-01")
    assert [(each.period, *owed([each])) for each in found] == [("2026-01", "10")]
    soon = lines(tmp_path, source, months("mmm"), "2026-03-10", "2026-01")
    assert [(each.period, *owed([each])) for each in soon] == [("2026-01", "?")]


def test_nothing_follows_the_end_of_the_term(tmp_path: Any) -> None:
    """Three months: two follow January, one February, none March."""
    term = "term { initial: 3 months   renewal: none }"
    found = lines(tmp_path, of(term, CREDIT % f"when: {NEXT}"), months("mmm"), "2026-04-10")
    assert owed(found[:3]) == ["10", "0", "0"]


def test_figures_that_come(tmp_path: Any) -> None:
    """9 hours in February and March: January's miss is owed for; April's 1 hour keeps February's from it."""
    source = of(CREDIT % "when: Downtime above 8 hours in each of the next 2 months")
    told = lost("1 hour", "9 hours", "9 hours", "1 hour")
    assert owed(lines(tmp_path, source, months("mm") + told, "2026-05-10")[:2]) == ["10", "0"]


def test_a_miss_is_critical_by_what_comes_after_it(tmp_path: Any) -> None:
    source = of(promise=f"critical when: {NEXT}")
    found = lines(tmp_path, source, months("mmm.m"), "2026-06-10")
    assert [each.grade for each in found[:5]] == ["critical", "", "", "", ""]
    assert found[0].reason == "critical by what came after it: O missed in 2026-02 and 2026-03"
    assert "hangs on what comes" in found[4].reason


def test_points_and_bonuses_wait_for_what_comes(tmp_path: Any) -> None:
    """5 points where the next two months are missed; 5 EUR where they are met."""
    source = of(POINTS % f"when: {NEXT}", BONUS % "when: met in each of the next 2 months")
    found = lines(tmp_path, source, months("mmm...m"), "2026-08-10")
    points = [None if each.points is None else each.points.number for each in found[:3]]
    assert points == [5, 0, 0]
    came = [each.bonus and each.bonus.amount and known(each.bonus.amount, "EUR") for each in found[3:6]]
    assert [each and str(each.amount) for each in came] == ["5", "0", "0"]


def test_a_right_hears_of_it(tmp_path: Any) -> None:
    """The critical miss of January is known when March is over; it is a miss of January."""
    right = "C may terminate { when: O critical   notice: 30 days   use within: 120 days of the last miss }"
    source = of(right, promise=f"critical when: {NEXT}")
    found = outcome(tmp_path, source, months("mmm."), "2026-05-02").statement.rights[0]
    assert (found.state, [each.period for each in found.by]) == ("open", ["2026-01"])


def test_a_scenario_and_the_contract_say_so() -> None:
    scenario = """
  scenario "Three in a row" {
    months: 2026-02 to 2026-04   levels for O { 2026-02: 98%   2026-03: 98%   2026-04: 98% }
    expected { O, 2026-02: credit 10 EUR }
  }
}"""
    loaded = read_text(of(CREDIT % f"when: {NEXT}").rstrip()[:-1] + scenario)
    assert loaded.findings == ()
    assert loaded.agreement is not None
    assert [each.ok for each in results(loaded.agreement)] == [True]
    said = " ".join(to_markdown(contract(loaded.agreement)).split())
    assert "is missed in each of the next 2 months" in said
    critical = read_text(of(promise=f"critical when: {NEXT}"))
    assert critical.agreement is not None
    said = " ".join(to_markdown(contract(critical.agreement)).split())
    assert (
        "if, after the end of its Service Period, the O Service Level is missed in each of the next 2 months"
        in said
    )


def test_a_ledger_goes_on_with_what_was_open(tmp_path: Any) -> None:
    """Ten hours in each month from January to April: January's credit is open in March, and owed in April."""
    at_once = "repeat: 2 times from the 2nd miss in a row"
    source = (
        TEXT.replace("PER", "month").replace("EACH", "").replace("MORE", "").replace(at_once, f"when: {NEXT}")
    )
    agreement = read_text(source).agreement
    assert agreement is not None
    rows = [row(f"2026-{month:02}-10", 10) for month in range(1, 5)]
    then = run(agreement, rows[:2], "2026-03-01", "2026-01-01")
    assert then.outcome.statement.lines[0].credit is None
    later = run(agreement, rows[2:], "2026-07-01", "2026-03-01", again(then, tmp_path / "then.json"))
    assert settled(later) == settled(run(agreement, rows, "2026-07-01", "2026-01-01"))
    assert owed([later.outcome.statement.lines[0]]) == ["100"]


def test_rights_that_wait_for_what_comes_are_told() -> None:
    right = f"C may terminate {{ when: O {NEXT}   notice: 30 days }}"
    assert "not-evaluated" in [each.name for each in check_source(of(right))]
