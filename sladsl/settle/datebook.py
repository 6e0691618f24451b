"""What deadlines count from: ends of periods, outages, reports that were sent or are due, stages of a claim, the term.

A date that rests on something nobody has said (when a report was sent) is told with that: the last day on which it was
due stands in for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sladsl.outcome.given import GivenReport
from sladsl.plan.dates import DeadlineRule, DutyRule, StatedDay
from sladsl.plan.settlement import Settlement
from sladsl.record import Record
from sladsl.settle.terms import rhythm
from sladsl.values.cycles import Cycle
from sladsl.values.deadline import Anchor, Due, Length, at_end, at_instant, due, moved
from sladsl.values.duration import DAY, HOUR
from sladsl.values.instant import instant_to_local
from sladsl.values.period import Period, day_start, first_day, period_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sladsl.outcome.duties import TermState
    from sladsl.outcome.statement import ClaimState, StageState

MOST_ROUNDS = 20_000
NO_STATED_DAY = "nobody states the day of"
OF_LINES = frozenset({"first start", "last start", "first end", "last end", "stated"})
"""Anchors that hang on what happened in a line, or is stated of it."""


class Occasion(Record):
    """One time that a duty is about: its label, its instants (half-open)."""

    label: str
    start: int
    end: int


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
        self._working_days: dict[tuple[str, int | None], list[date]] = {}
        """The last days of stretches of business days, after the day before the term."""
        self._sent: dict[tuple[str, str, str], int] = {}
        self._told = reports is not None
        for each in reports or ():
            if each.sent < as_of:
                key = (each.report, each.period, each.scope)
                self._sent[key] = min(each.sent, self._sent.get(key, each.sent))

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
        """When a report was sent; one about no scope by itself is about each."""
        if not rule.report:
            return None
        whole = self._sent.get((rule.report, occasion.label, ""))
        return self._sent.get((rule.report, occasion.label, scope), whole)

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
        return self._rhythmic(rule, instant)

    def in_force(self, occasion: Occasion) -> bool:
        """Whether a part of it lies in the term; what has no time of its own always does."""
        if occasion.start == occasion.end:
            return True
        begun = self._term_start is None or occasion.end > self._term_start
        return begun and (self._term_end is None or occasion.start < self._term_end)

    def _rhythmic(self, rule: DutyRule, instant: int) -> Occasion | None:
        assert rule.every is not None
        assert self._term_start is not None
        if rule.every.unit == "working days":
            return self._of_working_days(rule, rule.every, instant)
        if rule.every.unit == "hours":
            length = rule.every.count * HOUR
            begin = self._term_start + (instant - self._term_start) // length * length
            ends = (instant_to_local(each, self.place) for each in (begin, begin + length))
            label = " to ".join(each.isoformat(" ", "minutes")[:16] for each in ends)
            return Occasion(label=label, start=begin, end=begin + length)
        lengths = {"days": DAY, "weeks": 7 * DAY, "months": 31 * DAY}
        # Months have at most 31 days, so this number is never too high.
        number = max((instant - self._term_start) // (lengths[rule.every.unit] * rule.every.count) - 1, 0)
        for at in range(number, number + MOST_ROUNDS):
            start = rhythm(rule.every, self._term_start, at, self.place)
            end = rhythm(rule.every, self._term_start, at + 1, self.place)
            if start is None or end is None or start > instant:
                return None
            if instant < end:
                first, last = (instant_to_local(each, self.place).date() for each in (start, end - 1))
                return Occasion(label=f"{first} to {last}", start=start, end=end)
        return None

    def _of_working_days(self, rule: DutyRule, every: Length, instant: int) -> Occasion | None:
        """The stretch of so many business days around an instant; the first begins with the term, each ends with its last.

        What lies between the last business day of one and the first of the next belongs to the next.
        """
        assert self._term_start is not None
        first = instant_to_local(self._term_start, self.place).date()
        ends = self._working_days.setdefault((rule.rule.construct, rule.since), [first - timedelta(days=1)])
        day = instant_to_local(instant, self.place).date()
        while ends[-1] < day and len(ends) < MOST_ROUNDS:
            following = moved(ends[-1], every)
            if following is None:
                return None
            ends.append(following)
        at = bisect_left(ends, day)
        if not 0 < at < len(ends):
            return None
        begin, end = ends[at - 1] + timedelta(days=1), ends[at]
        return Occasion(
            label=f"{begin} to {end}",
            start=day_start(begin, self.place),
            end=day_start(end + timedelta(days=1), self.place),
        )

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
