"""Titles below a heading, in CSV and in sheets: found by their names, said by `header`, or told from the rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sladsl.api.profiling import profile
from sladsl.data.binding import Binding, TableFile
from sladsl.data.errors import UnreadableData
from sladsl.data.title_row import likely_row, likest_row, named_row
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.plan.measure import Count, Metering, Read
from tests.data.tables import file, one_field, read, us
from tests.engines.tickets import MONTHS

HEADING = "Probes of March\n\nat,x,more\n2026-03-01 10:00,1,a\n2026-03-01 10:10,2,b\n"


def book(path: Path, sheets: dict[str, list[list[object]]]) -> TableFile:
    found = Workbook()
    found.remove(found.active)
    for name, rows in sheets.items():
        sheet = found.create_sheet(name)
        for row in rows:
            sheet.append(row)
    found.save(path)
    return TableFile(source="any", path=str(path))


ROWS: list[list[object]] = [
    ["Probes of March"],
    [],
    ["", "at", "x"],
    ["", "2026-03-01 10:00", 1],
    ["", "2026-03-01 10:10", 2],
]


def test_titles_are_found_below_a_heading(tmp_path: Path) -> None:
    table = read(one_field("number"), file(tmp_path, HEADING))
    assert [row.number for row in table.rows] == [1, 2]
    assert [row.values["x"] for row in table.rows] == [1, 2]
    sheet = read(one_field("number"), book(tmp_path / "t.xlsx", {"Probes": ROWS}))
    assert [(row.number, row.values["x"]) for row in sheet.rows] == [(1, 1), (2, 2)]


@pytest.mark.parametrize("header", [0, 3])
def test_both_engines_read_below_a_heading(header: int, tmp_path: Path) -> None:
    input = one_field("number")
    metering = Metering(
        metric="n",
        columns=(),
        periods=MONTHS,
        scoped=False,
        scopes=(),
        sources=("checks",),
        witness=Read(input=input),
    )
    assert Count(rows=Read(input=input), periods=MONTHS)
    session = DuckdbEngine().open({"checks": file(tmp_path, HEADING, header=header)})
    (facts,) = session.facts((input,))
    assert (facts.rows, facts.used, facts.first) == (2, 2, us("2026-03-01 10:00"))
    found = session.measure((metering,), us("2026-06-01")).witnesses("n", "", "2026-03")
    assert [each.row for each in found] == [1, 2]


def test_a_row_that_is_said_is_the_one(tmp_path: Path) -> None:
    text = "at,x\nnotes,what they mean\nat,x\n2026-03-01 10:00,1\n"
    assert len(read(one_field("number"), file(tmp_path, text, header=3)).rows) == 1
    first = read(one_field("number"), file(tmp_path, text))
    assert [finding.name for finding in first.findings][:2] == ["bad-time", "bad-number"]
    rows: list[list[object]] = [["at", "x"], ["about", "it"], ["at", "x"], ["2026-03-01 10:00", 1]]
    said = book(tmp_path / "t.xlsx", {"Probes": rows})
    sheet = TableFile(source="any", path=said.path, header=3)
    assert len(read(one_field("number"), sheet).rows) == 1


@pytest.mark.parametrize("header", [2, 99])
def test_a_row_that_is_not_there_or_empty(header: int, tmp_path: Path) -> None:
    for table in (file(tmp_path, HEADING, header=header), book(tmp_path / "t.xlsx", {"Probes": ROWS})):
        with pytest.raises(UnreadableData) as trouble:
            read(one_field("number"), TableFile(source="any", path=table.path, header=header))
        assert f"has nothing in row {header}." in trouble.value.message


def test_a_missing_column_is_told_with_the_titles_that_there_are(tmp_path: Path) -> None:
    cells: list[list[object]] = [["Probes"], ["at", "y", None, None], ["2026-03-01", 1]]
    with pytest.raises(UnreadableData) as trouble:
        read(one_field("number"), book(tmp_path / "t.xlsx", {"Probes": cells}))
    assert trouble.value.message.endswith("has no column `x`.")
    assert trouble.value.hint == "The titles seem to stand in row 2: `at`, `y`."
    with pytest.raises(UnreadableData) as trouble:
        read(one_field("number"), book(tmp_path / "u.xlsx", {"Cover": [["Report"]], "Probes": ROWS}))
    assert "sheets are `Cover`, `Probes`; add sheet." in trouble.value.hint


def test_which_row_it_is() -> None:
    rows = [["Report", "", ""], ["a", "b", "c"], ["1", "2", "3"], ["1", "2", "3"]]
    assert named_row(rows, ["c", "a"]) == 1
    assert named_row(rows, ["c", "d"]) is None
    assert named_row([["a", "a"], ["a", "b"]], ["a"]) == 1
    assert likely_row(rows) == 1
    assert likely_row([["a", "", "a"], ["1", "2", "3"]]) == 0
    assert (
        likely_row([["Tickets", "March", "", "", ""], ["a", "b", "c", "d", ""], ["1", "2", "3", "4", "5"]])
        == 1
    )
    assert likely_row([["a"], ["1"]]) == 0
    assert likely_row([]) == 0
    assert likest_row([["Report"], ["a", "b"], ["1", "2"]], ["b", "z"]) == 1
    assert likest_row([["Report"], ["a", "b"], ["1", "2"]], ["z"]) == 1


def test_a_look_finds_heading_and_sheet(tmp_path: Path) -> None:
    table = book(tmp_path / "t.xlsx", {"Cover": [["Report"], ["of", "March"]], "Probes": ROWS})
    (found,) = profile((table.path,)).tables
    assert (found.sheet, found.sheets, found.header) == ("Probes", ("Cover", "Probes"), 3)
    assert [column.name for column in found.columns] == ["at", "x"]
    (advice, *_) = found.advice
    assert advice.message.startswith("Say which sheet: `Probes`.")
    assert advice.write == 'sheet = "Probes"'
    bound = Binding(tables={"c": TableFile(source="c", path=table.path, sheet="Probes")})
    (said,) = profile((), None, bound).tables
    assert (said.sheets, said.header, said.rows) == ((), 3, 2)
    (plain,) = profile((file(tmp_path, HEADING).path,)).tables
    assert (plain.header, plain.rows, len(plain.columns)) == (3, 2, 3)


def test_local_times_are_placed_where_the_days_tell_their_form(tmp_path: Path) -> None:
    text = "at,x\n" + "01.03.2026 10:00,1\n" * 4 + "13.03.2026 9:00,2\nSumme,2\n"
    (found,) = profile((file(tmp_path, text).path,)).tables
    assert found.time_forms == ("day.month.year",)
    assert found.times is not None
    assert (found.times.first, found.times.last) == (us("2026-03-01 10:00"), us("2026-03-13 09:00"))
    assert found.columns[0].samples[0] == "01.03.2026 10:00"
    assert any(each.write == 'times = "day.month.year"' for each in found.advice)
    (open_,) = profile((file(tmp_path, "at,x\n01/03/2026,1\n02/03/2026,1\n").path,)).tables
    assert open_.time_forms == ("day/month/year", "month/day/year")
    assert open_.times is None
    assert any("which the days here leave open" in each.message for each in open_.advice)
    assert any("# or month/day/year: which is it?" in each.write for each in open_.advice)
    said = TableFile(source="c", path=str(tmp_path / "t.csv"), times="month/day/year", zone="UTC")
    (told,) = profile((), None, Binding(tables={"c": said})).tables
    assert told.times is not None
    assert told.times.first == us("2026-01-03")
    assert not any("times are written" in each.message for each in told.advice)


def test_a_few_local_times_among_others_are_read_once_their_form_is_said(tmp_path: Path) -> None:
    text = "at,x\n" + "2026-03-01 10:00,1\n" * 6 + "22.03.2026 08:15,2\n"
    path = file(tmp_path, text).path
    said = TableFile(source="c", path=path, times="day.month.year", zone="UTC")
    (told,) = profile((), None, Binding(tables={"c": said})).tables
    assert told.columns[0].odd == 0
    assert told.times is not None
    assert told.times.last == us("2026-03-22 08:15")
