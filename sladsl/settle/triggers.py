"""Whether what a right waits for has happened by an instant: counted, or possible with what nobody knows.

Every event looks at the periods of one objective in one scope; three values, as a period may be unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, assert_never

from sladsl.outcome.rights import RightEvent
from sladsl.plan.dates import AllRule, EventRule, TriggerRule, WindowRule, events_of
from sladsl.record import Record, replace
from sladsl.settle.tracks import Entry, Track, event_of, value_of
from sladsl.settle.windows import contract_year
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period, PeriodKind, first_day, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Holds = Literal["yes", "no", "perhaps"]
NO_START = "the start of the term is not stated, so contract years can't be told"


class Clock(Record):
    """What windows are laid out by: the zone, and the start of the term where it is known."""

    place: ZoneInfo
    term_start: int | None


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
    if at < 0:
        return Verdict(holds="no")
    window = event.window
    if window is None:
        return _counted(event, track, [track.entries[at]], 1)
    if window.kind == "run":
        return _run(event, window, track, at)
    verdict = _counted(event, track, within(window, track, at, clock), window.count)
    if window.kind == "contract year" and clock.term_start is None and verdict.holds == "yes":
        return Verdict(
            holds="perhaps",
            unknown=tuple(replace(each, status="not known", reason=NO_START) for each in verdict.counted),
        )
    return verdict


def _counted(event: EventRule, track: Track, entries: list[Entry], needed: int) -> Verdict:
    yes = [each for each in entries if value_of(each, event.status) == "yes"]
    unknown = [each for each in entries if value_of(each, event.status) == "unknown"]
    holds: Holds = "yes" if len(yes) >= needed else "perhaps" if len(yes) + len(unknown) >= needed else "no"
    return _verdict(event, track, holds, yes, unknown)


def _run(event: EventRule, window: WindowRule, track: Track, at: int) -> Verdict:
    """The periods up to `at`, backwards, as long as the event may have happened in each of them."""
    yes: list[Entry] = []
    unknown: list[Entry] = []
    while at >= 0 and len(yes) + len(unknown) < window.count:
        value = value_of(track.entries[at], event.status)
        if value == "no" or (value == "void" and not window.bridged):
            break
        if value == "yes":
            yes.insert(0, track.entries[at])
        elif value == "unknown":
            unknown.insert(0, track.entries[at])
        at -= 1
    long_enough = len(yes) + len(unknown) == window.count
    holds: Holds = "no" if not long_enough else "perhaps" if unknown else "yes"
    return _verdict(event, track, holds, yes, unknown)


def _verdict(event: EventRule, track: Track, holds: Holds, yes: list[Entry], unknown: list[Entry]) -> Verdict:
    return Verdict(
        holds=holds,
        counted=tuple(event_of(each, event.status, track) for each in yes),
        unknown=tuple(event_of(each, event.status, track) for each in unknown),
    )


# ---- windows


def within(window: WindowRule, track: Track, at: int, clock: Clock) -> list[Entry]:
    """The periods up to `at` that lie in one window with it."""
    entries = track.entries[: at + 1]
    if window.kind == "sliding" or (window.kind == "contract year" and clock.term_start is None):
        length = window.of or {"day": 366, "week": 53, "month": 12, "quarter": 4, "year": 1}[window.period]
        return list(entries[-length:])
    here = window_of(window, entries[-1].period, clock)
    found: list[Entry] = []
    for entry in reversed(entries):
        if window_of(window, entry.period, clock) != here:
            break
        found.insert(0, entry)
    return found


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
    number = _ordinal(window.period, first_day(period))
    if clock.term_start is not None:
        base = _ordinal(window.period, first_day(period_at(window.period, clock.place, clock.term_start)))
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
        case _:
            assert_never(kind)


def reach(trigger: TriggerRule) -> int:
    """How many periods a trigger looks at, at most."""
    most = 1
    for event in events_of(trigger):
        window = event.window
        if window is not None:
            years = {"day": 366, "week": 53, "month": 12, "quarter": 4, "year": 1}[window.period]
            most = max(most, window.of or years)
    return most
