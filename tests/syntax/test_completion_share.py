"""Completion measured on right texts: what is really written at a place is among what is proposed there.

And on wrong ones: whatever the text and the place, it answers, and soon.
"""

from __future__ import annotations

import functools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sladsl.ast import forms
from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Form, keys_of
from sladsl.model.from_ast.sources import OWN_FIELDS
from sladsl.source import SourceText
from sladsl.syntax.completion import Proposal, names, proposals, words
from sladsl.syntax.completion.families import FAMILIES
from sladsl.syntax.completion.proposal import split
from sladsl.syntax.drive import MARKS, tables
from sladsl.syntax.guesses import all_blocks
from sladsl.syntax.scanner import scan
from tests.pace import anchors
from tests.repo.files import ROOT
from tests.syntax.reading import read, some, texts
from tests.syntax.written import Written, written

RIGHT = {
    **{
        path.parent.name if path.stem == "agreement" else f"{path.parent.name}/{path.stem}": path.read_text(
            encoding="utf-8"
        )
        for path in sorted(ROOT.glob("examples/*/*.sla"))
        if path.parent.name != "published"
    },
    **texts(),
}
LANGUAGE = ("key", "block", "answer", "keyword")
"""What the language itself says: all of it must be proposed."""
LEAST_NAMES = 0.9
"""Of names; the rest are new ones, of fields and of values that nothing declares."""


def proposed(text: str, token: Written, found: tuple[Proposal, ...]) -> bool:
    """Whether a proposal goes on with this token, or shows a form that it has."""
    start = token.token.start
    for each in found:
        had = split(text[each.span.start : start])
        said = split(each.text)
        if said[: len(had)] == had and len(said) > len(had) and said[len(had)] == token.token.text:
            return True
        if each.kind in ("value", "row") and not had:
            sample = scan(SourceText(each.text))[0].kind
            if sample == token.token.kind and (sample != "word" or token.what == "name"):
                return True
    return False


@functools.cache
def missed(text: str) -> tuple[Written, ...]:
    source = SourceText(text)
    return tuple(
        token for token in written(text) if not proposed(text, token, proposals(source, token.token.start))
    )


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_written_is_proposed(name: str) -> None:
    text = RIGHT[name]
    source = SourceText(text)
    lost = [
        (each.what, each.token.text, source.place(each.token.start))
        for each in missed(text)
        if each.what in LANGUAGE
    ]
    # A corpus has several, to hold every answer; an agreement has one, so no second is proposed.
    assert [each for each in lost if each[:2] != ("block", "interpretation")] == []


def test_most_names_are_proposed() -> None:
    every, lost = Counter[str](), Counter[str]()
    for text in RIGHT.values():
        every.update(each.what for each in written(text))
        lost.update(each.what for each in missed(text))
    assert every["key"] > 300
    assert every["keyword"] > 300
    assert lost["name"] <= every["name"] * (1 - LEAST_NAMES)
    # What a thing costs `per trip` is the author's own word.
    assert lost["value"] + lost["unit"] <= 6


def test_the_measure_can_fail() -> None:
    text = 'sla A { law: "x"   service S { hours: always } }'
    (key,) = [each for each in written(text) if each.token.text == "law"]
    assert proposed(text, key, proposals(SourceText(text), key.token.start))
    assert not proposed(text, key, proposals(SourceText(text), text.index("hours")))
    assert not proposed(text, key, ())


# ---- any text


def survives(text: str, offset: int) -> None:
    source = SourceText(text)
    for each in proposals(source, offset):
        assert each.text
        assert 0 <= each.span.start <= each.span.end <= len(text)
        assert each.span.start <= offset <= each.span.end
        assert "\n" not in each.text + each.meaning


@pytest.mark.parametrize("name", RIGHT)
def test_at_many_places_of_right_texts(name: str) -> None:
    text = RIGHT[name]
    for offset in range(0, len(text) + 1, 61):
        survives(text, offset)
        survives(text[:offset], offset)


@pytest.mark.slow
@pytest.mark.parametrize("name", RIGHT)
def test_at_every_place_of_right_texts(name: str) -> None:
    text = RIGHT[name]
    for offset in some(len(text) + 1, 4000):
        survives(text, offset)


@given(st.sampled_from(sorted(RIGHT)), st.data())
def test_in_broken_texts(name: str, data: st.DataObject) -> None:
    text = RIGHT[name]
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    junk = data.draw(st.text(st.sampled_from("{}\":,#|()\n aA0.%'“\u202e"), max_size=8))
    for broken in (text[:first], text[first:last], text[:first] + junk + text[last:]):
        survives(broken, min(first, len(broken)))
        survives(broken, len(broken))


