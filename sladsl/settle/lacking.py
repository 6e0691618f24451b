"""What a right still lacks: how many more periods must come out so, and in which of them at the latest.

"One more miss by June" is what both sides want to know in time: the one to watch, the other to mend.
"""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.outcome.rights import RightCondition, RightConditions, RightTree
from sladsl.plan.dates import AllRule, EventRule, TriggerRule, WindowRule
from sladsl.record import replace
from sladsl.settle.tracks import Entry, Track, value_of
from sladsl.settle.triggers import Clock, Tracks, of_track, window_of, within
from sladsl.values.period import Period, most_in, next_period


def conditions(
    trigger: TriggerRule, tracks: Tracks, instant: int, clock: Clock, term_end: int | None
) -> RightTree | None:
    """A trigger as it stands at an instant; of several objectives the one that lacks least."""
    if isinstance(trigger, EventRule):
        found = [
            _condition(trigger, tracks[name], instant, clock, term_end)
            for name in trigger.objectives
            if name in tracks
        ]
        rank = {"yes": 0, "perhaps": 1, "no": 2}
        return min(found, key=lambda one: (rank[one.holds], not one.reachable, one.more), default=None)
    parts = [conditions(each, tracks, instant, clock, term_end) for each in trigger.of]
    kept = tuple(each for each in parts if each is not None)
    if not kept:
        return None
    return RightConditions(how="all" if isinstance(trigger, AllRule) else "any", of=kept)


def _condition(
    event: EventRule, track: Track, instant: int, clock: Clock, term_end: int | None
) -> RightCondition:
    verdict = of_track(event, track, instant, clock)
    window = event.window
    needed = 1 if window is None else window.count
    bare = RightCondition(
        text=event.text,
        holds=verdict.holds,
        counted=verdict.counted,
        needed=needed,
        more=0,
        objective=track.assessment.objective,
        title=track.assessment.title,
        any=event.any,
        status=event.status,
    )
    if verdict.holds == "yes":
        return bare
    last = track.entries[-1].period if track.entries else None
    coming = _coming(last, window, clock, term_end) if last is not None else ()
    left = len(coming)
    if window is None:
        return _with(bare, 1, reachable=left >= 1 or last is None)
    assert last is not None
    at = track.last_until(instant)
    if window.kind == "run":
        run = min(track.run(event.status, window.bridged, False, at), window.count) if at >= 0 else 0
        more = window.count - run
        return _with(
            bare,
            more,
            first=coming[0].label if run and coming else "",
            last=coming[more - 1].label if run and more <= left else "",
            each=True,
            reachable=more <= left,
        )
    return _in_window(bare, event, window, track, at, coming, clock)


def _with(
    bare: RightCondition,
    more: int,
    *,
    first: str = "",
    last: str = "",
    each: bool = False,
    reachable: bool = True,
) -> RightCondition:
    return replace(bare, more=more, first=first, last=last, each=each, reachable=reachable)


def _in_window(
    bare: RightCondition,
    event: EventRule,
    window: WindowRule,
    track: Track,
    at: int,
    coming: tuple[Period, ...],
    clock: Clock,
) -> RightCondition:
    """The fewest more that suffice, and the periods in which so few still do."""
    if window.kind == "sliding" or (window.kind == "contract year" and clock.term_start is None):
        return _in_a_row(bare, event, window, track, at, coming, clock)
    groups: dict[object, list[Period]] = {}
    for period in coming:
        groups.setdefault(window_of(window, period, clock), []).append(period)
    here = window_of(window, track.entries[at].period, clock) if at >= 0 else None
    for key, group in groups.items():
        count = len(_yes(event, within(window, track, at, clock))) if key == here else 0
        more = max(window.count - count, 1)
        if more <= len(group):
            return _with(bare, more, first=group[0].label, last=group[-1].label)
    return _with(bare, window.count, reachable=False)


def _in_a_row(
    bare: RightCondition,
    event: EventRule,
    window: WindowRule,
    track: Track,
    at: int,
    coming: tuple[Period, ...],
    clock: Clock,
) -> RightCondition:
    """Of any so many in a row: what has happened so far leaves the window one by one."""
    least, last = window.count + 1, ""
    seen = within(window, track, at, clock)
    length = window.of or len(seen)
    for number, period in enumerate(coming, start=1):
        count = len(_yes(event, seen[max(0, len(seen) + number - length) :]))
        more = max(window.count - count, 1)
        if more < least and more <= min(number, length):
            least, last = more, period.label
        elif more == least and count:
            last = period.label
    if least > window.count:
        return _with(bare, window.count, reachable=False)
    started = least < window.count
    return _with(bare, least, first=coming[0].label if started else "", last=last if started else "")


def _yes(event: EventRule, entries: list[Entry]) -> list[Entry]:
    return [each for each in entries if value_of(each, event.status) == "yes"]


def _coming(
    last: Period, window: WindowRule | None, clock: Clock, term_end: int | None
) -> tuple[Period, ...]:
    """The next periods in the term, as many as two windows hold."""
    most = 2 * (window.of or most_in("year", window.period)) if window is not None else 1
    return tuple(_following(last, most, clock, term_end))


def _following(last: Period, most: int, clock: Clock, term_end: int | None) -> Iterator[Period]:
    period = last
    for _ in range(most):
        period = next_period(period, clock.place)
        if term_end is not None and period.start >= term_end:
            return
        yield period
