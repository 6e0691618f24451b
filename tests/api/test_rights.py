"""Rights and dates of whole agreements: from files to the statement, with either engine and for a named month."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sladsl.api import read_text
from sladsl.api.evaluation import evaluate
from sladsl.api.scenarios import results
from sladsl.data.binding import Binding, ClaimsFile, LevelsFile, ReportsFile, TableFile
from sladsl.outcome.statement import Outcome, Statement
from sladsl.outcome.to_json import outcome_json
from sladsl.outcome.to_text import outcome_text
from sladsl.values.instant import parse_time

HEAD = """
  effective: {effective}   time zone: "UTC"   currency: EUR
  party P {{ role: provider   accepted: by ordering }}
  party C {{ role: customer   accepted: by ordering }}
  service S {{ hours: always   fee: 100 EUR per month }}
"""
REPORTED = "measure: as reported   of: S   collected by: P   controlled by: P"


def text(body: str, effective: str = "2025-01-01", **_: Any) -> str:
    return f"sla A {{{HEAD.format(effective=effective)}\n{body}\n}}"


def outcome(tmp_path: Any, source: str, levels: str, as_of: str, period: str = "", **more: str) -> Outcome:
    (tmp_path / "levels.csv").write_text(f"period,objective,level\n{levels}", encoding="utf-8")
    loaded = read_text(source)
    assert loaded.findings == ()
    assert loaded.agreement is not None
    reports: tuple[ReportsFile, ...] = ()
    if "reports" in more:
        (tmp_path / "reports.csv").write_text(more["reports"], encoding="utf-8")
        reports = (ReportsFile(path=str(tmp_path / "reports.csv")),)
    written = parse_time(as_of)
    assert written is not None
    binding = Binding(levels=(LevelsFile(path=str(tmp_path / "levels.csv")),), reports=reports)
    return evaluate(loaded.agreement, binding, as_of=written.naive_us, period=period).outcome


def months(text: str, first: int = 1, year: int = 2026) -> str:
    levels = {"m": "98%", ".": "99.9%"}
    return "".join(
        f"{year}-{at:02},O,{levels[letter]}\n" for at, letter in enumerate(text, first) if letter in levels
    )


RIGHT = text(
    f"""
  interpretation {{ N of M periods: sliding }}
  objective O {{ P ensures at least 99% each month   {REPORTED} }}
  C may terminate {{
    when: O missed in 3 of any 6 consecutive months   notice: 30 days   use within: 60 days of the last miss
  }}
""",
    "2026-01-01",
)


def test_a_named_month_knows_the_misses_before_it(tmp_path: Any) -> None:
    whole = outcome(tmp_path, RIGHT, months("m.m.m"), "2026-06-10").statement
    named = outcome(tmp_path, RIGHT, months("m.m.m"), "2026-06-10", "2026-05").statement
    assert (len(whole.lines), len(named.lines)) == (5, 1)
    assert named.rights == whole.rights
    assert (named.rights[0].state, named.rights[0].last_day) == ("open", "2026-07-30")


@pytest.mark.parametrize("history", ["m", ".m", "mm", "m.m", "mm.m", "..."])
def test_months_before_all_data_are_no_news(tmp_path: Any, history: str) -> None:
    """In force since 2024, and reports begin in 2026: the whole and the named month say the same."""
    old = RIGHT.replace("2026-01-01", "2024-01-01")
    last = f"2026-{len(history):02}"
    whole = outcome(tmp_path, old, months(history), "2026-06-10").statement
    named = outcome(tmp_path, old, months(history), "2026-06-10", last).statement
    assert [(each.state, each.last_day) for each in named.rights] == [
        (each.state, each.last_day) for each in whole.rights
    ]


def test_a_month_before_the_misses_knows_nothing_of_them(tmp_path: Any) -> None:
    early = outcome(tmp_path, RIGHT, months("m.m.m"), "2026-06-10", "2026-03").statement
    assert (early.rights[0].state, early.rights[0].looked_to) == ("not arisen", "2026-03")


def test_what_never_lapses_is_looked_for_since_the_start(tmp_path: Any) -> None:
    forever = RIGHT.replace("use within: 60 days of the last miss", "").replace("2026-01-01", "2024-01-01")
    levels = months("mmm", year=2024) + months("." * 9, 4, 2024) + months("." * 12, year=2025) + months("...")
    found = outcome(tmp_path, forever, levels, "2026-04-10", "2026-03").statement.rights[0]
    assert (found.state, [each.period for each in found.by]) == ("open", ["2024-01", "2024-02", "2024-03"])


def test_the_past_that_is_looked_at_has_an_end(tmp_path: Any) -> None:
    """A century of days would be refused; a right that never lapses is then possible by what nobody has seen."""
    daily = text(
        f"""
  objective O {{ P ensures at least 99% each day   {REPORTED} }}
  C may terminate {{ when: O missed in 900 consecutive days   notice: 30 days }}
