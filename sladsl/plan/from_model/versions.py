"""Versions of an agreement, each lowered, and which cells of which of them count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sladsl.model import meanings as m
from sladsl.plan import measure as k
from sladsl.plan import settlement as s
from sladsl.plan.from_model.lower import Governed, Plan
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import Record

EVER = 1 << 62
"""Further than any day."""


class Version(Record):
    """One version, lowered over the whole stretch; in force from `since` to `until`."""

    name: str
    title: str
    since: int
    until: int
    agreement: m.Agreement
    stretch: Stretch
    plan: Plan

    def of(self, objective: str) -> s.Assessment | None:
        found = (each for each in self.plan.settlement.assessments if each.objective == objective)
        return next(found, None)

    def metering(self, metric: str) -> k.Metering | None:
        return next((each for each in self.plan.meterings if each.metric == metric), None)


def in_force(versions: Sequence[Version], instant: int) -> int:
    """The place of the version in force at an instant."""
    return max(at for at, each in enumerate(versions) if each.since <= instant)


def governed_cells(
    versions: Sequence[Version],
    more: Mapping[int, Sequence[k.Metering]],
    owner: Mapping[tuple[str, str], int],
    assessments: Sequence[s.Assessment],
) -> tuple[Governed, ...]:
    """Of each version what it measures: each cell is measured by the terms that govern it.

    `more`: what is measured of parts of periods, by version. `owner`: metric and label of a period whose cell is that of
    another version than the one in force at its start.
    """
    of_parts = {each.metric for parts in more.values() for each in parts}
    begin = {period.label: period.start for each in assessments for period in each.periods}
    have: dict[tuple[str, str], list[int]] = {}
    for at, version in enumerate(versions):
        for metering in (*version.plan.meterings, *more.get(at, ())):
            for period in metering.periods:
                have.setdefault((metering.metric, period.label), []).append(at)
                begin.setdefault(period.label, period.start)
    counts: dict[int, set[tuple[str, str]]] = {}
    for key, by in have.items():
        if key not in owner and key[0] in of_parts:
            continue
        at = owner.get(key, in_force(versions, begin[key[1]]))
        if at not in by:
            # What nobody measured then is measured by the terms that look back at it.
            at = next((each for each in by if each > at), by[-1])
        counts.setdefault(at, set()).add(key)
    return tuple(
        Governed(
            meterings=tuple(
                each
                for each in (*version.plan.meterings, *more.get(at, ()))
                if any((each.metric, period.label) in counts[at] for period in each.periods)
            ),
            counts=frozenset(counts[at]),
        )
        for at, version in enumerate(versions)
        if at in counts
    )


def measured_for(one: s.Assessment) -> frozenset[str]:
    """The metrics that are measured for a line."""

    def leaves(level: s.LevelRule) -> frozenset[str]:
        found = frozenset(each.metric for each in level.parts if not each.level.parts)
        return found.union(*(leaves(each.level) for each in level.parts if each.level.parts))

    found = leaves(one.level) if one.level.parts else frozenset({one.metric})
    if one.used is not None and one.used.metric:
        found |= {one.used.metric}
    steps = (
        each.step
        for each in (one.credit, one.bonus, one.points)
        if each is not None and each.step is not None
    )
    found |= {each.other.metric for each in steps if each.other is not None}
    if one.parity is None:
        return found
    other = one.parity.other
    return found | (leaves(other.level) if other.level.parts else frozenset({other.metric}))
