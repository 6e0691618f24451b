"""A promise by the day beside one over 84 months, with hours of several calendars: right to the hour, and in seconds."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl
from tests.pace import anchors

TEXT = """
sla Ages "Ages" {
  effective: 2024-01-01   time zone: "Europe/Berlin"
  party Cloud { role: provider   accepted: 2023-12-12 }
  party Customer { role: customer   accepted: 2023-12-10 }
  interpretation {
    level rounding: none   overlapping outages: once   partial minutes: exact   excluded time: out of both
  }
  calendar Office { Monday to Friday: 09:00 to 17:00 }
  calendar Late { Monday to Friday: 17:00 to 20:00   Saturday: 09:00 to 12:00 }
  calendar Both { any of: Office, Late }
  service Shop { hours: Both }
  source outages { holds: intervals   of: Shop   collected: automatically }
  metric Uptime { measure: uptime from outages   of: Shop   controlled by: Cloud }
  objective Daily { Cloud ensures Uptime at least 99% each day }
  objective Whole { Cloud ensures Uptime at least 99.9% each 84 months }
}
"""
OUTAGES = [
    {"start": "2024-01-01T00:00Z", "end": "2024-01-01T00:00Z"},
    {"start": "2026-01-10T00:00Z", "end": "2026-01-10T10:30Z"},  # a Saturday, open 8:00Z to 11:00Z
    {"start": "2026-07-06T17:00Z", "end": "2026-07-07T08:00Z"},  # an hour in the evening, one in the morning
]
DAYS = [date(2024, 1, 1) + timedelta(days=each) for each in range(2557)]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_a_day_beside_84_months(engine: Literal["reference", "duckdb"]) -> None:
    of = sladsl.read_text(TEXT)
    found: list[Any] = []
    took = anchors(
        lambda: found.append(
            sladsl.evaluate(
                of, {"outages": OUTAGES}, period="2024-01..2030-12", as_of="2031-02-01", engine=engine
            )
        )
    )
    lines = {(each.objective, each.period): each for each in found[0].outcome.statement.lines}
    assert len(lines) == len(DAYS) + 1
    hours = sum(11 if each.weekday() < 5 else 3 if each.weekday() == 5 else 0 for each in DAYS)
    (whole,) = (each for (name, _), each in lines.items() if name == "Whole")
    assert whole.level == 1 - Fraction(9, 2) / hours
    assert lines["Daily", "2026-01-10"].level == Fraction(1, 6)
    assert lines["Daily", "2026-07-06"].level == Fraction(10, 11)
    assert lines["Daily", "2026-07-07"].level == Fraction(10, 11)
    assert lines["Daily", "2026-07-08"].level == 1
    assert lines["Daily", "2026-07-05"].reason  # a Sunday: nothing is owed
    assert took < 150, took
