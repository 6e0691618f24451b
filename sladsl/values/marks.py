"""Where a number lies among some others, told by integers alone.

All that hangs on comparing a number with a few fixed ones is the same in a whole spot: below the first, at it, between
it and the second, and so on. Whoever knows the spot has compared with all of them at once, and has divided nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from fractions import Fraction
from math import lcm


class Marks:
    """The spots between some numbers and at them, counted upwards from 0 (below all); odd ones are the numbers."""

    __slots__ = ("below", "numbers")

    def __init__(self, values: Iterable[Fraction]) -> None:
        found = sorted(set(values))
        self.below = lcm(*(each.denominator for each in found))
        self.numbers = [each.numerator * (self.below // each.denominator) for each in found]

    def at(self, top: int, under: int) -> int:
        """The spot of `top / under`; `under` is positive."""
        whole, rest = divmod(top * self.below, under)
        place = bisect_left(self.numbers, whole)
        if place < len(self.numbers) and self.numbers[place] == whole:
            return 2 * place + (2 if rest else 1)
        return 2 * place

    def of(self, value: Fraction) -> int:
        return self.at(value.numerator, value.denominator)

    def entered(self, top: int, step: int, under: int) -> list[int]:
        """After how many steps (1 or more) `(top + steps * step) / under` is in another spot than before, ascending.

        The same number may come twice, and a spot that is passed by in one step is not entered.
        """
        found = []
        here, step = top * self.below, step * self.below
        for mark in self.numbers:
            # It is at the mark, or has passed it, when `ahead` is used up.
            ahead = mark * under - here if step > 0 else here - mark * under
            if ahead >= 0:
                found += [-(-ahead // abs(step)), ahead // abs(step) + 1]
        return sorted(each for each in found if each > 0)
