"""`no-scenario` is told once: where the credit is written, and only where no scenario is."""

from __future__ import annotations

import pytest

from sladsl.api import check, read_text

BASE = """
sla Base "Base" {
  time zone: "UTC"   currency: EUR
  party A "A" { role: provider }
  party B "B" { role: customer }
  interpretation { level rounding: none }
  service Shop { hours: always   fee: 1_000 EUR per month }
  metric Up { of: Shop   measure: as reported   collected by: A   controlled by: A }
  objective Good { A ensures Up at least 99.9% each month   INSIDE }
  OUTSIDE
  SCENARIO
}
sla Next "Next" { based on: Base   OWN }
"""
BANDS = """{
    base: that month's fee of Shop
    bands { at least 99.9%: none   at least 99%: 10%   at least 95%: 20%   otherwise: 30% }
  }"""
PLAYED = (
    'scenario "Bad" { month: 2026-03   levels for Good { 2026-03: 98% }   expect: Good missed, credit 20% }'
)


def told(inside: str = "", outside: str = "", scenario: str = "", own: str = "") -> list[int]:
    """The lines of the findings."""
    text = (
        BASE.replace("INSIDE", inside)
        .replace("OUTSIDE", outside)
        .replace("SCENARIO", scenario)
        .replace("OWN", own)
    )
    loaded = read_text(text)
    assert not loaded.broken, [(each.name, each.message) for each in loaded.findings]
    found = [each for each in check(loaded) if each.name == "no-scenario"]
    return [text[: each.span.start].count("\n") + 1 for each in found]


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ({"inside": f"credit {BANDS}"}, [11]),
        ({"outside": f"credit for Good {BANDS}"}, [12]),
        ({"inside": f"credit {BANDS}", "scenario": PLAYED}, []),
        ({"outside": f"credit for Good {BANDS}", "scenario": PLAYED}, []),
        ({"own": f"credit for Good {BANDS}"}, [15]),
    ],
)
def test_it_is_told_where_the_credit_is_written(given: dict[str, str], lines: list[int]) -> None:
    assert told(**given) == lines
