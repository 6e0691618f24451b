"""Scenarios: whole small worlds, and reasons where an expectation fails."""

from __future__ import annotations

import pytest

from sladsl.api import read_text
from sladsl.api.scenarios import results

AGREEMENT = """
sla T "Terms" {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party A "A" { role: provider   accepted: by ordering }
  party B "B" { role: customer   accepted: by ordering }
  interpretation {
    partial minutes: exact   overlapping outages: once   level rounding: none   excluded time: out of both
    money rounding: half up to 0.01 EUR, on each line   nothing happened: not assessed
    undecided records: counted as bad
  }
  service Shop { for each: region   hours: always   fee: 1_000 EUR per month }
  service Desk { hours: always   fee: as invoiced per month }
  source outages {
    holds: intervals   of: Shop   collected: automatically   collected by: A
    fields { region: North, South }
  }
  source windows { holds: intervals   collected: automatically   collected by: A }
  source tickets {
    holds: records   of: Desk   each: ticket   key: number   collected: automatically   collected by: A
    fields { number: text   opened: time   answered: time }
  }
  exclusion Maintenance { time: windows   shown by: A }
  metric Uptime { of: Shop   measure: uptime from outages   excluding: Maintenance   controlled by: A }
  metric Answered {
    of: Desk   measure: share of tickets   good when: opened to answered at most 15 minutes
    record belongs to: opened   controlled by: A
  }
  objective Availability {
    A ensures Uptime at least 99.9% each month
    credit { base: that month's fee of that region   amount: 10% }
  }
  objective Response {
    A ensures Answered at least 99.9% each month
    credit { base: that month's fee of Desk   amount: 5% }
  }
  claims { channel: in writing   deadline: 30 days after the month }
  scenario "case" { CASE }
}
"""


def played(scenario: str, text: str = AGREEMENT) -> list[tuple[bool, str, str]]:
    loaded = read_text(text.replace("CASE", scenario))
    assert not loaded.broken, [(each.name, each.message) for each in loaded.findings]
    assert loaded.agreement is not None
    return [(each.ok, each.got_text, each.why) for each in results(loaded.agreement)]


@pytest.mark.parametrize(
    "scenario",
    [
        # 999 of 1,000 are exactly 99.9 %; one fewer is not.
        "month: 2026-02   record tickets 999 times { opened: 2026-02-03 10:00   answered: 2026-02-03 10:10 }"
        "   record tickets { opened: 2026-02-04 10:00   answered: 2026-02-04 10:20 }   expect: Response met, exactly 99.9%",
        "month: 2026-02   record tickets 998 times { opened: 2026-02-03 10:00   answered: 2026-02-03 10:10 }"
        "   record tickets 2 times { opened: 2026-02-04 10:00   answered: 2026-02-04 10:20 }   fee: Desk, 400 EUR"
        "   expect: Response missed, exactly 99.8%, credit 20 EUR",
        # The fee waits for its invoice: the credit is a share until then.
        "month: 2026-02   record tickets { opened: 2026-02-04 10:00   answered: 2026-02-04 10:20 }"
        "   expect: Response missed, credit 5%",
        "month: 2026-02   expect: Response not assessed, no credit",
        # A level stated as it is, and a claim too late.
        "month: 2026-02   levels for Response { 2026-02: 98.5% }   fee: Desk, 400 EUR   expect: Response credit 20 EUR",
        "month: 2026-02   levels for Response { 2026-02: 98.5% }   fee: Desk, 400 EUR   claimed: 2026-05-01"
        "   expect: Response missed, credit 0 EUR, claim by 2026-03-30",
        # Only the region that is named is down.
        "month: 2026-02   down: Shop North, 2026-02-04 10:00 to 2026-02-04 12:00"
        "   expect: Availability North missed, credit 100 EUR   expect: Availability South met, exactly 100%, no credit",
        "month: 2026-02   down: Shop, 2026-02-04 10:00 to 2026-02-04 12:00"
        "   expect: Availability North missed   expect: Availability South missed",
        # An outage in excluded time is none.
        "month: 2026-02   down: Shop, 2026-02-04 10:00 to 2026-02-04 12:00"
        "   excluded: Maintenance, 2026-02-04 09:00 to 2026-02-04 12:00   expect: Availability North met, exactly 100%",
        # Over the end of a month: 4 h in February, 8 h in March.
        "months: 2026-02 to 2026-03   down: Shop South, 2026-02-28 20:00 to 2026-03-01 08:00"
        "   expected { Availability, South, 2026-02: missed   Availability, South, 2026-03: missed"
        "   Availability, North, 2026-02: met }",
    ],
)
def test_scenarios_hold(scenario: str) -> None:
    for ok, got, why in played(scenario):
        assert ok, (got, why)


