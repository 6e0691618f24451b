"""Figures without their unit, and money of another currency: said with the author's own figure."""

from __future__ import annotations

import pytest

from tests.model.texts import PARTIES, TICKETS, wrong

BASE = f"""currency: EUR   {PARTIES}   {TICKETS}
  service Shop {{ hours: always   fee: 1_000 EUR per month }}
  source pings {{ holds: samples   every: 1 minute   fields {{ latency: duration   lost: number }} }}
  metric Down {{ measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  metric Restore {{ measure: opened to closed of tickets   controlled by: Nimbus }}
  metric Outage {{ of: Shop   measure: downtime from pings   down when: latency above 1 second   controlled by: Nimbus }}
"""
GOOD = "metric M {{ measure: share of pings   good when: {}   controlled by: Nimbus }}"
EACH = "objective O {{ Nimbus ensures Restore of each ticket at most {} each month }}"
LEVEL = "objective O {{ Nimbus ensures Outage at most {} each month }}"
TARGET = (
    "objective O {{ Nimbus ensures Restore of each ticket at most target each month   "
    "target by priority {{ P1: 1 hour   P2: {} }} }}"
)
FEE = "service Other {{ hours: always   fee: {} per month }}"

MISSING = [
    (GOOD, "latency at most 10", "`10` has no unit, and `latency` is a length of time.", "`10 ms`"),
    (GOOD, "latency below 1", "`1` has no unit", "`1 minute`"),
    (EACH, "4", "`4` has no unit", "`4 hours`"),
    (LEVEL, "30", "`30` has no unit", "`30 minutes`"),
    (TARGET, "2", "`2` has no unit", "`2 hours`"),
    (FEE, "500", "`500` has no currency", "`500 EUR`"),
]


@pytest.mark.parametrize(("shape", "text", "message", "way"), MISSING)
def test_a_unit_is_missing(shape: str, text: str, message: str, way: str) -> None:
    found = wrong(f"sla X {{ {BASE} {shape.format(text)} }}")
    assert [each.name for each in found] == ["unit-missing"], found
    assert message in found[0].message
    assert way in found[0].hint


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (GOOD, "latency at most 10 ms"),
        (GOOD, "lost at most 10"),
        (EACH, "4 business hours"),
        (LEVEL, "30 minutes"),
        (TARGET, "2 hours"),
        (FEE, "500 EUR"),
    ],
)
def test_with_its_unit(shape: str, text: str) -> None:
    assert wrong(f"sla X {{ {BASE} {shape.format(text)} }}") == []
