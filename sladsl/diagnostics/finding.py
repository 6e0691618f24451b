"""A finding: what was found, where and what to do about it, as facts; renderings live beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sladsl.record import Record
from sladsl.source import Span

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


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Whether any finding leaves the agreement without a meaning."""
    return any(finding.severity == "error" for finding in findings)
