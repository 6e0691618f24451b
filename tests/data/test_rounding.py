"""Figures with more decimals than are kept: rounded as the binding says, digit by digit, the same in both engines."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
TEXT = """
sla Api {
  time zone: "UTC"
  party Cloud { role: provider }
  party Customer { role: customer }
  interpretation { level rounding: none   nothing happened: not assessed }
  service Api { hours: always }
  source calls {
    holds: records   each: call   collected: automatically   fields { at: time   size: number   took: duration }
  }
  metric Size { measure: sum of size in calls   of: Api   controlled by: Cloud }
  metric Took { measure: sum of took in calls   of: Api   controlled by: Cloud }
  objective Sized { Cloud ensures Size at most 10 each month }
  objective Timed { Cloud ensures Took at most 10 seconds each month }
}
"""
MILLIONTH = Fraction(1, 10**6)


def sums(
    folder: Path, size: str, took: str, engine: Engine, unit: str = "s", **said: Any
) -> tuple[Any, Any, set[str]]:
    """The sums of one row, in millionths and microseconds, and the names of what is told of the cells."""
    path = folder / "calls.csv"
    path.write_text(f"at,size,took\n2020-01-01T00:00Z,1,1\n2026-03-05T10:00Z,{size},{took}\n")
    table = sladsl.Table(path, units={"took": unit}, **said)
    of = sladsl.read_text(TEXT)
    found = sladsl.evaluate(of, {"calls": table}, period="2026-03", as_of="2026-05-01", engine=engine)
    lines = {each.objective: each.level for each in found.outcome.statement.lines}
    sized = None if lines["Sized"] is None else lines["Sized"] / MILLIONTH
    return sized, lines["Timed"], {
        each.name for each in found.outcome.statement.findings if each.name in ("bad-number", "rounded-number")
    }  # fmt: skip


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    ("text", "how", "kept", "told"),
    [
        ("0.1234565", "half up", 123457, True),
        ("0.1234565", "half even", 123456, True),
        ("0.1234575", "half even", 123458, True),
        ("0.12345650000000001", "half even", 123457, True),
        ("0.1234569", "down", 123456, True),
        ("-0.1234565", "half up", -123457, True),
        ("-0.1234565", "half even", -123456, True),
        ("-0.1234569", "down", -123456, True),
        ("+1.99999950000000000", "half up", 2_000_000, True),
        ("1.0000000", "half up", 1_000_000, False),  # nothing is lost
        ("0.123456", "half up", 123456, False),
        ("999999999999.9999994", "half up", 999_999_999_999_999_999, True),
    ],
)
def test_numbers_to_six_decimals(
    text: str, how: str, kept: int, told: bool, engine: Engine, tmp_path: Path
) -> None:
    sized, _, names = sums(tmp_path, text, "1", engine, rounding=how)
    assert sized == kept
    assert names == ({"rounded-number"} if told else set())


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    ("text", "unit", "how", "kept"),
    [
        ("0.12345650", "s", "half even", 123456),
        ("12.3456", "ms", "half up", 12346),
        ("12.3455", "ms", "half even", 12346),
        ("0.333333333333", "min", "half up", 20_000_000),
        ("0.00000000001", "d", "half up", 1),
        ("0.000000000001", "d", "half up", 0),
        ("1.5", "us", "half even", 2),
        ("2.5", "us", "half even", 2),
        ("2.5", "us", "down", 2),
    ],
)
def test_lengths_to_the_microsecond(
    text: str, unit: str, how: str, kept: int, engine: Engine, tmp_path: Path
) -> None:
    _, timed, names = sums(tmp_path, "1", text, engine, unit, rounding=how)
    assert timed == kept
    assert names == {"rounded-number"}


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("0.1234567", ""),  # nobody says how
        ("0.123456789012345678", "half up"),  # more than any float has
        ("1234567890123.5", "half up"),
        ("1e-7", "half up"),
        ("1,2345678", "half up"),
        (".1234567", "half up"),
        ("0.1234567.", "half up"),
        ("NaN", "half up"),
        ("99999999999999999999999999999999999999.1234567", "half up"),
    ],
)
def test_what_is_no_number_stays_none(text: str, how: str, engine: Engine, tmp_path: Path) -> None:
    said = {"rounding": how} if how else {}
    sized, _, names = sums(tmp_path, f'"{text}"', "1", engine, **said)
    assert names == {"bad-number"}
    assert sized in (None, 0)


def test_a_mode_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sladsl.Refused, match="rounding"):
        sums(tmp_path, "1", "1", "reference", rounding="up")
