"""What of a statement can be claimed, needs no claim, or can't be claimed any more.

The notice claims the first and the command tells the rest, so both have to take them from one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sladsl.model.sides import promised_to
from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Line, StageState, Statement
from sladsl.record import Record
from sladsl.values.amount import Amount

if TYPE_CHECKING:
    from sladsl.model.meanings import Agreement

Chance = Literal["open", "lost", "made"]


class Claimable(Record):
    """Lines by what can be done about what they owe, or would owe if a cap had left something of it.

    `beyond`, `beyond_lost`, `beyond_made`: a cap leaves nothing of it now; if another credit under that cap falls away it is
    owed, where it was claimed in time.
    """

    open: tuple[Line, ...]
    unneeded: tuple[Line, ...]
    lost: tuple[Line, ...]
    made: tuple[Line, ...]
    beyond: tuple[Line, ...] = ()
    beyond_lost: tuple[Line, ...] = ()
    beyond_made: tuple[Line, ...] = ()


def claimable(statement: Statement) -> Claimable:
    """The lines of a statement that owe something, or would without a cap."""

    def of(*states: str) -> tuple[Line, ...]:
        return tuple(
            line
            for line in statement.lines
            if line.claim is not None
            and line.claim.state in states
            and not line.claim.decisions
            and not is_nothing(line.credit)
        )

    decided = tuple(
        line
        for line in statement.lines
        if line.claim is not None and line.claim.decisions and not is_nothing(line.credit)
    )

    def beyond(chance: Chance) -> tuple[Line, ...]:
        return tuple(line for line in statement.lines if _chance_beyond(line) == chance)

    return Claimable(
        open=of("open", "not stated"),
        unneeded=of("none needed"),
        lost=of("lapsed", "made late"),
        made=(*of("made in time"), *decided),
        beyond=beyond("open"),
        beyond_lost=beyond("lost"),
        beyond_made=beyond("made"),
    )


def claimant(agreement: Agreement, line: Line) -> tuple[str, ...]:
    """The parties who can claim what a line owes: those to whom its promise is made."""
    return promised_to(agreement, line.owner)


def claimed_by(agreement: Agreement, found: Claimable, by: str = "") -> tuple[str, ...]:
    """The parties for whom one notice speaks: the side of `by`; "": who has something to claim, the customers first."""
    sides = dict.fromkeys(claimant(agreement, line) for line in (*found.open, *found.beyond))
    # What a provider owes goes to the customers, who claim most; a notice never speaks for both sides.
    ranked = sorted(sides, key=lambda side: side != promised_to(agreement, ""))
    if by:
        return next((side for side in ranked if by in side), (by,))
    return ranked[0] if ranked else promised_to(agreement, "")


def of_side(agreement: Agreement, found: Claimable, side: tuple[str, ...]) -> Claimable:
    """What of it these parties can claim, or could have."""

    def own(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(line for line in lines if claimant(agreement, line) == side)

    return Claimable(
        open=own(found.open),
        unneeded=own(found.unneeded),
        lost=own(found.lost),
        made=own(found.made),
        beyond=own(found.beyond),
        beyond_lost=own(found.beyond_lost),
        beyond_made=own(found.beyond_made),
    )


def before_cap(line: Line) -> Amount | None:
    """The credit before the first cap that took something."""
    return next(
        (step.before for step in line.steps if step.name == "cap" and not is_nothing(step.before)), None
    )


def due_stages(line: Line) -> tuple[StageState, ...]:
    """The stages of a claim that can still be done; the next one is what a notice makes."""
    if line.claim is None:
        return ()
    return tuple(stage for stage in line.claim.stages if stage.state in ("open", "not stated"))[:1]


def _chance_beyond(line: Line) -> Chance | None:
    """What can be done about a credit of which a cap took all; None for other lines."""
    claim = line.claim
    if claim is None or claim.state != "nothing to claim" or before_cap(line) is None:
        return None
    states = {stage.state for stage in claim.stages}
    if states & {"lapsed", "made late"}:
        return "lost"
    if due_stages(line):
        return "open"
    return "made" if "made in time" in states else None
