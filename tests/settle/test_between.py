"""Levels that lie between two printed rows: which row they belong to, where the agreement says so."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.api import check, read_text
from sladsl.settle.between import between
from tests.api.test_moving_levels import METRIC, statement, sums
from tests.api.test_scores import TEXT
from tests.settle.build import bound

TENTHS = (
    (bound("at least", "99.0"),),
    (bound("at most", "98.9"), bound("at least", "98.0")),
    (bound("at most", "97.9"),),
)
SINGLE = tuple((bound("exactly", each),) for each in ("99", "98", "97"))


@pytest.mark.parametrize(
    ("rows", "level", "higher", "how", "expected"),
    [
        (TENTHS, "98.93", True, "row below", 1),
        (TENTHS, "98.97", True, "row below", 1),
        (TENTHS, "98.97", True, "nearest row", 0),
        (TENTHS, "98.93", True, "nearest row", 1),
        (TENTHS, "98.95", True, "nearest row", None),
        (TENTHS, "98.93", True, "error", None),
        (TENTHS, "97.95", True, "row below", 2),
        # Where less is better, the worse levels are the higher ones.
        (TENTHS, "98.93", False, "row below", 0),
        (SINGLE, "98.4", True, "row below", 1),
        (SINGLE, "98.6", True, "nearest row", 0),
        (SINGLE, "96", True, "row below", None),
        (SINGLE, "99.5", True, "nearest row", None),
    ],
)
def test_which_row(rows: Any, level: str, higher: bool, how: Any, expected: int | None) -> None:
    assert between(rows, Fraction(level) / 100, higher, how) == expected


@given(level=st.integers(9_701, 9_899), higher=st.booleans())
def test_the_nearest_row_is_next_to_the_level(level: int, higher: bool) -> None:
    found = between(SINGLE, Fraction(level, 10_000), higher, "nearest row")
    near = [abs(Fraction(level, 10_000) - row[0].value) for row in SINGLE]
    assert found is None or near[found] == min(near)
    below = between(SINGLE, Fraction(level, 10_000), higher, "row below")
    assert below is not None
    assert near[below] < Fraction(1, 100) or level % 100 == 0


PROMISE = "P ensures M at least 99.5% each month"
CREDIT = """credit for O {
  base: that month's fee of Shop
  bands as printed {
    below 99.5% but at least 99.0%: 2%
    at most 98.9% but at least 98.0%: 4%
    at most 97.9%: 8%
  }
}"""


@pytest.mark.parametrize(("how", "owed"), [("row below", 400), ("nearest row", 200), ("error", None)])
def test_what_is_owed(how: str, owed: int | None, tmp_path: Path) -> None:
    more = CREDIT.replace("base:", f"level between rows: {how}   base:")
    found = statement(tmp_path, PROMISE, "98.97", "2026-01", more)
    assert sums(found) == [owed]
    if owed is not None:
        assert f"the {how} counts" in found.lines[0].steps[0].why


@pytest.mark.parametrize(
    ("said", "gap"),
    [("", True), ("level between rows: row below", False), ("level between rows: error", True)],
)
def test_a_gap_that_is_filled_is_none(said: str, gap: bool) -> None:
    loaded = read_text(
        TEXT.format(
            promises=f"{METRIC} objective O {{ {PROMISE} }}", more=CREDIT.replace("base:", f"{said}   base:")
        )
    )
    assert ("band-gap" in {each.name for each in check(loaded)}) == gap
