"""Whether what a right waits for has happened by an instant: counted, or possible with what nobody knows.

Every event looks at the periods of one objective in one scope; three values, as a period may be unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, assert_never

from sladsl.outcome.rights import RightEvent
from sladsl.plan.dates import AllRule, EventRule, TriggerRule, WindowRule, events_of
from sladsl.record import Record, replace
from sladsl.settle.tracks import Entry, Track, event_of
from sladsl.settle.windows import contract_year
from sladsl.values.cycles import Cycle, number_of
from sladsl.values.duration import DAY
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period, PeriodKind, alike, first_day, most_in, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Holds = Literal["yes", "no", "perhaps"]
NO_START = "the start of the term is not stated, so contract years can't be told"


class Clock(Record):
    """What windows are laid out by: the zone, and the start of the term where it is known."""

    place: ZoneInfo
    term_start: int | None
    over: int | None = None
    """The end of the term, once it has passed: nothing follows it."""


class Verdict(Record):
    """`counted` are the periods that count, `unknown` those that might; both in the order of time."""

    holds: Holds
    counted: tuple[RightEvent, ...] = ()
    unknown: tuple[RightEvent, ...] = ()


Tracks = Mapping[str, Track]
"""The tracks of one scope by the names of their objectives; those that have none there are left out."""


def judged(trigger: TriggerRule, tracks: Tracks, instant: int, clock: Clock) -> Verdict:
    """The trigger at an instant, by all periods that have ended by then."""
    if isinstance(trigger, EventRule):
        found = [
            of_track(trigger, tracks[name], instant, clock) for name in trigger.objectives if name in tracks
        ]
        return _any(found)
    parts = [judged(each, tracks, instant, clock) for each in trigger.of]
    return _all(parts) if isinstance(trigger, AllRule) else _any(parts)


def _rank(holds: Holds) -> int:
    return ("no", "perhaps", "yes").index(holds)


def _all(parts: list[Verdict]) -> Verdict:
    holds: Holds = min((each.holds for each in parts), key=_rank, default="no")
    return Verdict(
        holds=holds,
        counted=_in_order(part.counted for part in parts),
        unknown=_in_order(part.unknown for part in parts),
    )


def _any(parts: list[Verdict]) -> Verdict:
    holds: Holds = max((each.holds for each in parts), key=_rank, default="no")
    return Verdict(
        holds=holds,
        counted=_in_order(part.counted for part in parts if part.holds == holds),
        unknown=_in_order(part.unknown for part in parts if part.holds != "no" or holds == "no"),
    )


def _in_order(parts: Iterable[tuple[RightEvent, ...]]) -> tuple[RightEvent, ...]:
    found: dict[RightEvent, None] = {}
    for part in parts:
        found.update(dict.fromkeys(part))
    return tuple(sorted(found, key=lambda each: each.end))


def of_track(event: EventRule, track: Track, instant: int, clock: Clock) -> Verdict:
    """One event of one objective in one scope."""
    at = track.last_until(instant)
    window = event.window
    if window is not None and window.kind == "next":
        return _next(event, window, track, instant, clock)
    if at < 0 or _of_others(window, track, at):
        return Verdict(holds="no")
    if window is not None and window.kind == "run":
        return _run(event, window, track, at)
    start = _start(window, track, at, clock)
    values = track.values(event.status)
    places = range(start, at + 1)
    verdict = _verdict(
        event,
        track,
        _holds(event, track, start, at),
        [each for each in places if values[each] == "yes"],
        [each for each in places if values[each] == "unknown"],
    )
    if _without_start(window, clock) and verdict.holds == "yes":
        return Verdict(
            holds="perhaps",
            unknown=tuple(replace(each, status="not known", reason=NO_START) for each in verdict.counted),
        )
    return verdict


def _holds(event: EventRule, track: Track, start: int, at: int) -> Holds:
    """Whether enough of the periods from `start` to `at` came out so."""
    needed = 1 if event.window is None else event.window.count
    yes = track.between(event.status, "yes", start, at + 1)
    if yes >= needed:
        return "yes"
    return "perhaps" if yes + track.between(event.status, "unknown", start, at + 1) >= needed else "no"


def _run(event: EventRule, window: WindowRule, track: Track, at: int) -> Verdict:
    """The periods up to `at`, backwards, as long as the event may have happened in each of them."""
    values = track.values(event.status)
    yes: list[int] = []
    unknown: list[int] = []
    first = track.firsts[at]
    while at >= first and len(yes) + len(unknown) < window.count:
        if values[at] == "no" or (values[at] == "void" and not window.bridged):
            break
        if values[at] == "yes":
            yes.insert(0, at)
        elif values[at] == "unknown":
            unknown.insert(0, at)
        at -= 1
    long_enough = len(yes) + len(unknown) == window.count
    holds: Holds = "no" if not long_enough else "perhaps" if unknown else "yes"
    return _verdict(event, track, holds, yes, unknown)


def _next(event: EventRule, window: WindowRule, track: Track, instant: int, clock: Clock) -> Verdict:
    """The periods that begin when or after an instant: each of the first ones must come out so, as far as they are over."""
    first = bisect_left(track.begins, instant)
    places = range(first, min(first + window.count, len(track.entries)))
    values = track.values(event.status)
    yes = [each for each in places if values[each] == "yes"]
    unknown = [each for each in places if values[each] == "unknown"]
    holds: Holds = "no" if len(yes) + len(unknown) < len(places) else "perhaps"
    if holds == "perhaps" and len(places) < window.count and _none_follows(track, places, instant, clock):
        holds = "no"
    if len(yes) == window.count:
        holds = "yes"
    if len(places) > 0 and track.firsts[places[-1]] > places[0] and holds == "yes":
        holds, yes, unknown = "perhaps", [], yes  # an amendment lays other periods among them
    return _verdict(event, track, holds, yes, unknown)


def _none_follows(track: Track, places: range, instant: int, clock: Clock) -> bool:
    """Whether the term is over before another period begins."""
    last = track.ends[places[-1]] if places else instant
    return clock.over is not None and clock.over <= last


def _verdict(event: EventRule, track: Track, holds: Holds, yes: list[int], unknown: list[int]) -> Verdict:
    return Verdict(
        holds=holds,
        counted=tuple(event_of(track.entries[each], event.status, track) for each in yes),
        unknown=tuple(event_of(track.entries[each], event.status, track) for each in unknown),
    )


# ---- at a glance


class Glance(Record):
    """A verdict without its periods: whether what counts (or might) ends just now, and of which objectives it is."""

    holds: Holds
    counted_now: bool = False
    unknown_now: bool = False
    counted: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()


def glanced(trigger: TriggerRule, tracks: Tracks, instant: int, clock: Clock) -> Glance:
    """What `judged` says, in a time that does not grow with the windows."""
    if isinstance(trigger, EventRule):
        found = [
            _glance(trigger, name, tracks[name], instant, clock)
            for name in trigger.objectives
            if name in tracks
        ]
        return _any_glance(found)
    parts = [glanced(each, tracks, instant, clock) for each in trigger.of]
    if isinstance(trigger, AllRule):
        holds: Holds = min((each.holds for each in parts), key=_rank, default="no")
        return _joined(holds, parts, parts)
    return _any_glance(parts)


def _any_glance(parts: list[Glance]) -> Glance:
    holds: Holds = max((each.holds for each in parts), key=_rank, default="no")
    best = [each for each in parts if each.holds == holds]
    return _joined(holds, best, [each for each in parts if each.holds != "no"])


def _joined(holds: Holds, counted: list[Glance], unknown: list[Glance]) -> Glance:
    return Glance(
        holds=holds,
        counted_now=any(each.counted_now for each in counted),
        unknown_now=any(each.unknown_now for each in unknown),
        counted=frozenset(name for each in counted for name in each.counted),
        unknown=frozenset(name for each in unknown for name in each.unknown),
    )


def _glance(event: EventRule, name: str, track: Track, instant: int, clock: Clock) -> Glance:
    at = track.last_until(instant)
    window = event.window
    assert window is None or window.kind != "next", "rights wait for nothing that comes (later.py)"
    if at < 0 or _of_others(window, track, at):
        return Glance(holds="no")
    if window is not None and window.kind == "run":
        sure = track.run(event.status, window.bridged, False, at) >= window.count
        perhaps = track.run(event.status, window.bridged, True, at) >= window.count
        holds: Holds = "yes" if sure else "perhaps" if perhaps else "no"
        some_yes, some_unknown = True, not sure
    else:
        start = _start(window, track, at, clock)
        holds = _holds(event, track, start, at)
        some_yes = track.between(event.status, "yes", start, at + 1) > 0
        some_unknown = track.between(event.status, "unknown", start, at + 1) > 0
    if holds == "no":
        return Glance(holds="no")
    now = track.anew(event.status, at) if track.ends[at] == instant else "no"
    only, none = frozenset({name}), frozenset[str]()
    if _without_start(window, clock) and holds == "yes":
        return Glance(holds="perhaps", unknown_now=now == "yes", unknown=only)
    return Glance(
        holds=holds,
        counted_now=now == "yes",
        unknown_now=now == "unknown",
        counted=only if some_yes else none,
        unknown=only if some_unknown else none,
    )


# ---- windows


def _without_start(window: WindowRule | None, clock: Clock) -> bool:
    """Contract years of an agreement that does not say when it begins: a year of periods stands in for one."""
    return window is not None and window.kind == "contract year" and clock.term_start is None


def _of_others(window: WindowRule | None, track: Track, at: int) -> bool:
    """Whether what is counted are periods of another kind than the one at a place, from before or after an amendment."""
    if window is None or not track.mixed:
        return False
    kind, counted = track.entries[at].period.kind, window.period
    return kind != counted and (isinstance(counted, Cycle) or not alike(kind, counted))


def _start(window: WindowRule | None, track: Track, at: int, clock: Clock) -> int:
    """The first place that is looked at with `at`."""
    if window is None:
        return at
    first = track.firsts[at]
    if window.kind == "sliding" or _without_start(window, clock):
        return max(first, at + 1 - (window.of or most_in("year", window.period)))
    return max(first, track.starts(window, lambda period: window_of(window, period, clock))[at])


def within(window: WindowRule, track: Track, at: int, clock: Clock) -> list[Entry]:
    """The periods up to `at` that lie in one window with it."""
    return list(track.entries[_start(window, track, at, clock) : at + 1])


def window_of(window: WindowRule, period: Period, clock: Clock) -> object:
    """What tells the block or year of a period from others."""
    match window.kind:
        case "blocks":
            return _block(window, period, clock)
        case "contract year" if clock.term_start is not None:
            return contract_year(clock.term_start, clock.place, period.end - 1).start
        case _:
            return instant_to_local(period.end - 1, clock.place).year


def _block(window: WindowRule, period: Period, clock: Clock) -> tuple[int, int]:
    """Blocks follow each other from the period in which the term starts; without one, from each January anew."""
    if isinstance(period.kind, Cycle) and clock.term_start is None:
        return 0, _ordinal(period.kind, first_day(period)) // window.of
    number = _ordinal(period.kind, first_day(period))
    if clock.term_start is not None:
        base = _ordinal(period.kind, first_day(period_at(period.kind, clock.place, clock.term_start)))
        return 0, (number - base) // window.of
    day = first_day(period)
    year = day.isocalendar().year if window.period == "week" else day.year
    begin = date.fromisocalendar(year, 1, 1) if window.period == "week" else date(year, 1, 1)
    return year, (number - _ordinal(window.period, begin)) // window.of


def _ordinal(kind: PeriodKind, day: date) -> int:
    match kind:
        case "day":
            return day.toordinal()
        case "week":
            return (day.toordinal() - 1) // 7
        case "month":
            return day.year * 12 + day.month - 1
        case "quarter":
            return day.year * 4 + (day.month - 1) // 3
        case "year":
            return day.year
        case Cycle():
            return number_of(kind, day) if not kind.us else (day - kind.anchor).days * DAY // kind.us
        case _:
            assert_never(kind)


def reach(trigger: TriggerRule) -> int:
    """How many periods a trigger looks at, at most."""
    most = 1
    for event in events_of(trigger):
        window = event.window
        if window is not None and window.kind != "next":
            most = max(most, window.of or most_in("year", window.period))
    return most