@given(st.text(max_size=200), st.integers(-5, 210))
def test_in_any_text(text: str, offset: int) -> None:
    proposals(SourceText(text), offset)
    if 0 <= offset <= len(text):
        survives(text, offset)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 20_000,
        "a { " * 5_000,
        "sla A { " + "foo { } " * 5_000,
        'sla A { metric M { where: "' + "x" * 100_000,
        "sla A { " + "party P { role: provider } " * 3_000 + " metric M { of: ",
        "sla A { x: " + "a, " * 20_000,
        "sla A " + "credit for " * 5_000,
        "}" * 20_000,
    ],
    ids=lambda text: str(text[:20]),
)
def test_texts_made_to_be_slow(text: str) -> None:
    assert anchors(lambda: survives(text, len(text))) < 30


def test_a_place_in_a_long_text_is_answered_at_once() -> None:
    head, _, rest = RIGHT["web-hosting"].partition("{")
    body = rest.rpartition("}")[0]
    text = f"{head}{{{body * 9}\n}}\n"
    assert text.count("\n") > 1_000
    for offset in (200, len(text) // 2, len(text) - 3):
        proposals(SourceText(text), offset)
        later = [SourceText(text + " " * step) for step in range(1, 7)]
        assert min(anchors(functools.partial(proposals, source, offset)) for source in later) < 0.5


# ---- what must be told when the language grows


def test_every_terminal_of_the_grammar_can_be_proposed() -> None:
    known = tables()
    assert known is not None
    told = {
        *words.TERMINALS,
        *words.SAMPLES,
        *MARKS,
        "NAME",
        "DOTTED",
        "TIME_UNIT",
        "CURRENCY",
        "LONG_STRING",
    }
    every = {name for order in known.order for name in order} - known.phrases.keys()
    assert every <= told, "sladsl/syntax/completion/words.py says what they stand for"


def test_every_key_that_takes_a_name_says_whose() -> None:
    silent = [
        f"{block.kind}: {key.name}"
        for block in all_blocks()
        for key in keys_of(block).values()
        if key.form in (forms.NAME, forms.NAMES, forms.NAME_OR_TEXT) and key.names is None
    ]
    assert silent == [], "add names=… with a kind of block, or a family of completion/families.py"


def test_families_exist() -> None:
    kinds = {block.kind for block in all_blocks()} | FAMILIES.keys()
    said = {block.head_names for block in all_blocks() if block.head_names}
    said |= {key.names for block in all_blocks() for key in keys_of(block).values() if key.names}
    said |= {block.rows.names for block in all_blocks() if block.rows is not None and block.rows.names}
    every = [form for form in vars(forms).values() if isinstance(form, Form)]
    said |= {family for form in every for family in (form.names or {}).values()}
    assert {kind for family in said for kind in family.split(" or ")} <= kinds


def test_keywords_before_names_exist() -> None:
    known = tables()
    assert known is not None
    phrases = {" ".join(parts).replace(" - ", "-") for parts in known.phrases.values()} | {"", "*"}
    every = [form for form in vars(forms).values() if isinstance(form, Form)]
    assert {word for form in every for word in form.names or {}} <= phrases


def test_the_fields_that_rows_have_of_themselves_are_those_of_the_model() -> None:
    assert {holds: fields for holds, fields in OWN_FIELDS.items() if fields} == names.OWN_FIELDS


def test_right_texts_are_right() -> None:
    assert [name for name, text in RIGHT.items() if read(text)[1]] == []


def homes() -> dict[type[Block], str]:
    """The text up to the opening brace of every kind of block, inside the blocks that it stands in."""
    found: dict[type[Block], str] = {File: ""}
    for outer in list(all_blocks()):
        before = found.get(outer, "")
        for inner in outer.within:
            if inner not in found and "{" in inner.example and outer in found:
                found[inner] = f"{before}{inner.example.partition('{')[0]}{{ "
    return found


HOMES = homes()


@pytest.mark.parametrize("block", HOMES, ids=lambda block: str(block.kind))
def test_every_block_proposes_what_it_declares(block: type[Block]) -> None:
    text = HOMES[block]
    found = {each.text for each in proposals(SourceText(text), len(text))}
    assert found >= {f"{name}:" for name in keys_of(block)}
    assert found >= {child.kind for child in block.within if child.head != "sentence"}
    for child in block.within:
        for verb in child.verbs:
            assert any(each.endswith(f" {verb}") for each in found)
    for name in keys_of(block):
        begun = f"{text}{name[: len(name) // 2 + 1]}"
        assert f"{name}:" in {each.text for each in proposals(SourceText(begun), len(begun))}


@pytest.mark.parametrize("block", HOMES, ids=lambda block: str(block.kind))
def test_every_key_proposes_a_value(block: type[Block]) -> None:
    for name, key in keys_of(block).items():
        text = f"{HOMES[block]}{name}: "
        found = proposals(SourceText(text), len(text))
        assert found, name
        said = {each.text for each in found}
        assert said >= set(key.answers), name
        assert ("not stated" in said) or not key.open, name
