"""The corpus is whole: each block, key, answer, row and alternative of the grammar stands in some file.

So a new key without an example of its use is a red test, and every other test of syntax meets it.
"""

from __future__ import annotations

import functools
from typing import Any

import pytest

from sladsl.ast import values as v
from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Key, keys_of
from sladsl.ast.forms import Form
from sladsl.syntax import forms as reading
from sladsl.syntax.grammar import STARTS
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.values import READERS
from tests.syntax.reading import VALID, blocks, read, records, sound, texts


@functools.cache
def _all() -> tuple[Block, ...]:
    return tuple(block for text in texts().values() for block in blocks(sound(text)))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_file_is_sound(path: Any) -> None:
    sound(path.read_text(encoding="utf-8"))


def test_every_block_stands_somewhere() -> None:
    assert {block.kind for block in all_blocks()} == {block.kind for block in _all()}


def test_every_block_stands_in_each_of_its_places() -> None:
    """The four kinds of agreement share what they hold, so their children count once."""
    wanted = {(parent.within, child) for parent in all_blocks() for child in parent.within}
    found = {(type(parent).within, type(child)) for parent in _all() for child in parent.blocks}
    assert {(child.kind) for within, child in wanted - found} == set()


def _keys() -> dict[Key[Any], str]:
    return {
        key: f"{block.kind}: {key.name}"
        for block in all_blocks()
        if block is not File
        for key in keys_of(block).values()
    }


def test_every_key_stands_somewhere() -> None:
    used = {keys_of(type(block))[entry.key] for block in _all() for entry in block.entries}
    assert [where for key, where in _keys().items() if key not in used] == []


def test_every_answer_stands_somewhere() -> None:
    said = {
        (keys_of(type(block))[entry.key], entry.value.text)
        for block in _all()
        for entry in block.entries
        if isinstance(entry.value, v.Answer)
    }
    missing = [f"{where}: {a}" for key, where in _keys().items() for a in key.answers if (key, a) not in said]
    assert missing == []


def test_every_open_key_is_left_open_somewhere() -> None:
    left = {
        keys_of(type(block))[entry.key]
        for block in _all()
        for entry in block.entries
        if isinstance(entry.value, v.NotStated)
    }
    assert [where for key, where in _keys().items() if key.open and key not in left] == []


def test_every_key_without_answers_alone_has_a_value_of_its_form() -> None:
    given = {
        keys_of(type(block))[entry.key]
        for block in _all()
        for entry in block.entries
        if not isinstance(entry.value, (v.Answer, v.NotStated))
    }
    assert [w for key, w in _keys().items() if key.form.direct != "answer" and key not in given] == []


def test_every_kind_of_row_stands_somewhere() -> None:
    used = {type(block) for block in _all() if block.table}
    assert [block.kind for block in all_blocks() if block.rows and block not in used] == []


def test_every_alternative_of_the_grammar_stands_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reader of a node is called for the corpus, and there is a reader for nothing else."""
    seen: set[str] = set()

    def spy(name: str, reader: Any) -> Any:
        def call(tree: Any) -> Any:
            seen.add(name)
            return reader(tree)

        return call

    reading._KEPT.clear()
    for name, reader in list(READERS.items()):
        monkeypatch.setitem(READERS, name, spy(name, reader))
    for text in texts().values():
        read(text)
    reading._KEPT.clear()
    assert set(READERS) - seen == set()


def test_every_written_value_stands_somewhere() -> None:
    """Each class of values is made by some text, so nothing in the tree is a promise without a syntax."""
    made = {type(record) for block in _all() for record in records(block)}
    declared = {c for c in vars(v).values() if isinstance(c, type) and issubclass(c, v.Value)}
    assert {c.__name__ for c in declared - made - {v.Value, v.Broken}} == set()


@pytest.mark.parametrize("key", _keys(), ids=lambda key: key.name)
def test_example_of_a_key_is_right(key: Key[Any]) -> None:
    from sladsl.source import SourceText
    from sladsl.syntax.scanner import scan

    source = SourceText(key.example)
    tokens = [token for token in scan(source) if token.kind != "end"]
    colon = next(at for at, token in enumerate(tokens) if token.text == ":")
    assert " ".join(token.text for token in tokens[:colon]) == key.name
    found: list[Any] = []
    reading.ValueReader(source, found).key_value(key, tokens[colon + 1 :])
    assert found == []


@pytest.mark.parametrize("block", all_blocks(), ids=lambda block: block.kind)
def test_example_of_a_block_is_right(block: type[Block]) -> None:
    """Wrapped in what it stands in, the example parses to that block."""
    text, outer = block.example, block
    if block.kind == "fields":
        text = f"source s {{ holds: samples {text} }}"
    for parents in ("scenario", "credit", "objective", "claims", "pool"):
        parent = next(b for b in all_blocks() if b.kind == parents)
        if outer in parent.within and not any(outer in a.within for a in all_blocks() if a.kind == "sla"):
            head = {"scenario": 'scenario "S"', "objective": "objective O", "pool": "pool P"}.get(
                parents, parents
            )
            text, outer = f"{head} {{ {text} }}", parent
    if block is not File and block not in File.within:
        text = f"sla A {{ {text} }}"
    assert block.kind in {found.kind for found in blocks(sound(text))}


def test_every_form_is_a_start_rule() -> None:
    from sladsl.ast import forms

    rules = {form.rule for form in vars(forms).values() if isinstance(form, Form)}
    assert rules - {""} == set(STARTS)
