"""Heads of blocks of the wrong shape: `party "Nimbus"`, `service Web shop`, `credit of Availability`, `clause Secrecy`."""

from __future__ import annotations

import re
from itertools import pairwise

from sladsl.ast.declare import Block
from sladsl.diagnostics.finding import Finding, Fix
from sladsl.diagnostics.fixes import replacing
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax import messages
from sladsl.syntax.key_messages import one_line
from sladsl.syntax.scanner import STRING, WORD, Token
from sladsl.syntax.surroundings import Surroundings

MEANING_FOR = ("of", "on", "to", "in", "when", "by")
LONGEST_BODY = 200
MOST_OF_BODY = 30
"""Tokens in which the first row of a table is looked for."""
FILLERS = ("as", "called", "named", "is", "aka", "titled")


def finding(
    kind: type[Block], source: SourceText, span: Span, tokens: list[Token], around: Surroundings
) -> Finding:
    """What is wrong with the head in `span`; `tokens` are those behind the kind's words."""
    text = source[span]
    right, safe = _right(kind, source, tokens, around)
    if tokens and tokens[0].text == ":" and [token.kind for token in tokens[1:]] == [STRING]:
        right, safe = f" {tokens[1].text}", True  # `scenario: "Bad March" {`
    if not tokens and kind.head == "by names":
        right = _by_labels(span, around)
    if len(tokens) == 1 and kind.head == "name by names" and not right:
        by = _by_labels(span, around)
        right = f"{tokens[0].text} {by}" if by else ""
    if not tokens and kind.head == "rule" and kind.head_form is not None:
        right = kind.head_form.example.removeprefix(kind.kind)  # `credit for points {` without its period
    if not right:
        return messages.bad_head(text, kind.kind, kind.head, span, kind.example)
    right = right.strip()
    head = f"{kind.kind} {right}".strip()
    expected = _with_body(head, source, span.end)
    found = messages.bad_head(text, kind.kind, kind.head, span, expected)
    start = Span(start=tokens[0].start, end=tokens[-1].end) if tokens else Span(start=span.end, end=span.end)
    fix: Fix = replacing(start, right if tokens and tokens[0].text != ":" else f" {right}", safe=safe)
    if re.search(r"\w-\w", source[start].partition('"')[0]) and kind.head == "name and title":
        written = messages.printable(source[start].partition('"')[0])
        message = f"A name has letters, digits and `_`, and no hyphen, unlike `{written}`."
        found = replace(found, message=message)
    return replace(found, hint=f"Write `{messages.printable(head, 90)} {{`.", fix=fix)


def _with_body(head: str, source: SourceText, at: int) -> str:
    """The head with the author's own body where that is short, else ""."""
    from itertools import accumulate

    rest = source.text[at : at + LONGEST_BODY]
    if not rest.lstrip().startswith("{") or "#" in rest.partition("}")[0]:
        return ""
    depths = accumulate((each == "{") - (each == "}") for each in rest.lstrip())
    end = next((place for place, depth in enumerate(depths) if not depth), 0)
    return one_line(f"{head} {' '.join(rest.lstrip()[: end + 1].split(chr(10)))}", 200) if end else ""


def _right(
    kind: type[Block], source: SourceText, tokens: list[Token], around: Surroundings
) -> tuple[str, bool]:
    """What stands behind the kind's words instead, and whether that is sure; "" where nothing can be told."""
    if not tokens:
        return "", False
    words = [token.text for token in tokens if token.kind == WORD]
    texts = [token.text for token in tokens if token.kind == STRING]
    written = source.text[tokens[0].start : tokens[-1].end]
    if "\n" in written or "#" in written:
        return "", False
    match kind.head:
        case "name and title":
            return _named(words, texts, tokens, written, around)
        case "title":
            return (f'"{written}"', True) if not texts and '"' not in written else ("", False)
        case "for names":
            return _for_names(words, texts, around)
        case "by names" | "name by names":
            return _by_names(kind, words)
        case "nothing":
            return " ", False
        case _:
            return "", False


def _named(
    words: list[str], texts: list[str], tokens: list[Token], written: str, around: Surroundings
) -> tuple[str, bool]:
    if len(texts) > 1:
        return "", False
    if not texts:
        if re.fullmatch(r"\w+(?:-\w+)+", written):
            return _unmarked(written, around), False
        name = _joined(written)
        return (f'{name} "{written}"', False) if name else ("", False)
    title = texts[0].strip('"')
    if not words:
        if title.isidentifier():
            return title, True
        name = _joined(title)
        return (f"{name} {texts[0]}", False) if name else ("", False)
    before = written.partition('"')[0].strip()
    if re.fullmatch(r"\w+(?:[-./&+]\w+)+", before):
        return f"{_unmarked(before, around)} {texts[0]}", False
    names = [word for word in words if word not in FILLERS]
    if len(names) != 1 or any(token.text not in (*words, *texts, ",", ":", "-", "=") for token in tokens):
        return "", False
    return f"{names[0]} {texts[0]}", True


def _unmarked(written: str, around: Surroundings) -> str:
    """The name without its hyphens: as it is called elsewhere in the text, else with `_` where it has small letters only."""
    said = {token.text for token in around.tokens if token.kind == WORD}
    ways = [re.sub(r"\W+", "_", written), _joined(written), re.sub(r"\W+", "", written)]
    called = next((way for way in ways if way in said), "")
    return called or (ways[0] if written == written.lower() else ways[1])


def _joined(words: str) -> str:
    """A name made of the first words, "" where it would begin with a digit."""
    name = "".join(word[:1].upper() + word[1:] for word in re.findall(r"[^\W_]+", words)[:4])
    return "" if name[:1].isdigit() else name


def _by_labels(span: Span, around: Surroundings) -> str:
    """The head of a table without one, by the field that has the first of its rows as a value; "" where none is seen."""
    body = [token for token in around.tokens if token.start >= span.end][:MOST_OF_BODY]
    if not body or body[0].text != "{":
        return ""
    heads = (one.text for one, sign in pairwise(body) if sign.text == ":")
    field = next((found for head in heads if (found := around.field_of(head))), "")
    return f"by {field}" if field else ""


def _by_names(kind: type[Block], words: list[str]) -> tuple[str, bool]:
    """`target for priority`, `table Times per priority`: the fields stand after `by`."""
    name = words[:1] if kind.head == "name by names" else []
    fields = [word for word in words[len(name) :] if word not in MEANING_BY]
    if not fields or (name and name[0] in MEANING_BY):
        return "", False
    return f"{' '.join([*name, 'by', ''])}{', '.join(fields)}", False


MEANING_BY = ("by", "for", "per", "of", "each", "with", "and", "on", "from", "the")


def _for_names(words: list[str], texts: list[str], around: Surroundings) -> tuple[str, bool]:
    names = [word for word in words if word not in ("for", "and", "or", "the", *MEANING_FOR)]
    called = [around.called(text.strip('"')) for text in texts]
    if not all(called) or not (names or called):
        return "", False
    return f"for {', '.join([*names, *called])}", True
