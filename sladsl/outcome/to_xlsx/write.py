"""The whole workbook: which sheets there are, in which order, and the names of its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sladsl.outcome.measured import Witness
from sladsl.outcome.statement import Line, Outcome
from sladsl.outcome.to_xlsx import (
    bands,
    bonuses,
    caps,
    choices,
    claims,
    credits,
    fees,
    findings,
    levels,
    overview,
    payments,
    reported,
    rights,
    rows,
)
from sladsl.outcome.to_xlsx.facts import Facts
from sladsl.outcome.to_xlsx.overview import Overview
from sladsl.outcome.to_xlsx.package import packed
from sladsl.outcome.to_xlsx.page import Page
from sladsl.outcome.to_xlsx.sheets import Sheets
from sladsl.outcome.to_xlsx.styles import Painter
from sladsl.plan.settlement import Settlement

Write = Callable[[Page], None]


def written(
    outcome: Outcome,
    settlement: Settlement,
    witnesses: Callable[[Line], tuple[Witness, ...]],
    clauses: Mapping[str, str],
) -> bytes:
    """The file, by `sladsl.outcome.to_xlsx.workbook`."""
    from openpyxl import Workbook
    from openpyxl.workbook.defined_name import DefinedName

    facts = Facts(outcome, settlement, witnesses, clauses)
    sheets = Sheets(facts)
    made: list[tuple[str, str, Write]] = [
        (levels.SHEET, "what was measured, promised and attained", sheets.levels.write)
    ]
    if reported.has(facts):
        made.append(
            (
                reported.SHEET,
                "what was reported beside what the data give",
                lambda page: reported.write(facts, page),
            )
        )
    if sheets.credits.grid.rows:
        made.append((credits.SHEET, "from the level to the amount, step by step", sheets.credits.write))
    if sheets.bands.grid.rows:
        made.append((bands.SHEET, "what a level earns, by the agreement", sheets.bands.write))
    if sheets.fees.grid.rows:
        made.append((fees.SHEET, "what the credits are shares of", sheets.fees.write))
    if sheets.caps.grid.rows:
        made.append((caps.SHEET, "how the credits use up the caps", sheets.caps.write))
    if sheets.claims.grid.rows:
        made.append((claims.SHEET, "until when each credit can be claimed", sheets.claims.write))
    if sheets.payments.grid.rows:
        what = "what invoices take up, what was taken off, and what is open"
        made.append((payments.SHEET, what, sheets.payments.write))
    if sheets.bonuses.grid.rows:
        made.append((bonuses.SHEET, "what better levels bring, beside the credits", sheets.bonuses.write))
    if rights.has(facts):
        what = "what may be done now, and the dates that are set"
        made.append((rights.SHEET, what, lambda page: rights.write(facts, page)))
    made += [
        (
            choices.SHEET,
            "how the agreement is read, and what it leaves open",
            lambda page: choices.write(facts, page),
        ),
        (findings.SHEET, "what is to be said about the data", lambda page: findings.write(facts, page)),
        (rows.SHEET, "the rows of data behind each missed promise", lambda page: rows.write(facts, page)),
    ]
    first = Overview(facts, sheets, [(name, words) for name, words, _ in made])

    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    painter = Painter()
    pages = []
    for name, write in ((overview.SHEET, first.write), *((name, write) for name, _, write in made)):
        page = Page(book.create_sheet(name), painter)
        write(page)
        pages.append(page)
    for name, place in first.names.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    book.calculation.fullCalcOnLoad = True
    title = outcome.statement.title or outcome.statement.agreement
    return packed(book, title, [page.known for page in pages])
