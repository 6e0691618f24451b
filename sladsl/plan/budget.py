"""What of a running period is lost for good, of which so much may be lost."""

from __future__ import annotations

from typing import Literal

from sladsl.record import Record


class BudgetRule(Record):
    """What is lost, as sums of columns of the metering.

    The level is `lost / whole`, or what is left of one where a higher level is better; without `whole_plus` it is the loss
    itself, over `scale`. `grows`: the whole is counted as it comes: by the end of the period there will be more of it.
    """

    unit: Literal["us", "rows", "number", "slots"]
    lost_plus: tuple[str, ...]
    lost_minus: tuple[str, ...] = ()
    whole_plus: tuple[str, ...] = ()
    whole_minus: tuple[str, ...] = ()
    grows: bool = False
    scale: int = 1
    """One of the unit is so many of the columns."""
    weights: tuple[tuple[str, int], ...] = ()
    """What a column is multiplied by, where that is not one."""
