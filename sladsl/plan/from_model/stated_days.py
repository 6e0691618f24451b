"""The days that people state of what a time is counted from, for its rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sladsl.model import dates as d
from sladsl.model.day_facts import claimable
from sladsl.model.facts import StatedFact
from sladsl.model.meanings import Agreement
from sladsl.model.stated_days import STATED, fact_of
from sladsl.plan.dates import StatedDay
from sladsl.values.instant import naive_to_instant, parse_time

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def days_of(
    written: d.Deadline, construct: str, agreement: Agreement, place: ZoneInfo
) -> Mapping[str, tuple[StatedDay, ...]]:
    """The days by the objective that they are about, "" for those of a right or a duty, in the order of time."""
    if written.anchor != STATED:
        return {}
    kind, _, words = construct.partition(" ")
    if kind in ("right", "duty"):
        return {"": _days(fact_of(written.of, words), agreement, place)}
    return {
        name: _days(fact_of(written.of, called), agreement, place) for name, called in claimable(agreement)
    }


def _days(fact: str, agreement: Agreement, place: ZoneInfo) -> tuple[StatedDay, ...]:
    found = [_day(each, place) for each in agreement.stated_facts or () if each.fact == fact]
    known = {each: None for each in found if each is not None}
    return tuple(sorted(known, key=lambda each: (each.instant, each.period, each.scope)))


def _day(stated: StatedFact, place: ZoneInfo) -> StatedDay | None:
    written = parse_time(stated.value)
    if written is None:
        return None
    instant = (
        naive_to_instant(written.naive_us, place).instant
        if written.offset_us is None
        else written.naive_us - written.offset_us
    )
    return StatedDay(instant=instant, scope=stated.scope, period=stated.period)
