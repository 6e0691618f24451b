"""A contract that is based on other texts says of each term where it comes from, and what it takes the place of."""

from __future__ import annotations

import pytest

from sladsl.api.read import load, read_text
from sladsl.api.rendering import render
from tests.repo.files import ROOT

LEVELS = str(ROOT / "examples" / "levels" / "agreement.sla")


def table(of: str) -> dict[str, str]:
    """The rows of the schedule on origins: the term and its origin."""
    _, _, rest = render(load(f"{LEVELS}#{of}")).partition(": Origin of terms")
    rows = [
        line.strip("| ").split(" | ")
        for line in rest.partition("\n## ")[0].splitlines()
        if line.startswith("|")
    ]
    return {row[0]: row[-1] for row in rows[2:]}


def test_each_inherited_term_has_its_origin() -> None:
    found = table("AcmeShop")
    assert found["Availability Service Level"] == "taken over from Corporate"
    assert found["Hosting"] == "taken over from Acme"
    assert found["credit for Availability"] == "in place of Acme.Availability"
    assert found["party Customer"] == "taken over from Acme"


def test_what_is_its_own_is_not_said_to_come_from_elsewhere() -> None:
    found = table("Acme")
    assert "credit for Response" not in found
    assert "Customer may terminate" not in found
    assert found["Hosting"] == "in place of Corporate.Hosting"
    assert found["interpretation"] == "in place of Corporate"


@pytest.mark.parametrize(("of", "level"), [("Corporate", "corporate level"), ("Acme", "customer level")])
def test_the_front_names_level_and_base(of: str, level: str) -> None:
    text = render(load(f"{LEVELS}#{of}"))
    assert f"| Level | {level} |" in text
    assert f"| Based on | {'Common' if of == 'Corporate' else 'Corporate'} |" in text


def test_an_agreement_of_its_own_has_no_origins() -> None:
    text = render(
        read_text('sla A "A" { time zone: "UTC" party P { role: provider } party C { role: customer } }')
    )
    assert "Origin of terms" not in text
    assert "Based on" not in text


TWO_FEES = """
sla A "A" {
  time zone: "UTC"   currency: EUR
  party P { role: provider }   party C { role: customer }
  service S { hours: always   fee: 10_000 EUR per month   fee: 12_000 EUR per month from 2027-01-01 }
  metric Up { measure: as reported   of: S   collected by: P   controlled by: P }
  objective Av { P ensures Up at least 99.9% each month }
  credit for Av { base: that month's fee of S   amount: 10% }
  claims {
    stage Notice { channel: by ticket   deadline: 72 hours after the fiscal year }
    stage Claim { channel: in writing   deadline: 30 days after the month }
  }
}"""


def test_the_contract_does_not_deny_what_the_text_says() -> None:
    """Two fees are said, and so is a deadline that nothing evaluates: neither is invoiced or left open."""
    text = render(read_text(TWO_FEES))
    assert "the amount invoiced" not in text
    assert "have not stated until when" not in text
    assert "Its Fee is EUR 10,000.00 per month and from 1 January 2027 EUR 12,000.00 per month." in text
    assert "Until when, clause" in text
    assert "within 30 days after the end of the month" in text
