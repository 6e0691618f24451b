"""Scenarios as the contract prints them: their own periods only, late claims seen, precision and contacts kept."""

from __future__ import annotations

from sladsl.api import read_text, render
from sladsl.api.rendering import examples
from sladsl.api.scenarios import results

TEXT = """
sla Hosting "Hosting" {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party P "Provider Ltd" { role: provider   accepted: by ordering   contact: "desk@provider.example" }
  party C "Client Ltd" { role: customer   accepted: by ordering }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line
                   overlapping outages: once   partial minutes: exact }
  service Shop { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: automatically   collected by: "monitor" }
  metric Uptime { measure: uptime from outages   controlled by: P }
  objective Monthly { P ensures Uptime at least 99.9% each month }
  objective Quarterly { P ensures Uptime at least 99.9% each quarter }
  credit for Monthly { base: that month's fee of Shop   amount: 10.0% }
  claims { channel: in writing   deadline: 30 days after the month }
  scenario "In time" {
    month: 2026-05
    down: Shop, 2026-05-04 10:00 to 2026-05-04 12:00
    expect: Monthly missed, credit 100 EUR
    expect: Quarterly met
  }
  scenario "Too late" {
    month: 2026-06
    down: Shop, 2026-06-04 10:00 to 2026-06-04 12:00
    claimed: 2026-07-31
    expect: Monthly missed, credit 0 EUR, claim by 2026-07-30
  }
}
"""


def test_expectations_hold_for_the_periods_of_the_scenario() -> None:
    agreement = read_text(TEXT).agreement
    assert agreement is not None
    assert [(result.got_text, result.why) for result in results(agreement) if not result.ok] == []


def test_an_example_shows_its_own_periods() -> None:
    agreement = read_text(TEXT).agreement
    assert agreement is not None
    shown = examples(agreement)["In time"]
    assert [(line.objective, line.period) for line in shown] == [
        ("Monthly", "2026-05"),
        ("Quarterly", "2026-Q2"),
    ]


def test_a_late_claim_loses_the_credit() -> None:
    agreement = read_text(TEXT.replace("claimed: 2026-07-31", "claimed: 2026-07-30")).agreement
    assert agreement is not None
    failed = [result for result in results(agreement) if not result.ok]
    assert [result.expectation_text for result in failed] == ["Monthly: credit 0 EUR"]


def test_the_contract_keeps_precision_and_contacts() -> None:
    text = render(read_text(TEXT))
    assert "10.0% of the Fee" in text
    assert "desk@provider.example" in text
