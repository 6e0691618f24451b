"""The kept parse tables: whatever lies in the cache, the grammar loads and parses the same."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from zlib import crc32

import pytest
from lark import Lark

from sladsl.syntax.grammar import cache_folder, load

PROBE = "from sladsl.syntax.grammar import load; print(load().parse('at least 99.9%', start='bound').data, flush=True)"


@pytest.fixture(autouse=True)
def plainly_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether terminals collide has its own test (test_grammar_rules.py) and takes most of the time of a build."""
    monkeypatch.setattr("lark.lexer.has_interegular", False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SLADSL_CACHE", str(tmp_path))
    return tmp_path / "sladsl"


def _works(parser: Lark) -> None:
    assert str(parser.parse("at least 99.9%", start="bound").children[0].data) == "at_least"  # type: ignore[union-attr]


def _tables(folder: Path) -> Path:
    (path,) = folder.glob("tables-*")
    return path


def test_the_second_start_reads_what_the_first_wrote(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _works(load())
    assert _tables(folder).stat().st_size > 10_000

    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("the tables were built again")

    monkeypatch.setattr(Lark, "__init__", never)
    _works(load())


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: b"\x00\x00\x00\x00",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content[:500] + bytes([content[500] ^ 1]) + content[501:],
        lambda content: os.urandom(1000),
        lambda content: pickle.dumps({"other": "data"}),
    ],
)
def test_a_damaged_file_is_built_anew(folder: Path, damage: object) -> None:
    load()
    path = _tables(folder)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))  # type: ignore[operator]
    _works(load())
    again = path.read_bytes()
    assert int.from_bytes(again[:4], "big") == crc32(again[4:])


def test_sound_bytes_of_another_thing_are_built_anew(folder: Path) -> None:
    load()
    content = pickle.dumps(["a list"])
    _tables(folder).write_bytes(crc32(content).to_bytes(4, "big") + content)
    _works(load())


def test_a_folder_in_its_place_does_no_harm(folder: Path) -> None:
    load()
    path = _tables(folder)
    path.unlink()
    path.mkdir()
    _works(load())
    assert [each for each in folder.iterdir() if each != path] == []


def test_a_file_for_the_folder_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sladsl").write_text("a file")
    monkeypatch.setenv("SLADSL_CACHE", str(tmp_path))
    _works(load())
    monkeypatch.setenv("SLADSL_CACHE", os.devnull)
    assert cache_folder() is None
    _works(load())


def test_a_folder_that_cannot_be_written_does_no_harm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *args: False)
    _works(load())
    monkeypatch.undo()
    monkeypatch.setattr(os, "replace", lambda *args: (_ for _ in ()).throw(OSError("full")))
    _works(load())


def test_many_at_once(folder: Path, root: Path) -> None:
    """Processes that all start with an empty cache: each works, one file remains."""
    env = {**os.environ, "PYTHONPATH": str(root)}
    running = [
        subprocess.Popen([sys.executable, "-c", PROBE], env=env, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    assert [process.communicate()[0] for process in running] == ["bound\n"] * 6
    assert [path.name[:7] for path in folder.iterdir()] == ["tables-"]
    _tables(folder)
