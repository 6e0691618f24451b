"""Reads notation that has one meaning as what it means: `Mon-Fri`, `>= 99.9%`, a field of the type `count`.

Whatever `sladsl check --fix` would write cannot change what anybody owes, so a text is read as if it were written, and
the finding is a warning. That is proved each time: the mended text is read, and must say no less and nothing new.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable

from sladsl.ast.agreements import File
from sladsl.diagnostics.finding import Edit, Finding
from sladsl.diagnostics.fixes import applied, together
from sladsl.record import replace
from sladsl.source import SourceText, Span, respanned
from sladsl.syntax.parse import parse

UNSEEN = frozenset({"hidden-character"})
"""Findings of what a reader can't see: nobody meant that, however it is read."""
MOST_ALONE = 20
MOST_ROUNDS = 3

Read = tuple[File, tuple[Finding, ...]]


def understood(source: SourceText) -> Read:
    """The file as it was meant, all places in it those of the text as it stands; notation that was mended is a warning."""
    as_written = parse(source)
    return _understood(source, as_written, MOST_ROUNDS)


def _understood(source: SourceText, as_written: Read, rounds: int) -> Read:
    _, findings = as_written
    unseen = [each.span for each in findings if each.name in UNSEEN]
    todo = [
        each
        for each in together(findings)
        if each.severity == "error" and not any(_touches(each, span) for span in unseen)
    ]
    if not todo or not rounds:
        return as_written
    every = _mended(source, findings, todo, rounds)
    if every is not None:
        return every
    proved = [each for each in todo[:MOST_ALONE] if _mended(source, findings, [each], 1) is not None]
    return (_mended(source, findings, proved, rounds) if proved else None) or as_written


def _mended(
    source: SourceText, findings: tuple[Finding, ...], todo: list[Finding], rounds: int
) -> Read | None:
    """The text with these findings mended; None where that would leave other mistakes than the rest of them."""
    fixes = [each.fix for each in todo if each.fix is not None]
    mended = SourceText(applied(source.text, fixes), source.path)
    again = parse(mended)
    told = Counter(each.message for each in findings) - Counter(each.message for each in todo)
    if Counter(each.message for each in again[1]) - told:
        return None
    file, left = _understood(mended, again, rounds - 1)
    back = _back([edit for fix in fixes for edit in fix.edits])
    meant = [replace(each, severity="warning") for each in todo]
    kept = (_whole(each, back) for each in left)
    return respanned(file, back), tuple(
        sorted((*meant, *kept), key=lambda each: (each.span.start, each.code))
    )


def _touches(finding: Finding, span: Span) -> bool:
    edits = finding.fix.edits if finding.fix is not None else ()
    return any(edit.span.start < span.end and span.start < edit.span.end for edit in edits)


def _whole(finding: Finding, back: Callable[[Span], Span]) -> Finding:
    """A finding of the mended text; what it offers is kept where it concerns what the author wrote."""
    moved = respanned(finding, back)
    if finding.fix is None or moved.fix is None:
        return moved
    pairs = zip(finding.fix.edits, moved.fix.edits, strict=True)
    own = all(one.span.end - one.span.start == other.span.end - other.span.start for one, other in pairs)
    return moved if own else replace(moved, fix=None)


def _back(edits: list[Edit]) -> Callable[[Span], Span]:
    """From places of a text after its edits to those before them; what an edit wrote has the place of what it replaced."""
    edits = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    begins: list[int] = []
    ends: list[int] = []
    longer = 0
    for edit in edits:
        begins.append(edit.span.start + longer)
        longer += len(edit.text) - (edit.span.end - edit.span.start)
        ends.append(edit.span.end + longer)

    def offset(place: int, *, end: bool) -> int:
        at = bisect_right(begins, place - end) - 1  # the last edit that begins before it
        if at < 0:
            return place
        if place < ends[at] or (end and place == ends[at]):
            span = edits[at].span
            return span.end if end else span.start
        return place - ends[at] + edits[at].span.end

    def back(span: Span) -> Span:
        start = offset(span.start, end=False)
        return Span(start=start, end=max(start, offset(span.end, end=True)))

    return back
