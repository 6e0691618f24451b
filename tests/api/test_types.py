"""Users of the library who check types strictly get real ones, and are told of wrong calls before they run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repo.files import ROOT

USE = ROOT / "tests" / "api" / "typed_use.py"


def _mypy(*paths: Path) -> list[str]:
    """What mypy --strict prints; the package is found as an installed one is, by its `py.typed`."""
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--hide-error-context",
        *map(str, paths),
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "MYPY_FORCE_COLOR": "0"}
    )
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.xdist_group("mypy")
def test_calls_have_types() -> None:
    said = _mypy(USE, *sorted((ROOT / "examples" / "library").glob("*.py")))
    lines = USE.read_text(encoding="utf-8").splitlines()
    errors = [int(found[1]) for line in said if (found := re.match(r"[^:]*typed_use\.py:(\d+): error", line))]
    wrong = [number for number, line in enumerate(lines, start=1) if line.endswith("# wrong")]
    assert len(wrong) == 5
    assert sorted(set(errors)) == wrong, said
    assert not [line for line in said if "error" in line and "typed_use" not in line]
    revealed = [found[1] for line in said if (found := re.search(r'Revealed type is "(.*)"', line))]
    assert revealed.pop(1).startswith("Literal['met'] | Literal['missed']")
    assert [each.replace("builtins.", "") for each in revealed] == [
        "sladsl.api.evaluation.Evaluation",
        "int",
        "str",
        "sladsl.model.meanings.Agreement | None",
        "str",
    ]


@pytest.mark.parametrize(
    "script", sorted((ROOT / "examples" / "library").glob("*.py")), ids=lambda path: path.stem
)
def test_examples_run(script: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(script)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    shown = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    assert f"$ python examples/library/{script.name}\n{done.stdout}" in shown
