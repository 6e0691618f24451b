"""Writes the safe fixes of findings into a text, again and again until nothing changes, and never for the worse.

A fix is dropped when the text with it has more errors than before, or would lose a comment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sladsl.api.read import Loaded, read_text
from sladsl.api.review import check
from sladsl.diagnostics.finding import Finding, Fix
from sladsl.diagnostics.fixes import applied, together
from sladsl.record import Record
from sladsl.source import SourceText, Span
from sladsl.syntax.scanner import TOKEN

MOST_ROUNDS = 30
Wanted = Callable[[Finding], bool]


class Written(Record):
    """One fix that was written: the finding's name, the line (from one), and what stood there before and after."""

    name: str
    line: int
    before: str
    after: str


class Fixed(Record):
    """A text with the safe fixes written, what was changed in order, and the findings that are left."""

    text: str
    written: tuple[Written, ...]
    loaded: Loaded
    findings: tuple[Finding, ...]


def fixed(text: str, path: str = "agreement.sla", wanted: Wanted = lambda finding: True) -> Fixed:
    """Writes the safe fixes of the findings that are `wanted`. Lines end with a line feed here."""
    loaded = read_text(text, path)
    text = loaded.source.part(0)[1].text
    written: list[Written] = []
    dropped: set[tuple[str, str, str]] = set()
    for _ in range(MOST_ROUNDS):
        findings = tuple(each for each in check(loaded) if wanted(each))
        # What stands in the files that it uses is fixed where that is asked for.
        own = [each for each in findings if _within(each, text)]
        todo = [each for each in together(own) if _called(each, text) not in dropped]
        if not todo:
            break
        text, loaded = _round(text, loaded, todo, written, dropped, path)
    return Fixed(
        text=text,
        written=tuple(written),
        loaded=loaded,
        findings=tuple(each for each in check(loaded) if wanted(each)),
    )


def _round(
    text: str,
    loaded: Loaded,
    todo: list[Finding],
    written: list[Written],
    dropped: set[tuple[str, str, str]],
    path: str,
) -> tuple[str, Loaded]:
    """All fixes at once, or where they together make it worse, one after the other from the end."""
    fixes = [_fix(each) for each in todo]
    candidate = applied(text, fixes)
    again = _no_worse(text, loaded, candidate, fixes, path)
    if again is not None:
        written += [_told(each, text) for each in todo]
        return candidate, again
    done: list[Written] = []
    for finding in reversed(todo):  # what stands before it keeps its place
        candidate = applied(text, [_fix(finding)])
        again = _no_worse(text, loaded, candidate, [_fix(finding)], path)
        if again is None:
            dropped.add(_called(finding, text))
        else:
            done.insert(0, _told(finding, text))
            text, loaded = candidate, again
    written += done
    return text, loaded


def _fix(finding: Finding) -> Fix:
    assert finding.fix is not None
    return finding.fix


def _within(finding: Finding, text: str) -> bool:
    """Whether a finding and all of its fix stand in the text of the file itself."""
    edits = finding.fix.edits if finding.fix is not None else ()
    return all(span.end <= len(text) for span in (finding.span, *(edit.span for edit in edits)))


def _called(finding: Finding, text: str) -> tuple[str, str, str]:
    """What a fix is known by from round to round: places move."""
    edits = _fix(finding).edits
    return finding.name, text[finding.span.start : finding.span.end], "\n".join(edit.text for edit in edits)


def _no_worse(text: str, loaded: Loaded, candidate: str, fixes: list[Fix], path: str) -> Loaded | None:
    """The candidate as read; None where it has more errors, or lacks a comment, or is the same text."""
    if candidate == text or not _keeps_comments(text, candidate, fixes):
        return None
    again = read_text(candidate, path)
    return again if _errors(again) <= _errors(loaded) else None


def _errors(loaded: Loaded) -> int:
    return sum(finding.severity == "error" for finding in loaded.findings)


def _keeps_comments(text: str, candidate: str, fixes: list[Fix]) -> bool:
    """Whether every comment still stands there, in the same order; new ones may stand between.

    A fix of a word within a comment (`# sladsl: allow band-gpa`) changes this word and nothing else of it.
    """
    left = (comment for comment, _ in _comments(candidate))
    edits = [edit for fix in fixes for edit in fix.edits]
    for comment, start in _comments(text):
        end = start + len(comment)
        own = tuple(edit for edit in edits if start < edit.span.start and edit.span.end <= end)
        if applied(text[:end], [Fix(edits=own)])[start:] not in left:
            return False
    return True


def _comments(text: str) -> Iterator[tuple[str, int]]:
    """Each comment without the blanks behind it, and where it begins."""
    for match in TOKEN.finditer(text):
        if match.group().startswith("#"):
            yield match.group().rstrip(), match.start()


def _told(finding: Finding, text: str) -> Written:
    edits = sorted(_fix(finding).edits, key=lambda edit: edit.span.start)
    start, end = edits[0].span.start, max(edit.span.end for edit in edits)
    start, end = _whole_words(text, start, end)
    piece = Span(start=start, end=end)
    after = applied(text[:end], [Fix(edits=tuple(edits))])[start:]
    source = SourceText(text)
    return Written(name=finding.name, line=source.place(start)[0], before=source[piece], after=after)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The place, widened to the words it touches: an inserted colon alone would say nothing."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
