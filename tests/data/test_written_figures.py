"""Figures that a file writes in its own way: decimal signs, clocks, scales; the same in both engines."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest

import sladsl
from sladsl.api.profiling import profile
from sladsl.data.binding import Binding, TableFile
from sladsl.data.written_figures import plain_text
from tests.data.test_rounding import TEXT, sums

Engine = Literal["reference", "duckdb"]
OF_MILLIONS = "   # the agreement then speaks of millions of them"
HOUR, MINUTE = 3_600_000_000, 60_000_000
BOTH = pytest.mark.parametrize("engine", ["reference", "duckdb"])


@BOTH
@pytest.mark.parametrize(
    ("text", "decimal", "kept"),
    [
        ('"1,5"', ",", 1_500_000),
        ("1.234", ",", 1_234_000_000),
        ('"1.234.567,25"', ",", 1_234_567_250_000),
        ('"1 234,5"', ",", 1_234_500_000),
        ("-2", ",", -2_000_000),
        ('"1,234"', ".", 1_234_000_000),
        ('"1,234.5"', ".", 1_234_500_000),
        ("1.5", ".", 1_500_000),
        ("1.5", ",", None),  # no groups of three: a point here is a mistake, not one and a half
        ('"1,5"', ".", None),
        ("many", ",", None),
    ],
)
def test_the_decimal_sign_is_that_of_the_binding(
    text: str, decimal: str, kept: int | None, engine: Engine, tmp_path: Path
) -> None:
    sized, _, names = sums(tmp_path, text, "1", engine, decimal=decimal)
    assert kept is None or sized == kept
    assert names == (set() if kept is not None else {"bad-number"})


@BOTH
@pytest.mark.parametrize(
    ("text", "unit", "kept"),
    [
        ("01:30:00", "h:mm", 90 * MINUTE),
        ("1:30", "h:mm", 90 * MINUTE),
        ("29:30:00", "h:mm", 29 * HOUR + 30 * MINUTE),
        ("1 day, 2:00", "h:mm", 26 * HOUR),
        ("2 days 2:00:00", "h:mm", 50 * HOUR),
        ("4 h 30 min", "h:mm", 270 * MINUTE),
        ("1:30", "m:ss", 90_000_000),
        ("1:30:00", "m:ss", 90 * MINUTE),
        ("0:00:01.5", "h:mm", 1_500_000),
        ("90", "h:mm", None),  # of what?
        ("1:75", "h:mm", None),
    ],
)
def test_lengths_on_a_clock(text: str, unit: str, kept: int | None, engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(f'at,size,took\n2020-01-01T00:00Z,1,\n2026-03-05T10:00Z,1,"{text}"\n')
    table = sladsl.Table(path, units={"took": unit})
    found = evaluated(table, engine)
    names = {each.name for each in found.findings if each.name == "bad-number"}
    assert kept is None or [each.level for each in found.lines if each.objective == "Timed"] == [kept]
    assert names == (set() if kept is not None else {"bad-number"})


def evaluated(table: sladsl.Table, engine: Engine) -> Any:
    """The statement of March."""
    of = sladsl.read_text(TEXT)
    return sladsl.evaluate(
        of, {"calls": table}, period="2026-03", as_of="2026-05-01", engine=engine
    ).outcome.statement


def bytes_of(folder: Path, rows: str, engine: Engine, **said: Any) -> tuple[Any, set[str]]:
    """The sum of sizes in the agreement's unit, and the names of what is told of the cells."""
    path = folder / "calls.csv"
    path.write_text(f"at,size,took\n2020-01-01T00:00Z,1,1\n{rows}")
    found = evaluated(sladsl.Table(path, **said), engine)
    (level,) = (each.level for each in found.lines if each.objective == "Sized")
    return level, {each.name for each in found.findings if each.name in ("bad-number", "rounded-number")}


@BOTH
def test_counts_of_many_digits_are_exact_in_millions(engine: Engine, tmp_path: Path) -> None:
    # 12 345 678 901 234 + 1 bytes, in megabytes
    rows = "2026-03-05T10:00Z,12345678901234,1\n2026-03-05T11:00Z,1,1\n"
    level, told = bytes_of(tmp_path, rows, engine, units={"size": "millionths"})
    assert (level, told) == (Fraction(12345678901235, 10**6), set())


