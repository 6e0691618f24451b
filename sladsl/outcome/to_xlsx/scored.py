"""How much of a weight counts, as a formula over the cells of the promise."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sladsl.outcome.scores import ScoredPart
from sladsl.plan.remedies import ScoreRule


def exact(value: Fraction) -> str:
    """A number as a formula has it, without loss."""
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"


def part_of(rule: ScoreRule, part: ScoredPart, cells: Mapping[str, str], grade: str) -> str:
    """`IF(H6="met",1,0)`; what the cells can't tell stands as the figure that it came to."""
    assert part.counts is not None
    status, level, bound = cells["status"], cells["level"], cells["bound"]
    figure = exact(part.counts)
    match rule.counts:
        case "whether it was met" if part.why in ("met", "missed"):
            return f'IF({status}="missed",0,1)'
        case "full or half" if grade and not part.missed and part.why.startswith("met"):
            return f'IF({status}="missed",0,IF({grade}="below expected",1/2,1))'
        case "full or half" if grade and part.missed:
            return f'IF({status}="missed",IF({grade}="",{figure},0),1)'
        case "its level":
            return level
        case "level over target":
            return f"{level}/{bound}"
        case "part of the target" if part.why in ("level over target", "target over level"):
            top, under = (level, bound) if part.why == "level over target" else (bound, level)
            return f"MIN(1,{top}/{under})"
        case _:
            return figure
