"""The readings of an agreement over a stretch of time, each with its plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sladsl.model.meanings import Agreement
from sladsl.plan.choices import Reading, TooManyReadings, alternatives
from sladsl.plan.from_model.amended import lowered
from sladsl.plan.from_model.lower import Plan
from sladsl.plan.from_model.stretch import Stretch, stretch_of, zone_in_force
from sladsl.plan.from_model.world import World
from sladsl.record import replace
from sladsl.values.instant import instant_to_local

MOST_READINGS = 1_024
"""Readings that are gone through together; beyond that each choice is varied alone."""


def plans_of(
    agreement: Agreement, stretch: Stretch, assume: Mapping[str, str], world: World | None
) -> Iterator[tuple[Reading, Plan]]:
    """Every reading with its plan. An answer can make new choices appear, so they are gone into one by one."""
    waiting: list[dict[str, str]] = [{}]
    made = 0
    while waiting:
        tried = waiting.pop()
        reading = Reading(agreement, assume, tried)
        plan = _lowered(agreement, reading, stretch, world)
        missing = tuple(need for need in reading.unanswered() if need.variable not in tried)
        if not missing:
            made += 1
            if made > MOST_READINGS:
                raise TooManyReadings(missing, made)
            yield reading, plan
            continue
        more = [{**tried, **answers} for answers in alternatives(missing, MOST_READINGS)]
        if made + len(waiting) + len(more) > MOST_READINGS:
            raise TooManyReadings(missing, made + len(waiting) + len(more))
        waiting.extend(reversed(more))


def one_at_a_time(
    agreement: Agreement, stretch: Stretch, assume: Mapping[str, str], world: World | None
) -> Iterator[tuple[Reading, Plan]]:
    """The first answers, and then each other answer alone: not all readings, and the outcome says so."""
    reading = Reading(agreement, assume)
    yield reading, _lowered(agreement, reading, stretch, world)
    for need in reading.unanswered():
        for answer in need.alternatives[1:]:
            other = Reading(agreement, assume, {need.variable: answer})
            yield other, _lowered(agreement, other, stretch, world)


def _lowered(agreement: Agreement, reading: Reading, stretch: Stretch, world: World | None) -> Plan:
    """The plan of a reading; where the zone is a choice, the stretch begins and ends at its midnights."""
    zone = zone_in_force(agreement, reading)
    if zone != stretch.zone:
        moved = _moved(agreement, reading, stretch)
        return lowered(agreement, reading, moved, world)
    return lowered(agreement, reading, stretch, world)


def _moved(agreement: Agreement, reading: Reading, stretch: Stretch) -> Stretch:
    """The same civil periods in another zone."""
    place = stretch.place()

    def same(start: int, end: int) -> Stretch | None:
        first = instant_to_local(start, place).date().isoformat()
        last = instant_to_local(end - 1, place).date().isoformat()
        return stretch_of(agreement, reading, first, last)

    found = same(stretch.start, stretch.end)
    if found is None:
        return stretch
    asked = same(*stretch.shown) if stretch.shown is not None else None
    shown = (asked.start, asked.end) if asked is not None else None
    return replace(found, shown=shown, as_of=stretch.as_of)
