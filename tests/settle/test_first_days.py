"""The first day of a right, when it takes effect, and what becomes of one whose time is over before its first day."""

from __future__ import annotations

from typing import Any

import pytest

from sladsl.plan.dates import DeadlineRule, Earliest
from sladsl.values.deadline import Length
from tests.settle.build import instant
from tests.settle.histories import days, event, right, run, state, told

MONTH = Length(count=30, unit="days")


def first(day: str, *, effect: bool = False) -> Earliest:
    return Earliest(instant=instant(f"{day}T00:00Z"), of_effect=effect, text=day)


@pytest.mark.parametrize(
    ("day", "history", "as_of", "expected"),
    [
        # The right arises on 1 March, and its time ends on 29 April.
        ("2026-02-01", "mm", "2026-03-10", ("open", "", "2026-04-29", "2026-04-09")),
        ("2026-03-01", "mm", "2026-03-10", ("open", "", "2026-04-29", "2026-04-09")),
        ("2026-04-01", "mm", "2026-03-10", ("waiting", "2026-04-01", "2026-04-29", "2026-05-01")),
        ("2026-04-01", "mm", "2026-04-01", ("open", "2026-04-01", "2026-04-29", "2026-05-01")),
        # On its last day it can be used; a day later nothing is left of it.
        ("2026-04-29", "mm", "2026-04-12", ("waiting", "2026-04-29", "2026-04-29", "2026-05-29")),
        ("2026-04-30", "mm", "2026-04-12", ("not arisen", "", "", "")),
        # A third miss gives it anew, with a time that reaches the first day.
        ("2026-04-30", "mmm", "2026-04-12", ("waiting", "2026-04-30", "2026-05-30", "2026-05-30")),
        ("2026-04-01", "mm", "2026-05-10", ("lapsed", "", "2026-04-29", "")),
        # What nobody knows stays possible.
        ("2026-06-01", "m?m", "2026-04-12", ("not arisen", "", "", "")),
        ("2026-05-01", "m?m", "2026-04-12", ("possible", "2026-05-01", "2026-05-30", "2026-05-31")),
    ],
)
def test_a_right_waits_for_its_first_day(
    day: str, history: str, as_of: str, expected: tuple[str, ...]
) -> None:
    rule = right(event(run(2)), use=days(60), notice=MONTH, notice_text="30 days", earliest=first(day))
    found = state(rule, history, as_of=f"{as_of}T00:00Z")
    assert (found.state, found.first_day, found.last_day, found.effective_day) == expected


def test_a_time_that_is_over_before_the_first_day_is_told() -> None:
    found = state(right(event(run(2)), use=days(60), earliest=first("2026-08-01")), "mm")
    assert (found.state, found.withheld) == (
        "not arisen",
        "its time was over on 2026-04-29, before its first day (2026-08-01)",
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-03-05", "2026-04-09"), ("2026-04-09", "2026-04-09"), ("2026-08-01", "2026-08-01")],
)
def test_of_the_day_of_effect_notice_can_be_given_before(day: str, expected: str) -> None:
    rule = right(event(run(2)), notice=MONTH, notice_text="30 days", earliest=first(day, effect=True))
    found = state(rule, "mm", as_of="2026-03-10T00:00Z")
    assert (found.state, found.first_day, found.effective_day) == ("open", "", expected)


def test_a_first_day_that_nobody_can_tell_leaves_it_possible() -> None:
    unknown = Earliest(instant=None, of_effect=False, text="end of the initial term", why="not stated")
    found = state(right(event(run(2)), earliest=unknown), "mm")
    assert (found.state, found.first) == ("possible", "end of the initial term: not stated")
    assert state(right(event(run(2)), earliest=unknown), "m.").state == "not arisen"
    at_will = state(right(None, earliest=unknown), ".")
    assert at_will.state == "possible"


def test_a_right_at_will_waits_too() -> None:
    rule = right(None, notice=MONTH, notice_text="30 days", earliest=first("2026-10-01"))
    found = state(rule, ".", as_of="2026-04-12T00:00Z")
    assert (found.state, found.first_day, found.effective_day) == ("waiting", "2026-10-01", "2026-10-31")
    later = state(rule, ".", as_of="2026-10-01T00:00Z")
    assert (later.state, later.first_day, later.effective_day) == ("at will", "", "2026-10-31")


def effect(count: int, anchor: Any = "notice", unit: Any = "months") -> DeadlineRule:
    return DeadlineRule(length=Length(count=count, unit=unit), anchor=anchor, text="so long after it")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"effective": effect(2)}, "2026-05-10"),
        ({"effective": effect(36, unit="hours")}, "2026-03-11"),
        # The later of the notice and the time of effect.
        ({"effective": effect(2), "notice": MONTH, "notice_text": "30 days"}, "2026-05-10"),
        ({"effective": effect(1, unit="weeks"), "notice": MONTH, "notice_text": "30 days"}, "2026-04-09"),
        # Counted from the month that completed it; never before notice is given.
        ({"effective": effect(2, "period")}, "2026-04-30"),
        ({"effective": effect(5, "period", "days")}, "2026-03-10"),
        ({"effective": effect(5, "period", "days"), "notice_text": "at once"}, "2026-03-10"),
        ({"effective": effect(5, "last end", "days")}, ""),
        ({"effective_text": "not stated", "notice_text": "at once"}, ""),
        ({"effective": effect(1), "earliest": first("2026-07-31", effect=True)}, "2026-07-31"),
        ({"effective": effect(1), "earliest": first("2026-07-31")}, "2026-08-31"),
    ],
)
def test_when_it_takes_effect(more: dict[str, Any], expected: str) -> None:
    found = state(right(event(run(2)), **more), "mm", as_of="2026-03-10T00:00Z")
    assert found.effective_day == expected


def test_each_scope_waits_by_itself() -> None:
    rule = right(event(run(2)), scope="line", use=days(60), earliest=first("2026-04-01"))
    found = told(rule, {}, scopes={"A": {"X": "mm", "Y": "m."}}, as_of="2026-03-10T00:00Z").rights
    assert [(each.scope, each.state) for each in found] == [("X", "waiting"), ("Y", "not arisen")]
