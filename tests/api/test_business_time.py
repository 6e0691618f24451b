"""The business time of five systems through the language: agreement and records in, outcome out.

Each system's cases are records of one agreement with its calendar. Where systems differ, one line of `interpretation` makes
the difference, and the tests show that the other answer gives the other system's figure.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import evaluate, read_text
from sladsl.api.evaluation import Evaluation
from sladsl.data.binding import Binding, TableRows

Case = dict[str, Any]
DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
        "sun": "Sunday"}  # fmt: skip
SECOND = 1_000_000
AS_OF = 1_900_000_000 * SECOND
ENGINES = ("reference", "duckdb")
USUAL = {
    "nothing happened": "met",
    "undecided records": "counted as bad",
    "reversed times": "count as zero",
    "clock change": "elapsed time",
    "paused time": "on the clock",
    "deadline at closing time": "due then",
    "first business day": "not counted",
    "end of business days": "same time of day",
}


def cases(shared: Path, name: str, section: str = "cases") -> list[Case]:
    found: list[Case] = json.loads((shared / "cases" / "systems" / f"{name}.json").read_text())[section]
    return found


def opening(pairs: list[list[str]]) -> str:
    return ", ".join(f"{start} to {end}" for start, end in pairs) or "closed"


def calendar(of: Case) -> str:
    """The calendar of a case in the language; a holiday beats a break, a break a shift, a shift the week."""
    rows = [f"    {DAYS[day]}: {opening(pairs)}" for day, pairs in of["week"].items() if pairs]
    dates: dict[str, str] = {}
    for kind in ("special_days", "shifts"):
        dates |= {day: opening(pairs) for day, pairs in of.get(kind, {}).items()}
    for day, breaks in of.get("breaks", {}).items():
        usual = of.get("shifts", {}).get(day) or of["week"].get(
            list(DAYS)[datetime.fromisoformat(day).weekday()], []
        )
        dates[day] = opening(_without(usual, breaks))
    dates |= dict.fromkeys(of.get("holidays", []), "closed")
    dates |= {
        f"{year}-{each}": "closed" for each in of.get("holidays_mmdd", []) for year in range(2014, 2018)
    }
    rows += [f"    {day}: {hours}" for day, hours in sorted(dates.items())]
    return "\n".join(rows)


def _without(hours: list[list[str]], breaks: list[list[str]]) -> list[list[str]]:
    for start, end in breaks:
        hours = [
            piece
            for first, last in hours
            for piece in ([first, min(last, start)], [max(first, end), last])
            if piece[0] < piece[1]
        ]
    return hours


def agreement(of: Case, answers: dict[str, str], promise: str, extra: str = "") -> str:
    said = "\n".join(f"    {key}: {answer}" for key, answer in {**USUAL, **answers}.items())
    zone = of["tz"] or "UTC"
    return f"""
