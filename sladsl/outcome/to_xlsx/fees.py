"""The sheet `Fees`: what the credits are shares of. A fee that nobody knows yet is a cell to fill in."""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.to_xlsx.facts import Facts
from sladsl.outcome.to_xlsx.formulas import sheet_money
from sladsl.outcome.to_xlsx.grid import Column, Grid
from sladsl.outcome.to_xlsx.page import Page
from sladsl.plan.settlement import FeeRule
from sladsl.values.amount import Amount, Fee, Fixed, fees_in
from sladsl.values.money import Money, money_text
from sladsl.values.period import parse_period

SHEET = "Fees"
_FIRST = 5


class Fees:
    """Each fee that any credit or cap is, or would be, a share of."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        found: dict[Fee, Money | None] = {}
        for line in facts.credited:
            if line.fee is not None:
                found[line.fee.fee] = line.fee.money
            for step in line.steps:
                _waiting(found, step.before, step.after)
        for line in facts.lines:
            _waiting(found, line.bonus.amount if line.bonus is not None else None)
        for window in facts.statement.ledger:
            if window.fee is not None:
                found[window.fee.fee] = window.fee.money
            _waiting(found, window.amount)
            for use in window.uses:
                _waiting(found, use.before, use.after, use.paid)
        self.known = found
        rows = sorted(found, key=lambda fee: (fee.service, fee.scope, fee.period, fee.without))
        self.grid: Grid[Fee] = Grid(SHEET, self._columns(), rows, _FIRST)

    @property
    def waiting(self) -> tuple[Fee, ...]:
        """The fees that are to be filled in."""
        return tuple(fee for fee in self.grid.rows if self.known[fee] is None)

    def cell(self, fee: Fee) -> str:
        return self.grid.there("fee", fee)

    def value(self, fee: Fee) -> Fraction | None:
        money = self.known[fee]
        return None if money is None else money.amount

    def write(self, page: Page) -> None:
        facts, grid = self.facts, self.grid
        said = "What the credits are shares of."
        if self.waiting:
            said += " Fill in the yellow cells: the credits of all sheets follow."
        page.title("Fees", said)
        page.heads(grid, frozenset({"fee"}))
        for fee in grid.rows:
            row, column = grid.row(fee), grid.column
            less = f", without {fee.without}" if fee.without else ""
            page.text(row, column("service"), f"{fee.service}{less}")
            if grid.has("scope"):
                page.text(row, column("scope"), fee.scope)
            page.text(row, column("period"), fee.period)
            money = self.known[fee]
            if money is None:
                page.ask(row, column("fee"), facts.money)
            else:
                page.number(row, column("fee"), money.amount, sheet_money(facts.places))
            page.text(row, column("source"), self._source(fee, money))
        page.freeze(_FIRST, 1)
        page.print_set_up(facts.statement.title or facts.statement.agreement, f"{_FIRST - 1}:{_FIRST - 1}")

    def _columns(self) -> list[Column]:
        currency = self.facts.statement.currency
        columns = [Column(key="service", title="Service", width=30)]
        if any(fee.scope for fee in self.known):
            columns.append(Column(key="scope", title="Of", width=24))
        return [
            *columns,
            Column(key="period", title="Period", width=32),
            Column(key="fee", title=f"Fee ({currency})" if currency else "Fee", width=16),
            Column(key="source", title="Where it comes from", width=54),
        ]

    def _source(self, fee: Fee, money: Money | None) -> str:
        if money is None:
            return "not known yet: enter it here"
        said = [rule for rule in self.facts.settlement.fees if rule.service == fee.service]
        said.sort(key=lambda rule: (rule.by_scope != bool(fee.scope), not self._charged(rule, fee)))
        found = next((rule for rule in said if rule.money is not None), None)
        if found is None or found.money is None:
            return "as invoiced"
        changing = len([rule for rule in said if self._charged(rule, fee)]) > 1
        return (
            f"the agreement: {money_text(found.money)} per {found.period}{', as amended' if changing else ''}"
        )

    def _charged(self, rule: FeeRule, fee: Fee) -> bool:
        """Whether a fee is charged at some time of the period, where amendments change it."""
        period = parse_period(fee.period, self.facts.place)
        if period is None:
            return True
        since, until = rule.since, rule.until
        return (since is None or since < period.end) and (until is None or period.start < until)


def _waiting(found: dict[Fee, Money | None], *amounts: Amount | None) -> None:
    """Adds the fees that amounts wait for."""
    for amount in amounts:
        if amount is not None and not isinstance(amount, Fixed):
            for fee in fees_in(amount):
                found.setdefault(fee, None)
