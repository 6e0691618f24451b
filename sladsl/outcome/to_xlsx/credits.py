"""The sheet `Credits`: from the level to the amount that is owed, each step a formula beside the exact figure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.outcome.amounts import short_text
from sladsl.outcome.range import line_key
from sladsl.outcome.statement import Line
from sladsl.outcome.to_xlsx.bands import NO_BAND, SEVERAL, amounts_of
from sladsl.outcome.to_xlsx.facts import Facts, Key, called, share_form
from sladsl.outcome.to_xlsx.formulas import NEEDED, OPEN, literal, rounded
from sladsl.outcome.to_xlsx.grid import Column, Grid
from sladsl.outcome.to_xlsx.page import Page
from sladsl.outcome.to_xlsx.states import ZERO, State, check_of, fits, state_of
from sladsl.outcome.to_xlsx.steps import before_caps, before_claim, before_rounding, usual, why_text
from sladsl.plan.settlement import AmountRule, CreditRule, DaysOf, Nothing, PercentOf, SumOf
from sladsl.values.amount import amount_text
from sladsl.values.number import round_to

if TYPE_CHECKING:
    from sladsl.outcome.to_xlsx.sheets import Sheets

SHEET = "Credits"
_FIRST = 6
_FIGURES = frozenset(
    (
        "level",
        "number",
        "share",
        "day",
        "times",
        "fee",
        "sum",
        "before",
        "after",
        "rounded",
        "credit",
        "exact",
    )
)


class Credits:
    def __init__(self, facts: Facts, sheets: Sheets) -> None:
        self.facts = facts
        self.sheets = sheets
        self.lines = facts.credited
        self.grid: Grid[Key] = Grid(SHEET, self._columns(), [line_key(line) for line in self.lines], _FIRST)

    # ---- what the formulas come to

    def before(self, line: Line) -> State:
        """The credit before caps, as the formula has it; the exact figure where none comes to it."""
        exact = state_of(before_caps(line))
        found = self._priced(line)
        return found if found is not None and fits(found, exact) else exact

    def after(self, line: Line) -> State:
        """The credit after all caps."""
        found, former = self._capped(line)
        exact = state_of(before_rounding(line))
        # A cap that nobody states may have left the credit open: no fee will tell it.
        kept = former == OPEN or exact != OPEN
        return found if kept and fits(found, exact) else exact

    def _capped(self, line: Line) -> tuple[State, State]:
        """The credit after the last cap with a row of its own, by its cell and by exact arithmetic."""
        capped = self.sheets.caps.last(line_key(line))
        if capped is None:
            return self.before(line), self.first(line)
        return capped.after, state_of(capped.use.after)

    def first(self, line: Line) -> State:
        """The credit before caps as exact arithmetic has it."""
        return state_of(before_caps(line))

    def rounded(self, line: Line) -> State:
        """The credit after rounding."""
        found, exact = self._in_steps(line), state_of(before_claim(line))
        return found if fits(found, exact) else exact

    def owed(self, line: Line) -> State:
        """What is owed in the end."""
        if line.claim is not None and line.claim.state == "made late":
            return ZERO
        return self.rounded(line)

    def _in_steps(self, line: Line) -> State:
        """What the formula of the rounded credit comes to."""
        found = self.after(line)
        credit = self._credit(line)
        if not isinstance(found, Fraction) or credit.rounded != "on each line":
            return found
        quantum, mode = credit.rounding.quantum, credit.rounding.mode
        after = round_to(found, quantum, mode)
        rooms = [each.room for each in self.sheets.caps.rooms(line_key(line))]
        room = min((each for each in rooms if isinstance(each, Fraction)), default=None)
        return round_to(room, quantum, "down") if room is not None and after > room else after

    def _priced(self, line: Line) -> State | None:
        """What the formula of the credit comes to; None when none is written for it."""
        if not usual(line) or called(line) not in self.sheets.bands.credits:
            return None
        credit = self._credit(line)
        fitting = self.sheets.bands.fitting(line)
        if fitting == "":
            return ZERO
        if fitting == NO_BAND:
            return ZERO if line.status == "met" else OPEN
        if line.status == "met" and credit.when_met == "not paid":
            return ZERO
        if fitting == SEVERAL:
            return OPEN
        assert isinstance(fitting, int)
        worth = self._worth(line, amounts_of(credit)[fitting - 1])
        if not self._times(line) or not isinstance(worth, Fraction):
            return worth
        return worth * Fraction(self._missed(line))

    def _times(self, line: Line) -> bool:
        """Whether the amount is owed for each record that was missed."""
        each = self._credit(line).each_missed and line.status == "missed"
        return each and bool(self.sheets.levels.missed(line))

    def _missed(self, line: Line) -> int:
        rule = line.formula
        assert rule is not None
        kept = sum(line.columns[name] for name in rule.plus) - sum(line.columns[name] for name in rule.minus)
        whole = sum(line.columns[name] for name in rule.over_plus)
        return whole - sum(line.columns[name] for name in rule.over_minus) - kept

    def _worth(self, line: Line, amount: AmountRule) -> State | None:
        if isinstance(amount, Nothing):
            return ZERO
        if isinstance(amount, SumOf):
            return amount.money.amount
        if not isinstance(amount, PercentOf | DaysOf):
            return OPEN
        if line.fee is None:
            return None
        share = amount.ratio if isinstance(amount, PercentOf) else amount.days * (line.fee.day or 0)
        if share == 0:
            return ZERO
        return NEEDED if line.fee.money is None else share * line.fee.money.amount

    # ---- writing

    def write(self, page: Page) -> None:
        facts, grid = self.facts, self.grid
        currency = f" Amounts are in {facts.statement.currency}." if facts.statement.currency else ""
        page.title("Credits", f"From the level to the amount that is owed.{currency}")
        page.heads(grid, _FIGURES)
        for line in self.lines:
            self._line(page, line)
        if grid.rows:
            page.checks(grid.span("agrees").partition("!")[2])
            page.verdicts(grid.span("status").partition("!")[2])
        page.freeze(_FIRST, 4 if facts.scoped else 3)
        page.print_set_up(facts.statement.title or facts.statement.agreement, f"{_FIRST - 2}:{_FIRST - 1}")

    def _columns(self) -> list[Column]:
        facts, bands = self.facts, self.sheets.bands
        columns = [Column(key="objective", title="Objective", width=24)]
        if facts.scoped:
            columns.append(Column(key="scope", title="Of", width=17))
        columns += [
            Column(key="period", title="Period", width=10),
            Column(key="level", title="Level", width=10, group="Attained"),
            Column(key="status", title="Status", width=9, group="Attained"),
            Column(key="number", title="Row", width=6, group="Band"),
            Column(key="band", title="Band", width=17, group="Band"),
            Column(key="share", title="Share of the fee", width=9, group="Band"),
        ]
        if bands.in_days:
            columns.append(Column(key="day", title="A day of the fee", width=9, group="Band"))
        if bands.in_money:
            columns.append(Column(key="sum", title="Sum", width=10, group="Band"))
        if any(self._times(line) for line in self.lines):
            columns.append(Column(key="times", title="Missed records", width=8, group="Band"))
        columns.append(Column(key="fee", title="Fee", width=11, group="Band"))
        columns.append(Column(key="before", title="Before caps", width=11, group="Credit"))
        if any(step.name == "cap" for line in self.lines for step in line.steps) or facts.statement.ledger:
            columns.append(Column(key="after", title="After caps", width=11, group="Credit"))
        if facts.rounds_lines:
            columns.append(Column(key="rounded", title="Rounded", width=11, group="Credit"))
        return [
            *columns,
            Column(key="credit", title="Owed", width=11, group="Credit"),
            Column(key="exact", title="Exact", width=16, group="Credit"),
            Column(key="agrees", title="Agrees", width=8, group="Credit"),
            Column(key="why", title="Why", width=34),
            Column(key="clause", title="Clause", width=18),
        ]

    def _line(self, page: Page, line: Line) -> None:
        facts, grid, key = self.facts, self.grid, line_key(line)
        row, column = grid.row(key), grid.column
        levels = self.sheets.levels
        page.text(row, column("objective"), line.title or line.objective, "words")
        if facts.scoped:
            page.text(row, column("scope"), line.scope, "words")
        page.text(row, column("period"), line.period)
        level = None if line.level is None else facts.sized(line.level, line.unit)
        page.formula(
            row,
            column("level"),
            levels.level(line),
            "none" if level is None else level,
            facts.level_form(line),
        )
        page.formula(row, column("status"), levels.status(line), line.status, look="text")
        self._band(page, line, row)
        self._before(page, line, row)
        self._later(page, line, row)
        exact = OPEN if line.credit is None else amount_text(line.credit)
        exact = short_text(line.credit) if line.credit is not None and len(exact) > 60 else exact
        page.text(row, column("exact"), exact, "exact")
        cell = grid.here("credit", key)
        found = self.owed(line)
        check, said = check_of(cell, found, state_of(line.credit))
        page.formula(row, column("agrees"), check, said, look="check")
        why = why_text(line)
        page.text(row, column("why"), why, "words")
        credit = self._credit(line)
        clause = facts.clause(line.steps[-1].rule if line.steps else credit.rule)
        page.text(row, column("clause"), clause, "words")
        texts = {"why": why, "clause": clause, "objective": line.title or line.objective, "scope": line.scope}
        page.grow(row, grid, {**texts, "exact": exact, "band": line.band})

    def _credit(self, line: Line) -> CreditRule:
        found = self.facts.assessment(line)
        assert found is not None
        assert found.credit is not None
        return found.credit

    def _band(self, page: Page, line: Line, row: int) -> None:
        grid, key, bands = self.grid, line_key(line), self.sheets.bands
        column = grid.column
        columns = [each for each in ("number", "band", "share", "day", "sum") if grid.has(each)]
        if called(line) not in bands.credits:
            for each in columns:
                page.blank(row, column(each))
        else:
            fitting = bands.fitting(line)
            formula = bands.formula(line, grid.here("level", key), grid.here("status", key))
            if formula is not None:
                page.formula(row, column("number"), formula, fitting, "0")
            elif isinstance(fitting, str):
                page.text(row, column("number"), fitting, "calc")
            else:
                page.number(row, column("number"), fitting, "0", "calc")
            self._looked_up(page, line, row, fitting)
        if grid.has("times"):
            if self._times(line):
                text = self.sheets.levels.missed(line)
                page.formula(row, column("times"), text, self._missed(line), "#,##0")
            else:
                page.blank(row, column("times"))
        if line.fee is None:
            page.blank(row, column("fee"))
        else:
            cell = self.sheets.fees.cell(line.fee.fee)
            money = line.fee.money
            value: State = NEEDED if money is None else money.amount
            page.formula(
                row, column("fee"), f'IF(ISNUMBER({cell}),{cell},"{NEEDED}")', value, self.facts.money
            )

    def _looked_up(self, page: Page, line: Line, row: int, fitting: int | str) -> None:
        grid, key, bands = self.grid, line_key(line), self.sheets.bands
        number = grid.here("number", key)
        amounts = amounts_of(self._credit(line))
        amount = amounts[fitting - 1] if isinstance(fitting, int) else None
        band = line.band if isinstance(fitting, int) and self._credit(line).pieces else ""
        if isinstance(fitting, int):
            pieces = self._credit(line).pieces
            band = pieces[fitting - 1].text if pieces else "any miss"
        values: dict[str, State] = {"band": band or str(fitting)}
        values["share"] = amount.ratio if isinstance(amount, PercentOf) else ZERO
        values["sum"] = amount.money.amount if isinstance(amount, SumOf) else ZERO
        if amount is not None and not isinstance(amount, PercentOf | DaysOf | SumOf | Nothing):
            values["share"] = OPEN
        for each in ("band", "share", "sum"):
            if not grid.has(each):
                continue
            span = bands.span(line, each)
            other = f'{number}&""' if each == "band" else "0"
            formula = f"IF(ISNUMBER({number}),INDEX({span},{number}),{other})"
            value = values[each]
            share = value if isinstance(value, Fraction) else ZERO
            form = "General" if each == "band" else share_form(share) if each == "share" else self.facts.money
            page.formula(row, grid.column(each), formula, value, form, "words" if each == "band" else "calc")
        if grid.has("day"):
            day = ZERO if line.fee is None or line.fee.day is None else line.fee.day
            span = bands.span(line, "days")
            part = literal(day)
            formula = f"IF(ISNUMBER({number}),INDEX({span},{number})*{part},0)"
            days = amount.days if isinstance(amount, DaysOf) else ZERO
            page.formula(row, grid.column("day"), formula, days * day, "0.00%")

    def _before(self, page: Page, line: Line, row: int) -> None:
        grid, key = self.grid, line_key(line)
        column = grid.column("before")
        found = self._priced(line)
        if found is None or not fits(found, state_of(before_caps(line))):
            self.sheets.exactly(page, row, column, before_caps(line))
            return
        number, share, fee = (grid.here(each, key) for each in ("number", "share", "fee"))
        parts = f"({share}+{grid.here('day', key)})" if grid.has("day") else share
        sum_ = f"+{grid.here('sum', key)}" if grid.has("sum") else ""
        none = grid.here("sum", key) if grid.has("sum") else "0"
        times = f"*{grid.here('times', key)}" if self._times(line) else ""
        whole = f"({parts}*{fee}{sum_}){times}" if times and sum_ else f"{parts}*{fee}{sum_}{times}"
        worth = f'IF({parts}=0,{none}{times},IF(ISNUMBER({fee}),{whole},"{NEEDED}"))'
        worth = f'IF(ISNUMBER({share}),{worth},"{OPEN}")'
        text = f'IF(ISNUMBER({number}),{worth},IF({number}="",0,"{OPEN}"))'
        status = grid.here("status", key)
        credit = self._credit(line)
        if credit.when_met == "not paid" and credit.pieces:
            text = f'IF({status}="met",0,{text})'
        elif credit.pieces:
            text = f'IF(AND({status}="met",{number}="{NO_BAND}"),0,{text})'
        page.formula(row, column, text, found, self.facts.money)

    def _later(self, page: Page, line: Line, row: int) -> None:
        """Caps, rounding, claim."""
        grid, key = self.grid, line_key(line)
        cell = grid.here("before", key)
        money = self.facts.money
        if grid.has("after"):
            capped = self.sheets.caps.last(key)
            text = cell if capped is None else self.sheets.caps.grid.there("after", capped.place)
            if self.after(line) != self._capped(line)[0]:
                self.sheets.exactly(page, row, grid.column("after"), before_rounding(line))
            else:
                page.formula(row, grid.column("after"), text, self.after(line), money)
            cell = grid.here("after", key)
        if grid.has("rounded"):
            self._rounded(page, line, row, cell)
            cell = grid.here("rounded", key)
        state = self.sheets.claims.state(key)
        late = line.claim is not None and line.claim.state == "made late"
        if state is not None:
            cell = f'IF({state}="made late",0,{cell})'
        if fits(self.owed(line), state_of(line.credit)) and not (late and state is None):
            page.formula(row, grid.column("credit"), cell, self.owed(line), money, "calc")
        else:
            self.sheets.exactly(page, row, grid.column("credit"), line.credit)

    def _rounded(self, page: Page, line: Line, row: int, cell: str) -> None:
        grid = self.grid
        exact = before_claim(line)
        found = self._in_steps(line)
        if not fits(found, state_of(exact)):
            self.sheets.exactly(page, row, grid.column("rounded"), exact)
            return
        credit = self._credit(line)
        if credit.rounded != "on each line":
            text = cell
        else:
            text = rounded(cell, credit.rounding)
            rooms = [
                self.sheets.caps.grid.there("room", each.place)
                for each in self.sheets.caps.rooms(line_key(line))
            ]
            if rooms:
                least = f"MIN({','.join(rooms)})" if len(rooms) > 1 else rooms[0]
                down = rounded(least, type(credit.rounding)(quantum=credit.rounding.quantum, mode="down"))
                text = f"IF({text}>{least},{down},{text})"
            text = f"IF(ISNUMBER({cell}),{text},{cell})"
        page.formula(row, grid.column("rounded"), text, found, self.facts.money)
