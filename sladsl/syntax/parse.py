"""Text in, written agreement and findings out; never an exception for what a user wrote."""

from __future__ import annotations

import unicodedata

from sladsl.ast.agreements import File
from sladsl.diagnostics.finding import Finding
from sladsl.source import SourceText, Span
from sladsl.syntax import messages
from sladsl.syntax.build import Builder
from sladsl.syntax.scanner import scan

MOST_CHARACTERS = 1_500_000
"""About 30,000 lines: more is refused at once, before any work."""


def parse(source: SourceText) -> tuple[File, tuple[Finding, ...]]:
    """The file as written, with a finding for each mistake, in the order of the text."""
    findings: list[Finding] = []
    text = source.text
    nowhere = Span(start=0, end=0)
    if len(text) > MOST_CHARACTERS:
        findings.append(
            messages.error(
                "S010",
                "file-too-large",
                nowhere,
                f"The text has {len(text)} characters; the most is {MOST_CHARACTERS}.",
                "Split it.",
            )
        )
        return File(), tuple(findings)
    _hidden(text, findings)
    if not text.strip():
        findings.append(
            messages.error(
                "S011",
                "empty-file",
                nowhere,
                "There is no agreement in this file.",
                "Begin with a head and braces.",
                expected=File.example,
            )
        )
        return File(), tuple(findings)
    tokens = scan(source, findings)
    file = Builder(source, tokens, findings).file()
    if not file.blocks and not findings:
        findings.append(
            messages.error(
                "S011",
                "empty-file",
                nowhere,
                "There is no agreement in this file, only comments.",
                "Begin with a head and braces.",
                expected=File.example,
            )
        )
    findings.sort(key=lambda finding: (finding.span.start, finding.code))
    return file, tuple(findings)


def _hidden(text: str, findings: list[Finding]) -> None:
    """Characters that a reader cannot see and that can make a text read otherwise than it computes."""
    if text.isascii() and "\x00" not in text:
        return
    for offset, character in enumerate(text):
        if character in "\t\n\r\f" or character >= " " and character.isascii() and character != "\x7f":
            continue
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs"):
            if character == "\ufeff" and offset == 0:
                continue
            findings.append(
                messages.error(
                    "S012",
                    "hidden-character",
                    Span(start=offset, end=offset + 1),
                    f"Here stands the invisible character U+{ord(character):04X}.",
                    "Delete it.",
                )
            )
            if len(findings) >= 20:
                return
