"""Rows of one thing that disagree: told with what they say, and the one counts that the binding names; engines agree."""

from __future__ import annotations

import csv
import io
import json
import random
from typing import Any, Literal

import pytest

import sladsl
from sladsl.api import render
from sladsl.outcome.measured import DataFinding

Engine = Literal["reference", "duckdb"]
ENGINES: tuple[Engine, ...] = ("reference", "duckdb")
How = Literal["first", "last", "left out", ""]
TEXT = """
sla Desk {
  effective: 2026-01-01   time zone: "UTC"
  interpretation { level rounding: none   nothing happened: met   record belongs to: opened   reversed times: count as zero
                   undecided records: left out }
  party P { role: provider }   party C { role: customer }   service Help { hours: always }
  source tickets { holds: records   each: ticket   key: id   collected: automatically
                   fields { id: text   opened: time   closed: time   priority: P1, P2   waiting: intervals } }
  metric Mean { measure: average of opened to closed in tickets   where: priority is P1
                clock: always, paused while waiting   controlled by: P }
  metric Number { measure: number of tickets   for each: priority   controlled by: P }
  objective A { P ensures Mean at most 5 hours each month }
  objective B { P ensures Number at most 100 each month }
}
"""
ROWS = """id,opened,closed,priority,waiting
T1,2026-02-01 10:00,2026-02-01 12:00,P1,
T2,2026-02-02 10:00,,P1,
T1,2026-02-01 10:00,2026-02-01 12:00,P1,
T2,2026-02-02 10:00,2026-02-02 14:00,P1,
T3,2026-02-03 10:00,2026-02-03 13:00,P2,
T3,2026-02-03 10:00,,P2,
T1,2026-02-01 10:00,2026-02-01 12:00,,
"""


def evaluated(text: str, engine: Engine, how: How, agreement: str = TEXT) -> sladsl.Evaluation:
    table = sladsl.Table(list(csv.DictReader(io.StringIO(text))), zone="UTC", repeated=how)
    return sladsl.evaluate(
        sladsl.read_text(agreement), {"tickets": table}, period="2026-02", as_of="2026-06-01", engine=engine
    )


def told(found: sladsl.Evaluation) -> dict[str, DataFinding]:
    return {each.name: each for each in found.outcome.statement.findings}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("how", "hours", "repeated", "contradicting"),
    [
        # The first row of T2 has no end; that of T3 says more than its second one.
        ("", [2], ["T1", "T3", "T1"], ["T2: closed 2026-02-02 14:00, not empty"]),
        (
            "last",
            [4],
            ["T2"],
            ["T1: priority P1, not empty"] * 2 + ["T3: closed 2026-02-03 13:00, not empty"],
        ),
        ("left out", [], [], ["T1", "T2", "T1", "T2", "T3", "T3", "T1"]),
    ],
)
def test_which_row_counts(
    engine: Engine, how: How, hours: list[int], repeated: list[str], contradicting: list[str]
) -> None:
    # Only one metric: another one would not read when a ticket was closed, and see no contradiction there.
    alone = "".join(line for line in TEXT.splitlines(True) if "Number" not in line)
    found = evaluated(ROWS, engine, how, alone)
    names = told(found)
    assert [text for _, text in names["contradicting-row"].samples] == contradicting
    assert names["contradicting-row"].count == len(contradicting)
    assert (
        [text for _, text in names["duplicate-key"].samples] == repeated
        if repeated
        else "duplicate-key" not in names
    )
    lines = {(line.objective, line.scope): line for line in found.outcome.statement.lines}
    mean = lines["A", ""]
    assert mean.columns["known"] == len(hours)
    assert mean.columns["figure"] == sum(hours) * 3600 * 10**6


def _text(chance: random.Random) -> str:
    def cell(*texts: str) -> str:
        return chance.choice(texts)

    lines = [
        ",".join(
            (
                cell("T1", "T2", "T3", ""),
                cell("2026-02-01 10:00", "2026-02-02 09:00", "", "soon"),
                cell("2026-02-03 10:00", "2026-02-01 08:00", "", "later"),
                cell("P1", "P2", "P3", ""),
                cell(
                    "",
                    "2026-02-02 10:00/2026-02-02 11:00",
                    "2026-02-02 10:00/2026-02-02 11:00; 2026-02-02 12:00/",
                ),
            )
        )
        for _ in range(chance.randrange(1, 14))
    ]
    return "id,opened,closed,priority,waiting\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("how", ["", "last", "left out"])
def test_engines_agree_on_rows_that_disagree(how: How) -> None:
    chance = random.Random(f"contradicting {how}")
    seen = 0
    for _ in range(10):
        text = _text(chance)
        both: list[Any] = [json.loads(evaluated(text, engine, how).json()) for engine in ENGINES]
        for each in both:
            each["statement"].pop("engine")
        assert both[0] == both[1], text
        seen += any(each["name"] == "contradicting-row" for each in both[0]["statement"]["findings"])
    assert seen > 2


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("said", "set_"), [("last", ""), ("last", "first"), ("left out", "last"), ("first", "left out")]
)
def test_the_agreement_decides_which_row_counts(engine: Engine, said: How, set_: How) -> None:
    agreed = TEXT.replace("key: id", f"key: id   repeated: {said}")
    found, meant = evaluated(ROWS, engine, set_, agreed), evaluated(ROWS, engine, said)
    assert [line.level for line in found.outcome.statement.lines] == [
        line.level for line in meant.outcome.statement.lines
    ]
    names = told(found)
    assert names["contradicting-row"] == told(meant)["contradicting-row"]
    assert ("setting-overruled" in names) == bool(set_)
    if set_:
        assert names["setting-overruled"].message == (
            f'tickets: repeated = "{set_}" is said of the data, and `repeated: {said}` in the agreement.'
        )


def test_the_contract_says_which_row_counts() -> None:
    page = render(sladsl.read_text(TEXT.replace("key: id", "key: id   repeated: last")))
    assert "Where they say different things, the last of them counts." in page


def test_without_a_key_there_are_no_two_rows_of_one_thing() -> None:
    (found,) = (
        each
        for each in sladsl.read_text(TEXT.replace("key: id", "repeated: last")).findings
        if each.severity == "error"
    )
    assert (found.name, found.hint) == (
        "key-without-effect",
        "Add `key: number`, with the field that names it.",
    )
