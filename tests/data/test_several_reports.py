"""Levels, fees, claims and reports in several files or sheets: read as one table, with the file of each finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sladsl.data.binding import Binding
from sladsl.data.claims import read_claims
from sladsl.data.fees import read_fees
from sladsl.data.files import binding_from_flags
from sladsl.data.levels import read_levels
from sladsl.data.reports import read_reports


def bound(folder: Path, text: str, *flags: str) -> tuple[Binding, list[str]]:
    (folder / "data.toml").write_text(text)
    found, errors = binding_from_flags(flags, str(folder / "data.toml"))
    return found, [f"{each.message} {each.hint}" for each in errors]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    months = tmp_path / "months"
    months.mkdir()
    (months / "01.csv").write_text("objective,period,level\nA,2026-01,99.9%\nB,2026-01,x\n")
    (months / "02.csv").write_text("level,objective,period\n98%,A,2026-02\n97%,A,2026-01\n")
    return tmp_path


def test_a_pattern_and_a_folder_are_one_table(folder: Path) -> None:
    for file in ("months/*.csv", "months"):
        binding, errors = bound(folder, f'[levels]\nfile = "{file}"\n')
        assert errors == []
        levels, findings = read_levels(binding.levels)
        assert [(each.period, each.file, each.row) for each in levels] == [
            ("2026-01", "01.csv", 1),
            ("2026-02", "02.csv", 1),
        ]
        told = {each.name: (each.files, each.samples) for each in findings}
        assert told["conflicting-row"] == (("02.csv",), ((2, "A 2026-01: 97%"),))
        assert told["unreadable-level"] == (("01.csv",), ((2, "x"),))


def test_sheets_of_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.active)
    for name, level in (("January", 0.999), ("February", 0.98)):
        sheet = book.create_sheet(name)
        sheet.append(["Report"])
        sheet.append(["Measure", f"{name} 2026"])
        sheet.append(["A", level])
        sheet.append(["Mail relay", 0.5])
    book.save(tmp_path / "r.xlsx")
    one = 'file = "r.xlsx"\nsheet = "{}"\ncolumns = {{ objective = "Measure" }}\nperiods = "in columns"\nunit = "ratio"\n'
    table = "[[levels]]\n" + one + 'names = {{ "Mail relay" = "" }}\n'
    binding, errors = bound(tmp_path, table.format("January") + table.format("February"))
    assert errors == []
    assert [each.name for each in binding.levels] == ["r.xlsx January", "r.xlsx February"]
    levels, findings = read_levels(binding.levels)
    assert [(each.objective, each.period) for each in levels] == [("A", "2026-01"), ("A", "2026-02")]
    assert findings == ()


def test_a_name_of_nothing_leaves_its_rows_aside(folder: Path) -> None:
    binding, errors = bound(folder, '[levels]\nfile = "months/01.csv"\nnames = { B = "" }\n')
    assert errors == []
    levels, findings = read_levels(binding.levels)
    assert [each.objective for each in levels] == ["A"]
    assert findings == ()  # also of a level that could not be read
    assert binding.levels[0].name == ""


def test_fees_claims_and_reports(folder: Path) -> None:
    (folder / "f1.csv").write_text("service,period,amount\nShop,2026-01,10\n")
    (folder / "f2.csv").write_text("period,amount\n2026-01,20\n2026-01,10\n2026-02,-1\n")
    (folder / "c1.csv").write_text("objective,period,claimed\nA,2026-01,2026-02-03\n")
    (folder / "c2.csv").write_text(
        "objective,period,claimed\nA,2026-01,2026-02-01\nNone,2026-01,2026-02-01\n"
    )
    (folder / "r1.csv").write_text("report,period,sent\nFigures,2026-01,2026-02-03\n")
    (folder / "r2.csv").write_text("period,sent\n2026-02,2026-03-03\n")
    binding, errors = bound(
        folder,
        'fees = [{ file = "f1.csv", currency = "EUR" }, { file = "f2.csv", service = "Desk", currency = "EUR" }]\n'
        'claims = [{ file = "c1.csv", zone = "UTC" }, { file = "c2.csv", zone = "Europe/Berlin", names = { None = "" } }]\n'
        'reports = [{ file = "r1.csv", zone = "UTC" }, { file = "r2.csv", zone = "UTC", report = "Figures" }]\n',
    )
    assert errors == []
    fees, about = read_fees(binding.fees)
    assert [(each.service, each.money.amount) for each in fees] == [("Shop", 10), ("Desk", 20)]
    assert {each.name: each.files for each in about} == {
        "conflicting-row": ("f2.csv",),
        "unreadable-amount": ("f2.csv",),
    }
    claims, about = read_claims(binding.claims)
    assert len(claims) == 1
    assert [each.name for each in about] == ["repeated-claim"]
    sent, about = read_reports(binding.reports)
    assert [(each.report, each.period) for each in sent] == [("Figures", "2026-01"), ("Figures", "2026-02")]
    assert about == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[levels]]\nfile = "months/01.csv"\n[[levels]]\n', "[levels] names no file."),
        ("levels = []\n", "`levels` is not a table."),
        ("levels = [1]\n", "`levels` is not a table."),
        ('[levels]\nfile = "months/*.xlsx"\n', "months/*.xlsx"),
        ('[[source.checks]]\nfile = "months/01.csv"\n', "`source.checks` is not a table."),
    ],
)
def test_what_is_no_table(text: str, message: str, folder: Path) -> None:
    _, errors = bound(folder, text)
    assert len(errors) == 1
    assert message in errors[0]


def test_a_flag_stands_for_all_tables_of_the_file(folder: Path) -> None:
    text = '[[levels]]\nfile = "months/01.csv"\n[[levels]]\nfile = "months/02.csv"\n'
    binding, errors = bound(folder, text, f"levels={folder / 'months' / '02.csv'}")
    assert errors == []
    assert [each.path for each in binding.levels] == [str(folder / "months" / "02.csv")]
