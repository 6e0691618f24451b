"""The sheet `Findings`: what is to be said about the data, and what was read of each source."""

from __future__ import annotations

from sladsl.outcome.measured import DataFinding
from sladsl.outcome.to_xlsx.facts import Facts
from sladsl.outcome.to_xlsx.page import Page

SHEET = "Findings"
_WIDTHS = [11, 24, 14, 46, 8, 30, 34, 36]
_TITLES = (
    "Severity",
    "Name",
    "Source",
    "What was found",
    "Count",
    "What was applied",
    "What to do",
    "First rows",
)
_RANK = {"error": 0, "warning": 1, "information": 2}
_MOST = 5


def write(facts: Facts, page: Page) -> None:
    page.widths(_WIDTHS)
    page.title("Findings", "What is to be said about the data.")
    row = 4
    for at, title in enumerate(_TITLES, start=1):
        page.text(row, at, title, "head right" if title == "Count" else "head")
    row += 1
    findings = sorted(facts.statement.findings, key=lambda each: _RANK[each.severity])
    for finding in findings:
        samples = _samples(finding)
        texts = (
            "note" if finding.severity == "information" else finding.severity,
            finding.name,
            finding.source,
            finding.message,
            "",
            finding.rule,
            finding.hint,
            samples,
        )
        for at, text in enumerate(texts, start=1):
            page.text(row, at, text, "strong" if at == 1 else "words")
        page.number(row, 5, finding.count, "#,##0", "calc")
        page.fit(row, list(zip(texts, _WIDTHS, strict=True)))
        row += 1
    if not findings:
        page.text(row, 1, "There is nothing to say about the data.", "label")
        row += 1
    _sources(facts, page, row + 1)
    page.freeze(5, 1)
    page.print_set_up(facts.statement.title or facts.statement.agreement, "4:4")


def _samples(finding: DataFinding) -> str:
    rows = [f'row {row}: "{text}"' if row else text for row, text in finding.samples[:_MOST]]
    more = finding.count - len(rows)
    return "; ".join(rows) + (f"; and {more:,} more" if rows and more > 0 else "")


def _sources(facts: Facts, page: Page, row: int) -> None:
    if not facts.statement.sources:
        return
    page.text(row, 1, "Sources", "section")
    for at in range(2, len(_WIDTHS) + 1):
        page.blank(row, at, "section")
    row += 1
    for at, title in enumerate(("Source", "Rows in the file", "Rows used", "From, to"), start=1):
        page.text(row, at, title, "head")
    for source in facts.statement.sources:
        row += 1
        page.text(row, 1, source.name, "strong")
        page.number(row, 2, source.rows, "#,##0")
        page.number(row, 3, source.used, "#,##0")
        if source.first is None or source.last is None:
            page.text(row, 4, "no row")
        else:
            first, last = (facts.local(at).strftime("%Y-%m-%d %H:%M") for at in (source.first, source.last))
            page.text(row, 4, f"{first} to {last}")
