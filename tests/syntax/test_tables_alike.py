"""The tables read every value as lark does, right ones and wrong ones, and what goes wrong with them costs only time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lark.exceptions import UnexpectedInput

from sladsl.source import SourceText, Span
from sladsl.syntax import drive, forms, grammar, tables
from sladsl.syntax.parse import parse
from sladsl.syntax.values import Unreadable, read

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("examples/**/*.sla"), *ROOT.glob("tests/**/*.sla"), *ROOT.glob("docs/**/*.sla")])


def _outcome(make: Any, by: int = 0) -> Any:
    try:
        return forms.moved(make(), by)
    except Unreadable as trouble:
        return "meaningless", trouble.message, forms.moved(trouble.span, by)
    except UnexpectedInput:
        return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_tables_and_lark_read_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, list[Any], str]] = []
    original = forms.ValueReader._by_grammar

    def watched(self: Any, form: Any, tokens: list[Any], *around: Any) -> Any:
        text = self.source.text[tokens[0].start : tokens[-1].end]
        if "#" in text:
            text = forms._without_comments(text, tokens)
        if all(each.text == self.source.text[each.start : each.end] for each in tokens):  # else read as ours
            seen.append((form.rule, list(tokens), text))
        return original(self, form, tokens, *around)

    monkeypatch.setattr(forms.ValueReader, "_by_grammar", watched)
    parse(SourceText(path.read_text(encoding="utf-8", errors="replace"), path.name))
    for rule, tokens, text in seen:
        tree = drive.drive(rule, tokens)
        ours = _outcome(lambda tree=tree: read(tree)) if tree is not None else None
        theirs = _outcome(lambda rule=rule, text=text: forms.grammar_value(rule, text), tokens[0].start)
        assert repr(ours) == repr(theirs), (rule, text)


def test_there_is_something_to_compare() -> None:
    assert len(FILES) > 20


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SLADSL_CACHE", str(tmp_path))
    monkeypatch.setattr(drive, "_tables", None)
    monkeypatch.setattr(drive, "_looked", False)
    monkeypatch.setattr(forms, "_KEPT", {})
    return tmp_path / "sladsl"


def _reads() -> bool:
    file, findings = parse(SourceText("sla A { party P { accepted: 2026-01-31 } cap: 5 EUR per month }"))
    return bool(file.blocks) and not findings


def test_tables_are_kept_and_damage_is_noticed(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _reads()
    (kept,) = empty_cache.glob("values-*")
    content = kept.read_bytes()
    for damaged in (b"", content[:100], b"\0" * len(content), content[:-1] + bytes([content[-1] ^ 1])):
        kept.write_bytes(damaged)
        monkeypatch.setattr(drive, "_tables", None)
        monkeypatch.setattr(drive, "_looked", False)
        monkeypatch.setattr(forms, "_KEPT", {})
        assert _reads()
        assert tables.load() is not None
        assert len(kept.read_bytes()) > 1_000


def test_a_right_text_needs_no_lark(empty_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the tables are kept, lark is not asked; without them it reads everything itself."""
    assert _reads()
    monkeypatch.setattr(drive, "_tables", None)
    monkeypatch.setattr(drive, "_looked", False)
    monkeypatch.setattr(forms, "_KEPT", {})

    def refuse(*_: Any) -> Any:
        raise AssertionError("lark was asked")

    monkeypatch.setattr(forms, "grammar_value", refuse)
    monkeypatch.setattr(grammar, "load", refuse)
    assert _reads()


def test_lark_reads_where_the_tables_cannot_be_had(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "made_by", lambda *_: (_ for _ in ()).throw(AttributeError("another lark")))
    assert drive.drive("cap", []) is None
    assert _reads()


def test_positions_are_those_of_the_text() -> None:
    text = "sla A {\n  cap: 60% of that month's fee of Shop per month, of all credits\n}"
    file, findings = parse(SourceText(text))
    assert not findings
    (entry,) = file.blocks[0].entries
    assert text[entry.value.span.start : entry.value.span.end].startswith("60% of that month's")
    assert entry.value.span == Span(start=text.index("60%"), end=text.index("\n}"))
