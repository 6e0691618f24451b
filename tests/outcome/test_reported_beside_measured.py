"""A reported level beside one's own: the difference, what each row takes off, what would give the report. By hand."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.run import run

AGREEMENT = """sla T "T" {
  time zone: "UTC"
  party N { role: provider }
  party A { role: customer }
  interpretation {
    level rounding: none   overlapping outages: once   partial minutes: exact   excluded time: out of both
    record belongs to: opened   open past due: missed now   nothing happened: met   undecided records: left out
  }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   key: id   fields { id: text } collected: automatically }
  source windows { holds: intervals   fields { announced: time } collected: by hand }
  source tickets { holds: records   each: ticket   fields { opened: time   answered: time } collected: automatically }
  exclusion Maintenance { time: windows   shown by: N }
  metric Uptime { measure: uptime from outages   of: Shop  excluding: Maintenance   controlled by: N }
  metric Quick {
    measure: share of tickets   good when: opened to answered at most 1 hour   of: Shop   controlled by: N
  }
  objective Av "Availability" { N ensures Uptime at least 99.9% each month }
  objective Fast { N ensures Quick at least 90% each month }
}
"""
# March has 44,640 min, 60 of them excluded. Down: A 50, B 120 of which 60 are excluded, C and D 40 together: 150 of 44,580.
OUTAGES = (
    "id,start,end\nA,2026-03-02 10:00,2026-03-02 10:50\nB,2026-03-09 01:00,2026-03-09 03:00\n"
    "C,2026-03-10 10:00,2026-03-10 10:30\nD,2026-03-10 10:20,2026-03-10 10:40\n"
)
WINDOWS = "start,end,announced\n2026-03-09 02:00,2026-03-09 03:00,2026-03-01\n"
TICKETS = "opened,answered\n2026-03-02 10:00,2026-03-02 10:30\n2026-03-03 10:00,2026-03-03 12:30\n" + "".join(
    f"2026-03-04 {hour:02}:00,2026-03-04 {hour:02}:05\n" for hour in range(8)
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.sla", AGREEMENT), ("o.csv", OUTAGES), ("w.csv", WINDOWS), ("t.csv", TICKETS)):
        Path(name).write_text(text)
    Path("data.toml").write_text(
        '[source.outages]\nfile="o.csv"\nzone="UTC"\ncovers="2026-03"\n'
        '[source.windows]\nfile="w.csv"\nzone="UTC"\ncovers="2026-03"\n'
        '[source.tickets]\nfile="t.csv"\nzone="UTC"\ncovers="2026-03"\n'
        '[levels]\nfile="l.csv"\n'
    )
    return tmp_path


def reported(*rows: str) -> None:
    Path("l.csv").write_text("\n".join(("period,objective,level", *rows)) + "\n")


def evaluated(*more: str) -> str:
    done = run(["evaluate", "a.sla", "--period", "2026-03", "--as-of", "2026-05-10", *more])
    assert done.code == 0, done.err
    return done.out


def own(*more: str, place: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(evaluated("--json", *more))["statement"]["lines"][place]["own"]
    return found


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_what_each_row_takes_off(folder: Path, engine: str) -> None:
    reported("2026-03,Av,99.70%")
    found = own("--engine", engine)
    assert found["level"] == "1481/1486"  # 44,430 of 44,580 minutes
    assert (found["counted"], found["same"]) == (150 * 60_000_000, False)
    # 99.70 % leave room for 0.3 % of 44,580 min, 133.74 min.
    assert found["room"] == "8024400000/1"
    # A 50 min, B the 60 that are not excluded, C 20 and D 10 that the other one does not cover.
    assert [row["takes_off"] for row in found["rows"]] == ["5/4458", "1/743", "1/2229", "1/4458"]
    assert [row["row"] for row in found["rows"]] == [1, 2, 3, 4]
    assert found["why"] == []


@pytest.mark.parametrize(
    ("level", "why"),
    [
        ("99.78%", ["without row outages 1"]),  # 100 of 44,580 min
        ("99.80%", ["without row outages 2"]),  # 90 of 44,580
        ("99.69%", ["without row outages 4"]),  # 140 of 44,580
        ("99.53%", ["with excluded down time counted as down"]),  # 210 of 44,640
        ("99.66%", []),
        ("99.99%", []),
    ],
)
def test_what_explains_it(folder: Path, level: str, why: list[str]) -> None:
    reported(f"2026-03,Av,{level}")
    found = own()
    assert (found["why"], found["same"]) == (why, level == "99.66%")
    text = " ".join(evaluated("--explain", "--objective", "Av").split())
    if found["same"]:
        assert "Rounded as the report prints it, that is the same." in text
    elif why:
        assert f"The data give what was reported {why[0]}." in text
    else:
        assert "No single row explains it." in text


def test_records(folder: Path) -> None:
    reported("2026-03,Fast,100%")  # one of ten is late
    found = own(place=1)
    assert (found["level"], found["difference"]) == ("9/10", "1/10")
    assert [(row["row"], row["takes_off"], row["explains"]) for row in found["rows"]] == [(2, "1/10", True)]
    assert found["why"] == ["with row tickets 2 as a good one"]


def test_the_statement(folder: Path) -> None:
    reported("2026-03,Av,99.78%", "2026-03,Fast,90%")
    text = evaluated()
    assert "Reported beside measured" in text
    assert "0.116474 percentage points higher" in text
    assert "1 more agree." in text
    assert all(len(line) <= 80 for line in text.splitlines())
    assert "the same, as it rounds" in evaluated("--all")


def test_without_data_there_is_nothing_beside(folder: Path) -> None:
    Path("data.toml").write_text('[levels]\nfile="l.csv"\n')
    reported("2026-03,Av,99.78%")
    assert own() is None
    assert "Reported beside measured" not in evaluated("--all")


def test_a_level_without_meaning(folder: Path) -> None:
    reported("2026-03,Av,0.99", "2026-03,Fast,90%")
    found = own()
    assert (found["difference"], found["rows"], found["level"]) == (None, [], "1481/1486")
    evaluated("--explain")


def test_the_workbook(folder: Path) -> None:
    reported("2026-03,Av,99.78%", "2026-03,Fast,90%")
    evaluated("--workbook", "s.xlsx")
    sheet = load_workbook(BytesIO(Path("s.xlsx").read_bytes()))["Reported"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0][:5] == ["Availability", None, "2026-03", "99.78%", "99.664%"]
    assert rows[0][5] == pytest.approx(0.00116474, abs=1e-7)
    assert rows[0][7] == "without row outages 1"
    assert rows[1][7] == "the same, as it rounds"
    assert ["outages", 1] in [row[:2] for row in rows]
    reported("2026-03,Av,")
    evaluated("--workbook", "t.xlsx")
    assert "Reported" not in load_workbook("t.xlsx").sheetnames
