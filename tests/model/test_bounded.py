"""Bounds that can't be meant, names that nothing looked up, zones that are none, outages outside their scenario."""

from __future__ import annotations

import pytest

from tests.model.texts import PARTIES, PROMISE, names, wrong

BASE = f"""currency: EUR   {PARTIES}
  service Shop {{ hours: always   fee: 1_000 EUR per month   for each: zone }}
  service Store {{ hours: always   {{depends}} }}
  source outages {{ holds: intervals   of: Shop   fields {{ zone: A, B }} }}
  source calls {{
    holds: records   of: Shop   each: call
    fields {{ at_time: time   rtt: duration   size: number   kind: In, Out }}
  }}
  metric Uptime {{ of: Shop   measure: uptime from outages   controlled by: Nimbus }}
  metric Downtime {{ of: Shop   measure: downtime from outages   controlled by: Nimbus }}
  metric Slow {{
    of: Shop   measure: 95th percentile of rtt in calls   better: lower   record belongs to: at_time
    controlled by: Nimbus
  }}
  metric Large {{ of: Shop   measure: average of size in calls   better: lower   controlled by: Nimbus }}
  metric Longest {{ of: Shop   measure: longest outage from outages   controlled by: Nimbus }}
"""


def _text(rest: str, depends: str = "") -> str:
    return f"sla X {{ {BASE.replace('{depends}', depends)} {rest} }}"


def _promise(words: str) -> str:
    return f"objective O {{ Nimbus ensures {words} each month }}"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Slow at most 300", "unit-missing"),
        ("Slow at most 5%", "unit-mismatch"),
        ("Large at most 5 minutes", "unit-mismatch"),
        ("Longest at most 30", "unit-missing"),
        ("Longest at most 5%", "unit-mismatch"),
        ("Uptime at most 99.5%", "promise-turned-round"),
        ("Uptime below 99.5%", "promise-turned-round"),
        ("Downtime at least 4 hours", "promise-turned-round"),
        ("Longest above 1 hour", "promise-turned-round"),
    ],
)
def test_a_bound_that_does_not_fit_its_level(words: str, name: str) -> None:
    errors = wrong(_text(_promise(words)))
    assert [each.name for each in errors] == [name]
    assert errors[0].hint


@pytest.mark.parametrize(
    "words",
    [
        "Slow at most 300 ms",
        "Large at most 5",
        "Longest at most 30 minutes",
        "Uptime at least 99.5%",
        "Uptime above 99.5%",
        "Downtime at most 4 hours",
    ],
)
def test_a_bound_that_fits(words: str) -> None:
    assert names(_text(_promise(words))) == []


def test_more_than_a_year_is_said_the_right_way_round() -> None:
    (found,) = wrong(_text(_promise("Uptime at most 99.5%")))
    assert found.hint == "Write `at least 99.5%`."


LONG = _promise("Longest at most 15 minutes")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("at most 15%: none   otherwise: 5%", ["unit-mismatch"]),
        ("at most 15: none   otherwise: 5%", ["unit-missing"]),
        ("at most 15 minutes: none   at most 4: 2%   otherwise: 5%", ["unit-missing"]),
        ("at most 15 minutes: none   at most 4 hours: 2%   otherwise: 5%", []),
    ],
)
def test_the_rows_of_a_credit_that_is_not_evaluated(rows: str, expected: list[str]) -> None:
    credit = f"credit for O {{ base: that month's fee of Shop   bands {{ {rows} }} }}"
    found = names(_text(f"{LONG} {credit}".replace("fee of Shop", "fee of that zone")))
    assert found == expected


@pytest.mark.parametrize(
    ("depends", "expected"),
    [
        ("depends on: Shop", []),
        ("depends on: Shop, Warehouse", ["unknown-name"]),
        ("depends on: Nimbus", ["unknown-name"]),
    ],
)
def test_what_a_service_depends_on_is_looked_up(depends: str, expected: list[str]) -> None:
    assert names(_text(PROMISE, depends)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("expect: Availability A met", []),
        ("expect: Availability C met", ["unknown-name"]),
        ("expect: Availability A met   down: Shop C, 2026-03-04 10:00 to 2026-03-04 11:00", ["unknown-name"]),
        (
            "expect: Availability A met   down: Shop, 2026-05-04 10:00 to 2026-05-04 11:00",
            ["outside-the-scenario"],
        ),
        ("expect: Availability A met   down: Shop, 2026-02-28 10:00 to 2026-03-02 11:00", []),
        ("expect: Availability A met   down: Shop, 2026-02-28 10:00 to 2026-02-28 11:00", []),
        (
            "expect: Availability A met   down: Shop, 2025-03-04 10:00 to 2025-03-04 11:00",
            ["outside-the-scenario"],
        ),
    ],
)
def test_a_scenario_of_a_region_and_of_a_month(line: str, expected: list[str]) -> None:
    read = wrong(_text(f'{PROMISE} scenario "S" {{ month: 2026-03   {line} }}'))
    assert [each.name for each in read if each.name in ("unknown-name", "outside-the-scenario")] == expected


def test_the_values_of_the_dimension_are_listed() -> None:
    (found,) = wrong(_text(f'{PROMISE} scenario "S" {{ month: 2026-03   expect: Availability C met }}'))
    assert found.message == "There is no value of `zone` `C`."
    assert found.hint == "There are: `A` and `B`."


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("IST", "Did you mean `Asia/Kolkata`, `Europe/Dublin` or `Asia/Jerusalem`?"),
        ("PDT", "Did you mean `America/Los_Angeles`?"),
        ("Europe/Hamburg", "Did you mean `Europe/Berlin`?"),
        ("America/Seattle", "Did you mean `America/Los_Angeles`?"),
        ("Asia/Mumbai", "Did you mean `Asia/Kolkata`?"),
        ("Europe/Berln", "Did you mean `Europe/Berlin` or `Europe/Dublin`?"),
    ],
)
@pytest.mark.parametrize("holidays", ["", 'holidays: "Founders Day"'])
def test_a_zone_that_is_none(zone: str, hint: str, holidays: str) -> None:
    calendar = f'calendar Desk {{ Monday to Friday: 08:00 to 18:00   zone: "{zone}"   {holidays} }}'
    found = [each for each in wrong(_text(f"{PROMISE} {calendar}")) if each.name == "unknown-zone"]
    assert [each.hint for each in found] == [hint]


@pytest.mark.parametrize(
    ("sends", "expected"),
    [
        ("Nimbus sends Monthly to Acme { within: 5 days after the month }", []),
        ("Nimbus sends Digest to Acme { within: 5 days after the month }", ["unknown-name"]),
        (
            "Nimbus sends Digest to Acme { within: 5 days after the month }"
            "   Nimbus sends Monthly to Acme { within: 5 days after the month }",
            [],
        ),
    ],
)
def test_a_report_that_nobody_sends_under_its_name(sends: str, expected: list[str]) -> None:
    right = "Acme may terminate { when: Availability missed   use within: 30 days of the Monthly }"
    assert names(_text(f"{PROMISE} report Monthly {{ measure: Uptime }} {sends} {right}")) == expected


def test_a_field_of_another_source_and_of_another_type() -> None:
    (found,) = wrong(_text(f"{PROMISE} metric M {{ measure: median of rtt in outages }}"))
    assert "`median of rtt in calls`" in found.hint.replace("measure: ", "")
    (found,) = wrong(_text(f"{PROMISE} metric M {{ measure: average of kind in calls }}"))
    assert found.hint == "Name a field that is one: `rtt` or `size`."
