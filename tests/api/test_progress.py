"""Progress of running periods through the language: what has come beside an even pace, by figures worked out by hand.

April 2026 has 30 days: on the 11th a third of it is gone, so a third of what is wanted belongs to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.api.rendering import render
from sladsl.api.scenarios import results
from sladsl.outcome.progress import Goal, Progress
from sladsl.outcome.statement import Line
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text
from sladsl.values.duration import DAY, HOUR

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
TENTH = "2026-04-11T00:00Z"


def agreement(
    promise: str, *, more: str = "", measure: str = "number of leads", effective: str = "2026-01-01"
) -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Leads {{
  effective: {effective}   time zone: "UTC"   currency: EUR
  party Marketing {{ role: provider }}
  party Sales {{ role: customer }}
  interpretation {{
    level rounding: none   nothing happened: not assessed   undecided records: left out   reversed times: count as zero
    service for part of a period: total shrinks   money rounding: half up to 0.01 EUR, on each line
  }}
  service Desk {{ hours: always   fee: 1_000 EUR per month }}
  source leads {{
    holds: records   each: lead   of: Desk   collected: automatically
    fields {{ came: time   left: time   worth: number   site: text }}
  }}
  metric Came {{ of: Desk   measure: {measure}   record belongs to: came   controlled by: Marketing }}
  objective Kept {{ Marketing ensures {promise} each month }}
  {more}
}}
"""
    )


def lines(
    of: sladsl.Loaded, engine: Engine, rows: Sequence[Mapping[str, Any]], as_of: str = TENTH
) -> tuple[Line, ...]:
    found = sladsl.evaluate(of, {"leads": rows}, period="2026-04", as_of=as_of, engine=engine)
    return found.outcome.statement.lines


def progress(
    of: sladsl.Loaded, engine: Engine, rows: Sequence[Mapping[str, Any]], as_of: str = TENTH
) -> Progress:
    (line,) = lines(of, engine, rows, as_of)
    assert line.progress is not None
    return line.progress


