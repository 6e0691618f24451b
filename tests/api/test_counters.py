"""Readings of counters, worked by hand: resets, gaps, several series, the reading before the period, out of order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
Row = dict[str, object]


def agreement(metric: str, promise: str) -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Counted {{
  effective: 2026-01-01
  time zone: "UTC"
  party Cloud {{ role: provider   accepted: 2025-12-12 }}
  party Customer {{ role: customer   accepted: 2025-12-10 }}
  interpretation {{ level rounding: none   missing samples: up   idle slots: left out   nothing happened: met }}
  service Api {{ hours: always }}
  source counts {{
    holds: counters   of: Api   every: 1 hour   collected: automatically
    fields {{ host: a, b   errors: number   asked: number }}
  }}
  metric Level {{ {metric}   controlled by: Cloud }}
  objective Kept {{ Cloud ensures Level {promise} }}
}}
"""
    )


def line(of: sladsl.Loaded, rows: Sequence[Row], engine: Engine, period: str = "2026-03-05") -> Any:
    assert not [each for each in of.findings if each.severity == "error" or each.name == "not-evaluated"], (
        of.findings
    )
    found = sladsl.evaluate(of, {"counts": rows}, period=period, as_of="2026-07-01", engine=engine)
    (only,) = found.outcome.statement.lines
    return only


def reading(hour: int, errors: object, asked: object, host: str = "a", day: int = 5) -> Row:
    return {"at": f"2026-03-{day:02}T{hour:02}:00Z", "errors": errors, "asked": asked, "host": host}


RATIO = "measure: ratio of errors / asked in counts"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("rows", "level"),
    [
        ([reading(23, 10, 100, day=4), reading(1, 12, 140), reading(2, 13, 200)], Fraction(3, 100)),
        # the first reading of all tells nothing
        ([reading(1, 12, 140), reading(2, 13, 200)], Fraction(1, 60)),
        ([reading(1, 12, 140)], None),
        # a restart: 5 since it began anew, not minus 8
        ([reading(1, 12, 140), reading(2, 13, 200), reading(3, 5, 50)], Fraction(6, 110)),
        ([reading(1, 12, 140), reading(2, 0, 0), reading(3, 0, 10)], Fraction(0)),
        ([reading(1, 7, 70), reading(2, 7, 70)], None),  # nothing was asked
        # an empty cell is bridged by the next reading
        ([reading(1, 10, 100), reading(2, "", ""), reading(3, 14, 200)], Fraction(4, 100)),
        # what one number lacks does not take away what the other has grown by
        ([reading(1, 10, 100), reading(2, "", 150), reading(3, 14, 200)], Fraction(4, 100)),
        # out of order in the file
        ([reading(3, 5, 50), reading(2, 13, 200), reading(1, 12, 140)], Fraction(6, 110)),
        # what it grew by over midnight belongs to the day of the later reading
        ([reading(22, 0, 0, day=4), reading(2, 6, 60), reading(3, 6, 60, day=6)], Fraction(6, 60)),
    ],
)
def test_a_ratio_of_what_counters_grew_by(rows: list[Row], level: Fraction | None, engine: Engine) -> None:
    assert line(agreement(RATIO, "at most 1% each day"), rows, engine).level == level


HOSTS = [
    reading(1, 100, 1000, "a"),
    reading(1, 0, 10, "b"),
    reading(2, 101, 1100, "a"),
    reading(2, 5, 60, "b"),
    reading(3, 1, 10, "a"),  # a begins anew
    reading(3, 5, 60, "b"),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("more", "level"),
    [
        ("", Fraction(1 + 5 + 1, 100 + 50 + 10)),
        ("   where: host is b", Fraction(5, 50)),
        ("   where: host is a", Fraction(2, 110)),
    ],
)
def test_each_host_has_counters_of_its_own(more: str, level: Fraction, engine: Engine) -> None:
    assert line(agreement(f"{RATIO}{more}", "at most 1% each day"), HOSTS, engine).level == level


@pytest.mark.parametrize("engine", ENGINES)
def test_slots_that_are_down_by_their_counters(engine: Engine) -> None:
    """In the hour from 2:00 6 of 150 fail, in that from 3:00 1 of 10; that from 1:00 has first readings alone."""
    for bound, down in (("above 5%", 1), ("at least 4%", 2), ("above 10%", 0)):
        of = agreement(
            f"measure: uptime from counts   slots: 1 hour   slot down when: errors / asked {bound}",
            "at least 99% each day",
        )
        assert line(of, HOSTS, engine).level == Fraction(24 - down, 24), bound


@pytest.mark.parametrize("engine", ENGINES)
def test_sums_and_means_of_slots(engine: Engine) -> None:
    of = agreement("measure: sum of asked in counts", "at most 100 each day")
    assert line(of, HOSTS, engine).level == 160
    of = agreement("measure: average over 1 hour slots of errors / asked in counts", "at most 1% each day")
    assert line(of, HOSTS, engine).level == (Fraction(6, 150) + Fraction(1, 10)) / 2
