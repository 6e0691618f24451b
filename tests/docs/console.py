"""Runs the commands that the documentation shows and compares what they print.

Documentation rots unless it is executed. The commands of one page run in order in one copy of the project, so
that a page may tell a story; every command starts at the copy's root.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs import forking
from tests.docs.pages import Step, blocks, steps
from tests.repo.files import ROOT, project_files

ANY_LINES = "..."
SECONDS = 120


def copy_project(folder: Path) -> None:
    """A copy of the project's files but its tests, so that a documented command may write what it likes."""
    for path in project_files():
        if path.parts[0] == "tests":
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, target)


def run(command: str, folder: Path) -> tuple[tuple[str, ...], str | None]:
    """What the command prints, output and errors mixed as on a terminal, and why it counts as a crash."""
    environment = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "PYTHONPATH": str(ROOT),  # the program that is tested, whatever else is installed
        "HOME": str(folder.parent),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    words = forking.plain(command)
    if words is not None:
        output = folder.parent / f"{folder.name}.out"
        code = forking.run(words, folder, environment, output, SECONDS)
        return _told(output.read_text(encoding="utf-8"), code)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=SECONDS,
    )
    return _told(done.stdout, done.returncode)


def _told(printed: str, code: int) -> tuple[tuple[str, ...], str | None]:
    crash = None
    if "Traceback (most recent call last)" in printed:
        crash = "a traceback"
    elif code >= 126 or code < 0:
        crash = f"exit code {code}"
    return tuple(printed.rstrip().splitlines()), crash


def matches(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether the lines are the same; a shown line `...` stands for any lines, also none."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == ANY_LINES else re.escape(line) + r"\n" for line in shown
    )
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def check_page(text: str, folder: Path) -> tuple[list[str], str]:
    """Runs a page's console blocks in `folder`: the troubles, and the page with the true outputs in place."""
    troubles = []
    lines = text.splitlines()
    changes: list[tuple[Step, list[str]]] = []
    for block in blocks(text):
        if block.language != "console" or block.not_run:
            continue
        for step in steps(block):
            printed, crash = run(step.command, folder)
            where = f"line {step.start}: $ {step.command}"
            if crash:
                troubles.append("\n".join([f"{where}\n  crashed: {crash}", *printed]))
            elif not matches(step.shown, printed):
                difference = difflib.unified_diff(step.shown, printed, "shown", "printed", lineterm="")
                troubles.append("\n".join([where, *difference]))
                changes.append((step, [block.indent + line if line else "" for line in printed]))
    for step, output in reversed(changes):
        lines[step.start : step.end] = output
    return troubles, "".join(line + "\n" for line in lines)