""",
        "1930-01-01",
    )
    found = outcome(tmp_path, daily, "2026-03-02,O,98%\n", "2026-04-10", "2026-03-02").statement
    assert (len(found.lines), found.rights[0].state) == (1, "possible")


def test_open_choices_show_what_the_right_is_by_each_answer(tmp_path: Any) -> None:
    """Misses of May, June and July: three of any six, and two in the one block, one in the other."""
    silent = RIGHT.replace("interpretation { N of M periods: sliding }", "")
    found = outcome(tmp_path, silent, months("....mmm"), "2026-08-10")
    assert [each.matters for each in found.open if each.key == "N of M periods"] == [True]
    assert [each.statement.rights[0].state for each in found.readings] == ["open", "not arisen"]
    assert "not yet, if N of M periods: fixed blocks" in outcome_text(found)
    told = json.loads(outcome_json(found))
    assert [len(each["rights"]) for each in told["readings"]] == [0, 1]


def test_a_choice_that_changes_no_right_does_not_matter(tmp_path: Any) -> None:
    silent = RIGHT.replace("interpretation { N of M periods: sliding }", "")
    found = outcome(tmp_path, silent, months("mmm"), "2026-04-10")
    assert [each.matters for each in found.open] == [False]


REPORT = text(
    f"""
  interpretation {{ business days: Monday to Friday }}
  objective O {{ P ensures at least 99% each month   {REPORTED} }}
  P sends Figures to C {{ within: 5 business days after the month }}
  report Figures "Monthly figures" {{ measure: O }}
  C may demand a rectification plan {{ when: O missed   use within: 20 days of the report }}
