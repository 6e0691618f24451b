"""The workbook of a statement: its sheets, its bytes, and that nothing in it is more, or less, than it seems."""

from __future__ import annotations

import re
import subprocess
import sys
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sladsl.outcome.measured import DataFinding, Witness
from sladsl.outcome.statement import Line, Outcome, Statement
from sladsl.outcome.to_xlsx import MOST_LINES, TooManyLines, workbook
from sladsl.outcome.to_xlsx.formulas import ending, literal, rounded, told_apart
from sladsl.outcome.to_xlsx.grid import letters
from sladsl.outcome.to_xlsx.page import clean
from sladsl.plan.settlement import Round, Settlement
from sladsl.record import replace
from tests.outcome.bookworlds import world
from tests.outcome.cases import feature_rules, features, hosting, hosting_rules, readings
from tests.outcome.spreadsheets import table
from tests.settle.build import (
    assessment,
    bound,
    cell,
    credit,
    fee,
    instant,
    measured,
    minutes,
    settled,
    settlement,
)

CLAUSES = {"objective Availability": "4.1", "credit for Availability": "7.2", "cap": "7.4", "claims": "7.5"}


def _book(outcome: Outcome | Statement, rules: Settlement, **more: object) -> Workbook:
    return load_workbook(BytesIO(_bytes(outcome, rules, **more)))


def _bytes(outcome: Outcome | Statement, rules: Settlement, witnesses: object = None) -> bytes:
    outcome = outcome if isinstance(outcome, Outcome) else Outcome(statement=outcome)
    found = witnesses if witnesses is not None else lambda _: ()
    return workbook(outcome, rules, found, CLAUSES)  # type: ignore[arg-type]


HOSTING = _book(hosting(), hosting_rules())
FEATURES = _book(features(), feature_rules())


def test_sheets_in_their_order() -> None:
    assert HOSTING.sheetnames == [
        "Statement",
        "Levels",
        "Credits",
        "Bands",
        "Fees",
        "Caps",
        "Claims",
        "Choices",
        "Findings",
        "Rows",
    ]


def test_an_agreement_without_money_has_no_sheets_about_it() -> None:
    rules = settlement(assessment(credit=None, claim=None))
    cells = measured(cell("2026-Q1", {"service": minutes("100"), "down": 0}))
    assert _book(settled(rules, cells), rules).sheetnames == [
        "Statement",
        "Levels",
        "Choices",
        "Findings",
        "Rows",
    ]


def test_levels_are_formulas_over_what_was_measured() -> None:
    sheet = HOSTING["Levels"]
    titles = [each.value for each in sheet[5]]
    row = {title: each.value for title, each in zip(titles, sheet[6], strict=True)}
    assert row["service (s)"] == 44580 * 60
    assert row["down (s)"] == 3000
    assert row["Level"] == '=IF($C6=0,"none",($C6-$D6)/$C6)'
    assert row["Exact"] == "4,453 / 4,458"
    assert row["Status"].startswith("=IF(ISNUMBER(")
    assert row["Clause"] == "clause 4.1"


def test_the_bound_is_a_number_that_says_how_it_is_meant() -> None:
    sheet = HOSTING["Levels"]
    column = [each.value for each in sheet[5]].index("Promised")
    found = sheet[6][column]
    assert (found.value, found.number_format) == (0.999, '"at least "0.0%')


def test_every_amount_has_the_exact_figure_and_a_check_beside_it() -> None:
    for name in ("Levels", "Credits", "Caps"):
        for row in table(HOSTING, name, ("Period", "Agrees")).values():
            assert "Exact" in row
    assert all(
        str(row["Agrees"]).startswith("=IF(")
        for row in table(HOSTING, "Credits", ("Objective", "Period")).values()
    )


def test_unknown_fees_are_empty_yellow_cells() -> None:
    sheet = FEATURES["Fees"]
    asked = [each for each in sheet["D"] if each.row > 4]
    assert asked
    assert all(each.value is None for each in asked)
    assert {each.fill.start_color.rgb for each in asked} == {"FFFFF3B0"}
    credits = table(FEATURES, "Credits", ("Of", "Period"))
    assert credits["Issues", "2026-Q1"]["Exact"] == "25% of the fee of GitHub in Issues (2026-Q1)"


