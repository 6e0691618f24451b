"""Rooms stay small and say what they are: every module is short and opens with its purpose.

The future import is not style: records read annotations as strings (sladsl/record.py).
"""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

from tests.repo.files import ROOT, python_modules

LONGEST = 400
MEDIAN = 160


def _parse(path: Path) -> tuple[str, ast.Module]:
    text = (ROOT / path).read_text(encoding="utf-8")
    return text, ast.parse(text, str(path))


def _lines(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", python_modules(), ids=str)
def test_module_says_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(_parse(path)[1])
    assert docstring, "a module opens with one sentence of what it is and a short why"
    first = docstring.split("\n\n")[0]
    assert first.endswith((".", ":")), f"the first paragraph is a sentence: {first!r}"


@pytest.mark.parametrize("path", python_modules(), ids=str)
def test_module_has_the_future_import(path: Path) -> None:
    body = _parse(path)[1].body
    if len(body) == 1:
        return  # a docstring alone
    wanted = (
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in body
    )
    assert any(wanted), "add: from __future__ import annotations"


@pytest.mark.parametrize("path", python_modules(), ids=str)
def test_module_is_small(path: Path) -> None:
    lines = _lines(path)
    docstring = ast.get_docstring(_parse(path)[1]) or ""
    excused = any(line.startswith("Long because") for line in docstring.splitlines())
    assert lines <= LONGEST or excused, (
        f"{lines} lines, over {LONGEST}: split it, or give the reason in its docstring, `Long because …`"
    )


def test_median_module_is_small() -> None:
    sizes = sorted(_lines(path) for path in python_modules() if len(_parse(path)[1].body) > 1)
    assert statistics.median(sizes) <= MEDIAN, f"lines of the modules: {sizes}"
