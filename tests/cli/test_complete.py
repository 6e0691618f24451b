"""`sladsl complete` as people and editors call it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sladsl.diagnostics.cells import width
from tests.cli.run import refused, run

DRAFT = """\
sla Web "Web" {
  party Nimbus { role: provider }
  service Shop { fee: 10 EUR per month }
  metric Uptime {
    of:\x20
"""


OF = """\
name    Shop        service
answer  not stated  the parties left it open
"""


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "draft.sla"
    path.write_text(DRAFT, encoding="utf-8")
    return str(path)


def test_a_table_for_people(draft: str) -> None:
    done = run(["complete", f"{draft}:5:9"])
    assert (done.code, done.out, done.err) == (0, OF, "")


def test_lines_fit_a_terminal(draft: str) -> None:
    done = run(["complete", f"{draft}:4:18"])
    assert len(done.out.splitlines()) > 30
    assert max(map(width, done.out.splitlines())) < 80


def test_json_for_editors(draft: str) -> None:
    done = run(["complete", "--output-format", "json", f"{draft}:4:6"])
    found = json.loads(done.out)
    assert found["format"] == "sladsl.proposals/1"
    assert found["path"].endswith("draft.sla")
    assert found["place"] == {"line": 4, "column": 6}
    (metric,) = found["proposals"]
    assert (metric["text"], metric["kind"]) == ("metric", "block")
    assert metric["replaces"] == {
        "start": {"line": 4, "column": 3},
        "end": {"line": 4, "column": 9},
        "text": "metric",
    }
    assert done.out == run(["complete", "--output-format", "json", f"{draft}:4:6"]).out


def test_standard_input() -> None:
    done = run(["complete", "-:5:9"], stdin=DRAFT.encode())
    assert done.out == OF
    assert run(["complete", "-:5:9"], stdin=DRAFT.replace("\n", "\r\n").encode()).out == done.out
    assert run(["complete", "-:5:9"], stdin=b"\xef\xbb\xbf" + DRAFT.encode()).out == done.out


def test_nothing_is_said_in_words(draft: str) -> None:
    done = run(["complete", f"{draft}:1:12"])
    assert (done.code, done.out) == (0, "Nothing is proposed here.\n")


def test_at_the_end_of_a_file_without_a_line_end(tmp_path: Path) -> None:
    path = tmp_path / "a.sla"
    path.write_text("sl", encoding="utf-8")
    assert re.findall(r"block +(\w+)", run(["complete", f"{path}:1:3"]).out) == ["sla", "slc"]


def test_a_file_with_colons_in_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a:1:2.sla"
    path.write_text("sl", encoding="utf-8")
    assert run(["complete", f"{path}:1:3"]).out.startswith("block")


def test_control_characters_of_the_text_are_not_printed() -> None:
    text = 'sla A {\n  source s { fields { x: a, "\x1b[2J" } }\n  metric M { measure: share of s where: x is '
    done = run(["complete", "-:3:46"], stdin=text.encode())
    assert "a" in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("FILE", ["names no place", "FILE:LINE:COLUMN"]),
        ("FILE:1", ["names no place"]),
        ("FILE:a:b", ["names no place"]),
        ("FILE:-1:2", ["names no place"]),
        ("FILE:0:1", ["has no line 0", "from 1 to 6"]),
        ("FILE:99:1", ["has no line 99"]),
        ("FILE:4:0", ["has no column 0", "from 1 to 18"]),
        ("FILE:4:99", ["Line 4 of", "has no column 99"]),
        ("FILE:999999999999:1", ["names no place"]),
        ("nope.sla:1:1", ["There is no file nope.sla"]),
        (".:1:1", ["is a folder"]),
    ],
)
def test_places_that_are_none(place: str, parts: list[str], draft: str) -> None:
    refused(["complete", place.replace("FILE", draft)], *parts)


def test_texts_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.sla"
    path.write_bytes(b"sla A {\xff}")
    refused(["complete", f"{path}:1:1"], "is not UTF-8")
    path.write_bytes(b"PK\x00\x01")
    refused(["complete", f"{path}:1:1"], "zero bytes")
    refused(["complete", "-:1:1"], "standard input is not UTF-8", stdin=b"\xff")
    refused(["complete"], "Missing argument")
    refused(["complete", "--otput", "a.sla:1:1"], "extra argument")