def test_known_fees_say_where_they_come_from() -> None:
    rows = table(HOSTING, "Fees", ("Service", "Period"))
    assert rows["Shop", "2026-03"]["Where it comes from"] == "the agreement: 12,000.00 EUR per month"


def test_every_formula_has_its_value_beside_it() -> None:
    for outcome, rules in (
        (hosting(), hosting_rules()),
        (features(), feature_rules()),
        (readings(), hosting_rules()),
    ):
        content = _bytes(outcome, rules)
        formulas, values = (load_workbook(BytesIO(content), data_only=only) for only in (False, True))
        for sheet in formulas:
            for row in sheet.iter_rows():
                for each in row:
                    if each.data_type == "f":
                        value = values[sheet.title][each.coordinate].value
                        assert value is None or not str(value).startswith("#"), each.coordinate
        for part in _parts(content).values():
            assert "<v />" not in part
            assert "<v/>" not in part


def _parts(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_formulas_are_short_enough_for_every_program() -> None:
    for seed in range(12):
        each = world(seed)
        for sheet in _book(each.settled(), each.rules):
            for row in sheet.iter_rows(values_only=True):
                for value in row:
                    if isinstance(value, str) and value.startswith("="):
                        assert len(value) < 8_000, value


# ---- bytes


def test_the_same_bytes_whatever_the_clock_and_the_order_of_sets() -> None:
    code = (
        "import hashlib, sys; from tests.outcome.test_to_xlsx import _bytes; from tests.outcome.cases import *;"
        "sys.stdout.write(hashlib.sha256(_bytes(hosting(), hosting_rules())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parent.parent.parent,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "", "PYTHONPATH": "."},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(digests) == 1


def test_nothing_in_the_file_tells_when_it_was_made() -> None:
    content = _bytes(hosting(), hosting_rules())
    with ZipFile(BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("vba" in name.lower() for name in archive.namelist())
        assert b"<Application>sladsl</Application>" in archive.read("docProps/app.xml")
        assert b"created" not in archive.read("docProps/core.xml")


def test_other_figures_are_other_bytes() -> None:
    assert _bytes(hosting(), hosting_rules()) != _bytes(hosting("51"), hosting_rules())


# ---- text stays text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"]
)
def test_names_that_begin_like_formulas_stay_text(text: str) -> None:
    rules = settlement(
        assessment(objective=text, title=text, scopes=(text,), dimension=text), title=text, agreement=text
    )
    statement = settled(rules, measured(cell("2026-Q1", {"service": 60_000_000, "down": 1}, scope=text)))
    finding = DataFinding(
        name="x",
        severity="warning",
        source=text,
        message=text,
        count=1,
        rule=text,
        samples=((1, text),),
        hint=text,
    )
    witness = Witness(source=text, row=1, start=0, end=None, length=0, fields=((text, text),))
    book = _book(replace(statement, findings=(finding,)), rules, witnesses=lambda _: (witness,))
    seen = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for each in row:
                if isinstance(each.value, str) and each.value.strip("\t") == text.strip("\t"):
                    assert each.data_type == "s", (sheet.title, each.coordinate)
                    assert each.quotePrefix, (sheet.title, each.coordinate)
                    seen += 1
    assert seen >= 6


@pytest.mark.parametrize("text", ["a\x00b", "\x0b", "\ud800", "x" * 40_000, "]]>", "<&>\"'", "line\nbreak"])
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    rules = settlement(assessment(title=text), title=text)
    statement = settled(rules, measured(cell("2026-Q1", {"service": 60_000_000, "down": 1})))
    book = _book(statement, rules)
    assert book["Levels"]["A6"].value == clean(text)


def test_clean() -> None:
    assert clean("a\x00b\ud800") == "a\ufffdb\ufffd"
    assert len(clean("x" * 40_000)) == 32_767
    assert clean("tab\tand\nline") == "tab\tand\nline"


# ---- print and screen


@pytest.mark.parametrize("name", HOSTING.sheetnames)
def test_every_sheet_is_set_up_for_a4(name: str) -> None:
    sheet = HOSTING[name]
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["A"].width > 5


@pytest.mark.parametrize(
    ("name", "place", "rows"),
    [("Levels", "C6", "$4:$5"), ("Credits", "C6", "$4:$5"), ("Caps", "A5", "$4:$4")],
)
def test_titles_stay_in_sight_and_on_every_page(name: str, place: str, rows: str) -> None:
    assert HOSTING[name].freeze_panes == place
    assert HOSTING[name].print_title_rows == rows


def test_cells_that_others_ask_for_have_names() -> None:
    assert set(HOSTING.defined_names) == {"AllFiguresAgree", "AsOf", "CreditsInAll"}
    for each in HOSTING.defined_names.values():
        assert re.fullmatch(r"Statement!\$[A-Z]+\$[0-9]+", each.attr_text)


def test_money_has_the_decimals_of_the_agreement() -> None:
    rules = settlement(
        assessment(credit=credit(rounding=Round(quantum=Fraction(1), mode="down"))), currency="JPY"
    )
    statement = settled(
        rules,
        measured(cell("2026-Q1", {"service": minutes("100"), "down": minutes("10")})),
        fees=(fee("2026-Q1", "1001", currency="JPY"),),
    )
    sheet = _book(statement, rules)["Credits"]
    titles = [each.value for each in sheet[5]]
    assert sheet[6][titles.index("Owed")].number_format == "#,##0"


# ---- choices, findings, rows


def test_several_readings_are_told_beside_the_first() -> None:
    outcome = readings()
    book = _book(outcome, hosting_rules())
    texts = [
        str(each) for row in book["Choices"].iter_rows(values_only=True) for each in row if each is not None
    ]
    assert "overlapping outages" in texts
    assert "1 (this workbook)" in texts
    assert any(text.startswith("overlapping outages: ") for text in texts)
    first = [str(row[0]) for row in book["Statement"].iter_rows(values_only=True)]
    assert any(
        "Choices are open. This workbook computes the reading overlapping outages: once." in text
        for text in first
    )


def test_one_reading_has_no_word_of_others() -> None:
    texts = [str(each) for row in HOSTING["Choices"].iter_rows(values_only=True) for each in row]
    assert "Still open" not in texts


def _witnesses(count: int) -> object:
    def found(line: Line) -> tuple[Witness, ...]:
        start = instant("2026-03-04T09:00Z")
        return tuple(
            Witness(source="checks", row=at, start=start, end=start + 60_000_000, length=60_000_000)
            for at in range(1, count + 1)
        )

    return found


@pytest.mark.parametrize(("count", "listed"), [(0, 0), (3, 3), (500, 500), (501, 500)])
def test_rows_behind_a_missed_promise_and_where_they_are_cut(count: int, listed: int) -> None:
    book = _book(hosting(), hosting_rules(), witnesses=_witnesses(count))
    rows = list(book["Rows"].iter_rows(values_only=True))
    missed = sum(line.status == "missed" for line in hosting().lines)
    assert missed
    assert sum(row[0] == "checks" for row in rows) == missed * listed
    cut = [row[0] for row in rows if row[0] and str(row[0]).startswith("... and")]
    assert cut == (
        ["... and 1 row more"]
        if False
        else [f"... and {count - listed} row more"] * missed
        if count > listed
        else []
    )
    sums = [row[4] for row in rows if row[0] == "One by one"]
    assert len(sums) == (missed if count else 0)


def test_rows_of_many_lines_are_cut_and_say_so() -> None:
    scopes = tuple(f"s{number}" for number in range(12))
    rules = settlement(assessment(scopes=scopes, dimension="site"))
    cells = measured(*(cell("2026-Q1", {"service": 100, "down": 50}, scope=scope) for scope in scopes))
    book = _book(settled(rules, cells), rules, witnesses=_witnesses(500))
    texts = [str(row[0]) for row in book["Rows"].iter_rows(values_only=True)]
    assert texts.count("checks") == 5_000
    assert "The rows behind 2 missed promises are cut: a sheet holds 5,000 of them." in texts


def test_too_many_lines_are_refused() -> None:
    statement = hosting()
    line = statement.lines[0]
    many = replace(
        statement, lines=tuple(replace(line, scope=str(number)) for number in range(MOST_LINES + 1))
    )
    with pytest.raises(TooManyLines):
        _bytes(many, hosting_rules())


def test_findings_say_what_was_applied() -> None:
    finding = DataFinding(
        name="bad-time",
        severity="error",
        source="checks",
        message="3 times are none.",
        count=3,
        rule="left out",
    )
    book = _book(replace(hosting(), findings=(finding,)), hosting_rules())
    row = table(book, "Findings", ("Name",))["bad-time",]
    assert (row["Severity"], row["Count"], row["What was applied"]) == ("error", 3, "left out")


def test_nothing_to_say_is_said() -> None:
    book = _book(replace(hosting(), findings=()), hosting_rules())
    texts = [str(each) for row in book["Findings"].iter_rows(values_only=True) for each in row]
    assert "There is nothing to say about the data." in texts


def test_a_statement_without_lines_is_a_workbook_too() -> None:
    rules = settlement()
    book = _book(settled(rules), rules)
    assert book["Statement"]["A2"].value == "Nothing to assess."


def test_a_zone_that_is_none_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="isn't a zone"):
        _bytes(replace(hosting(), zone="Nowhere/City"), hosting_rules())


# ---- pieces of formulas


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("999/1000", "0.999"),
        ("-5/2", "-2.5"),
        ("1/3", "(1/3)"),
        ("123456789012345678/7", "1.7636684144620812e+16"),
        ("1000000000000", "1000000000000"),
    ],
)
def test_numbers_in_formulas(value: str, text: str) -> None:
    assert literal(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "places"), [("1", 0), ("1/8", 3), ("1/3", None), ("1/10000000000000000", None)]
)
def test_where_decimals_end(value: str, places: int | None) -> None:
    assert ending(Fraction(value)) == places


