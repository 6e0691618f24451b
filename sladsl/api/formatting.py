"""A text in the one style: read, laid out, read again, and given back only if both say the same."""

from __future__ import annotations

from typing import Any

from sladsl.diagnostics.finding import Finding, has_errors
from sladsl.record import Record
from sladsl.source import SourceText, Span
from sladsl.syntax.layout import laid_out
from sladsl.syntax.parse import parse


class FormatDefect(Exception):
    """The style would change what a text says. That is never the text's fault; nothing may be written."""


def format_text(source: SourceText) -> tuple[str | None, tuple[Finding, ...]]:
    """The text as the style has it, lines ending with a line feed, and the findings of reading it.

    None where findings are errors: what can't be read can't be laid out. A byte order mark stays; a carriage return before
    a line feed does not, so whoever wants it puts it back.
    """
    if "\r\n" in source.text:
        source = SourceText(source.text.replace("\r\n", "\n"), source.path)
    file, findings = parse(source)
    if has_errors(findings):
        return None, findings
    text = laid_out(source, file)
    if text != source.text:
        again, troubles = parse(SourceText(text, source.path))
        if len(troubles) != len(findings) or not _same(file, again):
            raise FormatDefect("formatting would change what this text says")
    return text, findings


def _same(one: Any, other: Any) -> bool:
    """Whether two written things say the same, wherever they stand."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Span):
        return True
    if isinstance(one, Record):
        return all(
            _same(mine, theirs)
            for (_, mine), (_, theirs) in zip(one.__iter_fields__(), other.__iter_fields__(), strict=True)
        )
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
