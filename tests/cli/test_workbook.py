"""`sladsl evaluate --workbook`: the file beside the text, under a name that programs open, whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.run import refused, run

WEB = "examples/web-hosting/agreement.sla"
BASE = ["evaluate", WEB, "--as-of", "2026-04-12"]


@pytest.fixture(autouse=True)
def at_the_root(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_the_text_is_printed_and_the_workbook_written(tmp_path: Path) -> None:
    file = tmp_path / "statement.xlsx"
    done = run([*BASE, "--workbook", str(file)])
    assert (done.code, done.out) == (0, run(BASE).out)
    book = load_workbook(file)
    assert book["Statement"]["A1"].value == "Managed Hosting Agreement, version 2.1"
    assert os.listdir(tmp_path) == ["statement.xlsx"]


def test_beside_json_and_a_file_of_text(tmp_path: Path) -> None:
    book, text = tmp_path / "a.XLSX", tmp_path / "a.json"
    done = run([*BASE, "--json", "-o", str(text), "--workbook", str(book)])
    assert (done.code, done.out) == (0, "")
    assert json.loads(text.read_text())["format"] == "sladsl.outcome/1"
    assert book.read_bytes().startswith(b"PK")


def test_the_same_statement_is_the_same_file(tmp_path: Path) -> None:
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for each in files:
        assert run([*BASE, "--workbook", str(each)]).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    "name", ["statement", "statement.xls", "statement.csv", "statement.ods", "-", "xlsx"]
)
def test_names_that_no_program_opens_are_refused_before_anything_is_read(name: str) -> None:
    refused(["evaluate", "missing.sla", "--workbook", name], "is no name of a workbook", "statement.xlsx")


def test_text_is_not_written_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    refused([*BASE, "-o", str(file)], "would hold text", f"--workbook {file}")
    assert not file.exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    refused([*BASE, "--workbook", str(tmp_path / "no" / "a.xlsx")], "can't be written")


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    refused([*BASE, "--workbook", str(tmp_path / "a.xlsx")], "is a folder")


def test_a_refused_evaluation_leaves_an_older_workbook_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"older")
    refused([*BASE, "--period", "2019-01", "--workbook", str(file)], "not in force")
    refused([*BASE, "--data", "checks=none.csv", "--workbook", str(file)], "none.csv")
    assert file.read_bytes() == b"older"


def test_strict_writes_the_workbook_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    assert run([*BASE, "--strict", "--workbook", str(file)]).code == 1
    assert file.exists()


def test_far_too_many_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sladsl.outcome.to_xlsx.MOST_LINES", 3)
    file = tmp_path / "a.xlsx"
    refused([*BASE, "--workbook", str(file)], "The statement has 6 lines", "--period")
    assert not file.exists()
