"""`sladsl data`: its arguments, what it writes and what it leaves alone, its exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from tests.cli.run import refused, run

WEB = "examples/web-hosting/agreement.sla"
CHECKS = "examples/web-hosting/checks.csv"
COPY = ["agreement.sla", "checks.csv", "tickets.csv", "maintenance.csv", "data.toml"]


@pytest.fixture(autouse=True)
def at_the_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


@pytest.fixture
def own(root: Path, tmp_path: Path) -> Path:
    """A copy of the example, without its data.toml."""
    for name in COPY[:-1]:
        (tmp_path / name).write_bytes((root / "examples" / "web-hosting" / name).read_bytes())
    return tmp_path


def test_a_table_alone() -> None:
    done = run(["data", CHECKS])
    assert (done.code, done.err) == (0, "")
    assert "12,952 rows" in done.out
    assert "every 10 min" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_an_agreement_alone_has_its_data_beside_it() -> None:
    done = run(["data", WEB])
    assert done.code == 0
    for name in ("checks", "windows", "tickets"):
        assert f"as `{name}`" in done.out
    assert run(["data", WEB, "--data", "examples/web-hosting/data.toml"]).out == done.out


def test_the_order_of_arguments_does_not_matter() -> None:
    assert run(["data", WEB, CHECKS]).out == run(["data", CHECKS, WEB]).out


def test_a_table_that_nobody_bound_finds_its_source() -> None:
    out = run(["data", WEB, CHECKS]).out
    assert "as `checks` (nobody says so: it has the fields)" in " ".join(out.split())
    assert "Bind a table to the source `tickets`" in out


def test_flags_bind_as_those_of_evaluate() -> None:
    done = run(["data", WEB, "--data", f"checks={CHECKS}", "--data", "checks.ok=at"])
    assert done.code == 0
    assert "12,952 cells of `at` are not read as yes or no" in " ".join(done.out.split())


def test_json() -> None:
    found = json.loads(run(["data", WEB, "--output-format", "json"]).out)
    assert found["format"] == "sladsl.data/1"
    assert [each["source"] for each in found["tables"]] == ["checks", "windows", "tickets"]


def test_strict_is_1_where_something_must_be_done(own: Path) -> None:
    assert run(["data", WEB, "--strict"]).code == 0
    assert run(["data", WEB, CHECKS, "--strict"]).code == 1
    assert run(["data", WEB, CHECKS]).code == 0


def test_a_first_binding_is_written_beside_the_agreement(own: Path) -> None:
    arguments = ["data", str(own / "agreement.sla"), *(str(own / name) for name in COPY[1:4])]
    done = run([*arguments, "--write"])
    assert done.code == 0
    assert "data.toml: look at the lines with a question." in done.out
    found = tomllib.loads((own / "data.toml").read_text())
    assert set(found["source"]) == {"checks", "tickets", "windows"}
    assert found["source"]["checks"]["file"] == "checks.csv"
    assert sorted(os.listdir(own)) == sorted(COPY)


def test_a_binding_that_is_there_is_not_replaced(own: Path) -> None:
    (own / "data.toml").write_text("# mine\n")
    arguments = ["data", str(own / "agreement.sla"), str(own / "checks.csv")]
    refused([*arguments, "--write"], "is there already", "--force")
    refused([*arguments, "-o", str(own / "data.toml")], "is there already")
    assert (own / "data.toml").read_text() == "# mine\n"
    assert run([*arguments, "--write", "--force"]).code == 0
    assert "[source.checks]" in (own / "data.toml").read_text()


def test_a_binding_under_another_name(own: Path) -> None:
    done = run(["data", str(own / "checks.csv"), "-o", str(own / "first.toml")])
    assert done.code == 0
    assert tomllib.loads((own / "first.toml").read_text())["source"]["checks"]["file"] == "checks.csv"


def test_a_profile_in_a_file(own: Path) -> None:
    done = run(["data", CHECKS, "-o", str(own / "look.txt")])
    assert (done.code, done.out) == (0, "")
    assert "12,952 rows" in (own / "look.txt").read_text()


def test_json_and_a_binding_together(own: Path) -> None:
    done = run(["data", CHECKS, "--output-format", "json", "-o", str(own / "d.toml")])
    json.loads(done.out)
    assert "Wrote" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["data"], "Nothing is given to look at"),
        (["data", WEB, WEB], "More than one agreement"),
        (["data", CHECKS, "--force"], "none is to be written"),
        (["data", "none.sla"], "no file"),
        (["data", WEB, "--data", "cheks=x.csv"], "x.csv"),
        (["data", WEB, "--data", f"cheks={CHECKS}"], "Did you mean `checks`?"),
        (["data", CHECKS, "--output-format", "yaml"], "yaml"),
        (["data", WEB, "--data", "a.toml", "--data", "b.toml"], "More than one data.toml"),
        (["data", "--data", "a.toml", "--data", "b.toml"], "More than one data.toml"),
    ],
)
def test_what_is_refused(arguments: list[str], words: str) -> None:
    refused(arguments, words)


def test_an_agreement_without_data_beside_it(own: Path) -> None:
    refused(["data", str(own / "agreement.sla")], "There are no data beside", "--data checks=checks.csv")


def test_an_agreement_with_errors(own: Path) -> None:
    (own / "agreement.sla").write_text("sla {")
    refused(["data", str(own / "agreement.sla"), CHECKS], "has no meaning yet")


def test_a_file_that_cannot_be_read_is_2_and_the_others_are_shown(tmp_path: Path) -> None:
    done = run(["data", CHECKS, str(tmp_path / "none.csv")])
    assert done.code == 2
    assert "12,952 rows" in done.out
    assert "There is no file" in done.out


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"\xff\xfe", b"PK\x03\x04", b'a,b\n"x', b"{\n", b"a" * 3_000_000]
)
@pytest.mark.parametrize("name", ["x.csv", "x.csv.gz", "x.parquet", "x.jsonl", "x.xlsx", "x.bin"])
def test_no_file_makes_a_traceback(content: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert run(["data", str(tmp_path / name)]).code in (0, 2)


@pytest.mark.slow
def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C ends it at once, with one code, and leaves no folder behind."""
    big = tmp_path / "big.csv"
    with open(big, "w", encoding="utf-8") as file:
        file.write("at,ok\n")
        for day in range(28):
            lines = (
                f"2026-02-{day + 1:02}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z,yes\n"
                for second in range(86_400)
            )
            file.writelines(lines)
    folder = tmp_path / "tmp"
    folder.mkdir()
    code, errors = 0, ""
    for seconds in (1.0, 2.5, 5):
        running = subprocess.Popen(
            [sys.executable, "-m", "sladsl", "data", str(big)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(folder)},
        )
        time.sleep(seconds)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)
        code = running.returncode
        if code == 130:
            break
    assert (code, "Traceback" in errors, "defect" in errors) == (130, False, False)
    assert list(folder.iterdir()) == []
