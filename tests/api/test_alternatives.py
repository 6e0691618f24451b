"""Rights for which a fact or an event will do: each of them gives the right, with dates of its own."""

from __future__ import annotations

import pytest

from sladsl.api import read_text
from sladsl.api.scenarios import results
from tests.api.test_rights import REPORTED, text

TERMS = f"""
  interpretation {{ run over an unassessed period: broken }}
  objective O {{ P ensures at least 99% each month   {REPORTED} }}
  fact F {{ type: yes or no }}
  fact G {{ type: yes or no }}
  C may terminate {{ when: {{when}}   notice: 30 days }}
  scenario "S" {{
    months: 2026-01 to 2026-02   levels for O {{ {{levels}} }}   fact: F, {{f}}   fact: G, {{g}}   expect: {{expected}}
  }}
"""
ONCE, TWICE = "2026-01: 98%   2026-02: 99%", "2026-01: 98%   2026-02: 98%"
NEVER = "2026-01: 99%   2026-02: 99%"


def kept(when: str, levels: str, facts: str, expected: str) -> bool:
    f, g = ("yes" if each == "y" else "no" for each in facts)
    body = TERMS.replace("{{", "{").replace("}}", "}")
    for name, value in (("when", when), ("levels", levels), ("f", f), ("g", g), ("expected", expected)):
        body = body.replace(f"{{{name}}}", value)
    loaded = read_text(text(body, "2026-01-01"))
    assert loaded.agreement is not None, loaded.findings
    (found,) = results(loaded.agreement)
    return found.ok


OR = "O missed in 2 consecutive months or F"
NESTED = "(O missed or F) and G"
THREE = "O missed in 2 consecutive months or F or (O missed and G)"


@pytest.mark.parametrize(
    ("when", "levels", "facts", "since"),
    [
        (OR, TWICE, "nn", "from 2026-03-01"),
        (OR, ONCE, "nn", None),
        (OR, ONCE, "yn", ""),
        (OR, NEVER, "yn", ""),
        # What holds besides holds for each of them.
        (NESTED, ONCE, "nn", None),
        (NESTED, ONCE, "ny", "from 2026-02-01"),
        (NESTED, NEVER, "yn", None),
        (NESTED, NEVER, "yy", ""),
        (THREE, ONCE, "nn", None),
        (THREE, ONCE, "ny", "from 2026-02-01"),
        (THREE, NEVER, "ny", None),
        (THREE, TWICE, "nn", "from 2026-03-01"),
        ("F or G", NEVER, "ny", ""),
    ],
)
def test_each_of_them_gives_the_right(when: str, levels: str, facts: str, since: str | None) -> None:
    there = kept(when, levels, facts, f"C may terminate {since or ''}")
    assert there is (since is not None)
    assert kept(when, levels, facts, "C may not terminate") is (since is None)


def rights(when: str) -> list[tuple[str, str]]:
    body = TERMS.replace("{{", "{").replace("}}", "}").partition("  scenario")[0].replace("{when}", when)
    loaded = read_text(text(body, "2026-01-01"))
    assert loaded.agreement is not None, loaded.findings
    return [(each.name, each.trigger_text) for each in loaded.agreement.rights]


def test_they_are_called_by_what_gives_them() -> None:
    assert rights(THREE) == [
        ("C may terminate: O missed in 2 consecutive months", "O missed in 2 consecutive months"),
        ("C may terminate: F", ""),
        ("C may terminate: O missed and G", "O missed and G"),
    ]
    # Events of which any will do are one right, and so are facts.
    assert [name for name, _ in rights("O missed or F or O met in 2 consecutive months or G")] == [
        "C may terminate: O missed or O met in 2 consecutive months",
        "C may terminate: F or G",
    ]


def test_what_is_wrong_with_the_sentence_is_told_once() -> None:
    body = TERMS.replace("{{", "{").replace("}}", "}").partition("  scenario")[0].replace("{when}", OR)
    wrong = read_text(text(body.replace("C may terminate", "X may terminate"), "2026-01-01")).findings
    assert [each.name for each in wrong].count("unknown-name") == 1
