"""Files that use files: chains, circles, what can't be used, and findings in their own file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sladsl.api.read import Loaded, load
from sladsl.diagnostics.finding import in_its_file
from sladsl.diagnostics.to_json import document
from sladsl.diagnostics.to_text import concise, full
from tests.model.texts import WHOLE

USE = "sla X { based on: Base }\n"


def read(folder: Path, files: dict[str, str | bytes], monkeypatch: pytest.MonkeyPatch) -> Loaded:
    """The first of some files, read from their folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.chdir(folder)
    return load(next(iter(files)))


def said(loaded: Loaded) -> list[tuple[str, int, str]]:
    """File, line and name of each finding."""
    found = []
    for each in loaded.findings:
        moved, part = in_its_file(each, loaded.source)
        found.append((moved.path or part.path, part.place(moved.span.start)[0], each.name))
    return found


def test_terms_of_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = read(
        tmp_path, {"a.sla": f'use: "b.sla"\n{USE}', "b.sla": f"template Base {{ {WHOLE} }}"}, monkeypatch
    )
    assert said(loaded) == []
    assert [each.name for each in loaded.agreements] == ["X"]
    assert set(loaded.agreements[0].objectives) == {"Availability"}


def test_chains_circles_and_the_same_file_by_two_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {
        "a.sla": f'use: "lib/b.sla", "lib/../c.sla"\nuse: "c.sla"\n{USE}',
        "lib/b.sla": 'use: "../c.sla", "../a.sla"\ntemplate Base { based on: Deep }',
        "c.sla": f'use: "lib/b.sla", "c.sla"\ntemplate Deep {{ {WHOLE} }}',
    }
    loaded = read(tmp_path, files, monkeypatch)
    assert said(loaded) == []
    assert set(loaded.agreements[0].objectives) == {"Availability"}
    assert len(loaded.source.parts) == 3


def test_a_link_is_the_file_that_it_leads_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "l.sla").symlink_to(tmp_path / "b.sla")
    files: dict[str, str | bytes] = {
        "a.sla": f'use: "b.sla", "l.sla"\n{USE}',
        "b.sla": f"template Base {{ {WHOLE} }}",
    }
    assert said(read(tmp_path, files, monkeypatch)) == []


@pytest.mark.parametrize(
    ("used", "content", "words"),
    [
        ("b.sla", None, "There is no file b.sla."),
        ("b.txt", b"", "`use` names .sla files by their way from here."),
        ("/etc/b.sla", None, "`use` names .sla files by their way from here."),
        ("b.sla", b"a\x00b", "b.sla is no text: it holds zero bytes."),
        ("b.sla", b"sla \xff", "b.sla is not UTF-8 (line 1, byte 5)."),
        (
            "b.sla",
            b" " * 6_100_000,
            "b.sla is too large to be an agreement: 6,100,000 bytes; the most is 1,500,000 characters.",
        ),
        ("folder.sla", "folder", "folder.sla is a folder."),
    ],
)
def test_what_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, used: str, content: bytes | str | None, words: str
) -> None:
    if content == "folder":
        (tmp_path / used).mkdir()
    files: dict[str, str | bytes] = {"a.sla": f'# one\nuse: "{used}"\nsla X {{ }}\n'}
    if isinstance(content, bytes):
        files[used] = content
    loaded = read(tmp_path, files, monkeypatch)
    (found,) = loaded.findings
    assert (found.name, found.message) == ("unusable-file", words)
    assert found.hint
    assert loaded.source.place(found.span.start) == (2, 6)


def test_many_files_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {"f0.sla": 'use: "f1.sla"\nsla X { }'}
    files |= {f"f{at}.sla": f'use: "f{at + 1}.sla"\ntemplate T{at} {{ }}' for at in range(1, 150)}
    loaded = read(tmp_path, files, monkeypatch)
    assert [each.name for each in loaded.findings] == ["unusable-file"]
    assert "More than 100 files" in loaded.findings[0].message


def test_findings_name_their_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {
        "a.sla": f'use: "b.sla", "c.sla"\n\n{USE}amendment A {{ of: X   from: 2027-01-01'
        "   party Nobdy { overrides: Base.Nobody   role: team } }\n",
        "b.sla": "# b\ntemplate Base {\n  "
        + WHOLE.replace("Nimbus ensures Uptime", "Nimbus ensures Uptiem")
        + "\n}\n",
        "c.sla": "template Other {\n  party Nimbus { role provider }\n}\n",
    }
    loaded = read(tmp_path, files, monkeypatch)
    found = said(loaded)
    assert ("b.sla", 6, "unknown-name") in found
    assert any(file == "c.sla" and line == 2 for file, line, _ in found)
    assert any(file == "a.sla" and line == 4 for file, line, _ in found)
    for line in concise(loaded.findings, loaded.source).splitlines():
        assert line.startswith(("a.sla:", "b.sla:", "c.sla:"))
    text = full(loaded.findings, loaded.source)
    assert "--> b.sla:6:" in text
    assert "Uptiem" in text
    assert max(map(len, text.splitlines())) <= 80
    facts = json.loads(document([(loaded.source, loaded.findings)]))["findings"]
    assert {(each["path"], each["start"]["line"], each["name"]) for each in facts} == set(found)
    assert all(each["fix"] is None for each in facts if each["path"] != "a.sla")


def test_line_ends_and_marks_do_not_move_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = "template Base {\r\n  party Nimbus { role: provider }\r\n  service S { hours: Never }\r\n}\r\n"
    files: dict[str, str | bytes] = {
        "a.sla": b"\xef\xbb\xbf" + f'use: "b.sla"\r\n\r\n{USE}'.encode(),
        "b.sla": b"\xef\xbb\xbf" + wrong.encode(),
    }
    assert said(read(tmp_path, files, monkeypatch)) == [("b.sla", 3, "unknown-name")]


def test_two_of_one_name_in_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {"a.sla": 'use: "b.sla"\nsla X { }', "b.sla": "\ntemplate X { }"}
    assert said(read(tmp_path, files, monkeypatch)) == [("b.sla", 2, "two-agreements")]


def test_errors_of_agreements_that_nobody_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An agreement of a used file is only looked at where something here is based on it."""
    files: dict[str, str | bytes] = {
        "a.sla": 'use: "b.sla"\nsla X { }',
        "b.sla": "sla Y { service S { hours: Never } }",
    }
    assert said(read(tmp_path, files, monkeypatch)) == []
    assert [name for _, _, name in said(load("b.sla"))] == ["unknown-name"]
