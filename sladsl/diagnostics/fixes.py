"""Applies fixes to a text: which of them go together, and what the text is after them.

Nothing here judges whether a text is better afterwards; sladsl/api/fixing.py does.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.source import Span


def together(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with a safe fix, in the order of the text, without those that touch an earlier one's places."""
    chosen: list[Finding] = []
    end = -1
    for finding in sorted(
        (each for each in findings if each.fixable and each.fix and each.fix.edits), key=_start
    ):
        assert finding.fix is not None
        spans = sorted((edit.span for edit in finding.fix.edits), key=lambda span: (span.start, span.end))
        apart = all(one.end <= other.start for one, other in pairwise(spans))
        if apart and spans[0].start > end:
            chosen.append(finding)
            end = max(span.end for span in spans)
    return chosen


def _start(finding: Finding) -> tuple[int, int]:
    assert finding.fix is not None
    return min((edit.span.start, edit.span.end) for edit in finding.fix.edits)


def applied(text: str, fixes: Iterable[Fix]) -> str:
    """The text after all edits, which must not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted((edit for fix in fixes for edit in fix.edits), key=_place):
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def _place(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def replacing(span: Span, text: str, *, safe: bool = False) -> Fix:
    """A fix of one edit."""
    return Fix(edits=(Edit(span=span, text=text),), safe=safe)
