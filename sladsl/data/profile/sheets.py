"""The sheets of a workbook at a glance: which hold a table, with what columns, and what of an agreement each would feed.

A provider's workbook has a cover, a sheet of figures and one of tickets; whoever is shown one of them only can't tell
whether it is the right one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sladsl.data.profile.facts import Column, SheetLook
from sladsl.data.profile.match import fitness
from sladsl.data.profile.wanted import Wanted
from sladsl.data.title_row import likely_row
from sladsl.data.workbook import SheetHead

FITS = 0.5
"""The share of a source's fields that a table must have for it to be taken for that source."""
_REPORTED = {
    "levels": (
        {
            "period",
            "month",
            "quarter",
            "date",
            "monat",
            "zeitraum",
            "berichtsmonat",
            "quartal",
            "mois",
            "période",
            "trimestre",
        },
        {
            *(
                "level",
                "result",
                "actual",
                "achieved",
                "attained",
                "value",
                "ist",
                "istwert",
                "wert",
                "erreicht",
            ),
            *("verfügbarkeit", "ergebnis", "niveau", "atteint", "valeur", "disponibilité", "résultat"),
        },
    ),
    "fees": (
        {"service", "leistung", "dienst", "prestation"},
        {"amount", "fee", "charge", "price", "betrag", "entgelt", "gebühr", "preis", "montant", "prix"},
    ),
    "claims": ({"objective"}, {"claimed"}),
    "reports": ({"report"}, {"sent"}),
    "facts": ({"fact"}, {"value"}),
    "invoices": ({"invoice", "rechnung", "facture"}, {"credit", "gutschrift", "avoir"}),
}
"""Titles of the tables that people make: one of each set has to be there."""
_NARROWEST = 2


def sheet_looks(heads: Sequence[SheetHead], free: Mapping[str, Wanted]) -> tuple[SheetLook, ...]:
    """The sheets that hold a table. `free`: the sources that a sheet may be."""
    found = []
    for each in heads:
        if not each.head:
            continue
        at = likely_row(each.head)
        titles = tuple(dict.fromkeys(text for text in each.head[at] if text))
        above = sum(1 for row in each.head[:at] if sum(map(bool, row)) >= _NARROWEST)
        rows = each.rows - above - 1
        if rows < 1 or len(titles) < _NARROWEST:
            continue
        fits, share = _fit(titles, free)
        found.append(
            SheetLook(name=each.name, rows=rows, columns=titles, hidden=each.hidden, fits=fits, share=share)
        )
    return tuple(found)


def best(looks: Sequence[SheetLook], heads: Sequence[SheetHead]) -> str:
    """The sheet to look at: the one that fits a source best, else the one with most rows; "" where none has any."""
    fitting = [each for each in looks if each.share >= FITS]
    if fitting:
        return max(fitting, key=lambda each: each.share).name
    if looks:
        return max(looks, key=lambda each: (not each.hidden, each.rows)).name
    return max(heads, key=lambda each: each.rows).name if heads else ""


def _fit(titles: tuple[str, ...], free: Mapping[str, Wanted]) -> tuple[str, Fraction]:
    """The source that a table fits best by its titles alone, and the share of its fields; else a table that people make."""
    columns = tuple(
        Column(name=title, holds="nothing", rows=0, empty=0, different=0, exact=True, samples=())
        for title in titles
    )
    ranked = sorted(((fitness(each, columns), name) for name, each in free.items()), reverse=True)
    if ranked and ranked[0][0] >= FITS:
        return ranked[0][1], Fraction(round(ranked[0][0] * 100), 100)
    said = {title.casefold() for title in titles}
    return next((name for name, sets in _REPORTED.items() if all(said & own for own in sets)), ""), Fraction(
        0
    )
