"""Colours by Pygments: the lexer is found for `*.sla`, loses no character, and knows every word of the language."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, String

from sladsl.ast.declare import keys_of
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.highlight import SlaLexer
from tests.syntax.reading import texts

ASK = """
import sys
from pygments.lexers import get_lexer_for_filename, guess_lexer, get_lexer_by_name
found = [
    get_lexer_for_filename("agreement.sla"),
    get_lexer_for_filename("agreement.sla", sys.argv[1]),
    get_lexer_for_filename("agreement.sla", "# nothing yet"),
    get_lexer_for_filename("agreement.sla", "party Nimbus {}"),
    guess_lexer(sys.argv[1]),
    get_lexer_by_name("sla"),
]
print([type(lexer).__name__ for lexer in found])
print(type(guess_lexer("Some words of prose.")).__name__)
"""


def test_the_lexer_wins_by_its_entry_point(root: Path, tmp_path: Path) -> None:
    """Pygments has another lexer for these files; the entry point is the one that pyproject.toml declares."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project["entry-points"]["pygments.lexers"]
    info = tmp_path / "sladsl_declared-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: sladsl-declared\nVersion: 0\n", encoding="utf-8"
    )
    lines = ["[pygments.lexers]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ASK, texts()["hosting.sla"]],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(root)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(["SlaLexer"] * 6), "TextLexer"]


@pytest.mark.parametrize("name", texts())
def test_valid_texts_have_no_errors_and_lose_nothing(name: str) -> None:
    text = texts()[name]
    tokens = list(SlaLexer(stripnl=False).get_tokens(text))
    assert "".join(words for _, words in tokens) == text
    assert [words for kind, words in tokens if kind in Error] == []


@given(st.text(max_size=100) | st.sampled_from(sorted(texts())).flatmap(lambda n: st.just(texts()[n][7:900])))
def test_no_text_loses_a_character(text: str) -> None:
    assert "".join(words for _, _, words in SlaLexer().get_tokens_unprocessed(text)) == text


def _kinds(text: str) -> dict[str, object]:
    """What each piece is, and each word in it."""
    found: dict[str, object] = {}
    for kind, words in SlaLexer().get_tokens(text):
        found.update(dict.fromkeys([words, *words.split()], kind) if words.strip() else {})
    return found


def test_what_is_what() -> None:
    found = _kinds(
        "# why\n"
        'sla Nimbus "Hosting" {\n'
        "  time zone: not stated\n"
        "  service Shop { fee: 12_000 EUR per month   hours: always }\n"
        "  source checks { fields { ok: yes or no } }\n"
        "  objective A { Acme ensures Uptime at least 99.9% each quarter }\n"
        "  interpretation { excluded time: out of both }\n"
        "  effective: 2026-01-01\n"
        '  clause "X" { text: """long""" }\n'
        "}\n"
    )
    assert found["# why"] is Comment.Single
    for word in ("sla", "service", "source", "fields", "objective", "interpretation", "clause"):
        assert found[word] is Keyword.Declaration, word
    for word in ("Nimbus", "Shop", "checks", "A"):
        assert found[word] is Name.Class, word
    for word in ("zone", "fee", "hours", "excluded", "effective", "text"):
        assert found[word] is Name.Attribute, word
    for word in ("always", "stated", "out", "both"):
        assert found[word] is Keyword.Constant, word
    for word in ("EUR", "month", "quarter"):
        assert found[word] is Keyword.Type, word
    for word in ("per", "yes", "at", "least", "each"):
        assert found[word] is Operator.Word, word
    assert found["ok"] is Name.Label
    assert found["ensures"] is Keyword.Reserved
    assert found["12_000"] is Number
    assert found["2026-01-01"] is Number.Date
    assert found['"Hosting"'] is String.Double
    assert found['"""long"""'] is String.Doc


def test_mistakes_are_shown() -> None:
    found = _kinds('sla A { law: “x”  version: "open\n }')
    assert found["“x”"] is Error
    assert found['"open'] is Error


@pytest.mark.parametrize("block", [b for b in all_blocks() if b.kind != "file" and b.head != "sentence"])
def test_every_declared_word_is_coloured(block: type) -> None:
    """No second list: what is declared tomorrow is coloured tomorrow."""
    kind = block.kind  # type: ignore[attr-defined]
    words = _kinds(f"{kind} {{ }}")
    assert all(words[word] is Keyword.Declaration for word in kind.split())
    for key in keys_of(block):
        assert all(_kinds(f"{key}: x")[word] is Name.Attribute for word in key.split())


def test_checking_does_not_load_pygments(root: Path) -> None:
    code = (
        "import sys; from sladsl.syntax.parse import parse; from sladsl.source import SourceText;"
        "parse(SourceText(sys.argv[1])); print('pygments' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, texts()["hosting.sla"]],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
