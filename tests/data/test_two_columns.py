"""Times whose date and time of day are two columns: what is read, what is told, and that a look and both engines agree."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from sladsl.api.profiling import profile
from sladsl.data.binding import Binding, TableFile
from sladsl.data.errors import UnreadableData
from sladsl.data.two_columns import one_moment
from sladsl.plan.measure import FieldOf, Input
from sladsl.record import replace
from sladsl.values.time_forms import clock_of
from tests.data.looks import agreement, parquet
from tests.data.tables import by_sql, file, named, outages, read, us

PAIRS = {"start": ("Datum", "von"), "end": ("Datum bis", "bis")}
HEAD = "Nr.;Datum;von;bis;Datum bis\n"


def bound(path: str, **changes: Any) -> TableFile:
    settings: dict[str, Any] = {"pairs": PAIRS, "times": "day.month.year", "delimiter": ";"}
    return TableFile(source="outages", path=path, **{**settings, **changes})


@pytest.mark.parametrize(
    ("row", "start", "end"),
    [
        ("1;05.08.2026;09:12;10:31;", "2026-08-05 09:12", "2026-08-05 10:31"),
        ("1;05.08.2026;9:12;10:31 Uhr;", "2026-08-05 09:12", "2026-08-05 10:31"),
        ("1;27.10.2026;23:10;05:45;28.10.2026", "2026-10-27 23:10", "2026-10-28 05:45"),
        ("1;2026-08-05;9:12:30;10:31;", "2026-08-05 09:12:30", "2026-08-05 10:31"),
        ("1;2026-08-05 00:00:00;1899-12-30 09:12;30.12.1899 10:31;", "2026-08-05 09:12", "2026-08-05 10:31"),
        ("1;05.08.2026 00:00;9:12 PM;10:31 PM;", "2026-08-05 21:12", "2026-08-05 22:31"),
        ("1;05.08.2026;09:12;;", "2026-08-05 09:12", None),
        ("1;05.08.2026 09:12;;10:31;05.08.2026", "2026-08-05 09:12", "2026-08-05 10:31"),
    ],
)
def test_a_date_and_a_time_of_day(row: str, start: str, end: str | None, tmp_path: Path) -> None:
    table = bound(file(tmp_path, HEAD + row + "\n").path)
    found = read(outages(), table)
    assert [(each.start, each.end) for each in found.rows] == [(us(start), None if end is None else us(end))]
    assert by_sql(outages(), table) == (found.findings, found.facts)


@pytest.mark.parametrize(
    ("row", "finding", "said"),
    [
        ("1;12.08.2026;23:10;00:45;", "end-before-start", "12.08.2026 23:10 to 12.08.2026 00:45"),
        ("1;12.08.2026;;00:45;", "bad-time", "12.08.2026 (no time of day)"),
        ("1;12.08.2026 00:00;;00:45;", "bad-time", "12.08.2026 (no time of day)"),
        ("1;12.08.2026;23:10;;13.08.2026", "bad-time", "13.08.2026 (no time of day)"),
        ("1;;23:10;23:45;", "bad-time", "(no date) 23:10"),
        ("1;31.02.2026;23:10;23:45;", "bad-time", "31.02.2026 23:10"),
        ("1;12.08.2026;25:10;23:45;", "bad-time", "12.08.2026 25:10"),
        ("1;12.08.2026;noon;23:45;", "bad-time", "12.08.2026 noon"),
        ("1;;;23:45;", "bad-time", "(no date) 23:45"),
    ],
)
def test_what_is_no_time_is_told_and_never_guessed(row: str, finding: str, said: str, tmp_path: Path) -> None:
    table = bound(file(tmp_path, HEAD + row + "\n").path)
    found = read(outages(), table)
    assert not found.rows
    assert (1, said) in named(found)[finding][1]
    assert by_sql(outages(), table) == (found.findings, found.facts)


def test_one_column_of_dates_for_both_and_a_start_of_one_column(tmp_path: Path) -> None:
    text = "Datum;von;bis;ganz\n05.08.2026;09:12;10:31;05.08.2026 09:12\nSumme;;;2 h\n"
    path = file(tmp_path, text).path
    shared = bound(path, pairs={"start": ("Datum", "von"), "end": ("Datum", "bis")})
    assert [each.end for each in read(outages(), shared).rows] == [us("2026-08-05 10:31")]
    assert set(named(read(outages(), shared))) == {"totals-row"}
    text = "ganz;bis;Datum bis\n05.08.2026 09:12;10:31;\n05.08.2026 09:12;10:31;06.08.2026\n"
    half = bound(
        file(tmp_path, text, "h.csv").path, pairs={"end": ("Datum bis", "bis")}, columns={"start": "ganz"}
    )
    assert [each.end for each in read(outages(), half).rows] == [
        us("2026-08-05 10:31"),
        us("2026-08-06 10:31"),
    ]


def test_cells_of_a_workbook_that_are_dates_and_times(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Ausfälle"])
    sheet.append(["Nr.", "Datum", "von", "bis", "Datum bis"])
    sheet.append([1, date(2026, 8, 5), time(9, 12), time(10, 31), None])
    sheet.append([2, datetime(2026, 10, 27), time(23, 10), time(5, 45), date(2026, 10, 28)])
    sheet.append([3, "03.09.2026", "6:20", time(0, 0), "04.09.2026"])
    sheet.append([4, date(2026, 9, 5), time(23, 0), time(1, 0), None])
    sheet.append(["Summe", None, None, None, None])
    book.save(tmp_path / "t.xlsx")
    table = bound(str(tmp_path / "t.xlsx"))
    found = read(outages(), table)
    assert [(each.start, each.end) for each in found.rows] == [
        (us(start), us(end))
        for start, end in (
            ("2026-08-05 09:12", "2026-08-05 10:31"),
            ("2026-10-27 23:10", "2026-10-28 05:45"),
            ("2026-09-03 06:20", "2026-09-04 00:00"),
        )
    ]
    assert {name: count for name, (count, _) in named(found).items() if name != "out-of-order"} == {
        "end-before-start": 1,
        "totals-row": 1,
    }
    assert by_sql(outages(), table) == (found.findings, found.facts)


@pytest.mark.parametrize("holds", ["samples", "records", "events"])
def test_of_samples_records_and_events_too(holds: str, tmp_path: Path) -> None:
    more = (FieldOf(name="solved", type="time"),)
    of = Input(
        name="rows",
        holds=holds,  # type: ignore[arg-type]
        fields=(FieldOf(name="at", type="time"), FieldOf(name="id", type="text"), *more),
        start="at",
        key="" if holds == "samples" else "id",
        zone="Europe/Berlin",
    )
    text = "id;d;t;sd;st\nA;05.08.2026;9:12;06.08.2026;7:00\nB;06.08.2026;9:12;;7:00\n"
    table = bound(file(tmp_path, text).path, pairs={"at": ("d", "t"), "solved": ("sd", "st")})
    found = read(of, table)
    assert [row.start for row in found.rows] == [us("2026-08-05 07:12"), us("2026-08-06 07:12")]
    assert [row.values["solved"] for row in found.rows] == [us("2026-08-06 05:00"), None]
    assert named(found)["bad-time"] == (1, ((2, "(no date) 7:00"),))
    assert by_sql(of, table) == (found.findings, found.facts)


def test_typed_columns(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "t.parquet", "SELECT DATE '2026-08-05' AS d, TIME '09:12:00' AS v, TIME '10:31:00' AS b"
    )
    table = bound(path, pairs={"start": ("d", "v"), "end": ("d", "b")}, times="")
    found = read(outages(), table)
    assert [(each.start, each.end) for each in found.rows] == [
        (us("2026-08-05 09:12"), us("2026-08-05 10:31"))
    ]
    assert by_sql(outages(), table) == (found.findings, found.facts)


def test_a_number_has_one_column(tmp_path: Path) -> None:
    table = bound(
        file(tmp_path, "start,a,b\n2026-08-05,1,2\n", delimiter=",").path,
        pairs={"n": ("a", "b")},
        delimiter=",",
    )
    with pytest.raises(UnreadableData, match="`n` is a number, which has one column, not two"):
        read(
            Input(
                name="o",
                holds="samples",
                fields=(FieldOf(name="n", type="number"),),
                start="start",
                zone="UTC",
            ),
            table,
        )


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9:05", "09:05"),
        ("09:05:07", "09:05:07"),
        ("12:00 AM", "00:00"),
        ("9:05 Uhr", "09:05"),
        ("", ""),
        ("9", ""),
        ("13:00 PM", ""),
    ],
)
def test_times_of_day(text: str, clock: str) -> None:
    assert clock_of(text) == clock


def test_nothing_is_nothing() -> None:
    assert one_moment("", "") == ""
    assert one_moment("", "", "2026-08-05") == ""


def test_a_look_tells_the_times_together(tmp_path: Path) -> None:
    text = HEAD + "1;05.08.2026;09:12;10:31;\n2;12.08.2026;23:10;00:45;\n"
    table = bound(file(tmp_path, text).path, zone="Europe/Berlin")
    desk = agreement("cause: text", "intervals", "")
    (found,) = profile(
        agreement=desk, binding=Binding(tables={"checks": replace(table, source="checks")})
    ).tables
    assert found.times is not None
    assert found.times.reversed == 1
    assert found.times.first == us("2026-08-05 07:12")
    assert {field.name: field.how for field in found.fields if field.name in PAIRS} == dict.fromkeys(
        PAIRS, "bound"
    )
