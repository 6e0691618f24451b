"""Layout means nothing: one token a line or all on one line, comments anywhere, any line ends, give one tree."""

from __future__ import annotations

import pytest

from sladsl.source import SourceText
from sladsl.syntax.scanner import Token, scan
from tests.syntax.reading import plain, read, sound, texts

TEXTS = texts()


def _tokens(text: str) -> list[Token]:
    return [token for token in scan(SourceText(text)) if token.kind != "end"]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "between",
    ["\n", " ", "\t", "\r\n", " \n\n   ", " # a comment: { with } all \"of it\n", "\f", "\n}#{\n".replace("}", "")],
    ids=["a line each", "one line", "tabs", "CRLF", "wide", "comments", "form feeds", "odd comments"],
)  # fmt: skip
def test_what_stands_between_tokens_means_nothing(name: str, between: str) -> None:
    text = TEXTS[name]
    again = between.join(token.text for token in _glued(text)) + between
    assert plain(sound(again)) == plain(sound(text))


def _glued(text: str) -> list[Token]:
    """Tokens, those put together that are one text to the eye (`by e-mail`, `99.9%`)."""
    found: list[Token] = []
    for token in _tokens(text):
        if found and token.start == found[-1].end and (token.text == "-" or found[-1].text.endswith("-")):
            last = found[-1]
            found[-1] = Token(last.kind, last.text + token.text, last.start, token.end)
        else:
            found.append(token)
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_marks_need_no_blanks(name: str) -> None:
    """Without any blank beside a mark the tree is the same."""
    text = TEXTS[name]
    parts: list[str] = []
    last = Token("mark", "{", 0, 0)
    for token in _tokens(text):
        tight = "mark" in (token.kind, last.kind) or token.start == last.end
        parts += [token.text] if tight else [" ", token.text]
        last = token
    assert plain(sound("".join(parts))) == plain(sound(text))


@pytest.mark.parametrize("name", TEXTS)
def test_line_ends_and_marks_of_encoding(name: str) -> None:
    text = TEXTS[name]
    wanted = plain(sound(text))
    assert plain(sound(f"\ufeff{text}")) == wanted
    assert plain(sound(text.replace("\n", "\r\n"))) == wanted
    outside = text.split('"""')
    outside[::2] = [part.replace("  ", "\t") for part in outside[::2]]
    assert plain(sound('"""'.join(outside))) == wanted
    assert plain(sound(text.rstrip())) == wanted


def test_phrases_may_be_broken_over_lines() -> None:
    one = sound("sla A { metric M { down when: status is not one of A, B   missing samples: last known } }")
    two = sound(
        "sla A { metric M { down\nwhen: status is # no\n not\tone\r\nof A,\nB missing\nsamples: last\nknown } }"
    )
    assert plain(one) == plain(two)


def test_spans_hold_what_was_read() -> None:
    """The span of each entry's value is its text, wherever it stands and whether or not it was read before."""
    text = "sla A { metric M {\n  down when: not   ok\n} metric N { down when: not   ok } }"
    for block in sound(text).blocks[0].blocks:
        span = block.entries[0].value.span
        assert text[span.start : span.end] == "not   ok"


# ---- texts


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"plain"', "plain"),
        ('""', ""),
        ('"say \\"no\\""', 'say "no"'),
        ('"back\\\\slash"', "back\\slash"),
        ('"# no comment"', "# no comment"),
        ('"{ } : ,"', "{ } : ,"),
        ('"""one line"""', "one line"),
        ('"""\n    two\n    lines\n    """', "two\nlines"),
        ('"""\n    two\n      deeper\n\n    lines\n  """', "two\n  deeper\n\nlines"),
        ('"""\n\ttabs\n\t\tdeeper\n"""', "tabs\n\tdeeper"),
        ('"""says "no" to us"""', 'says "no" to us'),
        ('"""\r\n    two\r\n    lines\r\n"""', "two\nlines"),
        ('"""first\n    second\n    third"""', "first\nsecond\nthird"),
        ('""""""', ""),
    ],
)
def test_texts(written: str, meant: str) -> None:
    block = sound(f'sla A {{ clause "C" {{ text: {written} }} }}').blocks[0].blocks[0]
    value = block.entries[0].value
    assert getattr(value, "text", None) == meant


def test_a_backslash_before_other_letters_stays() -> None:
    block = sound('sla A { law: "C:\\\\new\\\\table \\n" }').blocks[0]
    assert getattr(block.entries[0].value, "text", None) == "C:\\new\\table \\n"


def test_joined_letters_of_other_scripts_are_no_hidden_characters() -> None:
    assert not read('sla A { law: "می\u200cخواهم" }')[1]
    assert [f.name for f in read('sla A { law: "a\u200cb" }')[1]] == ["hidden-character"]
