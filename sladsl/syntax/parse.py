"""Text in, written agreement and findings out; never an exception for what a user wrote."""

from __future__ import annotations

import re
import unicodedata

from sladsl.ast.agreements import File
from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.diagnostics.fixes import replacing
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax import messages, signs
from sladsl.syntax.build import Builder
from sladsl.syntax.scanner import OTHER_BLANKS, TOKEN, WITHOUT_WIDTH, scan

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
                f"The text has {len(text):,} characters; the most is {MOST_CHARACTERS:,}.",
                "Split it, with `use` between the files; or name the file that was meant.",
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
    _blanks(text, findings)
    tokens = signs.read(source, scan(source), findings)
    file = Builder(source, tokens, findings).file()
    if findings and not file.blocks:
        other = _foreign(text)
        if other is not None:
            return file, (other,)
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
    if any(finding.code.startswith("S") for finding in findings):
        from sladsl.syntax.own_names import told

        findings = told(findings, source, file, tokens)
    findings.sort(key=lambda finding: (finding.span.start, finding.code))
    if findings:
        from sladsl.syntax.repeated_signs import together

        findings = together(findings, source)
    return file, tuple(findings)


OTHER = re.compile(f"[{OTHER_BLANKS}]")
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
        span = Span(start=offset, end=offset + 1)
        found = messages.error(
            "S012",
            "hidden-character",
            span,
            f"Here stands the invisible character U+{ord(character):04X}.",
            "Delete it.",
        )
        # Direction marks change what a reader sees: a person must look at the line without them.
        fix = replacing(span, "", safe=character in WITHOUT_WIDTH)
        findings.append(replace(found, fix=fix))
        if len(findings) >= MOST_HIDDEN:
            return


def _blanks(text: str, findings: list[Finding]) -> None:
    """Blanks of other programs, outside texts and comments: one finding for all of them."""
    if not OTHER.search(text):
        return
    spans = [
        Span(start=token.start() + blank.start(), end=token.start() + blank.end())
        for token in TOKEN.finditer(text)
        if token.lastgroup in ("blank", "number") and not token.group().startswith("#")
        for blank in OTHER.finditer(token.group())
    ]
    if spans:
        where = "Here" if len(spans) == 1 else f"Here, and at {len(spans) - 1} more places,"
        found = messages.error(
            "S015",
            "unusual-blank",
            spans[0],
            f"{where} stands a blank that is not the keyboard's (U+{ord(text[spans[0].start]):04X}).",
            "Write a plain blank.",
        )
        edits = tuple(Edit(span=span, text=" ") for span in spans)
        findings.append(replace(found, fix=Fix(edits=edits, safe=True)))


def _foreign(text: str) -> Finding | None:
    """The one finding about a text of another language, None where it is none."""
    from sladsl.syntax.phrasings.table import foreign

    other = foreign(text)
    if other is None:
        return None
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return messages.error(
        "S016",
        "other-language",
        Span(start=start, end=end if end > start else len(text)),
        f"This text is {other.called}, and no agreement of this language.",
        "Begin with a head and braces.",
        expected=File.example,
    )
