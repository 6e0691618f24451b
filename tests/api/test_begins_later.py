"""Promises that begin later than the agreement: reported before, cut where a period holds both, through both engines."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest

import sladsl
from sladsl.outcome.amounts import is_nothing
from sladsl.prose import contract
from sladsl.prose.to_markdown import to_markdown

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
TEXT = """
sla Hosting {
  HEAD   time zone: "Europe/Berlin"   currency: EUR
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation {
    partial minutes: exact   overlapping outages: once   level rounding: none   service for part of a period: PART
    missing samples: up   run over an unassessed period: broken   money rounding: half up to 0.01 EUR, on each line
    nothing happened: met
  }
  service Shop { hours: always   fee: 1_000 EUR per month }
  source outages { holds: intervals   of: Shop   collected: automatically   fields { note: text } }
  source tickets { holds: records   each: ticket   of: Shop   collected: by hand   fields { id: text   opened: time } }
  metric Uptime { of: Shop   measure: uptime from outages   controlled by: Nimbus }
  metric Tickets { measure: number of tickets   controlled by: Nimbus }
  objective Kept { Nimbus ensures PROMISE   critical: below 50%   IN_FORCE }
  objective Plain { Nimbus ensures Uptime at least 99% each month }
  objective Few { Nimbus ensures Tickets at most 1 each month   IN_FORCE }
  credit for Kept { base: that month's fee of Shop   amount: 10% }
  Acme may terminate { when: Kept missed in 2 consecutive WORDs   notice: 30 days   use within: 60 days of the last miss }
}
"""


def agreement(
    in_force: str,
    *,
    part: str = "total shrinks",
    head: str = "effective: 2026-01-01",
    promise: str = "Uptime at least 99% each month",
) -> sladsl.Loaded:
    text = TEXT.replace("IN_FORCE", f"in force: {in_force}").replace("PART", part)
    text = text.replace("WORD", "day" if "day over" in promise else "month")
    loaded = sladsl.read_text(text.replace("HEAD", head).replace("PROMISE", promise))
    assert [each.message for each in loaded.findings if each.severity == "error"] == []
    return loaded


def outage(start: str, end: str) -> dict[str, object]:
    return {"start": start, "end": end, "note": ""}


FIRST = outage("2026-01-01T00:00+01:00", "2026-01-01T00:00+01:00")
DAYS = [outage(f"2026-0{month}-{day}T00:00+0{zone}:00", f"2026-0{month}-{day + 1}T00:00+0{zone}:00")
        for month, day, zone in ((2, 10, 1), (3, 10, 1), (3, 20, 1), (4, 10, 2))]  # fmt: skip


def lines(
    of: sladsl.Loaded, engine: Engine, name: str = "Kept", period: str = "2026-01..2026-05"
) -> dict[str, tuple[object, str, str]]:
    assert [each.message for each in of.findings if each.name == "not-evaluated"] == []
    tickets = [{"id": str(day), "opened": f"2026-03-{day}T12:00Z"} for day in (10, 11, 15, 16, 31)]
    found = sladsl.evaluate(
        of, {"outages": [FIRST, *DAYS], "tickets": tickets}, period=period, as_of="2026-07-01", engine=engine
    )
    return {
        line.period: (line.level, line.status, line.grade)
        for line in found.outcome.statement.lines
        if line.objective == name
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("in_force", ["after 3 months", "from 2026-04-01", "after 90 days"])
def test_before_it_begins_the_level_is_reported(in_force: str, engine: Engine) -> None:
    assert lines(agreement(in_force), engine) == {
        "2026-01": (1, "reported", ""),
        "2026-02": (1 - Fraction(1, 28), "reported", ""),
        "2026-03": (1 - Fraction(48, 743), "reported", ""),
        "2026-04": (1 - Fraction(1, 30), "missed", ""),
        "2026-05": (1, "met", ""),
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("part", "level", "status"),
    [
        # From the 16th on 16 days less an hour; the day of the 10th does not count.
        ("total shrinks", 1 - Fraction(24, 16 * 24 - 1), "missed"),
        ("rest counts as up", 1 - Fraction(24, 743), "missed"),
        ("not assessed", None, "not assessed"),
    ],
)
def test_it_begins_within_a_month(part: str, level: Fraction | None, status: str, engine: Engine) -> None:
    of = agreement("from 2026-03-16", part=part)
    found = lines(of, engine)
    assert found["2026-03"] == (level, status, "")
    assert found["2026-02"] == (1 - Fraction(1, 28), "reported", "")
    # The other promise of the same metric is what it was.
    assert lines(of, engine, "Plain")["2026-03"][0] == 1 - Fraction(48, 743)
    if part != "not assessed":
        # Records count from the day on: the 10th, 11th and 15th do not.
        assert lines(of, engine, "Few")["2026-03"] == (2, "missed", "")


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_critical_is_not_so_before(engine: Engine) -> None:
    of = agreement("from 2026-04-01")
    rows = [FIRST, outage("2026-02-01T00:00+01:00", "2026-02-20T00:00+01:00")]
    found = sladsl.evaluate(of, {"outages": rows}, period="2026-02", as_of="2026-07-01", engine=engine)
    (line,) = [each for each in found.outcome.statement.lines if each.objective == "Kept"]
    assert (line.status, line.grade) == ("reported", "")
    assert is_nothing(line.credit)
    assert line.claim is None


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("in_force", "arises"), [("from 2026-01-01", True), ("from 2026-03-01", True), ("from 2026-04-01", False)]
)
def test_misses_before_give_no_right(in_force: str, arises: bool, engine: Engine) -> None:
    rows = [FIRST, *DAYS[1:3], DAYS[3]] if in_force == "from 2026-03-01" else [FIRST, *DAYS[:3]]
    found = sladsl.evaluate(
        agreement(in_force), {"outages": rows}, period="2026-01..2026-05", as_of="2026-06-10", engine=engine
    )
    (right,) = found.outcome.statement.rights
    assert (right.arises is not None) is arises


@pytest.mark.parametrize("engine", ENGINES)
def test_what_looks_back_looks_back_at_nothing_before(engine: Engine) -> None:
    of = agreement("from 2026-03-16", promise="Uptime at least 90% each day over the preceding 10 days")
    found = lines(of, engine, period="2026-03-10..2026-03-22")
    assert found["2026-03-16"][1] == "not assessed"
    assert found["2026-03-21"] == (1 - Fraction(1, 5), "missed", "")
    assert found["2026-03-20"] == (1, "met", "")
    assert found["2026-03-12"][1] in ("not assessed", "reported")


@pytest.mark.parametrize(
    ("in_force", "head", "told"),
    [
        ("not stated", "effective: 2026-01-01", "promises that begin later"),
        ("after 3 months", "", "from a day, that is not stated"),
        ("after 5 business days", "effective: 2026-01-01", "promises that begin after a time"),
    ],
)
def test_what_cant_be_told_is_told(in_force: str, head: str, told: str) -> None:
    of = agreement(in_force, head=head)
    assert told in " ".join(each.message for each in of.findings if each.name == "not-evaluated")


def test_months_end_where_they_end() -> None:
    of = agreement("after 1 month", head="effective: 2026-01-31")
    assert of.agreement is not None
    assert of.agreement.objectives["Kept"].begins == "2026-02-28"
    of = agreement("from 2025-06-01", head="effective: 2026-01-31")
    assert of.agreement is not None
    assert of.agreement.objectives["Kept"].begins == ""


def test_the_contract_says_it() -> None:
    of = agreement("after 3 months")
    assert of.agreement is not None
    assert "It counts from 1 April 2026 on; before that day its level is only reported." in to_markdown(
        contract(of.agreement)
    )
