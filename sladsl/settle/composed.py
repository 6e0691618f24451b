"""Levels computed from other levels: their cells put together, their level, and why there may be none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sladsl.plan.composed import joined, leaves
from sladsl.plan.settlement import Assessment, LevelRule

Columns = Mapping[tuple[str, str, str], Mapping[str, int]]
"""The integers of a cell by metric, scope and period label."""


def with_composed(columns: Columns, assessments: Iterable[Assessment]) -> Columns:
    """The cells, and those of each assessment that is computed from others: the ones of its parts, put together.

    It has a cell in every scope and period in which a part has one and none lacks one.
    """
    found = dict(columns)
    for assessment in assessments:
        if not assessment.level.parts:
            continue
        labels = {period.label for period in assessment.periods}
        parts = [part for part, _ in leaves(assessment.level, {})]
        scoped = {part.metric for part in parts if part.scoped} or {part.metric for part in parts}
        places = {(scope, label) for metric, scope, label in columns if label in labels and metric in scoped}
        for scope, label in places:
            cell = _cell(assessment.level, scope, label, columns)
            if cell is not None:
                found[assessment.metric, scope, label] = cell
    return found


def _cell(rule: LevelRule, scope: str, label: str, columns: Columns) -> Mapping[str, int] | None:
    """The cells of the parts put together; None where one has none."""
    own = {}
    for part in rule.parts:
        place = scope if part.scoped else ""
        cell = (
            _cell(part.level, place, label, columns)
            if part.level.parts
            else columns.get((part.metric, place, label))
        )
        if cell is None:
            return None
        own[part.name] = cell
    return joined(own)
