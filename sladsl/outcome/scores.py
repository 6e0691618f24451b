"""What the parts of a score count, and how they are put together."""

from __future__ import annotations

from fractions import Fraction

from sladsl.record import Record
from sladsl.values.number import shown
from sladsl.values.to_json import Json, fraction


class ScoredPart(Record):
    """A promise in a score: its weight (none where it does not count in a period), and how much of that counts.

    `counts` None: that can't be told, for the reason in `why`.
    """

    objective: str
    title: str
    weight: Fraction
    counts: Fraction | None
    why: str
    missed: bool = False


def score_rows(parts: tuple[ScoredPart, ...]) -> list[tuple[str, str, str, str]]:
    """A row for each part: its name, its weight, how much of it counts, why."""
    return [
        (
            each.title or each.objective,
            shown(each.weight) if each.weight else "left out",
            "open" if each.counts is None else _percent(each.counts),
            each.why,
        )
        for each in parts
    ]


def score_sum(parts: tuple[ScoredPart, ...], came: str) -> str:
    """`(20 x 90% + 10 x 85%) / 30 = 88.33%`; "" where something is not known."""
    counted = [each for each in parts if each.weight]
    if not counted or any(each.counts is None for each in counted):
        return ""
    terms = [f"{shown(each.weight)} × {_percent(each.counts or Fraction(0))}" for each in counted]
    whole = sum((each.weight for each in counted), Fraction(0))
    top = " + ".join(terms)
    return f"({top}) / {shown(whole)} = {came}" if whole != 1 else f"{top} = {came}"


def _percent(value: Fraction) -> str:
    return f"{shown(value * 100, most=4)}%"


def score_json(parts: tuple[ScoredPart, ...]) -> list[Json]:
    """The parts of a score for the JSON of a line."""
    return [
        {
            "objective": each.objective,
            "weight": fraction(each.weight),
            "counts": fraction(each.counts),
            "why": each.why,
        }
        for each in parts
    ]
