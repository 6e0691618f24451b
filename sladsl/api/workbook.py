"""A statement as a workbook: the outcome of an evaluation with the rules and the rows that it rests on."""

from __future__ import annotations

from sladsl.api.evaluation import Evaluation
from sladsl.api.refused import Refused
from sladsl.model.meanings import Agreement
from sladsl.outcome.to_xlsx import MOST_LINES, TooManyLines, workbook
from sladsl.prose import clause_numbers

__all__ = ["statement_workbook"]


def statement_workbook(evaluation: Evaluation, agreement: Agreement) -> bytes:
    """The `.xlsx` file of an evaluation; `Refused` when it has more lines than a workbook can show."""
    try:
        return workbook(
            evaluation.outcome,
            evaluation.plan.settlement,
            evaluation.witnesses,
            clause_numbers(agreement),
        )
    except TooManyLines as trouble:
        raise Refused(
            f"The statement has {trouble.count:,} lines, more than the {MOST_LINES:,} that a workbook shows.",
            "Name fewer periods with --period, or take --json.",
        ) from None