""",
    "2026-01-01",
)


@pytest.mark.parametrize(
    ("reports", "last", "duty"),
    [
        ("report,period,sent\nFigures,2026-03,2026-04-02\n", "2026-04-22", "sent in time"),
        ("report,period,sent\nFigures,2026-03,09.04.2026\n", "2026-04-29", "sent late"),
        ("report,period,sent\nFigures,March 2026,2026-04-08\n", "2026-04-28", "sent late"),
        # One that is overdue was not sent, so the time after it has not begun.
        ("report,period,sent\n", "", "overdue"),
    ],
)
def test_reports_are_read_from_a_file(tmp_path: Any, reports: str, last: str, duty: str) -> None:
    found = outcome(tmp_path, REPORT, months("m", 3), "2026-04-12", reports=reports).statement
    assert found.rights[0].last_day == last
    assert [each.state for each in found.duties if each.period == "2026-03"] == [duty]


def test_rows_of_reports_that_can_not_be_read_are_told(tmp_path: Any) -> None:
    reports = "report,period,sent\nFigures,2026-03,soon\nFigures,sometime,2026-04-02\n,2026-03,2026-04-02\n"
    reports += "X,2026-03,2026-04-02\n"
    found = outcome(tmp_path, REPORT, months("m", 3), "2026-04-12", reports=reports).statement
    names = {each.name for each in found.findings}
    assert {"unreadable-report", "unreadable-period", "blank-cell", "report-without-duty"} <= names


CIRCUITS = text(
    """
  interpretation {
    overlapping outages: once   partial minutes: exact   level rounding: none
    money rounding: half up to 0.01 EUR, on each line   claim after several outages: the last
  }
  source faults { holds: intervals   of: S   fields { circuit: C1, C2 }   collected: automatically }
  metric Uptime { of: S   measure: uptime from faults   for each: circuit   controlled by: P }
  objective O { P ensures Uptime at least 99.9% each month }
  credit for O { base: that month's fee of S   amount: 10% }
  claims {
    stage Notice { channel: by ticket   deadline: 72 hours after the start of the outage }
    stage Demand { channel: in writing   deadline: 10 days after the Notice }
  }
  C may terminate that circuit {
    when: O missed in 2 consecutive months   notice: at once   use within: 20 days after the end of the outage
  }
""",
    "2026-01-01",
)
FAULTS = """start,end,circuit
2026-01-10 10:00,2026-01-10 14:00,C1
2026-02-03 10:00,2026-02-03 12:00,C1
2026-02-20 10:00,2026-02-20 14:00,C1
2026-02-27 22:00,2026-03-02 02:00,C2
"""


def circuits(tmp_path: Any, engine: str, source: str = CIRCUITS) -> Statement:
    (tmp_path / "faults.csv").write_text(FAULTS, encoding="utf-8")
    (tmp_path / "claims.csv").write_text(
        "objective,scope,period,claimed,stage\nO,C1,2026-02,2026-02-23 09:59,Notice\n", encoding="utf-8"
    )
    loaded = read_text(source)
    assert loaded.findings == ()
    assert loaded.agreement is not None
    covers = parse_time("2026-01-01"), parse_time("2026-04-01")
    assert covers[0] is not None
    assert covers[1] is not None
    binding = Binding(
        tables={
            "faults": TableFile(
                source="faults",
                path=str(tmp_path / "faults.csv"),
                zone="UTC",
                covers=(covers[0].naive_us, covers[1].naive_us),
            )
        },
        claims=(ClaimsFile(path=str(tmp_path / "claims.csv")),),
    )
    as_of = parse_time("2026-03-10")
    assert as_of is not None
    return evaluate(loaded.agreement, binding, as_of=as_of.naive_us, engine=engine).outcome.statement


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_dates_that_count_from_outages(tmp_path: Any, engine: str) -> None:
    found = circuits(tmp_path, engine)
    claims = {(each.scope, each.period): each.claim for each in found.lines if each.status == "missed"}
    january, february = claims["C1", "2026-01"], claims["C1", "2026-02"]
    assert january is not None
    assert february is not None
    assert (january.state, january.last_day) == ("lapsed", "2026-01-13")
    # Of two outages the last; made a minute before the time is up, and ten days from then.
    assert [(each.state, each.last_day) for each in february.stages] == [
        ("made in time", "2026-02-23"),
        ("lapsed", "2026-03-05"),
    ]
    crossing = claims["C2", "2026-02"]
    assert crossing is not None
    assert crossing.stages[0].last_day == "2026-03-02"
    right = {each.scope: each for each in found.rights}
    assert (right["C1"].state, right["C1"].last_day) == ("open", "2026-03-12")
    assert right["C2"].state == "not arisen"


def test_nothing_measures_outages_that_nobody_asks_for(tmp_path: Any) -> None:
    """The columns are there only for dates, and never part of a level."""
    found = circuits(tmp_path, "reference")
    assert {name for line in found.lines for name in line.columns if name.startswith("outage")} == set()


# ---- scenarios


def scenario(body: str, claims: str = "") -> list[tuple[bool, str]]:
    loaded = read_text(
        text(
            f"""
  interpretation {{ N of M periods: sliding   money rounding: half up to 0.01 EUR, on each line }}
  objective O {{ P ensures at least 99% each month   {REPORTED} }}
  {claims}
  C may terminate {{ when: O missed in 2 of any 4 consecutive months   use within: 30 days after the month }}
  either party may terminate {{ notice: 90 days }}
  scenario "S" {{ months: 2026-01 to 2026-03   {body} }}
"""
        )
    )
    assert loaded.findings == ()
    assert loaded.agreement is not None
    return [(each.ok, each.got_text) for each in results(loaded.agreement)]


MISSED = "levels for O { 2026-01: 98%   2026-02: 99%   2026-03: 98% }"
ONCE = "levels for O { 2026-01: 98%   2026-02: 99%   2026-03: 99% }"


@pytest.mark.parametrize(
    ("body", "ok"),
    [
        (f"{MISSED}   expect: C may terminate", True),
        (f"{MISSED}   expect: C may terminate from 2026-04-01", True),
        (f"{MISSED}   expect: C may terminate from 2026-04-01 to 2026-04-30", True),
        (f"{MISSED}   expect: either party may terminate", True),
        (f"{ONCE}   expect: C may not terminate", True),
        (f"{MISSED}   expect: C may not terminate", False),
        (f"{ONCE}   expect: C may terminate", False),
        (f"{MISSED}   expect: C may terminate from 2026-03-01", False),
        (f"{MISSED}   expect: C may terminate to 2026-04-29", False),
        (f"{ONCE}   expect: either party may not terminate", False),
    ],
)
def test_scenarios_expect_rights(body: str, ok: bool) -> None:
    assert [found for found, _ in scenario(body)] == [ok]


def test_what_came_out_is_told() -> None:
    assert scenario(f"{MISSED}   expect: C may not terminate") == [
        (False, "open, from 2026-04-01 to 2026-04-30")
    ]


def test_what_was_before_a_scenario_was_well() -> None:
    """The agreement is older: nobody says that the month before was missed, so it was not."""
    assert scenario(f"{ONCE}   expect: C may not terminate") == [(True, "C may not terminate")]
