"""Text to tokens: one regular expression, before any knowledge of blocks; what it cannot read becomes findings.

The tokens serve the outline (where entries begin and end). Values are read by the grammar from the same text.
"""

from __future__ import annotations

import re
from typing import Final

from sladsl.diagnostics.finding import Finding
from sladsl.source import SourceText, Span
from sladsl.syntax import messages

WORD: Final = "word"
NUMBER: Final = "number"
STRING: Final = "string"
DATE: Final = "date"
TIME: Final = "time"
MARK: Final = "mark"

TOKEN = re.compile(
    r"""(?P<blank>[ \t\r\n\f]+|\#[^\n]*)
    |(?P<string>\"\"\".*?\"\"\"|"(?:[^"\\\n]|\\.)*")
    |(?P<date>\d{4}-(?:\d{2}(?:-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?(?!\d))?)?|Q[1-4]|W\d{2})(?!\w))
    |(?P<time>\d{1,2}:\d{2}(?!\w))
    |(?P<number>\d[\d_]*(?:\.\d+)?(?:[ ]?%|st|nd|rd|th)?(?!\w))
    |(?P<word>[^\W\d]\w*(?:'s(?!\w))?)
    |(?P<mark>[{}():,+\-*/|.])
    |(?P<bad>.)""",
    re.VERBOSE | re.DOTALL,
)

BADLY_WRITTEN = re.compile(r"[^\s{}():,\"#]+")


class Token:
    """A token with its place; `kind` is one of the constants above, or `end`."""

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int, end: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text}"


def scan(source: SourceText, findings: list[Finding]) -> list[Token]:
    """Tokens of the text, the last one of kind `end`; comments and blanks are left out."""
    text = source.text
    tokens: list[Token] = []
    position = 0
    size = len(text)
    match_at = TOKEN.match
    while position < size:
        match = match_at(text, position)
        assert match is not None  # noqa: S101 - the last alternative matches any character
        kind = match.lastgroup or "bad"
        end = match.end()
        if kind == "blank":
            position = end
            continue
        if kind == "bad":
            end = _bad(source, position, findings)
            position = max(end, position + 1)
            continue
        tokens.append(Token(kind, match.group(), position, end))
        position = end
    tokens.append(Token("end", "", size, size))
    return tokens


def _bad(source: SourceText, start: int, findings: list[Finding]) -> int:
    """Reports what cannot be a token and says where scanning goes on."""
    text = source.text
    character = text[start]
    if character == '"':
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text.startswith('"""', start):
            end = len(text)
        findings.append(messages.unclosed_text(Span(start=start, end=end)))
        return end
    match = BADLY_WRITTEN.match(text, start)
    end = match.end() if match else start + 1
    findings.append(messages.unreadable(text[start:end], Span(start=start, end=end)))
    return end
