"""Vim itself: it knows the files, says nothing while it loads, indents, lays out and lists findings."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path

import pytest

from sladsl.api.formatting import format_text
from sladsl.source import SourceText
from tests.editors.programs import program, run, vim
from tests.repo.files import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*/agreement.sla"))
MISTAKEN = 'sla A "A" {\n  party B { rolle: provider }\n  cap: 10 per month\n}\n'


def _asked(folder: Path, expression: str, *commands: str, shell: bool = False) -> object:
    """The value of an expression after the commands, in a buffer with text.sla; `shell`: they may show what they run."""
    said = vim(
        folder, "edit text.sla", *commands, f"call writefile([json_encode({expression})], 'said.json')"
    )
    assert said == "" or shell, said
    return json.loads((folder / "said.json").read_text(encoding="utf-8"))


@pytest.fixture
def on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command of this environment, and this checkout's package."""
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def test_a_file_is_known_by_its_name(tmp_path: Path) -> None:
    found = _asked(tmp_path, "[&filetype, &commentstring, &shiftwidth, exists('b:current_syntax')]")
    assert found == ["sladsl", "# %s", 2, 1]


def _installed(page: Path) -> list[str]:
    """The commands of a page that put the files where Vim finds them."""
    lines = (line.strip().removeprefix("$ ") for line in page.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line.startswith(("mkdir ", "cp "))]


@pytest.mark.parametrize("page", ["editors/vim/README.md", "docs/editors.md"])
def test_installed_as_the_pages_say(page: str, tmp_path: Path) -> None:
    """A package of Vim, found without a word about this project."""
    commands = "\n".join(_installed(ROOT / page))
    assert commands.count("\n") == 1
    home = shlex.quote(str(tmp_path))
    done = run("bash", "-ec", f"cd {shlex.quote(str(ROOT))}\nHOME={home}\n{commands}", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "vimrc").write_text("filetype plugin indent on\nsyntax on\n", encoding="utf-8")
    ask = "call writefile([&filetype, b:current_syntax, &indentexpr], 'said')"
    run(
        program("vim"),
        "-es",
        "-u",
        "vimrc",
        "-i",
        "NONE",
        "-N",
        "text.sla",
        "-c",
        ask,
        "-c",
        "qall!",
        cwd=tmp_path,
    )
    said = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    assert said == ["sladsl", "sladsl", "GetSladslIndent()"]


def test_a_mistake_in_a_syntax_file_would_be_told(tmp_path: Path) -> None:
    """The silence of the other tests means something."""
    assert "E" in vim(tmp_path, "edit text.sla", "syntax match sladslBroken /\\v(/")
    assert "E" in vim(tmp_path, "nosuchcommand")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_example_loads_in_silence(path: Path, tmp_path: Path) -> None:
    (tmp_path / "text.sla").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert _asked(tmp_path, "synIDattr(synID(1, 1, 1), 'name')") == "sladslComment"


def test_options_are_taken_back(tmp_path: Path) -> None:
    assert _asked(tmp_path, "[&formatprg, &shiftwidth, &indentexpr]", "set filetype=text") == ["", 8, ""]


INDENTED = '''sla A "A {" {
  # why {
  party B { role: provider }   # }
  clause "X" {
    text: """one
 two { three
"""
  }
  credit for O {
    bands {
      at least 99%: none
      otherwise:    10%
    }
  }
}
'''


def test_indentation_by_braces(tmp_path: Path) -> None:
    flat = "\n".join(line if "two" in line else line.lstrip() for line in INDENTED.split("\n"))
    (tmp_path / "text.sla").write_text(flat, encoding="utf-8")
    assert _asked(tmp_path, "getline(1, '$')", "normal! gg=G") == INDENTED.split("\n")[:-1]


@pytest.mark.usefixtures("on_path")
def test_a_text_is_laid_out(tmp_path: Path) -> None:
    text = 'sla A {time zone :  "UTC"\n\n\n currency:EUR}\n'
    (tmp_path / "text.sla").write_text(text, encoding="utf-8")
    wanted, _ = format_text(SourceText(text))
    assert wanted is not None
    assert wanted != text
    assert _asked(tmp_path, "getline(1, '$')", "silent normal! gggqG") == wanted.splitlines()


@pytest.mark.usefixtures("on_path")
def test_findings_come_into_the_list(tmp_path: Path) -> None:
    (tmp_path / "text.sla").write_text(MISTAKEN, encoding="utf-8")
    found = _asked(
        tmp_path,
        "map(getqflist(), '[bufname(v:val.bufnr), v:val.lnum, v:val.col, v:val.type, v:val.text]')",
        "silent make!",
        shell=True,
    )
    assert isinstance(found, list)
    assert [each[:4] for each in found[:2]] == [["text.sla", 2, 13, "w"], ["text.sla", 3, 8, "e"]]
    assert all(each[4].partition("]")[2] for each in found), "each with its words"
