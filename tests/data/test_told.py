"""What a person is told at the command line about data that can't be read: by both engines, with rows and remedies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run

SAMPLES = """\
sla Hosting "Web shop hosting" {
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { missing samples: down   level rounding: none }
  service Shop { hours: always }
  source checks {
    holds: samples   of: Shop   every: 1 minute
    fields { ok: yes or no }
    collected: automatically
  }
  metric Uptime { measure: uptime from checks   down when: not ok   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
"""


@pytest.fixture
def folder(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.sla").write_text(SAMPLES, encoding="utf-8")
    reported = root / "examples" / "reported" / "agreement.sla"
    (tmp_path / "r.sla").write_text(reported.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_times_that_are_not_read_say_the_form_and_the_zone(folder: Path, engine: str) -> None:
    times = ("15.03.2026 02:00", "15/03/2026 02:00", "2026-03-15 2:00", "2026-03-15 02:00")
    rows = "".join(f"{time},yes\n" for time in times)
    (folder / "c.csv").write_text(f"at,ok\n{rows}", encoding="utf-8")
    evaluate = ["evaluate", "a.sla", "--data", "checks=c.csv", "--as-of", "2026-04-12", "--engine", engine]
    done = run([*evaluate, "--period", "2026-03"])
    text = " ".join(done.out.split())
    assert "Not read: 4 of 4 rows of checks; the figures lack them (see About the data)." in text
    assert 'row 1: "15.03.2026 02:00"; row 2: "15/03/2026 02:00"; row 3: "2026-03-15 2:00"' in text
    assert "Write 2026-03-15 02:00 or 2026-03-15T02:00:00Z" in text
    assert 'Add zone = "Europe/Berlin" (or the zone that is true) under [source.checks] in data.toml.' in text
    done = run(evaluate)
    assert done.code == 2
    assert "None of the 4 rows of checks can be read" in " ".join(done.err.split())


def test_levels_of_which_none_can_be_read_say_why(folder: Path) -> None:
    (folder / "l.csv").write_text("period,objective,level\nSmarch,Availability,99%\n", encoding="utf-8")
    done = run(["evaluate", "r.sla", "--data", "levels=l.csv", "--as-of", "2026-04-12"])
    text = " ".join(done.err.split())
    assert done.code == 2
    assert 'levels: 1 row has a period that can\'t be read (row 1: "Smarch"). Write 2026-03' in text


def test_a_bare_ratio_names_both_units(folder: Path) -> None:
    (folder / "l.csv").write_text("period,objective,level\n2026-03,Availability,0.9962\n", encoding="utf-8")
    done = run(["evaluate", "r.sla", "--data", "levels=l.csv", "--as-of", "2026-04-12"])
    assert '0.9962 has no unit: say unit = "percent" or unit = "ratio" under [levels]' in " ".join(
        done.out.split()
    )
    done = run(
        [
            "evaluate",
            "r.sla",
            "--data",
            "levels=l.csv",
            "--data",
            "levels.unit=ratio",
            "--as-of",
            "2026-04-12",
        ]
    )
    assert "99.62%" in done.out


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("report.xlsx", "report.xlsx is a table, and nothing says of what. Write --data levels=report.xlsx"),
        ("export.csv", "Write --data checks=export.csv, with the name of the source"),
        (
            "checks=r.sla",
            "has no source `checks`. It has no sources; bind what is reported with levels=FILE.",
        ),
    ],
)
def test_data_without_a_place(folder: Path, data: str, words: str) -> None:
    for name in ("report.xlsx", "export.csv"):
        (folder / name).write_text("x\n", encoding="utf-8")
    done = run(["evaluate", "r.sla", "--data", data])
    assert done.code == 2
    assert words in " ".join(done.err.split())
    assert "It has: ." not in done.err


def test_names_of_levels_that_are_no_objective(folder: Path) -> None:
    (folder / "l.csv").write_text("period,objective,level\n2026-03,Portal,99%\n", encoding="utf-8")
    flags = ["--data", "levels=l.csv", "--data", "levels.names.Portal=Availabilty", "--as-of", "2026-04-12"]
    text = " ".join(run(["evaluate", "r.sla", *flags]).out.split())
    assert "[level-without-line]" in text
    assert 'row 1: "Availabilty, 2026-03"' in text
    assert "For `Availabilty`, did you mean `Availability`?" in text


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_settings_of_fields_that_there_are_not(folder: Path, engine: str) -> None:
    """Far from every name of a field they were ignored in silence."""
    (folder / "c.csv").write_text("when,state\n2026-03-15T02:00:00Z,up\n", encoding="utf-8")
    (folder / "data.toml").write_text(
        '[source.checks]\nfile = "c.csv"\ncolumns = { at = "when", ok = "state", customer = "state" }\n'
        'values = { ok = { up = "yes" }, colour = { red = "no" } }\nunits = { latency = "ms" }\n',
        encoding="utf-8",
    )
    given = ["evaluate", "a.sla", "--as-of", "2026-04-12", "--engine", engine]
    done = run(given)
    text = " ".join(done.out.split())
    assert (
        "warning: checks: 3 settings under [source.checks] are of no field that the agreement has there:"
        " `columns.customer`, `units.latency`, `values.colour`. [setting-without-field]"
    ) in text
    assert "Correct them or leave them out; the fields are `at`, `ok`." in text
    assert run([*given, "--strict"]).code == 1
    look = " ".join(run(["data", "a.sla"]).out.split())
    assert "3 settings under [source.checks] are of no field" in look
    near = (folder / "data.toml").read_text(encoding="utf-8").replace("latency", "ats")
    (folder / "data.toml").write_text(near, encoding="utf-8")
    assert run(given).code == 2
    for wrong in ("columns = 3", "delimitter = 1", "columns = { ok = [1] }"):
        (folder / "data.toml").write_text(f'[source.checks]\nfile = "c.csv"\n{wrong}\n', encoding="utf-8")
        assert run(given).code == 2
    (folder / "data.toml").write_text(
        '[source.checks]\nfile = "c.csv"\ncolumns = { at = "when", ok = "state" }\nvalues.ok = { up = "yes" }\n',
        encoding="utf-8",
    )
    assert "setting-without-field" not in run(given).out


def test_one_setting_of_two_columns_that_nothing_reads(folder: Path) -> None:
    (folder / "c.csv").write_text("at,ok\n2026-03-15T02:00:00Z,yes\n", encoding="utf-8")
    (folder / "data.toml").write_text(
        '[source.checks]\nfile = "c.csv"\ncolumns = { waiting = ["from", "until"] }\n', encoding="utf-8"
    )
    text = " ".join(run(["evaluate", "a.sla", "--as-of", "2026-04-12"]).out.split())
    assert (
        "1 setting under [source.checks] is of no field that the agreement has there: `columns.waiting`."
        in text
    )


DUTY = """  Brightdesk sends ServiceReport to Harbour { within: 5 business days after the month }
  report ServiceReport "Service report" { measure: Availability }
  scenario "The example"""


def columns_told(folder: Path, *given: str) -> str:
    done = run(["evaluate", "d.sla", "--as-of", "2026-04-12", "--period", "2026-02", *given])
    return " ".join((done.out + done.err).split())


@pytest.fixture
def duties(folder: Path) -> Path:
    text = (folder / "r.sla").read_text(encoding="utf-8")
    (folder / "d.sla").write_text(text.replace('  scenario "The example', DUTY), encoding="utf-8")
    return folder


def test_a_column_that_goes_before_what_is_said_of_all_rows_is_named(duties: Path) -> None:
    (duties / "s.csv").write_text(
        "Report,period,sent\nAvailability log,2026-02,2026-03-05\n", encoding="utf-8"
    )
    text = columns_told(duties, "--data", "reports=s.csv", "--data", "reports.report=ServiceReport")
    assert "1 of 1 are none that somebody has to send: `Availability log`. [report-without-duty]" in text
    read = 'Read from s.csv: `period` as period; `sent` as sent; `Report` as report, before report = "ServiceReport".'
    assert read in text
    (duties / "s.csv").write_text(
        "Subject,period,sent\nAvailability log,2026-02,2026-03-05\n", encoding="utf-8"
    )
    text = columns_told(duties, "--data", "reports=s.csv", "--data", "reports.report=ServiceReport")
    assert "report-without-duty" not in text
    assert "Read from" not in text


@pytest.mark.parametrize(
    ("table", "text", "finding", "read"),
    [
        (
            "levels",
            "Month,period,objective,level\n2026-02,soon,Availability,99%\n",
            "unreadable-period",
            "`period` as period",
        ),
        (
            "levels",
            "Period,Objective,Level,Scope\n2026-02,Sites,99%,EU\n",
            "level-without-line",
            "`Scope` as scope",
        ),
        ("fees", "period,Service,amount\n2026-02,Shop,10\n", "fee-without-service", "`Service` as service"),
        (
            "claims",
            "period,objective,claimed\n2026-02,Shop,2026-03-01\n",
            "claim-without-line",
            "`claimed` as claimed",
        ),
        (
            "claims",
            "period,objective,claimed\n2026-02,Shop,soon\n",
            "unreadable-claim",
            "`claimed` as claimed",
        ),
    ],
)
def test_the_columns_of_a_table_whose_rows_fit_nothing(
    table: str, text: str, finding: str, read: str, duties: Path
) -> None:
    (duties / "t.csv").write_text(text, encoding="utf-8")
    said = columns_told(duties, "--data", f"{table}=t.csv")
    assert f"[{finding}]" in said
    assert f"Read from t.csv: {read}" in said or f"; {read}" in said


def test_the_sheet_of_a_table_that_was_read(duties: Path) -> None:
    """Of several the first; where its columns don't fit, the others are named."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Cover"
    for row in (["period", "objective", "level"], ["2026-02", "Portal uptime", 0.99]):
        first.append(row)
    book.create_sheet("Levels").append(["Month", "Measure", "Result"])
    book.save(duties / "b.xlsx")
    said = columns_told(duties, "--data", "levels=b.xlsx")
    assert "Read from the sheet `Cover` of b.xlsx: `period` as period; `objective` as objective" in said
    first.cell(row=1, column=1).value = "Stand"
    book.save(duties / "b.xlsx")
    said = columns_told(duties, "--data", "levels=b.xlsx")
    assert "error: b.xlsx, sheet `Cover`, has no column `period`." in said
    assert "Only the first sheet was looked at; there is also `Levels`: add sheet." in said
    said = columns_told(duties, "--data", "levels=b.xlsx", "--data", "levels.sheet=Cover")
    assert "error: b.xlsx has no column `period`." in said
    assert "Only the first" not in said


def test_months_in_columns_are_told_from_the_first_to_the_last(duties: Path) -> None:
    (duties / "t.csv").write_text("Measure,2026-01,2026-02\nSites,99%,x\n", encoding="utf-8")
    given = [
        "--data",
        "levels=t.csv",
        "--data",
        "levels.periods=in columns",
        "--data",
        "levels.columns.objective=Measure",
    ]
    said = columns_told(duties, *given)
    assert "Read from t.csv: `Measure` as objective; `2026-01` to `2026-02` as level." in said


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
@pytest.mark.parametrize("covers", ["", "2026-03-04"])
def test_what_is_advised_about_missing_samples_is_true(folder: Path, engine: str, covers: str) -> None:
    """`covers` changes nothing there, so nobody is told to say it; a look says the same."""
    rows = "".join(f"2026-03-04T{at // 60:02}:{at % 60:02}:00Z,yes\n" for at in range(1440))
    (folder / "c.csv").write_text(f"at,ok\n{rows}", encoding="utf-8")
    said = f'covers = "{covers}"\n' if covers else ""
    (folder / "d.toml").write_text(f'[source.checks]\nfile = "c.csv"\nzone = "UTC"\n{said}', encoding="utf-8")
    asked = "evaluate a.sla --data d.toml --period 2026-03 --as-of 2026-04-12 --engine"
    done = run([*asked.split(), engine])
    text = " ".join(done.out.split())
    assert "3.22" in text
    assert "[partial-coverage]" in text
    assert "Bring the missing samples, or evaluate periods that have them: `missing samples` decides" in text
    assert "say in data.toml" not in text
    looked = " ".join(run(["data", "a.sla", "--data", "d.toml"]).out.split())
    assert ("Leave out `covers`: of samples it changes nothing." in looked) is bool(covers)
