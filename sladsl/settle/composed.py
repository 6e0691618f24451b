"""Levels computed from other levels: their cells put together, their level, and why there may be none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from sladsl.plan.composed import Over, Part, PartOf, joined
from sladsl.plan.settlement import Assessment, LevelRule
from sladsl.record import replace

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
        scoped = {part.metric for part in _leaves(assessment.level) if part.scoped}
        scopes = {scope for metric, scope, _ in columns if metric in scoped} if scoped else {""}
        for scope, label in product(scopes, labels):
            cell = cell_of(assessment.level, scope, label, columns)
            if cell is not None:
                found[assessment.metric, scope, label] = cell
    return found


def spread_out(assessment: Assessment, columns: Columns) -> Assessment:
    """The assessment with a part for each of the scopes that there are, where its level is taken across them."""
    return (
        replace(assessment, level=_spread(assessment.level, columns))
        if assessment.level.parts
        else assessment
    )


def _spread(rule: LevelRule, columns: Columns) -> LevelRule:
    if not any(part.spread for part in rule.parts) or not isinstance(rule.formula, Over):
        inner = tuple(replace(part, level=_spread(part.level, columns)) for part in rule.parts)
        return replace(rule, parts=inner) if inner else rule
    parts: list[Part] = []
    for part in rule.parts:
        metrics = {each.metric for each in _leaves(part.level)} if part.level.parts else {part.metric}
        scopes = sorted({scope for metric, scope, _ in columns if metric in metrics and scope})
        parts += [
            replace(part, name=f"{part.name} of {scope}", scope=scope, scoped=False, spread=False)
            for scope in scopes
        ]
    if not parts:
        return rule
    formula = replace(rule.formula, of=tuple(PartOf(name=part.name) for part in parts))
    return replace(rule, parts=tuple(parts), formula=formula)


def not_yet(rule: LevelRule, label: str) -> str:
    """Why a level over several periods has none: there have not been so many; "" where that is not why."""
    lacking = sum(part.earlier is not None and label not in part.earlier for part in rule.parts)
    return (
        f"in {lacking} of the {len(rule.parts)} periods that it is taken over nothing was in force"
        if lacking
        else ""
    )


def _leaves(rule: LevelRule) -> Iterator[Part]:
    """The parts that are measured."""
    for part in rule.parts:
        if part.level.parts:
            yield from _leaves(part.level)
        else:
            yield part


def cell_of(rule: LevelRule, scope: str, label: str, columns: Columns) -> Mapping[str, int] | None:
    """The cells of the parts put together; None where one has none."""
    own = {}
    for part in rule.parts:
        place = part.scope or (scope if part.scoped else "")
        at = label
        if part.earlier is not None:
            if label not in part.earlier:
                return None
            at = part.earlier[label].label
        cell = (
            cell_of(part.level, place, at, columns)
            if part.level.parts
            else columns.get((part.metric, place, at))
        )
        if cell is None:
            return None
        own[part.name] = cell
    return joined(own)
