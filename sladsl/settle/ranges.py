"""Ranges: what the open choices of an agreement do to its outcome, from the statements of all their answers.

Where a text leaves something open the honest figure is a range, together with the answers that give its ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from sladsl.outcome.statement import Line, OpenChoice, Outcome, Reading, Statement
from sladsl.plan.settlement import Answer
from sladsl.record import Record
from sladsl.settle.amounts import never_above
from sladsl.values.amount import Amount

T = TypeVar("T")


class Range(Record):
    """The least and the most of an amount over readings, and for each the answers of the readings that
    give it.

    Both None when the amounts can't be put in order before fees are known, or when a reading leaves one
    open.
    """

    least: Amount | None
    most: Amount | None
    least_answers: tuple[tuple[Answer, ...], ...] = ()
    most_answers: tuple[tuple[Answer, ...], ...] = ()


def combine(readings: tuple[Reading, ...], stated_open: frozenset[str] = frozenset()) -> Outcome:
    """The outcome of all readings of an agreement; ValueError for none.

    `stated_open` holds the keys of choices that the agreement itself leaves open (`not stated`).
    """
    if not readings:
        raise ValueError("an outcome has at least one reading")
    if len(readings) == 1 and not tried(readings[0]):
        return Outcome(statement=readings[0].statement)
    keys = dict.fromkeys((a.key, a.construct) for each in readings for a in tried(each))
    choices = tuple(
        OpenChoice(
            key=key,
            construct=construct,
            answers=tuple(dict.fromkeys(_answer(each, key, construct) for each in readings)),
            stated_open=key in stated_open,
            matters=_matters(readings, key, construct),
        )
        for key, construct in keys
    )
    return Outcome(statement=readings[0].statement, readings=readings, open=choices)


def tried(reading: Reading) -> tuple[Answer, ...]:
    """The answers that this reading tries for open choices."""
    return tuple(each for each in reading.answers if each.origin == "tried")


def total_range(readings: tuple[Reading, ...]) -> Range:
    """The range of the credits in all."""
    return _range(readings, lambda statement: statement.total)


def line_range(readings: tuple[Reading, ...], line: Line) -> Range:
    """The range of the credit of one objective, scope and period."""
    key = line_key(line)
    return _range(
        readings,
        lambda statement: next((each.credit for each in statement.lines if line_key(each) == key), None),
    )


def line_key(line: Line) -> tuple[str, str, str]:
    """What names a line in every reading."""
    return line.objective, line.scope, line.period


def _range(readings: tuple[Reading, ...], amount: Callable[[Statement], Amount | None]) -> Range:
    pairs: list[tuple[Reading, Amount]] = []
    for reading in readings:
        found = amount(reading.statement)
        if found is None:
            return Range(least=None, most=None)
        pairs.append((reading, found))
    least = next((x for _, x in pairs if all(never_above(x, y) for _, y in pairs)), None)
    most = next((x for _, x in pairs if all(never_above(y, x) for _, y in pairs)), None)
    if least is None or most is None:
        return Range(least=None, most=None)
    return Range(
        least=least,
        most=most,
        least_answers=tuple(tried(reading) for reading, x in pairs if never_above(x, least)),
        most_answers=tuple(tried(reading) for reading, x in pairs if never_above(most, x)),
    )


def _answer(reading: Reading, key: str, construct: str) -> str:
    return next((a.answer for a in tried(reading) if (a.key, a.construct) == (key, construct)), "")


def _matters(readings: tuple[Reading, ...], key: str, construct: str) -> bool:
    """Whether two readings that differ in this answer alone differ in a line."""
    groups: dict[object, Mapping[str, object]] = {}
    for reading in readings:
        others = tuple(a for a in tried(reading) if (a.key, a.construct) != (key, construct))
        seen = _essence(reading.statement)
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
            line_key(each): (each.claim.state, each.claim.last) for each in statement.lines if each.claim
        },
        "totals": statement.totals,
    }
