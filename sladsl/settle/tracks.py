"""How an objective came out in one scope, period after period: what the events of rights are counted in.

A period that the agreement leaves without a verdict is something else than one of which nobody knows the level: the one
ends a run (or is passed over), the other leaves open whether a right is there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from sladsl.outcome.rights import RightEvent
from sladsl.plan.dates import EventStatus
from sladsl.plan.settlement import Assessment
from sladsl.record import Record
from sladsl.settle.draft import Draft
from sladsl.settle.judge import MISSES, exceeds
from sladsl.settle.level import NOTHING_HAPPENED
from sladsl.values.period import Period, period_at, previous

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Value = Literal["yes", "no", "unknown", "void"]
EARLIER = "nobody has looked at it"


class Entry(Record):
    """One period; `draft` None: it lies before everything that is settled."""

    period: Period
    draft: Draft | None


class Track:
    """The periods of an objective in a scope that have ended, in order, and how many of them came out so.

    What is counted again and again is kept: a promise by the day has thousands of periods.
    """

    __slots__ = ("_kept", "assessment", "begins", "ends", "entries", "firsts", "mixed", "scope")

    def __init__(self, assessment: Assessment, scope: str, entries: tuple[Entry, ...]) -> None:
        self.assessment = assessment
        self.scope = scope
        self.entries = entries
        self.begins = [entry.period.start for entry in entries]
        self.ends = [entry.period.end for entry in entries]
        self.mixed, self.firsts = _firsts(entries)
        """For each place the first one that is counted with it; whether all places have periods of one kind."""
        self._kept: dict[object, Any] = {}

    def last_until(self, instant: int) -> int:
        """The place of the last period that has ended by the instant; -1 for none."""
        return bisect_right(self.ends, instant) - 1

    def known_from(self, shown: int | None) -> int:
        """From when on something is known, or was asked for (`shown`): silence before both is no news."""
        drafts = [entry for entry in self.entries if entry.draft is not None]
        if not drafts:
            return 0
        known = next((each for each in drafts if value_of(each, "missed") != "unknown"), None)
        asked = drafts[0].period.start if shown is None else shown
        return asked if known is None else min(asked, known.period.start)

    def values(self, status: EventStatus) -> list[Value]:
        """How each period came out."""
        if status not in self._kept:
            self._kept[status] = [value_of(entry, status) for entry in self.entries]
        found: list[Value] = self._kept[status]
        return found

    def anew(self, status: EventStatus, at: int) -> Value:
        """How a period came out, `no` where it did so only by what came before it."""
        draft = self.entries[at].draft
        return self.values(status)[at] if draft is None or draft.anew else "no"

    def between(self, status: EventStatus, value: Value, start: int, end: int) -> int:
        """How many of the periods in places `[start, end)` have a value."""
        key = (status, value)
        if key not in self._kept:
            sums = [0]
            for each in self.values(status):
                sums.append(sums[-1] + (each == value))
            self._kept[key] = sums
        return int(self._kept[key][end] - self._kept[key][start])

    def run(self, status: EventStatus, bridged: bool, perhaps: bool, at: int) -> int:
        """How many periods up to `at` came out so one after the other (or may have)."""
        key = (status, bridged, perhaps)
        if key not in self._kept:
            lengths: list[int] = []
            length = 0
            for value in self.values(status):
                if self.firsts[len(lengths)] == len(lengths):
                    length = 0
                if value == "yes" or (perhaps and value == "unknown"):
                    length += 1
                elif not (value == "void" and (bridged or self._left_out(len(lengths)))):
                    length = 0
                lengths.append(length)
            self._kept[key] = lengths
        return int(self._kept[key][at])

    def _left_out(self, at: int) -> bool:
        """Whether nothing happened in a period, and the agreement leaves such periods out: then no run is broken by it."""
        draft = self.entries[at].draft
        return (
            self.assessment.level.empty == "left out"
            and draft is not None
            and draft.attained.reason == NOTHING_HAPPENED
        )

    def starts(self, key: object, window_of: Callable[[Period], object]) -> list[int]:
        """For each place the first one that lies in the same window."""
        if key not in self._kept:
            found: list[int] = []
            last: object = None
            for at, entry in enumerate(self.entries):
                here = window_of(entry.period)
                found.append(found[-1] if at and here == last else at)
                last = here
            self._kept[key] = found
        starts: list[int] = self._kept[key]
        return starts


def _firsts(entries: tuple[Entry, ...]) -> tuple[bool, list[int]]:
    """Whether an amendment gave the objective other periods within the track after which counts begin anew, and for each
    place the first one from which on is counted."""
    found: list[int] = []
    mixed = False
    for at, entry in enumerate(entries):
        laid = None if entry.draft is None else entry.draft.assessment.laid
        anew = laid is not None and laid.anew and bool(at) and entries[at - 1].period.end <= laid.since
        mixed |= anew
        found.append(found[-1] if at and not anew else at)
    return mixed, found


def track(
    drafts: tuple[Draft, ...], as_of: int, earlier: int, term_start: int | None, place: ZoneInfo
) -> Track:
    """The track of the drafts of one objective and scope (at least one), with up to `earlier` periods before them that
    were in force and are not settled.
    """
    entries = [Entry(period=each.period, draft=each) for each in drafts if each.period.end <= as_of]
    period, laid = drafts[0].period, drafts[0].assessment.laid
    for _ in range(earlier):
        if laid is not None and period.start <= laid.since:
            if laid.anew:
                break
            period, laid = period_at(laid.before, place, laid.since - 1), None
        else:
            period = previous(period, place)
        if period.end > as_of or (term_start is not None and period.end <= term_start):
            break
        entries.insert(0, Entry(period=period, draft=None))
    return Track(assessment=drafts[0].assessment, scope=drafts[0].scope, entries=tuple(entries))


def value_of(entry: Entry, status: EventStatus) -> Value:
    """Whether a period came out so. What is critical or below minimum is missed, too."""
    draft = entry.draft
    if draft is None:
        return "unknown"
    if draft.status == "not assessed":
        if status == "not assessed":
            return "yes"
        return "void" if _for_good(draft) else "unknown"
    if draft.free is not None and status in ("missed", "critical", "below minimum", "reached"):
        return "unknown" if draft.free.open else "no"
    match status:
        case "missed":
            return "yes" if draft.status == "missed" or draft.grade in MISSES else "no"
        case "met":
            return "yes" if draft.status == "met" and draft.grade not in MISSES else "no"
        case "critical":
            return "yes" if draft.grade == "critical" else "unknown" if draft.unsure else "no"
        case "below minimum":
            return "yes" if draft.grade in MISSES else "no"
        case "below expected":
            return "yes" if draft.status == "missed" or draft.grade not in ("", "warning") else "no"
        case "exceeded":
            return "yes" if draft.status == "met" and draft.grade not in MISSES and _exceeded(draft) else "no"
        case "reached":
            return "yes" if draft.status == "missed" else "no"
        case "not assessed":
            return "no"


def _exceeded(draft: Draft) -> bool:
    return exceeds(draft.assessment, draft.assessment.target, draft.attained.level)


def event_of(entry: Entry, status: str, track: Track) -> RightEvent:
    """The period as something that counts, or might (`status` then is `not known`)."""
    draft = entry.draft
    known = draft is not None and (draft.status != "not assessed" or status == "not assessed")
    reason = "" if known else EARLIER if draft is None else draft.attained.reason
    if known and status == "reached" and draft is not None:
        reason = draft.attained.reason
    return RightEvent(
        objective=track.assessment.objective,
        title=track.assessment.title,
        scope=track.scope,
        period=entry.period.label,
        end=entry.period.end,
        status=(status if draft is None or status != "missed" else draft.grade or status)
        if known
        else "not known",
        reason=reason,
    )


def _for_good(draft: Draft) -> bool:
    """Whether no data can give the period a verdict any more: the agreement itself leaves it without one."""
    reason, assessment = draft.attained.reason, draft.assessment
    spoiled = {why for _, why in assessment.level.spoils}
    return reason == NOTHING_HAPPENED or reason in spoiled or reason in assessment.out_of_force.values()
