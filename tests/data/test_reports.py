"""Reports as they come: headings above the titles, months in columns, European numbers, names of their own."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sladsl.api import load
from sladsl.checks.explain import explain
from sladsl.data.binding import Binding, ClaimsFile, FeesFile, LevelsFile
from sladsl.data.claims import read_claims
from sladsl.data.decimals import read_decimal
from sladsl.data.errors import UnreadableData
from sladsl.data.explained import EXPLAINED
from sladsl.data.fees import read_fees
from sladsl.data.findings import CATALOGUE
from sladsl.data.given import given_by
from sladsl.data.labels import period_label
from sladsl.data.levels import read_levels
from sladsl.data.months import month_number
from sladsl.data.promised import Promised
from sladsl.data.sheet import SheetCell
from sladsl.outcome.given import ReportedLevel
from tests.data.tables import named, us
from tests.data.test_levels import csv, xlsx

TITLES = {"period": "Month", "objective": "Measure", "level": "Result"}
WIDE: dict[str, Any] = {"columns": {"objective": "Measure"}, "periods": "in columns"}


def brief(levels: tuple[ReportedLevel, ...]) -> list[tuple[str, str, str]]:
    return [(each.objective, each.period, f"{each.text} {each.unit}") for each in levels]


# ---- titles


def test_headings_above_the_titles_are_skipped(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Service report"], [None, "Provider: B"], [], ["Measure", "Month", "Result"], ["A", "2026-03", "99.5%"],
    ]  # fmt: skip
    levels, findings = read_levels(xlsx(tmp_path, rows, columns=TITLES))
    assert (brief(levels), findings) == ([("A", "2026-03", "99.5% percent")], ())
    assert levels[0].row == 1
    text = "Service report,,\n\nMeasure,Month,Result\nA,2026-03,99.5%\n"
    assert brief(read_levels(csv(tmp_path, text, columns=TITLES))[0]) == brief(levels)


def test_the_row_of_the_titles_can_be_said(tmp_path: Path) -> None:
    text = "objective,period,level\n\nobjective,period,level\nA,2026-03,99.5%\n"
    assert len(read_levels(csv(tmp_path, text, header=3))[0]) == 1
    assert named(read_levels(csv(tmp_path, text))[1])["unreadable-period"] == (1, ((1, "period"),))
    for header, message in ((2, "has nothing in row 2"), (4, "has no column `period`")):
        with pytest.raises(UnreadableData, match=message) as caught:
            read_levels(csv(tmp_path, text, header=header))
        assert "If they stand elsewhere" not in caught.value.hint


def test_titles_that_do_not_fit_are_listed_without_the_empty_ones(tmp_path: Path) -> None:
    titles = ["Measure", "Months", *(f"T{at}" for at in range(10))]
    book: list[list[Any]] = [["Report"], [], titles + [None] * 900, ["A", "2026-03"]]
    with pytest.raises(UnreadableData) as caught:
        read_levels(xlsx(tmp_path, book, columns=TITLES))
    assert caught.value.message.endswith("has no column `Month`.")
    assert caught.value.hint == (
        "Did you mean `Months`? The titles seem to stand in row 3: `Measure`, `Months`, `T0`, `T1`, `T2`, `T3`, `T4`, "
        "`T5` and 4 more. If they stand elsewhere, add their row, as header = 4. Only the first sheet was looked at; there "
        "is also `Other`: add sheet."
    )


def test_a_delimiter_that_was_not_said_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableData) as caught:
        read_levels(csv(tmp_path, "objective;period;level\nA;2026-03;1\n"))
    assert "The delimiter seems to be ';'" in caught.value.hint


# ---- months in columns


def test_periods_in_columns(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Report"],
        ["Measure", "Target", "Jan 2026", "Feb-26", date(2026, 3, 1), "Comment"],
        ["A", "99.5%", 0.9962, "98,3 %", None, "fine"],
        ["B", "80%", "n/a", "81%", "82%"],
        ["Notes"],
    ]
    levels, findings = read_levels(xlsx(tmp_path, rows, {"C3": "0.00%"}, **WIDE))
    assert brief(levels) == [
        ("A", "2026-01", "99.62% percent"),
        ("A", "2026-02", "98,3 % percent"),
        ("B", "2026-02", "81% percent"),
        ("B", "2026-03", "82% percent"),
    ]
    assert [each.row for each in levels] == [1, 1, 2, 2]
    assert named(findings) == {"unreadable-level": (1, ((2, "B 2026-01: n/a"),))}
    assert findings[0].rows == 5


def test_periods_in_columns_of_one_objective_by_scope(tmp_path: Path) -> None:
    file = csv(tmp_path, "Region,2026-01,2026-02\nEU,99%,98%\n", objective="A", periods="in columns",
               columns={"scope": "Region"})  # fmt: skip
    assert [(each.scope, each.period) for each in read_levels(file)[0]] == [
        ("EU", "2026-01"),
        ("EU", "2026-02"),
    ]


def test_titles_without_a_period(tmp_path: Path) -> None:
    with pytest.raises(UnreadableData, match="no column whose title is a period"):
        read_levels(csv(tmp_path, "Measure,First,Second\nA,1,2\n", **WIDE))
    with pytest.raises(UnreadableData) as caught:
        read_levels(csv(tmp_path, "objective,Jan 2026,Feb 2026\nA,1,2\n"))
    assert 'add periods = "in columns"' in caught.value.hint


# ---- units


def test_ratios(tmp_path: Path) -> None:
    text = "objective,period,level\nA,2026-01,0.9962\nA,2026-02,1\nA,2026-03,99.6\nA,2026-04,99.5%\n"
    levels, findings = read_levels(csv(tmp_path, text, unit="ratio"))
    assert [(each.level.value, each.level.places, each.unit) for each in levels] == [
        (Fraction("99.62"), 2, "percent"),
        (Fraction(100), 0, "percent"),
        (Fraction("99.5"), 1, "percent"),
    ]
    assert named(findings) == {"unclear-unit": (1, ((3, "A 2026-03: 99.6"),))}


def test_a_ratio_among_percentages_is_never_read_as_a_percentage(tmp_path: Path) -> None:
    text = (
        "objective,period,level\nA,2026-01,99.62\nA,2026-02,0.9962\nA,2026-03,0\nN,2026-01,1\nN,2026-02,5\n"
    )
    promises = {"N": Promised(percent=False)}
    levels, findings = read_levels(csv(tmp_path, text), promises)
    assert [each.text for each in levels] == ["99.62", "0", "1", "5"]
    assert named(findings) == {"unclear-unit": (1, ((2, "A 2026-02: 0.9962"),))}
    assert 'unit = "ratio"' in findings[0].hint


def test_a_level_far_from_the_others_is_told(tmp_path: Path) -> None:
    rows = "".join(f"A,2026-0{month},99.{month}%\n" for month in range(1, 5))
    levels, findings = read_levels(csv(tmp_path, f"objective,period,level\n{rows}A,2026-05,0.9962%\n"))
    assert len(levels) == 5
    assert named(findings) == {"far-from-others": (1, ((5, "A 2026-05: 0.9962%"),))}
    assert findings[0].severity == "warning"


def test_a_share_below_zero_is_told_and_a_number_below_zero_is_not(tmp_path: Path) -> None:
    text = "objective,period,level\nA,2026-01,-10%\nA,2026-02,0%\nN,2026-01,-3\n"
    promises = {"A": Promised(percent=True), "N": Promised(percent=False)}
    levels, findings = read_levels(csv(tmp_path, text), promises)
    assert [each.text for each in levels] == ["-10%", "0%", "-3"]
    assert named(findings) == {"share-below-zero": (1, ((1, "A 2026-01: -10%"),))}


# ---- European forms


@pytest.mark.parametrize(
    ("text", "sign", "plain", "read"),
    [
        ("99,62", "", "", "99.62"),
        ("99.62", "", "", "99.62"),
        ("38.500,00", "", "", "38500"),
        ("38500,00", "", "", "38500"),
        ("38,500.00", "", "", "38500"),
        ("38 500,00", "", "", "38500"),
        ("38’500.50", "", "", "38500.5"),
        ("1.200.000", "", "", "1200000"),
        ("38500.000", "", "", "38500"),
        ("0,500", "", "", "0.5"),
        ("-1,5", "", "", "-1.5"),
        ("38.500", "", "", "38.5 or 38500"),
        ("38,500", "", "", "38.5 or 38500"),
        ("99,875", "", ".", "99.875 or 99875"),
        ("99.875", "", ".", "99.875"),
        ("38.500", ",", "", "38500"),
        ("38.500", ".", "", "38.5"),
        ("38,500", ",", "", "38.5"),
        *(
            (bad, "", "", "")
            for bad in ("", ",5", "5,", "1,20,0.00", "1.2.3", "1_000", "12 €", "1,2,3", "--1", "٣")
        ),
        ("38,500.00", ",", "", ""),
    ],
)
def test_decimals(text: str, sign: Any, plain: Any, read: str) -> None:
    number, readings = read_decimal(text, sign, plain)
    if number is None:
        assert readings == read
    else:
        assert (number.value, readings) == (Fraction(read), "")


def test_european_levels(tmp_path: Path) -> None:
    text = "objective;period;level\nA;2026-01;99,62 %\nA;2026-02;99,5\nA;2026-03;99,875\n"
    levels, findings = read_levels(csv(tmp_path, text, delimiter=";"))
    assert [each.level.value for each in levels] == [Fraction("99.62"), Fraction("99.5")]
    assert named(findings) == {"ambiguous-number": (1, ((3, "99,875: 99.875 or 99875"),))}
    assert 'decimal = ","' in findings[0].hint
    assert "[levels]" in findings[0].hint
    assert len(read_levels(csv(tmp_path, text, delimiter=";", decimal=","))[0]) == 3


def test_european_fees(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(
        "service;period;amount\nP;Jän 2026;38.500,00\nP;Feb 2026;38500,00\nP;März 2026;38.500\n",
        encoding="utf-8",
    )
    file = FeesFile(path=str(tmp_path / "f.csv"), delimiter=";", currency="EUR")
    fees, findings = read_fees(file)
    assert [(each.period, each.money.amount) for each in fees] == [
        ("2026-01", Fraction(38500)),
        ("2026-02", Fraction(38500)),
    ]
    assert named(findings) == {"ambiguous-number": (1, ((3, "38.500: 38.5 or 38500"),))}


def test_the_currency_of_a_table_without_one(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("service,period,amount\nP,2026-01,5\n", encoding="utf-8")
    file = FeesFile(path=str(tmp_path / "f.csv"))
    assert read_fees(file, "GBP")[0][0].money.currency == "GBP"
    with pytest.raises(UnreadableData) as caught:
        read_fees(file)
    assert 'currency = "EUR"' in caught.value.hint
    (tmp_path / "f.csv").write_text("service,period,amount,currency\nP,2026-01,5,\n", encoding="utf-8")
    assert named(read_fees(file, "GBP")[1]) == {"blank-cell": (1, ((1, "currency"),))}


def test_claims_by_day_month_year_and_by_their_own_names(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(
        "objective,period,claimed\nPortal,2026-01,10.03.2026\nPortal,2026-02,10.03.2026 14:00\n"
        "Portal,2026-03,10/03/2026\n",
        encoding="utf-8",
    )
    file = ClaimsFile(path=str(tmp_path / "c.csv"), zone="UTC", names={"Portal": "A"})
    claims, findings = read_claims(file)
    assert [(each.objective, each.claimed) for each in claims] == [
        ("A", us("2026-03-10")),
        ("A", us("2026-03-10 14:00")),
    ]
    assert named(findings) == {"unreadable-claim": (1, ((3, "10/03/2026"),))}
    assert "02.04.2026" in findings[0].hint


def test_months_in_six_languages() -> None:
    assert [month_number(word) for word in ("Jänner", "FÉVR", "maart", "abr", "maggio", "Juin", "juil")] == [
        *range(1, 8)
    ]
    assert [month_number(word) for word in ("ago", "settembre", "Okt", "noviembre", "déc")] == [*range(8, 13)]
    assert month_number("Smarch") is None


def test_a_day_at_the_edge_of_a_month_is_the_month_unless_promised_by_the_day(tmp_path: Path) -> None:
    cell = SheetCell(text="2026-03-31")
    assert (period_label(cell), period_label(cell, daily=True)) == ("2026-03", "2026-03-31")
    assert period_label(SheetCell(text="2026-03-30")) == "2026-03-30"
    text = "objective,period,level\nA,2026-03-31,99%\nD,2026-03-31,99%\n"
    levels, _ = read_levels(csv(tmp_path, text), {"D": Promised(daily=True)})
    assert [each.period for each in levels] == ["2026-03", "2026-03-31"]


# ---- names

AGREEMENT = """\
sla Workplace "Workplace services" {
  time zone: "Europe/London"
  currency: GBP
  party P { role: provider }
  party C { role: customer }
  service Portal { hours: always }
  objective Availability "Portal availability" {
    P ensures at least 99.5% each month
    measure: as reported
    of: Portal
    collected by: P
    controlled by: P
  }
}
"""


def test_names_that_the_agreement_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "a.sla").write_text(AGREEMENT, encoding="utf-8")
    agreement = load(str(tmp_path / "a.sla")).agreement
    assert agreement is not None
    text = "objective,period,level\nPortal availability %,2026-01,99%\nAvailability,2026-02,99%\nUp,2026-02,99%\n"
    given = given_by(
        agreement, Binding(levels=(csv(tmp_path, text, names={"Up": "Availabilty"}),)), "Europe/London"
    )
    assert [each.row for each in given.levels] == [2]
    assert [each.row for each in given.stray] == [1, 3]
    (finding,) = given.findings
    assert (finding.name, finding.severity, finding.count) == ("level-without-line", "warning", 2)
    assert finding.message == (
        "levels: 2 of 3 name no objective of the agreement: `Portal availability %`, `Availabilty`; [levels.names] "
        "points to `Availabilty`, no objective of the agreement."
    )
    assert finding.samples == ((1, "Portal availability %, 2026-01"), (3, "Availabilty, 2026-02"))
    assert "For `Availabilty`, did you mean `Availability`?" in finding.hint
    assert 'write "Portal availability %" = "Availability"' in finding.hint


def test_claims_and_fees_meet_the_agreement(tmp_path: Path) -> None:
    (tmp_path / "a.sla").write_text(AGREEMENT, encoding="utf-8")
    agreement = load(str(tmp_path / "a.sla")).agreement
    assert agreement is not None
    (tmp_path / "c.csv").write_text("objective,period,claimed\nUptime,2026-01,2026-02-01\n", encoding="utf-8")
    (tmp_path / "f.csv").write_text("service,period,amount\nPortal,2026-01,5\n", encoding="utf-8")
    binding = Binding(
        claims=(ClaimsFile(path=str(tmp_path / "c.csv")),), fees=(FeesFile(path=str(tmp_path / "f.csv")),)
    )
    given = given_by(agreement, binding, "Europe/London")
    assert given.claims == ()
    assert [each.name for each in given.findings] == ["claim-without-line"]
    assert given.fees[0].money.currency == "GBP"


def test_without_a_mistake_nothing_is_said(tmp_path: Path) -> None:
    file = LevelsFile(path=csv(tmp_path, "objective,period,level\nA,2026-01,99%\nB,2026-01,9%\n").path)
    assert read_levels(file)[1] == ()


# ---- explanations


def test_every_finding_about_data_is_explained_and_listed(root: Path) -> None:
    page = (root / "docs" / "language" / "data.md").read_text(encoding="utf-8")
    assert set(EXPLAINED) > set(CATALOGUE)
    for name, made in EXPLAINED.items():
        text = made()
        assert explain(name) == text
        assert "\n\nApplied: " in text
        assert "\n\nTo mend it: " in text
        assert f"`{name}`" in page
    source = "".join(path.read_text(encoding="utf-8") for path in (root / "sladsl" / "settle").glob("*.py"))
    settled = set(re.findall(r'^ +name="([a-z]+-[a-z-]+)",$', source, re.MULTILINE))
    assert settled <= set(EXPLAINED)
