"""Between which amounts an outcome lies while choices are open, and which answers give the ends.

Where a text leaves something open the honest figure is a range, not the reading that comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from sladsl.outcome.amounts import never_above
from sladsl.outcome.statement import Line, Outcome, Reading, Statement
from sladsl.plan.settlement import Answer
from sladsl.record import Record, replace
from sladsl.values.amount import Amount

Proof = Literal["exact", "outer bounds", "tried"]
"""How sure a range is: both ends are reached and nothing lies beyond them; nothing lies beyond them; or it is only that of
readings that were tried, of more than there is time for."""


PROOFS: dict[Proof, str] = {
    "exact": "",
    "outer bounds": "These are bounds: no answers lead beyond them, and they need not be reached.",
    "tried": "Each choice was varied alone: together they may lead further.",
}
"""What is said of a range beside it."""


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
    proof: Proof = "exact"


def tried(reading: Reading) -> tuple[Answer, ...]:
    """The answers that this reading tries for open choices."""
    return tuple(each for each in reading.answers if each.origin == "tried")


def total_range(readings: tuple[Reading, ...]) -> Range:
    """The range of the credits in all."""
    return _range(readings, lambda statement: statement.total)


def range_of(outcome: Outcome) -> Range:
    """The range of the credits in all of an outcome with readings, with what proves it."""
    if outcome.exhaustive:
        return total_range(outcome.readings)
    return outcome.bounds or replace(total_range(outcome.readings), proof="tried")


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
    least = most = pairs[0][1]
    for _, x in pairs:
        least = x if never_above(x, least) else least
        most = x if never_above(most, x) else most
    # Amounts that wait for fees may have no order: the candidates must hold against every other.
    if not all(never_above(least, x) and never_above(x, most) for _, x in pairs):
        return Range(least=None, most=None)
    return Range(
        least=least,
        most=most,
        least_answers=tuple(tried(reading) for reading, x in pairs if never_above(x, least)),
        most_answers=tuple(tried(reading) for reading, x in pairs if never_above(most, x)),
    )
