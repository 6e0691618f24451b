"""Comments that allow a finding: `# sladsl: allow overlapping-bands (as signed)`.

On the line of the text it covers that line, alone on its line the next entry, at the top with `in this file`
everything. A reason stands in parentheses, for the next reader asks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from sladsl.ast.declare import Block
from sladsl.checks.places import entry_after
from sladsl.checks.rule import Voice
from sladsl.diagnostics.finding import Finding
from sladsl.diagnostics.fixes import replacing
from sladsl.diagnostics.spelling import slip
from sladsl.diagnostics.suggest import closest
from sladsl.record import Record, replace
from sladsl.source import SourceText, Span

UNREADABLE = Voice(name="unreadable-allowance", code="A101", severity="warning")
UNKNOWN = Voice(name="unknown-allowance", code="A102", severity="warning")
REASON = Voice(name="allowance-without-reason", code="A103", severity="warning")
UNUSED = Voice(name="unused-allowance", code="A104", severity="warning")
EXAMPLE = "# sladsl: allow overlapping-bands (as signed)"

_MARK = re.compile(r"#\s*sladsl\s*:", re.IGNORECASE)
_WORDS = re.compile(
    r"#\s*sladsl:\s*allow\s+(?P<names>[\w-]+(?:\s*,\s*[\w-]+)*)(?P<file>\s+in\s+this\s+file)?\s*(?:\((?P<reason>.*)\))?\s*"
)
_NAME = re.compile(r"[\w-]+")


class Allowance(Record):
    """One name in one comment, and the text it covers (None: nothing follows it)."""

    name: str
    span: Span
    covers: Span | None


def suppress(
    findings: Iterable[Finding], source: SourceText, root: Block, names: Collection[str]
) -> tuple[Finding, ...]:
    """The findings that no comment allows, with findings about comments without use or reason."""
    if not _MARK.search(source.text):
        return tuple(findings)
    said: list[Finding] = []
    allowances = list(_allowances(source, root, names, said))
    used: set[int] = set()
    kept = []
    for finding in findings:
        allowing = [each for each in allowances if each.name == finding.name and _covers(each, finding)]
        used.update(each.span.start for each in allowing)
        if not allowing:
            kept.append(finding)
    for allowance in allowances:
        if allowance.span.start not in used:
            said.append(
                UNUSED(
                    allowance.span,
                    f"`{allowance.name}` is allowed here, and nothing of that kind is found.",
                    "Delete the comment, or move it to the line it speaks of.",
                )
            )
    return (*kept, *said)


def _covers(allowance: Allowance, finding: Finding) -> bool:
    covers = allowance.covers
    return covers is not None and covers.start <= finding.span.start < covers.end


def _allowances(
    source: SourceText, root: Block, names: Collection[str], said: list[Finding]
) -> Iterator[Allowance]:
    for comment, alone, top in _comments(source):
        text = source[comment]
        if not _MARK.match(text):
            continue
        words = _WORDS.fullmatch(text)
        if words is None:
            said.append(
                UNREADABLE(comment, "This comment allows nothing.", f"Write `{EXAMPLE}`.", expected=EXAMPLE)
            )
            continue
        if not (words["reason"] or "").strip():
            said.append(
                REASON(
                    comment,
                    "This comment gives no reason.",
                    "Add it in parentheses.",
                    expected=f"# sladsl: allow {words['names']}{words['file'] or ''} (as signed)",
                )
            )
        if words["file"] and not top:
            said.append(
                UNREADABLE(
                    comment,
                    "What is allowed in this file stands before its first word.",
                    "Move the comment to the top, or leave `in this file` out.",
                )
            )
            continue
        if words["file"]:
            covers: Span | None = Span(start=0, end=len(source.text) + 1)
        elif alone:
            covers = entry_after(root, comment.end)
        else:
            covers = _line(source, comment)
        start = comment.start + words.start("names")
        for name in _NAME.finditer(words["names"]):
            span = Span(start=start + name.start(), end=start + name.end())
            if name.group() in names:
                yield Allowance(name=name.group(), span=span, covers=covers)
            else:
                said.append(_unknown(name.group(), span, names))


def _unknown(name: str, span: Span, names: Collection[str]) -> Finding:
    near = closest(name, names)
    hint = f"Did you mean `{near}`?" if near else "What keeps a text from having a meaning can't be allowed."
    found = UNKNOWN(span, f"There is no rule `{name}`.", hint)
    return replace(found, fix=replacing(span, near, safe=slip(name, near, tuple(names)))) if near else found


def _comments(source: SourceText) -> Iterator[tuple[Span, bool, bool]]:
    """Each comment, whether it is alone on its line, and whether no word stands before it."""
    from sladsl.syntax.scanner import TOKEN

    top = True
    for match in TOKEN.finditer(source.text):
        text = match.group()
        if text.startswith("#"):
            line = source.text.rfind("\n", 0, match.start()) + 1
            alone = not source.text[line : match.start()].strip()
            yield Span(start=match.start(), end=match.start() + len(text.rstrip())), alone, top
        elif not text.isspace() and text != "\ufeff":
            top = False


def _line(source: SourceText, comment: Span) -> Span:
    start = source.text.rfind("\n", 0, comment.start) + 1
    return Span(start=start, end=comment.start)
