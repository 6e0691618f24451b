"""What a formatted text must keep, asked without the formatter: tokens, comments and their places, allowances."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from sladsl.api.formatting import format_text
from sladsl.source import SourceText
from sladsl.syntax.scanner import TOKEN, Token, scan
from tests.syntax.reading import plain, read

Said = tuple[str, str]


def fmt(text: str) -> str:
    """The text in the style; it must be one without mistakes."""
    formatted, findings = format_text(SourceText(text))
    assert formatted is not None, [finding.message for finding in findings]
    return formatted


def kept(text: str) -> str:
    """The text in the style, after everything that formatting must hold was asked of it."""
    formatted = fmt(text)
    before, findings = read(text)
    after, again = read(formatted)
    assert not findings
    assert not again
    assert plain(after) == plain(before)
    assert stream(formatted) == stream(text)
    assert allowed(formatted) == allowed(text)
    assert fmt(formatted) == formatted, "not the same when formatted again"
    _tidy(formatted)
    return formatted


def stream(text: str) -> list[Said]:
    """Tokens and comments in their order; of a comment also whether it stands alone on its line."""
    said: list[Said] = []
    for match in TOKEN.finditer(text):
        words = match.group()
        if words.startswith("#"):
            line = text.rfind("\n", 0, match.start()) + 1
            alone = not text[line : match.start()].strip("\ufeff \t\r\f")
            said.append(("alone" if alone else "behind", words.rstrip()))
        elif words.strip("\ufeff \t\r\n\f"):
            blank = match.lastgroup == "number"
            said.append(("token", words.replace(" ", "") if blank else words))
    return said


def allowed(text: str) -> list[list[str]]:
    """For each allowing comment behind something, what begins on its line."""
    found = []
    every = tokens(text)
    starts = [token.start for token in every]
    for match in TOKEN.finditer(text):
        if match.group().startswith("# sladsl:"):
            line = text.rfind("\n", 0, match.start()) + 1
            mine = every[bisect_left(starts, line) : bisect_left(starts, match.start())]
            if mine:
                found.append([token.text.replace(" ", "") for token in mine])
    return found


def tokens(text: str) -> list[Token]:
    return [token for token in scan(SourceText(text)) if token.kind != "end"]


def _tidy(formatted: str) -> None:
    """No blanks at the ends of lines, no two blank lines, no tabs, one line feed at the end; texts aside."""
    assert formatted.endswith("\n")
    assert not formatted.endswith("\n\n")
    assert not formatted.startswith("\n")
    code = formatted
    for token in reversed(tokens(formatted)):
        if "\n" in token.text:
            code = code[: token.start] + '"""…"""' + code[token.end :]
    for line in code.split("\n"):
        assert line == line.rstrip()
        assert "\t" not in line.partition("#")[0] or '"' in line
    assert "\n\n\n" not in code
    for above, line in pairwise(code.split("\n")):
        assert not (line.strip() == "}" and not above), "a blank line before a closing brace"
        assert not (above.partition("#")[0].rstrip().endswith("{") and not line), (
            "a blank line behind a brace"
        )
