"""What deadlines count from: ends of periods, outages, reports that were sent or are due, stages of a claim, the term.

A date that rests on something nobody has said (when a report was sent) is told with that: the last day on which it was
due stands in for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sladsl.outcome.given import GivenDone, GivenReport
from sladsl.plan.dates import DeadlineRule, DutyRule, StatedDay
from sladsl.plan.settlement import Settlement
from sladsl.record import Record
from sladsl.settle.kept import Slot, kept_by
from sladsl.settle.rhythms import MOST_ROUNDS, Occasion, Rhythms
from sladsl.values.cycles import Cycle
from sladsl.values.deadline import Anchor, Due, at_end, at_instant, due
from sladsl.values.duration import DAY
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period, first_day, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sladsl.outcome.duties import TermState
    from sladsl.outcome.statement import ClaimState, StageState

FAR_BACK = 800 * DAY
"""How long before the first record duties without a first day are looked at: longer than the time that they have."""
NO_STATED_DAY = "nobody states the day of"
OF_LINES = frozenset({"first start", "last start", "first end", "last end", "stated"})
"""Anchors that hang on what happened in a line, or is stated of it."""


class Found(Record):
    """An anchor (None: it can't be told), and why it is not certain."""

    anchor: Anchor | None
    why: str = ""


class DateBook:
    """Anchors and dates of one settlement, as known at the as-of instant."""

    def __init__(
        self,
        settlement: Settlement,
        reports: tuple[GivenReport, ...] | None,
        as_of: int,
        place: ZoneInfo,
        term: TermState | None,
        done: tuple[GivenDone, ...] = (),
    ) -> None:
        self.place = place
        self.as_of = as_of
        self.term = term
        self.stated: dict[tuple[int, Period], tuple[tuple[StageState, ...], ClaimState]] = {}
        """What is known of claims that nobody made, by rule and period."""
        self._term_start = settlement.term_start
        self._term_end = settlement.term_end
        self._duties: dict[str, list[DutyRule]] = {}
        for duty in settlement.duties:
            if duty.report:
                self._duties.setdefault(duty.report, []).append(duty)
        self._rules: dict[str, list[DutyRule]] = {}
        """Duties whose keeping is recorded, each with those that amendments made of it."""
        for duty in settlement.duties:
            if duty.recorded:
                self._rules.setdefault(duty.rule.construct, []).append(duty)
        self._done = {f"duty {each.duty}": each for each in done}
        self._kept: dict[tuple[str, int | None, str], dict[int, int]] = {}
        """When each duty was done, by its construct, since when it is so, and the scope."""
        self.unkept: dict[str, tuple[int, int]] = {}
        """How many records of a duty that comes in periods keep none, of how many."""
        self._rhythms = Rhythms(place, settlement.term_start)
        self._sent: dict[tuple[str, str, str], int] = {}
        self._told = reports is not None
        for each in reports or ():
            if each.sent < as_of:
                key = (each.report, each.period, each.scope)
                self._sent[key] = min(each.sent, self._sent.get(key, each.sent))

    @property
    def term_start(self) -> int | None:
        return self._term_start

    @property
    def told(self) -> bool:
        """Whether data say which reports were sent, so that one they do not name was not."""
        return self._told

    def duty(self, report: str) -> DutyRule | None:
        """The duty to send a report."""
        return next(iter(self._duties.get(report, ())), None)

    def _owed(self, report: str, instant: int) -> DutyRule | None:
        """The duty to send it about what is around an instant: an amendment may change it from a day on."""
        for rule in self._duties.get(report, ()):
            occasion = self.occasion(rule, instant)
            begin = instant if occasion is None else occasion.start
            if (rule.since is None or begin >= rule.since) and (rule.until is None or begin < rule.until):
                return rule
        return None

    # ---- deadlines

    def until(self, rule: DeadlineRule, found: Found) -> Due | None:
        """When the time of a deadline is up, from its anchor."""
        return None if found.anchor is None else due(rule.length, found.anchor, self.place, rule.before)

    def anchor(
        self,
        rule: DeadlineRule,
        period: Period,
        columns: Mapping[str, int],
        objective: str = "",
        scope: str = "",
    ) -> Found:
        """What a deadline of a line counts from; stages are looked up by the claim itself."""
        match rule.anchor:
            case "period" | "stage":
                return Found(anchor=at_end(period))
            case "first start" | "last start" | "first end" | "last end":
                instant = columns.get(f"outage {rule.anchor}", 0)
                if instant:
                    return Found(anchor=at_instant(instant, self.place))
                return Found(anchor=None, why="no outage is known")
            case "incident":
                return self._incident(rule, period)
            case "report":
                return self.report(rule.of, period.end - 1)
            case "start" | "end":
                return self.edge(rule.anchor)
            case "notice":
                return Found(anchor=None, why="no notice is known")
            case "stated":
                return self._stated(rule, period, objective, scope)
            case "given":
                return Found(anchor=None, why="what gives it is no fact")
            case "not stated":
                return Found(anchor=None, why="the agreement does not say from when it is counted")

    def _incident(self, rule: DeadlineRule, period: Period) -> Found:
        """What made the miss lies in the period; what is counted are the ends of others, of which one holds it whole."""
        of = rule.length.period
        assert of is not None
        if period_at(of, self.place, period.start).end >= period.end:
            return Found(anchor=at_end(period))
        return Found(anchor=None, why=f"it is not known in which {of} the incident lies")

    def _stated(self, rule: DeadlineRule, period: Period, objective: str, scope: str) -> Found:
        """The day that somebody states of a period: of the scope itself before what is said of all of them."""
        days = self.known_days(rule, objective)
        for name in names_of(period):
            for about in dict.fromkeys((scope, "")):
                here = [each.instant for each in days if (each.period, each.scope) == (name, about)]
                if not here:
                    continue
                others = len(set(here)) > 1
                why = f"of several days that are stated of {rule.of} the first counts"
                return Found(anchor=at_instant(min(here), self.place), why=why if others else "")
        return Found(anchor=None, why=f"{NO_STATED_DAY} {rule.of}")

    def known_days(self, rule: DeadlineRule, objective: str = "") -> list[StatedDay]:
        """What is stated of the event from which a time is counted, and was before the as-of instant.

        What a time ends before is known ahead, as a day that was set for it.
        """
        found = rule.days.get(objective, rule.days.get("", ()))
        return [each for each in found if rule.before or each.instant < self.as_of]

    def edge(self, which: str) -> Found:
        """The start or the end of the term (the end of the one that runs)."""
        if which == "start" and self._term_start is not None:
            return Found(anchor=at_instant(self._term_start, self.place))
        end = self.term.end if self.term is not None else self._term_end
        if which == "end" and end is not None:
            return Found(anchor=Anchor(instant=end, day=instant_to_local(end - 1, self.place).date()))
        return Found(anchor=None, why=f"the {which} of the term is not stated")

    # ---- reports

    def report(self, name: str, instant: int) -> Found:
        """When the report about a period was sent, or is due; the period is the one of the report around the instant.

        Where data say which reports were sent, one that is overdue was not: what counts from it has not begun.
        """
        rule = self._owed(name, instant)
        occasion = self.occasion(rule, instant) if rule is not None else None
        if rule is None or occasion is None:
            return Found(anchor=None, why=f"it is not known when {name} was sent")
        sent = self.sent(rule, occasion)
        if sent is not None:
            return Found(anchor=at_instant(sent, self.place))
        last = self.due(rule, occasion)
        if last is None:
            return Found(anchor=None, why=f"it is not known when {name} of {occasion.label} was sent")
        if self._told and last.until <= self.as_of:
            late = f"{name} of {occasion.label} was due by {last.last_day} and is not known to be sent"
            return Found(anchor=None, why=f"{late}, so the time after it has not begun")
        anchor = Anchor(instant=last.until, day=instant_to_local(last.until - 1, self.place).date())
        return Found(
            anchor=anchor, why=f"{name} of {occasion.label} is taken as sent on its last day, {last.last_day}"
        )

    def sent(self, rule: DutyRule, occasion: Occasion, scope: str = "") -> int | None:
        """When a report was sent, or another duty was done; a report about no scope by itself is about each."""
        if rule.report:
            whole = self._sent.get((rule.report, occasion.label, ""))
            sent = self._sent.get((rule.report, occasion.label, scope), whole)
            if sent is not None:
                return sent
        if not rule.recorded:
            return None
        return self._kept_of(rule, scope).get(occasion.start)

    # ---- what is recorded

    def keep(self, rule: DutyRule, scope: str, slots: Iterable[Slot]) -> None:
        """Finds which of the dates of a duty in a scope were kept by what is recorded."""
        done = self._done.get(rule.rule.construct)
        rows = [each for each in done.rows if each.scope in ("", scope)] if done is not None else []
        found, rest = kept_by(
            slots, rows, about=rule.recorded == "about", next_due=rule.recorded == "the next due"
        )
        self._kept[rule.rule.construct, rule.since, scope] = found
        if rule.trigger is None and rest and done is not None:
            self.unkept[rule.rule.construct] = len(rest), len(rows)

    def recorded(self, rule: DutyRule, begin: int | None, until: int) -> bool:
        """Whether data would say if it was done from `begin` on (None: the start of the term) and before `until`."""
        done = self._done.get(rule.rule.construct)
        first = self._term_start if begin is None else begin
        spans = done.spans if done is not None and first is not None else ()
        return any(since <= (first or 0) and until <= end for since, end in spans)

    def _kept_of(self, rule: DutyRule, scope: str) -> dict[int, int]:
        key = rule.rule.construct, rule.since, scope
        if key not in self._kept:
            rules = self._rules[rule.rule.construct]
            self.keep(rule, scope, (slot for each in rules for slot in self._slots(each)))
        return self._kept[key]

    def _slots(self, rule: DutyRule) -> Iterator[Slot]:
        """The dates of a duty that comes in periods, or once, since its records begin."""
        done = self._done.get(rule.rule.construct)
        if done is None:
            return
        if rule.each is None and rule.every is None:
            once = self.due(rule, Occasion(label="", start=0, end=0)) if rule.until is None else None
            yield Slot(start=0, end=0, begin=None, due=None if once is None else once.until)
            return
        since = done.spans[0][0]
        about = [each.about for each in done.rows if each.about is not None]
        known = max(since, min([self.as_of, *about, *(each.at for each in done.rows)]) - FAR_BACK)
        first = self.occasion(rule, known if self._term_start is None else max(since, self._term_start))
        while first is not None and (until := self.due(rule, first)) is not None and until.until > since:
            first = self.occasion(rule, first.start - 1)
        begin = min([known, *about, *([] if first is None else [first.start])])
        for each in self.occasions(rule, begin, max([self.as_of, *(one + 1 for one in about)])):
            until = self.due(rule, each)
            if not self.is_about(rule, each) or (not about and until is not None and until.until <= since):
                continue
            yield Slot(
                start=each.start,
                end=each.end,
                begin=each.start if rule.each is None else each.end,
                due=None if until is None else until.until,
            )

    @staticmethod
    def is_about(rule: DutyRule, occasion: Occasion) -> bool:
        """Whether the duty is about what begins then: an amendment brings or changes it from a day on."""
        if occasion.start == occasion.end:
            return True
        return (rule.since is None or occasion.start >= rule.since) and (
            rule.until is None or occasion.start < rule.until
        )

    # ---- duties

    def due(self, rule: DutyRule, occasion: Occasion) -> Due | None:
        """When a duty is due; without a deadline, at the end of what it is about."""
        anchor = at_span(occasion, self.place)
        if rule.deadline is None:
            return Due(until=occasion.end, last_day=anchor.day.isoformat())
        if rule.deadline.anchor in ("start", "end"):
            return self.until(rule.deadline, self.edge(rule.deadline.anchor))
        return due(rule.deadline.length, anchor, self.place, rule.deadline.before)

    def occasion(self, rule: DutyRule, instant: int) -> Occasion | None:
        """What a duty is about at an instant; None where it can't be told, or outside the term."""
        if rule.each is not None:
            period = period_at(rule.each, self.place, instant)
            return Occasion(label=period.label, start=period.start, end=period.end)
        if rule.every is None or self._term_start is None or instant < self._term_start:
            return None
        return self._rhythms.occasion(rule, instant)

    def in_force(self, occasion: Occasion) -> bool:
        """Whether a part of it lies in the term; what has no time of its own always does."""
        if occasion.start == occasion.end:
            return True
        begun = self._term_start is None or occasion.end > self._term_start
        return begun and (self._term_end is None or occasion.start < self._term_end)

    def occasions(self, rule: DutyRule, start: int, end: int) -> Iterator[Occasion]:
        """What a duty is about from `start` to `end`, in the term, in order."""
        at = start if self._term_start is None else max(start, self._term_start)
        stop = end if self._term_end is None else min(end, self._term_end)
        for _ in range(MOST_ROUNDS):
            found = self.occasion(rule, at) if at < stop else None
            if found is None:
                return
            yield found
            at = found.end


def names_of(period: Period) -> tuple[str, ...]:
    """What people call a period: its label, and where that is none of the calendar its first day."""
    return (
        (period.label, first_day(period).isoformat()) if isinstance(period.kind, Cycle) else (period.label,)
    )


def at_span(occasion: Occasion, place: ZoneInfo) -> Anchor:
    """The end of what a duty is about; its last day isn't counted."""
    return Anchor(instant=occasion.end, day=instant_to_local(occasion.end - 1, place).date())
