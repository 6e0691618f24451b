"""What nothing evaluates of credits, bonuses and points, though each of their keys is."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.credits import Bands, Bonus, Consequence, EarnBack, Points, PointsCredit
from sladsl.ast.declare import Block, Entry
from sladsl.ast.objectives import Objective
from sladsl.model.from_ast.remedies import earn_back_later
from sladsl.model.from_ast.spoken_of import promised_metrics, scored
from sladsl.model.from_ast.triggers import counts_periods
from sladsl.record import Record, within

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


class Known(Record):
    """What conditions can wait for: metrics that objectives are about, scores; whether points hang on no critical miss."""

    metrics: frozenset[str] = frozenset()
    scores: frozenset[str] = frozenset()
    plain_points: bool = True


def known(node: a.Agreement) -> Known:
    """What the conditions of an agreement can wait for."""
    hang = any(
        isinstance(each, v.Event) and each.status == "critical"
        for block in node.children(Points)
        for each in within(block.when)
    )
    return Known(metrics=promised_metrics(node), scores=scored(node), plain_points=not hang)


def waits_later(entry: Entry, block: Block, about: Known) -> str:
    """What nothing evaluates of what it waits for; "" where that is how promises came out, or figures of what is over."""
    figures = (each for each in within(entry.value) if isinstance(each, (v.Reached, v.NothingDue)))
    if counts_periods(entry.value) and all(_tells(each, block, about) for each in figures):
        return ""
    return MORE.get(type(block), "credits that need more than a miss")


def _tells(figure: v.Reached | v.NothingDue, block: Block, about: Known) -> bool:
    """Whether a figure is known by when the block needs it: nothing waits for what comes of itself."""
    subject = figure.subject if isinstance(figure, v.Reached) else None
    if isinstance(subject, v.Name):
        scores = frozenset[str]() if isinstance(block, Objective) else about.scores
        return subject.text in about.metrics | scores
    if subject is not None and subject.text == "points":
        return about.plain_points if isinstance(block, Objective) else not isinstance(block, Points)
    return isinstance(block, Bonus) and not block.has(Bonus.replaces)


def bonus_later(block: Bonus) -> str:
    """Bands of a bonus that are not evaluated; what it says of misses is refused (of_no_miss.py)."""
    if any(each.head_value is not None for each in block.children(Bands)):
        return "bands of their own for some values"
    return ""


def sums_later(block: PointsCredit) -> str:
    """What nothing evaluates of how a credit for points is earned back; of_no_miss.py refuses what it says of misses."""
    return next((said for each in block.children(EarnBack) if (said := earn_back_later(each, ()))), "")
