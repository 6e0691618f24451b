"""How many points a period can bring at most: the greatest of each block, for each promise, with its repeats."""

from __future__ import annotations

from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.credits import Points
from sladsl.ast.declare import Block
from sladsl.ast.metrics import Metric
from sladsl.ast.objectives import Objective
from sladsl.ast.services import Service
from sladsl.checks.prices import amounts
from sladsl.checks.written import consequences, promises


def most_points(root: Block, period: str) -> Fraction | None:
    """The most that all promises of an agreement can score in a period; None where that can't be told.

    It can't where something is assessed one by one, where each record scores, by steps, or where a figure is left open.
    """
    if one_by_one(root):
        return None
    total = Fraction(0)
    scored = [(block, each) for block, each in consequences(root) if isinstance(block, Points)]
    for block, objectives in scored:
        most = _greatest(block)
        times = [_times(objective, period) for objective in objectives]
        if most is None or not times or None in times:
            return None
        total += most * sum(each for each in times if each is not None)
    return total if scored else None


def period_of_points(root: Block) -> str:
    """The period in which all promises that score are assessed; "" where it is not one."""
    blocks = [each for block, found in consequences(root) if isinstance(block, Points) for each in found]
    found = {words.period for objective in blocks for words in promises(objective)}
    return found.pop() if len(found) == 1 else ""


def one_by_one(root: Block) -> bool:
    """Whether something may be assessed one by one, and so missed more than once in a period."""
    services = any(each.for_each is not None for each in root.children(Service))
    measured = (*root.children(Metric), *root.children(Objective))
    return services or any(each.for_each is not None for each in measured)


def _greatest(block: Points) -> Fraction | None:
    """The most points of one miss, as often as it is repeated."""
    if block.step is not None or block.has(Points.overrides):
        return None
    factor = Fraction(1)
    if block.has(Points.repeat):
        repeat = block.repeat
        if not isinstance(repeat, v.Repeat):
            return None
        factor = max(factor, repeat.factor.value)
    most = Fraction(0)
    for amount in amounts(block):
        match amount:
            case v.Answer(text="none"):
                continue
            case v.Quantity(unit="points"):
                most = max(most, amount.number.value)
            case _:
                return None
    return most * factor


def _times(objective: Objective, period: str) -> int | None:
    """How often an objective can be missed in a period: once in each of its own, for each level that it promises."""
    from sladsl.checks.worth import MOST_PERIODS

    count = 0
    for words in promises(objective):
        if words.assessed is not None or (words.noun is not None and words.share is None):
            return None
        own = words.period
        many = MOST_PERIODS[own].get(period) if own in ("day", "week", "month", "quarter", "year") else None
        if many is None:
            return None
        count += many * (1 if words.together else max(1, len(words.metrics)))
    return count or None
