"""Promises of several levels together, worked by hand: the worst decides, what is not known of another does not save it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl
from sladsl.values.duration import HOUR

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")


def agreement(promise: str, nothing: str = "met") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Together {{
  effective: 2026-01-01
  time zone: "UTC"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{
    overlapping outages: once   partial minutes: exact   nothing happened: {nothing}   undecided records: counted as bad
    level rounding: none   record belongs to: opened
  }}
  service Api {{ hours: always }}
  service Web {{ hours: always }}
  source outages {{ holds: intervals   of: Api   collected: automatically }}
  source faults {{ holds: intervals   of: Web   collected: automatically }}
  source calls {{ holds: records   each: call   collected: automatically
                  fields {{ opened: time   closed: time   ok: yes or no }} }}
  metric ApiUp {{ measure: uptime from outages   of: Api   controlled by: Cloud }}
  metric WebUp {{ measure: uptime from faults   of: Web   controlled by: Cloud }}
  metric ApiDown {{ measure: downtime from outages   of: Api   controlled by: Cloud }}
  metric WebDown {{ measure: downtime from faults   of: Web   controlled by: Cloud }}
  metric Rate {{ measure: share of calls   good when: ok   controlled by: Cloud }}
  metric Each {{ measure: opened to closed of calls   controlled by: Cloud }}
  objective Kept {{ Cloud ensures {promise} each day }}
}}
"""
    )


def down(hours: int) -> list[dict[str, str]]:
    return [
        {"start": "2026-01-02T00:00Z", "end": "2026-01-02T00:01Z"},
        {"start": "2026-03-02T00:00Z", "end": f"2026-03-02T{hours:02}:00Z"},
    ]


def line(of: sladsl.Loaded, engine: Engine, **rows: Any) -> tuple[Any, ...]:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    before = {"opened": "2026-01-02T00:00Z", "closed": "2026-01-02T00:00Z", "ok": "yes"}
    data = {name: [before, *found] if name == "calls" else found for name, found in rows.items()}
    found = sladsl.evaluate(of, data, period="2026-03-02", as_of="2026-06-01", engine=engine)
    (one,) = found.outcome.statement.lines
    return one.level, one.status, one.reason


NO_CALLS = "Rate has no level: nothing happened that could be measured"
CALL = {"opened": "2026-03-02T00:00Z", "closed": "2026-03-02T00:10Z", "ok": "no"}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("promise", "api", "web", "expected"),
    [
        ("all of ApiUp, WebUp at least 75%", 6, 3, (Fraction(3, 4), "met", "")),
        ("all of ApiUp, WebUp above 75%", 6, 3, (Fraction(3, 4), "missed", "")),
        ("all of WebUp, ApiUp at least 80%", 6, 3, (Fraction(3, 4), "missed", "")),
        ("all of ApiDown, WebDown at most 5 hours", 6, 3, (6 * HOUR, "missed", "")),
        ("all of ApiDown, WebDown at most 6 hours", 6, 3, (6 * HOUR, "met", "")),
        ("all of ApiDown, WebDown below 6 hours", 6, 3, (6 * HOUR, "missed", "")),
    ],
)
def test_the_worst_decides(
    promise: str, api: int, web: int, expected: tuple[Any, ...], engine: Engine
) -> None:
    assert line(agreement(promise), engine, outages=down(api), faults=down(web)) == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("nothing", "hours", "calls", "expected"),
    [
        ("met", 6, [], (Fraction(3, 4), "missed", "")),
        ("met", 1, [], (Fraction(23, 24), "met", "")),  # a promise about calls is kept without any
        ("not assessed", 1, [], (None, "not assessed", NO_CALLS)),
        ("not assessed", 6, [], (Fraction(3, 4), "missed", "")),  # whatever the calls were
        ("met", 1, [CALL], (Fraction(0), "missed", "")),
    ],
)
def test_what_did_not_happen(
    nothing: str, hours: int, calls: list[Any], expected: tuple[Any, ...], engine: Engine
) -> None:
    of = agreement("all of ApiUp, Rate at least 80%", nothing)
    assert line(of, engine, outages=down(hours), calls=calls) == expected


@pytest.mark.parametrize(
    ("promise", "name"),
    [
        ("all of ApiUp, WebDown at least 75%", "unit-mismatch"),
        ("all of ApiUp, Each at least 75%", "level-of-each-record"),
        ("all of ApiUp, WebUp exactly 75%", "no-worst-level"),
        ("all of ApiUp, Nothing at least 75%", "unknown-name"),
    ],
)
def test_mistakes(promise: str, name: str) -> None:
    assert name in {each.name for each in agreement(promise).findings if each.severity == "error"}


def test_nothing_is_told_as_not_evaluated() -> None:
    names = {each.name for each in agreement("all of ApiUp, WebUp at least 75%").findings}
    assert "not-evaluated" not in names
