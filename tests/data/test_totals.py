"""Lines of totals are left aside and told once; a row that could count never is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from sladsl.data.binding import ClaimsFile, FeesFile, LevelsFile
from sladsl.data.claims import read_claims
from sladsl.data.fees import read_fees
from sladsl.data.levels import read_levels
from sladsl.data.totals import is_total
from sladsl.engines.sql.engine import DuckdbEngine
from sladsl.plan.measure import FieldOf
from tests.cli.run import run
from tests.data.tables import file, named, outages, read

ROWS = "2026-03-01 00:00,2026-03-01 01:00,60\n2026-03-02 00:00,2026-03-02 01:00,60\n"
HEAD = "start,end,minutes\n"
MINUTES = outages(more=(FieldOf(name="minutes", type="number"),))


@pytest.mark.parametrize(
    "text",
    [
        "Total",
        "TOTAL:",
        " Sum ",
        "Summe",
        "Gesamt:",
        "Average",
        "Ø",
        "Grand  Total",
        "Total 2026-03",
        "Gesamt M\u00e4rz 2026",
    ],
)
def test_words_of_totals(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Totally",
        "Total outage",
        "Total Energies",
        "Sumo",
        "2026-03",
        "3",
        "Summary",
        "Mean time to repair",
        ":",
    ],
)
def test_other_words(text: str) -> None:
    assert not is_total(text)


@pytest.mark.parametrize(
    ("end", "count"),
    [
        ("Total,,120\n", 1),
        ("Total,,120", 1),
        ("Total:,120\n", 1),  # ragged, as it comes from a sheet that was written by hand
        (",,\n,Total,120\n", 2),
        ("Total,,120\nAverage,,60\n", 2),
        ("Total,,120\n,,\n,,\n", 3),
        ('"Total",,"120"\n', 1),
        ("Total 2026-03,,120\n", 1),
        ("Total,,120\n* without planned work,,\n", 2),
        ("Generated on 2026-04-02 10:00,,\n", 1),
        (",,Quelle: Monitoring\n", 1),
    ],
)
def test_totals_of_a_source_are_one_finding(end: str, count: int, tmp_path: Path) -> None:
    table = file(tmp_path, HEAD + ROWS + end)
    found = read(MINUTES, table)
    assert list(named(found)) == ["totals-row"]
    assert named(found)["totals-row"][0] == count
    assert len(found.rows) == 2
    assert found.facts.rows - found.facts.used == count
    session = DuckdbEngine().open({"outages": table})
    try:
        assert session.facts((MINUTES,)) == (read(MINUTES, table, "2200-01-01").facts,)
    finally:
        session.close()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (HEAD + ROWS + "2026-03-03 00:00,2026-03-03 01:00,Total\n", "bad-number"),  # it has a time: it counts
        (HEAD + "Total,,120\n" + ROWS, "bad-time"),  # not at the end
        (HEAD + ROWS + "Totals of all,,120\n", "bad-time"),
        (HEAD + ROWS + ",,120\n", "row-without-field"),
        (HEAD + ROWS + ",,\n,,\n", "row-without-field"),
        (HEAD + ROWS + "yes,Total 7,120\n", "bad-time"),
        (HEAD + ROWS + "* without planned work,,120\n", "bad-time"),  # a figure stands there, too
        (HEAD + ROWS + "planned work,,\n", "bad-time"),
        (HEAD + "* without planned work,,\n" + ROWS, "bad-time"),
        ("Total,start,end\n" + ",2026-03-01 00:00,2026-03-01 01:00\n", ""),
    ],
)
def test_rows_that_are_no_totals(text: str, other: str, tmp_path: Path) -> None:
    input = MINUTES if "minutes" in text else outages()
    found = named(read(input, file(tmp_path, text)))
    assert "totals-row" not in found
    assert not other or other in found


def test_a_word_that_the_binding_translates_is_no_total(tmp_path: Path) -> None:
    table = file(tmp_path, HEAD + ROWS + "Total,,3\n", values={"start": {"Total": "2026-03-05"}})
    found = read(MINUTES, table)
    assert (len(found.rows), "totals-row" in named(found)) == (3, False)


def test_totals_of_each_file_and_sheet(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        file(tmp_path, HEAD + ROWS + "Total,,120\n", f"logs/{name}") if (tmp_path / "logs").is_dir() else None
    (tmp_path / "logs").mkdir()
    for name in ("a.csv", "b.csv"):
        table = file(tmp_path / "logs", HEAD + ROWS + "Total,,120\n", name)
    found = named(read(MINUTES, table.__class__(source="any", path=str(tmp_path / "logs"))))
    assert found["totals-row"] == (2, ((3, "Total, 120"), (6, "Total, 120")))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Report"],
        ["start", "end", "minutes"],
        ["2026-03-01", "2026-03-02", 60],
        [],
        [None, "Summe", 60],
    ):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = named(read(MINUTES, table.__class__(source="any", path=str(tmp_path / "a.xlsx"))))
    assert found == {"totals-row": (1, ((3, "Summe, 60"),))}


# ---- tables that people make


def text_file(folder: Path, text: str) -> str:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "text",
    [
        "period,objective,level\n2026-03,A,99%\nAverage,,99%\n",
        "period,objective,level\n2026-03,A,99%\nTotal,A,99%\n",
        "period,objective,level\n2026-03,A,99%\n,Total,99%\n",
        "period,objective,level\n2026-03,A,99%\n2026-03,Average,99%\n",
        "note,period,objective,level\n,2026-03,A,99%\nTotal,,,99%\n",
        "period,objective,level\n2026-03,A,99%\n* without planned work,,\n",
        "period,objective,level\n2026-03,A,99%\n,Source: Monitoring,\n",
    ],
)
def test_totals_of_levels(text: str, tmp_path: Path) -> None:
    found, findings = read_levels(LevelsFile(path=text_file(tmp_path, text)))
    assert [each.period for each in found] == ["2026-03"]
    assert [(each.name, each.count, each.severity) for each in findings] == [("totals-row", 1, "information")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("note,period,objective,level\nTotal,2026-03,A,99%\n", {}),  # it has a period and a name
        ("period,objective,level\n2026-03,Total,99%\n", {"names": {"Total": "A"}}),
        ("period,objective,level\n2026-03,,99%\n", {"objective": "A"}),
        ("note,period,objective,level\nTotal,2026-03,,99%\n", {"objective": "A"}),
        ("note,period,objective,level\nTotal,,A,99%\n", {"period": "2026-03"}),
        ("objective,level\nA,99%\n", {"period": "2026-03"}),
    ],
)
def test_levels_that_count_although_they_say_total(text: str, said: dict[str, str], tmp_path: Path) -> None:
    found, findings = read_levels(LevelsFile(path=text_file(tmp_path, text), **said))  # type: ignore[arg-type]
    assert ([(each.objective, each.period) for each in found], findings) == ([("A", "2026-03")], ())


@pytest.mark.parametrize(
    "row", ["2026-04,,", ",Portal availability,", "March 2026,,", ",,99%", ",Portal *,", "Sources,,"]
)
def test_a_row_that_lacks_cells_is_no_note(row: str, tmp_path: Path) -> None:
    """What may be a level whose other cells are missing is told as that."""
    text = f"period,objective,level\n2026-03,A,99%\n{row}\n"
    findings = read_levels(LevelsFile(path=text_file(tmp_path, text)))[1]
    assert [each.name for each in findings] == ["blank-cell"]


def test_totals_of_months_in_columns_fees_and_claims(tmp_path: Path) -> None:
    wide = text_file(tmp_path, "objective,2026-01,2026-02\nA,99%,98%\nAverage,98%,98%\n")
    found, findings = read_levels(LevelsFile(path=wide, periods="in columns"))
    assert (len(found), [each.name for each in findings]) == (2, ["totals-row"])
    path = text_file(tmp_path, "service,period,amount,currency\nShop,2026-03,10,EUR\nTotal,,10,EUR\n")
    fees, findings = read_fees(FeesFile(path=path))
    assert (len(fees), [each.name for each in findings]) == (1, ["totals-row"])
    path = text_file(tmp_path, "objective,period,claimed\nA,2026-03,2026-04-02\nSumme,,1\n")
    claims, findings = read_claims(ClaimsFile(path=path), "UTC")
    assert (len(claims), [each.name for each in findings]) == (1, ["totals-row"])
    path = text_file(tmp_path, "objective,period,claimed\nSumme,,1\nA,2026-03,2026-04-02\n")
    assert [each.name for each in read_claims(ClaimsFile(path=path), "UTC")[1]] == ["blank-cell"]


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_what_is_said_of_a_line_of_totals(engine: str, root: Path, tmp_path: Path) -> None:
    """One finding, and no row that the figures lack."""
    source = root / "examples" / "web-hosting"
    rows = (source / "tickets.csv").read_text(encoding="utf-8")
    (tmp_path / "t.csv").write_text(rows.rstrip("\n") + "\nTotal,,,123\n", encoding="utf-8")
    given = ["--data", f"checks={source / 'checks.csv'}", "--data", "checks.zone=UTC"]
    given += ["--data", f"tickets={tmp_path / 't.csv'}", "--data", "tickets.zone=Europe/Berlin"]
    given += ["--period", "2026-03", "--as-of", "2026-04-12", "--engine", engine, "--json"]
    found = json.loads(run(["evaluate", str(source / "agreement.sla"), *given]).out)
    said = [each for each in found.get("statement", found)["findings"] if each["source"] == "tickets"]
    assert [(each["name"], each["message"]) for each in said if each["severity"] != "warning"] == [
        ("totals-row", "tickets: 1 row at the end looks like a line of totals, or a note.")
    ]
    text = run(["evaluate", str(source / "agreement.sla"), *given[:-1]]).out
    assert "Not read" not in text


# ---- the same in JSON lines and Parquet

TYPED = "SELECT CAST(NULL AS TIMESTAMP) AS start, CAST(NULL AS TIMESTAMP) AS \"end\", '{what}' AS what, {sum} AS minutes"
GOOD = (
    "SELECT TIMESTAMP '2026-03-01 00:00' + INTERVAL (i) HOUR AS start, TIMESTAMP '2026-03-01 00:30' + INTERVAL (i)"
    " HOUR AS \"end\", 'x' AS what, 30 AS minutes FROM range({rows}) r(i)"
)


def written(folder: Path, rows: int, last: list[str], *, typed: bool) -> str:
    import duckdb

    name = "t.parquet" if typed else "t.jsonl"
    ends = " UNION ALL ".join(
        [GOOD.format(rows=rows), *(TYPED.format(what=what, sum=rows * 30) for what in last)]
    )
    format = "(FORMAT parquet)" if typed else "(FORMAT json)"
    duckdb.execute(f"COPY ({ends}) TO '{folder / name}' {format}")
    return name


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("rows", [1, 2000])
@pytest.mark.parametrize(
    ("last", "count"),
    [
        ([], 0),
        (["Total"], 1),
        (["Total", "* without planned work"], 1),
        (["Summe", "Durchschnitt"], 2),
        (["Totals of the others"], 0),
    ],
)
def test_of_other_formats(tmp_path: Path, typed: bool, rows: int, last: list[str], count: int) -> None:
    from sladsl.data.binding import TableFile
    from tests.data.tables import by_sql

    name = written(tmp_path, rows, last, typed=typed)
    table = TableFile(source="outages", path=str(tmp_path / name))
    found = read(MINUTES, table)
    told = named(found)
    assert len(found.rows) == rows
    if count and len(last) == count:
        assert told["totals-row"][0] == count
        assert [row for row, _ in told["totals-row"][1]] == list(range(rows + 1, rows + count + 1))
        assert "row-without-field" not in told
    elif last and not count:
        assert told["row-without-field"][0] == len(last)
    assert by_sql(MINUTES, table) == (found.findings, found.facts)


@pytest.mark.parametrize("typed", [True, False])
def test_files_behind_one_another(tmp_path: Path, typed: bool) -> None:
    from sladsl.data.binding import TableFile
    from tests.data.tables import by_sql

    for name in "ab":
        (tmp_path / "all").mkdir(exist_ok=True)
        made = tmp_path / written(tmp_path, 20, ["Total"], typed=typed)
        made.rename(tmp_path / "all" / f"{name}{made.suffix}")
    table = TableFile(source="outages", path=str(tmp_path / "all"))
    found = read(MINUTES, table)
    assert (found.facts.rows, found.facts.used) == (42, 40)
    assert named(found)["totals-row"][0] == 2
    assert by_sql(MINUTES, table)[1] == found.facts
