"""Figures of which none can be read, and time outside of the term: neither is nothing, nor a gap."""

from __future__ import annotations

from typing import Any, Literal

import pytest

import sladsl

HEAD = """
sla Read {
  effective: 2026-03-16   ends: 2026-04-10   time zone: "UTC"
  party Cloud { role: provider   accepted: 2025-12-12 }
  party Acme { role: customer   accepted: 2025-12-10 }
  interpretation {
    level rounding: none   nothing happened: met   record belongs to: opened   service for part of a period: total shrinks
    overlapping outages: once   partial minutes: exact   percentile method: nearest rank   undecided records: left out
  }
  service Desk { hours: always }
  source tickets { holds: records   each: ticket   of: Desk   collected: automatically
    fields { opened: time   took: number } }
  source outages { holds: intervals   of: Desk   collected: automatically }
"""
Engine = Literal["reference", "duckdb"]


def lines(body: str, engine: Engine = "reference", **data: Any) -> tuple[Any, list[str]]:
    loaded = sladsl.read_text(f"{HEAD}{body}\n}}")
    assert not [each for each in loaded.findings if each.severity == "error"], loaded.findings
    found = sladsl.evaluate(loaded, data, period="2026-03..2026-04", as_of="2026-06-01", engine=engine)
    return found.outcome.statement.lines, [each.name for each in found.outcome.statement.findings]


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    "measure", ["average of took", "maximum of took", "95th percentile of took", "median of took"]
)
def test_figures_that_nobody_can_read_are_not_nothing(measure: str, engine: Engine) -> None:
    body = f"""metric Took {{ measure: {measure} in tickets   controlled by: Cloud }}
    objective Quick {{ Cloud ensures Took at most 2 each month }}"""
    rows = [{"opened": "2026-03-20T10:00Z", "took": "1:30"}]
    (march, april), _ = lines(body, engine, tickets=rows)
    assert (march.status, march.reason) == ("not assessed", "the figure is known of none of the records")
    assert (april.status, april.reason) == ("met", "nothing happened that could be measured")


def test_time_outside_of_the_term_is_no_gap() -> None:
    body = """metric Up { measure: uptime from outages   controlled by: Cloud }
    objective Kept { Cloud ensures Up at least 99% each month }"""
    rows = [{"start": "2026-03-16T00:00Z", "end": "2026-03-16T01:00Z"}]
    (march, april), told = lines(body, outages=rows)
    assert (march.coverage, april.coverage) == (1, 1)
    assert "partial-coverage" not in told
