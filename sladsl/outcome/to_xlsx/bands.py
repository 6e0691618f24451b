"""The sheet `Bands`: the tables of credits, row by row, and the formula that finds the row that fits a level."""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.statement import Line
from sladsl.outcome.to_xlsx.facts import Facts, called, share_form
from sladsl.outcome.to_xlsx.formulas import OPEN, holds, literal, told_apart
from sladsl.outcome.to_xlsx.grid import Column, Grid
from sladsl.outcome.to_xlsx.page import Page
from sladsl.plan.settlement import (
    AmountRule,
    Assessment,
    Base,
    Bound,
    CreditRule,
    DaysOf,
    Nothing,
    PercentOf,
    Piece,
    SumOf,
    Together,
    Undetermined,
)
from sladsl.values.bands import satisfies
from sladsl.values.money import money_text
from sladsl.values.number import shown

SHEET = "Bands"
NO_BAND, SEVERAL = "no band", "several bands"
MOST_NESTED = 40
"""Bands that one formula looks through; spreadsheets nest no deeper than 64."""
_FIRST = 6
_LOWER = frozenset({"at least", "above", "exactly"})
Row = tuple[str, int]
"""Objective and place of the band."""


class Bands:
    """The tables of all objectives with a credit, one below the other."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.credits: dict[str, tuple[Assessment, CreditRule]] = {
            called(each): (each, each.credit)
            for each in facts.settlement.assessments
            if each.credit is not None and (each.credit.pieces or each.credit.flat is not None)
        }
        amounts = [amount for _, credit in self.credits.values() for amount in amounts_of(credit)]
        self.in_days = any(isinstance(each, DaysOf) for each in amounts)
        self.in_money = any(isinstance(each, SumOf) for each in amounts)
        rows = [
            (name, at) for name, (_, credit) in self.credits.items() for at in range(len(amounts_of(credit)))
        ]
        self.grid: Grid[Row] = Grid(SHEET, self._columns(), rows, _FIRST)

    def span(self, line: Line, column: str) -> str:
        """The cells of a column in the table of a line."""
        rows = [row for row in self.grid.rows if row[0] == called(line)]
        return self.grid.span(column, rows)

    def fitting(self, line: Line) -> int | str:
        """The number of the band that applies, from 1; `NO_BAND`, `SEVERAL`, or "" where none is looked for."""
        _, credit = self.credits[called(line)]
        if not credit.pieces:
            return 1 if line.status == "missed" else ""
        if line.level is None:
            return ""
        fits = [at for at, piece in enumerate(credit.pieces) if piece.bounds and _fits(piece, line.level)]
        fits = fits or [at for at, piece in enumerate(credit.pieces) if not piece.bounds]
        if not fits:
            return NO_BAND
        if credit.fit == "first" or len(fits) == 1:
            return fits[0] + 1
        if credit.fit == "highest":
            named = [at for at in fits if credit.pieces[at].text == line.band]
            return named[0] + 1 if named else SEVERAL
        return SEVERAL

    def formula(self, line: Line, level: str, status: str) -> str | None:
        """The number of the band that applies, over the cells of level and status; None where doubles can't tell."""
        assessment, credit = self.credits[called(line)]
        if not credit.pieces:
            return f'IF({status}="missed",1,"")'
        bounds = [bound for piece in credit.pieces for bound in piece.bounds]
        if len(credit.pieces) > MOST_NESTED:
            return None
        if line.level is not None and not all(told_apart(line.level, bound.value) for bound in bounds):
            return None
        order = self._order(credit)
        if order is None:
            return None
        text = next((str(at + 1) for at in order if not credit.pieces[at].bounds), f'"{NO_BAND}"')
        tests = {at: self._test(assessment, at, level) for at in order if credit.pieces[at].bounds}
        for at in reversed([at for at in order if at in tests]):
            text = f"IF({tests[at]},{at + 1},{text})"
        if credit.fit == "error" and len(tests) > 1:
            counted = "+".join(f"({test})*1" for test in tests.values())
            text = f'IF({counted}>1,"{SEVERAL}",{text})'
        return f'IF(ISNUMBER({level}),{text},"")'

    def write(self, page: Page) -> None:
        facts, grid = self.facts, self.grid
        page.title("Bands", "What a level earns: the tables that the sheet Credits looks into.")
        page.heads(grid, frozenset({"number", "lower", "upper", "share", "days", "sum"}))
        for name, at in grid.rows:
            self._row(page, name, at)
        page.freeze(_FIRST, 3)
        page.print_set_up(facts.statement.title or facts.statement.agreement, f"{_FIRST - 2}:{_FIRST - 1}")

    def _columns(self) -> list[Column]:
        columns = [
            Column(key="objective", title="Objective", width=28),
            Column(key="number", title="Row", width=6),
            Column(key="band", title="Band", width=28),
            Column(key="lower", title="From", width=16, group="Levels"),
            Column(key="upper", title="To", width=16, group="Levels"),
            Column(key="share", title="Share of the fee", width=10, group="Credit"),
        ]
        if self.in_days:
            columns.append(Column(key="days", title="Days of the fee", width=9, group="Credit"))
        if self.in_money:
            title = f"Sum ({self.facts.statement.currency})" if self.facts.statement.currency else "Sum"
            columns.append(Column(key="sum", title=title, width=12, group="Credit"))
        return [
            *columns,
            Column(key="words", title="In words", width=46),
            Column(key="clause", title="Clause", width=30),
        ]

    def _row(self, page: Page, name: str, at: int) -> None:
        facts, grid = self.facts, self.grid
        assessment, credit = self.credits[name]
        row, column = grid.row((name, at)), grid.column
        title = (assessment.title or assessment.objective) + name.removeprefix(assessment.objective)
        page.text(row, column("objective"), title if at == 0 else "", "strong")
        page.number(row, column("number"), at + 1, "0", "exact")
        band = credit.pieces[at].text if credit.pieces else "any miss"
        page.text(row, column("band"), band, "words")
        bounds = credit.pieces[at].bounds if credit.pieces else ()
        for end in ("lower", "upper"):
            bound = _end(bounds, end)
            if bound is None:
                page.blank(row, column(end))
            else:
                unit = assessment.level.unit
                page.number(row, column(end), facts.sized(bound.value, unit), facts.bound_form(bound, unit))
        amount = amounts_of(credit)[at]
        self._amount(page, row, amount)
        words = amount_words(amount)
        page.text(row, column("words"), words, "words")
        clause = facts.clause(credit.rule)
        page.text(row, column("clause"), clause, "words")
        page.grow(
            row, grid, {"words": words, "clause": clause, "band": band, "objective": title if at == 0 else ""}
        )

    def _amount(self, page: Page, row: int, amount: AmountRule) -> None:
        """The share, the days and the sum of a band; text where the agreement doesn't state it."""
        column = self.grid.column
        share = amount.ratio if isinstance(amount, PercentOf) else Fraction(0)
        known = isinstance(amount, PercentOf | DaysOf | SumOf | Nothing)
        if known:
            page.number(row, column("share"), share, share_form(share))
        else:
            page.text(row, column("share"), OPEN, "data")
        if self.in_days:
            days = amount.days if isinstance(amount, DaysOf) else Fraction(0)
            page.number(row, column("days"), days, "General")
        if self.in_money:
            money = amount.money.amount if isinstance(amount, SumOf) else Fraction(0)
            page.number(row, column("sum"), money, self.facts.money)

    def _order(self, credit: CreditRule) -> list[int] | None:
        """In which order to look for the band; None when which one pays most can't be told beforehand."""
        places = list(range(len(credit.pieces)))
        if credit.fit != "highest":
            return places
        amounts = [piece.amount for piece in credit.pieces if not isinstance(piece.amount, Nothing)]
        if all(isinstance(each, PercentOf) for each in amounts):
            bases = {each.base for each in amounts if isinstance(each, PercentOf)}
            size = {at: _ratio(piece) for at, piece in enumerate(credit.pieces)} if len(bases) < 2 else None
        elif all(isinstance(each, SumOf) for each in amounts):
            size = {at: _sum(piece) for at, piece in enumerate(credit.pieces)}
        else:
            size = None
        return None if size is None else sorted(places, key=lambda at: -size[at])

    def _test(self, assessment: Assessment, at: int, level: str) -> str:
        """Whether a level fits the band: `AND(K7>=Bands!$E$6,K7<Bands!$G$6)`."""
        assert assessment.credit is not None
        bounds = assessment.credit.pieces[at].bounds
        tests = []
        for bound in bounds:
            end = next((end for end in ("lower", "upper") if _end(bounds, end) is bound), None)
            place = (
                literal(self.facts.sized(bound.value, assessment.level.unit))
                if end is None
                else self.grid.there(end, (called(assessment), at))
            )
            tests.append(holds(level, bound, place))
        return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"


