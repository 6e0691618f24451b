"""Evidence that an agreement asks for is a field of the source: what lacks it is not excluded, and told."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest

import sladsl
from sladsl.outcome.explain import explain_text

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
TEXT = """
sla Shop {
  effective: 2026-01-01   time zone: "UTC"
  interpretation { level rounding: none   overlapping outages: once   partial minutes: exact   excluded time: out of both
                   excluded records: out of both   nothing happened: met   undecided records: counted as bad }
  party P { role: provider }   party C { role: customer }   service Web { hours: always }
  source outages { holds: intervals   of: Web   collected: automatically }
  source windows { holds: intervals   of: Web   collected: automatically   fields { approval: text   report: text } }
  source calls { holds: records   each: call   of: Web   collected: automatically
                 fields { at: time   ok: yes or no   proof: text } }
  exclusion Agreed { time: windows where approval is known and report is known   shown by: P }
  exclusion Theirs { requests: calls where not ok and proof is known   shown by: P }
  metric Uptime { measure: uptime from outages   excluding: Agreed   controlled by: P }
  metric Good { measure: share of calls   good when: ok   excluding: Theirs   controlled by: P }
  objective A { P ensures Uptime at least 99% each month }
  objective B { P ensures Good at least 60% each month }
}
"""


def outage(day: int, **more: str) -> dict[str, str]:
    return {"start": f"2026-02-{day:02}T10:00Z", "end": f"2026-02-{day:02}T17:00Z", **more}


@pytest.mark.parametrize("engine", ENGINES)
def test_what_lacks_its_evidence_counts(engine: Engine) -> None:
    windows = [
        outage(3, approval="C-17", report="R-1"),
        outage(5, approval="C-18", report=""),
        outage(7, approval="", report="R-3"),
    ]
    calls = [
        {"at": f"2026-02-0{day}T10:00Z", "ok": ok, "proof": proof}
        for day, ok, proof in ((1, "yes", ""), (2, "no", "P-1"), (3, "no", ""), (4, "yes", ""))
    ]
    found = sladsl.evaluate(
        sladsl.read_text(TEXT),
        {"outages": [outage(3), outage(5), outage(7)], "windows": windows, "calls": calls},
        period="2026-02",
        as_of="2026-06-01",
        engine=engine,
    )
    up, good = found.outcome.statement.lines
    hours = 28 * 24
    assert up.level == 1 - Fraction(14, hours - 7)
    aside = [(each.exclusion, each.why, row.row) for each, row in found.asides(up)]
    assert sorted(aside) == [("Agreed", "other", 2), ("Agreed", "other", 3)]
    # Of two calls that failed one is proven to be the customer's.
    assert good.level == Fraction(2, 3)
    assert [(column, row.source, row.row) for column, row in found.left_out(good)] == [
        ("excluded themselves", "calls", 2)
    ]
    text = explain_text(good, found.witnesses(good), {}, left_out=found.left_out(good))
    assert "Excluded by what is said of them:" in text
