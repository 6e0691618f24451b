"""`sladsl evaluate`: its arguments, its output files, and what it says about data that do not fit."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.cli.run import refused, run

WEB = "examples/web-hosting/agreement.sla"
DATA = "examples/web-hosting/data.toml"
BASE = ["evaluate", WEB, "--as-of", "2026-04-05"]


@pytest.fixture(autouse=True)
def at_the_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_text_fits_eighty_columns() -> None:
    done = run(BASE)
    assert (done.code, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= 80
    assert run([*BASE, "--data", DATA]).out == done.out


def test_json_has_a_format_version() -> None:
    document = json.loads(run([*BASE, "--json"]).out)
    assert document["format"] == "sladsl.outcome/1"
    assert document["statement"]["as_of"] == "2026-04-04T22:00:00Z", (
        "a day begins in the zone of the agreement"
    )


def test_strict_is_1_for_warnings_and_0_without() -> None:
    assert run([*BASE, "--strict"]).code == 1
    assert run([*BASE, "--strict", "--period", "2026-03"]).code == 0


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-04-12", "2026-04-11T22:00:00Z"),
        ("2026-04-12 10:00", "2026-04-12T08:00:00Z"),
        ("2026-04-12T10:00Z", "2026-04-12T10:00:00Z"),
        ("2026-04-12T10:00+02:00", "2026-04-12T08:00:00Z"),
    ],
)
def test_as_of(text: str, instant: str) -> None:
    done = run(["evaluate", WEB, "--period", "2026-03", "--as-of", text, "--json"])
    assert json.loads(done.out)["statement"]["as_of"] == instant


def test_as_of_now_is_a_whole_second() -> None:
    done = run(["evaluate", WEB, "--period", "2026-03", "--json"])
    assert "." not in json.loads(done.out)["statement"]["as_of"]


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-02-30", "12.04.2026", "9" * 400, "2026-04-12 25:00", "-1"]
)
def test_what_is_no_time(text: str) -> None:
    refused(["evaluate", WEB, f"--as-of={text}"], "is no time", "2026-04-12")


@pytest.mark.parametrize("period", ["2026-02", "2026-Q1", "2026-01..2026-03", " 2026-02 .. 2026-03 "])
def test_periods(period: str) -> None:
    assert run([*BASE, "--period", period]).code == 0


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("nonsense", "is no period"),
        ("2026-13", "is no period"),
        ("2026-01..", "is no period"),
        ("..2026-01", "is no period"),
        ("0001..9999", "is no period"),
        ("2026-01..2026-02..2026-03", "is no period"),
        ("2026-03..2026-01", "ends before it begins"),
        ("2019-01", "not in force"),
        ("2026-03-04", "by the month"),
        ("9" * 5000, "is no period"),
    ],
)
def test_periods_that_are_none(period: str, words: str) -> None:
    refused([*BASE, "--period", period], words)


def test_far_too_many_periods_are_refused_at_once(tmp_path: Path) -> None:
    daily = tmp_path / "daily.sla"
    daily.write_text(
        Path(WEB).read_text().replace("each month", "each day").split("credit for Availability")[0] + "}"
    )
    begin = time.monotonic()
    refused(["evaluate", str(daily), "--period", "2026..2200", "--data", DATA], "periods to assess")
    assert time.monotonic() - begin < 5


def test_assumptions() -> None:
    refused([*BASE, "--assume", "nothing hapened: met"], "Did you mean `nothing happened`?")
    refused([*BASE, "--assume", "colour: red"], "It leaves open: nothing")
    refused([*BASE, "--assume", "nothing happened: met"], "answers `nothing happened` itself")
    refused([*BASE, "--assume", "no colon"], "assumes nothing")
    reported = ["evaluate", "examples/reported/agreement.sla"]
    refused(
        [*reported, "--assume", "cap covers: half"],
        "is no answer to `cap covers`",
        "`each credit` or `all credits`",
    )
    done = run([*reported, "--assume", "cap covers: all credits"])
    assert done.code == 0
    assert "assumed for this statement" in done.out
    assert "Still open" not in done.out


def test_any_zone_can_be_assumed_where_none_is_stated(tmp_path: Path) -> None:
    zoneless = tmp_path / "zoneless.sla"
    zoneless.write_text(Path(WEB).read_text().replace('time zone: "Europe/Berlin"', ""))
    command = ["evaluate", str(zoneless), "--data", DATA, "--as-of", "2026-04-05", "--period", "2026-02"]
    assert "time zone (the agreement is silent): Europe/Berlin or UTC" in run(command).out
    done = run([*command, "--assume", "time zone: Asia/Tokyo"])
    assert "times in Asia/Tokyo" in done.out
    refused([*command, "--assume", "time zone: Berlin"], "is no answer to `time zone`")


def test_a_data_toml_in_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    folder = tmp_path / "a=b c"
    folder.mkdir()
    (folder / "data.toml").write_text(
        f'[source.checks]\nfile = "{Path("examples/web-hosting/checks.csv").resolve()}"\n'
    )
    assert run([*BASE, "--period", "2026-03", "--data", str(folder / "data.toml")]).code == 0


def test_explaining_one_line() -> None:
    done = run([*BASE, "--explain", "--objective", "Availability", "--period", "2026-02"])
    assert "1 h 40 min counted as down" in done.out
    refused([*BASE, "--explain", "--objective", "Availabilty"], "Did you mean `Availability`?")
    refused([*BASE, "--explain", "--scope", "x"], "Nothing is assessed for `x`")


# ---- writing


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "a file.json"
    done = run([*BASE, "--json", "-o", str(target)])
    assert (done.code, done.out, done.err) == (0, "", "")
    assert json.loads(target.read_text())["format"] == "sladsl.outcome/1"
    assert [each.name for each in tmp_path.iterdir()] == ["a file.json"]


def test_a_file_that_is_good_stays_when_the_evaluation_fails(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("good")
    refused([*BASE, "--data", "checks=missing.csv", "-o", str(target)], "doesn't exist")
    refused([*BASE, "--period", "x", "-o", str(target)], "is no period")
    assert target.read_text() == "good"
    assert [each.name for each in tmp_path.iterdir()] == ["out.txt"]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    refused([*BASE, "-o", str(tmp_path)], "is a folder")
    refused([*BASE, "-o", str(tmp_path / "no" / "out.txt")], "can't be written")
    refused([*BASE, "-o", str(tmp_path / ("x" * 300))], "can't be written")
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_not_replaced() -> None:
    assert run([*BASE, "-o", os.devnull]).code == 0
    assert not os.path.isfile(os.devnull)


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "out.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run([*BASE, "-o", str(link)]).code == 0
    assert link.is_symlink()
    assert target.read_text().startswith("Managed Hosting")
    assert target.stat().st_mode & 0o777 == 0o640


# ---- bindings


def test_all_mistakes_of_a_binding_are_told_at_once(tmp_path: Path) -> None:
    toml = tmp_path / "data.toml"
    toml.write_text(
        '[source.chekcs]\nfile = "x.csv"\nzoen = "UTC"\n[source.checks]\nfile = "nowhere.csv"\n[level]\n'
    )
    error = refused([*BASE, "--data", str(toml)], "zoen", "nowhere.csv", "no table `level`")
    assert len(error.splitlines()) >= 3
    refused(
        [*BASE, "--data", DATA, "--data", "chekcs=examples/web-hosting/checks.csv"], "Did you mean `checks`?"
    )
    refused([*BASE, "--data", DATA, "--data", DATA], "More than one")
    toml.write_text("= broken")
    refused([*BASE, "--data", str(toml)], "is not TOML")
    refused([*BASE, "--data", str(tmp_path / "none.toml")], "There is no file")


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ["2026-02-04 10:00,yes,1"],
            ["Not the only row of checks can be read", "zone", "--data checks.zone=UTC"],
        ),
        (
            ["04/02/2026 10:00,yes,1", "05/02/2026 10:00,yes,1"],
            [
                "None of the 2 rows of checks can be read: 2 cells of",
                "can't be read as a time",
                "04/02/2026 10:00",
            ],
        ),
        ([",yes,1", ",no,1"], ["None of the 2 rows of checks can be read: 2 rows lack a field"]),
    ],
)
def test_where_no_row_can_be_read_the_reason_is_told(
    rows: list[str], said: list[str], engine: str, tmp_path: Path
) -> None:
    text = Path(WEB).read_text().replace('time zone: "Europe/Berlin"', "time zone: not stated")
    (tmp_path / "a.sla").write_text(text)
    (tmp_path / "checks.csv").write_text("\n".join(["at,ok,latency", *rows, ""]))
    refused(
        [
            "evaluate",
            str(tmp_path / "a.sla"),
            "--data",
            f"checks={tmp_path / 'checks.csv'}",
            "--engine",
            engine,
        ],
        *said,
    )


def test_without_data_there_is_nothing_to_evaluate(tmp_path: Path) -> None:
    alone = tmp_path / "alone.sla"
    alone.write_text(Path(WEB).read_text())
    refused(["evaluate", str(alone)], "nothing to evaluate", "--data")
    done = run(["evaluate", str(alone), "--period", "2026-02", "--as-of", "2026-04-05"])
    assert done.code == 0
    assert "not assessed" in done.out
