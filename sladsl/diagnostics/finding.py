"""A finding: what was found, where and what to do about it, as facts; renderings live beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sladsl.record import Record, replace
from sladsl.source import SourceText, Span

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

Severity = Literal["error", "warning", "information"]


class Label(Record):
    """A second place that a finding speaks of."""

    span: Span
    text: str


class Edit(Record):
    """Characters of the text, and what shall stand there instead; an empty span inserts."""

    span: Span
    text: str
    _unequal = frozenset()


class Fix(Record):
    """What a program can write to mend a finding; all edits or none.

    `safe`: spelling and notation with one meaning, so that it cannot change what anybody is owed. The others are
    offers that a person must look at.
    """

    edits: tuple[Edit, ...]
    safe: bool = False


class Finding(Record):
    """One fact about an agreement's text.

    `code` is stable (`S101`), `name` is what people read and suppress (`unknown-key`); `message` is one
    factual sentence, `hint` one imperative one; `clause` is the path of titles to the place; `witness` is a
    value, month or interval that shows the fact; `expected` is one correct, filled-in line for a syntax
    finding; `stake` is the money that hangs on it, None where none does or nobody asked.
    """

    code: str
    name: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    expected: str = ""
    witness: str = ""
    labels: tuple[Label, ...] = ()
    clause: tuple[str, ...] = ()
    path: str = ""
    fix: Fix | None = None
    stake: Stake | None = None
    _unequal = frozenset({"labels", "fix"})

    @property
    def fixable(self) -> bool:
        """Whether `sladsl check --fix` mends it."""
        return self.fix is not None and self.fix.safe


def in_its_file(finding: Finding, source: SourceText) -> tuple[Finding, SourceText]:
    """A finding with places counted in the file where it is, and the text of that file.

    Second places in other files are left out; a fix is offered for the first file alone.
    """
    if not source.parts:
        return finding, source
    base, part = source.part(finding.span.start)
    end = base + len(part.text)
    labels = tuple(
        replace(label, span=_back(label.span, base))
        for label in finding.labels
        if base <= label.span.start <= end
    )
    moved = replace(
        finding,
        span=_back(finding.span, base),
        labels=labels,
        path=finding.path if finding.path not in ("", source.path) else part.path,
        fix=None if base else finding.fix,
    )
    return moved, part


def _back(span: Span, base: int) -> Span:
    return Span(start=span.start - base, end=span.end - base)


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Whether any finding leaves the agreement without a meaning."""
    return any(finding.severity == "error" for finding in findings)
