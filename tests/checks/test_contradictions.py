"""Contradictions of money and dates: what is planted in a sound draft is found, alone; what is only unusual is not."""

from __future__ import annotations

import pytest

from sladsl.api.read import read_text
from sladsl.api.review import check

OWN = frozenset(
    {
        "dates-out-of-order",
        "longer-than-the-term",
        "not-agreed",
        "amended-out-of-force",
        "claims-contradict",
        "credit-never-claimable",
        "caps-contradict",
        "credit-over-cap",
        "more-than-the-fee",
        "pools-over-the-whole",
        "points-never-reached",
        "bonus-for-a-miss",
        "credit-to-who-missed",
        "credit-of-another-fee",
        "right-of-who-missed",
        "misses-all-free",
    }
)
DRAFT = """\
sla Hosting "Web shop hosting" {
  version: "2.1"   supersedes: "2.0"   published: 2025-12   effective: 2026-01-01   time zone: "UTC"   currency: EUR
  pays: Acme to Nimbus
  amount at risk: 10% of that month's fee of Shop
  assume { price: 1_000 EUR per month   small: 5%   flat: 80 EUR }
  let { double: flat * 2 }
  party Nimbus { role: provider   accepted: 2025-12-12 }
  party Acme { role: customer   accepted: 2025-12-10 }
  term { initial: 24 months   renewal: none   notice: 90 days before end }
  service Shop { hours: always   fee: price }
  service Mail { hours: always   fee: 100 EUR per month }
  metric Uptime { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }
  metric Speed { of: Mail   measure: as reported   collected by: Nimbus   controlled by: Nimbus }
  metric Orders { of: Shop   measure: as reported   collected by: Acme   controlled by: Acme }
  objective Availability { Nimbus ensures Uptime at least 99.5% each month   critical: below 95% }
  objective Quick { Nimbus ensures Speed at most 4 hours each month   free misses: 1 miss per quarter }
  objective Planning { Acme ensures Orders at least 90% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands { at least 99.5%: none   at least 99%: small   otherwise: 20% }
    cap: 250 EUR per month
  }
  credit for Quick { amount: flat }
  cap: 300 EUR per month, of all credits
  cap: 2_000 EUR per contract year, of all credits
  bonus for Availability { base: that month's fee of Shop   bands { at least 99.9%: 1%   otherwise: none } }
  points for Availability, Quick { amount: 2 points }
  credit for points each month { base: that month's fee of Shop   bands { at least 4 points: 5%   otherwise: none } }
  pool Main { share: 60%   allocation { Availability: 100% } }
  pool Rest { share: 40%   allocation { Quick: 100% } }
  claims {
    stage Notice { channel: by ticket   deadline: 10 days after the month }
    stage Demand { channel: in writing   deadline: 30 days after the month }
    decided by: Nimbus   decided within: 10 days
  }
  Acme may terminate { when: Availability missed in 3 consecutive months   notice: 60 days   use within: not stated }
  Acme may claim damages { when: points at least 8 points in any 2 consecutive months   use within: 9 days of the last miss }
  Nimbus may withhold payment { when: Planning missed in 3 consecutive months   use within: 30 days of the last miss }
  review { every: 12 months }
  scenario "A month" {
    month: 2026-03
    levels for Availability { 2026-03: 99% }
    expect: Availability missed
  }
}
"""
PLAYED = """\
    month: 2026-03
    levels for Availability { 2026-03: 99% }
"""
PLANTED = [
    ('supersedes: "2.0"', 'supersedes: "2.1"', "dates-out-of-order"),
    ('supersedes: "2.0"', 'supersedes: "v2.10"', "dates-out-of-order"),
    ("published: 2025-12", "published: 2026-01-02", "dates-out-of-order"),
    ("effective: 2026-01-01", "effective: 2026-01-01   ends: 2027-06-30", "dates-out-of-order"),
    (PLAYED, PLAYED.replace("2026-03", "2028-03"), "dates-out-of-order"),
    (PLAYED, PLAYED.replace("month: 2026-03", "months: 2025-12 to 2026-03"), "dates-out-of-order"),
    (
        "fee: 100 EUR per month",
        "fee: 90 EUR per month   fee: 100 EUR per month from 2028-01-01",
        "dates-out-of-order",
    ),
    (
        "fee: 100 EUR per month",
        "fee: 90 EUR per month   fee: 100 EUR per month from 2027-01-01   fee: 110 EUR per month from 2026-06-01",
        "dates-out-of-order",
    ),
    ("free misses: 1 miss per quarter", "in force: from 2028-02-01", "dates-out-of-order"),
    ("notice: 60 days", "notice: 60 days   earliest: 2028-01-01", "dates-out-of-order"),
    (
        "expect: Availability missed",
        "claimed: 2026-02-28   expect: Availability missed",
        "dates-out-of-order",
    ),
    ("accepted: 2025-12-12", "accepted: 2026-01-02", "not-agreed"),
    ("accepted: 2025-12-10", "accepted: 2027-01-02", "not-agreed"),
    ("notice: 90 days before end", "notice: 2 years before end", "longer-than-the-term"),
    (
        "renewal: none   notice: 90 days",
        "renewal: 6 months, automatic   notice: 185 days",
        "longer-than-the-term",
    ),
    ("every: 12 months", "every: 25 months", "longer-than-the-term"),
    ("notice: 60 days", "notice: 36 months", "longer-than-the-term"),
    (
        "2_000 EUR per contract year, of all credits",
        "2_000 EUR per contract year, of all credits, from the 3rd year",
        "longer-than-the-term",
    ),
    ("free misses: 1 miss per quarter", "in force: after 3 years", "longer-than-the-term"),
    (
        "credit for Quick { amount: flat }",
        "credit for Quick { amount: flat   when: missed in 25 consecutive months }",
        "longer-than-the-term",
    ),
    ("channel: by ticket", "channel: automatic", "claims-contradict"),
    ("deadline: 30 days after the month", "deadline: 1 week after the month", "claims-contradict"),
    ("deadline: 30 days after the month", "deadline: 0 days after the Notice", "claims-contradict"),
    ("decided by: Nimbus   ", "", "claims-contradict"),
    ("decided within: 10 days", "decided within: 0 days", "claims-contradict"),
    ("cap: 250 EUR per month", "cap: 350 EUR per month", "caps-contradict"),
    ("cap: 300 EUR per month", "cap: 2_001 EUR per quarter", "caps-contradict"),
    ("cap: 300 EUR per month", "cap: 0% of that month's fee of Shop per month", "caps-contradict"),
    ("cap: 250 EUR per month", "cap: 250 EUR per month   minimum payable: 251 EUR", "caps-contradict"),
    ("amount: flat", "amount: flat   minimum payable: above 80 EUR", "caps-contradict"),
    ("amount: flat", "amount: double   cap: 150 EUR per month", "credit-over-cap"),
    (
        "amount: flat",
        "amount: double   cap: 150 EUR per quarter   earn back { share: 10% }",
        "credit-over-cap",
    ),
    ("otherwise: 20%", "otherwise: 200%", "more-than-the-fee"),
    ("cap: 250 EUR", "cap: 101% of that month's fee of Mail", "more-than-the-fee"),
    ("amount: flat", "base: that month's fee of Mail   amount: 32 days of the fee", "more-than-the-fee"),
    ("at least 99.9%: 1%", "at least 99.9%: 101%", "more-than-the-fee"),
    ("at least 4 points: 5%", "at least 5 points: 5%", "points-never-reached"),
    ("at least 4 points: 5%", "above 4 points: 5%", "points-never-reached"),
    ("points at least 8 points", "points at least 9 points", "points-never-reached"),
    ("points at least 8 points", "points at least 0 points", "points-never-reached"),
    ("at least 99.9%: 1%", "at least 99.4%: 1%", "bonus-for-a-miss"),
    ("at least 99.9%: 1%", "above 99%: 1%", "bonus-for-a-miss"),
    (
        "bands { at least 99.9%: 1%   otherwise: none }",
        "bands { at least 99.9%: 1%   otherwise: 2% }",
        "bonus-for-a-miss",
    ),
    ("pays: Acme to Nimbus", "pays: Nimbus to Acme", "credit-to-who-missed"),
    ("pays: Acme to Nimbus", "pays: Nimbus to Nimbus", "credit-to-who-missed"),
    ("amount: flat", "amount: flat   paid to: Nimbus", "credit-to-who-missed"),
    (
        "credit for Quick { amount: flat",
        "credit for Quick { base: that month's fee of Shop   amount: 5%",
        "credit-of-another-fee",
    ),
    ("Acme may terminate", "Nimbus may terminate", "right-of-who-missed"),
    ("Acme may claim damages", "Nimbus may claim damages", "right-of-who-missed"),
    ("Nimbus may withhold payment", "Acme may withhold payment", "right-of-who-missed"),
    ("free misses: 1 miss per quarter", "free misses: 3 misses per quarter", "misses-all-free"),
    ("free misses: 1 miss per quarter", "free misses: 12 misses per calendar year", "misses-all-free"),
]
UNUSUAL = [
    ('supersedes: "2.0"', 'supersedes: "1.10"'),
    ('supersedes: "2.0"', 'supersedes: "spring edition"'),
    ("published: 2025-12", "published: 2026"),
    ("effective: 2026-01-01", "effective: 2026-01-01   ends: 2027-12-31"),
    ("effective: 2026-01-01", "effective: not stated"),
    (PLAYED, PLAYED.replace("2026-03", "2027-12")),
    (PLAYED, PLAYED.replace("month: 2026-03", "quarter: 2026-Q1")),
    ("fee: 100 EUR per month", "fee: 90 EUR per month   fee: 100 EUR per month from 2027-12-31"),
    ("fee: 100 EUR per month", "fee: 90 EUR per month from 2025-01-01"),
    ("expect: Availability missed", "claimed: 2026-04-10   expect: Availability missed"),
    ("accepted: 2025-12-12", "accepted: 2026-01-01"),
    ("accepted: 2025-12-12", "accepted: not stated"),
    ("initial: 24 months", "initial: not stated"),
    ("renewal: none", "renewal: 12 months, automatic"),
    ("every: 12 months", "every: 24 months"),
    ("notice: 60 days", "notice: 24 months"),
    (
        "renewal: none   notice: 90 days before end",
        "renewal: 24 months, automatic   notice: 12 months before end",
    ),
    ("channel: by ticket", "channel: not stated"),
    ("deadline: 30 days after the month", "deadline: 5 days after the Notice"),
    ("deadline: 30 days after the month", "deadline: 10 days after the month"),
    ("decided by: Nimbus", "decided by: not stated"),
    ("cap: 250 EUR per month", "cap: 300 EUR per month"),
    ("cap: 300 EUR per month", "cap: 30% of that month's fee of Shop per month"),
    ("cap: 300 EUR per month", "cap: not stated per month"),
    ("2_000 EUR per contract year, of all credits", "200 EUR per month, of all credits, in the 2nd year"),
    ("cap: 250 EUR per month", "cap: 250 EUR per month   minimum payable: 50 EUR"),
    ("amount: flat", "amount: double   cap: 160 EUR per month"),
    ("amount: flat", "amount: flat   step: exact 30 minutes   cap: 50 EUR per month"),
    ("otherwise: 20%", "otherwise: 100%"),
    ("amount: flat", "base: that month's fee of Mail   amount: 31 days of the fee"),
    ("cap: 2_000 EUR", "cap: 1_200% of that month's fee of Mail"),
    (
        "points for Availability, Quick { amount: 2 points }",
        "points for Availability, Quick { amount: 1 point   step: full 1% }",
    ),
    ("at least 4 points: 5%   otherwise: none", "at least 4 points: 5%   at least 0 points: none"),
    ("share: 40%", "share: 60%"),
    ("at least 99.9%: 1%", "at least 99.5%: 1%"),
    ("Acme may terminate {", "either party may terminate {"),
    ("Acme may terminate { when: Availability missed", "Nimbus may terminate { when: Availability met"),
    (
        "credit for Quick { amount: flat",
        "credit for Quick { base: that month's fee of Shop and Mail   amount: 5%",
    ),
    ("hours: always   fee: price", 'includes: "mail for all staff"   hours: always   fee: price'),
    ("free misses: 1 miss per quarter", "free misses: 2 misses per quarter"),
]


