"""Status checks of two public sets: each look holds until the next. Figures of an independent reference, and Upptime's own.

The reference knows from which second on a service was watched; here a month has all its hours.
So levels are the same in months that were watched throughout, and the down time is in all of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import evaluate, load
from sladsl.api.evaluation import Evaluation
from sladsl.data.files import binding_from_flags
from sladsl.outcome.statement import Line
from sladsl.values.period import parse_period
from sladsl.values.zones import zone

SECOND = 1_000_000
MINUTE = 60 * SECOND
SETS = {
    "upptime_curc_open": ("data.toml", "2026-01..2027-01", datetime(2027, 3, 1, tzinfo=UTC)),
    "upptime_koj_open": ("sites.toml", "2020-08..2021-08", datetime(2021, 10, 1, tzinfo=UTC)),
}
OWN_MINUTES = {
    "curc-statuspage-alpine-component": 5_665,
    "curc-data-transfer-node-ssh-tcp-reachability": 565,
    "globus-transfer-api-technical-endpoint": 51,
    "access-registry-technical-endpoint": 1_340,
}
"""Services that Upptime watched all the time: minutes down by its own daily figures."""
ODD_DAYS = {
    # Upptime has no issue for these outages (its list begins on 2026-06-08), or one that was left open.
    "access-website-public-webpage": 19,
    # Still down at the end: its own figures count the last day once it is over.
    "curc-xd-mo-d-alpine-utilization-threshold": 1,
    # A minute or so: it rounds each outage, and its days begin with the run that looked first.
    "curc-statuspage-alpine-component": 1,
    "access-registry-technical-endpoint": 1,
}


class World:
    """One data set: its reference and what the example says of it."""

    def __init__(self, name: str, reference: Mapping[str, Any], evaluation: Evaluation) -> None:
        self.name = name
        self.reference = reference
        self.evaluation = evaluation
        self.end = datetime.fromisoformat(reference["end"])
        self.lines = {
            (line.objective, line.scope, line.period): line for line in evaluation.outcome.statement.lines
        }
        self.whole = next(
            line.period for line in evaluation.outcome.statement.lines if line.objective == "DownInAll"
        )

    def all(self, objective: str, slug: str) -> Line:
        return self.lines[objective, slug, self.whole]


@pytest.fixture(scope="module", params=list(SETS))
def world(request: pytest.FixtureRequest, root: Path, shared: Path) -> World:
    name = request.param
    folder = shared / "data" / name
    if not folder.is_dir():
        pytest.skip(f"needs the data set {name} beside the checkout")
    binding_name, period, as_of = SETS[name]
    place = root / "examples" / "status-checks"
    loaded = load(str(place / "agreement.sla"))
    assert loaded.findings == ()
    assert loaded.agreement is not None
    binding, errors = binding_from_flags((), str(place / binding_name))
    assert errors == ()
    evaluation = evaluate(loaded.agreement, binding, as_of=int(as_of.timestamp()) * SECOND, period=period)
    reference = json.loads((folder / "reference.json").read_text(), parse_float=Fraction)
    return World(name, reference, evaluation)


def seconds(number: Any) -> Fraction:
    return Fraction(number) * SECOND


def ends_down(world: World, slug: str) -> bool:
    """Whether the last look found the service down: then it is down until somebody looks again."""
    months = world.reference["services"][slug]["months"]
    last = list(months.values())[-1]
    line = world.all("LongestInAll", slug)
    return last["carry_uptime_pct"] == 0 or (line.level or 0) > seconds(
        world.reference["services"][slug]["longest_s"] or 0
    )


def tail(world: World, slug: str, until: int) -> int:
    """The time from the end of the data to the end of a period, if the service counts as down in it."""
    if not ends_down(world, slug):
        return 0
    end = (world.end - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    return max(0, until - end)


def test_outages_of_the_whole_time(world: World) -> None:
    for slug, figures in world.reference["services"].items():
        down, outages = world.all("DownInAll", slug), world.all("OutagesInAll", slug)
        late = tail(world, slug, down.end)
        assert outages.level == figures["outages"], slug
        assert down.level is not None
        assert abs(down.level - late - seconds(figures["outage_s_total"])) <= 500, slug
        if figures["longest_s"] is not None and not late:
            assert abs((world.all("LongestInAll", slug).level or 0) - seconds(figures["longest_s"])) <= 500, (
                slug
            )


def test_every_month(world: World) -> None:
    """Down time in all months; the level itself in those of which all time is known."""
    levels = 0
    unwatched = 0
    place = zone("UTC")
    assert place is not None
    for slug, figures in world.reference["services"].items():
        for month, wanted in figures["months"].items():
            line = world.lines["Availability", slug, month]
            if not wanted["checks"]:
                assert line.status == "not assessed", "a month in which nobody looked has no level here"
                unwatched += 1
                continue
            period = parse_period(month, place)
            assert period is not None
            down = world.lines["DownInMonth", slug, month].level
            assert down is not None
            down -= tail(world, slug, period.end)
            known = seconds(wanted["known_s"])
            assert abs(100 * (1 - down / known) - wanted["carry_uptime_pct"]) <= Fraction(1, 10**6), (
                slug,
                month,
            )
            if known == period.end - period.start:
                assert line.level is not None
                assert round(line.level * 100, 6) == wanted["carry_uptime_pct"], (slug, month)
                levels += 1
    assert (levels, unwatched) == {"upptime_curc_open": (20, 0), "upptime_koj_open": (56, 152)}[world.name]


def test_checks_and_response_times(world: World) -> None:
    """Looks that stand in the data twice count twice here, and are told; everywhere else the figures are the same."""
    repeated = 0
    for slug, figures in world.reference["services"].items():
        for month, wanted in figures["months"].items():
            passed = world.lines["ChecksPassed", slug, month]
            total = passed.columns.get("total", 0)
            repeated += total - wanted["checks"]
            if total != wanted["checks"]:
                continue
            if not total:
                assert passed.status == "not assessed"
                continue
            assert passed.level is not None
            assert round(passed.level * 100, 6) == wanted["check_uptime_pct"], (slug, month)
            for objective, key in (("UsualResponse", "resp_p50_ms"), ("SlowResponse", "resp_p95_ms")):
                level = world.lines[objective, slug, month].level
                assert (level and level / 1000) == wanted[key], (slug, month, key)
    found = {each.name: each.count for each in world.evaluation.outcome.statement.findings}
    assert (repeated, found.get("crowded-slot", 0)) == {
        "upptime_curc_open": (0, 0),
        "upptime_koj_open": (22, 22),
    }[world.name]


def test_upptimes_own_minutes(world: World, shared: Path) -> None:
    """Within five minutes of what Upptime counts, where it watched all the time; every day that differs is listed."""
    if world.name != "upptime_curc_open":
        pytest.skip("the other set has no complete figures of its own: its summary speaks of other dates")
    own = json.loads((shared / "data" / world.name / "upptime_own_summary.json").read_text())
    daily = {each["slug"]: each["dailyMinutesDown"] for each in own}
    odd: dict[str, int] = {}
    for slug, minutes in daily.items():
        found = {
            period: line.level / MINUTE
            for (objective, scope, period), line in world.lines.items()
            if (objective, scope) == ("DownInDay", slug) and line.level
        }
        days = [
            day
            for day in sorted({*minutes, *found})
            if day <= "2026-08-10" and abs(minutes.get(day, 0) - found.get(day, Fraction(0))) >= 1
        ]
        print(slug, {day: (minutes.get(day, 0), round(float(found.get(day, 0)), 1)) for day in days})
        if days:
            odd[slug] = len(days)
        if slug in OWN_MINUTES:
            assert sum(minutes.values()) == OWN_MINUTES[slug]
            whole = world.all("DownInAll", slug).level
            assert whole is not None
            assert abs(whole / MINUTE - OWN_MINUTES[slug]) < 5, slug
    assert odd == ODD_DAYS
