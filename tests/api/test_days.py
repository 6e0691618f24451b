"""What a day of a deadline is, worked by hand: over a change of the clock, on weekends, where nobody says."""

from __future__ import annotations

import pytest

import sladsl

TEXT = """
sla Hosting {{
  effective: 2025-01-01   time zone: "Europe/Berlin"   currency: EUR
  party Cloud {{ role: provider   accepted: 2024-12-12 }}
  party Acme {{ role: customer   accepted: 2024-12-10 }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   claim after several outages: the last
    overlapping outages: once   partial minutes: exact   business days: Office   {days}
  }}
  calendar Office {{ Monday to Friday: 09:00 to 17:00   2026-03-06: closed }}
  service Shop {{ hours: always   fee: 1_000 EUR per month }}
  source outages {{ holds: intervals   of: Shop   collected: automatically }}
  metric Uptime {{ measure: uptime from outages   of: Shop   controlled by: Cloud }}
  objective Kept {{ Cloud ensures Uptime at least 99.9% each month }}
  credit for Kept {{ base: that month's fee of Shop   amount: 10% }}
  claims {{ channel: in writing   deadline: {deadline} }}
}}
"""
OUTAGE = [{"start": "2026-02-20T12:00Z", "end": "2026-02-21T12:00Z"}]


def last_days(days: str, deadline: str) -> set[str]:
    of = sladsl.read_text(TEXT.format(days=days, deadline=deadline))
    assert not [each for each in of.findings if each.severity == "error" or each.name == "not-evaluated"]
    found = sladsl.evaluate(of, {"outages": OUTAGE}, period="2026-02", as_of="2026-03-02").outcome
    statements = [each.statement for each in found.readings] or [found.statement]
    return {each.claim.last_day for statement in statements for each in statement.lines if each.claim}


@pytest.mark.parametrize(
    ("days", "deadline", "last"),
    [
        ("", "30 days after the month", "2026-03-30"),
        ("days: calendar days", "30 days after the month", "2026-03-30"),
        # 720 hours from 1 March at midnight: an hour is lost on the 29th, so it is 31 March, 1:00.
        ("days: 24 hours", "30 days after the month", "2026-03-31"),
        ("days: 24 hours", "27 days after the month", "2026-03-27"),
        # From Monday 2 March on, without Friday the 6th: the 5th business day is Monday the 9th.
        ("days: business days", "5 days after the month", "2026-03-09"),
        ("days: business days", "0 days after the month", "2026-02-28"),
        # What is not written in days stays what it is.
        ("days: business days", "2 weeks after the month", "2026-03-14"),
        ("days: 24 hours", "5 business days after the month", "2026-03-09"),
        # The outage ends on 21 February at 13:00 in Berlin.
        ("days: 24 hours", "10 days after the end of the outage", "2026-03-03"),
        ("days: calendar days", "10 days after the end of the outage", "2026-03-03"),
        ("days: business days", "10 days after the end of the outage", "2026-03-09"),
    ],
)
def test_a_claim_counted_in_days(days: str, deadline: str, last: str) -> None:
    assert last_days(days, deadline) == {last}


def test_left_open_it_is_a_range() -> None:
    assert last_days("days: not stated", "30 days after the month") == {
        "2026-03-30",
        "2026-03-31",
        "2026-04-13",
    }
