"""Explanations: complete, plain, narrow enough, and found by name and code."""

from __future__ import annotations

import pytest

from sladsl.checks.explain import MORE, explain, known, names, nearest
from sladsl.checks.registry import RULES
from sladsl.diagnostics.cells import width


@pytest.mark.parametrize("name", names())
def test_an_explanation_is_plain_and_narrow(name: str) -> None:
    text = explain(name)
    assert text is not None
    assert known(name)
    assert text.startswith(f"{name} (")
    assert [line for line in text.splitlines() if width(line) > 80] == []
    assert "\x1b" not in text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_explained_by_its_cases_and_how_to_allow_it(rule) -> None:  # type: ignore[no-untyped-def]
    text = explain(rule.code)
    assert text == explain(rule.name)
    assert text is not None
    assert f"# sladsl: allow {rule.name} (" in text
    assert "\nFound: " in text
    assert "\nNot found: " in text


def test_unknown_names_have_a_nearest_one() -> None:
    assert explain("band-gaps") is None
    assert not known("band-gaps")
    assert nearest("band-gaps") == "band-gap"
    assert nearest("zzz") == ""


def test_others_can_add_explanations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MORE, "unknown-key", lambda: "unknown-key (S201, error)\n")
    assert explain("unknown-key") == "unknown-key (S201, error)\n"