sla Desk {{
  time zone: "{zone}"
  party Provider {{ role: provider }}
  party Customer {{ role: customer }}
  interpretation {{
{said}
  }}
  calendar Hours {{
{calendar(of)}
  }}
  source tickets {{
    holds: records   each: ticket   time zone: "{zone}"
    fields {{ case: text   opened: time   resolved: time   waiting: intervals }}
  }}
  metric Mean {{
    measure: average of opened to resolved in tickets
    clock: Hours   for each: case   record belongs to: opened   controlled by: Provider
  }}
  metric Time {{
    measure: opened to resolved of tickets
    clock: Hours{extra}   record belongs to: opened   controlled by: Provider
  }}
{promise}
}}
"""


def ran(text: str, rows: list[dict[str, str]], engine: str) -> Evaluation:
    loaded = read_text(text)
    assert loaded.findings == (), loaded.findings
    assert loaded.agreement is not None
    binding = Binding(
        tables={"tickets": TableRows(source="tickets", rows=tuple(rows))}, levels=None, fees=None, claims=None
    )
    return evaluate(loaded.agreement, binding, as_of=AS_OF, engine=engine)


def moment(text: str) -> str:
    """A moment as a cell: with its offset, or as the clock of the zone shows it."""
    return text.replace("Z", "+00:00").replace(" ", "T") if text.endswith("Z") else text.replace(" ", "T")


def later(text: str, seconds: int) -> str:
    return (datetime.fromisoformat(moment(text)) + timedelta(seconds=seconds)).isoformat()


def elapsed(found: list[Case], answers: dict[str, str], engine: str) -> dict[str, Fraction]:
    """Seconds by case, of cases with one calendar."""
    rows = [
        {"case": case["id"], "opened": moment(case["start"]), "resolved": moment(case["end"]), "waiting": ""}
        for case in found
    ]
    text = agreement(found[0]["calendar"], answers, "  objective Work { Provider reports Mean each year }")
    lines = ran(text, rows, engine).outcome.statement.lines
    return {line.scope: line.level / SECOND for line in lines if line.level is not None}


def verdicts(
    found: list[Case],
    limits: dict[str, str],
    answers: dict[str, str],
    engine: str,
    *,
    waiting: str = "",
    due: str = "expect_due",
) -> dict[str, tuple[str, str]]:
    """What is said of a record that ends when it is due, and of one that ends a second later."""
    rows = []
    for case in found:
        for suffix, seconds in (("", 0), (" late", 1)):
            rows.append(
                {
                    "case": case["id"] + suffix,
                    "opened": moment(case["start"]),
                    "resolved": later(case[due], seconds),
                    "waiting": waiting,
                }
            )
    table = "\n".join(
        f'      "{name}{suffix}": {limit}' for name, limit in limits.items() for suffix in ("", " late")
    )
    promise = (
        "  objective Work {\n    Provider ensures Time of each ticket at most target each year\n"
        f"    target by case {{\n{table}\n    }}\n  }}"
    )
    extra = ", paused while waiting" if waiting else ""
    evaluation = ran(agreement(found[0]["calendar"], answers, promise, extra), rows, engine)
    said = {}
    for line in evaluation.outcome.statement.lines:
        for record in evaluation.records(line):
            said[dict(record.fields)["case"]] = record.verdict
    return {case["id"]: (said[case["id"]], said[f"{case['id']} late"]) for case in found}


def by_calendar(found: list[Case]) -> list[list[Case]]:
    groups: dict[str, list[Case]] = {}
    for case in found:
        groups.setdefault(json.dumps(case["calendar"], sort_keys=True), []).append(case)
    return list(groups.values())


RIGHT = ("kept", "missed")
"""Due to the second: kept when it ends then, missed a second later."""


@pytest.mark.parametrize("engine", ENGINES)
def test_zendesk_biz(shared: Path, engine: str) -> None:
    every = cases(shared, "zendesk_biz")
    # Counting back from an instant is no deadline: no agreement promises the past.
    assert sum(case.get("budget_seconds", 0) < 0 for case in every) == 2
    assert len(every) == 21
    for group in by_calendar(every):
        spans = [case for case in group if case["op"] == "business_elapsed"]
        opens = [
            {**case, "start": case["at"], "end": later(case["at"], 1), "expect_seconds": int(case["expect"])}
            for case in group
            if case["op"] == "is_open"
        ]
        if spans + opens:
            found = elapsed(spans + opens, {}, engine)
            assert found == {case["id"]: case["expect_seconds"] for case in spans + opens}
        for at_closing in ("due then", "due at next opening"):
            # Nothing at all added to a time in closed hours is the next opening.
            adds = [
                case
                for case in group
                if case["op"] == "add_seconds"
                and case["budget_seconds"] >= 0
                and bool(case["budget_seconds"]) is (at_closing == "due then")
            ]
            limits = {case["id"]: f"{case['budget_seconds']} seconds" for case in adds}
            if adds:
                answers = {"deadline at closing time": at_closing}
                assert set(verdicts(adds, limits, answers, engine).values()) == {RIGHT}
        days = [case for case in group if case["op"] == "add_working_days"]
        if days:
            limits = {case["id"]: f"{case['days']} business days" for case in days}
            assert set(verdicts(days, limits, {}, engine).values()) == {RIGHT}


@pytest.mark.parametrize("engine", ENGINES)
def test_working_hours(shared: Path, engine: str) -> None:
    answers = {"clock change": "wall clock", "reversed times": "count as negative"}
    others = {"clock change": 0, "reversed times": 0}
    told = {"elapsed": 0, "due": 0, "before": 0}
    for group in by_calendar(cases(shared, "working_hours_gem")):
        spans = [case for case in group if case["op"] == "business_elapsed"]
        if spans:
            wanted = {case["id"]: case["expect_seconds"] for case in spans}
            assert elapsed(spans, answers, engine) == wanted
            for key in others:
                other = elapsed(spans, {**answers, key: USUAL[key]}, engine)
                others[key] += sum(other[name] != seconds for name, seconds in wanted.items())
            told["elapsed"] += len(spans)
        adds = [case for case in group if case["op"] == "add_seconds" and case["budget_seconds"] >= 0]
        if adds:
            limits = {case["id"]: f"{case['budget_seconds']} seconds" for case in adds}
            found = verdicts(adds, limits, answers, engine)
            assert set(found.values()) == {RIGHT}, found
            told["due"] += len(adds)
        # Counting back from an instant is no deadline: no agreement promises the past.
        told["before"] += sum(case["op"] == "add_seconds" and case["budget_seconds"] < 0 for case in group)
    assert others == {"clock change": 1, "reversed times": 1}
    assert told["elapsed"] == 18
    assert told["due"] + told["before"] == 18
    assert told["due"] > told["before"]


@pytest.mark.parametrize("engine", ENGINES)
def test_erpnext_due_dates(shared: Path, engine: str) -> None:
    for group in by_calendar(cases(shared, "erpnext_due_dates")):
        limits = {case["id"]: f"{case['budget_seconds']} seconds" for case in group}
        assert set(verdicts(group, limits, {}, engine).values()) == {RIGHT}
    at_closing = next(
        case for case in cases(shared, "erpnext_due_dates") if case["id"] == "default-sla:resolution"
    )
    limit = {at_closing["id"]: f"{at_closing['budget_seconds']} seconds"}
    # At the next opening, the other answer, it is due the day after a holiday.
    moved = {**at_closing, "expect_due": "2019-03-06 10:00"}
    answers = {"deadline at closing time": "due at next opening"}
    assert verdicts([at_closing], limit, answers, engine)[at_closing["id"]] == ("kept", "kept")
    assert verdicts([moved], limit, answers, engine)[at_closing["id"]] == RIGHT


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("answer", "due"), [("by the wall clock", "2020-03-04 16:45"), ("on the clock", "2020-03-04 16:00")]
)
def test_erpnext_hold(shared: Path, engine: str, answer: str, due: str) -> None:
    """A pause outside the hours: this system moves the deadline by it, others do not."""
    of = cases(shared, "erpnext_due_dates")[0]["calendar"]
    case = next(each for each in cases(shared, "erpnext_due_dates", "extra") if "pauses" in each)
    ((start, end),) = case["pauses"]
    given = {**case, "calendar": of, "due": due}
    limits = {case["id"]: f"{case['budget_seconds']} seconds"}
    found = verdicts(
        [given], limits, {"paused time": answer}, engine, waiting=f"{moment(start)}/{moment(end)}", due="due"
    )
    assert found == {case["id"]: RIGHT}
    assert (due == case["expect_due"]) is (answer == "by the wall clock")


@pytest.mark.parametrize("engine", ENGINES)
def test_erpnext_first_response(shared: Path, engine: str) -> None:
    """The system says one second where it means none: its own note has the clean figure."""
    told = 0
    for group in by_calendar(cases(shared, "erpnext_first_response_elapsed")):
        assert elapsed(group, {}, engine) == {case["id"]: case["expect_clean"] for case in group}
        told += sum(case["expect_clean"] != case["expect_seconds"] for case in group)
    assert told > 0


@pytest.mark.parametrize("engine", ENGINES)
def test_znuny_working_time(shared: Path, engine: str) -> None:
    for group in by_calendar(cases(shared, "znuny_working_time")):
        assert elapsed(group, {}, engine) == {case["id"]: case["expect_seconds"] for case in group}
