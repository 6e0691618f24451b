"""The commands as users meet them: exit codes, help, standard input, wrong usage."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sladsl.cli import COMMANDS
from tests.cli.run import refused, run

WEB = "examples/web-hosting/agreement.sla"
GITHUB = "examples/github/agreement.sla"
PYTHON = [sys.executable, "-m", "sladsl"]


@pytest.fixture(autouse=True)
def at_the_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_fits_eighty_columns_and_has_examples(
    command: str, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    done = run([command, option] if command else [option])
    assert (done.code, done.err) == (0, "")
    assert f"sladsl {command or 'check'} " in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_version() -> None:
    assert run(["--version"]).out.startswith("sladsl, version ")


def test_check_says_nothing_wrong_with_0_and_findings_with_1() -> None:
    assert run(["check", WEB]) == (0, "no findings\n", "")
    done = run(["check", GITHUB])
    assert done.code == 1
    assert "1 error, 2 information" in done.out


def test_information_alone_is_0() -> None:
    done = run(["check", GITHUB, "--ignore", "band-gap"])
    assert done.code == 0
    assert "2 information" in done.out
    assert run(["check", GITHUB, "--select", "band-gap"]).code == 1
    assert run(["check", GITHUB, "--select", "B103"]).code == 0


def test_an_unknown_rule_is_not_ignored_in_silence() -> None:
    refused(["check", GITHUB, "--ignore", "band-gpa"], "no rule `band-gpa`", "Did you mean `band-gap`?")
    refused(["check", GITHUB, "--select", "qqq"], "no rule `qqq`")


def test_choosing_rules_never_hides_that_a_text_has_no_meaning() -> None:
    done = run(["check", "-", "--select", "band-gap"], b"sla A { objective }")
    assert done.code == 1
    assert "error[" in done.out


def test_check_formats() -> None:
    done = run(["check", GITHUB, WEB, "--output-format", "concise"])
    first = done.out.splitlines()[0]
    assert first.startswith(f"{GITHUB}:")
    assert "information[band-against-target]" in first
    assert done.out.splitlines()[-1] == "2 agreements: 1 error, 2 information"
    document = json.loads(run(["check", GITHUB, WEB, "--output-format", "json"]).out)
    assert document["format"].startswith("sladsl.")


def test_standard_input() -> None:
    text = Path(GITHUB).read_bytes()
    done = run(["check", "-", "--output-format", "concise", "--stdin-filename", "draft.sla"], text)
    assert done.out.startswith("draft.sla:")
    assert run(["check", "-"], Path(WEB).read_bytes()).out == "no findings\n"
    assert run(["render", "-"], Path(WEB).read_bytes()).out == run(["render", WEB]).out
    assert (
        run(["evaluate", "-", "--data", "examples/web-hosting/data.toml"], Path(WEB).read_bytes()).code == 0
    )


def test_wrong_usage_is_2() -> None:
    assert run([]).code == 2
    refused(["chek", WEB], "no command `chek`", "Did you mean `check`?")
    refused(["zzzz"], "There are `check`, ", "`fmt`")
    refused(["check"], "Missing argument")
    refused(["check", "--colour", WEB], "No such option")
    refused(["evaluate", WEB, "--engine", "spark"], "spark")
    refused(["evaluate", WEB, "--explain", "--json"], "--explain")
    refused(["evaluate", WEB, "--objective", "Availability"], "Add --explain")


def test_explain() -> None:
    done = run(["explain"])
    assert done.code == 0
    assert "band-gap" in done.out
    assert run(["explain", "band-gap"]).out == run(["explain", "B101"]).out
    refused(["explain", "band-gpa"], "Did you mean `band-gap`?")


def test_every_pointer_to_an_explanation_leads_somewhere() -> None:
    done = run(["check", "-"], b'sla A "A" { objective O { B ensures C at least 1% each month } }')
    for line in done.out.splitlines():
        if "more: sladsl explain" in line:
            assert run(["explain", line.split()[-1]]).code == 0


def test_no_colour_where_no_terminal_is_and_none_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from sladsl.cli.common import colours

    assert "\x1b" not in run(["check", GITHUB]).out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert colours()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colours()


def test_an_agreement_with_errors_has_no_meaning_to_evaluate_or_render(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sla"
    broken.write_text('sla A "A" { objective O { } }')
    out = tmp_path / "out.md"
    out.write_text("as it was")
    for command in ("evaluate", "render"):
        refused(
            [command, str(broken), "-o", str(out)], "has no meaning yet", "Line 1, column", "sladsl check"
        )
    assert out.read_text() == "as it was"


def test_a_broken_pipe_is_no_trouble() -> None:
    done = subprocess.run(
        f"{' '.join(PYTHON)} evaluate {WEB} --json | head -1; exit ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout == "{\n"
    assert done.stderr == ""
    assert done.returncode in (0, 141)


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_closed_stream_is_no_trouble(closed: str) -> None:
    command = f"{' '.join(PYTHON)} check {WEB} {closed}"
    done = subprocess.run(command, shell=True, executable="/bin/bash", capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_told() -> None:
    command = f"{' '.join(PYTHON)} check {WEB} >/dev/full"
    done = subprocess.run(command, shell=True, executable="/bin/bash", capture_output=True, text=True)
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_interrupted() -> None:
    code, errors = 0, ""
    for seconds in (0.7, 3, 8):  # until it waits for its input: a busy machine takes longer to start it
        running = subprocess.Popen(
            [*PYTHON, "check", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        time.sleep(seconds)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=20)
        code = running.returncode
        if code == 130:
            break
    assert code == 130
    assert "Traceback" not in errors
