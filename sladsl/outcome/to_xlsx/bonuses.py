"""The sheet `Bonuses`: what a level better than promised brings, bonus by bonus, beside the credits."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.outcome.amounts import short_text
from sladsl.outcome.range import line_key
from sladsl.outcome.statement import Bonus, Line
from sladsl.outcome.to_xlsx.facts import Facts, Key
from sladsl.outcome.to_xlsx.formulas import NEEDED, OPEN
from sladsl.outcome.to_xlsx.grid import Column, Grid
from sladsl.outcome.to_xlsx.page import Page
from sladsl.outcome.to_xlsx.states import State, state_of

if TYPE_CHECKING:
    from sladsl.outcome.to_xlsx.sheets import Sheets

SHEET = "Bonuses"
_FIRST = 5
_ALL: Key = ("", "", "")
"""The row of the sum."""


class Bonuses:
    """The lines that bring their owner something; the last row is what they come to in all."""

    def __init__(self, facts: Facts, sheets: Sheets) -> None:
        self.facts, self.sheets = facts, sheets
        self.lines = [line for line in facts.lines if line.bonus is not None]
        rows = [line_key(line) for line in self.lines]
        self.grid: Grid[Key] = Grid(SHEET, self._columns(), [*rows, _ALL] if rows else [], _FIRST)

    def write(self, page: Page) -> None:
        facts, grid = self.facts, self.grid
        page.title("Bonuses", "What a level better than promised brings. No credit is less for them.")
        page.heads(grid, frozenset({"amount"}))
        for line in self.lines:
            assert line.bonus is not None
            self._bonus(page, line, line.bonus)
        self._sum(page)
        page.freeze(_FIRST, 2)
        page.print_set_up(facts.statement.title or facts.statement.agreement, f"{_FIRST - 1}:{_FIRST - 1}")

    def _columns(self) -> list[Column]:
        columns = [Column(key="objective", title="Bonus for", width=28)]
        if self.facts.scoped:
            columns.append(Column(key="scope", title="Of", width=20))
        return [
            *columns,
            Column(key="period", title="Period", width=12),
            Column(key="owner", title="To", width=18),
            Column(key="level", title="Level", width=14),
            Column(key="band", title="Band", width=26),
            Column(key="amount", title="Bonus", width=14),
            Column(key="why", title="How", width=60),
        ]

    def _bonus(self, page: Page, line: Line, bonus: Bonus) -> None:
        row, column = self.grid.row(line_key(line)), self.grid.column
        named, how = line.title or line.objective, _how(bonus)
        page.text(row, column("objective"), named, "words")
        if self.grid.has("scope"):
            page.text(row, column("scope"), line.scope, "words")
        page.text(row, column("period"), line.period)
        page.text(row, column("owner"), bonus.paid_to or line.owner, "words")
        page.text(row, column("level"), line.shown)
        page.text(row, column("band"), bonus.band, "words")
        self.sheets.exactly(page, row, column("amount"), bonus.amount)
        page.text(row, column("why"), how, "words")
        page.grow(row, self.grid, {"objective": named, "band": bonus.band, "why": how})

    def _sum(self, page: Page) -> None:
        """The sum; open where a bonus is, and to be filled in where a fee is."""
        row, column = self.grid.row(_ALL), self.grid.column
        page.text(row, column("objective"), "Bonuses in all", "label")
        states = [state_of(line.bonus.amount) for line in self.lines if line.bonus is not None]
        known = [each for each in states if isinstance(each, Fraction)]
        value: State = sum(known, Fraction(0))
        if len(known) < len(states):
            value = OPEN if OPEN in states else NEEDED
        cells = self.grid.span("amount", [line_key(line) for line in self.lines]).partition("!")[2]
        formula = f'IF(COUNTIF({cells},"{OPEN}")>0,"{OPEN}",IF(COUNT({cells})<{len(states)},"{NEEDED}",SUM({cells})))'
        page.formula(row, column("amount"), formula, value, self.facts.money)


def _how(bonus: Bonus) -> str:
    """Step by step, what it became and why."""
    told = []
    for each in bonus.steps:
        after = OPEN if each.after is None else short_text(each.after)
        told.append(f"{each.name}: {after}{f', {each.why}' if each.why else ''}")
    return "; ".join(told)
