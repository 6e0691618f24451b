"""How a source is collected, who shows an exclusion and which holidays close a calendar can be left open."""

from __future__ import annotations

import pytest

from sladsl.api import check, read_text
from sladsl.api.rendering import render

TEXT = """
sla T "Terms" {
  effective: 2026-01-01   time zone: "UTC"
  party A "A" { role: provider   accepted: by ordering }
  party B "B" { role: customer   accepted: by ordering }
  calendar Office { Monday to Friday: 08:00 to 18:00   holidays: HOLIDAYS }
  service Shop { hours: Office }
  source outages { holds: intervals   of: Shop   collected: COLLECTED }
  exclusion Strikes { cause: "strikes"   shown by: SHOWN }
  metric Up { measure: uptime from outages   excluding: Strikes   controlled by: A }
  objective Good { A ensures Up at least 99% each month }
}
"""
OPEN = "not stated"


def text(holidays: str = "none", collected: str = "automatically", shown: str = "A") -> str:
    return TEXT.replace("HOLIDAYS", holidays).replace("COLLECTED", collected).replace("SHOWN", shown)


def told(agreement: str) -> set[tuple[str, str]]:
    names = ("unmeasured-objective", "exclusion-without-evidence")
    return {
        (each.name, each.severity)
        for each in check(read_text(agreement))
        if each.name in names or each.severity == "error"
    }


@pytest.mark.parametrize(
    ("agreement", "names"),
    [
        (text(), set()),
        (text(holidays=OPEN), set()),
        (text(collected=OPEN), {("unmeasured-objective", "information")}),
        (text(shown=OPEN), {("exclusion-without-evidence", "information")}),
        (text(collected="often"), {("unknown-answer", "error")}),
        (text(shown="C"), {("unknown-name", "error")}),
        (text().replace("collected: automatically", ""), {("unmeasured-objective", "error")}),
        (text().replace("shown by: A", ""), {("exclusion-without-evidence", "warning")}),
    ],
)
def test_what_is_left_open_is_told_and_no_mistake(agreement: str, names: set[tuple[str, str]]) -> None:
    assert told(agreement) == names


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        (text(holidays=OPEN), "The Parties have not stated on which public holidays it is closed."),
        (text(collected=OPEN), "not stated by the Parties"),
        (text(shown=OPEN), "The Parties have not stated who shall show that this exclusion applies."),
    ],
)
def test_the_contract_says_so(agreement: str, said: str) -> None:
    assert said in " ".join(render(read_text(agreement)).split())
    assert said not in " ".join(render(read_text(text())).split())
