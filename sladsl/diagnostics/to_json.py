"""Findings as JSON, for programs: the facts of each finding, with lines and columns counted from one.

The same findings give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sladsl.diagnostics.finding import Finding, Fix, in_its_file
from sladsl.source import SourceText, Span

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

FORMAT = "sladsl.findings/1"


def document(checked: Iterable[tuple[SourceText, Iterable[Finding]]]) -> str:
    """One document about all texts that were checked, in their order, with a line end at its end."""
    import json

    found = [fact(finding, source) for source, findings in checked for finding in findings]
    return json.dumps({"format": FORMAT, "findings": found}, ensure_ascii=False, indent=2) + "\n"


def fact(finding: Finding, source: SourceText) -> dict[str, Any]:
    """One finding; `end` is the place after its last character."""
    finding, source = in_its_file(finding, source)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "path": finding.path or source.path,
        **_range(finding.span, source),
        "clause": list(finding.clause),
        "message": finding.message,
        "hint": finding.hint,
        "expected": finding.expected,
        "witness": finding.witness,
        "labels": [{**_range(label.span, source), "text": label.text} for label in finding.labels],
        "fix": None if finding.fix is None else _fix(finding.fix, source),
        "stake": None if finding.stake is None else _stake(finding.stake),
    }


def _fix(fix: Fix, source: SourceText) -> dict[str, Any]:
    """`safe` is what `check --fix` applies; the edits go together and do not overlap."""
    return {
        "safe": fix.safe,
        "edits": [{**_range(edit.span, source), "text": edit.text} for edit in fix.edits],
    }


def _stake(stake: Stake) -> dict[str, Any]:
    """The money that hangs on a finding, of one `per` (`month`), for each `for_each` where that is told; amounts as
    in an outcome, null where they can't be told.
    """
    from sladsl.diagnostics.stake import stake_text
    from sladsl.values.to_json import amount

    return {
        "per": str(stake.period),
        "for_each": stake.each,
        "least": amount(stake.least),
        "most": amount(stake.most),
        "text": stake_text(stake),
    }


def _range(span: Span, source: SourceText) -> dict[str, dict[str, int]]:
    return {"start": _place(span.start, source), "end": _place(span.end, source)}


def _place(offset: int, source: SourceText) -> dict[str, int]:
    line, column = source.place(offset)
    return {"line": line, "column": column}
