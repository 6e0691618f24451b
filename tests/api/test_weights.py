"""Rows that count with a weight, worked by hand: overlaps, quotients, unknown weights, exclusions, figures; both engines."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")


def agreement(metric: str, promise: str = "at least 1%", **answers: str) -> sladsl.Loaded:
    said = {"overlapping outages": "once", "partial minutes": "exact", "excluded time": "out of both"} | {
        name.replace("_", " "): answer for name, answer in answers.items()
    }
    return sladsl.read_text(
        f"""
sla Weights {{
  effective: 2026-01-01
  time zone: "UTC"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{
    {"   ".join(f"{choice}: {answer}" for choice, answer in said.items())}
    nothing happened: not assessed   level rounding: none   undecided records: left out
  }}
  service Api {{ hours: always }}
  source outages {{ holds: intervals   of: Api   collected: automatically
                    fields {{ hit: number   users: number   zone: A, B }} }}
  source checks {{ holds: samples   of: Api   every: 1 minute   collected: automatically
                   fields {{ ok: yes or no   n: number }} }}
  source windows {{ holds: intervals   collected: by hand }}
  source calls {{ holds: records   collected: automatically
                  fields {{ opened: time   ok: yes or no   worth: number   all: number   took: duration   bad: number }} }}
  exclusion Maintenance {{ time: windows }}
  metric Level {{ {metric}   controlled by: Cloud }}
  objective Kept {{ Cloud ensures Level {promise} each day }}
}}
"""
    )


def outage(start: str, end: str, hit: object, users: object = 1, zone: str = "A") -> dict[str, object]:
    return {
        "start": f"2026-03-02T{start}Z",
        "end": f"2026-03-02T{end}Z",
        "hit": hit,
        "users": users,
        "zone": zone,
    }


def call(hour: int, ok: str, worth: object, **more: object) -> dict[str, object]:
    return {
        "opened": f"2026-03-02T{hour:02}:00Z",
        "ok": ok,
        "worth": worth,
        "all": 1,
        "took": 60,
        "bad": 0,
    } | more


def line(of: sladsl.Loaded, engine: Engine, **rows: Any) -> Any:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    before = {"outages": outage("00:00", "00:01", 1) | {"start": "2026-01-01T00:00Z", "end": "2026-01-01T00:01Z"},
              "calls": call(0, "yes", 1) | {"opened": "2026-01-01T00:00Z"}}  # fmt: skip
    tables = {name: [*([before[name]] if name in before else []), *found] for name, found in rows.items()}
    found = sladsl.evaluate(of, tables, period="2026-03-02", as_of="2026-06-01", engine=engine)
    return found.outcome.statement.lines[0]


OVERLAPPING = [outage("00:00", "06:00", 1, 3), outage("04:00", "08:00", 1, 2)]
"""Two hours are shared: 6 x 1/3 + 4 x 1/2 = 4 h each by itself, 4 x 1/3 + 4 x 1/2 = 3 1/3 h with the greater weight."""


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("answers", "rows", "down"),
    [
        ({}, OVERLAPPING, Fraction(10, 3)),
        ({}, OVERLAPPING[::-1], Fraction(10, 3)),
        ({"overlapping_outages": "each"}, OVERLAPPING, Fraction(4)),
        ({}, [outage("00:00", "03:00", 0, 5)], Fraction(0)),
        ({}, [outage("00:00", "03:00", 1, 0)], Fraction(0)),  # nobody can say how many of none
        ({}, [outage("00:00", "03:00", "", 5)], Fraction(0)),
        ({}, [outage("00:00", "03:00", 2, 1)], Fraction(6)),  # more than all: as the weight says
        ({}, [outage("00:00", "03:00", 1, 3), outage("03:00", "06:00", 1, 7)], Fraction(10, 7)),
        ({"partial_minutes": "whole only"}, [outage("00:00:30", "00:03:30", 1, 2)], Fraction(1, 60)),
        ({"partial_minutes": "started"}, [outage("00:00:30", "00:03:30", 1, 2)], Fraction(1, 30)),
        ({}, [outage("00:00", "00:00", 1, 2)], Fraction(0)),
    ],
)
def test_down_time(answers: dict[str, str], rows: list[Any], down: Fraction, engine: Engine) -> None:
    of = agreement("measure: uptime from outages   weight: hit / users", **answers)
    assert line(of, engine, outages=rows).level == (24 - down) / 24


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("excluded", "level"),
    [
        ("out of both", Fraction(22 - 1, 22)),
        ("counts as up", Fraction(24 - 1, 24)),
        ("out of total only", Fraction(22 - 1 - 1, 22)),
    ],
)
def test_with_excluded_time(excluded: str, level: Fraction, engine: Engine) -> None:
    of = agreement(
        "measure: uptime from outages   weight: hit / users   excluding: Maintenance", excluded_time=excluded
    )
    windows = [{"start": "2026-03-02T02:00Z", "end": "2026-03-02T04:00Z"}]
    assert line(of, engine, outages=[outage("00:00", "04:00", 1, 2)], windows=windows).level == level


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("metric", "promise", "level"),
    [
        ("measure: share of calls   good when: ok   weight: worth", "at least 1%", Fraction(25, 40)),
        # Nineteen thirds of twenty thirds would come out a hair lower, if a third were rounded.
        ("measure: share of calls   good when: ok   weight: worth / 3", "at least 62.5%", Fraction(25, 40)),
        ("measure: number of calls   weight: worth / 3", "at least 1", Fraction(4, 3)),
        ("measure: number of calls   where: ok   weight: worth / all", "at least 1", Fraction(5, 2)),
        ("measure: sum of bad in calls   weight: worth", "at least 1", Fraction(15, 2)),
        ("measure: average of took in calls   weight: worth", "at most 1 hour", Fraction(82_500_000)),
        ("measure: ratio of bad / all in calls   weight: worth", "at least 1%", Fraction(75, 40)),
    ],
)
def test_rows(metric: str, promise: str, level: Fraction, engine: Engine) -> None:
    rows = [
        call(1, "yes", "2.5"),
        call(2, "no", "1.5", took=120, bad=5),
        call(3, "yes", ""),  # counts for nothing
    ]
    of = agreement(f"{metric}   record belongs to: opened" if "belongs" in metric else metric, promise)
    found = line(of, engine, calls=rows)
    assert found.level == level
    assert found.status == "met"
    assert found.columns["unweighed"] == (0 if "where" in metric else 1) or "where" in metric


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_of_weight_is_nothing(engine: Engine) -> None:
    of = agreement("measure: share of calls   good when: ok   weight: worth")
    found = line(of, engine, calls=[call(1, "yes", 0), call(2, "no", "")])
    assert (found.level, found.status) == (None, "not assessed")


def test_of_each_zone_and_its_reasons() -> None:
    of = agreement("measure: uptime from outages   weight: hit / users   for each: zone", "at least 95%")
    evaluation = sladsl.evaluate(
        of,
        {"outages": [*OVERLAPPING, outage("00:00", "12:00", 1, 10, "B")]},
        period="2026-03-02",
        as_of="2026-06-01",
    )
    found = {each.scope: each for each in evaluation.outcome.statement.lines}
    assert [found[zone].level for zone in "AB"] == [1 - Fraction(10, 72), Fraction(19, 20)]
    assert [found[zone].status for zone in "AB"] == ["missed", "met"]
    assert [each.row for each in evaluation.witnesses(found["A"])] == [1, 2]


@pytest.mark.parametrize(
    ("metric", "name"),
    [
        ("measure: uptime from checks   down when: not ok   weight: n", "key-without-effect"),
        ("measure: median of took in calls   weight: worth", "key-without-effect"),
        (
            "measure: uptime from outages   weight: hit   shortest outage: 2 minutes",
            "weight-of-shaped-outages",
        ),
        ("measure: uptime from outages   weight: hit   merge gaps: 2 minutes", "weight-of-shaped-outages"),
        ("measure: share of calls   good when: ok   weight: took", "types-differ"),
        ("measure: share of calls   good when: ok   weight: ok", "types-differ"),
        ("measure: share of calls   good when: ok   weight: nothing", "unknown-name"),
    ],
)
def test_weights_that_mean_nothing(metric: str, name: str) -> None:
    errors = {each.name for each in agreement(metric).findings if each.severity == "error"}
    assert name in errors, errors