@BOTH
def test_a_scale_beyond_the_kept_decimals_is_rounded_where_the_binding_says_how(
    engine: Engine, tmp_path: Path
) -> None:
    rows = "2026-03-05T10:00Z,1500,1\n"
    level, told = bytes_of(tmp_path, rows, engine, units={"size": "billionths"}, rounding="half up")
    assert (level, told) == (Fraction(2, 10**6), {"rounded-number"})
    level, told = bytes_of(tmp_path, rows, engine, units={"size": "billionths"})
    assert told == {"bad-number"}


@BOTH
def test_thousands_with_a_decimal_comma(engine: Engine, tmp_path: Path) -> None:
    rows = '2026-03-05T10:00Z,"1.234,5",1\n'
    level, told = bytes_of(tmp_path, rows, engine, units={"size": "thousands"}, decimal=",")
    assert (level, told) == (Fraction(1_234_500), set())


@BOTH
def test_words_that_the_binding_translates_stay_what_they_are(engine: Engine, tmp_path: Path) -> None:
    rows = '2026-03-05T10:00Z,n/a,1\n2026-03-05T10:00Z,"0,0",1\n2026-03-05T10:00Z,"2,5",1\n'
    said: dict[str, Any] = {"decimal": ",", "values": {"size": {"n/a": "", "0,0": "7"}}}
    level, told = bytes_of(tmp_path, rows, engine, **said)
    assert (level, told) == (Fraction(19, 2), set())


@BOTH
def test_a_way_that_the_field_cannot_have_is_refused(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(
        sladsl.UnreadableData, match=r"`h:mm` is a way to write a duration, and `size` of calls is a number"
    ):
        bytes_of(tmp_path, "", engine, units={"size": "h:mm"})


@BOTH
def test_numbers_of_typed_files_have_no_decimal_sign(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    path.write_text('{"at": "2026-03-05T10:00Z", "size": 1.234, "took": 1}\n')
    with pytest.raises(sladsl.UnreadableData, match="`decimal` of calls is for CSV and workbooks"):
        evaluated(sladsl.Table(path, decimal=","), engine)


@BOTH
def test_a_workbook_has_numbers_and_texts_of_one_meaning(engine: Engine, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (
        ["at", "size", "took"],
        ["2020-01-01T00:00Z", 1, "0:00:01"],
        ["2026-03-05T10:00Z", 1.234, "0:00:02"],
        ["2026-03-05T11:00Z", "1.234", "1:00:00"],
    ):
        book.active.append(row)
    book.save(tmp_path / "calls.xlsx")
    table = sladsl.Table(tmp_path / "calls.xlsx", decimal=",", units={"took": "h:mm"})
    levels = {each.objective: each.level for each in evaluated(table, engine).lines}
    assert levels == {"Sized": Fraction(1235234, 1000), "Timed": HOUR + 2_000_000}


@pytest.mark.parametrize(
    ("figure", "text"),
    [("0", "0"), ("1/8", "0.125"), ("-3/2", "-1.5"), ("1200", "1200"), ("1/1000000", "0.000001")],
)
def test_plain_texts(figure: str, text: str) -> None:
    assert plain_text(Fraction(figure)) == text


@pytest.mark.parametrize(
    ("header", "cells", "advice"),
    [
        ("took", ("01:30:00", "00:10:00"), 'units = { took = "h:mm" }'),
        ("took", ("1:30", "0:10"), 'units = { took = "h:mm" }   # or "m:ss": which is it?'),
        ("size", ('"1,5"', '"2,25"'), 'decimal = ","'),
        (
            "size",
            ('"1,500"', '"2,250"'),
            'decimal = ","   # or ".", if the comma groups thousands: which is it?',
        ),
        ("size", ('"1,500.25"', '"2,250.5"'), 'decimal = "."'),
        ("size", ("12345678901234", "12345678901235"), 'units = { size = "millionths" }'),
    ],
)
def test_the_profile_says_how_to_read_them(
    header: str, cells: tuple[str, ...], advice: str, tmp_path: Path
) -> None:
    path = tmp_path / "calls.csv"
    rows = "".join(
        f"2026-03-0{day}T10:00:00Z,{cell if header == 'size' else 1},{cell if header == 'took' else 1}\n"
        for day, cell in enumerate(cells, start=1)
    )
    path.write_text("at,size,took\n" + rows)
    of = sladsl.read_text(TEXT)
    found = profile((), of.agreement, Binding(tables={"calls": TableFile(path=str(path), source="calls")}))
    assert advice in [each.write.replace(OF_MILLIONS, "") for each in found.tables[0].advice]
