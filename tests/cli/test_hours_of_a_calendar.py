"""Times on the clock of a calendar: a day of office hours is not 24 hours, so nothing is told in days."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sladsl.values.duration import DAY, HOUR, MINUTE, duration_text
from tests.cli.run import run

AGREEMENT = """\
sla Desk {
  effective: 2026-01-01   time zone: "Europe/Berlin"   currency: EUR
  party N { role: provider }   party C { role: customer }
  interpretation {
    level rounding: none   undecided records: counted as bad   paused time: on the clock
    deadline at closing time: due then   reversed times: count as zero   nothing happened: met
    open past due: missed now   partial minutes: exact   overlapping outages: once
    money rounding: half up to 0.01 EUR, on each line
  }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Help { hours: HOURS   fee: 10_000 EUR per month }
  source tickets {
    holds: records   each: ticket   of: Help   key: number   collected: automatically   collected by: N
    fields { number: text   opened: time   solved: time   waiting: intervals }
  }
  source outages { holds: intervals   of: Help   collected: automatically   collected by: N   fields { kind: text } }
  metric Solving {
    measure: opened to solved of tickets   clock: HOURS, paused while waiting   record belongs to: opened
    controlled by: N
  }
  metric Mean {
    measure: average of opened to solved in tickets   clock: HOURS   record belongs to: opened   controlled by: N
  }
  metric Down { of: Help   measure: downtime from outages   controlled by: N }
  objective Solved { N ensures Solving of at least 90% of tickets at most 27 hours each month }
  objective Slow { N ensures Mean at most 26 hours each month }
  objective Broken { N ensures Down at most 25 hours each month }
  credit for Solved { base: that month's fee of Help   amount: 5% }
  credit for Slow { base: that month's fee of Help   amount: 5% }
  credit for Broken { base: that month's fee of Help   amount: 5% }
  escalation for Solved { at 50%: "Lead"   at due: "Head"   8 hours after due: C }
  claims { channel: in writing   deadline: 30 days after the month }
}
"""
TICKETS = """\
number,opened,solved,waiting
T1,2026-03-02 09:00,2026-03-06 12:00,
T2,2026-03-03 09:00,2026-03-04 12:00,
T3,2026-03-30 09:00,,2026-03-31 10:00/
T4,2026-03-27 09:00,,
"""
DATA = """\
[source.tickets]
file = "tickets.csv"
zone = "Europe/Berlin"
covers = "2026-03"
[source.outages]
file = "outages.csv"
zone = "Europe/Berlin"
covers = "2026-03"
"""


def desk(folder: Path, hours: str = "Office") -> list[str]:
    (folder / "a.sla").write_text(AGREEMENT.replace("HOURS", hours))
    (folder / "tickets.csv").write_text(TICKETS)
    (folder / "outages.csv").write_text("start,end,kind\n2026-03-09 00:00,2026-03-12 00:00,x\n")
    (folder / "data.toml").write_text(DATA)
    return [str(folder / "a.sla"), "--as-of", "2026-04-01 08:00", "--period", "2026-03"]


def words(out: str) -> str:
    return " ".join(out.split())


def test_office_hours_are_told_in_hours(tmp_path: Path) -> None:
    on = desk(tmp_path)
    statement = words(run(["evaluate", *on]).out)
    assert "at most 26 h 28 h missed" in statement
    assert "at most 25 h 30 h missed" in statement
    why = words(run(["evaluate", *on, "--explain"]).out)
    for part in (
        "the limit: 27 h, opened to solved: 43 h",
        "figure / known = 56 h / 2 = 28 h",
        "2 h less: met",
        "T4 29 h 27 h",
        "service 220 h",
        "30 h one by one",
    ):
        assert part in why, part
    assert " d " not in why.replace(": met", "")
    notice = words(run(["claim", *on]).out)
    assert "promised is at most 26 h; attained was 28 h" in notice
    assert "opened to solved: 43 h" in notice
    assert "time so far: 43 h" not in notice, "what is over has one time"
    assert "2026-03-12 00:00 30 h" in notice
    lines = json.loads(run(["evaluate", *on, "--format", "json"]).out)["statement"]["lines"]
    assert [each["target"]["shown"] for each in lines] == ["at least 90%", "at most 26 h", "at most 25 h"]


def test_time_round_the_clock_is_told_in_days(tmp_path: Path) -> None:
    on = desk(tmp_path, "always")
    statement = words(run(["evaluate", *on]).out)
    assert "at most 1 d 2 h 2 d 15 h missed" in statement
    assert "at most 1 d 1 h 3 d missed" in statement


@pytest.mark.parametrize(
    ("us", "with_days", "without"),
    [
        (27 * HOUR, "1 d 3 h", "27 h"),
        (10 * DAY, "10 d", "240 h"),
        (-27 * HOUR - MINUTE, "-1 d 3 h 01 min", "-27 h 01 min"),
        (HOUR, "1 h", "1 h"),
        (0, "0 s", "0 s"),
        (500, "500 µs", "500 µs"),
    ],
)
def test_days_and_hours(us: int, with_days: str, without: str) -> None:
    assert (duration_text(us), duration_text(us, days=False)) == (with_days, without)


@pytest.mark.parametrize("hours", ["Office", "always"])
@pytest.mark.parametrize("engine", ["duckdb", "reference"])
@pytest.mark.parametrize("moment", ["2026-04-01 12:00", "2026-04-01 00:00"])
def test_an_escalation_of_a_paused_record_says_that_its_moment_moves_on(
    tmp_path: Path, hours: str, engine: str, moment: str
) -> None:
    on = desk(tmp_path, hours)
    on[2] = moment
    out = run(["evaluate", *on, "--engine", engine, "--explain", "--objective", "Solved"]).out
    (paused,) = [line for line in out.splitlines() if line.strip().startswith("T3 ")]
    (runs,) = [line for line in out.splitlines() if line.strip().startswith("T4 ")]
    assert "(paused)" in paused
    assert "not before 2026-04-0" in paused
    assert "paused" not in runs, "it is no pause when the office is closed"
    assert "not before" not in runs
    assert "it moves on for as long as the pause lasts." in words(out)
    assert "outside pauses" not in out, "the aid of the calculation is nobody's business"


@pytest.mark.parametrize("hours", ["Office", "always"])
def test_a_pause_that_is_over_is_no_pause(tmp_path: Path, hours: str) -> None:
    on = desk(tmp_path, hours)
    (tmp_path / "tickets.csv").write_text(TICKETS.replace("10:00/", "10:00/2026-03-31 12:00"))
    out = run(["evaluate", *on, "--explain", "--objective", "Solved"]).out
    assert "T3" in out
    assert "Open records" in out
    assert "aused" not in out.partition("Open records")[2]
