"""A statement as a workbook whose cells show their working: what was measured, and formulas from there to the money.

Whoever pays or claims wants to recompute it; a spreadsheet is where they do that. Every formula stands beside the
exact figure, and says whether it agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sladsl.outcome.measured import Witness
from sladsl.outcome.statement import Line, Outcome
from sladsl.plan.settlement import Settlement

__all__ = ["MOST_LINES", "TooManyLines", "workbook"]

MOST_LINES = 20_000
"""Lines of a statement that a workbook can show; more are no longer read by anybody."""


class TooManyLines(Exception):
    """A statement that is too long for a workbook; carries how many lines it has."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} lines")
        self.count = count


def workbook(
    outcome: Outcome,
    settlement: Settlement,
    witnesses: Callable[[Line], tuple[Witness, ...]],
    clauses: Mapping[str, str],
) -> bytes:
    """The `.xlsx` file of an outcome; `settlement` are the rules of its first reading, the one that it computes.

    `clauses` gives the clause number in the contract for the construct of a rule. The same outcome gives the same
    bytes. Raises `TooManyLines`; ValueError when the zone of the statement isn't one.
    """
    count = len(outcome.statement.lines)
    if count > MOST_LINES:
        raise TooManyLines(count)
    from sladsl.outcome.to_xlsx.write import written

    return written(outcome, settlement, witnesses, clauses)
