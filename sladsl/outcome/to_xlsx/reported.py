"""The sheet `Reported`: what others report beside what the data give, and the rows that make the difference."""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.beside import Beside, beside, change_text, room_text
from sladsl.outcome.statement import Line
from sladsl.outcome.to_xlsx.facts import Facts
from sladsl.outcome.to_xlsx.page import Page
from sladsl.values.instant import instant_text

SHEET = "Reported"
_TITLES = (
    "Objective",
    "Of",
    "Period",
    "Reported",
    "Measured",
    "Difference",
    "What the report leaves room for",
    "What explains it",
)
_WIDTHS = [34, 18, 14, 16, 16, 16, 46, 46]
_ROWS = ("Source", "Row", "From", "To", "Takes off", "", "Without it", "")
_MOST = 2_000


def has(facts: Facts) -> bool:
    """Whether data stand beside a report."""
    return any(line.own is not None for line in facts.lines)


def write(facts: Facts, page: Page) -> None:
    page.widths(_WIDTHS)
    page.title("Reported", "What was reported beside what the data give. The report decides.")
    found = [each for line in facts.lines if (each := beside(line, facts.witnesses)) is not None]
    row = 4
    for at, title in enumerate(_TITLES, start=1):
        page.text(row, at, title, "head right" if title == "Difference" else "head")
    row += 1
    for each in found[:_MOST]:
        _line(page, row, each)
        row += 1
    left = _MOST
    for each in found:
        if left > 0 and each.effects:
            row = _rows(facts, page, row + 1, each, left)
            left -= len(each.effects)
    page.freeze(5, 1)
    page.print_set_up(facts.statement.title or facts.statement.agreement, "4:4")


def _line(page: Page, row: int, each: Beside) -> None:
    line, own = each.line, each.line.own
    assert own is not None
    why = "the same, as it rounds" if each.same else "; ".join(each.why) or "no single row"
    texts = (
        line.title or line.objective,
        line.scope,
        line.period,
        line.shown or "-",
        own.shown or own.reason,
    )
    for at, text in enumerate(texts, start=1):
        page.text(row, at, text, "words")
    if line.level is not None and own.level is not None:
        # As far as a cell can hold it: the exact levels are those of the statement.
        form = "+0.000000%;-0.000000%;0%" if line.unit == "percent" else "+0.000000;-0.000000;0"
        page.number(row, 6, line.level - own.level, form)
    else:
        page.blank(row, 6)
    page.text(row, 7, room_text(each), "words")
    page.text(row, 8, why, "words")
    page.fit(row, [(texts[0], _WIDTHS[0]), (room_text(each), _WIDTHS[6]), (why, _WIDTHS[7])])


def _rows(facts: Facts, page: Page, row: int, each: Beside, most: int) -> int:
    line = each.line
    page.text(row, 1, _name(line), "section")
    for at in range(2, len(_WIDTHS) + 1):
        page.blank(row, at, "section")
    row += 1
    for at, title in enumerate(_ROWS, start=1):
        page.text(row, at, title, "head right" if at in (2, 5) else "head")
    for effect in each.effects[:most]:
        row += 1
        witness = effect.row
        page.text(row, 1, f"{witness.source} ({witness.file})" if witness.file else witness.source, "words")
        page.number(row, 2, Fraction(witness.row), "0")
        page.text(row, 3, instant_text(witness.start, facts.place))
        page.text(row, 4, "" if witness.end is None else instant_text(witness.end, facts.place))
        page.text(row, 5, change_text(line, effect.change))
        page.text(row, 7, "the data give what was reported" if effect.explains else "", "words")
    return row + 1


def _name(line: Line) -> str:
    return ", ".join(part for part in (line.title or line.objective, line.scope, line.period) if part)
