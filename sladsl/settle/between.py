"""Which printed row is that of a level that lies between two of them, where the agreement says so."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.plan.settlement import Between, Bound

Rows = Sequence[tuple[Bound, ...]]


def between(rows: Rows, level: Fraction, higher: bool, how: Between) -> int | None:
    """The place of the row; None where it lies between no two rows, where nothing says which, or both are as near.

    `higher`: a higher level is better. The row below is that of the worse levels, whichever way these lie.
    """
    if how == "error":
        return None
    ends = [(at, *_ends(bounds)) for at, bounds in enumerate(rows)]
    under = [(high, at) for at, _, high in ends if high is not None and high <= level]
    over = [(low, at) for at, low, _ in ends if low is not None and low >= level]
    if not under or not over:
        return None
    lower, upper = max(under), min(over)
    if how == "row below":
        return lower[1] if higher else upper[1]
    down, up = level - lower[0], upper[0] - level
    return None if down == up else lower[1] if down < up else upper[1]


def _ends(bounds: tuple[Bound, ...]) -> tuple[Fraction | None, Fraction | None]:
    """Where a row begins and ends; None where it doesn't."""
    lows = [each.value for each in bounds if each.comparator in ("at least", "above", "exactly")]
    highs = [each.value for each in bounds if each.comparator in ("at most", "below", "exactly")]
    return max(lows, default=None), min(highs, default=None)
