"""Where a quote is really missing: the text that runs to the end of its line is often the one behind it.

`"Awaiting Vendor, "Awaiting Problem", Resolved` leaves the last quote over, and the second one is what is missing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sladsl.diagnostics.finding import Finding
from sladsl.source import Span
from sladsl.syntax.messages import error, printable
from sladsl.syntax.scanner import BAD, STRING, WORD, Token

_TWO = re.compile(r'(?<!")""(?=[ \t}]*\n)')


def unclosed_before(tokens: Sequence[Token], bad: Token) -> Finding | None:
    """The finding at the text whose quote is missing; None where it is that of the bad token itself."""
    if bad.kind != BAD or not bad.text.startswith('"'):
        return None
    at = bisect_left(tokens, bad.start, key=lambda token: token.start)
    if not bad.text.startswith('"""') and (head := _of_a_head(bad)) is not None:
        return head
    return _three(tokens, at) if bad.text.startswith('"""') else _one(tokens, at)


def _three(tokens: Sequence[Token], at: int) -> Finding | None:
    """The text before, which goes on behind the two quotes that should have been three."""
    before = next((token for token in reversed(tokens[:at]) if token.text.startswith('"""')), None)
    ends = _TWO.search(before.text, 3) if before is not None else None
    if before is not None and ends is not None:
        span = Span(start=before.start, end=before.start + ends.end())
        shown = printable(before.text[max(3, ends.start() - 24) : ends.start()], 24)
        said = "This text begins with three quotes and ends with two."
        return error("S001", "unclosed-text", span, said, f'End it with three: `{shown}"""`.')
    for place in range(at - 1, -1, -1):
        token = tokens[place]
        if token.text == '""' and tokens[place + 1].start == token.end and tokens[place + 1].kind == WORD:
            span = Span(start=token.start, end=tokens[at].start + 3)
            said = "This text begins with two quotes and ends with three."
            shown = printable(tokens[place + 1].text, 24)
            return error("S001", "unclosed-text", span, said, f'Begin it with three, too: `"""{shown}`.')
        if token.first:
            break
    return None


def _one(tokens: Sequence[Token], at: int) -> Finding | None:
    """The first text of the line that touches a word: one of its two quotes is that of another text."""
    line: list[Token] = []
    for token in reversed(tokens[:at]):
        line.insert(0, token)
        if token.first:
            break
    line.append(tokens[at])
    for place, token in enumerate(line):
        if not token.text.startswith('"') or token.text.startswith('"""'):
            continue
        before = line[place - 1] if place else None
        if before is not None and before.kind == WORD and before.end == token.start:
            first = place - 1
            while first and line[first - 1].kind == WORD:
                first -= 1
            return _missing(line[first], line[place - 1], line[first:place], "opening")
        after = line[place + 1] if place + 1 < len(line) else None
        if token.kind == STRING and after is not None and after.start == token.end and after.kind == WORD:
            inside = token.text[1:-1].rstrip()
            head = _of_a_head(token)
            if head is not None:
                return head
            if not inside.rstrip(",").strip() or not inside.endswith(","):
                return None
            span = Span(start=token.start, end=token.start + 1 + len(inside.rstrip(", ")))
            right = f'"{printable(inside.rstrip(", "))}"'
            said = f"`{right[:-1]}` has no closing quote."
            return error("S001", "unclosed-text", span, said, f"Write `{right}`.")
    return None


def _of_a_head(token: Token) -> Finding | None:
    """The title of a head that has swallowed the brace behind it: `party Acme "Acme AG { role: customer }`."""
    title, brace, _ = token.text[1:].partition(" {")
    if not brace or not title.strip():
        return None
    span = Span(start=token.start, end=token.start + 1 + len(title.rstrip()))
    said = f'`"{printable(title.strip())}` has no closing quote.'
    return error("S001", "unclosed-text", span, said, f'Write `"{printable(title.strip())}" {{`.')


def _missing(first: Token, last: Token, words: Sequence[Token], which: str) -> Finding:
    text = " ".join(token.text for token in words)
    span = Span(start=first.start, end=last.end + 1)
    said = f'`{printable(text)}"` has no {which} quote.'
    return error("S001", "unclosed-text", span, said, f'Write `"{printable(text)}"`.')
