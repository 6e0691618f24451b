"""Time that counts with the weight of its row, stretch by stretch between the instants at which anything changes."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sladsl.engines.reference.aggregates import side_of
from sladsl.engines.reference.conditions import number
from sladsl.engines.reference.relations import Relations
from sladsl.engines.reference.spans import Periods
from sladsl.engines.reference.witnesses import own_spans
from sladsl.plan.measure import Weighed
from sladsl.values.open_time import OpenTime

Heavy = tuple[int, int, Fraction]
"""A span and its weight."""


def weighed(cells: Weighed, relations: Relations, scope: str) -> list[int]:
    """The integer of each period."""
    spans = _heavy(cells, relations, scope)
    inside = OpenTime(relations.set(cells.within, scope))
    places = Periods(cells.periods)
    found: list[Fraction | None] = [None] * len(cells.periods)
    for start, end, weight in _apart(spans) if cells.once else spans:
        for at in places.meeting(start, end):
            period = cells.periods[at]
            length = inside.between(max(start, period.start), min(end, period.end))
            if length:
                found[at] = (found[at] or Fraction(0)) + length * weight
    return [side_of(each, cells.side) for each in found]


def _heavy(cells: Weighed, relations: Relations, scope: str) -> list[Heavy]:
    found: list[Heavy] = []
    for node in cells.spans:
        own = own_spans(relations, node, scope)
        if own is None:
            found += [(start, end, Fraction(1)) for start, end in relations.spans(node, scope)]
            continue
        for start, end, _, row in own:
            weight = number(cells.weight, row.values)
            if weight is not None and start < end:
                found.append((start, end, weight))
    return found


def _apart(spans: list[Heavy]) -> list[Heavy]:
    """Stretches that do not overlap, each with the greatest weight of the spans around it."""
    edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
    found = []
    for start, end in pairwise(edges):
        around = [weight for a, b, weight in spans if a <= start and end <= b]
        if around:
            found.append((start, end, max(around)))
    return found
