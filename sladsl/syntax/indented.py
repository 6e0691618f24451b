"""Blocks whose inside is told by a colon and indentation, as in YAML: `service Support:`, and its keys further in.

They are read with braces, with one finding for each; a body ends where a line stands no further in than its head.
"""

from __future__ import annotations

from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax import guesses, messages
from sladsl.syntax.scanner import MARK, STRING, WORD, Token

LONGEST_HEAD = 8


def with_braces(source: SourceText, tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """The tokens with a brace for such a colon, and one where the body ends."""
    heads = {block.kind.split()[0] for block in guesses.all_blocks() if block.head != "sentence"}
    found: list[Token] = []
    open_: list[int] = []
    for at, token in enumerate(tokens):
        while open_ and (token.kind == "end" or (token.first and token.indentation <= open_[-1])):
            place = tokens[at - 1].end
            found.append(Token(MARK, "}", place, place, True, open_.pop()))
        if token.text == ":" and (head := _head(tokens, at, heads)) is not None:
            found.append(Token(MARK, "{", token.start, token.end, False, token.indentation))
            open_.append(head.indentation)
            findings.append(_said(source, tokens, at, head))
        else:
            found.append(token)
    return found


def _head(tokens: list[Token], colon: int, heads: set[str]) -> Token | None:
    """The first word of the block whose head ends with this colon, None where it is that of a key or row."""
    after = tokens[colon + 1]
    at = colon
    while at and colon - at < LONGEST_HEAD and not tokens[at].first:
        at -= 1
    first = tokens[at]
    named = colon - at >= 2 and all(
        each.kind in (WORD, STRING) or each.text == "," for each in tokens[at:colon]
    )
    deeper = after.kind != "end" and after.first and after.indentation > first.indentation
    if not (named and deeper and first.text in heads):
        return None
    return None if " ".join(each.text for each in tokens[at:colon]) in guesses.all_keys() else first


def _said(source: SourceText, tokens: list[Token], colon: int, head: Token) -> Finding:
    end = colon + 1
    while tokens[end].kind != "end" and not (
        tokens[end].first and tokens[end].indentation <= head.indentation
    ):
        end += 1
    span = Span(start=head.start, end=tokens[colon].end)
    written = source.text[head.start : tokens[colon - 1].end]
    body = " ".join(source.text[tokens[colon + 1].start : tokens[end - 1].end].split("\n"))
    shown = messages.printable(f"{written} {{ {' '.join(body.split())} }}", 110)
    found = messages.error(
        "S108",
        "missing-brace",
        span,
        "What belongs to a block stands in braces; a colon and indentation say nothing.",
        f"Write `{shown}`.",
    )
    close = Span(start=tokens[end - 1].end, end=tokens[end - 1].end)
    margin = " " * head.indentation
    edits = (
        Edit(span=Span(start=tokens[colon - 1].end, end=tokens[colon].end), text=" {"),
        Edit(span=close, text=f"\n{margin}}}"),
    )
    return replace(found, fix=Fix(edits=edits, safe=False))
