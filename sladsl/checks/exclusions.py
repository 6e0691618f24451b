"""Exclusions by what they weaken, and how they are limited: by notice, by a choice among rows, by an allowance."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.checks.promises import promised_by
from sladsl.model.meanings import Agreement, Exclusion, Metric, Objective


def excluded_from(agreement: Agreement) -> list[tuple[Exclusion, list[tuple[Metric, list[Objective]]]]]:
    """Each exclusion that takes time out of a promise, with the metrics and promises it weakens; in their order."""
    found: dict[str, list[tuple[Metric, list[Objective]]]] = {}
    for metric, objectives in promised_by(agreement):
        for name in metric.exclusions:
            found.setdefault(name, []).append((metric, objectives))
    return [(each, found[each.name]) for each in agreement.exclusions.values() if each.name in found]


def limits(condition: v.Condition | None) -> tuple[bool, bool]:
    """Whether rows must have been announced, and whether they are chosen by something else."""
    noticed = chosen = False
    for part in _parts(condition):
        if isinstance(part, v.Notice):
            noticed = True
        else:
            chosen = True
    return noticed, chosen


def _parts(condition: v.Condition | None) -> Iterator[v.Condition]:
    if isinstance(condition, v.AllOf):
        for part in condition.of:
            yield from _parts(part)
    elif condition is not None:
        yield condition
