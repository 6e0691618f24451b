"""The three programs that colour agreements, asked for the category of each piece: Pygments, Vim and TextMate's grammars.

Vim and the tester of TextMate's grammars run as they are; whoever has not got them skips the tests that need them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from editors.textmate import SCOPES, scope
from editors.vim_syntax import group
from sladsl.syntax.colours import CATEGORIES
from sladsl.syntax.highlight import pieces
from tests.repo.files import ROOT

GRAMMAR = ROOT / "editors" / "vscode" / "syntaxes" / "sladsl.tmLanguage.json"
SECONDS = 120
Place = tuple[int, int]
"""A line and a column in characters, both from zero."""


def program(name: str) -> str:
    """Where a program is; the test is skipped where it is nowhere."""
    beside = ROOT / ".venv-tests" / "node" / "node_modules" / ".bin" / name
    found = shutil.which(name) or (str(beside) if beside.exists() else None)
    if found is None:
        pytest.skip(f"needs {name}; tests/run installs it where that takes no password")
    return found


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "HOME": str(cwd), "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "FORCE_COLOR": "0"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )


def by_pygments(text: str) -> dict[Place, str]:
    """The category at the beginning of each piece, and of each line within it; blanks left out."""
    found = {}
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    line = 0
    for at, category, words in pieces(text):
        for step, letter in enumerate(words):
            while at + step >= starts[line + 1]:
                line += 1
            if category and not letter.isspace() and (step == 0 or words[step - 1] in " \n"):
                found[line, at + step - starts[line]] = category
    return found


def by_vim(text: str, places: Sequence[Place], folder: Path) -> dict[Place, str]:
    """What Vim says of the places; "" where it has no group."""
    lines = text.split("\n")
    asked = [[line + 1, len(lines[line][:column].encode()) + 1] for line, column in places]
    (folder / "text.sla").write_text(text, encoding="utf-8")
    (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    said = vim(
        folder,
        "edit text.sla",
        "let asked = json_decode(join(readfile('asked.json'), ''))",
        "call writefile(map(asked, 'synIDattr(synID(v:val[0], v:val[1], 1), \"name\")'), 'groups')",
    )
    assert said == "", said
    known = {group(category): category for category in CATEGORIES}
    groups = (folder / "groups").read_text(encoding="utf-8").splitlines()
    return {
        place: known[name.partition("_")[0]] if name else ""
        for place, name in zip(places, groups, strict=True)
    }


def vim(folder: Path, *commands: str) -> str:
    """Runs commands in Vim, with what the project brings and nothing else; its messages."""
    script = folder / "script.vim"
    lines = [
        "set nocompatible encoding=utf-8 report=9999",
        f"set runtimepath^={ROOT}/editors/vim",
        "redir! > messages",
        "filetype plugin indent on",
        "syntax on",
        *commands,
        "redir END",
        "qall!",
    ]
    # Without the last line Vim would wait for more: a mistake in a command does not end a script.
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run(
        program("vim"), "-es", "-u", "NONE", "-i", "NONE", "-N", "-S", script, "-c", "qall!", cwd=folder
    )
    messages = (folder / "messages").read_text(encoding="utf-8")
    told = [line for line in (done.stdout + done.stderr + messages).splitlines() if line.strip()]
    return "\n".join(line for line in told if not line.startswith('"text.sla"'))


def by_textmate(texts: dict[str, str], folder: Path) -> dict[str, dict[Place, str]]:
    """What the grammar says of each character of each text, by `vscode-tmgrammar-snap`."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = run(
        program("vscode-tmgrammar-snap"),
        "--updateSnapshot",
        "-s",
        "source.sladsl",
        "-g",
        GRAMMAR,
        *texts,
        cwd=folder,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {name: dict(_snapped((folder / f"{name}.snap").read_text(encoding="utf-8"))) for name in texts}


def _snapped(snapshot: str) -> Iterator[tuple[Place, str]]:
    """Places and categories of a snapshot: lines `>text`, below each its pieces, `#  ^^^ scopes`."""
    known = {scope(category): category for category in SCOPES}
    line = -1
    for each in snapshot.splitlines():
        if each.startswith(">"):
            line += 1
        elif each.startswith("#"):
            marks, *scopes = each[1:].split()
            first = each.index("^") - 1
            category = next((known[name] for name in reversed(scopes) if name in known), "")
            for column in range(first, first + len(marks)):
                yield (line, column), category
