"""Levels computed from other levels, worked by hand: formulas, weighted averages, what has no level, dimensions, units."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl
from sladsl.values.duration import HOUR, MINUTE

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")


def agreement(metrics: str, promise: str, more: str = "") -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Both {{
  effective: 2026-01-01
  time zone: "UTC"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{
    overlapping outages: once   partial minutes: exact   nothing happened: met   undecided records: counted as bad
    level rounding: none   reversed times: count as zero   record belongs to: opened
  }}
  service Api {{ hours: always }}
  source outages {{ holds: intervals   of: Api   collected: automatically   fields {{ zone: A, B }} }}
  source calls {{ holds: records   each: call   collected: automatically
                  fields {{ opened: time   closed: time   answered: yes or no   zone: A, B }} }}
  metric Uptime {{ measure: uptime from outages   controlled by: Cloud }}
  metric ZoneUptime {{ measure: uptime from outages   for each: zone   controlled by: Cloud }}
  metric Down {{ measure: downtime from outages   controlled by: Cloud }}
  metric Offered {{ measure: number of calls   controlled by: Cloud }}
  metric Answered {{ measure: number of calls   where: answered   controlled by: Cloud }}
  metric Rate {{ measure: share of calls   good when: answered   controlled by: Cloud }}
  metric Handling {{ measure: average of opened to closed in calls   controlled by: Cloud }}
  metric Each {{ measure: opened to closed of calls   controlled by: Cloud }}
  {metrics}
  objective Kept {{ Cloud ensures {promise} each day }}
  {more}
}}
"""
    )


OUTAGE = {"start": "2026-03-02T10:00Z", "end": "2026-03-02T12:24Z", "zone": "A"}
"""A tenth of the day."""
LONG_AGO = {"start": "2026-01-02T10:00Z", "end": "2026-01-02T10:01Z", "zone": "B"}
CALLS = [
    {"opened": f"2026-03-02T0{hour}:00Z", "closed": f"2026-03-02T0{hour}:30Z", "answered": said, "zone": "A"}
    for hour, said in enumerate(("yes", "yes", "yes", "no", "no"))
]
BEFORE = {"opened": "2026-01-02T00:00Z", "closed": "2026-01-02T01:00Z", "answered": "yes", "zone": "B"}


def lines(
    of: sladsl.Loaded, engine: Engine, calls: list[Any] | None = None, outages: Any = (OUTAGE, LONG_AGO)
) -> Any:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    rows = {"calls": [BEFORE, *(CALLS if calls is None else calls)], "outages": list(outages)}
    found = sladsl.evaluate(of, rows, period="2026-03-02", as_of="2026-06-01", engine=engine)
    return found.outcome.statement.lines


def error(of: sladsl.Loaded) -> set[str]:
    return {each.name for each in of.findings if each.severity == "error"}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("measure", "promise", "level", "status"),
    [
        ("100% - Rate", "Level at most 40%", Fraction(2, 5), "met"),
        ("Answered / Offered", "Level at least 60%", Fraction(3, 5), "met"),
        ("Answered / Offered", "Level at least 0.61", Fraction(3, 5), "missed"),
        ("Offered - Answered", "Level at most 1", Fraction(2), "missed"),
        ("Offered - Answered - 2", "Level at most 0", Fraction(0), "met"),
        ("Offered * 2 - Answered * 3", "Level at least 1", Fraction(1), "met"),
        ("Down / Offered", "Level at most 28 minutes", Fraction(144 * MINUTE, 5), "missed"),
        ("Down + 36 minutes", "Level at most 3 hours", Fraction(3 * HOUR), "met"),
        ("Down / Handling", "Level below 4.8", Fraction(24, 5), "missed"),
        ("Uptime * Rate", "Level at least 54%", Fraction(27, 50), "met"),
        ("(Uptime + Rate) / 2", "Level at least 75%", Fraction(3, 4), "met"),
        ("100% - (Uptime + Rate) / 2", "Level at most 24%", Fraction(1, 4), "missed"),
        ("Uptime + Rate / 2", "Level at least 120%", Fraction(6, 5), "met"),
        ("(Offered - Answered) * (Offered + 1)", "Level at most 12", Fraction(12), "met"),
        ("(Down + Handling) / 2", "Level at most 87 minutes", Fraction(87 * MINUTE), "met"),
        ("2 * (Offered - (Answered - 1))", "Level at most 5", Fraction(6), "missed"),
        ("0.5 * Uptime + 0.5 * Rate", "Level at least 75%", Fraction(3, 4), "met"),
        (
            "weighted average   weights { Uptime: 60%   Rate: 40% }",
            "Level at least 78%",
            Fraction(78, 100),
            "met",
        ),
    ],
)
def test_the_level(measure: str, promise: str, level: Fraction, status: str, engine: Engine) -> None:
    (line,) = lines(
        agreement(f"metric Level {{ measure: {measure}   controlled by: Cloud }}", promise), engine
    )
    assert (line.level, line.status, line.reason) == (level, status, "")