def came(count: int, day: int = 5, **more: Any) -> list[dict[str, Any]]:
    return [{"came": f"2026-04-{day:02d}T{at // 60:02d}:{at % 60:02d}Z", **more} for at in range(count)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_count_is_set_beside_an_even_pace(engine: Engine) -> None:
    found = progress(agreement("Came at least 90"), engine, came(24))
    assert found == Progress(
        got=Fraction(24),
        gone=10 * DAY,
        time=30 * DAY,
        comes_to=Fraction(72),
        goals=(Goal(to="met", wanted=Fraction(90), by_now=Fraction(30), behind=Fraction(6), state="behind"),),
    )


@pytest.mark.parametrize(
    ("count", "state", "behind", "day"),
    [
        (29, "behind", 1, ""),
        (30, "on track", 0, "2026-04-30"),
        (45, "on track", 0, "2026-04-21"),
        (89, "on track", 0, "2026-04-11"),
        (90, "reached", 0, ""),
        (1, "behind", 29, ""),
    ],
)
def test_states(count: int, state: Literal["behind", "on track", "reached"], behind: int, day: str) -> None:
    goal = progress(agreement("Came at least 90"), "reference", came(count)).promise()
    assert goal is not None
    assert (goal.state, goal.reached_on) == (state, day)
    assert goal.behind == behind


def test_more_than_is_one_more() -> None:
    goal = progress(agreement("Came more than 90"), "reference", came(24)).promise()
    assert goal is not None
    assert goal.wanted == 91
    assert goal.by_now == Fraction(91, 3)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sum_has_a_pace_and_bands_have_their_own(engine: Engine) -> None:
    bands = "bands { at least 10: none   at least 7.5: 5%   otherwise: 10% }"
    credit = f"credit for Kept {{ base: that month's fee of Desk   {bands} }}"
    of = agreement("Came at least 10", measure="sum of worth in leads", more=credit)
    found = progress(of, engine, [*came(2, worth=1.25), *came(1, 6, worth="0.01")])
    assert found.got == Fraction("2.51")
    assert [(each.to, each.wanted, each.state) for each in found.goals] == [
        ('the band "at least 7.5"', Fraction("7.5"), "on track"),
        ("met", Fraction(10), "behind"),
        ('the band "at least 10"', Fraction(10), "behind"),
    ]


def test_a_sum_of_time_is_told_as_time() -> None:
    of = agreement("Came at least 30 hours", measure="sum of came to left in leads")
    rows = [{"came": "2026-04-02T00:00Z", "left": "2026-04-02T06:00Z"}]
    (line,) = lines(of, "reference", rows)
    assert line.progress is not None
    assert line.progress.got == 6 * HOUR
    assert line.progress.goals[0].behind == 4 * HOUR
    found = sladsl.evaluate(of, {"leads": rows}, period="2026-04", as_of=TENTH)
    assert "6 h so far, 18 h by the end at this rate" in outcome_text(found.outcome)


@pytest.mark.parametrize("promise", ["Came at most 90", "Came exactly 90"])
def test_what_may_still_be_lost_has_no_pace(promise: str) -> None:
    (line,) = lines(agreement(promise), "reference", came(3))
    assert line.progress is None


def test_an_average_has_no_pace() -> None:
    (line,) = lines(
        agreement("Came at least 5", measure="average of worth in leads"), "reference", came(3, worth=4)
    )
    assert line.progress is None


@pytest.mark.parametrize("as_of", ["2026-05-01T00:00Z", "2026-04-01T00:00Z"])
def test_a_period_that_does_not_run_has_none(as_of: str) -> None:
    assert all(
        line.progress is None for line in lines(agreement("Came at least 90"), "reference", came(24), as_of)
    )


def test_an_agreement_that_begins_within_the_period_has_the_time_from_there() -> None:
    found = progress(agreement("Came at least 60", effective="2026-04-06"), "reference", came(3, 7))
    assert (found.gone, found.time) == (5 * DAY, 25 * DAY)
    assert found.goals[0].by_now == 12


@settings(max_examples=25, deadline=None)
@given(count=st.integers(1, 60), wanted=st.integers(1, 60), hour=st.integers(1, 30 * 24 - 1))
def test_what_comes_at_the_present_rate_decides(count: int, wanted: int, hour: int) -> None:
    """On track is what is enough by the end at this rate; got and behind make what belongs to the time gone."""
    day, rest = divmod(hour, 24)
    as_of = f"2026-04-{day + 1:02d}T{rest:02d}:00Z"
    rows = [{"came": "2026-04-01T00:00Z"}] * count
    found = progress(agreement(f"Came at least {wanted}"), "reference", rows, as_of)
    goal = found.promise()
    assert goal is not None
    assert (goal.state != "behind") == (found.comes_to >= wanted)
    assert goal.by_now == Fraction(wanted * hour, 720)
    assert goal.behind == max(0, goal.by_now - count)
    assert bool(goal.reached_on) == (goal.state == "on track")


def test_of_many_values_those_that_lag_most_are_listed() -> None:
    of = agreement("Came at least 9", measure="number of leads   for each: site")
    rows = [row for at in range(8) for row in came(at, 5, site=f"S{at}")] + came(3, 5, site="S0")
    text = outcome_text(sladsl.evaluate(of, {"leads": rows}, period="2026-04", as_of=TENTH).outcome)
    assert "S1: 1 so far, 3 by the end at this rate" in text
    assert "4 sites more, at least 44% of each there" in text
    assert "S7" not in text.split("Progress")[1].split("\n\n")[0]


def test_the_json_has_it_exactly() -> None:
    found = sladsl.evaluate(agreement("Came at least 91"), {"leads": came(24)}, period="2026-04", as_of=TENTH)
    told = json.loads(outcome_json(found.outcome))["statement"]["lines"][0]["progress"]
    assert told["got"] == "24/1"
    assert told["goals"] == [
        {
            "to": "met",
            "wanted": "91/1",
            "by_now": "91/3",
            "behind": "19/3",
            "state": "behind",
            "reached_on": "",
        }
    ]


# ---- scenarios


def played(
    *said: str, as_of: str = "2026-04-11", promise: str = "Came at least 90"
) -> list[tuple[bool, str, str]]:
    seen = f"as of: {as_of}" if as_of else ""
    of = agreement(promise, more=f'scenario "S" {{ month: 2026-04   {seen}   {"   ".join(said)} }}')
    assert of.agreement is not None, [each.message for each in of.findings]
    return [(each.ok, each.got_text, each.why) for each in results(of.agreement)]


LEADS = "record leads 24 times { came: 2026-04-05 10:00 }"


def test_a_scenario_is_looked_at_while_it_runs() -> None:
    asked = "expect: Kept not assessed, exactly 24, wanted by now 30, behind 6"
    assert all(ok for ok, _, _ in played(LEADS, asked))


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ("on track", "2026-04: not assessed, exactly 24, wanted by now 30, behind 6, credit none"),
        ("behind 5", "2026-04: not assessed, exactly 24, wanted by now 30, behind 6, credit none"),
        ("left 5", "2026-04: not assessed, exactly 24, wanted by now 30, behind 6, credit none"),
        ("missed", "2026-04: not assessed, exactly 24, wanted by now 30, behind 6, credit none"),
    ],
)
def test_what_else_comes_out_is_told(asked: str, got: str) -> None:
    ((ok, told, _),) = played(LEADS, f"expect: Kept {asked}")
    assert not ok
    assert told == got


