"""Business time as five systems compute it, each difference between them one argument of the same functions."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sladsl.values.business_days import BusinessDays, business_days
from sladsl.values.calendar import DayHours, Hours, open_spans
from sladsl.values.duration import DAY, SECOND
from sladsl.values.instant import naive_to_instant, offsets, parse_time
from sladsl.values.intervals import Spans, covers, minus, normal
from sladsl.values.local_clock import Steps
from sladsl.values.work_clock import AtClosing, Paused, Reversed, WorkClock
from tests.values.moments import place

Case = dict[str, Any]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def cases(shared: Path, name: str, section: str = "cases") -> list[Case]:
    found: list[Case] = json.loads((shared / "cases" / "systems" / f"{name}.json").read_text())[section]
    return found


class Desk:
    """The calendar of a case, over the years that it speaks of."""

    def __init__(self, calendar: Case, *moments: str) -> None:
        self.zone = calendar["tz"] or "UTC"
        self.hours = Hours(
            weekly=tuple(_openings(calendar["week"].get(day, [])) for day in WEEKDAYS),
            zone=self.zone,
            special=_special(calendar),
            holidays=_holidays(calendar),
        )
        instants = [self.at(moment) for moment in moments]
        self.start, self.end = min(instants) - 40 * DAY, max(instants) + 40 * DAY

    def at(self, moment: str) -> int:
        written = parse_time(moment.replace("Z", "+00:00"))
        assert written is not None, moment
        if written.offset_us is not None:
            return written.naive_us - written.offset_us
        return naive_to_instant(written.naive_us, place(self.zone)).instant

    def steps(self) -> Steps:
        return offsets(place(self.zone), self.start, self.end)

    def clock(self, paused: Paused = "on the clock") -> WorkClock:
        """Elapsed time: the hour of a clock change counts."""
        return WorkClock(open_spans(self.hours, self.start, self.end), None, paused)

    def wall(self) -> WorkClock:
        """Time as the clock on the wall shows it."""
        floating = Hours(
            weekly=self.hours.weekly,
            zone="UTC",
            special=self.hours.special,
            holidays=self.hours.holidays,
        )
        return WorkClock(open_spans(floating, self.start, self.end), self.steps())

    def days(self) -> BusinessDays:
        return BusinessDays(
            business_days(self.hours, self.start // DAY, self.end // DAY), self.steps(), "same time of day"
        )


def _openings(pairs: list[list[str]]) -> DayHours:
    return tuple((_minutes(start), _minutes(end)) for start, end in pairs)


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _special(calendar: Case) -> dict[int, DayHours]:
    """Days with hours of their own. A holiday beats a break, a break a shift, a shift the week."""
    found = {
        date.fromisoformat(day): _openings(hours) for day, hours in calendar.get("special_days", {}).items()
    }
    found |= {date.fromisoformat(day): _openings(hours) for day, hours in calendar.get("shifts", {}).items()}
    for text, pairs in calendar.get("breaks", {}).items():
        day = date.fromisoformat(text)
        usual = found.get(day, _openings(calendar["week"].get(WEEKDAYS[day.weekday()], [])))
        found[day] = minus(normal(usual), normal(_openings(pairs)))
    for text in calendar.get("holidays", []):
        found[date.fromisoformat(text)] = ()
    return {day.toordinal(): hours for day, hours in found.items()}


def _holidays(calendar: Case) -> frozenset[int]:
    recurring = calendar.get("holidays_mmdd", [])
    return frozenset(
        date.fromisoformat(f"{year}-{each}").toordinal() for year in range(2014, 2018) for each in recurring
    )


def elapsed(case: Case, clock: WorkClock, desk: Desk, reversed_as: Reversed) -> int | None:
    worked = clock.worked(desk.at(case["start"]), desk.at(case["end"]), (), reversed_as)
    return None if worked is None else worked // SECOND


def added(case: Case, clock: WorkClock, desk: Desk, at_closing: AtClosing = "due then") -> int | None:
    start, seconds = desk.at(case["start"]), case["budget_seconds"]
    if seconds < 0:
        return clock.back(start, -seconds * SECOND)
    return clock.due(start, seconds * SECOND, (), at_closing)


def test_zendesk_biz(shared: Path) -> None:
    kinds: dict[str, int] = {}
    for case in cases(shared, "zendesk_biz"):
        kinds[case["op"]] = kinds.get(case["op"], 0) + 1
        desk = Desk(case["calendar"], *(case[key] for key in ("start", "end", "at") if key in case))
        match case["op"]:
            case "business_elapsed":
                # An end before the start is zero.
                assert elapsed(case, desk.clock(), desk, "zero") == case["expect_seconds"], case["id"]
            case "is_open":
                hours = open_spans(desk.hours, desk.start, desk.end)
                assert covers(hours, desk.at(case["at"])) is case["expect"], case["id"]
            case "add_working_days":
                due = desk.days().after(desk.at(case["start"]), case["days"])
                assert due == desk.at(case["expect_due"]), case["id"]
            case "add_seconds":
                # Nothing at all is added to a time in closed hours by moving to the next opening.
                at_closing: AtClosing = "due then" if case["budget_seconds"] else "due at next opening"
                assert added(case, desk.clock(), desk, at_closing) == desk.at(case["expect_due"]), case["id"]
            case _:
                raise AssertionError(case["op"])
    assert kinds == {"add_seconds": 6, "business_elapsed": 2, "add_working_days": 3, "is_open": 10}


def test_working_hours(shared: Path) -> None:
    told = {"plain": 0, "wall": 0, "reversed": 0, "added": 0}
    for case in cases(shared, "working_hours_gem"):
        desk = Desk(case["calendar"], *(case[key] for key in ("start", "end") if key in case))
        if case["op"] == "add_seconds":
            assert added(case, desk.clock(), desk) == desk.at(case["expect_due"]), case["id"]
            told["added"] += 1
            continue
        # It counts as the clock on the wall does, and an end before the start is negative.
        wall = elapsed(case, desk.wall(), desk, "negative")
        assert wall == case["expect_seconds"], case["id"]
        told["wall"] += elapsed(case, desk.clock(), desk, "negative") != wall
        told["reversed"] += elapsed(case, desk.wall(), desk, "zero") != wall
        told["plain"] += 1
    # One case each hangs on the choice, so the choice is tested.
    assert told == {"plain": 18, "wall": 1, "reversed": 1, "added": 18}


def test_erpnext_due_dates(shared: Path) -> None:
    found = cases(shared, "erpnext_due_dates")
    for case in found:
        desk = Desk(case["calendar"], case["start"])
        assert added(case, desk.clock(), desk) == desk.at(case["expect_due"]), case["id"]
    at_closing = next(case for case in found if case["id"] == "default-sla:resolution")
    desk = Desk(at_closing["calendar"], at_closing["start"])
    # Due just when the desk closes: at the next opening if that is agreed, and the day after is a holiday.
    assert added(at_closing, desk.clock(), desk, "due at next opening") == desk.at("2019-03-06 10:00")


@pytest.mark.parametrize(
    ("paused", "due"), [("by the wall clock", "2020-03-04 16:45"), ("on the clock", "2020-03-04 16:00")]
)
def test_erpnext_hold(shared: Path, paused: Paused, due: str) -> None:
    calendar = cases(shared, "erpnext_due_dates")[0]["calendar"]
    case = next(each for each in cases(shared, "erpnext_due_dates", "extra") if "pauses" in each)
    desk = Desk(calendar, case["start"])
    pauses: Spans = normal((desk.at(start), desk.at(end)) for start, end in case["pauses"])
    assert sum(end - start for start, end in pauses) == case["expect_hold_seconds"] * SECOND
    # The system itself moves the end by the whole length; the others named in the case do not.
    assert (case["expect_due"] == due) is (paused == "by the wall clock")
    found = desk.clock(paused).due(desk.at(case["start"]), case["budget_seconds"] * SECOND, pauses)
    assert found == desk.at(due)


def test_erpnext_metrics_of_an_issue(shared: Path) -> None:
    case = next(each for each in cases(shared, "erpnext_due_dates", "extra") if "messages" in each)
    desk = Desk(cases(shared, "erpnext_due_dates")[0]["calendar"], case["closed"])
    told = [(who, desk.at(when)) for who, when in case["messages"]]
    opened, closed = told[0][1], desk.at(case["closed"])
    # On hold from each answer of an agent to the next word of the customer.
    holds = normal(
        (start, next((when for who, when in told if who == "customer" and when > start), closed))
        for who, start in told
        if who == "agent"
    )
    always = WorkClock(None)
    assert always.worked(opened, closed) == case["expect"]["resolution_time"] * SECOND
    assert always.worked(opened, closed, holds) == case["expect"]["user_resolution_time"] * SECOND
    answers = [
        always.worked(asked, answered) for (who, asked), (_, answered) in pairwise(told) if who == "customer"
    ]
    assert sum(each or 0 for each in answers) == len(answers) * case["expect"]["avg_response_time"] * SECOND


def test_erpnext_first_response(shared: Path) -> None:
    found = cases(shared, "erpnext_first_response_elapsed")
    for case in found:
        desk = Desk(case["calendar"], case["start"], case["end"])
        assert elapsed(case, desk.clock(), desk, "zero") == case["expect_clean"], case["id"]
        # The system itself never says less than a second.
        assert max(1, case["expect_clean"]) == case["expect_seconds"]
    assert len(found) == 29


def test_znuny(shared: Path) -> None:
    found = cases(shared, "znuny_working_time")
    on_the_wall = 0
    for case in found:
        desk = Desk(case["calendar"], case["start"], case["end"])
        # Elapsed time: a day of 25 hours counts 25.
        assert elapsed(case, desk.clock(), desk, "zero") == case["expect_seconds"], case["id"]
        on_the_wall += elapsed(case, desk.wall(), desk, "zero") != case["expect_seconds"]
    assert len(found) == 25
    assert on_the_wall == 8
