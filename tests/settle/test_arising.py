"""Duties that arise from what happens: when, in which scope, until when, and what became of them."""

from __future__ import annotations

from typing import Any

import pytest

from sladsl.outcome.duties import DutyState
from sladsl.outcome.given import GivenReport
from sladsl.outcome.statement import Statement
from sladsl.plan.dates import DutyRule, Withheld
from sladsl.plan.settlement import Rule
from tests.settle.build import instant
from tests.settle.histories import any_of, days, event, run, told


def duty(window: Any = None, time: Any = None, **more: Any) -> DutyRule:
    usual: dict[str, Any] = {
        "rule": Rule(construct="duty P sends Plan to C"),
        "kind": "report",
        "what": "Plan",
        "who": "P",
        "to": "C",
        "report": "Plan",
        "deadline": time,
        "trigger": event(window),
        "trigger_text": "A missed",
    }
    return DutyRule(**{**usual, **more})


def stated(rule: DutyRule | tuple[DutyRule, ...], history: Any, **more: Any) -> Statement:
    rules = rule if isinstance(rule, tuple) else (rule,)
    return told((), history, duties=rules, **more)


def rows(found: Statement) -> list[tuple[str, str, str]]:
    return [(each.period, each.due_day, each.state) for each in found.duties]


TEN = days(10)


@pytest.mark.parametrize(
    ("window", "history", "expected"),
    [
        (None, ".m.m", ["2026-02", "2026-04"]),
        (None, "....", []),
        (run(2), "mm", ["2026-02"]),
        # Every further period completes it anew.
        (run(2), "mmm", ["2026-02", "2026-03"]),
        (run(2), "m.m", []),
        (any_of(2, 3), "m.m.m", ["2026-03", "2026-05"]),
        # A period that keeps the promise completes nothing, though two of the last three are missed.
        (any_of(2, 3), "mm.", ["2026-02"]),
    ],
)
def test_each_period_that_completes_it_gives_the_duty(window: Any, history: str, expected: list[str]) -> None:
    assert [each.period for each in stated(duty(window, TEN), history).duties] == expected


def test_until_when_and_what_nobody_knows() -> None:
    found = stated(duty(None, TEN), "m.?m", as_of="2026-05-05T00:00Z")
    assert rows(found) == [
        ("2026-01", "2026-02-10", "not known"),
        ("2026-03", "2026-04-10", "possible"),
        ("2026-04", "2026-05-10", "due"),
    ]
    assert [each.period for each in found.duties[1].unknown] == ["2026-03"]
    assert [each.period for each in found.duties[2].by] == ["2026-04"]
    assert not found.duties[2].unknown


def test_without_a_time_it_is_told_without_a_day() -> None:
    (found,) = stated(duty(), ".m", as_of="2027-01-01T00:00Z").duties
    assert (found.due, found.due_day, found.state) == (None, "", "due")
    assert found.arises == instant("2026-03-01T00:00Z")


def test_the_end_of_the_term_is_no_period() -> None:
    (found,) = stated(duty(None, days(5, anchor="end")), "m").duties
    assert (found.due, found.presumed) == (None, "the end of the term is not stated")
    end = instant("2027-01-01T00:00Z")
    (found,) = stated(duty(None, days(5, anchor="end")), "m", term_end=end).duties
    assert found.due_day == "2027-01-05"


def test_each_scope_has_its_own_and_a_report_says_of_which_it_is() -> None:
    scopes = {"A": {"x": "m.", "y": "mm"}}
    reports = (
        GivenReport(report="Plan", period="2026-01", sent=instant("2026-02-03T00:00Z")),
        GivenReport(report="Plan", period="2026-02", sent=instant("2026-03-20T00:00Z"), scope="y"),
    )
    found = told_with(duty(None, TEN), scopes, reports)
    assert [(each.scope, each.period, each.state) for each in found] == [
        ("x", "2026-01", "sent in time"),
        ("y", "2026-01", "sent in time"),
        ("y", "2026-02", "sent late"),
    ]
    assert {each.dimension for each in found} == {"line"}
    of_another = (GivenReport(report="Plan", period="2026-01", sent=1, scope="x"),)
    found = told_with(duty(None, TEN), scopes, of_another)
    assert [each.state for each in found] == ["sent in time", "overdue", "overdue"]


def told_with(
    rule: DutyRule, scopes: dict[str, dict[str, str]], reports: tuple[GivenReport, ...]
) -> tuple[DutyState, ...]:
    return told((), {}, duties=(rule,), scopes=scopes, reports=reports, as_of="2026-04-01T00:00Z").duties


def test_facts_beside_it_and_amendments_hold_it_back() -> None:
    february = Withheld(
        start=instant("2026-02-01T00:00Z"), end=instant("2026-03-01T00:00Z"), why="no good standing"
    )
    found = stated(duty(None, TEN, withheld={"": (february,)}), "mmm")
    assert [each.period for each in found.duties] == ["2026-01", "2026-03"]
    edge = instant("2026-03-01T00:00Z")
    old, new = duty(None, TEN, until=edge), duty(None, days(20), since=edge)
    assert rows(stated((old, new), "mmm", as_of="2026-04-01T00:00Z")) == [
        ("2026-01", "2026-02-10", "not known"),
        ("2026-02", "2026-03-10", "not known"),
        ("2026-03", "2026-04-20", "due"),
    ]


def test_before_what_is_shown_only_what_is_still_due() -> None:
    shown = (instant("2026-04-01T00:00Z"), instant("2026-05-01T00:00Z"))
    found = stated(duty(None, days(70)), "mmmm", shown=shown)
    assert rows(found) == [
        ("2026-02", "2026-05-09", "due"),
        ("2026-03", "2026-06-09", "due"),
        ("2026-04", "2026-07-09", "due"),
    ]