def test_a_failed_expectation_tells_what_came_out_and_why() -> None:
    ((ok, got, why),) = played("month: 2026-02   expect: Response met")
    assert not ok
    assert got.startswith("2026-02: not assessed")
    assert why
    ((ok, got, _),) = played(
        "month: 2026-02   levels for Response { 2026-02: 98.5% }   fee: Desk, 400 EUR   expect: Response credit 21 EUR"
    )
    assert (ok, got) == (False, "2026-02: missed at 98.5%, credit 20.00 EUR, claim by 2026-03-30")


def test_in_an_agreement_with_a_silent_choice_the_reading_is_named() -> None:
    ((ok, _, why),) = played(
        "month: 2026-02   expect: Response met", AGREEMENT.replace("nothing happened: not assessed", "")
    )
    assert not ok
    assert "nothing happened: not assessed" in why


@pytest.mark.parametrize(
    ("scenario", "holds"),
    [
        (
            'down: Shop "main", 2026-03-04 10:00 to 2026-03-04 11:00   expect: Availability "main" missed',
            True,
        ),
        ('down: Shop "main", 2026-03-04 10:00 to 2026-03-04 11:00   expect: Availability "main" met', False),
        (
            'down: Shop "a", 2026-03-04 10:00 to 2026-03-04 11:00   down: Shop "b", 2026-03-04 10:00 to 2026-03-04 10:01'
            '   expect: Availability "a" missed   expect: Availability "b" met',
            True,
        ),
        ('down: Shop "a", 2026-03-04 10:00 to 2026-03-04 11:00   expect: Availability "b" missed', False),
    ],
)
def test_outages_of_values_that_no_field_lists(scenario: str, holds: bool) -> None:
    text = AGREEMENT.replace("region: North, South", "region: text")
    assert all(ok for ok, _, _ in played(f"month: 2026-03   {scenario}", text)) is holds


@pytest.mark.parametrize(
    ("level", "expected", "exceeded"),
    [
        ("99.91%", "", True),
        ("99.9%", "", False),
        ("99.8%", "", False),
        ("99.95%", "expected: at least 99.95%", False),
        ("99.96%", "expected: at least 99.95%", True),
    ],
)
def test_a_promise_is_exceeded_by_what_is_better_than_expected(
    level: str, expected: str, exceeded: bool
) -> None:
    text = AGREEMENT.replace("at least 99.9% each month\n", f"at least 99.9% each month   {expected}\n", 1)
    found = played(
        f'month: 2026-03   levels for Availability {{ 2026-03, "North": {level} }}   expect: Availability "North" exceeded',
        text,
    )
    assert [each[0] for each in found] == [exceeded]


@pytest.mark.parametrize(
    ("plays", "whole"),
    [("month: 2026-02", False), ("month: 2026-03", False), ("months: 2026-02 to 2026-03", True)],
)
def test_a_billing_cycle_is_there_where_it_lies_whole(plays: str, whole: bool) -> None:
    """From the 28th of February to the 30th of March."""
    text = AGREEMENT.replace("currency: EUR", "currency: EUR   billing cycle: from the 31st", 1)
    text = text.replace("Answered at least 99.9% each month", "Answered at least 99.9% each billing cycle")
    record = "record tickets { opened: 2026-03-03 10:00   answered: 2026-03-03 10:10 }"
    expected = "expected { Response, 2026-02-28: met }"
    ((ok, _, why),) = played(f"{plays}   {record}   {expected}", text)
    assert ok is whole
    assert ("no such billing cycle lies whole in the scenario" in why) is not whole
