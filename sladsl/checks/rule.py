"""What a rule is: name, reasons and worked cases beside the code that checks: none goes stale alone.

The cases are the rule's tests and its page in the documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sladsl.checks.context import Context
from sladsl.diagnostics.finding import Finding, Fix, Label, Severity
from sladsl.record import Record
from sladsl.source import Span

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake


class Expected(Record):
    """A finding that a bad case must give: on which line (from one), with which words in its message.

    `severity` is said where it is not that of the rule.
    """

    line: int
    part: str
    severity: Severity | None = None


class Case(Record):
    """A complete agreement, what it shows in one sentence, and all findings of the rule about it."""

    about: str
    text: str
    expected: tuple[Expected, ...] = ()


class Rule(Record):
    """A check of agreements.

    `name` says the pattern, not the cure, and reads well after "allow"; `code` is stable. `summary` is one
    factual sentence, `why` teaches. `severity`
    is that of the plain case; a finding may be milder, never worse.
    """

    name: str
    code: str
    severity: Severity
    summary: str
    why: str
    bad: tuple[Case, ...]
    good: tuple[Case, ...]
    check: Callable[[Context], Iterable[Finding]]
    _unequal = frozenset({"check"})


class Voice(Record):
    """Words findings for one rule, which is known by name and code before its record is."""

    name: str
    code: str
    severity: Severity

    def __call__(
        self,
        span: Span,
        message: str,
        hint: str = "",
        *,
        severity: Severity | None = None,
        witness: str = "",
        expected: str = "",
        labels: tuple[Label, ...] = (),
        stake: Stake | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            span=span,
            message=message,
            hint=hint,
            witness=witness,
            expected=expected,
            labels=labels,
            stake=stake,
            fix=fix,
        )
