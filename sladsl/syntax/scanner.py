"""Text to tokens: one regular expression, before any knowledge of blocks; what it cannot read is a token too.

The tokens serve the outline (where entries begin and end). Values are read by the grammar from the same text.
Who meets a bad token says what is wrong with it, because that depends on what stands around it.
"""

from __future__ import annotations

import re
from typing import Final

from sladsl.source import SourceText

WORD: Final = "word"
NUMBER: Final = "number"
STRING: Final = "string"
DATE: Final = "date"
TIME: Final = "time"
MARK: Final = "mark"
BAD: Final = "bad"
ENDS: Final = 10
"""How many tokens of kind `end` there are: more than the longest phrase, so that looking ahead is safe."""

OTHER_BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that other programs write, as a range of an expression; they separate, and are reported once."""
WITHOUT_WIDTH: Final = "\u200b\u2060\ufeff\u00ad"
"""Characters that take no place and change nothing that is seen; each is reported."""

TOKEN = re.compile(
    rf"""(?P<blank>[ \t\r\n\f{OTHER_BLANKS}{WITHOUT_WIDTH}]+|\#[^\n]*)
    |(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))
    |(?P<string>\"\"\".*?\"\"\"|(?!\"\"\")"(?:[^"\\\n]|\\.)*")
    |(?P<date>\d{{4}}-(?:\d{{2}}(?:-\d{{2}}(?:[ T]\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,6}})?)?(?!\d))?)?|Q[1-4]|W\d{{2}})
        (?!\w))
    |(?P<time>\d{{1,2}}:\d{{2}}(?!\w))
    |(?P<number>\d[\d_]*(?:\.\d+)?(?:[ {OTHER_BLANKS}]?%|st|nd|rd|th)?(?!\w))
    |(?P<word>[^\W\d]\w*(?:'s(?!\w)|(?:\.[^\W\d]\w*)+)?)
    |(?P<mark>[{{}}():,+\-*/|.])
    |(?P<bad>.)""",
    re.VERBOSE | re.DOTALL,
)

BADLY_WRITTEN = re.compile(r"[^\s{}():,;\"#]+")
POSSESSIVE = re.compile(r"\w[’‘´`]s(?!\w)")
LAST_LINE = re.compile(r"\n[ \t}]*\}[ \t\r]*(?=\n|\Z)")
QUOTES: Final = "“”„«»‘’'"
CLOSING_QUOTE = re.compile(r"[“”«»‘’'\"\n]")


class Token:
    """A token with its place; `kind` is one of the constants above, or `end`."""

    __slots__ = ("end", "first", "indentation", "kind", "start", "text")

    def __init__(
        self, kind: str, text: str, start: int, end: int, first: bool = False, indentation: int = 0
    ) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.first = first
        """Whether nothing but blanks stands before it on its line."""
        self.indentation = indentation
        """The column (from zero) at which its line begins to say something."""

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text}"


def is_name(word: str, *, dots: bool = False) -> bool:
    """Whether a word can be a name: `fee's` belongs to the language, `Times.response` names a column.

    With `dots` it can be the name of what another agreement has, too: `NimbusHosting.Availability`.
    """
    return "'" not in word and (dots or "." not in word)


def scan(source: SourceText) -> list[Token]:
    """Tokens of the text, the last ones of kind `end`; comments and blanks are left out."""
    text = source.text
    tokens: list[Token] = []
    position = 1 if text.startswith("\ufeff") else 0
    size = len(text)
    first, indentation = True, 0
    while position < size:
        # All pieces in one go of the expression, from anew only behind a bad one, which has another end than its match.
        for match in TOKEN.finditer(text, position):
            kind = match.lastgroup or BAD
            start, position = match.span()
            if kind == "blank":
                if position - start == 1 and text[start] == " ":
                    if first:
                        indentation += 1
                    continue
                line = text.rfind("\n", start, position)
                if line >= 0:
                    first, indentation = True, position - line - 1
                elif first:
                    indentation += position - start
                continue
            if kind == BAD:
                position = _bad_end(text, start)
                tokens.append(Token(kind, text[start:position], start, position, first, indentation))
                first = False
                break
            if kind == "comment":
                kind = BAD
            tokens.append(Token(kind, match[0], start, position, first, indentation))
            first = False
    tokens += [Token("end", "", size, size, True, 0)] * ENDS
    return tokens


def _bad_end(text: str, start: int) -> int:
    """How far a piece goes that no token begins with: a text without its end, or one run of signs."""
    if text[start] == '"':
        if text.startswith('"""', start):
            closing = LAST_LINE.search(text, start)
            return closing.start() if closing else len(text)
        line_end = text.find("\n", start)
        line = text[start : len(text) if line_end < 0 else line_end].rstrip()
        while len(line) > 1 and line[-1] in "{}":  # braces belong to the blocks, or one slip would spoil all
            line = line[:-1].rstrip()
        return start + len(line)
    if text[start] in "’‘´`" and POSSESSIVE.match(text, start - 1):
        return start + 2  # `that month’s fee`, as word processors write it
    if text[start] in QUOTES:
        closing = CLOSING_QUOTE.search(text, start + 1)
        if closing and closing.group() != "\n":
            return closing.end()
    if text[start] in ";=[]":
        return start + (2 if text.startswith(("==", "=>"), start) else 1)
    match = BADLY_WRITTEN.match(text, start)
    return match.end() if match else start + 1
