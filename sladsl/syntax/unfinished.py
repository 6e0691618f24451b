"""What somebody meant to finish: places of a form that nobody filled in, and versions that were joined by halves."""

from __future__ import annotations

import re

from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.unfinished import not_filled_in
from sladsl.source import SourceText, Span
from sladsl.syntax.messages import error, printable
from sladsl.syntax.scanner import Token

PLACEHOLDER = re.compile(
    r"""\[\s*[●•◦○■□▪*_.…?xXnN#-]*\s*\]                                  # [●]  [ ]  [...]  [X]
      | \[\s*(?:insert|enter|specify|amount|date|number|name|figure|value|percentage|percent|tb[acd]|to\ be)\b[^\]\n]*\]
      | \[\s*[a-z]+(?:\ [a-z]+)+\s*\]                                     # [number of days]
      | \[\s*\d[\d.,]*[x_●]*\s*%?\s*\]                                     # [99.5], [99.x]: not agreed yet
      | <\s*(?:insert|enter|specify|to\ be)\b[^>\n]*>
      | (?<!\w)_{2,}(?!\w) | \.{3,} | … | \?{2,} | (?<!\w)\?(?!\w)
      | \b(?:XX+|xx+)(?!\w)""",
    re.VERBOSE,
)
IN_WORDS = re.compile(r"\b(?:TB[ACD]|tb[acd]|N/A|n/a)(?!\w)")
"""What has an answer of its own after some keys; elsewhere it is a place like the others."""
MARKER = re.compile(r"^[ \t]*(?:<{7}|\|{7}|={7}|>{7})(?:[ \t][^\n]*)?$", re.MULTILINE)
"""Lines that programs put around the versions of a text that they could not join."""


def placeholder(masked: str, start: int, *, in_words: bool = False) -> Finding | None:
    """The finding for a value in which a place is not filled in; `masked` hides texts in quotes."""
    found = (IN_WORDS if in_words else PLACEHOLDER).search(masked)
    if found is None:
        return None
    span = Span(start=start + found.start(), end=start + found.end())
    return not_filled_in(printable(found[0]), span)


def without_markers(source: SourceText, tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """The tokens without the lines that mark versions of a text, each told."""
    if not any(sign in source.text for sign in ("<<<<<<<", "=======", ">>>>>>>")):
        return tokens
    spans = [Span(start=found.start(), end=found.end()) for found in MARKER.finditer(source.text)]
    told = False
    for span in spans:
        if not told:
            findings.append(
                error(
                    "S328",
                    "versions-not-joined",
                    span,
                    "Two versions of this text were put together here, and nobody has chosen.",
                    "Keep one of them, and delete this line and the others that mark them.",
                )
            )
        told = not source[span].lstrip().startswith(">")
    return [each for each in tokens if not any(span.start <= each.start < span.end for span in spans)]
