"""What of a statement can be claimed, needs no claim, or can't be claimed any more.

The notice claims the first and the command tells the rest, so both have to take them from one place.
"""

from __future__ import annotations

from typing import Literal

from sladsl.outcome.amounts import is_nothing
from sladsl.outcome.statement import Line, StageState, Statement
from sladsl.record import Record
from sladsl.values.amount import Amount

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
