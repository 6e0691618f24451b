"""Outcomes of several readings: which open choices of an agreement matter, from the statements of all
their answers.

Where a choice changes nothing nobody needs to argue about it; `total_range` tells what the others are
worth.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.outcome.range import Range, line_key, line_range, total_range, tried
from sladsl.outcome.statement import OpenChoice, Outcome, Reading, Statement

__all__ = ["Range", "combine", "line_key", "line_range", "total_range", "tried"]


def combine(
    readings: tuple[Reading, ...],
    stated_open: frozenset[str] = frozenset(),
    facts: frozenset[str] = frozenset(),
) -> Outcome:
    """The outcome of all readings of an agreement; ValueError for none.

    `stated_open` holds the keys of choices that the agreement itself leaves open (`not stated`), `facts` the names of
    facts that nobody has stated.
    """
    if not readings:
        raise ValueError("an outcome has at least one reading")
    if len(readings) == 1 and not tried(readings[0]):
        return Outcome(statement=readings[0].statement)
    essences = tuple(_essence(each.statement) for each in readings)
    keys = dict.fromkeys((a.key, a.construct) for each in readings for a in tried(each))
    choices = tuple(
        OpenChoice(
            key=key,
            construct=construct,
            # Readings that never come to the question have no answer to it.
            answers=tuple(filter(None, dict.fromkeys(_answer(each, key, construct) for each in readings))),
            stated_open=key in stated_open,
            fact=key in facts,
            matters=_matters(readings, essences, key, construct),
        )
        for key, construct in keys
    )
    # A fact that nobody has stated is worth a word only where it changes something.
    told = tuple(each for each in choices if each.matters or not each.fact)
    return Outcome(statement=readings[0].statement, readings=readings, open=told)


def _answer(reading: Reading, key: str, construct: str) -> str:
    return next((a.answer for a in tried(reading) if (a.key, a.construct) == (key, construct)), "")


def _matters(
    readings: tuple[Reading, ...], essences: tuple[Mapping[str, object], ...], key: str, construct: str
) -> bool:
    """Whether two readings that differ in this answer alone differ in a line."""
    groups: dict[object, Mapping[str, object]] = {}
    for reading, seen in zip(readings, essences, strict=True):
        others = tuple(a for a in tried(reading) if (a.key, a.construct) != (key, construct))
        first = groups.setdefault(others, seen)
        if first != seen:
            return True
    return False


def _essence(statement: Statement) -> Mapping[str, object]:
    """What a choice may change: verdicts, levels and credits, not the words about them."""
    return {
        "lines": {
            line_key(each): (each.level, each.status, each.grade, each.reason, each.band, each.credit)
            for each in statement.lines
        },
        "claims": {
            line_key(each): tuple((stage.state, stage.last) for stage in each.claim.stages)
            or (each.claim.state, each.claim.last)
            for each in statement.lines
            if each.claim
        },
        "rights": {
            (each.right, each.scope): (each.state, each.arises, each.last, each.first_day, each.effective_day)
            for each in statement.rights
        },
        "duties": {
            (each.rule, each.scope, each.period, each.due, each.state, each.sent) for each in statement.duties
        },
        "totals": statement.totals,
    }