def amounts_of(credit: CreditRule) -> tuple[AmountRule, ...]:
    """The amounts of a table; that of a credit without bands is its only row."""
    if credit.pieces:
        return tuple(piece.amount for piece in credit.pieces)
    return () if credit.flat is None else (credit.flat,)


DAYS = {"thirtieth of a month": "1/30 of a month", "365th of a year": "1/365 of a year"}


def amount_words(amount: AmountRule) -> str:
    """`10% of that month's fee of Shop`."""
    if isinstance(amount, PercentOf):
        return f"{shown(amount.ratio * 100)}% of {_fee_words(amount.base)}"
    if isinstance(amount, SumOf):
        return money_text(amount.money)
    if isinstance(amount, DaysOf):
        what = f"{shown(amount.days)} day{'s' * (amount.days != 1)} of {_fee_words(amount.base)}"
        return f"{what} (a day: {DAYS.get(amount.day, amount.day)})"
    if isinstance(amount, Together):
        return " plus ".join(amount_words(part) for part in amount.of)
    if isinstance(amount, Nothing):
        return "nothing"
    return amount.reason if isinstance(amount, Undetermined) else ""


def _fee_words(base: Base) -> str:
    when = {-1: f"the previous {base.period}'s", 0: f"that {base.period}'s", 1: f"the next {base.period}'s"}
    return f"{when[base.shift]} fee of {base.service}{' in that scope' if base.by_scope else ''}"


def _end(bounds: tuple[Bound, ...], end: str) -> Bound | None:
    """The first bound of a band at one of its ends."""
    return next((each for each in bounds if (each.comparator in _LOWER) == (end == "lower")), None)


def _fits(piece: Piece, level: Fraction) -> bool:
    return satisfies(tuple((bound.comparator, bound.value) for bound in piece.bounds), level)


def _ratio(piece: Piece) -> Fraction:
    return piece.amount.ratio if isinstance(piece.amount, PercentOf) else Fraction(0)


def _sum(piece: Piece) -> Fraction:
    return piece.amount.money.amount if isinstance(piece.amount, SumOf) else Fraction(0)
