"""When what has to happen first has happened, in each scope: at the end of the period that completes it.

By then the level is what it is, whenever it is told. Every further period that counts completes it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sladsl.plan.dates import (
    AllRule,
    EventRule,
    TriggerRule,
    events_of,
    objectives_of,
)
from sladsl.plan.settlement import Assessment, Settlement
from sladsl.record import Record
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft
from sladsl.settle.fees import FeeBook
from sladsl.settle.reached import figure_lines
from sladsl.settle.tracks import Track, track
from sladsl.settle.triggers import Clock, Tracks, Verdict, glanced, judged, reach
from sladsl.values.period import Period

Lines = dict[str, dict[str, list[Draft]]]
"""Drafts by objective and scope."""


class Place(Record):
    """One scope in which a trigger is looked at, with the tracks of its objectives there.

    `own`: those that are assessed by this dimension, and not as a whole.
    """

    trigger: TriggerRule
    dimension: str
    scope: str
    tracks: Tracks
    own: frozenset[str]
    clock: Clock

    def told(self, instant: int) -> Verdict:
        """The periods that count at an instant, and those that might."""
        return judged(self.trigger, self.tracks, instant, self.clock)

    def period_until(self, instant: int) -> Period | None:
        """The period that ends at an instant, of what is assessed here."""
        found = [
            here.entries[at].period
            for name in sorted(self.own)
            if (at := (here := self.tracks[name]).last_until(instant)) >= 0
        ]
        return next((each for each in found if each.end == instant), None)


class Completion(Record):
    """An instant at which a trigger is completed, surely or perhaps."""

    instant: int
    certain: bool


class Happenings:
    """All that triggers look at: `drafts` are all lines that were settled, shown or not."""

    def __init__(
        self,
        settlement: Settlement,
        drafts: tuple[Draft, ...],
        book: DateBook,
        fees: FeeBook,
    ) -> None:
        self._settlement, self._book = settlement, book
        self._clock = Clock(place=book.place, term_start=settlement.term_start)
        self._lines: Lines = {}
        for each in drafts:
            self._lines.setdefault(each.assessment.objective, {}).setdefault(each.scope, []).append(each)
        triggers = [
            *(rule.trigger for rule in settlement.rights),
            *(rule.trigger for rule in settlement.duties),
        ]
        figures = figure_lines(triggers, drafts, settlement, fees, book)
        self._dimensions = {
            name: next((line[0].assessment.dimension for scope, line in of.items() if scope and line), "")
            for name, of in figures.items()
        }
        self._lines |= figures
        self.shown = settlement.shown[0] if settlement.shown is not None else None

    def places(self, trigger: TriggerRule) -> Iterator[Place]:
        """The scopes that a trigger is looked at in: what is assessed as a whole, then each value of each dimension."""
        named = objectives_of(trigger)
        nouns = {
            each.objective: self._noun(each)
            for each in self._settlement.assessments
            if each.objective in named
        } | {name: dimension for name, dimension in self._dimensions.items() if name in named}
        for dimension in dict.fromkeys(["", *nouns.values()]):
            if not _possible(trigger, nouns, dimension):
                continue
            scopes = {
                scope: None
                for name, noun in nouns.items()
                if noun == dimension
                for scope in self._lines.get(name, {})
            }
            for scope in scopes:
                tracks = self._tracks(trigger, nouns, dimension, scope)
                yield Place(
                    trigger=trigger,
                    dimension=dimension,
                    scope=scope,
                    tracks=tracks,
                    own=frozenset(name for name in tracks if nouns[name] == dimension),
                    clock=self._clock,
                )

    def completions(self, place: Place, instants: Iterable[int]) -> Iterator[Completion]:
        """Which of the ends of periods completed the trigger: it holds, and the period that ends counts for it."""
        for instant in instants:
            glance = glanced(place.trigger, place.tracks, instant, place.clock)
            if glance.holds == "no":
                continue
            certain = glance.holds == "yes" and glance.counted_now and bool(glance.counted & place.own)
            some = bool((glance.counted | glance.unknown) & place.own)
            if certain or (some and (glance.counted_now or glance.unknown_now)):
                yield Completion(instant=instant, certain=certain)

    def ends(self, place: Place) -> list[int]:
        """The ends of periods that count for some event, or might, in order: nothing else can complete a trigger."""
        begin = {name: each.known_from(self.shown) for name, each in place.tracks.items()}
        found = {
            entry.period.end
            for event in events_of(place.trigger)
            for name in event.objectives
            if name in place.tracks
            for entry, value in zip(
                place.tracks[name].entries, place.tracks[name].values(event.status), strict=True
            )
            if entry.draft is not None and value in ("yes", "unknown") and entry.period.start >= begin[name]
        }
        return sorted(found)

    def _noun(self, assessment: Assessment) -> str:
        """What an objective is assessed for each of; "" where nothing in its lines is told apart."""
        return assessment.dimension if any(self._lines.get(assessment.objective, {})) else ""

    def _tracks(self, trigger: TriggerRule, nouns: dict[str, str], dimension: str, scope: str) -> Tracks:
        settlement, book = self._settlement, self._book
        earlier = reach(trigger) - 1 if settlement.before == "not known" else 0
        found: dict[str, Track] = {}
        for name, noun in nouns.items():
            here = self._lines.get(name, {}).get(scope if noun else "") if noun in ("", dimension) else None
            if here:
                ordered = tuple(sorted(here, key=lambda one: one.period.start))
                found[name] = track(ordered, book.as_of, earlier, settlement.term_start, book.place)
        return found


def _possible(trigger: TriggerRule, nouns: dict[str, str], dimension: str) -> bool:
    """Whether it can come about by what is assessed so, or as a whole."""
    if isinstance(trigger, EventRule):
        return any(nouns.get(name) in ("", dimension) for name in trigger.objectives)
    parts = [_possible(part, nouns, dimension) for part in trigger.of]
    return all(parts) if isinstance(trigger, AllRule) else any(parts)
