"""One incident that breaks several promises owes one credit, where the agreement says so: by hand, and as a bound."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.api import read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.scenarios import results
from sladsl.data.binding import Binding, LevelsFile
from sladsl.outcome.range import total_range
from sladsl.outcome.statement import Outcome
from sladsl.outcome.to_text import outcome_text
from sladsl.values.amount import Amount, known
from sladsl.values.instant import parse_time

TEXT = """
sla Hosting "Hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P "Provider Ltd" {{ role: provider   accepted: by ordering }}
  party C "Client Ltd" {{ role: customer   accepted: by ordering }}
  interpretation {{
    level rounding: none   money rounding: half up to 0.01 EUR, on each line   {choice}
  }}
  service Shop {{ hours: always   fee: {fee} }}
  metric MA {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  metric MB {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  metric MC {{ measure: as reported   of: Shop   collected by: P   controlled by: P }}
  objective A {{ P ensures MA at least 99% each month }}
  objective B {{ P ensures MB at least 99% each month }}
  objective D {{ P ensures MC at least 99% each quarter }}
  credit for A {{ amount: {first}   base: that month's fee of Shop }}
  credit for B {{ amount: {second}   {own} }}
  credit for D {{ amount: 30 EUR }}
  claims {{ channel: in writing   deadline: 30 days after the month }}
  {more}
}}
"""
BOTH = "2026-03,A,95%\n2026-03,B,95%\n"
HIGHEST = "several misses in one incident: highest"


def text(**said: str) -> str:
    parts = {"choice": HIGHEST, "fee": "10_000 EUR per month", "first": "100 EUR", "second": "70 EUR"}
    return TEXT.format(**({"own": "", "more": ""} | parts | said))


def outcome(
    folder: Path, levels: str = BOTH, assume: Mapping[str, str] | None = None, **said: Any
) -> Outcome:
    path = folder / "levels.csv"
    path.write_text(f"period,objective,level\n{levels}")
    loaded = read_text(text(**said))
    assert not loaded.broken, [each.message for each in loaded.findings]
    assert loaded.agreement is not None
    assert not loaded.agreement.not_evaluated
    written = parse_time("2026-12-10")
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(path)),))
    return evaluate(
        loaded.agreement, binding, as_of=written.naive_us, period="2026-Q1", assume=assume
    ).outcome


def money(amount: Amount | None) -> Fraction | None:
    found = None if amount is None else known(amount, "EUR")
    return None if found is None else found.amount


def ends(found: Outcome) -> tuple[object, object]:
    if not found.readings:
        return money(found.statement.total), money(found.statement.total)
    whole = total_range(found.readings)
    return money(whole.least), money(whole.most)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (BOTH, (100, 170)),
        ("2026-03,A,95%\n2026-02,B,95%\n", (170, 170)),
        ("2026-03,A,95%\n", (100, 100)),
        # A quarter shares its time with each of its months; its miss may be of the incident of any one of them.
        ("2026-01,A,95%\n2026-03,B,95%\n2026-Q1,D,95%\n", (170, 200)),
        ("2026-01,A,95%\n2026-03,A,95%\n2026-03,B,95%\n2026-Q1,D,95%\n", (200, 300)),
        ("2026-Q1,D,95%\n", (30, 30)),
        ("2026-01,A,95%\n2026-02,A,95%\n", (200, 200)),
    ],
)
def test_between_one_incident_and_several(levels: str, expected: tuple[int, int], tmp_path: Path) -> None:
    assert ends(outcome(tmp_path, levels)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"choice": "several misses in one incident: each"}, (170, 170)),
        ({"choice": "several misses in one incident: customer's choice"}, (100, 170)),
        ({"choice": "several misses in one incident: not stated"}, (170, 170)),
        ({"own": "several misses in one incident: each"}, (170, 170)),
        ({"more": "cap: 120 EUR per month, of all credits"}, (100, 120)),
    ],
)
def test_what_is_said_of_it(said: dict[str, Any], expected: tuple[int, int], tmp_path: Path) -> None:
    assert ends(outcome(tmp_path, **said)) == expected


def test_whoever_knows_says_so(tmp_path: Path) -> None:
    assert ends(outcome(tmp_path, assume={"incidents": "one"})) == (100, 100)
    assert ends(outcome(tmp_path, assume={"incidents": "several"})) == (170, 170)
    silent = {"several misses in one incident": "highest", "incidents": "one"}
    assert ends(outcome(tmp_path, assume=silent, choice="")) == (100, 100)


def test_the_statement_says_why(tmp_path: Path) -> None:
    found = outcome(tmp_path, choice="several misses in one incident: customer's choice")
    words = " ".join(outcome_text(found).split())
    assert "incidents (nobody has stated it): one or several; it changes the outcome" in words
    line = next(each for each in found.statement.lines if each.objective == "B" and each.period == "2026-03")
    assert line.steps[-1].why == "one incident broke A and B: A owes it (the customer may choose another one)"


def test_of_which_month_a_quarter_is_is_open_before_the_fees_are_known(tmp_path: Path) -> None:
    levels = "2026-01,A,95%\n2026-03,A,95%\n2026-Q1,D,95%\n"
    found = outcome(tmp_path, levels, fee="as invoiced per month", first="10%", assume={"incidents": "one"})
    assert [each.credit is None for each in found.statement.lines if each.status == "missed"] == [
        False,
        False,
        True,
    ]


def test_before_the_fees_are_known_nobody_tells_which_is_greater(tmp_path: Path) -> None:
    found = outcome(tmp_path, fee="as invoiced per month", first="10%", assume={"incidents": "one"})
    assert [each.credit for each in found.statement.lines if each.period == "2026-03"] == [None, None]


def test_an_open_one_leaves_the_others_open(tmp_path: Path) -> None:
    found = outcome(tmp_path, first="not stated", assume={"incidents": "one"})
    assert found.statement.total is None


def test_a_scenario_says_how_many_there_were() -> None:
    more = """scenario "One" {{ month: 2026-03   incidents: {many}
      levels for A {{ 2026-03: 95% }} levels for B {{ 2026-03: 95% }}
      expected {{ A: credit 100 EUR   B: {credit} }} }}"""
    for many, credit, right in (
        ("one", "no credit", True),
        ("one", "credit 70 EUR", False),
        ("several", "credit 70 EUR", True),
    ):
        loaded = read_text(text(more=more.format(many=many, credit=credit)))
        assert loaded.agreement is not None
        assert all(each.ok for each in results(loaded.agreement)) == right


@settings(max_examples=25, deadline=None)
@given(
    rows=st.permutations(["2026-01,A,95%", "2026-02,B,98%", "2026-02,A,90%"]),
    more=st.sampled_from(["2026-Q1,D,80%", "2026-03,A,80%", "2026-01,B,80%"]),
)
def test_more_misses_never_cost_less_in_whatever_order(
    rows: list[str], more: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    base = ends(outcome(folder, "\n".join(rows) + "\n"))
    assert base == ends(outcome(folder, "\n".join(sorted(rows)) + "\n"))
    worse = ends(outcome(folder, "\n".join([*rows, more]) + "\n"))
    assert None not in (*base, *worse)
    assert base[0] <= base[1]  # type: ignore[operator]
    assert worse[0] >= base[0]  # type: ignore[operator]
    assert worse[1] >= base[1]  # type: ignore[operator]
