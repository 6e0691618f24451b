"""What each token of a right text is, told from its tree: a key, a word of a block, an answer, a keyword, or something else.

The measure of completion: what is really written must be among what is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sladsl.ast import values as v
from sladsl.ast.agreements import File
from sladsl.ast.declare import Block, Form, keys_of
from sladsl.source import SourceText, Span
from sladsl.syntax.drive import tables
from sladsl.syntax.expected import expected
from sladsl.syntax.scanner import Token, scan
from tests.syntax.reading import blocks, sound


class Written(NamedTuple):
    """A token and what it is: `key`, `block`, `answer`, `keyword`, `name`, `unit`, `value` or `mark`."""

    what: str
    token: Token


def written(text: str) -> list[Written]:
    """Every token of a right text that completion could propose, in order."""
    source = SourceText(text)
    tokens = [token for token in scan(source) if token.kind != "end"]
    found: dict[int, str] = {}

    def mark(span: Span, what: str) -> None:
        for token in tokens:
            if span.start <= token.start < span.end:
                found.setdefault(token.start, "mark" if token.text == "," else what)

    for block in blocks(sound(text)):
        if isinstance(block, File):
            continue
        for span, what in _of_block(block, text, tokens):
            mark(span, what)
    return [Written(found[token.start], token) for token in tokens if token.start in found]


def _of_block(block: Block, text: str, tokens: list[Token]) -> Iterator[tuple[Span, str]]:
    kind = type(block)
    head = [token for token in tokens if block.head_span.start <= token.start < block.head_span.end]
    if kind.head == "sentence" and kind.head_form is not None:
        yield from _by_grammar(kind.head_form, head)
    elif kind.head == "rule" and kind.head_form is not None:
        yield Span(start=head[0].start, end=head[0].end), "block"
        yield from _by_grammar(kind.head_form, head)
    else:
        words = head[: len(kind.kind.split())]
        yield Span(start=words[0].start, end=words[-1].end), "block"
        for token in head[len(words) :]:
            what = "keyword" if token.text in ("for", "by") else "mark" if token.text == "," else "name"
            yield Span(start=token.start, end=token.end), what
    for entry in block.entries:
        yield entry.key_span, "key"
        inside = [token for token in tokens if entry.value.span.start <= token.start < entry.value.span.end]
        form = keys_of(kind)[entry.key].form
        if isinstance(entry.value, v.Answer | v.NotStated) and (form.direct or not _reads(form, inside)):
            yield entry.value.span, "answer"
        elif form.rule:
            yield from _by_grammar(form, inside)
        else:
            yield entry.value.span, "name" if form.direct in ("name", "names") else "value"
    rows = kind.rows
    for row in block.table if rows is not None else ():
        assert rows is not None
        here = [token for token in tokens if row.span.start <= token.start < row.span.end]
        colon = next(
            at for at, token in enumerate(here) if token.text == ":" and _reads(rows.head, here[:at])
        )
        yield from _by_grammar(rows.head, here[:colon])
        yield from _by_grammar(rows.cell, here[colon + 1 :])


def _reads(form: Form[Any], tokens: list[Token]) -> bool:
    state = expected(form.rule, tokens) if form.rule else None
    return state is not None and state.complete


def _by_grammar(form: Form[Any], tokens: list[Token]) -> Iterator[tuple[Span, str]]:
    """The tokens by the terminals that the grammar takes them for."""
    known = tables()
    state = expected(form.rule, tokens)
    if known is None or state is None:  # `not stated` in a cell whose form has none
        yield Span(start=tokens[0].start, end=tokens[-1].end), "answer"
        return
    at = 0
    for name, width in zip(state.shifted, state.widths, strict=True):
        first = tokens[at]
        if name in known.phrases:
            what = "keyword"
        elif name in ("NAME", "DOTTED"):
            what = "name"
        else:
            what = {"word": "unit", "mark": "mark"}.get(first.kind, "value")
        at += width
        yield Span(start=first.start, end=tokens[at - 1].end), what
