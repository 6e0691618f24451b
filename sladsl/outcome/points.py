"""What a miss scored."""

from __future__ import annotations

from fractions import Fraction

from sladsl.plan.settlement import Rule
from sladsl.record import Record
from sladsl.values.number import shown


class Scored(Record):
    """`number` None: how many points can't be told, for the reason in `why`."""

    number: Fraction | None
    why: str
    rule: Rule
    alone: str = ""
    """Why, before it was multiplied as a repeated miss; "" where it was not."""


def points_text(number: Fraction) -> str:
    """`1 point`, `2.5 points`."""
    return f"{shown(number)} point{'' if number == 1 else 's'}"
