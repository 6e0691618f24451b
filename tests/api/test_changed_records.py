"""Records of a log that change: the highest priority that they had, the first close of those that were opened again."""

from __future__ import annotations

from typing import Any, Literal

import pytest

import sladsl

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
Event = dict[str, str]


def agreement(answers: str, measure: str = "opened to closed of log", promise: str = "") -> sladsl.Loaded:
    promise = promise or "Time of at least 1% of tickets at most target"
    target = "target by priority { P1: 2 hours   P2: 4 hours   P3: 8 hours }" if "target" in promise else ""
    return sladsl.read_text(
        f"""
sla Desk {{
  effective: 2026-01-01
  time zone: "UTC"
  interpretation {{
    {answers}   nothing happened: met   undecided records: left out   open past due: not yet   level rounding: none
  }}
  party Helpers {{ role: provider   accepted: 2025-12-12 }}
  party City {{ role: customer   accepted: 2025-12-10 }}
  service Help {{ hours: always }}
  source log {{
    holds: events   each: ticket   key: number   collected: automatically
    fields {{ number: text   priority: P1, P2, P3   vip: yes or no   team: text   opened: time   closed: time }}
  }}
  metric Time {{ measure: {measure}   record belongs to: opened   controlled by: Helpers }}
  objective Kept {{ Helpers ensures {promise} each month   {target} }}
}}
"""
    )


def event(hour: int, priority: str = "P2", closed: int = 0, number: str = "1", **more: str) -> Event:
    found = {
        "at": f"2026-03-02T{hour:02}:00Z",
        "number": number,
        "priority": priority,
        "opened": "2026-03-02T00:00Z",
    }
    found["closed"] = f"2026-03-02T{closed:02}:00Z" if closed else ""
    return found | {"vip": "", "team": ""} | more


def evaluated(of: sladsl.Loaded, events: list[Event], engine: Engine) -> Any:
    assert not [each for each in of.findings if each.severity == "error"], of.findings
    return sladsl.evaluate(of, {"log": events}, period="2026-03", as_of="2026-06-01", engine=engine)


def kept(of: sladsl.Loaded, events: list[Event], engine: Engine) -> tuple[int, int]:
    (line,) = evaluated(of, events, engine).outcome.statement.lines
    return line.columns["good"], line.columns["total"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("answer", "events", "good"),
    [
        ("highest", [event(1, "P3"), event(2, "P1"), event(3, "P2", 3)], 0),  # 3 hours, and once a P1
        ("latest", [event(1, "P3"), event(2, "P1"), event(3, "P2", 3)], 1),
        ("at opening", [event(1, "P3"), event(2, "P1"), event(7, "P2", 7)], 1),
        ("highest", [event(3, "P2", 3), event(2, "P1"), event(1, "P3")], 0),  # in any order of the file
        ("highest", [event(1, "P2"), event(3, "", 3)], 1),  # the last event does not say it
        ("highest", [event(1, ""), event(3, "", 3)], 0),  # nobody ever said it
        ("highest", [event(1, "P3"), event(3, "P2", 3)], 1),
        ("highest", [event(1, "P9"), event(3, "P2", 3)], 1),  # not one of its values
    ],
)
def test_the_highest_value(answer: str, events: list[Event], good: int, engine: Engine) -> None:
    assert kept(agreement(f"changed fields: {answer}"), events, engine)[0] == good


@pytest.mark.parametrize("engine", ENGINES)
def test_yes_is_higher_than_no_and_texts_have_no_order(engine: Engine) -> None:
    events = [event(1, vip="no", team="a"), event(2, vip="yes", team="z"), event(3, vip="no", team="b")]
    for where, count in (("vip", 1), ('team is "b"', 1), ('team is "z"', 0), ("priority is P2", 1)):
        of = agreement("changed fields: highest", f"number of log   where: {where}", "Time at most 9")
        (line,) = evaluated(of, events, engine).outcome.statement.lines
        assert line.columns["total"] == count, where


REOPENED = [event(1), event(2, closed=2), event(3), event(9, closed=9)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("answer", "events", "found"),
    [
        ("first close", REOPENED, (1, 1)),
        ("last close", REOPENED, (0, 1)),
        ("first close", REOPENED[:3], (1, 1)),  # open again, and closed all the same
        ("last close", REOPENED[:3], (0, 0)),
        ("first close", REOPENED[:1], (0, 0)),
        ("first close", REOPENED[::-1], (1, 1)),
    ],
)
def test_the_close_that_counts(
    answer: str, events: list[Event], found: tuple[int, int], engine: Engine
) -> None:
    of = agreement(f"changed fields: latest   reopened records: {answer}")
    (line,) = evaluated(of, events, engine).outcome.statement.lines
    total = line.columns["total"] - line.columns.get("open", 0) - line.columns.get("overdue", 0)
    assert (line.columns["good"], total) == found


@pytest.mark.parametrize("engine", ENGINES)
def test_the_event_that_says_it_is_shown(engine: Engine) -> None:
    of = agreement("changed fields: highest   reopened records: first close")
    found = evaluated(of, [event(1, "P3"), event(2, "P1", 3), event(4, "P2"), event(9, "P2", 9)], engine)
    (line,) = found.outcome.statement.lines
    (row,) = found.witnesses(line)  # three hours for what was a P1
    shown = dict(row.fields)
    assert (shown["priority"], shown["closed"], shown["at"]) == (
        "P1",
        "2026-03-02T03:00Z",
        "2026-03-02T09:00Z",
    )


def test_which_close_counts_is_asked_and_both_are_tried() -> None:
    found = evaluated(agreement("changed fields: latest"), REOPENED, "reference")
    (asked,) = [each for each in found.outcome.open if each.key == "reopened records"]
    assert (asked.answers, asked.matters) == (("last close", "first close"), True)
