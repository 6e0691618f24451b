"""Levels, fees, claims and reports in several files or sheets: read as one table, with the file of each finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sladsl.api.read import read_text
from sladsl.data.binding import Binding
from sladsl.data.claims import read_claims
from sladsl.data.fees import read_fees
from sladsl.data.files import binding_from_flags
from sladsl.data.given import given_by
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


def test_a_table_of_one_period(tmp_path: Path) -> None:
    (tmp_path / "jan.csv").write_text("Availability of January\nsite,level\nA,99.9%\n")
    (tmp_path / "inv.csv").write_text("service,amount\nShop,10\nPhone,5\n")
    binding, errors = bound(
        tmp_path,
        '[levels]\nfile = "jan.csv"\nperiod = "January 2026"\ncolumns = { objective = "site" }\n'
        '[fees]\nfile = "inv.csv"\nperiod = "2026-01"\ncurrency = "EUR"\nnames = { Shop = "Web", Phone = "" }\n',
    )
    assert errors == []
    levels, findings = read_levels(binding.levels)
    assert [(each.objective, each.period, each.row) for each in levels] == [("A", "2026-01", 1)]
    fees, about = read_fees(binding.fees)
    assert [(each.service, each.period) for each in fees] == [("Web", "2026-01")]
    assert findings == about == ()
    wrong, _ = bound(
        tmp_path, '[levels]\nfile = "jan.csv"\nperiod = "soon"\ncolumns = { objective = "site" }\n'
    )
    (finding,) = read_levels(wrong.levels)[1]
    assert (finding.name, finding.samples) == ("unreadable-period", ((1, "soon"),))


AGREEMENT = """sla Hosting {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { money rounding: half up to 0.01 EUR, on each line }
  service Shop "Web shop" { hours: always   fee: as invoiced per month }
  service Desk "Same" { hours: always   fee: as invoiced per month }
  service Line "Same" { hours: always   fee: as invoiced per month }
  objective Availability "Availability of the shop" {
    Nimbus ensures at least 99% each month
    measure: as reported   of: Shop   collected by: Nimbus   controlled by: Nimbus
    credit { base: that month's fee of Shop   amount: 10% }
  }
  claims { channel: in writing   deadline: 30 days after the month }
}
"""


def test_titles_stand_for_names_where_one_thing_has_them(tmp_path: Path) -> None:
    loaded = read_text(AGREEMENT)
    assert loaded.agreement is not None
    (tmp_path / "l.csv").write_text("objective,period,level\nAvailability of the shop,2026-01,98%\n")
    (tmp_path / "f.csv").write_text("service,period,amount\nWeb shop,2026-01,100\nSame,2026-01,7\n")
    (tmp_path / "c.csv").write_text("objective,period,claimed\nAvailability of the shop,2026-01,2026-02-03\n")
    binding, errors = bound(
        tmp_path, "".join(f'[{name}]\nfile = "{name[0]}.csv"\n' for name in ("levels", "fees", "claims"))
    )
    assert errors == []
    given = given_by(loaded.agreement, binding, "UTC")
    assert [each.objective for each in (*given.levels, *given.claims)] == ["Availability", "Availability"]
    assert [each.service for each in given.fees] == ["Shop", "Same"]
    assert [each.name for each in given.findings] == ["fee-without-service"]
