"""Text in, written agreement and findings out; never an exception for what a user wrote."""

from __future__ import annotations

import re
import unicodedata

from sladsl.ast.agreements import File
from sladsl.diagnostics.finding import Finding
from sladsl.source import SourceText, Span
from sladsl.syntax import messages
from sladsl.syntax.build import Builder
from sladsl.syntax.scanner import scan

MOST_CHARACTERS = 1_500_000
"""About 30,000 lines: more is refused at once, before any work."""
MOST_HIDDEN = 20


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
    file = Builder(source, scan(source), findings).file()
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


NOT_PLAIN = re.compile(r"[^\t\n\r\f\x20-\x7e]")
JOINERS = "\u200c\u200d"
"""Several scripts write words with these; beside plain letters nobody needs them."""


def _hidden(text: str, findings: list[Finding]) -> None:
    """Characters that a reader cannot see and that can make a text read otherwise than it computes."""
    for match in NOT_PLAIN.finditer(text):
        character, offset = match.group(), match.start()
        if unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp"):
            continue
        if character == "\ufeff" and offset == 0:
            continue
        if character in JOINERS and offset > 0 and text[offset - 1] > "\u00ff":
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
        if len(findings) >= MOST_HIDDEN:
            return
