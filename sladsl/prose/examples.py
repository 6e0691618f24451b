"""Computed results of worked examples, as the contract prints them.

The contract takes figures as they were settled and computes none itself: what a schedule shows is what an
evaluation says.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.outcome.budget_to_text import amount_text as lost_text
from sladsl.outcome.progress_to_text import far_text, pace_text
from sladsl.outcome.statement import Line, Statement
from sladsl.record import Record
from sladsl.values.amount import amount_text, known
from sladsl.values.money import Money


class ExampleLine(Record):
    """One line of a computed example.

    `level` is as a statement prints it, `status` has its grade (`missed, critical`), `claim_by` is an ISO
    date, `credit` is money, or words where it waits for fees; None where no credit is promised.
    """

    objective: str
    scope: str
    period: str
    level: str
    status: str
    credit: Money | str | None = None
    claim_by: str = ""
    late: bool = False
    """The claim comes too late, so that the credit lapses."""


def example_lines(statement: Statement) -> tuple[ExampleLine, ...]:
    """The lines of a scenario's statement."""
    return tuple(_line(line, statement.currency) for line in statement.lines)


def _line(line: Line, currency: str) -> ExampleLine:
    claim = line.claim if line.claim is not None and line.claim.state != "nothing to claim" else None
    credit: Money | str | None = None
    if line.credit is not None:
        credit = known(line.credit, currency) or amount_text(line.credit)
    elif line.band:
        credit = line.band
    return ExampleLine(
        objective=line.objective,
        scope=line.scope,
        period=line.period,
        level=_level(line),
        status=_status(line),
        credit=credit,
        claim_by=claim.last_day if claim is not None else "",
        late=claim is not None and claim.state in ("made late", "lapsed"),
    )


def _level(line: Line) -> str:
    so_far = far_text(line)
    return line.shown if line.level is not None else f"{so_far} so far" if so_far else ""


def _status(line: Line) -> str:
    """The status with its grade; of a period that runs, how it stands."""
    edge = None if line.budget is None else line.budget.promise()
    stands = pace_text(line)
    if line.budget is not None and edge is not None and not stands:
        left = max(Fraction(0), edge.left)
        stands = (
            f"{lost_text(line.budget, left, line.days)} may still be lost"
            if left
            else "nothing may be lost any more"
        )
    if stands:
        return f"not over: {stands}"
    return f"{line.status}, {line.grade}" if line.grade else line.status
