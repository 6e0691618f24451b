"""Misses that are critical by what came before them, and what comes of that."""

from __future__ import annotations

from typing import Any

import pytest

from sladsl.api import check_source, read_text
from sladsl.api.scenarios import results
from sladsl.outcome.to_text import outcome_text
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown
from tests.api.test_rights import REPORTED, months, outcome, text

BODY = """
  interpretation {{ N of M periods: sliding   money rounding: half up to 0.01 EUR, on each line   level rounding: none }}
  objective O {{
    P ensures at least 99% each month   {reported}   critical when: {when}   {more}
  }}
  credit for O {{
    base: that month's fee of S   amount: 10%
    earn back {{ share: 50%   when: met in each of the next 2 months   never for: critical }}
  }}
  C may terminate {{ when: O critical   notice: 30 days   use within: 60 days of the last miss }}
"""


def of(when: str = "missed in 2 consecutive months", more: str = "") -> str:
    return text(BODY.format(reported=REPORTED, when=when, more=more), "2026-01-01")


@pytest.mark.parametrize(
    ("when", "history", "grades"),
    [
        ("missed in 2 consecutive months", "mm.mmm", ["", "critical", "", "", "critical", "critical"]),
        ("missed in 2 consecutive months", "m.m.", ["", "", "", ""]),
        ("missed in 2 of any 3 consecutive months", "m.m..m", ["", "", "critical", "", "", ""]),
        ("O missed in 2 months of a contract year", ".m.m", ["", "", "", "critical"]),
        ("missed in 2 consecutive months or below minimum", "m.b", ["", "", "critical"]),
    ],
)
def test_a_miss_is_critical_by_those_before_it(
    tmp_path: Any, when: str, history: str, grades: list[str]
) -> None:
    levels = months(history.replace("b", " ")) + "".join(
        f"2026-{at:02},O,90%\n" for at, letter in enumerate(history, 1) if letter == "b"
    )
    found = outcome(tmp_path, of(when, "minimum: at least 95%"), levels, "2026-08-10", "").statement
    lines = found.lines[: len(history)]
    assert [each.grade for each in lines] == grades
    assert all(each.status == "missed" for each in lines if each.grade)


def test_rights_and_credits_hear_of_it(tmp_path: Any) -> None:
    found = outcome(tmp_path, of(), months("mm.."), "2026-05-10")
    (right,) = found.statement.rights
    assert (right.state, [each.period for each in right.by], right.last_day) == (
        "lapsed",
        ["2026-02"],
        "2026-04-29",
    )
    earned = [each.earned.state for each in found.statement.lines if each.earned is not None]
    assert earned == ["kept", "kept"]
    assert "critical by what came before: O missed in 2026-01 and 2026-02" in " ".join(
        outcome_text(found, True).split()
    ) or found.statement.lines[1].reason.startswith("critical by what came before: ")


def test_a_named_month_looks_back(tmp_path: Any) -> None:
    named = outcome(tmp_path, of(), months("mm"), "2026-03-10", "2026-02").statement
    assert [each.grade for each in named.lines] == ["critical"]


def test_what_nobody_knows_leaves_it_possible(tmp_path: Any) -> None:
    found = outcome(tmp_path, of(), months("m m"), "2026-04-10").statement
    line = found.lines[-1]
    assert (line.status, line.grade) == ("missed", "")
    assert "hangs on periods of which nobody knows" in line.reason
    assert found.rights[0].state == "possible"


def test_a_free_miss_is_not_critical(tmp_path: Any) -> None:
    found = outcome(
        tmp_path, of(more="free misses: 1 miss per quarter"), months("mmm"), "2026-04-10"
    ).statement
    assert [each.grade for each in found.lines] == ["", "", "critical"]


def test_a_scenario_and_the_contract_say_so() -> None:
    scenario = """
  scenario "Two in a row" {
    months: 2026-02 to 2026-03   levels for O { 2026-02: 98%   2026-03: 98% }
    expected { O, 2026-02: missed   O, 2026-03: critical }
    expect: C may terminate from 2026-04-01 to 2026-05-30
  }
}"""
    loaded = read_text(of().rstrip()[:-1] + scenario)
    assert loaded.findings == ()
    assert loaded.agreement is not None
    assert [each.ok for each in results(loaded.agreement)] == [True] * 3
    said = " ".join(to_markdown(contract(loaded.agreement)).split())
    assert "A failure is a critical failure, too, if by the end of its Service Period the O" in said


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ("Other missed in 2 consecutive months", "unknown-name"),
        ("missed in 2 consecutive quarters", "wrong-period"),
        ("below minimum", "event-impossible"),
        ("points at least 5", "event-impossible"),
        ("credits at least 5 EUR", "not-evaluated"),
    ],
)
def test_conditions_that_can_not_be(when: str, name: str) -> None:
    assert name in [each.name for each in check_source(of(when))]
