"""Parts of a period in which its terms are amended: whether what is measured of them adds up, and what is told where not."""

from __future__ import annotations

from sladsl.plan import measure as k
from sladsl.plan import settlement as s
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import Record, replace
from sladsl.values.instant import instant_text
from sladsl.values.period import Period

ADDED = (k.Length, k.Count, k.Total, k.Known, k.Begun, k.SlotStarts)
UNCOMPARED = "its terms change within the period, and what it is compared with has no parts"
OUTAGE = "outage "
"""Begins the columns of instants; the first or the last of the parts is that of the whole."""


class Apart(Record):
    """How a period whose terms are amended within it is measured, or `why` it is not.

    `stints` are its parts, () where they can't be told apart; `whole`: its cells are those of the whole period all the same.
    `level`: the rule that takes the parts, where each has one of its own.
    """

    stints: tuple[s.Stint, ...] = ()
    whole: bool = False
    level: s.LevelRule | None = None
    why: str = ""


def apart(levels: list[s.LevelRule], stints: tuple[s.Stint, ...], *, equal: bool) -> Apart:
    """`equal`: all terms measure and reckon alike. `levels`: the rule of each; `stints` () where the parts do not add up."""
    if equal:
        return Apart(stints=stints, whole=True)
    if not stints:
        why = "how it is measured changes within the period, and its parts do not add up"
        return Apart(whole=True, why=why)
    if alike(levels):
        return Apart(stints=stints)
    level = _each_by_its_own(levels, stints)
    if level is None:
        return Apart(whole=True, why="what its level is made of changes within the period")
    return Apart(stints=stints, level=level)


def alike(levels: list[s.LevelRule]) -> bool:
    """Whether all rules make the same level of the same columns."""
    bare = [_bare(each) for each in levels]
    return all(each == bare[0] for each in bare)


def _bare(level: s.LevelRule) -> s.LevelRule:
    return replace(level, rounding=None, places=0, budget=None)


def level_columns_add_up(metering: k.Metering) -> bool:
    """Whether the columns of a period are the sums of those of its parts."""
    return all(each.name.startswith(OUTAGE) or isinstance(each.cells, ADDED) for each in metering.columns)


def _each_by_its_own(levels: list[s.LevelRule], stints: tuple[s.Stint, ...]) -> s.LevelRule | None:
    """Both halves of the level as sums over the parts, each of the columns that its own rule takes of it."""
    first = levels[0]
    if any(_but_columns(each) != _but_columns(first) for each in levels):
        return None
    if (
        first.weights
        or first.divided
        or first.complement
        or first.needs
        or first.spoils
        or not first.over_plus
    ):
        return None

    def of(name: str) -> tuple[str, ...]:
        return tuple(
            f"{column}, {stint.part}"
            for level, stint in zip(levels, stints, strict=True)
            for column in getattr(level, name)
        )

    return replace(
        first,
        plus=of("plus"),
        minus=of("minus"),
        over_plus=of("over_plus"),
        over_minus=of("over_minus"),
        lever="",
        budget=None,
    )


def _but_columns(level: s.LevelRule) -> s.LevelRule:
    """A rule without the columns that it adds and takes off."""
    return replace(_bare(level), plus=(), minus=(), over_plus=(), over_minus=())


def days_of(stretch: Stretch, period: Period, start: int, end: int) -> str:
    """A part of a period in words that tell it from all others."""
    place = stretch.place()
    first, after = (instant_text(at, place)[:10] for at in (start, end))
    if start == period.start:
        return f"before {after}"
    return f"from {first} on" if end == period.end else f"from {first} to before {after}"
