"""What nothing evaluates of credits, bonuses and points, though each of their keys is."""

from __future__ import annotations

from sladsl.ast.credits import Bands, Bonus, Consequence, EarnBack, Points, PointsCredit
from sladsl.ast.declare import Block, Entry
from sladsl.ast.objectives import Objective
from sladsl.model.from_ast.remedies import earn_back_later
from sladsl.model.from_ast.triggers import counts_misses

MORE: dict[type[Block], str] = {
    Objective: "misses that are critical by more than misses before them",
    Points: "points that need more than a miss",
    Bonus: "bonuses that need more than a level",
}


def waits(entry: Entry, block: Block) -> bool:
    """Whether an entry says what has to happen first, besides a miss or a level; or what makes a miss critical."""
    if isinstance(block, Objective):
        return entry.key == Objective.critical_when.name
    return isinstance(block, Consequence) and entry.key == Consequence.when.name


def waits_later(entry: Entry, block: Block) -> str:
    """What nothing evaluates of what it waits for; "" where that counts how promises came out."""
    return "" if counts_misses(entry.value) else MORE.get(type(block), "credits that need more than a miss")


def bonus_later(block: Bonus) -> str:
    """Bands of a bonus that are not evaluated; what it says of misses is refused (of_no_miss.py)."""
    if any(each.head_value is not None for each in block.children(Bands)):
        return "bands of their own for some values"
    return ""


def sums_later(block: PointsCredit) -> str:
    """What nothing evaluates of how a credit for points is earned back; of_no_miss.py refuses what it says of misses."""
    return next((said for each in block.children(EarnBack) if (said := earn_back_later(each, ()))), "")
