"""Whether what a line waits for had happened by the end of its period: misses counted, and figures against their bounds.

Credits, bonuses, points and what makes a miss critical all wait for the same things as rights do; here they are looked at
from one line.
"""

from __future__ import annotations

from collections.abc import Iterable

from sladsl.plan.dates import TriggerRule, events_of, figures_of, objectives_of
from sladsl.plan.settlement import Settlement
from sladsl.record import Record
from sladsl.settle.datebook import DateBook
from sladsl.settle.draft import Draft
from sladsl.settle.fees import FeeBook
from sladsl.settle.reached import figure_lines
from sladsl.settle.tracks import Track, track
from sladsl.settle.triggers import Clock, Holds, Verdict, judged, reach

Rows = dict[tuple[str, str], list[Draft]]
"""Drafts by objective and scope, in the order of time."""


class Told(Record):
    """Whether it had happened; what is counted in it, and what its figures came to, in words."""

    holds: Holds
    verdict: Verdict
    figures: str = ""
    coming: str = ""
    """What it still hangs on: `O met in each of the next 2 months: 1 so far`."""


def rows_of(drafts: Iterable[Draft]) -> Rows:
    """The drafts of each objective and scope, in the order of time."""
    rows: Rows = {}
    for each in sorted(drafts, key=lambda one: one.period.start):
        rows.setdefault((each.assessment.objective, each.scope), []).append(each)
    return rows


class Happened:
    """All that conditions look at: `drafts` are all lines as they are by then."""

    def __init__(
        self,
        triggers: Iterable[TriggerRule],
        drafts: tuple[Draft, ...],
        settlement: Settlement,
        dates: DateBook,
        fees: FeeBook,
    ) -> None:
        self._settlement, self._dates = settlement, dates
        term_end = settlement.term_end
        over = term_end if term_end is not None and term_end <= dates.as_of else None
        self._clock = Clock(place=dates.place, term_start=settlement.term_start, over=over)
        self._rows = rows_of(drafts)
        self._tracks: dict[tuple[str, str, int], Track] = {}
        different = {id(each): each for each in triggers}.values()
        for name, by_scope in figure_lines(different, drafts, settlement, fees, dates).items():
            for scope, lines in by_scope.items():
                self._rows[name, scope] = sorted(lines, key=lambda one: one.period.start)

    def told(self, when: TriggerRule, draft: Draft) -> Told:
        """Whether what something waits for had happened by the end of the period of a draft."""
        earlier = reach(when) - 1 if self._settlement.before == "not known" else 0
        tracks: dict[str, Track] = {}
        for name in sorted(objectives_of(when)):
            found = self._track(name, draft.scope, earlier) or self._track(name, "", earlier)
            if found is not None:
                tracks[name] = found
        verdict = judged(when, tracks, draft.period.end, self._clock)
        figures = _figures(when, tracks, draft.period.end) if figures_of(when) else ""
        coming = _coming(when, tracks, draft.period.end) if verdict.holds == "perhaps" else ""
        return Told(holds=verdict.holds, verdict=verdict, figures=figures, coming=coming)

    def _track(self, name: str, scope: str, earlier: int) -> Track | None:
        row = self._rows.get((name, scope))
        if not row:
            return None
        key = name, scope, earlier
        if key not in self._tracks:
            term_start, place = self._settlement.term_start, self._dates.place
            self._tracks[key] = track(tuple(row), self._dates.as_of, earlier, term_start, place)
        return self._tracks[key]


def _figures(when: TriggerRule, tracks: dict[str, Track], instant: int) -> str:
    """What the figures came to in the last period: `Lost above 8 hours: 5 hours in 2026-03`."""
    said = []
    for event in events_of(when):
        if event.figure is None:
            continue
        found = tracks.get(event.figure.name)
        at = -1 if found is None else found.last_until(instant)
        draft = None if found is None or at < 0 else found.entries[at].draft
        if draft is not None and draft.attained.reason:
            said.append(f"{event.figure.words}: {draft.attained.reason} in {draft.period.label}")
    return "; ".join(dict.fromkeys(said))


def _coming(when: TriggerRule, tracks: dict[str, Track], instant: int) -> str:
    """What of it hangs on periods that are not over."""
    said = []
    for event in events_of(when):
        window = event.window
        if window is None or window.kind != "next":
            continue
        over = [
            sum(each.period.start >= instant for each in tracks[name].entries)
            for name in event.objectives
            if name in tracks
        ]
        if max(over, default=0) < window.count:
            said.append(f"{event.text}: {max(over, default=0)} of {window.count} so far")
    return "; ".join(dict.fromkeys(said))


def any_next(when: TriggerRule) -> bool:
    """Whether something of it is of periods that come after."""
    return any(each.window is not None and each.window.kind == "next" for each in events_of(when))


def doubt(told: Told, what: str) -> str:
    """Why it can't be told whether something holds: `what` names it."""
    if told.coming:
        return f"{what} hangs on what comes ({told.coming})"
    figures = f" ({told.figures})" if told.figures else ""
    return f"{what} hangs on periods of which nobody knows{figures}"


def unmet(what: str, alone: str = "a miss") -> str:
    """Nothing comes of a level, because what it waits for had not happened."""
    are = "are" if alone == "points" else "is"
    return f"{alone} alone {are} not enough: the condition of the {what} did not hold"


def condition_words(told: Told, what: str, alone: str = "a miss") -> str:
    """Why nothing comes of a level, or why that can't be told; `alone`: what is not enough."""
    if told.holds == "no":
        figures = f" ({told.figures})" if told.figures else ""
        return f"{unmet(what, alone)}{figures}"
    return doubt(told, f"whether the condition of the {what} held")
