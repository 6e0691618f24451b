"""Records that are excluded themselves, worked by hand: beside excluded time, with empty fields, in figures and slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
Row = dict[str, object]


def agreement(
    metric: str, promise: str, excluded: str = "out of both", what: str = "calls where throttled"
) -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Calls {{
  effective: 2026-01-01
  time zone: "UTC"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{
    excluded records: {excluded}   undecided records: counted as bad   nothing happened: met   level rounding: none
    idle slots: left out   reversed times: count as zero   overlapping outages: once   partial minutes: exact
    excluded time: out of both
  }}
  service Api {{ hours: always }}
  source calls {{
    holds: records   each: call   of: Api   collected: automatically
    fields {{ at: time   ok: yes or no   throttled: yes or no   took: duration }}
  }}
  source other {{ holds: records   each: mail   collected: automatically   fields {{ at: time   lost: yes or no }} }}
  source counts {{ holds: samples   of: Api   every: 1 hour   collected: automatically
                   fields {{ errors: number   asked: number   test: yes or no }} }}
  source outages {{ holds: intervals   of: Api   collected: automatically }}
  source windows {{ holds: intervals   collected: by hand }}
  exclusion Throttled {{ requests: {what} }}
  exclusion Maintenance {{ time: windows }}
  metric Level {{ {metric}   controlled by: Cloud }}
  objective Kept {{ Cloud ensures Level {promise} }}
}}
"""
    )


def line(of: sladsl.Loaded, data: Mapping[str, Sequence[Row]], engine: Engine, period: str) -> Any:
    assert not [each for each in of.findings if each.severity == "error" or each.name == "not-evaluated"]
    found = sladsl.evaluate(of, data, period=period, as_of="2026-07-01", engine=engine)
    (only,) = found.outcome.statement.lines
    return only


def call(hour: int, ok: str, throttled: str = "no", took: str = "1") -> Row:
    return {"at": f"2026-03-05T{hour:02}:00Z", "ok": ok, "throttled": throttled, "took": took}


CALLS = [
    {"at": "2026-01-05T00:00Z", "ok": "yes", "throttled": "no", "took": "1"},
    call(1, "yes", took="10"),
    call(2, "no", took="20"),
    call(3, "no", "yes", took="100"),
    call(4, "yes", "yes", took="200"),
    call(5, "no", "", took="30"),  # nobody can say whether it was throttled: it counts
    call(10, "no", took="40"),  # in maintenance
    call(10, "no", "yes", took="300"),  # in maintenance and throttled: taken out once
]
WINDOW = [{"start": "2026-03-05T10:00Z", "end": "2026-03-05T11:00Z"}]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("answer", "excluding", "level"),
    [
        ("out of both", "Throttled", Fraction(1, 4)),  # of hours 1, 2, 5, 10
        ("counts as good", "Throttled", Fraction(4, 7)),
        ("out of both", "Throttled, Maintenance", Fraction(1, 3)),
        ("counts as good", "Throttled, Maintenance", Fraction(5, 7)),
        ("out of both", "Maintenance", Fraction(2, 5)),
    ],
)
def test_a_share_without_them(answer: str, excluding: str, level: Fraction, engine: Engine) -> None:
    of = agreement(
        f"measure: share of calls   good when: ok   excluding: {excluding}", "at least 90% each month", answer
    )
    assert line(of, {"calls": CALLS, "windows": WINDOW}, engine, "2026-03").level == level


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("measure", "promise", "level"),
    [
        ("number of calls", "at most 3 each month", 4),
        ("maximum of took in calls", "at most 1 minute each month", 40_000_000),
        ("average of took in calls", "at most 1 minute each month", 25_000_000),
    ],
)
def test_numbers_and_figures_without_them(measure: str, promise: str, level: int, engine: Engine) -> None:
    of = agreement(f"measure: {measure}   excluding: Throttled", promise)
    assert line(of, {"calls": CALLS, "windows": WINDOW}, engine, "2026-03").level == level


@pytest.mark.parametrize("engine", ENGINES)
def test_all_records_of_a_source_and_none(engine: Engine) -> None:
    of = agreement(
        "measure: share of calls   good when: ok   excluding: Throttled",
        "at least 90% each month",
        what="calls",
    )
    found = line(of, {"calls": CALLS}, engine, "2026-03")
    assert (found.level, found.status) == (None, "met")  # nothing happened


@pytest.mark.parametrize("engine", ENGINES)
def test_slots_without_them(engine: Engine) -> None:
    of = agreement(
        "measure: average over 2 hour slots of errors / asked in counts   excluding: Throttled",
        "at most 10% each day",
        what="counts where test",
    )
    rows = [
        {
            "at": f"2026-03-05T{hour:02}:00Z",
            "errors": 1 if hour == 4 else 5 if hour in (5, 8, 9) else 0,
            "asked": 10,
            "test": "yes" if hour in (5, 8, 9) else "no",
        }
        for hour in range(24)
    ]
    # Of twelve slots the one from 8:00 holds tests alone and is idle; the one from 4:00 has 1 of 10 left.
    assert line(of, {"counts": rows}, engine, "2026-03-05").level == Fraction(1, 10) / 11


@pytest.mark.parametrize(
    ("metric", "what", "name"),
    [
        (
            "measure: downtime from outages   excluding: Throttled",
            "calls where throttled",
            "key-without-effect",
        ),
        ("measure: number of calls   excluding: Throttled", "other where lost", "key-without-effect"),
        ("measure: number of calls   excluding: Throttled", "windows", "wrong-kind-of-source"),
        ("measure: number of calls   excluding: Throttled", "calls where lost", "unknown-name"),
        ("measure: number of calls   excluding: Throttled", "nothing", "unknown-name"),
        ("measure: number of calls   excluding: Throttled", "calls where took above 5", "unit-missing"),
    ],
)
def test_what_means_nothing_is_told(metric: str, what: str, name: str) -> None:
    of = agreement(
        metric, "at most 3 hours each month" if "outages" in metric else "at most 3 each month", what=what
    )
    assert name in {each.name for each in of.findings}, {each.name for each in of.findings}
