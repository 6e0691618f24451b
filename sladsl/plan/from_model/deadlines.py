"""Deadlines to rules: their business days resolved, the outage chosen that they count from."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from sladsl.ast.interpretation import Interpretation
from sladsl.model import dates as d
from sladsl.model import meanings as m
from sladsl.model.from_ast.claims import OF_TIME
from sladsl.model.hours import hours_of
from sladsl.model.meaning import LeftOpen
from sladsl.model.stated_days import counted_from, event_words
from sladsl.plan.choices import Reading
from sladsl.plan.dates import AnchorKind, DeadlineRule
from sladsl.plan.from_model.hours import years
from sladsl.plan.from_model.stated_days import days_of
from sladsl.plan.from_model.stretch import Stretch
from sladsl.record import Record, replace
from sladsl.source import Span
from sladsl.values.calendar import Hours
from sladsl.values.deadline import Length

WEEK = ((0, 1440),)
HOURS = "what is due by business hours needs the calendar that gives them"
AFTER = "the deadline is counted in business days"


class Dated(Record):
    """Who asks for a date: the construct, its own answers, the stretch that is looked at."""

    construct: str
    stretch: Stretch
    span: Span
    choices: m.Choices | None = None


def length_rule(written: d.Length, of: Dated, reading: Reading, *, deadline: bool = False) -> Length:
    """A length with its business days. Of a `deadline` the agreement may say what a day is."""
    if written.unit == "ends":
        return Length(count=written.count, unit="ends", period=written.period)
    hours = None
    unit, count = written.unit, written.count
    if deadline and unit == "days":
        unit, count = _days(count, of, reading)
    if unit == "working days":
        days = ("Monday to Friday", *reading.agreement.calendars)
        answer = reading.ask("business days", of.construct, days, AFTER, span=of.span)
        hours = business_days(answer, of.stretch, reading.agreement)
    if unit == "business hours":
        named = tuple(reading.agreement.calendars)
        answer = reading.ask("business days", of.construct, named, HOURS, span=of.span)
        hours = business_days(answer, of.stretch, reading.agreement)
    return Length(count=count, unit=unit, hours=hours)


def _days(count: int, of: Dated, reading: Reading) -> tuple[Literal["days", "hours", "working days"], int]:
    """What so many days of a deadline are, where the agreement says it; else days of the calendar."""
    said = (of.choices or {}).get("days") or reading.agreement.choices.get("days")
    if said is None:
        return "days", count
    answers = Interpretation.days.answers
    why = "a deadline of 30 days ends with a day, to the hour, or after 30 business days"
    answer = reading.ask("days", of.construct, answers, why, own=of.choices, span=of.span)
    if answer == "24 hours":
        return "hours", 24 * count
    return ("working days" if answer == "business days" else "days"), count


def deadline_rule(written: d.Deadline, of: Dated, reading: Reading) -> DeadlineRule:
    """A deadline; where it counts from an outage, the agreement says from which of several."""
    return DeadlineRule(
        length=length_rule(written, of, reading, deadline=True),
        anchor=_anchor(written, of, reading),
        of=event_words(written.of),
        before=written.before,
        text=f"{written.text} {'before' if written.before else 'after'} {counted_from(written)}",
        days=days_of(written, of.construct, reading.agreement, of.stretch.place()),
    )


def _anchor(written: d.Deadline, of: Dated, reading: Reading) -> AnchorKind:
    match written.anchor:
        case "not stated" if of.construct == "claims" and _outages(reading.agreement):
            key = Interpretation.claim_runs_from
            why = "nothing says from when the time to claim is counted"
            # An answer stands in its place already (sladsl/model/from_ast/claim_runs.py); the deadline says it is open.
            own = {key.name: LeftOpen(span=written.span)}
            said = reading.ask(key.name, of.construct, key.answers, why, own=own, span=of.span)
            runs = "period" if said == "end of the period" else said
            return _anchor(replace(written, anchor=runs), of, reading)
        case "start of the outage" | "end of the outage":
            first = "the last"
            if of.construct == "claims":
                first = reading.ask(
                    "claim after several outages",
                    of.construct,
                    Interpretation.claim_after_several_outages.answers,
                    "of several outages in a period, the time to claim runs from the first or the last",
                    own=of.choices,
                    span=of.span,
                )
            edge = "start" if written.anchor == "start of the outage" else "end"
            if first == "the first":
                return "first start" if edge == "start" else "first end"
            return "last start" if edge == "start" else "last end"
        case "incident" | "report" | "stage" | "start" | "end" | "notice" | "stated" | "not stated" | "given":
            return written.anchor
        case _:
            return "period"


def _outages(agreement: m.Agreement) -> bool:
    """Whether outages are measured, so that time can be counted from one."""
    return any(each.kind in OF_TIME for each in agreement.metrics.values())


def business_days(answer: str, stretch: Stretch, agreement: m.Agreement) -> Hours:
    """The calendar of an answer to `business days`, its holidays known as far ahead as any date can lie."""
    calendar = agreement.calendars.get(answer)
    if calendar is None:
        return Hours(
            weekly=(WEEK, WEEK, WEEK, WEEK, WEEK, (), ()),
            special={},
            holidays=frozenset(),
            zone=stretch.zone,
        )
    first, last = years(stretch)
    if stretch.as_of is not None:
        last = max(last, datetime.fromtimestamp(stretch.as_of // 1_000_000, tz=UTC).year + 1)
    return hours_of(calendar, stretch.zone, first, last, holidays=not stretch.sampled)
