"""Claims from evaluations: the notice, and what it leaves out."""

from __future__ import annotations

from sladsl.api.evaluation import Evaluation
from sladsl.model.meanings import Agreement
from sladsl.outcome.statement import Line
from sladsl.outcome.table import paragraph
from sladsl.prose import clause_numbers
from sladsl.prose.letters.claim import claim_letter, claimable
from sladsl.prose.letters.formats import to_markdown, to_text
from sladsl.values.amount import amount_text


def claim_notice(agreement: Agreement, evaluation: Evaluation, *, markdown: bool = False) -> str | None:
    """The notice of all that can be claimed as known at the evaluation's instant; None where there is nothing."""
    letter = claim_letter(agreement, evaluation.outcome, clause_numbers(agreement), evaluation.witnesses)
    if letter is None:
        return None
    return to_markdown(letter) if markdown else to_text(letter)


def nothing_to_claim(evaluation: Evaluation) -> list[str]:
    """What the notice does not claim although it was owed, and why; a sentence where nothing was."""
    statement = evaluation.outcome.statement
    found = claimable(statement)
    lines = [_line(each, "can't be claimed any more") for each in found.lost]
    lines += [_line(each, "was claimed already") for each in found.made]
    lines += [_line(each, "is due without a claim") for each in found.unneeded]
    lines = [wrapped for line in lines for wrapped in paragraph(line, 0)]
    if not found.open:
        unclaimed = [line for line in statement.lines if line.claim is None and line.steps]
        said = "There is nothing to claim."
        if unclaimed:
            said = "There is nothing to claim: the agreement does not say how credits are claimed."
        lines.insert(0, said)
    return lines


def _line(line: Line, why: str) -> str:
    name = ", ".join(part for part in (line.title or line.objective, line.scope, line.period) if part)
    amount = "its credit" if line.credit is None else amount_text(line.credit)
    until = f" (last day {line.claim.last_day})" if line.claim is not None and line.claim.last_day else ""
    return f"{name}: {amount} {why}{until}."
