"""What nothing evaluates of credits, bonuses and points, though each of their keys is."""

from __future__ import annotations

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, Bonus, Consequence, EarnBack, Points, PointsCredit
from sladsl.ast.declare import Block, Entry
from sladsl.ast.objectives import Objective
from sladsl.model.from_ast.triggers import counts_misses
from sladsl.record import within

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
    if isinstance(block, PointsCredit) and any(
        isinstance(each, v.Event) and each.subject is None for each in within(entry.value)
    ):
        return "conditions on a sum of points"
    if counts_misses(entry.value, exceeded=isinstance(block, Bonus)):
        return ""
    return MORE.get(type(block), "credits that need more than a miss")


def bonus_later(block: Bonus) -> str:
    """What a bonus says of misses: it comes of a level that is better than promised."""
    keys = (Bonus.repeat, Bonus.unless_cured)
    if any(block.has(key) for key in keys) or block.children(EarnBack):
        return "bonuses that hang on misses"
    if isinstance(block.step, v.StepOf) and isinstance(block.step.of, v.Answer):
        return "bonuses for a shortfall"
    if any(each.head_value is not None for each in block.children(Bands)):
        return "bands of their own for some values"
    return ""


def sums_later(block: PointsCredit) -> str:
    """What a credit for points says that is about single misses."""
    if block.has(PointsCredit.repeat):
        return "a sum of points that repeats"
    return "credits for points that are earned back" if block.children(EarnBack) else ""
