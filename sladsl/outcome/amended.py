"""Which terms governed what, in words: the amendments in force, and whose terms count in a period that one of them cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.outcome.statement import Line, Statement
from sladsl.values.instant import instant_text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def amended_text(statement: Statement, place: ZoneInfo) -> str:
    """`As amended from 2026-07-01 by First amendment.`; "" without an amendment in force."""
    if not statement.amendments:
        return ""
    each = [
        f"from {instant_text(one.since, place)[:10]} by {one.title or one.name}"
        for one in statement.amendments
    ]
    text = f"As amended {', '.join(each[:-1])}{' and ' if each[1:] else ''}{each[-1]}."
    cut = [line for line in statement.lines if _cut(line, statement) and line.status != "not assessed"]
    by_terms: dict[str, dict[str, None]] = {}
    for line in cut:
        by_terms.setdefault(line.terms, {})[line.period] = None
    titles = {one.name: one.title or one.name for one in statement.amendments}
    for terms, labels in by_terms.items():
        whose = f"as amended by {titles.get(terms, terms)}" if terms else "as first agreed"
        text += f" In {', '.join(labels)} the terms {whose} count."
    return text


def _cut(line: Line, statement: Statement) -> bool:
    return any(line.start < one.since < line.end for one in statement.amendments)
