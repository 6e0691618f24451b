"""All sheets of a workbook, planned together because their formulas point at each other."""

from __future__ import annotations

from sladsl.outcome.to_xlsx.bands import Bands
from sladsl.outcome.to_xlsx.bonuses import Bonuses
from sladsl.outcome.to_xlsx.caps import Caps
from sladsl.outcome.to_xlsx.claims import Claims
from sladsl.outcome.to_xlsx.credits import Credits
from sladsl.outcome.to_xlsx.facts import Facts
from sladsl.outcome.to_xlsx.fees import Fees
from sladsl.outcome.to_xlsx.formulas import OPEN, amount
from sladsl.outcome.to_xlsx.levels import Levels
from sladsl.outcome.to_xlsx.page import Page
from sladsl.outcome.to_xlsx.payments import Payments
from sladsl.outcome.to_xlsx.states import state_of
from sladsl.values.amount import Amount, Fixed


class Sheets:
    """The sheets with formulas. They know each other's cells before any of them is written."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.levels = Levels(facts)
        self.bands = Bands(facts)
        self.fees = Fees(facts)
        self.credits = Credits(facts, self)
        self.caps = Caps(facts, self)
        self.claims = Claims(facts, self)
        self.payments = Payments(facts, self)
        self.bonuses = Bonuses(facts, self)

    def exactly(self, page: Page, row: int, column: int, value: Amount | None) -> None:
        """An amount as exact arithmetic has it, where no formula over the cells comes to it."""
        if value is None:
            page.text(row, column, OPEN, "data")
        elif isinstance(value, Fixed):
            page.number(row, column, value.money.amount, self.facts.money)
        else:
            page.formula(row, column, amount(value, self.fees.cell), state_of(value), self.facts.money)