def test_of_nothing_all_is_lacking() -> None:
    assert all(ok for ok, _, _ in played("expect: Kept exactly 0, behind 30"))


def test_without_as_of_nothing_runs() -> None:
    ((ok, _, why),) = played(LEADS, "expect: Kept behind 6", as_of="")
    assert not ok
    assert why == "nothing runs: the scenario does not say `as of`"


def test_what_may_still_be_lost_is_expected_too() -> None:
    found = played(LEADS, "expect: Kept left 6, on track", promise="Came at most 30")
    assert [ok for ok, _, _ in found] == [True, False]
    assert found[1][1] == "2026-04: not assessed, left 6 records, credit none"


UPTIME = """
sla Up {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party A { role: provider }
  party B { role: customer }
  interpretation { level rounding: none   overlapping outages: once   partial minutes: exact }
  service Shop { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: by hand }
  metric Uptime { of: Shop   measure: uptime from outages   controlled by: A }
  objective Availability { A ensures Uptime at least 99.9%% each month }
  scenario "S" { month: 2026-06   as of: %s   down: Shop, 2026-06-16 10:00 to 2026-06-16 12:00   expect: Availability %s }
}
"""


def test_an_outage_that_goes_on_is_known_up_to_that_moment() -> None:
    of = sladsl.read_text(UPTIME % ("2026-06-16 10:30", "left 13 minutes 12 seconds"))
    assert of.agreement is not None
    assert [each.ok for each in results(of.agreement)] == [True]


@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        ("2026-07-02", "The scenario plays in 2026-06, which does not run on 2026-07-02."),
        ("2026-06-01", "The scenario plays in 2026-06, which does not run on 2026-06-01."),
        (
            "2026-06-16 10:00",
            "The scenario is looked at as of 2026-06-16 10:00, and this begins on 2026-06-16 10:00: nobody knows it then.",
        ),
        ("2026-06-31", "`2026-06-31` is not in the calendar."),
    ],
)
def test_a_moment_at_which_that_cannot_be_known(as_of: str, message: str) -> None:
    of = sladsl.read_text(UPTIME % (as_of, "not assessed"))
    assert [each.message for each in of.findings if each.severity == "error"] == [message]


def test_the_contract_says_how_it_stands() -> None:
    of = agreement(
        "Came at least 90",
        more=f'scenario "S" {{ month: 2026-04   as of: 2026-04-11   {LEADS}   expect: Kept behind 6 }}',
    )
    text = render(of)
    assert "This example covers April 2026, as it stands at 00:00 on 11 April 2026." in text
    assert "| 24 so far | not over: 6 behind an even pace |" in text
