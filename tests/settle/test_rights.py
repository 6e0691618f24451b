"""Rights: what counts, when they arise and lapse, what is possible with what nobody knows, what is still lacking."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sladsl.outcome.rights import RightCondition, RightState
from sladsl.outcome.rights_words import conditions_of, lacking_text
from sladsl.plan.dates import AllRule, AnyRule, WindowRule
from sladsl.values.calendar import Hours
from sladsl.values.deadline import Length
from sladsl.values.instant import instant_text
from sladsl.values.zones import zone
from tests.settle.histories import (
    any_of,
    days,
    event,
    in_year,
    labels,
    periods,
    right,
    run,
    state,
    told,
)


def day_of(us: int | None, name: str = "UTC") -> str:
    place = zone(name)
    assert place is not None
    return "" if us is None else instant_text(us, place)


def only(found: RightState) -> RightCondition:
    (condition,) = conditions_of(found.conditions)
    return condition


# ---- windows


@pytest.mark.parametrize(
    ("window", "history", "expected"),
    [
        # Runs.
        (run(3), "mmm", "2026-04-01"),
        (run(3), "mm.", ""),
        (run(3), "mm.m", ""),
        (run(3), ".mmm", "2026-05-01"),
        (run(3), "mmmm", "2026-04-01"),
        (run(2), "m", ""),
        # A critical and a below-minimum period is missed, too.
        (run(3), "mcb", "2026-04-01"),
        # Some of any so many in a row.
        (any_of(3, 6), "m.m.m.", "2026-06-01"),
        (any_of(3, 6), "m....mm", ""),
        (any_of(3, 6), "m....m.m", ""),
        (any_of(3, 6), "m...mm", "2026-07-01"),
        (any_of(5, 12), "m.m.m.m.m...", "2026-10-01"),
        (any_of(5, 12), "m.m.m.m.....m", ""),
        # Blocks begin with the term: the misses of June, July and August lie in two of them.
        (any_of(3, 6, blocks=True), ".....mmm", ""),
        (any_of(3, 6, blocks=True), "...mmm", "2026-07-01"),
        (any_of(3, 6, blocks=True), "m.....m.m.m", "2026-12-01"),
        (any_of(3, 6), ".....mmm", "2026-09-01"),
        # Years.
        (in_year(3), "..........mmm", ""),
        (in_year(3), ".........mmm.", "2027-01-01"),
        (in_year(2), "...........mm", ""),
    ],
)
def test_windows(window: WindowRule, history: str, expected: str) -> None:
    found = state(right(event(window)), history)
    assert day_of(found.arises)[:10] == expected
    assert found.state == ("open" if expected else "not arisen")


def test_contract_years_begin_with_the_term() -> None:
    """From April: misses from February to May are two in one year and two in the next."""
    history = "..........mmmm"
    contract = right(event(in_year(3, "contract year")))
    assert state(contract, history, first="2025-04").state == "not arisen"
    assert state(right(event(in_year(3))), history, first="2025-04").state == "open"
    assert state(contract, f"{history}m", first="2025-04").state == "open"
    unknown = state(contract, history, first="2025-04", term_start=None)
    assert unknown.state == "possible"
    assert "the start of the term is not stated" in unknown.unknown[0].reason


def test_blocks_without_a_start_begin_anew_each_january() -> None:
    blocks = right(event(any_of(2, 5, blocks=True)))
    # 2026: January to May, June to October, November and December; then January 2027 anew.
    assert state(blocks, "....mm......", term_start=None).state == "not arisen"
    assert state(blocks, "..........mm", term_start=None).state == "open"
    assert state(blocks, "...........mm", term_start=None).state == "not arisen"


def test_one_period_is_enough() -> None:
    critical = right(event(None, "critical"))
    assert state(critical, "m.c").state == "open"
    assert state(critical, "mbb").state == "not arisen"
    below = right(event(None, "below minimum"))
    assert [state(below, text).state for text in ("c", "b", "m", ".")] == [
        "open",
        "open",
        "not arisen",
        "not arisen",
    ]


def test_what_is_met_or_not_assessed_can_give_a_right() -> None:
    assert state(right(event(run(3), "met")), "m...").state == "open"
    assert state(right(event(run(3), "met")), "..m.").state == "not arisen"
    assert state(right(event(run(2), "not assessed")), ".-?").state == "open"


# ---- triggers of several events


def test_both_must_hold_at_the_same_time() -> None:
    both = right(AllRule(of=(event(run(2)), event(None, "critical", "B"))))
    assert state(both, {"A": "mm", "B": ".c"}).state == "open"
    assert state(both, {"A": "mm", "B": "c."}).state == "not arisen"
    assert state(both, {"A": ".m", "B": ".c"}).state == "not arisen"


def test_one_of_several_is_enough() -> None:
    either = right(AnyRule(of=(event(run(3)), event(None, "critical"))))
    assert periods(state(either, ".c")) == ["2026-02"]
    found = state(either, "..mm")
    assert lacking_text(found.conditions) == "1 more miss of A, in 2026-05 or a critical period of A"


def test_an_old_run_is_no_new_occasion_for_something_else() -> None:
    """The window still holds three misses in April, but nothing that counts happened then."""
    sliding = right(event(any_of(3, 6)), use=days(20))
    assert state(sliding, "mmm").last_day == "2026-04-20"
    assert state(sliding, "mmm.", as_of="2026-05-01T00:00Z").state == "lapsed"


def test_any_objective_is_always_the_same_one() -> None:
    rule = right(event(run(2), "missed", "A", "B"))
    assert state(rule, {"A": "m.", "B": ".m"}).state == "not arisen"
    found = state(rule, {"A": ".m", "B": "mm"})
    assert (found.state, [each.objective for each in found.by]) == ("open", ["B", "B"])
    assert only(state(rule, {"A": "..", "B": ".m"})).objective == "B"


def test_periods_of_different_kinds_are_judged_by_their_latest() -> None:
    """A by the month, B by the quarter: both have a period that has just ended only at the end of a quarter."""
    both = right(AllRule(of=(event(run(2)), event(None, "missed", "B"))))
    firsts = {"B": "2026-Q1"}
    found = state(both, {"A": ".mm", "B": "m"}, firsts=firsts)
    assert (found.state, day_of(found.arises)) == ("open", "2026-04-01 00:00")
    assert {each.period for each in found.by} == {"2026-02", "2026-03", "2026-Q1"}
    assert state(both, {"A": "mm.", "B": "m"}, firsts=firsts).state == "not arisen"
    # In April the quarter that has ended last is still the first.
    assert day_of(state(both, {"A": "..mm", "B": "m"}, firsts=firsts).arises) == "2026-05-01 00:00"


# ---- dates


def test_the_time_to_use_it_ends_and_begins_anew() -> None:
    rule = right(event(run(2)), use=days(60))
    found = state(rule, "mm")
    assert (found.state, found.last_day) == ("open", "2026-04-29")
    # A third miss prolongs it; it has been there since March all the same.
    found = state(rule, "mmm")
    assert (day_of(found.arises)[:10], found.last_day) == ("2026-03-01", "2026-05-30")
    assert periods(found) == ["2026-02", "2026-03"]
    # It lapses, and a later run gives it again.
    found = state(rule, "mm....", as_of="2026-04-30T00:00Z")
    assert (found.state, found.last_day) == ("lapsed", "2026-04-29")
    found = state(rule, "mm....mm")
    assert (found.state, day_of(found.arises)[:10], found.last_day) == ("open", "2026-09-01", "2026-10-30")
    assert [each.last_day for each in found.earlier] == ["2026-04-29"]


def test_it_ends_with_its_last_day() -> None:
    rule = right(event(run(2)), use=days(60))
    assert state(rule, "mm", as_of="2026-04-29T23:59:59.999999Z").state == "open"
    assert state(rule, "mm", as_of="2026-04-30T00:00Z").state == "lapsed"


def test_without_a_last_day_it_stays() -> None:
    found = state(right(event(run(2))), "mm.........")
    assert (found.state, found.last, found.last_day) == ("open", None, "")


def test_it_arises_with_the_end_of_the_period_and_not_before() -> None:
    rule = right(event(run(2)))
    assert state(rule, "mm", as_of="2026-02-28T23:59:59Z").state == "not arisen"
    assert state(rule, "mm", as_of="2026-03-01T00:00Z").state == "open"


def test_midnight_is_that_of_the_zone_whatever_the_clock_does() -> None:
    """Sixty days over the spring change: the last day ends at midnight in Berlin, an hour earlier in UTC."""
    found = state(right(event(run(2)), use=days(60)), "mm", name="Europe/Berlin")
    assert (found.arises, found.last) == (1772319600000000, 1777500000000000)
    assert (day_of(found.last), found.last_day) == ("2026-04-29 22:00", "2026-04-29")


def test_months_end_with_the_month() -> None:
    found = state(right(event(run(2)), use=days(2, "months")), "mm")
    assert found.last_day == "2026-04-30"


OFFICE = ((540, 1020),)
BERLIN = Hours(
    weekly=(OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, (), ()),
    zone="Europe/Berlin",
    special={},
    holidays=frozenset({date(2026, 4, 3).toordinal(), date(2026, 4, 6).toordinal()}),
)


def test_business_days_leave_holidays_out() -> None:
    found = state(right(event(run(3)), use=days(5, "working days", hours=BERLIN)), "mmm")
    assert found.last_day == "2026-04-09"
    found = state(right(event(run(3)), use=days(5, "working days")), "mmm")
    assert (found.state, found.last_day) == ("open", "")  # nobody says which days they are


@pytest.mark.parametrize(
    ("notice", "text", "effective", "earliest"),
    [
        (Length(count=30, unit="days"), "30 days", "2026-05-10", "2026-03-31"),
        (Length(count=1, unit="months"), "1 month", "2026-05-10", "2026-04-01"),
        (Length(count=5, unit="working days", hours=BERLIN), "5 business days", "2026-04-17", "2026-03-06"),
        (Length(count=36, unit="hours"), "36 hours", "2026-04-11", "2026-03-02"),
        (None, "at once", "2026-04-10", "2026-03-01"),
        (None, "not stated", "", ""),
        (None, "", "", ""),
    ],
)
def test_notice(notice: Length | None, text: str, effective: str, earliest: str) -> None:
    rule = right(event(run(2)), notice=notice, notice_text=text)
    found = state(rule, "mm.", as_of="2026-04-10T00:00Z")
    assert (found.effective_day, found.earliest_day) == (effective, earliest)


def test_at_will() -> None:
    rule = right(None, notice=Length(count=90, unit="days"), notice_text="90 days", holder="")
    found = state(rule, ".", as_of="2026-04-12T00:00Z")
    assert (found.state, found.holder, found.effective_day) == ("at will", "either party", "2026-07-11")
    assert (found.arises, found.conditions, found.scope) == (None, None, "")


# ---- what is not assessed, and what nobody knows


def test_a_period_without_a_verdict_ends_a_run_or_is_passed_over() -> None:
    assert state(right(event(run(3))), "mm-m").state == "not arisen"
    found = state(right(event(run(3, bridged=True))), "mm-m")
    assert (found.state, periods(found)) == ("open", ["2026-01", "2026-02", "2026-04"])
    assert state(right(event(run(3, bridged=True))), "mm-").state == "not arisen"
    # It is no miss, and it takes its place among those that are looked at.
    assert state(right(event(any_of(3, 4))), "m-mm").state == "open"
    assert state(right(event(any_of(3, 3))), "m-mm").state == "not arisen"


def test_a_period_without_data_leaves_it_possible() -> None:
    found = state(right(event(run(3)), use=days(60)), "m?m")
    assert (found.state, found.last_day) == ("possible", "2026-05-30")
    assert [(each.period, each.reason) for each in found.unknown] == [("2026-02", "no data")]
    assert state(right(event(run(3))), "m?.").state == "not arisen"
    assert state(right(event(run(3))), "mmm?").state == "open"
    assert state(right(event(run(3))), "?mm?").state == "possible"


def test_data_that_come_later_decide() -> None:
    rule = right(event(run(3)))
    assert [state(rule, f"m{one}m").state for one in ".m?"] == ["not arisen", "open", "possible"]


def test_a_possible_right_that_would_have_lapsed_is_none() -> None:
    rule = right(event(run(2)), use=days(10))
    assert state(rule, "m?....").state == "not arisen"


def test_what_was_before_the_first_period_is_not_known() -> None:
    """The agreement is older than what is looked at: the month before may have been missed."""
    earlier = labels("2025-06", 1)
    assert earlier == ["2025-06"]
    rule = right(event(run(3)), use=days(20))
    old = {"term_start": None}
    found = state(rule, "mm", **old)
    assert found.state == "possible"
    assert [(each.period, each.reason) for each in found.unknown] == [("2025-12", "nobody has looked at it")]
    assert state(rule, ".m", **old).state == "not arisen"
    assert state(rule, "..", **old).state == "not arisen"
    # In a scenario all was well before.
    assert state(rule, "mm", before="clean", **old).state == "not arisen"
    # And before the term there was nothing.
    assert state(rule, "mm").state == "not arisen"


def test_periods_after_the_data_are_told() -> None:
    found = state(right(event(run(2))), "mm", as_of="2026-06-02T00:00Z")
    assert (found.state, found.looked_to) == ("open", "2026-02")
    assert state(right(event(run(2))), "mm", as_of="2026-03-31T00:00Z").looked_to == ""
    ended = state(right(event(run(2))), "mm", as_of="2026-06-02T00:00Z", term_end=1772323200000000)
    assert ended.looked_to == ""


# ---- scopes


def test_each_scope_apart() -> None:
    rule = right(event(run(2)), scope="line")
    statement = told(rule, {}, scopes={"A": {"L1": "mm", "L2": "m.", "L3": "?m"}})
    assert [(each.scope, each.state) for each in statement.rights] == [
        ("L1", "open"),
        ("L2", "not arisen"),
        ("L3", "possible"),
    ]
    assert {each.dimension for each in statement.rights} == {"line"}


def test_misses_of_two_scopes_never_add_up() -> None:
    statement = told(right(event(any_of(2, 2))), {}, scopes={"A": {"L1": "m.", "L2": ".m"}})
    assert {each.state for each in statement.rights} == {"not arisen"}


def test_what_is_assessed_as_a_whole_counts_for_each_scope() -> None:
    both = right(AllRule(of=(event(run(2)), event(None, "critical", "B"))))
    statement = told(both, {"B": ".c"}, scopes={"A": {"L1": "mm", "L2": ".m"}})
    assert [(each.scope, each.state) for each in statement.rights] == [("L1", "open"), ("L2", "not arisen")]


def test_what_happens_to_the_whole_alone_is_told_once() -> None:
    either = right(AnyRule(of=(event(run(2)), event(None, "critical", "B"))))
    statement = told(either, {"B": ".c"}, scopes={"A": {"L1": ".m", "L2": "mm"}})
    assert [(each.scope, each.state) for each in statement.rights] == [
        ("", "open"),
        ("L1", "not arisen"),
        ("L2", "open"),
    ]


def test_a_level_told_for_all_scopes_together_counts_for_each() -> None:
    """Assessed by the line, and the report has one figure for all of them."""
    both = right(AllRule(of=(event(run(2)), event(run(2), "missed", "B"))))
    statement = told(both, {}, scopes={"A": {"L1": "mm", "L2": ".m"}, "B": {"": "mm"}})
    assert [(each.scope, each.state) for each in statement.rights] == [("L1", "open"), ("L2", "not arisen")]


# ---- what is lacking


@pytest.mark.parametrize(
    ("window", "history", "lacking"),
    [
        (run(3), "...", "3 misses of A in a row"),
        (run(3), "..m", "2 more misses of A, from 2026-04 to 2026-05"),
        (run(3), ".mm", "1 more miss of A, in 2026-04"),
        (run(3), "mmm", ""),
        (any_of(3, 6), "m.m", "1 more miss of A by 2026-06"),
        (any_of(3, 6), "m..", "2 more misses of A by 2026-06"),
        (any_of(3, 6), "mm...", "1 more miss of A by 2026-06"),
        # In July the first miss no longer counts, so one will not do.
        (any_of(3, 6), "m...m.", "2 more misses of A by 2026-10"),
        (any_of(3, 6), "...", "3 misses of A (the event)"),
        (any_of(3, 6, blocks=True), "m...m", "1 more miss of A by 2026-06"),
        (any_of(3, 6, blocks=True), "m....m", "3 misses of A by 2026-12"),
        (in_year(4), ".m", "3 more misses of A by 2026-12"),
        (in_year(4), "..........m", "4 misses of A by 2027-12"),
        (None, ".", "a miss of A"),
    ],
)
def test_what_is_still_lacking(window: WindowRule | None, history: str, lacking: str) -> None:
    assert lacking_text(state(right(event(window)), history).conditions) == lacking


def test_what_can_not_come_about_any_more() -> None:
    """The term ends with April, and two periods are left."""
    end = {"term_end": 1777593600000000}
    assert only(state(right(event(run(3))), "..", **end)).reachable is False
    assert only(state(right(event(run(3))), ".m", **end)).reachable is True
    assert only(state(right(event(any_of(3, 6))), "..", **end)).reachable is False
    assert only(state(right(event(any_of(3, 6))), "m.", **end)).reachable is True
    assert "can't come about any more" in lacking_text(
        state(right(event(in_year(3))), "..", **end).conditions
    )


def test_a_count_above_its_window_never_arises() -> None:
    found = state(right(event(any_of(8, 6))), "mmmmmmmm")
    assert found.state == "not arisen"
    assert only(found).reachable is False


def test_several_rights_keep_their_order() -> None:
    rules: tuple[Any, ...] = (right(None), right(event(run(2))))
    assert [each.state for each in told(rules, "mm").rights] == ["at will", "open"]
