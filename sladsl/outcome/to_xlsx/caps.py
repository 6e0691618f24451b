"""The sheet `Caps`: each cap in each of its windows, and how the credits under it use it up, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sladsl.outcome.statement import CapUse, CapWindow
from sladsl.outcome.to_xlsx.facts import Facts, Key
from sladsl.outcome.to_xlsx.formulas import OPEN, amount, literal
from sladsl.outcome.to_xlsx.grid import Column, Grid
from sladsl.outcome.to_xlsx.page import Page
from sladsl.outcome.to_xlsx.states import (
    State,
    check_of,
    fits,
    rest,
    rest_formula,
    smaller,
    smaller_formula,
    state_of,
)
from sladsl.record import Record, replace
from sladsl.values.amount import Fixed, amount_text

if TYPE_CHECKING:
    from sladsl.outcome.to_xlsx.sheets import Sheets

SHEET = "Caps"
_FIRST = 5
Place = tuple[int, int]
"""Number of the window, number of the credit in it."""


class CapRow(Record):
    """A credit under a cap in a window, with what the formulas of its row come to.

    `above`: the row that stands before it in the window. `earlier`: the row of the cap before this one. A row
    that is not `plain` has the exact figure and no formula. `shown`: the statement has a line for it.
    """

    place: Place
    window: CapWindow
    use: CapUse
    shown: bool
    above: Place | None
    earlier: Place | None
    before: State
    left: State
    after: State
    room: State
    plain: bool


class Caps:
    def __init__(self, facts: Facts, sheets: Sheets) -> None:
        self.facts = facts
        self.sheets = sheets
        self.rows: dict[Place, CapRow] = {}
        self.of: dict[Key, list[Place]] = {}
        """The rows of a line, in the order of the caps."""
        self._plan()
        for number, window in enumerate(facts.statement.ledger):
            self._make_room(number, window)
        self.grid: Grid[Place] = Grid(SHEET, self._columns(), list(self.rows), _FIRST)

    def last(self, key: Key) -> CapRow | None:
        """The row of the last cap that a line is under."""
        places = self.of.get(key)
        return self.rows[places[-1]] if places else None

    def rooms(self, key: Key) -> list[CapRow]:
        return [self.rows[place] for place in self.of.get(key, ())]

    def write(self, page: Page) -> None:
        facts, grid = self.facts, self.grid
        page.title("Caps", "How credits use up each cap, in the order in which they arise.")
        page.heads(grid, frozenset({"limit", "before", "left", "after", "paid", "room", "exact"}))
        for row in self.rows.values():
            self._row(page, row)
        if grid.rows:
            page.checks(grid.span("agrees").partition("!")[2])
        page.freeze(_FIRST, 1)
        page.print_set_up(facts.statement.title or facts.statement.agreement, f"{_FIRST - 1}:{_FIRST - 1}")

    def _columns(self) -> list[Column]:
        currency = self.facts.statement.currency
        columns = [
            Column(key="words", title="Cap", width=40),
            Column(key="limit", title=f"Limit ({currency})" if currency else "Limit", width=13),
            Column(key="objective", title="Credit for", width=24),
        ]
        if any(row.use.scope for row in self.rows.values()):
            columns.append(Column(key="scope", title="Of", width=17))
        rounding = []
        if self.facts.rounds_lines:
            rounding = [
                Column(key="paid", title="Credit, rounded", width=12),
                Column(key="room", title="Left, rounded", width=12),
            ]
        return [
            *columns,
            Column(key="period", title="Period", width=10),
            Column(key="before", title="Credit before", width=12),
            Column(key="left", title="Left of the cap", width=12),
            Column(key="after", title="Credit after", width=12),
            *rounding,
            Column(key="exact", title="Exact", width=18),
            Column(key="agrees", title="Agrees", width=8),
            Column(key="clause", title="Clause", width=22),
        ]

    def _plan(self) -> None:
        """Credit by credit, in the order of use: each takes from every cap over it what it is after all of them."""
        ledger = self.facts.statement.ledger
        lefts = [state_of(window.amount) for window in ledger]
        turns: dict[int, list[Place]] = {}
        for number, window in enumerate(ledger):
            for at, use in enumerate(window.uses):
                turns.setdefault(use.turn, []).append((number, at))
        found: dict[Place, CapRow] = {}
        for turn in sorted(turns):
            for place in turns[turn]:
                found[place] = self.rows[place] = self._planned(place, ledger[place[0]], lefts[place[0]])
            for number, at in turns[turn]:
                use = ledger[number].uses[at]
                taken = state_of(use.used) if use.less else self._taken(use).after
                lefts[number] = rest(lefts[number], taken)
        self.rows = {place: found[place] for place in sorted(found)}

    def _planned(self, place: Place, window: CapWindow, left: State) -> CapRow:
        number, at = place
        use = window.uses[at]
        key = (use.objective, use.scope, use.period)
        line = self.facts.by_key.get(key)
        places = self.of.setdefault(key, [])
        earlier = places[-1] if places else None
        exact = state_of(use.before)
        found: State = exact
        former = exact
        if line is not None:
            found = self.sheets.credits.before(line) if earlier is None else self.rows[earlier].after
            former = self.sheets.credits.first(line)
        after = smaller(found, left)
        if earlier is not None:
            former = state_of(self.rows[earlier].use.after)
        # Another cap, which nobody states, may have left the credit open: no fee will tell it.
        kept = former == OPEN or exact != OPEN
        plain = kept and fits(found, exact) and fits(after, state_of(use.after))
        if not plain:
            found, after = exact, state_of(use.after)
        places.append(place)
        return CapRow(
            place=place,
            window=window,
            use=use,
            shown=line is not None,
            above=(number, at - 1) if at else None,
            earlier=earlier,
            before=found,
            left=left,
            after=after,
            room=left,
            plain=plain,
        )

    def _taken(self, use: CapUse) -> CapRow:
        """The row of the last cap over a credit: what it is there is what it takes of all of them."""
        return self.rows[self.of[use.objective, use.scope, use.period][-1]]

    def _make_room(self, number: int, window: CapWindow) -> None:
        """What rounded credits leave: known when the caps behind this one are."""
        room = state_of(window.amount)
        for at in range(len(window.uses)):
            place = (number, at)
            self.rows[place] = replace(self.rows[place], room=room)
            use = window.uses[at]
            room = rest(room, state_of(use.used) if use.less else self._paid_state(self.rows[place]))

    def _paid_state(self, row: CapRow) -> State:
        """What the cell of the rounded credit says."""
        use = row.use
        exact = state_of(use.paid)
        if not row.shown:
            return exact
        last = self.last((use.objective, use.scope, use.period))
        found = row.after if last is None else last.after
        return found if isinstance(found, str) and fits(found, exact) else exact

    def _row(self, page: Page, cap: CapRow) -> None:
        facts, grid, place, use = self.facts, self.grid, cap.place, cap.use
        row, column = grid.row(place), grid.column
        first = cap.above is None
        words = f"{self._words(cap.window)}" if first else ""
        page.text(row, column("words"), words, "words")
        if first:
            self._limit(page, row, cap)
        else:
            page.blank(row, column("limit"))
        line = facts.by_key.get((use.objective, use.scope, use.period))
        title = use.objective if line is None else line.title or line.objective
        named = title if line is not None else f"{title} (not in this statement)"
        page.text(row, column("objective"), named, "words")
        if grid.has("scope"):
            page.text(row, column("scope"), use.scope, "words")
        page.text(row, column("period"), use.period)
        self._before(page, row, cap)
        self._left(page, row, cap, "left", cap.left)
        self._after(page, row, cap)
        if facts.rounds_lines:
            self._paid(page, row, cap)
            self._left(page, row, cap, "room", cap.room)
        exact = "open" if use.after is None else amount_text(use.after)
        page.text(row, column("exact"), exact, "exact")
        cell = grid.here("after", place)
        check, said = check_of(cell, cap.after, state_of(use.after))
        page.formula(row, column("agrees"), check, said, look="check")
        clause = facts.clause(cap.window.rule) if first else ""
        page.text(row, column("clause"), clause, "words")
        texts = {"words": words, "clause": clause, "objective": named, "exact": exact, "scope": use.scope}
        page.grow(row, grid, texts)

    def _words(self, window: CapWindow) -> str:
        what = "each credit" if window.covers == "each credit" else "all credits"
        scope = f" in {window.scope}" if window.scope and window.covers == "all credits" else ""
        amended = ", as last amended" if window.amended else ""
        return f"{window.window}: at most {amount_text(window.amount)} for {what}{scope}{amended}"

    def _limit(self, page: Page, row: int, cap: CapRow) -> None:
        facts, fees, window = self.facts, self.sheets.fees, cap.window
        column = self.grid.column("limit")
        value = state_of(window.amount)
        fee = window.fee
        if isinstance(window.amount, Fixed):
            money = None if fee is None else fee.money
            if fee is None or money is None or fee.share * money.amount != window.amount.money.amount:
                page.number(row, column, window.amount.money.amount, facts.money)
                return
            page.formula(row, column, f"{literal(fee.share)}*{fees.cell(fee.fee)}", value, facts.money)
            return
        page.formula(row, column, amount(window.amount, fees.cell), value, facts.money)

    def _before(self, page: Page, row: int, cap: CapRow) -> None:
        grid, use = self.grid, cap.use
        column = grid.column("before")
        if not (cap.plain and cap.shown):
            self.sheets.exactly(page, row, column, use.before)
        elif cap.earlier is not None:
            page.formula(row, column, grid.here("after", cap.earlier), cap.before, self.facts.money)
        else:
            there = self.sheets.credits.grid.there("before", (use.objective, use.scope, use.period))
            page.formula(row, column, there, cap.before, self.facts.money)

    def _left(self, page: Page, row: int, cap: CapRow, key: Literal["left", "room"], value: State) -> None:
        grid = self.grid
        if cap.above is None:
            formula = grid.here("limit", cap.place)
        elif (above := self.rows[cap.above].use).less:
            # What is earned back before caps has no cell that says how much stays.
            stays = f'"{OPEN}"' if above.used is None else amount(above.used, self.sheets.fees.cell)
            formula = rest_formula(grid.here(key, cap.above), stays)
        else:
            of = (
                ("paid", cap.above)
                if key == "room"
                else ("after", self._taken(self.rows[cap.above].use).place)
            )
            formula = rest_formula(grid.here(key, cap.above), grid.here(*of))
        page.formula(row, grid.column(key), formula, value, self.facts.money)

    def _after(self, page: Page, row: int, cap: CapRow) -> None:
        grid, column = self.grid, self.grid.column("after")
        if not cap.plain:
            self.sheets.exactly(page, row, column, cap.use.after)
            return
        formula = smaller_formula(grid.here("before", cap.place), grid.here("left", cap.place))
        page.formula(row, column, formula, cap.after, self.facts.money)

    def _paid(self, page: Page, row: int, cap: CapRow) -> None:
        use, column = cap.use, self.grid.column("paid")
        key = (use.objective, use.scope, use.period)
        credits = self.sheets.credits
        if not cap.shown or key not in credits.grid:
            self.sheets.exactly(page, row, column, use.paid)
            return
        cell = credits.grid.there("rounded", key)
        page.formula(row, column, cell, self._paid_state(cap), self.facts.money)
