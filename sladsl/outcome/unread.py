"""How much of the data could not be read, for the line under the totals.

A total that lacks data looks like any other total, so what is lacking is said beside it and not pages below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sladsl.outcome.measured import DataFinding, SourceFacts
from sladsl.outcome.statement import Statement

CELLS = frozenset(
    {"bad-time", "bad-number", "bad-yes-or-no", "bad-intervals", "unknown-value", "time-without-zone"}
)
"""Findings about cells that are not accepted and have no value."""
ROWS = frozenset(
    {
        *("ragged-row", "unreadable-row", "row-without-field", "continued-row", "end-before-start"),
        "ended-without-time",
    }
)
"""Findings about rows of a source that are left out."""
TABLE_ROWS = frozenset(
    {"blank-cell", "ambiguous-length", "ambiguous-number", "unclear-unit"}
    | {f"unreadable-{what}" for what in ("period", "level", "amount", "claim", "report")}
)
"""Findings about rows of levels, fees and claims that are left out because nothing can be made of them."""
_BY_RULE = (
    *("after-as-of", "duplicate-key", "contradicting-row", "joined-row", "totals-row"),
    *("status-jump", "incident-without-component"),
)
"""Rows of a source that are left out, or taken into another, though they can be read."""


def unread(statement: Statement) -> str:
    """`3 of 3 rows of windows, 1 of 6 rows of levels`; "" when all was read."""
    parts = [part for facts in statement.sources for part in _of_source(facts, statement.findings)]
    return ", ".join((*parts, *_of_tables(statement.findings)))


def not_read(statement: Statement, so: str = "the figures lack them") -> str:
    """`Not read: 3 of 3 rows of windows; the figures lack them`, without a full stop; "" when all was read."""
    lacking = unread(statement)
    return f"Not read: {lacking}; {so}" if lacking else ""


def _of_source(facts: SourceFacts, findings: Iterable[DataFinding]) -> Iterator[str]:
    own = [each for each in findings if each.source == facts.name and not each.rows]
    if not any(each.name in CELLS | ROWS for each in own):
        return
    by_rule = sum(max((each.count for each in own if each.name == name), default=0) for name in _BY_RULE)
    rows = max(facts.rows - facts.used - by_rule, 0)
    cells = sum(each.count for each in own if each.name in CELLS)
    parts = [f"{rows:,} of {_rows(facts.rows)}"] if rows else []
    if cells > rows:
        parts.append(f"{cells:,} cell{'s' * (cells != 1)}")
    if parts:
        yield f"{' and '.join(parts)} of {facts.name}"


def _of_tables(findings: Iterable[DataFinding]) -> Iterator[str]:
    counts: dict[str, tuple[int, int]] = {}
    for each in findings:
        if each.rows and each.name in TABLE_ROWS:
            counts[each.source] = counts.get(each.source, (0, 0))[0] + each.count, each.rows
    for source, (count, rows) in counts.items():
        yield f"{count:,} of {_rows(rows)} of {source}"


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"
