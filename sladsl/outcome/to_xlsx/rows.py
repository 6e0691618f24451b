"""The sheet `Rows`: the rows of data behind each missed promise, as far as a sheet can hold them."""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.measured import Witness
from sladsl.outcome.statement import Line
from sladsl.outcome.table import plural
from sladsl.outcome.to_xlsx.facts import Facts
from sladsl.outcome.to_xlsx.page import Page
from sladsl.plan.levels import PARTS_OF
from sladsl.values.instant import instant_text

SHEET = "Rows"
MOST_ROWS, MOST_OF_ONE, MOST_LINES = 5_000, 500, 500
"""Rows in all, rows of one line, and lines whose rows are asked for."""
_TITLES = ("Source", "Row", "From", "To", "", "What the row says")
_WIDTHS = [26, 10, 24, 24, 16, 70]
_PLACED = frozenset({"start", "end", "at"})


def write(facts: Facts, page: Page) -> None:
    page.widths(_WIDTHS)
    page.title("Rows", "The rows of data behind each missed promise, in the order of time.")
    row = 4
    for at, title in enumerate(_TITLES, start=1):
        text = title or f"Counts ({facts.unit_name})"
        page.text(row, at, text, "head right" if at in (2, 5) else "head")
    row += 1
    missed = [line for line in facts.lines if line.status == "missed" and line.origin == "measured"]
    left, told = MOST_ROWS, 0
    for line in missed[:MOST_LINES]:
        if left <= 0:
            break
        found = facts.witnesses(line)
        shown = found[: min(MOST_OF_ONE, left)]
        left -= len(shown)
        told += 1
        row = _line(facts, page, row, line, shown, len(found))
    if not missed:
        page.text(row, 1, "No promise was missed on measured data.", "label")
    elif told < len(missed):
        more = plural(len(missed) - told, "missed promise")
        page.text(row, 1, f"The rows behind {more} are cut: a sheet holds {MOST_ROWS:,} of them.", "label")
    page.freeze(5, 1)
    page.print_set_up(facts.statement.title or facts.statement.agreement, "4:4")


def _line(facts: Facts, page: Page, row: int, line: Line, shown: tuple[Witness, ...], all_: int) -> int:
    name = ", ".join(part for part in (line.title or line.objective, line.scope, line.period) if part)
    page.text(row, 1, f"{name}: {line.shown}, missed", "section")
    for at in range(2, len(_WIDTHS) + 1):
        page.blank(row, at, "section")
    row += 1
    if not all_:
        page.text(row, 1, "No single row is behind it.", "label")
        return row + 2
    first = row
    for each in shown:
        _row(facts, page, row, line, each)
        row += 1
    timed = [each for each in shown if each.length]
    if timed:
        page.text(row, 1, "One by one", "total text")
        for at in (2, 3, 4):
            page.blank(row, at, "total text")
        whole = Fraction(sum(each.length for each in timed), facts.unit)
        page.formula(row, 5, f"SUM(E{first}:E{row - 1})", whole, _form(whole), "total")
        down = None if "down" + PARTS_OF in line.columns else line.columns.get("down")
        note = ""
        if down is not None and all_ == len(shown):
            counted = Fraction(down, facts.unit)
            same = "all of it" if counted == whole else f"{float(counted):,.15g} {facts.unit_name}"
            note = f"counted as down: {same}"
            if counted < whole:
                note += "; overlaps count once, and what is excluded not at all"
        page.text(row, 6, note, "total text")
        row += 1
    if len(shown) < all_:
        page.text(row, 1, f"... and {plural(all_ - len(shown), 'row')} more", "label")
        row += 1
    return row + 1


def _row(facts: Facts, page: Page, row: int, line: Line, each: Witness) -> None:
    page.text(row, 1, f"{each.source} ({each.file})" if each.file else each.source, "words")
    if each.row:
        page.number(row, 2, each.row, "0")
    else:
        page.blank(row, 2)
    page.text(row, 3, _time(facts, each.start))
    page.text(row, 4, _time(facts, each.end) if each.end is not None else "open" if each.length else "")
    if each.length:
        length = Fraction(each.length, facts.unit)
        page.number(row, 5, length, _form(length))
    else:
        page.blank(row, 5)
    fields = ", ".join(
        f"{key}: {value}" for key, value in each.fields if key not in _PLACED and key != line.dimension
    )
    page.text(row, 6, fields, "words")
    page.fit(row, [(fields, _WIDTHS[5]), (f"{each.source} ({each.file})", _WIDTHS[0])])


def _time(facts: Facts, instant: int) -> str:
    return instant_text(instant, facts.place)


def _form(length: Fraction) -> str:
    return "#,##0" if length.denominator == 1 else "#,##0.000000"