@pytest.mark.parametrize(
    ("level", "limit", "apart"),
    [
        ("999/1000", "999/1000", True),
        ("998/1000", "999/1000", True),
        ("999000000/1000000001", "999/1000", True),
        ("999000000000000/1000000000000001", "999/1000", False),
        ("0", "1/1000000000000000", True),
    ],
)
def test_levels_that_doubles_tell_from_bounds(level: str, limit: str, apart: bool) -> None:
    assert told_apart(Fraction(level), Fraction(limit)) is apart


def test_a_level_too_near_to_its_bound_has_no_formula_for_the_verdict() -> None:
    """Doubles, and programs that take near numbers for equal, would say `met`."""
    cells = measured(cell("2026-Q1", {"service": 10**16, "down": 10**13 + 1}))
    rules = settlement(assessment(target=bound("at least", "99.9")))
    statement = settled(rules, cells)
    assert statement.lines[0].status == "missed"
    sheet = _book(statement, rules)["Levels"]
    titles = [each.value for each in sheet[5]]
    assert sheet[6][titles.index("Status")].value == "missed"


@pytest.mark.parametrize(
    ("quantum", "mode", "text"),
    [
        ("1/100", "half up", "ROUND(A1,2)"),
        ("1", "half up", "ROUND(A1,0)"),
        ("1/20", "half up", "ROUND(A1/0.05,0)*0.05"),
        ("1/100", "down", "ROUNDDOWN(ROUND(A1,8),2)"),
        ("1/20", "up", "ROUNDUP(ROUND(A1/0.05,6),0)*0.05"),
        ("10", "half up", "ROUND(A1/10,0)*10"),
    ],
)
def test_roundings(quantum: str, mode: str, text: str) -> None:
    assert rounded("A1", Round(quantum=Fraction(quantum), mode=mode)) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_names_of_columns(column: int, name: str) -> None:
    assert letters(column) == name
