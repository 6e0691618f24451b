"""Whatever name a finding shows on the screen, `sladsl explain` has a page for it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from itertools import pairwise

import pytest

from sladsl.checks.explain import explain, known, names
from tests.cli.run import run
from tests.repo.files import ROOT

CODE = re.compile(r"[A-Z]\d{3}")
NAME = re.compile(r"[a-z]+(-[a-z]+)*")
ONE_WORD = ("semicolon", "brackets", "unreadable")
NO_FINDINGS = ("yyyy-mm-dd",)
"""Texts of the form of a name that are none."""
SPEAKING = ("syntax", "model", "checks", "data", "plan", "engines", "settle", "outcome", "values", "ast")
"""The parts of the program in which findings are made."""


def _constants(node: ast.AST) -> list[str]:
    return [
        each.value
        for each in ast.iter_child_nodes(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]


def _trees() -> list[ast.Module]:
    files = [path for part in SPEAKING for path in sorted((ROOT / "sladsl" / part).rglob("*.py"))]
    return [ast.parse(path.read_text("utf-8")) for path in files if "phrasings" not in path.parts]


def _with_code() -> dict[str, set[str]]:
    """Names that stand beside a code, in a call or a tuple, with their codes."""
    found: dict[str, set[str]] = defaultdict(set)
    for tree in _trees():
        for node in ast.walk(tree):
            texts = _constants(node) if isinstance(node, ast.Call | ast.Tuple) else []
            keys = {each.arg: each.value for each in node.keywords} if isinstance(node, ast.Call) else {}
            if "name" in keys and "code" in keys:
                texts = [
                    each.value for each in (keys["code"], keys["name"]) if isinstance(each, ast.Constant)
                ]
            for code, name in pairwise(texts):
                if CODE.fullmatch(code) and NAME.fullmatch(name):
                    found[name].add(code)
    return found


def _hyphenated() -> set[str]:
    """All texts of the form of a name: those of data have no code beside them."""
    return {
        node.value
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and "-" in node.value
        and NAME.fullmatch(node.value)
    } - set(NO_FINDINGS)


FOUND = _with_code()


def test_names_are_found() -> None:
    assert len(FOUND) > 150
    assert {"whose-fee", "two-promises", "unclosed-text", "unknown-name", "semicolon"} <= set(FOUND)
    assert {"partial-coverage", "overdue-records", "bad-time", "report-differs-from-data"} <= _hyphenated()


def test_every_name_that_is_shown_has_a_page() -> None:
    assert [name for name in sorted({*FOUND, *_hyphenated(), *ONE_WORD}) if not known(name)] == []


@pytest.mark.parametrize("name", sorted(FOUND))
def test_a_page_says_what_it_is_and_what_to_do(name: str) -> None:
    text = explain(name)
    assert text is not None
    assert len(text.split()) > 15, text


def test_what_has_a_page_is_listed() -> None:
    out = run(["explain"]).out
    assert [name for name in names() if not re.search(rf"\b{name}\b", out)] == []


def test_a_code_has_one_page() -> None:
    pages: dict[str, set[str]] = defaultdict(set)
    for name in names():
        text = explain(name) or ""
        found = re.match(r"[a-z-]+ \(([A-Z]\d{3})[,)]", text)
        if found:
            pages[found[1]].add(name)
    assert {code: of for code, of in pages.items() if len(of) > 1} == {}


@pytest.mark.parametrize(
    "name", ["whose-fee", "N213", "overdue-records", "two-promises", "hidden-character", "unlimited-love"]
)
def test_at_the_command_line(name: str) -> None:
    done = run(["explain", name])
    if name == "unlimited-love":
        assert done.code == 2
        assert "There is no finding" in done.err
    else:
        assert done.code == 0
        assert max(map(len, done.out.splitlines())) <= 80
