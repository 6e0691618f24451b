"""What nothing evaluates of bonuses, and of credits for the points of a period, though each of their keys is."""

from __future__ import annotations

from sladsl.ast.credits import Bands, Bonus, EarnBack, MarginalBands, PointsCredit


def bonus_later(block: Bonus) -> str:
    """What a bonus hangs on besides a level; "" where that is nothing."""
    keys = (Bonus.when, Bonus.step, Bonus.repeat, Bonus.replaces, Bonus.paid_to, Bonus.unless_cured)
    if any(block.has(key) for key in keys) or any(
        isinstance(each, EarnBack | MarginalBands) for each in block.blocks
    ):
        return "bonuses that hang on more than a level"
    if any(each.head_value is not None for each in block.children(Bands)):
        return "bands of their own for some values"
    return ""


def sums_later(block: PointsCredit) -> str:
    """What a credit for points says that is about single misses."""
    if block.has(PointsCredit.repeat) or block.has(PointsCredit.replaces):
        return "a sum of points that repeats, or replaces other credits"
    return "credits for points that are earned back" if block.children(EarnBack) else ""
