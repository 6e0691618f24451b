"""What is written never replaces what is read, and names that no file can have are refused in words."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.run import refused, run

AS_OF = ["--as-of", "2026-04-12"]
REPORT = "service-report.xlsx"


@pytest.fixture(autouse=True)
def copied(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("web-hosting", "reported"):
        shutil.copytree(root / "examples" / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)


def everything() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "command",
    [
        ["evaluate", "web-hosting/agreement.sla", *AS_OF],
        ["claim", "web-hosting/agreement.sla", *AS_OF],
        ["diff", "reported/agreement.sla", "web-hosting/agreement.sla"],
        ["render", "web-hosting/agreement.sla"],
        ["data", "web-hosting/agreement.sla"],
        ["due", "web-hosting", *AS_OF],
    ],
    ids=lambda command: command[0],
)
def test_no_result_replaces_the_agreement(command: list[str]) -> None:
    before = everything()
    refused([*command, "-o", "web-hosting/../web-hosting/agreement.sla"], "is read here")
    os.link("web-hosting/agreement.sla", "other.txt")
    os.symlink("web-hosting/agreement.sla", "link.txt")
    refused([*command, "-o", "other.txt"], "other.txt is read here, and would be replaced.", "another file")
    refused([*command, "-o", "link.txt"], "is read here")
    for name in ("other.txt", "link.txt"):
        os.unlink(name)
    assert everything() == before


@pytest.mark.parametrize("name", ["checks.csv", "data.toml"])
def test_no_result_replaces_the_data(name: str) -> None:
    before = everything()
    for command in ("evaluate", "claim"):
        refused([command, "web-hosting/agreement.sla", *AS_OF, "-o", f"web-hosting/{name}"], "is read here")
    given = ["--data", "checks=web-hosting/*ks.csv"]  # found by a pattern
    refused(["evaluate", "web-hosting/agreement.sla", *given, "-o", "web-hosting/checks.csv"], "is read here")
    refused(["data", "web-hosting/agreement.sla", "-o", "web-hosting/checks.csv"], "is read here")
    refused(["data", "web-hosting/checks.csv", "-o", "web-hosting/checks.csv"], "is read here")
    refused(["due", "web-hosting", *AS_OF, "-o", "web-hosting/data.toml"], "is read here")
    assert everything() == before


def test_no_workbook_replaces_the_report() -> None:
    before = everything()
    refused(
        ["evaluate", "reported/agreement.sla", *AS_OF, "--workbook", f"reported/{REPORT}"], "is read here"
    )
    assert everything() == before


def test_no_draft_replaces_its_data() -> None:
    before = everything()
    table = "web-hosting/checks.csv"
    refused(["init", "--yes", "--force", "--data", table, table], "is read here")
    assert everything() == before


def test_other_files_are_replaced_as_before() -> None:
    Path("old.txt").write_text("old")
    assert run(["evaluate", "web-hosting/agreement.sla", *AS_OF, "-o", "old.txt"]).code == 0
    assert "Availability" in Path("old.txt").read_text()
    assert run(["render", "web-hosting/agreement.sla", "-o", "/dev/null"]).code == 0


@pytest.mark.parametrize(
    ("name", "words"), [("", "is empty"), ("new/", "no folder new/"), ("a\0b", "can't be written")]
)
def test_names_that_no_file_can_have(name: str, words: str) -> None:
    before = everything()
    refused(["render", "web-hosting/agreement.sla", "-o", name], words)
    assert everything() == before


@pytest.mark.parametrize("command", ["evaluate", "claim", "data"])
def test_a_data_toml_that_leads_nowhere_is_told(command: str) -> None:
    os.unlink("web-hosting/data.toml")
    os.symlink("moved.toml", "web-hosting/data.toml")
    refused([command, "web-hosting/agreement.sla"], "no file web-hosting/data.toml")
    done = run(["due", "web-hosting", *AS_OF])
    assert done.code == 2
    assert "data.toml" in done.err


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_days_that_no_calendar_of_ours_holds(day: str) -> None:
    refused(["due", "web-hosting", "--as-of", day], "no day from 1900 to 2200")


BAD = [
    ("no/such/place.txt", "no/such/place.txt can't be written: there is no such folder."),
    ("web-hosting", "web-hosting is a folder."),
    ("new/", "There is no folder new/."),
    ("web-hosting/agreement.sla/x.txt", "its folder is a file."),
    ("x" * 300, "can't be written"),
]


@pytest.mark.parametrize(("name", "words"), BAD, ids=[name[:20] for name, _ in BAD])
def test_of_two_results_both_are_written_or_none(name: str, words: str) -> None:
    """The workbook is not left there alone when the text has no place, nor replaced."""
    Path("old.xlsx").write_bytes(b"as it was")
    before = everything()
    for workbook in ("statement.xlsx", "old.xlsx"):
        given = ["evaluate", "web-hosting/agreement.sla", *AS_OF, "--workbook", workbook]
        refused([*given, "-o", name], words)
    refused(
        ["evaluate", "web-hosting/agreement.sla", *AS_OF, "--workbook", "no/a.xlsx", "-o", "a.txt"], "no such"
    )
    refused(["data", "web-hosting/checks.csv", "--write", "-o", name], words)
    assert everything() == before


def test_two_results_are_both_written() -> None:
    done = run(["evaluate", "web-hosting/agreement.sla", *AS_OF, "--workbook", "a.xlsx", "-o", "a.txt"])
    assert (done.code, done.out, done.err) == (0, "", "")
    assert Path("a.xlsx").read_bytes().startswith(b"PK")
    assert "Credits in all: 4,275.00 EUR" in Path("a.txt").read_text()
    done = run(["data", "web-hosting/checks.csv", "--write", "-o", "look.txt"])
    assert (done.code, done.out) == (0, "")
    assert "[source.checks]" in Path("data.toml").read_text()
    assert "Wrote data.toml" in Path("look.txt").read_text()
    assert not [each for each in Path().rglob(".*") if each.name.endswith(".part")]


def test_a_name_without_a_place_is_refused_before_the_data_are_read(tmp_path: Path) -> None:
    Path("web-hosting/checks.csv").write_text("no table")
    refused(["evaluate", "web-hosting/agreement.sla", *AS_OF, "-o", "no/a.txt"], "no/a.txt can't be written")
