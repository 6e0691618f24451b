"""Time up to the close of a business day, worked by hand: around the hours, on weekends and closed days, in tables."""

from __future__ import annotations

from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")


def agreement(
    promise: str, more: str = "", metric: str = "measure: opened to closed of tickets"
) -> sladsl.Loaded:
    return sladsl.read_text(
        f"""
sla Desk {{
  effective: 2026-01-01
  time zone: "Europe/Berlin"
  interpretation {{
    level rounding: none   nothing happened: met   undecided records: left out   open past due: missed now
    record belongs to: opened   reversed times: count as zero   clock change: elapsed time
    end of business days: same time of day   first business day: not counted   deadline at closing time: due then
  }}
  party Helpers {{ role: provider   accepted: 2025-12-12 }}
  party City {{ role: customer   accepted: 2025-12-10 }}
  calendar Office {{
    Monday to Thursday: 09:00 to 12:00, 13:00 to 17:00   Friday: 09:00 to 14:00   Saturday: 22:00 to 24:00
    2026-03-25: closed
  }}
  service Help {{ hours: Office }}
  source tickets {{
    holds: records   each: ticket   collected: automatically   fields {{ opened: time   closed: time   priority: P1, P2 }}
  }}
  metric Time {{ {metric}   clock: Office   controlled by: Helpers }}
  objective Kept {{ Helpers ensures {promise} each month   {more} }}
}}
"""
    )


def line(of: sladsl.Loaded, rows: list[dict[str, str]], engine: Engine, as_of: str = "2026-06-01") -> Any:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    before = {"opened": "2026-01-05T10:00+01:00", "closed": "2026-01-05T10:00+01:00", "priority": "P1"}
    found = sladsl.evaluate(of, {"tickets": [before, *rows]}, period="2026-03", as_of=as_of, engine=engine)
    return found.outcome.statement.lines[0]


def ticket(opened: str, closed: str, priority: str = "P1") -> dict[str, str]:
    return {
        "opened": f"2026-03-{opened}+01:00",
        "closed": f"2026-03-{closed}+01:00" if closed else "",
        "priority": priority,
    }


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("opened", "closed", "kept"),
    [
        # Monday 2 March.
        ("02T09:00", "02T17:00", True),  # at closing is by close of business
        ("02T09:00", "02T17:00:01", False),
        ("02T16:59:59", "02T17:00", True),
        ("02T07:00", "02T16:00", True),  # before opening: that day
        ("02T12:30", "02T17:00", True),  # at lunch: that day
        ("02T17:00", "03T17:00", True),  # at closing: the next one
        ("02T17:00", "03T17:00:01", False),
        ("02T23:00", "03T16:00", True),
        ("05T18:00", "06T14:00", True),  # Friday closes at two
        ("05T18:00", "06T14:01", False),
        ("06T14:00", "07T23:59:59", True),  # Saturday evening is open until midnight
        ("06T14:00", "08T00:00", True),
        ("06T14:00", "08T00:00:01", False),
        ("08T10:00", "09T17:00", True),  # Sunday is no business day
        ("24T18:00", "26T17:00", True),  # 25 March is closed
        ("24T18:00", "26T17:30", False),
        ("02T10:00", "02T09:00", True),  # reversed times take no time
    ],
)
def test_each_ticket(opened: str, closed: str, kept: bool, engine: Engine) -> None:
    of = agreement("Time of each ticket at most same business day")
    assert line(of, [ticket(opened, closed)], engine).status == ("met" if kept else "missed")


@pytest.mark.parametrize("engine", ENGINES)
def test_the_clock_changes_on_a_sunday(engine: Engine) -> None:
    of = agreement("Time of each ticket at most same business day")
    row = {"opened": "2026-03-29T03:30+02:00", "closed": "2026-03-30T17:00+02:00", "priority": "P1"}
    assert line(of, [row], engine).status == "met"
    assert line(of, [row | {"closed": "2026-03-30T17:00:01+02:00"}], engine).status == "missed"


@pytest.mark.parametrize("engine", ENGINES)
def test_in_a_table_beside_other_limits(engine: Engine) -> None:
    of = agreement(
        "Time of at least 50% of tickets at most target",
        "target by priority { P1: same business day   P2: 1 business day }",
    )
    rows = [ticket("02T10:00", "02T17:00"), ticket("02T10:00", "03T10:00"), ticket("02T10:00", "03T10:00", "P2"),
            ticket("02T10:00", "03T10:01", "P2")]  # fmt: skip
    found = line(of, rows, engine)
    assert (found.columns["good"], found.columns["total"]) == (2, 4)


@pytest.mark.parametrize("engine", ENGINES)
def test_in_a_condition_with_open_tickets(engine: Engine) -> None:
    of = agreement(
        "Time at least 99%",
        metric="measure: share of tickets   good when: opened to closed at most same business day",
    )
    rows = [ticket("02T10:00", "02T17:00"), ticket("02T10:00", "02T18:00"), ticket("30T20:00", "")]
    found = line(of, rows, engine)
    assert (found.columns["good"], found.columns["total"], found.columns["overdue"]) == (1, 3, 1)


def test_nothing_is_left_to_choose() -> None:
    of = agreement("Time of each ticket at most same business day")
    assert "not-evaluated" not in {each.name for each in of.findings}
    keys = {answer.key for answer in sladsl.evaluate(
        of, {"tickets": [ticket("02T10:00", "02T17:00")]}, period="2026-03", as_of="2026-06-01"
    ).outcome.statement.answers}  # fmt: skip
    assert not keys & {"end of business days", "first business day", "days on a clock"}


def test_a_length_of_time_is_no_close_of_business() -> None:
    of = agreement("Time at most same business day", metric="measure: average of opened to closed in tickets")
    assert [each for each in of.findings if each.severity == "error"]
