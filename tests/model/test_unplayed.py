"""What a scenario states is held to its fields and its period, also where the scenario is only read."""

from __future__ import annotations

import pytest

from tests.model.texts import PARTIES, PROMISE, SERVICE, TICKETS, wrong

BASE = f"""{PARTIES}   {SERVICE}
  source outages {{ holds: intervals   of: Shop }}
  metric Uptime {{ of: Shop   measure: uptime from outages   controlled by: Nimbus }}
  {TICKETS}
  option Class {{ values: Gold, Silver   chosen by: Acme }}
  {PROMISE}
"""
SCENARIO = 'scenario "March" {{ month: 2026-03   option: Class, Gold   {}   expect: Availability met }}'


def _wrong(stated: str) -> list[str]:
    return [each.name for each in wrong(f"sla X {{ {BASE} {SCENARIO.format(stated)} }}")]


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("record tickets { priority: P9 }", "not-of-its-type"),
        ("record tickets { size: many }", "not-of-its-type"),
        ("record tickets { ok: perhaps }", "not-of-its-type"),
        ("record tickets { opened: 12 }", "not-of-its-type"),
        ("record tickets 2_000_000 times { size: 2 }", "too-many-records"),
        ("down: Shop, 2026-05-04 10:00 to 2026-05-04 11:00", "outside-the-scenario"),
        ("levels for Availability { 2026-03: 5 hours }", "unit-mismatch"),
        ("levels for Availability { 2026-03: 99 }", "unit-mismatch"),
    ],
)
def test_what_can_not_be(stated: str, name: str) -> None:
    assert _wrong(stated) == [name]


@pytest.mark.parametrize(
    "stated",
    [
        "record tickets { priority: P1   size: 3   ok: no   opened: 2026-03-04 10:00 }",
        'record tickets 1_000 times { note: "anything" }',
        "down: Shop, 2026-03-04 10:00 to 2026-03-04 11:00",
        "levels for Availability { 2026-03: 99.5% }",
    ],
)
def test_what_can_be(stated: str) -> None:
    assert _wrong(stated) == []
