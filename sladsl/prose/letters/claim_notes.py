"""What a claimant has to know before sending a notice of claim, and the other side need not be told by it.

Where the reading is open, what was assumed, on what a last day rests, what the data lack: whoever claims should know the
weak points and decide what to say of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.outcome.amounts import short_text
from sladsl.outcome.claims_words import presumption_text
from sladsl.outcome.range import range_of
from sladsl.outcome.statement import OpenChoice, Outcome, StageState
from sladsl.plan.settlement import Answer
from sladsl.prose.letters.claimable import claimable, due_stages

MOST_WARNINGS = 20


def claim_notes(outcome: Outcome) -> tuple[str, ...]:
    """Remarks on the notice of an outcome, a sentence or two each; () where there are none."""
    return (*_open(outcome), *_assumed(outcome), *_presumed(outcome), *_data(outcome))


def _open(outcome: Outcome) -> Iterator[str]:
    used = {(each.key, each.construct): each.answer for each in outcome.statement.answers}

    def read(choice: OpenChoice | Answer) -> str:
        of = f" ({choice.construct})" if choice.construct else ""
        answer = used.get((choice.key, choice.construct), "")
        return f"{choice.key}{of}, read here as `{answer}`" if answer else f"{choice.key}{of}"

    open_ones = [choice for choice in outcome.open if choice.matters]
    reach = range_of(outcome) if open_ones else None
    if reach is not None and (reach.least is None or reach.least != reach.most):
        between = "Another answer leads to another amount."
        if reach.least is not None and reach.most is not None:
            of = " that were tried" if reach.proof == "tried" else ""
            between = (
                f"By the answers{of} the credits of the statement come to {short_text(reach.least)} at least and "
                f"{short_text(reach.most)} at most."
            )
        yield f"The agreement leaves open: {'; '.join(map(read, open_ones))}. {between}"
    quiet = [choice for choice in outcome.open if not choice.matters]
    if quiet:
        yield f"The agreement leaves open, without effect on these figures: {'; '.join(map(read, quiet))}."


def _assumed(outcome: Outcome) -> Iterator[str]:
    assumed = [each for each in outcome.statement.answers if each.origin == "assumed"]
    if assumed:
        words = "; ".join(
            f"{each.key}{f' ({each.construct})' if each.construct else ''}: {each.answer}" for each in assumed
        )
        yield f"Assumed for this notice, not said by the agreement: {words}."


def _presumed(outcome: Outcome) -> Iterator[str]:
    lines = claimable(outcome.statement).open
    yield from filter(
        None, dict.fromkeys(_presumption(stage) for line in lines for stage in due_stages(line))
    )


def _presumption(stage: StageState) -> str:
    if stage.last is None and stage.presumed:
        return f"{stage.presumed[:1].upper()}{stage.presumed[1:]}."
    return presumption_text(stage)


def _data(outcome: Outcome) -> Iterator[str]:
    warned = [each for each in outcome.statement.findings if each.severity != "information"]
    for each in warned[:MOST_WARNINGS]:
        yield f"About the data: {each.message} [{each.name}]"
    if len(warned) > MOST_WARNINGS:
        yield f"About the data: {len(warned) - MOST_WARNINGS} more remarks; `sladsl evaluate` lists them."
