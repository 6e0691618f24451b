"""The sheet `Payments`: which invoice is to take up each credit, what was taken off, and what is open or too much."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.outcome.payments import Payment
from sladsl.outcome.range import line_key
from sladsl.outcome.reconciled import Reconciled, Taken, Unexplained
from sladsl.outcome.statement import Line
from sladsl.outcome.to_xlsx.facts import Facts, Key
from sladsl.outcome.to_xlsx.formulas import NEEDED, OPEN
from sladsl.outcome.to_xlsx.grid import Column, Grid
from sladsl.outcome.to_xlsx.page import DAY, Page
from sladsl.outcome.to_xlsx.states import State, check_of, state_of
from sladsl.values.amount import Fixed
from sladsl.values.money import Money

if TYPE_CHECKING:
    from sladsl.outcome.to_xlsx.sheets import Sheets

SHEET = "Payments"
_FIRST = 5
Place = tuple[Key, int]
"""A line, and 0 for its sum, or the number of a part of it. What no credit explains has a key of its own."""
_NO_CREDIT: Key = ("", "", "")
_WORDS = {
    "set off": "to be taken off the invoice of {}",
    "carried": "carried to later invoices",
    "paid out": "to be paid out",
    "added": "added to {}",
    "lapses": "lapses at the end of the term",
    "left": "left over",
    "open": "open",
    "earned back": "earned back",
    "charged back": "to be charged again {}",
}


class Payments:
    """The credits of which somebody says how they are paid, or what was paid."""

    def __init__(self, facts: Facts, sheets: Sheets) -> None:
        self.facts, self.sheets = facts, sheets
        self.due: dict[Key, list[Payment]] = {}
        for each in facts.statement.payments:
            self.due.setdefault((each.objective, each.scope, each.period), []).append(each)
        self.lines = [line for line in facts.lines if line.paid is not None or line_key(line) in self.due]
        self.parts: dict[Place, Payment | Taken | Unexplained | None] = {}
        for line in self.lines:
            key = line_key(line)
            self.parts[key, 0] = None
            taken = () if line.paid is None else line.paid.taken
            for at, part in enumerate((*self.due.get(key, ()), *taken), start=1):
                self.parts[key, at] = part
        for at, rest in enumerate(facts.statement.unexplained):
            self.parts[_NO_CREDIT, at] = rest
        self.paid = any(line.paid is not None for line in self.lines) or bool(facts.statement.unexplained)
        self.grid: Grid[Place] = Grid(SHEET, self._columns(), list(self.parts), _FIRST)

    def write(self, page: Page) -> None:
        grid, facts = self.grid, self.facts
        page.title(
            "Payments", "What is owed, which invoice takes it up, and what was taken off, credit by credit."
        )
        page.heads(grid, frozenset({"owed", "due", "taken", "open", "over"}))
        for line in self.lines:
            self._line(page, line)
        for at, each in enumerate(facts.statement.unexplained):
            self._unexplained(page, grid.row((_NO_CREDIT, at)), each)
        if self.paid:
            page.checks(grid.span("agrees").partition("!")[2])
        page.freeze(_FIRST, 2)
        page.print_set_up(facts.statement.title or facts.statement.agreement, f"{_FIRST - 1}:{_FIRST - 1}")

    def _columns(self) -> list[Column]:
        columns = [Column(key="objective", title="Credit", width=28)]
        if self.facts.scoped:
            columns.append(Column(key="scope", title="Of", width=20))
        columns += [
            Column(key="period", title="Period", width=10),
            Column(key="owed", title="Owed", width=13),
            Column(key="what", title="Invoice", width=34),
            Column(key="day", title="Day", width=12),
        ]
        if self.due:
            columns.append(Column(key="due", title="To be paid", width=13))
        if any(each.days is not None for each in self.facts.statement.payments):
            columns.append(Column(key="days", title="Days of service", width=16))
        if self.paid:
            columns += [
                Column(key="taken", title="Taken off", width=13),
                Column(key="open", title="Still open", width=13),
                Column(key="over", title="Too much", width=13),
                Column(key="agrees", title="Agrees", width=8),
            ]
        return [*columns, Column(key="why", title="Why", width=50)]

    def _line(self, page: Page, line: Line) -> None:
        facts, grid, key = self.facts, self.grid, line_key(line)
        row, column = grid.row((key, 0)), grid.column
        for each in grid.columns:
            page.blank(row, column(each.key))
        named = line.title or line.objective
        page.text(row, column("objective"), named, "words")
        if facts.scoped:
            page.text(row, column("scope"), line.scope, "words")
        page.text(row, column("period"), line.period)
        owed = self._owed(page, row, line)
        count = len(self.due.get(key, ()))
        parts = [(place, part) for place, part in self.parts.items() if place[0] == key and part is not None]
        for place, part in parts:
            self._part(page, grid.row(place), part)
        why = ""
        if self.paid and line.paid is not None:
            self._sums(page, line, line.paid, owed, [place for place, _ in parts[count:]])
            why = "; ".join(line.paid.why)
            page.text(row, column("why"), why, "words")
        page.grow(row, grid, {"objective": named, "scope": line.scope, "why": why})

    def _owed(self, page: Page, row: int, line: Line) -> State:
        """What is owed, as the sheet of credits has it; what its cell comes to."""
        key, credits, column = line_key(line), self.sheets.credits, self.grid.column("owed")
        if key not in credits.grid:
            self.sheets.exactly(page, row, column, line.credit)
            return state_of(line.credit)
        state = credits.owed(line)
        page.formula(row, column, credits.grid.there("credit", key), state, self.facts.money)
        return state

    def _sums(self, page: Page, line: Line, paid: Reconciled, owed: State, parts: list[Place]) -> None:
        """What was taken off, and what that leaves, from the cells of its parts."""
        grid, place = self.grid, (line_key(line), 0)
        row, column, money = grid.row(place), grid.column, self.facts.money
        cells = ",".join(grid.here("taken", each) for each in parts)
        page.formula(row, column("taken"), f"SUM({cells})" if cells else "0", paid.paid.amount, money)
        there, taken = grid.here("owed", place), grid.here("taken", place)
        left: State = max(owed - paid.paid.amount, Fraction(0)) if isinstance(owed, Fraction) else owed
        more: State = max(paid.paid.amount - owed, Fraction(0)) if isinstance(owed, Fraction) else owed
        page.formula(
            row, column("open"), f"IF(ISNUMBER({there}),MAX({there}-{taken},0),{there})", left, money
        )
        page.formula(
            row, column("over"), f"IF(ISNUMBER({there}),MAX({taken}-{there},0),{there})", more, money
        )
        # One of the two is nothing: the other is held against exact arithmetic.
        over = isinstance(more, Fraction) and more != 0
        found, exact = (more, paid.over) if over else (left, paid.open)
        check, said = check_of(grid.here("over" if over else "open", place), found, _state(exact, owed))
        page.formula(row, column("agrees"), check, said, look="check")

    def _part(self, page: Page, row: int, part: Payment | Taken | Unexplained) -> None:
        """A part of a credit: what is to be paid, or was."""
        grid, column = self.grid, self.grid.column
        for each in grid.columns:
            page.blank(row, column(each.key))
        if isinstance(part, Payment):
            words = (
                _WORDS[part.state].format(part.service if part.state == "added" else part.invoice).rstrip()
            )
            page.text(row, column("what"), words, "words")
            self.sheets.exactly(page, row, column("due"), part.amount)
            if part.days is not None:
                page.number(row, column("days"), part.days)
            page.text(row, column("why"), part.why, "words")
            page.grow(row, grid, {"what": words, "why": part.why})
            return
        self._invoice(page, row, part.invoice, part.day, part.amount)

    def _unexplained(self, page: Page, row: int, each: Unexplained) -> None:
        self._part(page, row, each)
        what = f"not explained{f': {each.what}' if each.what else ''}"
        page.text(row, self.grid.column("objective"), what, "words")
        page.text(row, self.grid.column("why"), each.why, "words")
        page.grow(row, self.grid, {"objective": what, "why": each.why})

    def _invoice(self, page: Page, row: int, invoice: str, day: str, amount: Money) -> None:
        column = self.grid.column
        page.text(row, column("what"), invoice or "as the claims say", "words")
        page.day(row, column("day"), date.fromisoformat(day), DAY)
        page.number(row, column("taken"), amount.amount, self.facts.money)


def _state(value: Money | None, owed: State) -> State:
    """What exact arithmetic says; where the credit waits for a fee, so does this."""
    if value is None:
        return NEEDED if owed == NEEDED else OPEN
    return state_of(Fixed(money=value))
