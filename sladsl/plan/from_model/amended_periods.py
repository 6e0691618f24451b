"""Amendments that change the periods of a promise: until when it has the old ones, and from when on it has the new.

Each version of the terms is lowered with the periods that an objective has under it, those at the seam cut off where the
agreement says so. So no day is without a period, and none is in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.from_ast.triggers import events
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.plain_periods import as_read
from sladsl.plan.from_model.points import points_of
from sladsl.plan.from_model.stretch import Cut
from sladsl.plan.from_model.versions import EVER
from sladsl.record import Record
from sladsl.values.period import PeriodKind, next_period, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

AMENDED = Interpretation.amended_periods
COUNTS = Interpretation.counts_over_amended_periods
ON_THE_DAY, TO_ITS_END, UNTIL_NEW = AMENDED.answers
ANEW, ON = COUNTS.answers


class Laid(Record):
    """The objectives of which the periods change: from when on each version has them, `(version, instant)` in order."""

    since: dict[str, tuple[tuple[int, int], ...]]
    cuts_of: dict[str, tuple[tuple[int, Cut], ...]]

    def cuts(self, at: int) -> tuple[tuple[str, Cut], ...]:
        """The time in which objectives have the periods of a version."""
        return tuple((name, cut) for name, cuts in self.cuts_of.items() for one, cut in cuts if one == at)

    def in_force(self, objective: str, plain: int, instant: int) -> int:
        """The version that governs an objective at an instant; `plain`: the one that governs all others."""
        since = self.since.get(objective)
        return plain if since is None else max(at for at, start in since if start <= instant)

    def span(self, objective: str, at: int) -> tuple[int, int] | None:
        """From when to when a version governs an objective; None for one that keeps its periods."""
        since = self.since.get(objective)
        if since is None:
            return None
        start = next((start for one, start in since if one == at), EVER)
        return start, next((after for one, after in since if one > at), EVER)


def laid_out(
    agreements: Sequence[m.Agreement],
    readings: Sequence[Reading],
    starts: Sequence[int],
    names: Sequence[str],
    place: ZoneInfo,
) -> Laid:
    """`agreements`: the versions, in force from `starts` on, and made by the amendments of these `names`."""
    read = [as_read(each, reading) for each, reading in zip(agreements, readings, strict=True)]
    since: dict[str, tuple[tuple[int, int], ...]] = {}
    cuts: dict[str, tuple[tuple[int, Cut], ...]] = {}
    for name in dict.fromkeys(name for each in read for name in each.objectives):
        there = [each.objectives.get(name) for each in read]
        kinds = [None if each is None else each.assessed for each in there]
        if len({kind for kind in kinds if kind is not None}) < 2:
            continue
        found: list[tuple[int, int]] = [(0, starts[0])]
        for at in range(1, len(read)):
            while len(found) > 1 and found[-1][1] >= starts[at]:
                found.pop()
            before, after = there[found[-1][0]], there[at]
            start = starts[at]
            if (
                before is not None
                and after is not None
                and before.assessed != after.assessed
                and start < EVER
            ):
                start = _seam(
                    before.period, after.period, start, place, _asking(readings[at], names[at], after)
                )
            found.append((at, start))
        since[name] = tuple(found)
        counted = any(_counted(each, name) for each in read)
        held = dict(_cuts(found, there, readings, names, counted=counted))
        # A version that another takes the place of at once has no period.
        cuts[name] = tuple((at, held.get(at, Cut(since=EVER, until=EVER))) for at in range(len(read)))
    return Laid(since=since, cuts_of=cuts)


def _seam(old: PeriodKind, new: PeriodKind, day: int, place: ZoneInfo, ask: Callable[[], str]) -> int:
    """From when on the new periods are laid."""
    running, coming = period_at(old, place, day), period_at(new, place, day)
    ended = day if running.start == day else running.end
    begun = day if coming.start == day else next_period(coming, place).start
    if ended == begun == day:
        return day
    return {ON_THE_DAY: day, TO_ITS_END: ended, UNTIL_NEW: begun}[ask()]


def _asking(reading: Reading, name: str, objective: m.Objective) -> Callable[[], str]:
    return lambda: reading.ask(
        AMENDED.name,
        f"amendment {name}",
        AMENDED.answers,
        f"the periods of {objective.label} change on a day that lies within one of them",
        span=objective.span,
    )


def _cuts(
    found: list[tuple[int, int]],
    there: Sequence[m.Objective | None],
    readings: Sequence[Reading],
    names: Sequence[str],
    *,
    counted: bool,
) -> Iterator[tuple[int, Cut]]:
    """The time in which each version that governs an objective has its periods; versions with the same ones share it."""
    groups: list[list[tuple[int, int]]] = []
    for at, start in found:
        one, last = there[at], None if not groups else there[groups[-1][-1][0]]
        if one is not None and last is not None and one.assessed == last.assessed:
            groups[-1].append((at, start))
        else:
            groups.append([(at, start)])
    before: m.Objective | None = None
    for number, group in enumerate(groups):
        first = group[0][0]
        objective = there[first]
        until = groups[number + 1][0][1] if number + 1 < len(groups) else EVER
        if objective is None:
            continue
        anew = False
        if before is not None and counted:
            answer = readings[first].ask(
                COUNTS.name,
                f"amendment {names[first]}",
                COUNTS.answers,
                f"misses of {objective.label} in a row, or in so many of its periods, count over the change or do not",
                span=objective.span,
            )
            anew = answer == ANEW
        cut = Cut(since=group[0][1], until=until, before=None if before is None else before.period, anew=anew)
        yield from ((at, cut) for at, _ in group)
        before = objective


def _counted(agreement: m.Agreement, name: str) -> bool:
    """Whether anything is counted over the periods of an objective."""
    objective, credit = agreement.objectives.get(name), agreement.credit_of(name)
    if objective is None:
        return False
    if any((objective.baseline, objective.raised, objective.free)):
        return True
    if credit is not None and any((credit.repeat, credit.earn_back)):
        return True
    triggers = [objective.critical_when, *(each.trigger for each in agreement.rights)]
    triggers += [each.trigger for each in agreement.duties]
    for waiting in (credit, agreement.bonus_of(name), points_of(agreement, name)):
        if waiting is not None:
            triggers += waiting.when.values()
    return any(
        name in event.objectives and event.window is not None
        for trigger in triggers
        if trigger is not None
        for event in events(trigger)
    )