def found(text: str) -> list[str]:
    """The names of the findings about contradictions; the text must have a meaning."""
    read = read_text(text)
    wrong = [each.message for each in read.findings if each.severity == "error" and each.name not in OWN]
    assert not wrong, wrong
    return [each.name for each in check(read) if each.name in OWN]


def test_nothing_is_wrong_in_the_draft() -> None:
    assert found(DRAFT) == []


@pytest.mark.parametrize(("right", "wrong", "name"), PLANTED, ids=lambda each: str(each)[:40])
def test_what_is_planted_is_found_alone(right: str, wrong: str, name: str) -> None:
    assert DRAFT.count(right) == 1
    assert found(DRAFT.replace(right, wrong)) == [name]


@pytest.mark.parametrize(("usual", "unusual"), UNUSUAL, ids=lambda each: str(each)[:40])
def test_what_is_only_unusual_is_not(usual: str, unusual: str) -> None:
    assert DRAFT.count(usual) == 1
    assert found(DRAFT.replace(usual, unusual)) == []


TEMPLATE = """\
template Standard {
  parameters { price: not stated   most: not stated   fine: not stated   long: not stated }
  time zone: "UTC"   currency: EUR
  service Shop { hours: always   fee: price }
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  metric Uptime { of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.5% each month }
  credit for Availability { amount: fine   cap: 400 EUR per month }
}
"""
BASED = """\
sla Ours {{
  based on: Standard
  parameters {{ price: 1_000 EUR per month   most: 99%   fine: {fine}   long: 4 hours }}
}}
"""


