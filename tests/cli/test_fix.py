"""`check --fix` and `--diff` as users meet them: what is written, what is said where, what stays as it was."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from sladsl.cli.fix import ends_as
from tests.cli.run import refused, run

WRONG = 'sla A {\n  timezone: "UTC"   # zone\n  objective O { minimum: >= 99,5 % }\n}\n'
RIGHT = 'sla A {\n  time zone: "UTC"   # zone\n  objective O { minimum: at least 99.5% }\n}\n'


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.sla"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_findings_say_what_is_fixable(draft: Path) -> None:
    done = run(["check", str(draft)])
    assert "= fixable with --fix" in done.out
    assert done.out.endswith("1 error, 2 warnings; 2 fixable with --fix\n")
    concise = run(["check", "--output-format", "concise", str(draft)]).out
    assert concise.endswith("1 error, 2 warnings; 2 fixable with --fix\n")
    found = json.loads(run(["check", "--output-format", "json", str(draft)]).out)["findings"]
    assert found[0]["fix"] == {
        "safe": True,
        "edits": [{"start": {"line": 2, "column": 3}, "end": {"line": 2, "column": 11}, "text": "time zone"}],
    }


def test_fix_writes_the_file_and_says_what(draft: Path) -> None:
    done = run(["check", "--fix", str(draft)])
    assert draft.read_text(encoding="utf-8") == RIGHT
    assert f"{draft}:2: fixed[unknown-key] timezone: -> time zone:" in done.err
    assert f"{draft}:3: fixed[comparison-sign] >= 99,5 % -> at least 99.5%" in done.err
    assert done.err.endswith("2 fixes written\n")
    assert "fixable" not in done.out
    again = run(["check", "--fix", str(draft)])
    assert again.err == "0 fixes written\n"
    assert draft.read_text(encoding="utf-8") == RIGHT


def test_diff_writes_nothing(draft: Path) -> None:
    done = run(["check", "--diff", str(draft)])
    assert done.code == 1
    assert draft.read_text(encoding="utf-8") == WRONG
    lines = done.out.splitlines()
    assert '-  timezone: "UTC"   # zone' in lines
    assert '+  time zone: "UTC"   # zone' in lines
    assert "error[" not in done.out  # the patch has standard output for itself
    draft.write_text(RIGHT, encoding="utf-8")
    assert run(["check", "--diff", str(draft)]).out == ""


def test_diff_shows_what_fix_writes(draft: Path) -> None:
    shown = run(["check", "--fix", "--diff", str(draft)]).out
    assert draft.read_text(encoding="utf-8") == WRONG
    assert shown == run(["check", "--diff", str(draft)]).out


def test_standard_input_comes_out_fixed() -> None:
    done = run(["check", "--fix", "-", "--stdin-filename", "draft.sla"], WRONG.encode())
    assert done.out == RIGHT
    assert "draft.sla:2: fixed[unknown-key]" in done.err
    assert "party" in done.err or "error" in done.err or "no findings" in done.err
    assert run(["check", "--fix", "-"], RIGHT.encode()).out == RIGHT


def test_json_stays_json(draft: Path) -> None:
    done = run(["check", "--fix", "--output-format", "json", str(draft)])
    assert json.loads(done.out)["format"].startswith("sladsl.")
    assert draft.read_text(encoding="utf-8") == RIGHT
    piped = run(["check", "--fix", "--output-format", "json", "-"], WRONG.encode())
    assert piped.out == RIGHT
    assert '"format"' in piped.err


@pytest.mark.parametrize(
    "content",
    [
        WRONG.encode(),
        b"\xef\xbb\xbf" + WRONG.encode(),
        WRONG.replace("\n", "\r\n").encode(),
        WRONG.replace("\n", "\r\n", 2).encode(),
        WRONG.rstrip("\n").encode(),
        WRONG.replace("# zone", "# Zone für München \t ").encode(),
    ],
    ids=["plain", "mark", "crlf", "mixed", "no end", "letters"],
)
def test_the_rest_of_the_file_stays_byte_by_byte(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.sla"
    path.write_bytes(content)
    run(["check", "--fix", str(path)])
    assert path.read_bytes() == content.replace(b"timezone", b"time zone").replace(
        b">= 99,5 %", b"at least 99.5%"
    )


def test_select_and_ignore_choose_what_is_written(tmp_path: Path) -> None:
    """Mistakes of syntax leave no meaning, so they are always told and written; rules are chosen."""
    text = Path("examples/web-hosting/agreement.sla").read_text(encoding="utf-8")
    path = tmp_path / "a.sla"
    wrong = "# sladsl: allow band-gpa in this file (as signed)\n" + text
    path.write_text(wrong, encoding="utf-8")
    run(["check", "--fix", "--ignore", "unknown-allowance", str(path)])
    assert path.read_text(encoding="utf-8") == wrong
    run(["check", "--fix", str(path)])
    assert path.read_text(encoding="utf-8") == wrong.replace("band-gpa", "band-gap")


def test_modes_and_links_stay(draft: Path, tmp_path: Path) -> None:
    draft.chmod(0o640)
    link = tmp_path / "link.sla"
    link.symlink_to(draft)
    run(["check", "--fix", str(link)])
    assert link.is_symlink()
    assert draft.read_text(encoding="utf-8") == RIGHT
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


def test_what_cannot_be_fixed_is_refused(draft: Path, tmp_path: Path) -> None:
    refused(["check", "--fix", str(tmp_path / "none.sla")], "There is no file")
    refused(["check", "--fix", str(tmp_path)], "is a folder")
    refused(["check", "--fix", "-", str(draft)], "`-` can't stand beside files")
    binary = tmp_path / "b.sla"
    binary.write_bytes(b"\x00\x01")
    refused(["check", "--fix", str(binary)], "holds zero bytes")
    assert binary.read_bytes() == b"\x00\x01"


def test_a_protected_file_stays_as_it_is(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for somebody who is not root, who may write everywhere."""
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    refused(["check", "--fix", str(draft)], "can't be written")
    assert draft.read_text(encoding="utf-8") == WRONG


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [
        ("a\r\nb\n", "A\nB\n", "A\r\nB\n"),
        ("a\nb\r\n", "A\nB\n", "A\nB\r\n"),
        ("a\r\nb", "A\nB", "A\r\nB"),
        ("a\nb\n", "A\nB\n", "A\nB\n"),
        ("a\r\nb\r\n", "A\nB\nC\n", "A\r\nB\r\nC\r\n"),
    ],
)
def test_line_ends(before: str, after: str, right: str) -> None:
    assert ends_as(before, after) == right
