"""Claims from evaluations: the notice, what it leaves out, and what its sender has to know of it."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.api.evaluation import Evaluation
from sladsl.model.meanings import Agreement
from sladsl.model.sides import named
from sladsl.outcome.claims_words import decision_text
from sladsl.outcome.statement import Line
from sladsl.outcome.table import paragraph, plural
from sladsl.outcome.unread import not_read
from sladsl.prose import clause_numbers
from sladsl.prose.letters.claim import claim_letter
from sladsl.prose.letters.claim_notes import MOST_WARNINGS, claim_notes
from sladsl.prose.letters.claimable import before_cap, claimable, claimant, claimed_by, of_side
from sladsl.prose.letters.formats import to_markdown, to_text
from sladsl.prose.letters.letter import Points, Words
from sladsl.prose.letters.not_taken_off import not_taken_off
from sladsl.values.amount import amount_text
from sladsl.values.zones import zone

FOR_YOU = "For you, not part of the notice:"
WRONG = "the amounts may be wrong"


def claim_notice(
    agreement: Agreement, evaluation: Evaluation, *, markdown: bool = False, by: str = ""
) -> str | None:
    """The notice of all that can be claimed as known at the evaluation's instant; None where there is nothing.

    One side claims: that of the party `by`, or the customers; where nothing is owed to them, who is owed something.
    It goes to the other side; what its sender has to know besides says `for_the_claimant`.
    """
    letter = claim_letter(
        agreement, evaluation.outcome, clause_numbers(agreement), evaluation.witnesses, evaluation.asides, by
    )
    if letter is None:
        return None
    return to_markdown(letter) if markdown else to_text(letter)


def not_taken_off_text(
    agreement: Agreement, evaluation: Evaluation, line: Line, clauses: Mapping[str, str]
) -> str:
    """The section of an explanation about intervals of exclusions that take nothing off; "" where there are none."""
    place = zone(evaluation.outcome.statement.zone)
    if line.level is None or place is None:
        return ""
    lines = [""]
    for block in not_taken_off(agreement, line, evaluation.asides(line), clauses, place):
        if isinstance(block, Words):
            lines += ["Not taken off", *paragraph(block.text)]
        elif isinstance(block, Points):
            lines += [line for each in block.items for line in paragraph(f"- {each}", 2, 2)]
    return "".join(f"{each}\n" for each in lines) if len(lines) > 1 else ""


def not_read_by_it(evaluation: Evaluation) -> list[str]:
    """What has to be known before a notice is looked at: that rows behind it were not read; [] when all were."""
    said = not_read(evaluation.outcome.statement, f"the figures lack them, and {WRONG}")
    return paragraph(f"For you, not part of the notice. {said}.", 0) if said else []


def not_strict(evaluation: Evaluation) -> list[str]:
    """Why there is no notice where the data must be in order: what was found about them; [] where they are."""
    warned = [each for each in evaluation.outcome.statement.findings if each.severity != "information"]
    if not warned:
        return []
    said = not_read(evaluation.outcome.statement, f"the figures would lack them, and {WRONG}")
    found = [f"- {each.message} [{each.name}]" for each in warned[:MOST_WARNINGS]]
    if len(warned) > MOST_WARNINGS:
        found.append(f"- {plural(len(warned) - MOST_WARNINGS, 'remark')} more; `sladsl evaluate` lists them.")
    out = paragraph("No notice is written: the data have errors or warnings, and --strict is given.", 0)
    out += paragraph(f"{said}.", 0) if said else []
    return [*out, *(line for each in found for line in paragraph(each, 2, 2))]


def for_the_claimant(agreement: Agreement, evaluation: Evaluation, by: str = "") -> list[str]:
    """Lines of eighty columns beside a notice: on what its reading rests, and what it does not claim; [] for nothing."""
    left_out = evaluation.outcome.statement.not_evaluated
    points = [*([left_out] if left_out else []), *claim_notes(evaluation.outcome)]
    points += _unclaimed(agreement, evaluation, by)
    return [FOR_YOU, *(line for each in points for line in paragraph(f"- {each}", 2, 2))] if points else []


def nothing_to_claim(agreement: Agreement, evaluation: Evaluation, by: str = "") -> list[str]:
    """Why there is no notice: that nothing can be claimed, and what was owed all the same."""
    unclaimed = [line for line in evaluation.outcome.statement.lines if line.claim is None and line.steps]
    said = "There is nothing to claim."
    if unclaimed:
        said = "There is nothing to claim: the agreement does not say how credits are claimed."
    left_out = evaluation.outcome.statement.not_evaluated
    lines = (said, *([left_out] if left_out else []), *_unclaimed(agreement, evaluation, by))
    return [wrapped for line in lines for wrapped in paragraph(line, 0)]


def _unclaimed(agreement: Agreement, evaluation: Evaluation, by: str) -> list[str]:
    """What the notice does not claim although it was owed, or would be without a cap, and why."""
    every = claimable(evaluation.outcome.statement)
    side = claimed_by(agreement, every, by)
    found = of_side(agreement, every, side)
    noticed = {line.period for line in found.open}
    lines = [_line(each, "can't be claimed any more") for each in found.lost]
    lines += [_beyond(each, "can't be claimed any more") for each in found.beyond_lost]
    lines += [_line(each, _claimed(each)) for each in found.made]
    lines += [_beyond(each, "was claimed already") for each in found.beyond_made]
    lines += [_line(each, "is due without a claim") for each in found.unneeded]
    lines += [_beyond(each, "is not claimed") for each in found.beyond if each.period not in noticed]
    lines += [_line(each, _to_others(agreement, each)) for each in every.open if each not in found.open]
    lines += [_beyond(each, _to_others(agreement, each)) for each in every.beyond if each not in found.beyond]
    return lines


def _to_others(agreement: Agreement, line: Line) -> str:
    return f"is owed by {line.owner} to {named(claimant(agreement, line))}, and not claimed here"


def _line(line: Line, why: str) -> str:
    amount = "its credit" if line.credit is None else amount_text(line.credit)
    return f"{_name(line)}: {amount} {why}{_until(line)}."


def _claimed(line: Line) -> str:
    """That it was claimed, and what became of it."""
    if line.claim is None or not line.claim.decisions:
        return "was claimed already"
    return f"was {decision_text(line.claim.decisions[-1])}"


def _beyond(line: Line, why: str) -> str:
    before = before_cap(line)
    amount = "its credit" if before is None else amount_text(before)
    return f"{_name(line)}: {amount}, of which the limit leaves nothing, {why}{_until(line)}."


def _name(line: Line) -> str:
    return ", ".join(part for part in (line.title or line.objective, line.scope, line.period) if part)


def _until(line: Line) -> str:
    return f" (last day {line.claim.last_day})" if line.claim is not None and line.claim.last_day else ""