def test_a_template_whose_figures_are_open_says_nothing() -> None:
    read = read_text(TEMPLATE)
    assert [each.name for each in check(read) if each.name in OWN] == []


@pytest.mark.parametrize(
    ("fine", "names"), [("400 EUR", []), ("401 EUR", ["credit-over-cap"]), ("not stated", [])]
)
def test_the_figures_of_who_is_based_on_it_are_looked_at(fine: str, names: list[str]) -> None:
    read = read_text(TEMPLATE + BASED.format(fine=fine))
    assert [each.name for each in check(read) if each.name in OWN] == names


@pytest.mark.parametrize(
    ("since", "change", "names"),
    [
        ("2027-12-31", "", []),
        ("2028-01-01", "", ["amended-out-of-force"]),
        ("2025-12-31", "", ["amended-out-of-force"]),
        ("2028-01-01", "term { overrides: Hosting.term   initial: 48 months }", []),
        ("not stated", "", []),
    ],
)
def test_an_amendment_counts_within_the_term(since: str, change: str, names: list[str]) -> None:
    text = f"{DRAFT}amendment Later {{ of: Hosting   from: {since}   {change} }}\n"
    read = read_text(text)
    assert [each.name for each in read.findings if each.name in OWN] == names


def test_pools_that_are_more_than_the_whole_need_a_cap() -> None:
    uncapped = "\n".join(line for line in DRAFT.splitlines() if not line.startswith("  cap: "))
    assert found(uncapped) == []
    assert found(uncapped.replace("share: 40%", "share: 41%")) == ["pools-over-the-whole"]
