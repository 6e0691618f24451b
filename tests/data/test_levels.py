"""Reported levels, from CSV and workbooks: the digits that a person sees, and names for everything else."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from sladsl.data.binding import LevelsFile
from sladsl.data.errors import UnreadableData
from sladsl.data.labels import period_label
from sladsl.data.levels import read_levels
from sladsl.data.sheet import SheetCell
from sladsl.data.workbook import shown_number
from sladsl.outcome.given import ReportedLevel
from sladsl.values.number import Number
from tests.data.tables import named
from tests.pace import anchors

Cell = Any


def number(text: str) -> Number:
    return Number(value=Fraction(text), places=len(text.partition(".")[2]))


def csv(folder: Path, text: str, **changes: Any) -> LevelsFile:
    (folder / "r.csv").write_text(text, encoding="utf-8")
    return LevelsFile(path=str(folder / "r.csv"), **changes)


def xlsx(
    folder: Path, rows: list[list[Cell]], formats: dict[str, str] | None = None, **changes: Any
) -> LevelsFile:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Availability"
    for row in rows:
        sheet.append(row)
    for place, format in (formats or {}).items():
        sheet[place].number_format = format
    book.create_sheet("Other").append(["a"])
    book.save(folder / "r.xlsx")
    return LevelsFile(path=str(folder / "r.xlsx"), **changes)


def brief(levels: tuple[ReportedLevel, ...]) -> list[tuple[str, str, str, str, str, int]]:
    return [
        (row.objective, row.scope, row.period, f"{row.level.value} {row.level.places}", row.unit, row.row)
        for row in levels
    ]


def test_csv(tmp_path: Path) -> None:
    text = (
        "Month,KPI,Result,Region\n"
        "2026-03,Portal availability %,99.87%,EU\n"
        "\n"
        "March 2026,Portal availability %,99.90 %,US\n"
        ",,,\n"
        "Apr 2026,Tickets,12\n"
    )
    columns = {"period": "Month", "objective": "KPI", "level": "Result", "scope": "Region"}
    levels, findings = read_levels(
        csv(tmp_path, text, columns=columns, names={"Portal availability %": "Availability"})
    )
    assert findings == ()
    assert levels == (
        ReportedLevel(
            objective="Availability",
            scope="EU",
            period="2026-03",
            level=number("99.87"),
            unit="percent",
            row=1,
            text="99.87%",
        ),
        ReportedLevel(
            objective="Availability",
            scope="US",
            period="2026-03",
            level=number("99.90"),
            unit="percent",
            row=2,
            text="99.90 %",
        ),
        ReportedLevel(
            objective="Tickets",
            scope="",
            period="2026-04",
            level=number("12"),
            unit="unsaid",
            row=4,
            text="12",
        ),
    )


def test_columns_by_their_own_name_and_an_objective_for_all(tmp_path: Path) -> None:
    file = csv(tmp_path, "PERIOD;Level\n2026-Q1;99.5\n2026;-1\n", delimiter=";", objective="A", unit="number")
    assert brief(read_levels(file)[0]) == [
        ("A", "", "2026-Q1", "199/2 1", "number", 1),
        ("A", "", "2026", "-1 0", "number", 2),
    ]
    percent = csv(tmp_path, "period,level\n2026,99\n2027,98%\n", objective="A", unit="percent")
    assert [row.unit for row in read_levels(percent)[0]] == ["percent", "percent"]


def test_rows_that_do_not_count(tmp_path: Path) -> None:
    text = (
        "objective,period,level\n"
        "A,2026-03,99.5%\n"
        "A,March 2026,99.50%\n"
        "A,2026-03,99.4%\n"
        "A,2026-04,\n"
        ",,99%\n"
        "A,Spring,99%\n"
        "A,2026-13,99%\n"
        "A,2026-05,99.5.%\n"
        "A,2026-06,yes\n"
        "A,2026-07,99.5 percent\n"
        "A,2026-08,1_000\n"
        "B,2026-03,5\n"
        "B,2026-03,5%\n"
    )
    levels, findings = read_levels(csv(tmp_path, text))
    assert brief(levels) == [
        ("A", "", "2026-03", "199/2 1", "percent", 1),
        ("B", "", "2026-03", "5 0", "unsaid", 12),
    ]
    assert named(findings) == {
        "blank-cell": (2, ((4, "level"), (5, "period, objective"))),
        "unreadable-period": (2, ((6, "Spring"), (7, "2026-13"))),
        "unreadable-level": (4, ((8, "99.5.%"), (9, "yes"), (10, "99.5 percent"), (11, "1_000"))),
        "repeated-row": (1, ((2, "A 2026-03: 99.50%"),)),
        "conflicting-row": (2, ((3, "A 2026-03: 99.4%"), (13, "B 2026-03: 5%"))),
    }
    assert {each.name: each.severity for each in findings}["conflicting-row"] == "error"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2026-03", "2026-03"),
        ("2026-Q1", "2026-Q1"),
        ("2026", "2026"),
        ("2026-W05", "2026-W05"),
        ("2026-03-04", "2026-03-04"),
        ("March 2026", "2026-03"),
        ("mar 2026", "2026-03"),
        ("Sept. 2026", "2026-09"),
        ("MAY-2026", "2026-05"),
        ("03/2026", "2026-03"),
        ("3.2026", "2026-03"),
        ("Q1 2026", "2026-Q1"),
        ("q4/2026", "2026-Q4"),
        ("2026 Q2", "2026-Q2"),
        *((march, "2026-03") for march in ("März 2026", "Mär 2026", "Mrz 2026", "MAERZ 2026", "Mrz. 26")),
        *(
            (march, "2026-03")
            for march in ("mars 2026", "marzo 2026", "Marzo de 2026", "maart 2026", "mrt 2026")
        ),
        *(
            (march, "2026-03")
            for march in ("Mar-26", "Mar 26", "Mar '26", "01.03.2026", "31.3.2026", "2026/03")
        ),
        *((march, "2026-03") for march in ("2026-03-01", "2026-03-31")),
        ("04.03.2026", "2026-03-04"),
        *(
            (label, "2026-12")
            for label in ("Dezember 2026", "déc. 2026", "Dic 2026", "DICEMBRE 2026", "december 2026")
        ),
        *((label, "2026-08") for label in ("août 2026", "aout 2026", "ago 2026", "augustus 2026")),
        *(
            (bad, None)
            for bad in ("Marts 2026", "13/2026", "00/2026", "Q5 2026", "26-03", "March", "2026-02-30", "1/26")
        ),
        *((bad, None) for bad in ("2026-3", "1800", "", "03/04/2026", "March 6")),
    ],
)
def test_periods(text: str, label: str | None) -> None:
    assert period_label(SheetCell(text=text)) == label


@pytest.mark.parametrize(
    ("value", "format", "shown"),
    [
        ("0.9987", "0.00%", "99.87%"),
        ("0.9987", "0.0%", "99.9%"),
        ("0.9987", "0%", "100%"),
        ("0.9", "0.00%", "90.00%"),
        ("0.9987", "0.0##%", "99.87%"),
        ("0.9", "0.0##%", "90.0%"),
        ("0.9", "#%", "90%"),
        ("99.87", "General", "99.87"),
        ("99.87", "", "99.87"),
        ("99.87", "0.0", "99.9"),
        ("99.87", "0.000", "99.870"),
        ("99.85", "0.0", "99.9"),
        ("1234.5", "#,##0.00", "1234.50"),
        ("99.87", '0.00" %"', "99.87"),
        ("99.87", "0.00\\%", "99.87"),
        ("0.9987", "[Red]0.00%;[Blue]-0.00%", "99.87%"),
        ("-0.5", "0.00%_)", "-50.00%"),
        ("12", "@", "12"),
        ("1200", "0.00E+00", "1200"),
        ("100", "General", "100"),
    ],
)
def test_numbers_as_a_sheet_shows_them(value: str, format: str, shown: str) -> None:
    digits, percent = shown_number(SheetCell(text=value, number=Decimal(value), format=format))
    assert digits + "%" * percent == shown


def _one_or_refused(file: LevelsFile, refused: bool) -> None:
    if refused:
        with pytest.raises(UnreadableData, match="more than 250,000 rows"):
            read_levels(file)
    else:
        assert len(read_levels(file)[0]) == 1


def test_a_cell_far_below_does_not_make_a_million_rows_of_a_thousand_cells(tmp_path: Path) -> None:
    rows: list[list[object]] = [["period", "objective", "level"], ["2026-03", "A", 0.5]]
    file = xlsx(tmp_path, rows, {"C2": "0.0%"})
    far = load_workbook(file.path)
    for place, times in (("A90000", 1), ("XFD99999", 1), ("A250001", 0)):
        far.active[place] = "note"  # type: ignore[index]
        far.save(file.path)
        assert anchors(partial(_one_or_refused, file, refused=not times)) < 45


def test_workbook(tmp_path: Path) -> None:
    file = xlsx(
        tmp_path,
        [
            [],
            ["Period", "Objective", "Level", "Scope"],
            [date(2026, 3, 1), "A", 0.9987, "EU"],
            [datetime(2026, 4, 30), "A", 1 - 0.0013, "EU"],
            ["May 2026", "A", 99.87],
            [None, None, None],
            [2026, "A", "99.5 %"],
            [date(2026, 3, 9), "A", 100],
            ["2026-06", "A", True],
            ["2026-07", "A", "#DIV/0!"],
            ["2026-08", "A", None],
        ],
        {"C3": "0.00%", "C4": "0.00%", "A8": "yyyy-mm-dd", "A3": "mmm yyyy", "A4": "dd/mm/yyyy"},
    )
    levels, findings = read_levels(file)
    assert brief(levels) == [
        ("A", "EU", "2026-03", "9987/100 2", "percent", 1),
        ("A", "EU", "2026-04", "9987/100 2", "percent", 2),
        ("A", "", "2026-05", "9987/100 2", "unsaid", 3),
        ("A", "", "2026", "199/2 1", "percent", 5),
        ("A", "", "2026-03-09", "100 0", "unsaid", 6),
    ]
    assert levels[0].text == "99.87%"
    assert named(findings) == {
        "unreadable-level": (2, ((7, "TRUE"), (8, "#DIV/0!"))),
        "blank-cell": (1, ((9, "level"),)),
    }


def test_a_level_that_is_shown_rounded_is_told(tmp_path: Path) -> None:
    file = xlsx(tmp_path, [["period", "objective", "level"], ["2026-03", "A", 0.99896]], {"C2": "0.0%"})
    levels, findings = read_levels(file)
    assert brief(levels) == [("A", "", "2026-03", "999/10 1", "percent", 1)]
    assert named(findings) == {"shown-rounded": (1, ((1, "99.9%, the cell holds 99.896%"),))}


def test_sheets(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["period", "objective", "level"], ["2026-03", "A", 1]]
    assert len(read_levels(xlsx(tmp_path, rows, sheet="Availability"))[0]) == 1
    with pytest.raises(UnreadableData) as caught:
        read_levels(xlsx(tmp_path, rows, sheet="availability"))
    assert "has no sheet `availability`" in caught.value.message
    assert caught.value.hint == "Did you mean `Availability`? Sheets of the file: `Availability`, `Other`."
    with pytest.raises(UnreadableData, match="has no column `period`"):
        read_levels(xlsx(tmp_path, rows, sheet="Other"))
    with pytest.raises(UnreadableData, match="is empty"):
        read_levels(xlsx(tmp_path, []))


def test_columns_that_are_missing(tmp_path: Path) -> None:
    for text, columns, message in (
        ("period,level\n", {}, "has no column `objective`"),
        ("period,objective,level\n", {"level": "Level"}, "has no column `Level`"),
        ("period,objective,Level,LEVEL\n", {}, "2 columns named `level`"),
    ):
        with pytest.raises(UnreadableData, match=message) as caught:
            read_levels(csv(tmp_path, text, columns=columns))
        assert caught.value.hint


def broken_workbooks() -> dict[str, bytes]:
    book = Workbook()
    content = io.BytesIO()
    book.save(content)
    whole = content.getvalue()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("hello.txt", "no workbook")
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b"\0" * (1 << 20))
    damaged = bytearray(whole)
    for at in range(100, len(damaged) // 2):
        damaged[at] ^= 0x55
    return {
        "is encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "no workbook that can be read (File is not a zip": b"period,level\n",
        "no workbook that can be read (": whole[: len(whole) // 2],
        'no workbook that can be read ("There is no item': archive.getvalue(),
        "over the limit": bomb.getvalue(),
        "no workbook that can be read": bytes(damaged),
    }


@pytest.mark.parametrize(("message", "content"), broken_workbooks().items(), ids=range(6))
def test_broken_workbooks(tmp_path: Path, message: str, content: bytes) -> None:
    (tmp_path / "r.xlsx").write_bytes(content)
    with pytest.raises(UnreadableData) as caught:
        read_levels(LevelsFile(path=str(tmp_path / "r.xlsx")))
    assert message in caught.value.message
    assert caught.value.hint


def test_files_that_are_no_report(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "r.ods").write_bytes(b"PK\x03\x04")
    for name, message in (
        ("none.xlsx", "There is no file"),
        ("folder.xlsx", "is a folder"),
        ("r.ods", "is of a kind that can't be read"),
        ("none.csv", "There is no file"),
    ):
        with pytest.raises(UnreadableData, match=message):
            read_levels(LevelsFile(path=str(tmp_path / name)))
