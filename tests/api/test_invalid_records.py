"""Outages that end before they begin: left out, to the end of the period, or a period that is not assessed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

import sladsl
from sladsl.api import check
from sladsl.api.evaluation import Evaluation, evaluate
from sladsl.api.rendering import render
from sladsl.data.binding import Binding, TableRows
from sladsl.values.instant import parse_time

HOUR = 3_600_000_000


def terms(own: str = "", more: str = "", measure: str = "downtime", period: str = "month") -> sladsl.Loaded:
    bound = "1" if measure.startswith("number") else "2 hours"
    return sladsl.read_text(
        f"""
sla C "C" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party P {{ role: provider }}
  party C {{ role: customer }}
  interpretation {{ level rounding: none   overlapping outages: once   partial minutes: exact {more} }}
  service S {{ hours: always }}
  source log {{ holds: intervals   of: S   fields {{ site: text   seen: time }} }}
  metric M {{ of: S   measure: {measure} from log   controlled by: P   {own} }}
  objective First {{ P ensures M at most {bound} each {period} }}
}}"""
    )


def us(text: str) -> int:
    found = parse_time(text)
    assert found is not None
    return found.naive_us


def row(start: str, end: str, site: str = "a", seen: str = "") -> dict[str, str]:
    found = {"start": start, "end": end, "site": site, "seen": seen}
    return {name: value and f"{value}Z" for name, value in found.items() if name != "site"} | {"site": site}


def run(
    of: sladsl.Loaded, rows: Iterable[dict[str, str]], engine: str, as_of: str = "2026-06-01 00:00"
) -> Evaluation:
    assert of.agreement is not None, of.findings
    table = TableRows(source="log", rows=tuple(rows), covers=(us("2026-01-01 00:00"), us(as_of)))
    return evaluate(
        of.agreement, Binding(tables={"log": table}), as_of=us(as_of), engine=engine, period="2026-03"
    )


def level(of: Evaluation) -> tuple[Any, str]:
    (line,) = of.outcome.statement.lines
    return line.level, line.status


def found_of(of: Evaluation) -> dict[str, tuple[int, str]]:
    return {each.name: (each.count, each.rule) for each in of.outcome.statement.findings}


REVERSED = row("2026-03-31 20:00", "2026-03-30 09:00")
PLAIN = row("2026-03-02 10:00", "2026-03-02 11:00")
BEFORE = row("2026-02-28 22:00", "2026-02-28 21:00")
ENGINES = pytest.mark.parametrize("engine", ["reference", "duckdb"])


@ENGINES
@pytest.mark.parametrize("own", ["", "invalid records: left out", "invalid records: not stated"])
def test_what_nobody_says_is_left_out_and_told(own: str, engine: str) -> None:
    found = run(terms(own), [REVERSED, PLAIN], engine)
    assert level(found) == (HOUR, "met")
    assert found_of(found)["end-before-start"] == (1, "the row is left out")


@ENGINES
def test_an_outage_lasts_to_the_end_of_the_period_in_which_it_begins(engine: str) -> None:
    of = terms("invalid records: to the end of the period")
    found = run(of, [REVERSED, PLAIN, BEFORE], engine)
    assert level(found) == (5 * HOUR, "missed")
    assert found_of(found)["invalid-record"] == (2, "what the agreement says of invalid records")
    assert "end-before-start" not in found_of(found)
    drilled = [
        (each.start, each.end, each.length) for each in found.witnesses(found.outcome.statement.lines[0])
    ]
    assert drilled[-1] == (us("2026-03-31 20:00"), us("2026-03-30 09:00"), 4 * HOUR)


@ENGINES
def test_the_period_is_not_assessed_and_others_are(engine: str) -> None:
    of = terms("invalid records: period not assessed")
    found = run(of, [REVERSED, PLAIN], engine)
    assert level(found) == (None, "not assessed")
    (line,) = found.outcome.statement.lines
    assert "outages end before they begin" in line.reason
    assert level(run(of, [BEFORE, PLAIN], engine)) == (HOUR, "met")


@ENGINES
def test_only_what_means_down_matters(engine: str) -> None:
    said = 'down when: site is "a"   invalid records: period not assessed'
    other = row("2026-03-31 20:00", "2026-03-30 09:00", site="b")
    assert level(run(terms(said), [other, PLAIN], engine)) == (HOUR, "met")


@ENGINES
def test_each_outage_by_itself(engine: str) -> None:
    said = "invalid records: to the end of the period"
    assert level(run(terms(said, measure="longest outage"), [REVERSED, PLAIN], engine))[0] == 4 * HOUR
    assert level(run(terms(said, measure="number of outages"), [REVERSED, PLAIN], engine))[0] == 2
    gaps = f"{said}   merge gaps up to: 5 hours"
    joined = [REVERSED, row("2026-03-31 14:00", "2026-03-31 15:00")]
    assert level(run(terms(gaps, measure="longest outage"), joined, engine))[0] == 10 * HOUR


@ENGINES
def test_from_when_it_was_seen(engine: str) -> None:
    said = "invalid records: to the end of the period   starts at: seen"
    rows = [row("2026-03-31 20:00", "2026-03-30 09:00", seen="2026-03-31 22:00")]
    assert level(run(terms(said), rows, engine))[0] == 2 * HOUR


@ENGINES
def test_what_the_whole_agreement_says_holds_for_each_metric_that_says_nothing_else(engine: str) -> None:
    of = terms(more="invalid records: period not assessed")
    assert level(run(of, [REVERSED], engine)) == (None, "not assessed")
    own = terms("invalid records: left out", more="invalid records: period not assessed")
    assert level(run(own, [REVERSED, PLAIN], engine)) == (HOUR, "met")


def test_an_assumption_answers_it() -> None:
    of = terms()
    assert of.agreement is not None
    table = TableRows(source="log", rows=(REVERSED,), covers=(us("2026-01-01 00:00"), us("2026-06-01 00:00")))
    found = evaluate(
        of.agreement,
        Binding(tables={"log": table}),
        as_of=us("2026-06-01 00:00"),
        period="2026-03",
        assume={"invalid records": "to the end of the period"},
    )
    assert level(found)[0] == 4 * HOUR


def test_the_checker_is_content_and_the_contract_says_it() -> None:
    for answer, said in (
        ("left out", "An outage of which the record ends before it begins is left out."),
        (
            "to the end of the period",
            "An outage of which the record ends before it begins lasts to the end of the Service Period in which it begins.",
        ),
        (
            "period not assessed",
            "A Service Period in which an outage begins of which the record ends before it begins is not assessed.",
        ),
    ):
        of = terms(f"invalid records: {answer}")
        assert not any(each.name == "not-evaluated" for each in check(of))
        assert said in " ".join(render(of).split())
