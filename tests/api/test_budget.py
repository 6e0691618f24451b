"""Budgets of running periods through the language: what is left, and the day it is gone, by figures worked out by hand.

April 2026 has 30 days, 43,200 minutes: 99.9% of it leave 43 min 12 s. Its first ten days are a third of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl
from sladsl.outcome.budget import Budget, Edge
from sladsl.values.duration import DAY, HOUR, MINUTE, SECOND
from tests.settle.build import instant

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
TENTH = "2026-04-11T00:00Z"
"""Ten days of April are gone."""


def agreement(
    metric: str,
    promise: str,
    *,
    more: str = "",
    effective: str = "2026-01-01",
    zone: str = "UTC",
    **answers: str,
) -> sladsl.Loaded:
    said = {
        "idle slots": "left out",
        "missing samples": "down",
        "excluded time": "out of both",
        "excluded records": "out of both",
        "partial minutes": "exact",
        "overlapping outages": "once",
        "service for part of a period": "total shrinks",
        "nothing happened": "met",
        "level rounding": "none",
        "undecided records": "counted as bad",
        "open past due": "missed now",
        "reversed times": "count as zero",
    } | {name.replace("_", " "): answer for name, answer in answers.items()}
    return sladsl.read_text(
        f"""
sla Budgets {{
  effective: {effective}   time zone: "{zone}"   currency: EUR
  party Cloud {{ role: provider }}
  party Customer {{ role: customer }}
  interpretation {{ {" ".join(f"{choice}: {answer}" for choice, answer in said.items())} }}
  service Api {{ hours: always   fee: 1_000 EUR per month }}
  source outages {{ holds: intervals   collected: by hand }}
  source windows {{ holds: intervals   collected: by hand }}
  source checks {{ holds: samples   of: Api   every: 1 hour   collected: automatically   fields {{ ok: yes or no }} }}
  source counts {{
    holds: samples   of: Api   every: 1 hour   collected: automatically   fields {{ bad: number   asked: number }}
  }}
  source tickets {{
    holds: records   each: ticket   key: id   collected: automatically
    fields {{ id: text   opened: time   answered: time   site: text }}
  }}
  exclusion Maintenance {{ time: windows }}
  metric Level {{ {metric}   controlled by: Cloud }}
  objective Kept {{ Cloud ensures {promise} each month }}
  {more}
}}
"""
    )


UPTIME = "of: Api   measure: uptime from outages"
TICKETS = "of: Api   measure: share of tickets   good when: opened to answered at most 1 hour   record belongs to: opened"


def lines(
    of: sladsl.Loaded,
    engine: Engine,
    as_of: str = TENTH,
    period: str = "2026-04",
    **data: Sequence[Mapping[str, Any]],
) -> tuple[Any, ...]:
    return sladsl.evaluate(of, data, period=period, as_of=as_of, engine=engine).outcome.statement.lines


def budget(
    of: sladsl.Loaded, engine: Engine, as_of: str = TENTH, **data: Sequence[Mapping[str, Any]]
) -> Budget:
    (line,) = lines(of, engine, as_of, **data)
    assert line.budget is not None, line.reason
    assert line.status == "not assessed"  # what is not over is not judged
    return line.budget


def promise(of: Budget) -> Edge:
    found = of.promise()
    assert found is not None
    return found


def down(*spans: str) -> list[dict[str, str]]:
    """Outages of April: `3 10:00 10:30`."""
    found = []
    for span in spans:
        day, start, *end = span.split()
        at = f"2026-04-{int(day):02}T"
        found.append({"start": f"{at}{start}Z", "end": f"{at}{end[0]}Z" if end else ""})
    return found


@pytest.mark.parametrize("engine", ENGINES)
class TestTime:
    def test_half_of_it_lost_in_a_third_of_the_month_lasts_two_thirds(self, engine: Engine) -> None:
        found = budget(agreement(UPTIME, "Level at least 99.9%"), engine, outages=down("3 10:00 10:21:36"))
        edge = promise(found)
        assert (found.unit, found.lost) == ("us", 21 * MINUTE + 36 * SECOND)
        assert (found.gone, found.time, found.whole) == (10 * DAY, 30 * DAY, 30 * DAY)
        assert (edge.allowed, edge.left) == (43 * MINUTE + 12 * SECOND, 21 * MINUTE + 36 * SECOND)
        assert (edge.state, edge.day, edge.runs_out) == (
            "runs out",
            "2026-04-21",
            instant("2026-04-21T00:00Z"),
        )
        assert found.share_left() == Fraction(1, 2)

    def test_a_third_lost_in_a_third_of_it_lasts_to_the_very_end(self, engine: Engine) -> None:
        found = budget(agreement(UPTIME, "Level at least 99.9%"), engine, outages=down("3 10:00 10:14:24"))
        assert (promise(found).state, promise(found).runs_out) == ("lasts", None)

    def test_a_microsecond_more_does_not(self, engine: Engine) -> None:
        found = budget(
            agreement(UPTIME, "Level at least 99.9%"), engine, outages=down("3 10:00 10:14:24.000001")
        )
        assert (promise(found).state, promise(found).day) == ("runs out", "2026-04-30")

    def test_nothing_lost_never_runs_out(self, engine: Engine) -> None:
        found = budget(agreement(UPTIME, "Level at least 99.9%"), engine, outages=down("1 10:00 10:00"))
        assert (found.lost, promise(found).state, found.share_left()) == (0, "lasts", 1)

    def test_used_up_exactly_is_used_up_and_not_missed(self, engine: Engine) -> None:
        found = budget(
            agreement(UPTIME, "Level at least 99.9%"),
            engine,
            outages=down("3 10:00 10:13:12", "8 10:00 10:30"),
        )
        edge = promise(found)
        assert (edge.state, edge.left, edge.since, edge.day) == ("used up", 0, "2026-04-08", "")

    def test_above_leaves_a_microsecond_less_than_at_least(self, engine: Engine) -> None:
        found = budget(agreement(UPTIME, "Level above 99.9%"), engine, outages=down("3 10:00 10:01"))
        assert promise(found).allowed == 43 * MINUTE + 12 * SECOND - 1

    def test_bands_follow_the_promise_each_with_its_day(self, engine: Engine) -> None:
        bands = "at least 99.9%: none   at least 99.5%: 10%   otherwise: 25%"
        credit = f"credit for Kept {{ base: that month's fee of Api   bands {{ {bands} }} }}"
        found = budget(
            agreement(UPTIME, "Level at least 99.9%", more=credit),
            engine,
            outages=down("3 10:00 10:30", "7 10:00 10:50", "9 10:00 10:10"),
        )
        told = [(each.to, each.allowed, each.state, each.since, each.day) for each in found.edges]
        # 90 minutes in ten days: 216 minutes are gone after 24 days.
        assert told == [
            ("missed", 43 * MINUTE + 12 * SECOND, "used up", "2026-04-07", ""),
            ('the band "at least 99.5%"', 43 * MINUTE + 12 * SECOND, "used up", "2026-04-07", ""),
            ('the band "otherwise"', 216 * MINUTE, "runs out", "", "2026-04-25"),
        ]

    def test_overlapping_outages_are_lost_once_also_by_the_day(self, engine: Engine) -> None:
        found = budget(
            agreement(UPTIME, "Level at least 99.9%"),
            engine,
            outages=down("3 10:00 10:30", "3 10:10 10:30", "9 10:00 10:20"),
        )
        assert (found.lost, promise(found).since) == (50 * MINUTE, "2026-04-09")

    def test_an_outage_over_midnight_is_lost_on_both_days(self, engine: Engine) -> None:
        over = [{"start": "2026-04-03T23:30Z", "end": "2026-04-04T00:30Z"}]
        found = budget(agreement(UPTIME, "Level at least 99.9%"), engine, outages=over)
        assert (found.lost, promise(found).since) == (60 * MINUTE, "2026-04-04")

    def test_an_open_outage_lasts_until_now(self, engine: Engine) -> None:
        found = budget(agreement(UPTIME, "Level at least 99.9%"), engine, outages=down("10 23:50"))
        assert found.lost == 10 * MINUTE

    def test_excluded_time_leaves_less_to_lose(self, engine: Engine) -> None:
        windows = [{"start": "2026-04-02T00:00Z", "end": "2026-04-03T00:00Z"}]
        found = budget(
            agreement(f"{UPTIME}   excluding: Maintenance", "Level at least 99.9%"),
            engine,
            outages=down("2 10:00 12:00", "3 10:00 10:10"),
            windows=windows,
        )
        assert (found.lost, found.whole) == (10 * MINUTE, 29 * DAY)
        assert promise(found).allowed == 29 * DAY // 1000

    def test_the_term_begins_in_the_month(self, engine: Engine) -> None:
        """Twenty days from the 11th on: 28 min 48 s; a quarter of them lost in a quarter of the time."""
        found = budget(
            agreement(UPTIME, "Level at least 99.9%", effective="2026-04-11"),
            engine,
            "2026-04-16T00:00Z",
            outages=down("3 10:00 13:00", "12 10:00 10:14:24"),
        )
        edge = promise(found)
        assert (found.gone, found.time, found.whole) == (5 * DAY, 20 * DAY, 20 * DAY)
        assert (found.lost, edge.allowed, edge.day) == (
            14 * MINUTE + 24 * SECOND,
            20 * DAY // 1000,
            "2026-04-21",
        )

    def test_the_day_is_that_of_the_zone(self, engine: Engine) -> None:
        """It is gone at 13:42 UTC on the 21st, which is the 22nd in Auckland."""
        of = agreement(UPTIME, "Level at least 99.9%", zone="Pacific/Auckland")
        (line,) = lines(of, engine, "2026-04-11T00:00Z", outages=down("3 10:00 10:21:36"))
        edge = promise(line.budget)
        # April begins at 11:00 UTC on 31 March and has an hour more: 43,260 minutes.
        assert edge.allowed == 43_260 * MINUTE // 1000
        gone = instant("2026-04-11T00:00Z") - instant("2026-03-31T11:00Z")
        at = instant("2026-03-31T11:00Z") + gone * edge.allowed / (21 * MINUTE + 36 * SECOND)
        assert edge.runs_out == int(at)
        assert instant("2026-04-21T12:00Z") < at < instant("2026-04-22T00:00Z")
        assert edge.day == "2026-04-22"

    def test_rounding_gives_more_to_lose(self, engine: Engine) -> None:
        of = agreement(UPTIME, "Level at least 99.9%", level_rounding="half up to 0.1%")
        found = budget(of, engine, outages=down("3 10:00 10:30"))
        assert promise(found).allowed == 43_200 * MINUTE * 15 // 10_000  # 99.85% is 99.9%

    def test_all_of_it_promised_leaves_nothing_and_no_share(self, engine: Engine) -> None:
        of = agreement(UPTIME, "Level exactly 100%")
        whole = budget(of, engine, outages=down("3 10:00 10:00"))
        assert (promise(whole).allowed, promise(whole).state, whole.share_left()) == (0, "lasts", None)
        spent = budget(of, engine, outages=down("3 10:00 10:01"))
        assert (promise(spent).state, promise(spent).since, spent.share_left()) == (
            "used up",
            "2026-04-03",
            0,
        )

    def test_downtime_is_its_own_budget(self, engine: Engine) -> None:
        of = agreement("of: Api   measure: downtime from outages", "Level at most 4 hours")
        found = budget(of, engine, outages=down("3 10:00 12:00"))
        assert (found.whole, found.lost, promise(found).allowed, promise(found).day) == (
            None, 2 * HOUR, 4 * HOUR, "2026-04-21",
        )  # fmt: skip

    def test_what_is_over_or_has_no_data_has_no_budget(self, engine: Engine) -> None:
        of = agreement(UPTIME, "Level at least 99.9%")
        (over,) = lines(of, engine, "2026-05-01T00:00Z", outages=down("3 10:00 10:30"))
        assert (over.status, over.budget) == ("met", None)
        (none,) = lines(of, engine)
        assert none.budget is None
        (to_come,) = lines(
            of, engine, "2026-04-01T00:00Z", outages=[{"start": "2026-03-01T00:00Z", "end": ""}]
        )
        assert to_come.budget is None


def hours(count: int, bad: Sequence[int] = (), without: Sequence[int] = ()) -> list[dict[str, str]]:
    """Hourly checks of April from its first hour on."""
    return [
        {"at": f"2026-04-{1 + at // 24:02}T{at % 24:02}:00Z", "ok": "no" if at in bad else "yes"}
        for at in range(count)
        if at not in without
    ]


@pytest.mark.parametrize("engine", ENGINES)
class TestSamples:
    @pytest.mark.parametrize(
        ("missing", "lost", "whole"),
        [("down", 3, 720), ("up", 1, 720), ("unknown", 1, 718), ("last known", 2, 720)],
    )
    def test_time_to_come_is_not_lost(self, engine: Engine, missing: str, lost: int, whole: int) -> None:
        """One hour is bad, the next and a later one are missing; what is to come counts as up."""
        of = agreement(
            "of: Api   measure: uptime from checks   down when: not ok",
            "Level at least 99%",
            missing_samples=missing,
        )
        found = budget(of, engine, checks=hours(240, bad=[50], without=[51, 100]))
        assert (found.lost, found.whole) == (lost * HOUR, whole * HOUR)
        assert promise(found).allowed == whole * HOUR // 100

    def test_a_missing_sample_that_spoils_the_month_leaves_no_budget(self, engine: Engine) -> None:
        of = agreement(
            "of: Api   measure: uptime from checks   down when: not ok", "Level at least 99%",
            missing_samples="period not assessed",
        )  # fmt: skip
        (line,) = lines(of, engine, checks=hours(240, without=[51]))
        assert line.budget is None
        assert budget(of, engine, checks=hours(240, bad=[51])).lost == HOUR

    def test_a_slot_that_runs_is_not_counted_twice(self, engine: Engine) -> None:
        of = agreement("of: Api   measure: uptime from checks   down when: not ok", "Level at least 99%")
        found = budget(of, engine, "2026-04-11T00:20Z", checks=hours(241, bad=[240]))
        assert (found.lost, found.whole) == (HOUR, 720 * HOUR)  # the sample speaks for its hour

    def test_excluded_time_to_come_counts_as_up(self, engine: Engine) -> None:
        of = agreement(
            "of: Api   measure: uptime from checks   down when: not ok   excluding: Maintenance", "Level at least 99%",
            excluded_time="counts as up",
        )  # fmt: skip
        windows = [{"start": "2026-04-02T00:00Z", "end": "2026-04-03T00:00Z"}]
        found = budget(of, engine, checks=hours(240, bad=[25, 50]), windows=windows)
        assert (found.lost, found.whole) == (HOUR, 720 * HOUR)


def tickets(*answered: str, day: int = 3) -> list[dict[str, str]]:
    """Tickets opened at 08:00 and answered at these times; "" is open."""
    at = f"2026-04-{day:02}T"
    return [
        {"id": f"{day}-{n}", "opened": f"{at}08:00Z", "answered": f"{at}{each}Z" if each else "", "site": "a"}
        for n, each in enumerate(answered)
    ]


@pytest.mark.parametrize("engine", ENGINES)
class TestRecords:
    def test_as_many_may_fail_as_come_at_this_rate(self, engine: Engine) -> None:
        """Forty tickets in ten days are 120 a month; of 95% six may fail. Four did: gone after 15 days."""
        rows = tickets(*["08:30"] * 36, *["10:00"] * 4)
        found = budget(agreement(TICKETS, "Level at least 95%"), engine, tickets=rows)
        edge = promise(found)
        assert (found.unit, found.lost, found.whole, found.expected) == ("rows", 4, 120, True)
        assert (edge.allowed, edge.left, edge.day) == (6, 2, "2026-04-16")

    def test_an_open_ticket_in_its_time_is_not_lost_one_past_it_is(self, engine: Engine) -> None:
        rows = [
            *tickets(*(["08:30"] * 38), "", day=3),
            {"id": "x", "opened": "2026-04-10T23:30Z", "answered": "", "site": "a"},
        ]
        found = budget(agreement(TICKETS, "Level at least 95%"), engine, tickets=rows)
        assert (found.lost, found.whole) == (1, 120)

    def test_what_is_left_out_is_no_part_of_the_whole(self, engine: Engine) -> None:
        of = agreement(TICKETS, "Level at least 95%", undecided_records="left out")
        rows = [
            *tickets(*(["08:30"] * 39)),
            {"id": "x", "opened": "2026-04-10T23:30Z", "answered": "", "site": "a"},
        ]
        found = budget(of, engine, tickets=rows)
        assert (found.lost, found.whole) == (0, 117)

    def test_used_up_since_the_day_of_the_ticket(self, engine: Engine) -> None:
        rows = tickets(*["08:30"] * 37) + tickets("11:00", day=5) + tickets("11:00", "12:00", day=9)
        found = budget(agreement(TICKETS, "Level at least 98%"), engine, tickets=rows)
        assert (promise(found).allowed, promise(found).left, promise(found).since) == (2, -1, "2026-04-09")

    def test_a_number_that_may_not_be_passed(self, engine: Engine) -> None:
        of = agreement("of: Api   measure: number of tickets   record belongs to: opened", "Level at most 3")
        found = budget(of, engine, tickets=tickets("09:00", "09:00"))
        assert (found.whole, found.lost, promise(found).allowed, promise(found).day) == (
            None,
            2,
            3,
            "2026-04-16",
        )

    def test_a_number_that_must_be_reached_is_no_budget(self, engine: Engine) -> None:
        of = agreement("of: Api   measure: number of tickets   record belongs to: opened", "Level at least 3")
        (line,) = lines(of, engine, tickets=tickets("09:00", "09:00"))
        assert line.budget is None

    def test_an_average_is_no_budget(self, engine: Engine) -> None:
        of = agreement(
            "of: Api   measure: average of opened to answered in tickets   record belongs to: opened",
            "Level at most 1 hour",
        )
        (line,) = lines(of, engine, tickets=tickets("09:00", "11:00"))
        assert line.budget is None

    def test_nothing_came_yet(self, engine: Engine) -> None:
        rows = [{"id": "x", "opened": "2026-03-03T08:00Z", "answered": "2026-03-03T08:30Z", "site": "a"}]
        (line,) = lines(agreement(TICKETS, "Level at least 95%"), engine, tickets=rows)
        assert line.budget is None

    def test_each_scope_has_its_own(self, engine: Engine) -> None:
        rows = tickets(*["08:30"] * 18, "10:00", "10:00") + [
            {"id": f"b{n}", "opened": "2026-04-04T08:00Z", "answered": "2026-04-04T08:10Z", "site": "b"}
            for n in range(20)
        ]
        found = lines(agreement(f"{TICKETS}   for each: site", "Level at least 95%"), engine, tickets=rows)
        told = {
            line.scope: (line.budget.lost, promise(line.budget).allowed, promise(line.budget).since)
            for line in found
        }
        assert told == {"a": (2, 3, ""), "b": (0, 3, "")}


@pytest.mark.parametrize("engine", ENGINES)
class TestRequests:
    def counts(self, *pairs: tuple[int, int]) -> list[dict[str, Any]]:
        return [
            {"at": f"2026-04-{1 + n:02}T00:00Z", "bad": bad, "asked": asked}
            for n, (bad, asked) in enumerate(pairs)
        ]

    def test_requests_that_fail(self, engine: Engine) -> None:
        """1,000 requests in ten days, 3,000 a month, 30 of them may fail; 20 did: gone after 15 days."""
        of = agreement("of: Api   measure: ratio of bad / asked in counts", "Level at most 1%")
        found = budget(of, engine, counts=self.counts((5, 400), (15, 600)))
        assert (found.unit, found.lost, found.whole, promise(found).left) == ("number", 20, 3000, 10)
        assert promise(found).day == "2026-04-16"

    def test_the_same_said_the_other_way_round(self, engine: Engine) -> None:
        of = agreement("of: Api   measure: 100% - ratio of bad / asked in counts", "Level at least 99%")
        found = budget(of, engine, counts=self.counts((5, 400), (15, 600)))
        assert (found.lost, found.whole, promise(found).left) == (20, 3000, 10)

    @pytest.mark.parametrize(("idle", "whole"), [("left out", 6), ("counts as good", 720)])
    def test_a_mean_over_slots_in_slots(self, engine: Engine, idle: str, whole: int) -> None:
        of = agreement(
            "of: Api   measure: average over 1 hour slots of bad / asked in counts",
            "Level at most 10%",
            idle_slots=idle,
        )
        found = budget(of, engine, counts=self.counts((100, 400), (0, 600)))
        assert (found.unit, found.lost, found.whole) == ("slots", Fraction(1, 4), whole)
        assert promise(found).allowed == Fraction(whole, 10)

    def test_idle_slots_that_count_as_bad_leave_it_open(self, engine: Engine) -> None:
        of = agreement(
            "of: Api   measure: average over 1 hour slots of bad / asked in counts", "Level at most 10%",
            idle_slots="counts as bad",
        )  # fmt: skip
        (line,) = lines(of, engine, counts=self.counts((100, 400), (0, 600)))
        assert line.budget is None
