"""The sheet `Statement`: what came out on one page, each figure a formula over the sheets behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from sladsl.outcome.amounts import is_nothing, short_text
from sladsl.outcome.range import line_key, range_of, tried
from sladsl.outcome.statement import Line, PeriodTotal
from sladsl.outcome.to_xlsx.claims import AS_OF, owed
from sladsl.outcome.to_xlsx.facts import Facts
from sladsl.outcome.to_xlsx.formulas import NEEDED, OPEN, rounded
from sladsl.outcome.to_xlsx.grid import Grid
from sladsl.outcome.to_xlsx.page import DAY, MOMENT, Page
from sladsl.outcome.to_xlsx.sheets import Sheets
from sladsl.outcome.to_xlsx.states import ZERO, State, check_formula, state_of
from sladsl.outcome.unread import unread
from sladsl.plan.settlement import Round
from sladsl.values.amount import Amount
from sladsl.values.number import round_to

SHEET = "Statement"
_WIDTHS = [26, 17, 12, 11, 9, 13, 15, 32, 9]
MOST_ON_A_PAGE = 56
"""Rows that one printed page can hold and still be read."""
_TOTALS = ("Period", "First day", "Last day", "Missed", "Met", "Not assessed", "Credits", "Exact", "Agrees")


class Overview:
    def __init__(self, facts: Facts, sheets: Sheets, contents: Iterable[tuple[str, str]]) -> None:
        self.facts = facts
        self.sheets = sheets
        self.contents = tuple(contents)
        self.names: dict[str, str] = {}
        """Names of cells that other programs, and people, may ask for."""

    def write(self, page: Page) -> None:
        statement = self.facts.statement
        page.widths(_WIDTHS)
        title = statement.title or statement.agreement
        named = f"{title}, version {statement.version}" if statement.version else title
        page.title(named, self._result())
        row = self._facts(page, 4)
        row = self._periods(page, row + 1)
        row = self._claims(page, row + 1)
        row = self._contents(page, row + 1)
        page.print_set_up(title, pages=1 if row <= MOST_ON_A_PAGE else 0)

    def _result(self) -> str:
        counts = [
            f"{count} {status}"
            for status in ("missed", "met", "reported", "not assessed")
            if (count := sum(each.status == status for each in self.facts.lines))
        ]
        return f"{', '.join(counts) or 'Nothing to assess'}."

    def _facts(self, page: Page, row: int) -> int:
        facts, statement = self.facts, self.facts.statement
        page.text(row, 1, "Credits in all", "label")
        self._total_row = row
        row += 1
        page.text(row, 1, "All figures agree", "label")
        self._agree_row = row
        row += 1
        waiting = self.sheets.fees.waiting
        if waiting:
            page.text(row, 1, "Fees still to be filled in", "label")
            cells = self.sheets.fees.grid.span("fee")
            page.formula(row, 2, f"COUNTBLANK({cells})", len(waiting), "0", "fact")
            row += 1
        page.text(row, 1, "As of", "label")
        page.day(row, 2, facts.local(statement.as_of), MOMENT, "fact")
        self.names[AS_OF] = f"{SHEET}!$B${row}"
        row += 1
        said = [
            ("Time zone", statement.zone),
            ("Currency", statement.currency),
            ("Agreement", statement.agreement),
        ]
        said += [("Measured by", statement.engine)]
        for label, text in said:
            if text:
                page.text(row, 1, label, "label")
                page.text(row, 2, text, "fact")
                row += 1
        lacking = unread(statement)
        notes = [f"Not read: {lacking}; the figures lack them (see Findings)."] if lacking else []
        notes += [statement.not_evaluated] if statement.not_evaluated else []
        notes += self._open_notes()
        for note in notes:
            page.text(row, 1, note, "note")
            page.across(row, 1, len(_WIDTHS))
            page.fit(row, [(note, sum(_WIDTHS))])
            row += 1
        return row

    def _open_notes(self) -> list[str]:
        outcome = self.facts.outcome
        if not any(choice.matters for choice in outcome.open):
            return []
        reading = ", ".join(f"{each.key}: {each.answer}" for each in tried(outcome.readings[0]))
        found = range_of(outcome)
        said = f"Choices are open. This workbook computes the reading {reading}."
        if found.least is None or found.most is None:
            return [f"{said} See the sheet Choices for the others."]
        least, most = (short_text(each) if each else "-" for each in (found.least, found.most))
        of = "the readings that were tried" if found.proof == "tried" else "all readings"
        words = f"Over {of} the credits are between {least} and {most}"
        if least == most:
            words = f"{of[0].upper()}{of[1:]} come to {least}"
        return [f"{said} {words} (sheet Choices)."]

    # ---- totals

    def _periods(self, page: Page, row: int) -> int:
        facts = self.facts
        row = self._section(page, row, "Periods")
        for at, title in enumerate(_TOTALS, start=1):
            page.text(row, at, title, "head" if at in (1, 9) else "head right")
        first = row = row + 1
        totals = {each.period: each for each in facts.statement.totals}
        states: list[State] = []
        for period, group in groupby(facts.lines, key=lambda each: each.period):
            states.append(self._period(page, row, list(group), totals[period]))
            row += 1
        last = row - 1
        page.text(row, 1, "In all", "total text")
        for at in (2, 3):
            page.blank(row, at, "total text")
        for at in (4, 5, 6):
            letter = "DEF"[at - 4]
            count = sum(each.status == ("missed", "met", "not assessed")[at - 4] for each in facts.lines)
            formula = f"SUM({letter}{first}:{letter}{last})" if states else "0"
            page.formula(row, at, formula, count, "0", "total")
        known = state_of(facts.statement.known)
        value = sum((each for each in states if not isinstance(each, str)), ZERO)
        page.formula(row, 7, f"SUM(G{first}:G{last})" if states else "0", value, facts.money, "total")
        self._exact(page, row, facts.statement.total is None, _short(facts.statement.known), "total")
        check, said = self._check(f"G{row}", known, facts.lines)
        page.formula(row, 9, check, said, look="total check")
        page.checks(f"I{first}:I{row}")
        self.names["CreditsInAll"] = f"{SHEET}!$G${row}"
        page.formula(self._total_row, 2, f"G{row}", value, self._currency(), "fact")
        self._note_open(page, f"I{first}:I{row}")
        return row + 1

    def _currency(self) -> str:
        currency = self.facts.statement.currency
        return f'{self.facts.money} "{currency}"' if currency.isalnum() else self.facts.money

    def _note_open(self, page: Page, own: str) -> None:
        """Whether every figure agrees, and what the sum in all lacks."""
        sheets, row = self.sheets, self._agree_row
        grids: list[Grid[Any]] = [sheets.levels.grid, sheets.credits.grid, sheets.caps.grid]
        grids += [sheets.payments.grid] if sheets.payments.paid else []
        spans = [own, *(grid.span("agrees") for grid in grids if grid.rows)]
        page.formula(
            row,
            2,
            f'IF({"+".join(f"COUNTIF({span},{chr(34)}no{chr(34)})" for span in spans)}=0,"yes","no")',
            "yes",
            look="fact",
        )
        page.checks(f"B{row}")
        self.names["AllFiguresAgree"] = f"{SHEET}!$B${row}"
        self._note_lacking(page)

    def _note_lacking(self, page: Page) -> None:
        """What the sum in all lacks, until the fees are filled in."""
        grid = self.sheets.credits.grid
        states = [self.sheets.credits.owed(line) for line in self.sheets.credits.lines]
        waiting, open_ones = states.count(NEEDED), states.count(OPEN)
        if not waiting and not open_ones:
            return
        span = grid.span("credit")
        texts, said = [], []
        for count, word, words in ((waiting, NEEDED, "waiting for a fee"), (open_ones, OPEN, "open")):
            if count:
                texts.append(f'COUNTIF({span},"{word}")&" {words}"')
                said.append(f"{count} {words}")
        both = '&" and "&'.join(texts)
        formula = f'"without "&{both}'
        if not open_ones:
            formula = f'IF(COUNTIF({span},"{NEEDED}")=0,"",{formula})'
        page.formula(self._total_row, 3, formula, f"without {' and '.join(said)}", look="label")

    def _period(self, page: Page, row: int, lines: list[Line], total: PeriodTotal) -> State:
        facts, levels = self.facts, self.sheets.levels.grid
        page.text(row, 1, total.period, "strong")
        page.day(row, 2, facts.first_day(lines[0]), look="exact")
        page.day(row, 3, facts.last_day(lines[0]), look="exact")
        cells = levels.span("status", [line_key(line) for line in lines])
        for at, status in ((4, "missed"), (5, "met"), (6, "not assessed")):
            count = sum(line.status == status for line in lines)
            page.formula(row, at, f'COUNTIF({cells},"{status}")', count, "0")
        formula, value = self._sum(lines, total)
        page.formula(row, 7, formula, value, facts.money)
        self._exact(page, row, total.credit is None, _short(total.known), "exact")
        check, said = self._check(f"G{row}", state_of(total.known), lines)
        page.formula(row, 9, check, said, look="check")
        return value

    def _check(self, cell: str, exact: State, lines: Iterable[Line]) -> tuple[str, str]:
        """The check of a sum: as long as a credit in it waits for a fee, the sum waits, too."""
        credits = self.sheets.credits
        here = [line for line in lines if line_key(line) in credits.grid]
        if not any(credits.owed(line) == NEEDED for line in here):
            return check_formula(cell, exact)
        cells = credits.grid.span("credit", [line_key(line) for line in here])
        return f'IF(COUNTIF({cells},"{NEEDED}")>0,"waits","by your fee")', "waits"

    def _exact(self, page: Page, row: int, is_open: bool, text: str, look: str) -> None:
        text = f"{text} + {OPEN}" if is_open else text
        page.text(row, 8, text, look)
        page.fit(row, [(text, _WIDTHS[7])])

    def _sum(self, lines: list[Line], total: PeriodTotal) -> tuple[str, State]:
        """The credits of a period: what is rounded on its line, and what is rounded together."""
        credits = self.sheets.credits
        here = [line for line in lines if line_key(line) in credits.grid]
        if not here:
            return "0", ZERO
        groups: dict[Round | None, list[Line]] = {}
        for line in here:
            found = self.facts.assessment(line)
            assert found is not None
            assert found.credit is not None
            together = found.credit.rounded == "on the total"
            groups.setdefault(found.credit.rounding if together else None, []).append(line)
        exact = state_of(total.known)
        parts, value = [], ZERO
        for rounding, members in groups.items():
            cells = f"SUM({self._cells(members, here)})"
            figures = [state for line in members if not isinstance(state := state_of(line.credit), str)]
            whole = sum(figures, ZERO)
            if rounding is None:
                parts.append(cells)
                value += whole
                continue
            after = round_to(whole, rounding.quantum, rounding.mode)
            lower = round_to(whole, rounding.quantum, "down")
            if len(groups) == 1 and exact in (after, lower) and exact != after:
                # Rounded so that a cap isn't exceeded.
                rounding, after = Round(quantum=rounding.quantum, mode="down"), lower
            parts.append(rounded(cells, rounding))
            value += after
        return "+".join(parts), value

    def _cells(self, members: list[Line], here: list[Line]) -> str:
        """The cells of what is owed: one span where they stand together."""
        grid = self.sheets.credits.grid
        keys = [line_key(line) for line in members]
        if len(members) == len(here):
            return grid.span("credit", keys)
        return ",".join(grid.there("credit", key) for key in keys)

    # ---- claims, contents

    def _claims(self, page: Page, row: int) -> int:
        facts = self.facts
        lines = [
            line for line in facts.credited if owed(line) or (line.claim and line.claim.state == "made late")
        ]
        if not lines:
            return row
        row = self._section(page, row, "What to claim")
        titles = ("Claim", "Period", "Claim by", "Days left", "", "", "Amount", "State", "")
        for at, title in enumerate(titles, start=1):
            page.text(row, at, title, "head right" if at in (3, 4, 7) else "head")
        row += 1
        for key, group in groupby(sorted(lines, key=_claim_key), key=_claim_key):
            self._claim(page, row, key, list(group))
            row += 1
        return row

    def _claim(self, page: Page, row: int, key: ClaimKey, lines: list[Line]) -> None:
        """The credits of one period that are claimed in one way until one day."""
        facts, claims, credits = self.facts, self.sheets.claims, self.sheets.credits.grid
        _, _, period, last_day, channel = key
        page.text(row, 1, f"claim {channel}" if channel else "-", "strong")
        page.text(row, 2, period)
        for at in range(3, len(_WIDTHS) + 1):
            page.blank(row, at)
        places = [line_key(line) for line in lines]
        claim = lines[0].claim
        state = "not stated" if claim is None else claim.state
        cell, by = claims.state(places[0]), claims.by(places[0])
        if cell is not None:
            page.formula(row, 8, cell, state, look="text")
        else:
            page.text(row, 8, state)
        if last_day:
            day = date.fromisoformat(last_day)
            if by is not None:
                page.formula(row, 3, by, day, DAY)
            else:
                page.day(row, 3, day)
            left = (day - facts.local(facts.statement.as_of).date()).days if state == "open" else ""
            page.formula(row, 4, f'IF(H{row}="open",C{row}-INT({AS_OF}),"")', left, "0")
        states = [self.sheets.credits.owed(line) for line in lines]
        cells = [credits.there("credit", each) for each in places]
        lacking = [each for each in states if isinstance(each, str)]
        if lacking and len(lines) > 1:
            what = "fees to come" if NEEDED in lacking else "what is open"
            formula = f'IF(COUNT({",".join(cells)})<{len(lines)},"without {what}","")'
            page.formula(row, 5, formula, f"without {what}", look="exact")
            page.across(row, 5, 6)
        if len(lines) == 1:
            page.formula(row, 7, cells[0], states[0], facts.money)
        else:
            value: State = sum((each for each in states if not isinstance(each, str)), ZERO)
            formula = f"SUM({','.join(cells)})"
            if len(lacking) == len(states):
                value, formula = states[0], f"IF(COUNT({','.join(cells)})=0,{cells[0]},{formula})"
            page.formula(row, 7, formula, value, facts.money)

    def _section(self, page: Page, row: int, title: str) -> int:
        for at in range(1, len(_WIDTHS) + 1):
            page.text(row, at, title if at == 1 else "", "section")
        return row + 1

    def _contents(self, page: Page, row: int) -> int:
        row = self._section(page, row, "How to read this workbook")
        looks = [
            ("sample", "blue", "was measured, reported or agreed"),
            ("sample calc", "black", "is computed here: the formula is in the cell"),
            ("sample ask", "", "is to be filled in, and the formulas follow"),
            ("sample exact", "grey", "is the figure as exact arithmetic has it"),
            ("check", "yes", "says that the formula comes to the exact figure"),
        ]
        for look, sample, words in looks:
            page.text(row, 1, sample, look)
            page.text(row, 2, words, "label")
            row += 1
        row += 1
        for sheet, words in self.contents:
            page.link(row, 1, sheet, sheet)
            page.text(row, 2, words, "label")
            row += 1
        return row


ClaimKey = tuple[int, int, str, str, str]
_RANK = ("open", "made in time", "none needed", "not stated", "lapsed", "made late", "nothing to claim")


def _claim_key(line: Line) -> ClaimKey:
    claim = line.claim
    if claim is None:
        return _RANK.index("not stated"), line.end, line.period, "", ""
    return _RANK.index(claim.state), line.end, line.period, claim.last_day, claim.channel


def _short(amount: Amount) -> str:
    return "nothing" if is_nothing(amount) else short_text(amount)
