"""Formatting keeps what a text says: on every agreement in the repository, on generated ones, on odd layouts of both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sladsl.ast.agreements import Agreement, File, ServiceLevelAgreement
from sladsl.ast.declare import Block, keys_of
from sladsl.source import SourceText
from sladsl.syntax.parse import parse
from sladsl.syntax.scanner import Token
from tests.docs.pages import blocks as fences
from tests.docs.pages import pages
from tests.repo.files import ROOT, project_files
from tests.syntax.layouts import fmt, kept, stream, tokens
from tests.syntax.reading import read, some, sound


def _agreements() -> dict[str, str]:
    """Every agreement without mistakes: files, and the fenced ones of the pages."""
    found = {
        str(path): (ROOT / path).read_text(encoding="utf-8")
        for path in project_files()
        if path.suffix == ".sla"
    }
    for page in pages():
        for block in fences((ROOT / page).read_text(encoding="utf-8")):
            if block.language == "sla":
                found[f"{page}:{block.line}"] = block.text
    return {name: text for name, text in found.items() if not read(text)[1]}


AGREEMENTS = _agreements()


def test_there_are_many_agreements() -> None:
    assert len(AGREEMENTS) > 50


@pytest.mark.parametrize("name", AGREEMENTS)
def test_an_agreement_keeps_what_it_says(name: str) -> None:
    kept(AGREEMENTS[name])


SEPARATORS = {
    "one line": " ",
    "a line each": "\n",
    "blank lines": "\n\n\n",
    "tabs": "\t",
    "CRLF": "\r\n",
    "form feeds": "\f\n ",
    "comments behind": " # a comment: { with } all \"of it\n",
    "comments alone": "\n# alone\n",
    "both": "#1\n\n\n   #2\n#3 \n\n",
    "allowances": " # sladsl: allow band-gap (odd)\n",
}  # fmt: skip


@pytest.mark.parametrize("between", SEPARATORS)
@pytest.mark.parametrize("name", [name for name in AGREEMENTS if name.startswith("tests/syntax/corpus")])
def test_what_stands_between_tokens_may_be_anything(name: str, between: str) -> None:
    text = SEPARATORS[between].join(_glued(AGREEMENTS[name])) + "\n"
    kept(text)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in AGREEMENTS if name.startswith("tests/syntax/corpus")])
def test_a_comment_in_any_one_place_stays_there(name: str) -> None:
    """One comment at a time, behind a token and alone, in each gap of each block."""
    tried = 0
    for piece in _pieces(AGREEMENTS[name]):
        words = _glued(piece)
        for at in some(len(words) + 1, 40):
            comment = " # c\n" if at % 2 else "\n# c\n"
            text = " ".join(words[:at]) + comment + " ".join(words[at:])
            if read(text)[1]:  # a line that begins with words before a key reads as another key
                continue
            tried += 1
            formatted = fmt(text)
            assert stream(formatted) == stream(text)
            assert fmt(formatted) == formatted
    assert tried > 100


# ---- agreements composed from the declarations, in any layout


def _rows(block: type[Block]) -> list[str]:
    rows = block.rows
    return [] if rows is None else [f"{rows.head.example}: {rows.cell.example}"] * 3


@st.composite
def written(draw: st.DrawFn, block: type[Block], depth: int = 0) -> str:
    """A block with the head of its example and any of its keys, rows and blocks, in any order."""
    if block.head == "sentence" and (not keys_of(block) or draw(st.booleans())):
        return block.example.partition("{")[0]
    keys = list(keys_of(block).values())
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, max_size=6)) if keys else []
    chosen += [key for key in keys if key.required and key not in chosen]
    parts = [key.example for key in chosen]
    parts += draw(st.lists(st.sampled_from(_rows(block)), max_size=4)) if block.rows else []
    if block.within and depth < 3:
        for child in draw(st.lists(st.sampled_from(block.within), max_size=4)):
            parts.append(draw(written(child, depth + 1)))
    parts = draw(st.permutations(parts))
    return f"{block.example.partition('{')[0]}{{ {'   '.join(parts)} }}"


BETWEEN = st.sampled_from(
    [" "] * 10
    + ["\n", "\n", "\n\n", "\n \n\n  ", "\t", "  ", "\r\n", "\n      "]
    + [" # behind\n", "# close\n", "\n# alone\n", "\n\n  # apart\n\n", " # one\n# two\n\n", "#\n", "\n#!\f\n"]
    + [" # sladsl: allow band-gap (odd)\n", "\n# sladsl: allow band-gap (odd)\n"]
)


@st.composite
def odd_layout(draw: st.DrawFn, text: str) -> str:
    words = _glued(text)
    gaps = draw(st.lists(BETWEEN, min_size=len(words) + 1, max_size=len(words) + 1))
    return "".join(gap + word for gap, word in zip(gaps, [*words, ""], strict=True))


@given(st.data())
def test_generated_agreements_keep_what_they_say(data: st.DataObject) -> None:
    text = data.draw(written(ServiceLevelAgreement))
    sound(text)
    kept(text)
    laid = data.draw(odd_layout(text))
    assume(not read(laid)[1])
    kept(laid)


@given(st.data())
def test_pieces_of_agreements_keep_what_they_say_in_any_layout(data: st.DataObject) -> None:
    laid = data.draw(odd_layout(data.draw(st.sampled_from(PIECES))))
    assume(not read(laid)[1])
    kept(laid)


def _pieces(text: str) -> list[str]:
    """Each block of an agreement as a text of its own."""
    return [
        f"sla A {{ {text[child.span.start : child.span.end]} }}"
        for agreement in parse(SourceText(text))[0].blocks
        for child in agreement.blocks
    ]


PIECES = [piece for name in AGREEMENTS if name.startswith("tests") for piece in _pieces(AGREEMENTS[name])]


def _glued(text: str) -> list[str]:
    """The words of a text, those put together between which a blank would be seen: `by e-mail`."""
    found: list[str] = []
    last: Token | None = None
    for token in tokens(text):
        close = last is not None and last.end == token.start
        if close and last is not None and "-" in (token.text, last.text):
            found[-1] += token.text
        else:
            found.append(token.text)
        last = token
    return found


def test_every_kind_of_block_is_composed() -> None:
    kinds = {File, *File.within}
    for kind in list(kinds):
        kinds |= set(kind.within)
    assert Agreement.within[0] in kinds


def test_the_pieces_are_many_and_of_many_kinds() -> None:
    assert len(PIECES) > 40
    assert len({re.findall(r"\w+", piece)[2] for piece in PIECES}) > 10


def test_paths_are_of_the_project() -> None:
    assert all(not Path(name).is_absolute() for name in AGREEMENTS)
