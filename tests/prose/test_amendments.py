"""An amendment as a text to sign: the clauses that it replaces, adds and deletes, and nothing else."""

from __future__ import annotations

import pytest

from sladsl.api import read_text
from sladsl.api.rendering import amendment_of, render, render_amendment

TEXT = """
sla Hosting "Managed hosting" {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR   law: "Germany"
  party Nimbus { role: provider   accepted: 2025-12-12 }
  party Acme { role: customer   accepted: 2025-12-10 }
  interpretation { level rounding: none   money rounding: half up to 0.01 EUR, on each line }
  service Shop { hours: always   fee: 10_000 EUR per month }
  metric Uptime { measure: as reported   of: Shop   collected by: Nimbus   controlled by: Nimbus }
  metric Answer { measure: as reported   of: Shop   collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Response { Nimbus ensures Answer at least 95% each month }
  credit for Availability { base: that month's fee of Shop   amount: 10% }
  claims { channel: in writing   deadline: 30 days after the month }
  clause "Secrecy" { text: "All is secret." }
}
amendment First "First amendment" { of: Hosting   from: 2026-07-01   needs: both parties   CHANGE }
"""


def amendment(change: str, name: str = "First", more: str = "") -> str:
    loaded = read_text(TEXT.replace("CHANGE", change) + more)
    found = amendment_of(loaded, name)
    assert found is not None, [each.message for each in loaded.findings]
    return render_amendment(*found)


def changes(text: str) -> str:
    """What it says behind the opening, before the lines to sign on."""
    return text.split("as amended.\n\n", 1)[1].split("## Acceptance")[0].strip()


def test_a_clause_is_replaced() -> None:
    text = amendment(
        "objective Response { overrides: Hosting.Response   Nimbus ensures Answer at least 90% each month }"
    )
    assert changes(text) == (
        "## 2. Service levels\n\n"
        "**2.1** Clause 5.2 (Response Service Level) is replaced by the following:\n\n"
        "Nimbus shall ensure that the level of Answer is at least 90% in each month.\n\n"
        "- (a) This Agreement provides no Service Credit for this Service Level."
    )


def test_a_clause_is_added_behind_the_one_before_it() -> None:
    text = amendment("objective Quick { Nimbus ensures Answer at least 80% each month }")
    assert "The following clause is added after clause 5.2:" in changes(text)
    assert "at least 80% in each month" in text
    assert "at least 95%" not in text


def test_a_clause_is_deleted() -> None:
    text = amendment("takes out: Response")
    assert "Clause 5.2 (Response Service Level) is deleted." in changes(text)
    assert "Clause 5.1" not in text


def test_what_is_not_named_is_not_there() -> None:
    text = amendment('clause "Secrecy" { text: "Nothing is secret." }')
    assert changes(text).count("is replaced by the following") == 1
    assert "Nothing is secret." in text
    assert "Uptime" not in changes(text)


def test_the_title_page_and_the_parties() -> None:
    text = amendment('law: "France"   party Backup "Backup Ltd" { role: third party }')
    assert "On the title page, Governing law reads: France." in text
    assert "The Parties are, as amended:" in text
    assert "Backup Ltd" in text


@pytest.mark.parametrize("said", ["2025-12-12", "2025-12-10"])
def test_nobody_has_signed_it_yet(said: str) -> None:
    text = amendment("takes out: Response")
    assert said not in text
    assert "12 December 2025" not in text
    assert text.count("| ………………………… | ………………………… | ………………………… |") == 2
    assert "| In force from | 1 July 2026 |" in text
    assert "| To be agreed by | both Parties |" in text


def test_an_amendment_of_an_amendment_says_what_it_changes_itself() -> None:
    more = (
        'amendment Second { of: Hosting   from: 2026-08-01   clause "Secrecy" { text: "Some is secret." } }'
    )
    text = amendment("takes out: Response", "Second", more)
    assert "Some is secret." in text
    assert "Response" not in text


def test_the_contract_says_from_when_it_is_amended() -> None:
    text = render(read_text(TEXT.replace("CHANGE", "takes out: Response")))
    assert "| Amended | from 1 July 2026 by First amendment; not worked into this text |" in text
    assert "Amended" not in render(read_text(TEXT[: TEXT.index("amendment First")]))


def test_one_that_changes_nothing_is_none() -> None:
    assert amendment_of(read_text(TEXT.replace("CHANGE", "")), "First") is None
