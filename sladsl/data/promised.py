"""What an agreement promises under each name, as far as a table of people is read by it.

A report doesn't say whether 0.9962 is a ratio or a count, nor whether 2026-03-31 is a day or the month that ends on
it; the promise does.
"""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.record import Record


class Promised(Record):
    """An objective: whether it is assessed by the day, and whether its level is a percentage; of a length of time the
    shortest that it is compared with, in microseconds."""

    daily: bool = False
    percent: bool = True
    length: int = 0


Promises = Mapping[str, Promised]


def promised(promises: Promises, objective: str) -> Promised:
    """What is promised under a name; a percentage by the month where nothing is known."""
    return promises.get(objective, Promised())