@pytest.mark.parametrize("engine", ENGINES)
def test_parts_that_are_computed_themselves(engine: Engine) -> None:
    metrics = """
      metric Twice { measure: Lost * 2   controlled by: Cloud }
      metric Lost { measure: 100% - Rate   controlled by: Cloud }
    """
    (line,) = lines(agreement(metrics, "Twice at most 80%"), engine)
    assert (line.level, line.status) == (Fraction(4, 5), "met")
    assert line.columns["Lost: Rate: good"] == 3


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("measure", "reason"),
    [
        ("Answered / Offered", "it would be divided by zero"),
        ("100% - Rate", "Rate has no level: nothing happened that could be measured"),
        # `nothing happened: met` speaks of the promise about calls, not of an average in which they are a part.
        (
            "weighted average   weights { Uptime: 60%   Rate: 40% }",
            "Rate has no level: nothing happened that could be measured",
        ),
    ],
)
def test_without_calls(measure: str, reason: str, engine: Engine) -> None:
    of = agreement(f"metric Level {{ measure: {measure}   controlled by: Cloud }}", "Level at least 1%")
    (line,) = lines(of, engine, calls=[])
    assert (line.level, line.status, line.reason) == (None, "not assessed", reason)


@pytest.mark.parametrize("engine", ENGINES)
def test_without_any_data_of_one_part_there_is_no_level(engine: Engine) -> None:
    of = agreement("metric Level { measure: Uptime * Rate   controlled by: Cloud }", "Level at least 1%")
    (line,) = lines(of, engine, outages=())
    assert (line.level, line.status, line.reason) == (None, "not assessed", "no data")


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_measured_for_all_stands_beside_each_zone(engine: Engine) -> None:
    of = agreement("metric Level { measure: ZoneUptime * Rate   controlled by: Cloud }", "Level at least 55%")
    found = [(line.scope, line.level, line.status) for line in lines(of, engine)]
    assert found == [("A", Fraction(27, 50), "missed"), ("B", Fraction(3, 5), "met")]


@pytest.mark.parametrize("engine", ENGINES)
def test_only_the_whole_is_rounded(engine: Engine) -> None:
    metrics = (
        "metric Level { measure: Uptime * Rate   level rounding: half up to 10%   controlled by: Cloud }"
    )
    (line,) = lines(agreement(metrics, "Level at least 50%"), engine)
    assert line.level == Fraction(1, 2)  # 54 %; of 90 % and 60 % nothing is rounded


def test_the_objective_may_measure_it_itself() -> None:
    of = agreement(
        "",
        "Rate at least 10%",
        "objective Lost { Cloud ensures at most 40% each day   measure: 100% - Rate   controlled by: Cloud }",
    )
    assert [(line.objective, line.level) for line in lines(of, "reference")] == [
        ("Kept", Fraction(3, 5)),
        ("Lost", Fraction(2, 5)),
    ]


def test_rows_of_all_parts_are_behind_it() -> None:
    of = agreement("metric Level { measure: Uptime * Rate   controlled by: Cloud }", "Level at least 55%")
    found = sladsl.evaluate(
        of, {"calls": [BEFORE, *CALLS], "outages": [OUTAGE]}, period="2026-03-02", as_of="2026-06-01"
    )
    (line,) = found.outcome.statement.lines
    assert [(each.source, each.row) for each in found.witnesses(line)] == [
        ("outages", 1),
        ("calls", 5),
        ("calls", 6),
    ]


@pytest.mark.parametrize(
    ("measure", "promise", "name"),
    [
        ("Uptime + Down", "Level at least 1%", "unit-mismatch"),
        ("100 - Rate", "Level at least 1%", "unit-mismatch"),
        ("(Uptime + Down) / 2", "Level at least 1%", "unit-mismatch"),
        ("100% - (Rate + Down / 2)", "Level at least 1%", "unit-mismatch"),
        ("(Uptime + Rate) / 2", "Level at least 0.5", "unit-mismatch"),
        ("Offered / 2", "Level at least 50%", "unit-mismatch"),
        ("(Down + Handling) / 2", "Level at most 5", "unit-missing"),
        ("(Uptime + Nothing) / 2", "Level at least 1%", "unknown-name"),
        ("Down * Down", "Level at least 1%", "unit-mismatch"),
        ("Rate / Down", "Level at least 1%", "unit-mismatch"),
        ("Rate + 5 EUR", "Level at least 1%", "unit-mismatch"),
        ("Down + 5 minutes", "Level at least 1%", "unit-mismatch"),
        ("Each / 2", "Level at least 1 hour", "level-of-each-record"),
        ("Nothing / 2", "Level at least 1 hour", "unknown-name"),
        ("Level / 2", "Level at least 1 hour", "figure-in-a-circle"),
        ("weighted average   weights { Uptime: 60%   Down: 40% }", "Level at least 1%", "unit-mismatch"),
        ("weighted average", "Level at least 1%", "computed-from-nothing"),
        ("2 * 3", "Level at least 1", "computed-from-nothing"),
        ("100% - Rate   where: answered", "Level at least 1%", "key-without-effect"),
    ],
)
def test_what_makes_no_level(measure: str, promise: str, name: str) -> None:
    of = agreement(f"metric Level {{ measure: {measure}   controlled by: Cloud }}", promise)
    assert name in error(of), of.findings


def test_parts_of_different_dimensions_have_no_level_in_common() -> None:
    of = agreement(
        "metric Answers { measure: share of calls   good when: answered   for each: answered   controlled by: Cloud }"
        "metric Level { measure: ZoneUptime * ByAnswer   controlled by: Cloud }"
        "metric ByAnswer { measure: number of calls   for each: zone   controlled by: Cloud }",
        "Level at least 1",
    )
    assert "types-differ" in error(of)
