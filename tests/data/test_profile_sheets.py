"""A workbook of several sheets: all that hold a table are listed, and which was looked at, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from sladsl.api.profiling import profile
from sladsl.data.profile.to_text import profile_text
from tests.cli.run import run
from tests.data.looks import agreement, csv

Rows = Sequence[Sequence[object]]
LEVELS: Rows = [
    ["Report"],
    [],
    ["Month", "Measure", "Result"],
    *([f"2026-0{m}", "Uptime", 0.99] for m in (1, 2, 3)),
]
CHECKS: Rows = [
    ["at", "ok"],
    *([f"2026-03-01 0{hour}:{minute}0", "yes"] for hour in range(3) for minute in range(6)),
]
RAW: Rows = [["machine", "load"], *(["a", at] for at in range(60))]
FAULTS: Rows = [["start", "end"], ["2026-03-01", "2026-03-02"]]
COVER: Rows = [["Monthly report"], [], ["Brightdesk Ltd"]]


def book(path: Path, sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> str:
    made = Workbook()
    assert made.active is not None
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    made.save(path)
    return str(path)


def test_all_sheets_with_a_table_are_listed(tmp_path: Path) -> None:
    path = book(
        tmp_path / "b.xlsx", {"Cover": COVER, "Levels": LEVELS, "Checks": CHECKS, "Raw": RAW}, ["Raw"]
    )
    (table,) = profile([path]).tables
    assert [(each.name, each.rows, each.columns, each.hidden, each.fits) for each in table.sheet_looks] == [
        ("Levels", 3, ("Month", "Measure", "Result"), False, "levels"),
        ("Checks", 18, ("at", "ok"), False, ""),
        ("Raw", 60, ("machine", "load"), True, ""),
    ]
    assert table.sheets == ("Cover", "Levels", "Checks", "Raw")
    assert table.sheet == "Checks", "a hidden sheet is not what somebody means"
    text = " ".join(profile_text(profile([path])).split())
    assert "Levels 3 levels Month, Measure, Result" in text
    assert "Looked at below: `Checks`. Another: --data x=FILE --data 'x.sheet=SHEET'." in text
    assert "1 sheet without a table is not listed." in text
    assert "`Levels`, `Checks` or `Raw`. The one with most rows is looked at." in text


def test_with_an_agreement_the_sheet_that_fits_goes_before_the_largest(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", {"Cover": COVER, "Raw": RAW, "Checks": CHECKS, "Levels": LEVELS})
    found = profile([path], agreement())
    (table,) = found.tables
    assert (table.source, table.guessed, table.sheet, table.rows) == ("checks", True, "Checks", 18)
    assert {each.name: (each.fits, each.share) for each in table.sheet_looks} == {
        "Raw": ("", Fraction(0)),
        "Checks": ("checks", Fraction(1)),
        "Levels": ("levels", Fraction(0)),
    }
    text = " ".join(profile_text(found).split())
    assert "Checks <- 18 checks 100% at, ok" in text
    assert "The one that fits `checks` best is looked at." in text
    assert f"If the sheet `Levels` of {path} holds the levels, bind it: --data levels={path}" in text
    assert "'levels.sheet=Levels'" in text


def test_a_sheet_for_a_source_that_has_no_table(tmp_path: Path) -> None:
    """One workbook feeds several sources: each is told its sheet."""
    more = "source faults { holds: intervals   of: S   collected: automatically }\n  "
    path = book(tmp_path / "b.xlsx", {"Faults": FAULTS, "Checks": CHECKS})
    text = agreement().__class__
    assert text
    read = tmp_path / "a.sla"
    read.write_text(
        """sla T "Test" {
  effective: 2026-01-01   time zone: "Europe/Berlin"
  party P { role: provider }   party C { role: customer }
  service S { hours: always }
  source checks { holds: samples   of: S   every: 10 minutes   fields { ok: yes or no }   collected: automatically }
  """
        + more
        + """metric M { of: S   measure: uptime from checks   down when: not ok   controlled by: P }
  metric N { of: S   measure: downtime from faults   controlled by: P }
  objective O { P ensures M at least 99% each month }
  objective Q { P ensures N at most 1 hour each month }
}
""",
        encoding="utf-8",
    )
    done = run(["data", str(read), path])
    said = " ".join(done.out.split())
    assert done.code == 0, done.err
    assert "Faults <- 1 faults 100% start, end" in said
    assert "checks 100% at, ok" in said
    assert "has 100% of its fields." in said


@pytest.mark.parametrize(
    ("sheets", "taken"),
    [
        ({"A": COVER, "B": CHECKS}, "B"),
        ({"A": CHECKS, "B": RAW}, "B"),
        ({"A": [["only"], ["one"]], "B": [["a", "b"]], "C": COVER}, "B"),
        ({"A": LEVELS, "B": [["a", "b"], [1, 2]]}, "A"),
    ],
)
def test_without_an_agreement_the_largest_table(sheets: dict[str, Rows], taken: str, tmp_path: Path) -> None:
    (table,) = profile([book(tmp_path / "b.xlsx", sheets)]).tables
    assert table.sheet == taken


def test_one_sheet_or_a_sheet_that_is_said_needs_no_list(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", {"Checks": CHECKS})
    (table,) = profile([path]).tables
    assert (table.sheets, table.sheet_looks) == ((), ())
    path = book(tmp_path / "b.xlsx", {"Checks": CHECKS, "Raw": RAW})
    done = run(["data", "--data", f"x={path}", "--data", "x.sheet=Raw", "--format", "json"])
    found = json.loads(done.out)["tables"][0]
    assert (found["sheet"], found["sheet_looks"], found["rows"]) == ("Raw", [], 60)
    (text,) = profile([csv(tmp_path / "c.csv", "at,ok", "2026-03-01,yes")]).tables
    assert text.sheet_looks == ()


def test_a_workbook_without_any_table_says_so(tmp_path: Path) -> None:
    found = profile([book(tmp_path / "b.xlsx", {"A": [], "B": []})])
    assert (found.tables, len(found.unread)) == ((), 1)
