"""The place of a percentile among its rows, by hand: ties, few rows, both methods, values that nobody can tell."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

import pytest

import sladsl
from sladsl.outcome.explain import explain_text
from sladsl.outcome.measured import Witness
from sladsl.outcome.ranked import rank_of
from sladsl.plan.cells import Extreme, Ranked
from sladsl.plan.measure import Input, Read
from sladsl.plan.rows import Constant, Field
from sladsl.record import replace

ROWS = Read(input=Input(name="calls", holds="records", fields=(), start="at"))
TOOK = Field(name="took")


def row(number: int, took: str, computed: int | None = None) -> Witness:
    made: Any = (("took", "us", computed),) if computed is not None else ()
    return Witness(
        source="calls", row=number, start=number, end=None, length=0, fields=(("took", took),), computed=made
    )


def ranked(share: str, method: Literal["nearest rank", "interpolation"] = "nearest rank") -> Ranked:
    return Ranked(rows=ROWS, of=TOOK, share=Fraction(share), method=method, periods=())


def rows(*values: str) -> list[Witness]:
    return [row(number, value) for number, value in enumerate(values, 1)]


@pytest.mark.parametrize(
    ("share", "method", "count", "first", "last"),
    [
        ("0.95", "nearest rank", 20, 19, 19),
        ("0.95", "nearest rank", 21, 20, 20),
        ("0.95", "nearest rank", 1, 1, 1),
        ("0", "nearest rank", 5, 1, 1),
        ("1", "nearest rank", 5, 5, 5),
        ("0.5", "interpolation", 4, 2, 3),
        ("0.5", "interpolation", 5, 3, 3),
        ("0.95", "interpolation", 21, 20, 20),
        ("0.9", "interpolation", 2, 1, 2),
    ],
)
def test_the_place(share: str, method: Any, count: int, first: int, last: int) -> None:
    values = [str(count - each) for each in range(count)]
    found = rank_of(ranked(share, method), rows(*values), count, True)
    assert found is not None
    assert (found.first, found.last, found.of) == (first, last, count)
    assert [text for at, text, _ in found.rows if first <= at <= last] == [
        str(each) for each in range(first, last + 1)
    ]
    assert len(found.rows) <= 6


def test_values_are_compared_as_numbers_and_ties_by_time() -> None:
    found = rank_of(ranked("0.5"), rows("10", "9", "9.0", "-1", "+2.5"), 5, True)
    assert found is not None
    assert [(at, text, each.row) for at, text, each in found.rows] == [
        (1, "-1", 4),
        (2, "+2.5", 5),
        (3, "9", 2),
        (4, "9.0", 3),
        (5, "10", 1),
    ]


@pytest.mark.parametrize(("which", "place"), [("least", 1), ("most", 3)])
def test_extremes(which: Any, place: int) -> None:
    found = rank_of(Extreme(rows=ROWS, of=TOOK, which=which, periods=()), rows("2", "1", "3"), 3, True)
    assert found is not None
    assert (found.first, found.last) == (place, place)


def test_what_was_computed_counts_before_what_is_written() -> None:
    found = rank_of(ranked("1"), [row(1, "9", 60_000_000), row(2, "1", 90_000_000)], 2, True)
    assert found is not None
    assert [(text, each.row) for _, text, each in found.rows] == [("1 min", 1), ("1 min 30 s", 2)]


@pytest.mark.parametrize(
    ("cells", "witnesses", "known"),
    [
        (ranked("0.5"), rows("1", "2"), 3),  # a row is not there
        (ranked("0.5"), rows("1", "fast"), 2),  # its value is read in another way
        (ranked("0.5"), rows("1", "1_0"), 2),
        (ranked("0.5"), [], 0),
        (replace(ranked("0.5"), of=Constant(value=Fraction(1))), rows("1"), 1),
    ],
)
def test_nothing_is_said_where_values_cannot_be_told(cells: Ranked, witnesses: Any, known: int) -> None:
    assert rank_of(cells, witnesses, known, True) is None


TEXT = """
sla Api "Api" {
  time zone: "UTC"
  party Cloud { role: provider }   party Customer { role: customer }
  interpretation { level rounding: none   nothing happened: not assessed   percentile method: nearest rank }
  source calls { holds: records   each: call   collected: automatically   fields { at: time   took: duration } }
  metric Took { measure: 75th percentile of took in calls   controlled by: Cloud }
  objective Fast { Cloud ensures Took at most 1 second each month }
}
"""


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_an_explanation_shows_it(engine: Literal["reference", "duckdb"]) -> None:
    calls = [
        {"at": f"2026-03-{day:02}T10:00Z", "took": took}
        for day, took in enumerate(("4", "1", "", "3", "2"), 1)
    ]
    early = {"at": "2020-01-01T00:00Z", "took": "9"}
    found = sladsl.evaluate(
        sladsl.read_text(TEXT),
        {"calls": [early, *calls]},
        period="2026-03",
        as_of="2026-05-01",
        engine=engine,
    )
    (line,) = found.outcome.statement.lines
    text = explain_text(line, found.witnesses(line), {}, rank=found.rank(line))
    said = text.partition("\nRank\n")[2].partition("\n\n")[0].splitlines()
    assert said[0] == "  By nearest rank it is value 3 of 4: 75% of them, rounded up."
    assert [each.split()[:2] for each in said[2:]] == [["1", "1"], ["2", "2"], [">", "3"], ["4", "4"]]
    assert "calls 5" in said[4]  # the fifth row of the table, of 4 March
