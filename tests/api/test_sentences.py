"""Objectives of several sentences, worked by hand: kept when all are, missed as soon as one is, whatever else is known."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest

import sladsl
from sladsl.api.scenarios import results
from sladsl.model.dates import Event
from sladsl.values.amount import known

HEAD = """
sla Several {
  effective: 2026-01-01
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider   accepted: 2025-12-12 }
  party Acme { role: customer   accepted: 2025-12-10 }
  interpretation {
    overlapping outages: once   partial minutes: exact   nothing happened: met   level rounding: none
    money rounding: half up to 0.01 EUR, on each line   fee leaves out: nothing
    run over an unassessed period: broken
  }
  service Shop { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: automatically }
  metric Uptime { measure: uptime from outages   controlled by: Nimbus }
  metric Longest { measure: longest outage from outages   controlled by: Nimbus }
  metric Speed { measure: as reported   of: Shop   collected by: Nimbus   controlled by: Nimbus }
"""
CREDIT = "credit { base: that month's fee   amount: 10% }"


def agreement(objective: str, rest: str = "") -> sladsl.Loaded:
    return sladsl.read_text(HEAD + objective + rest + "\n}")


def whole(speed: str, longest: str = "at most 30 minutes", more: str = CREDIT) -> str:
    return f"""
  objective Both {{
    Nimbus ensures Longest {longest} each month
    Nimbus ensures Speed at least {speed} each month
    {more}
  }}
"""


def money(line: Any) -> Fraction:
    found = known(line.credit, "EUR")
    assert found is not None
    return found.amount


def outage(minutes: int) -> list[dict[str, str]]:
    return [
        {"start": "2025-12-31T00:00Z", "end": "2025-12-31T00:01Z"},
        {"start": "2026-03-02T00:00Z", "end": f"2026-03-02T00:{minutes:02}Z"},
    ]


def lines(
    of: sladsl.Loaded, speed: str | None, minutes: int = 10, engine: Any = "reference"
) -> dict[str, Any]:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    rows = [{"objective": "Both (Speed)", "period": "2026-03", "level": speed}] if speed is not None else []
    data: dict[str, Any] = (
        {"outages": outage(minutes), "levels": rows} if rows else {"outages": outage(minutes)}
    )
    found = sladsl.evaluate(of, data, period="2026-03", as_of="2026-06-01", engine=engine)
    return {each.objective: each for each in found.outcome.statement.lines}


@pytest.mark.parametrize(("minutes", "speed"), [*product((30, 31), ("95%", "94.9%", None))])
def test_the_whole_is_missed_as_soon_as_one_is(minutes: int, speed: str | None) -> None:
    of = agreement(whole("95%"))
    found = lines(of, speed, minutes)
    long = minutes > 30
    slow = None if speed is None else speed != "95%"
    both = found["Both"]
    assert found["Both (Longest)"].status == ("missed" if long else "met")
    if long or slow:
        assert (both.status, money(both)) == ("missed", Fraction(100))
    elif slow is None:
        assert both.status == "not assessed"
    else:
        assert (both.status, both.level) == ("met", 1)
    if slow is None:
        assert both.level is None
    assert lines(of, speed, minutes, "duckdb")["Both"] == both


def test_rows_of_a_share_that_is_not_known_leave_the_credit_open() -> None:
    bands = "credit { base: that month's fee   bands { at least 100%: none   at least 50%: 5%   otherwise: 10% } }"
    of = agreement(whole("95%", more=bands))
    assert money(lines(of, "90%", 31)["Both"]) == 100
    assert money(lines(of, "95%", 31)["Both"]) == 50
    assert lines(of, None, 31)["Both"].status == "missed"
    assert lines(of, None, 31)["Both"].credit is None


def test_a_level_may_lie_between_two_bounds() -> None:
    of = agreement(
        """
  objective Both {
    Nimbus ensures Speed at least 20% each month
    Nimbus ensures Speed at most 80% each month
  }
  scenario "Between" {
    months: 2026-01 to 2026-03
    levels for Both { 2026-01: 19.9%   2026-02: 80%   2026-03: 80.1% }
    expected { Both, 2026-01: missed   Both, 2026-02: met   Both, 2026-03: missed }
  }
"""
    )
    assert [each.name for each in of.findings if each.severity == "error"] == []
    assert of.agreement is not None
    found = results(of.agreement)
    assert [each.ok for each in found] == [True, True, True], found


def test_any_miss_counts_the_whole_once() -> None:
    right = """
  Acme may terminate { when: any objective missed in 2 consecutive months   notice: 1 month   use within: not stated }
"""
    of = agreement(whole("95%"), right)
    assert of.agreement is not None
    (one,) = of.agreement.rights
    assert isinstance(one.trigger, Event)
    assert one.trigger.objectives == ("Both",)


def two(second: str) -> str:
    return f"objective Both {{ Nimbus ensures Speed at least 9% each month\n{second} }}"


@pytest.mark.parametrize(
    ("objective", "name"),
    [
        (whole("95%", more="minimum: at least 90%"), "of-one-level"),
        (whole("95%", more="baseline: average of the first 3 months"), "of-one-level"),
        (two("Nimbus ensures Longest at most 1 hour each day"), "unlike-sentences"),
        (two("Acme ensures Longest at most 1 hour each month"), "unlike-sentences"),
        (two("Nimbus aims for Longest at most 1 hour each month"), "unlike-sentences"),
        (two("Nimbus reports Longest each month"), "unlike-sentences"),
        (two("Nimbus ensures Speed at least 9% each month"), "unlike-sentences"),
    ],
)
def test_what_can_not_be_one_promise_is_told(objective: str, name: str) -> None:
    assert name in {each.name for each in agreement(objective).findings}


def test_lines_of_several_levels_are_told_apart_by_their_titles() -> None:
    titled = whole("95%").replace("objective Both {", 'objective Both "The shop" {')
    found = lines(agreement(titled), "95%")
    assert [each.title for each in found.values()] == ["The shop (Longest)", "The shop (Speed)", "The shop"]
    several = 'objective Both "The shop" { Nimbus ensures Longest at most 1 hour each month }'
    two_levels = several.replace("Longest at most 1 hour", "Uptime, Speed at least 9%")
    assert [each.title for each in lines(agreement(two_levels), "95%").values()] == [
        "The shop (Uptime)",
        "The shop (Speed)",
    ]
