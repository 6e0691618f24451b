"""`sladsl test` on the command line: what it prints, writes, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.api.test_testing import HOSTING, SHORT
from tests.cli.run import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "hosting.sla").write_text(HOSTING)
    (tmp_path / "worked.sla").write_text('use: "hosting.sla"\n' + SHORT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_folder_one_is_in_is_run(folder: Path) -> None:
    done = run(["test", "--junit", "report.xml"])
    assert (done.code, done.err) == (0, "")
    assert done.out == "hosting.sla\n  ok      Well\n\nworked.sla\n  ok      Fifty minutes\n\n2 passed.\n"
    assert (
        (folder / "report.xml")
        .read_bytes()
        .startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<testsuites")
    )


def test_a_failure_is_exit_code_1(folder: Path) -> None:
    (folder / "worked.sla").write_text(
        'use: "hosting.sla"\n' + SHORT.replace("credit 100", "no credit, credit 1")
    )
    done = run(["test", "worked.sla", "--output-format", "json"])
    assert done.code == 1
    (scenario,) = json.loads(done.out)["scenarios"]
    assert (scenario["result"], [each["ok"] for each in scenario["checks"]]) == (
        "failed",
        [True, False, False],
    )


def test_too_few_rules_are_exit_code_1(folder: Path) -> None:
    done = run(["test", "worked.sla", "--fail-under", "30"])
    assert (done.code, done.err) == (1, "error: Less than 30% of the rules were at work in a scenario.\n")
    assert "Never at work in Hosting (hosting.sla)" in done.out
    assert run(["test", "worked.sla", "--fail-under", "18"]).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["test", "none.sla"], "error: none.sla: There is no file none.sla."),
        (["test", "-k", "none"], "error: No scenario has `none` in its title."),
        (["test", "wrong"], "wrong.sla"),
        (["test", "empty"], "error: There is no scenario."),
        (["test", "--junit", "worked.sla"], "error: worked.sla is read here, and would be replaced."),
        (["test", "--junit", "no/such/report.xml"], "error: "),
        (["test", "--fail-under", "101"], "Error: "),
    ],
)
def test_nothing_to_run_is_exit_code_2(folder: Path, arguments: list[str], said: str) -> None:
    for name, text in (("wrong", "sla A {"), ("empty", 'sla A { time zone: "UTC" }')):
        (folder / name).mkdir()
        (folder / name / f"{name}.sla").write_text(text)
    if arguments in (["test", "-k", "none"], ["test", "--junit", "worked.sla"]):
        arguments = [*arguments, "worked.sla"]
    done = run(arguments)
    assert done.code == 2
    assert said in done.err


def test_standard_input(folder: Path) -> None:
    done = run(["test", "-"], stdin=HOSTING.encode())
    assert (done.code, done.out) == (0, "standard input\n  ok      Well\n\n1 passed.\n")


def test_what_needs_an_agreement_says_that_there_are_scenarios(folder: Path) -> None:
    done = run(["evaluate", "worked.sla"])
    assert done.code == 2
    assert done.err == (
        "error: worked.sla has no agreement, only scenarios of `Hosting`.\n  Run them: `sladsl test worked.sla`.\n"
    )


def test_check_plays_scenarios_outside(folder: Path) -> None:
    assert run(["check", "worked.sla"]).code == 0
    (folder / "worked.sla").write_text('use: "hosting.sla"\n' + SHORT.replace("credit 100", "credit 1"))
    done = run(["check", "--output-format", "concise", "worked.sla"])
    assert done.code == 1
    assert done.out.startswith("worked.sla:7:32: error[scenario-fails] ")


def test_completion_knows_the_names_of_used_files(folder: Path) -> None:
    (folder / "new.sla").write_text('use: "hosting.sla"\nscenario "x" { of: H }')
    assert "Hosting" in run(["complete", "new.sla:2:21"]).out
    (folder / "new.sla").write_text('use: "hosting.sla", "none.sla"\nscenario "x" { down: S }')
    assert "Shop" in run(["complete", "new.sla:2:23"]).out
