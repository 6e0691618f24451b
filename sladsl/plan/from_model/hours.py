"""The time in which a service is owed: its hours, cut to the term as the agreement says."""

from __future__ import annotations

from datetime import UTC, datetime

from sladsl.ast.interpretation import Interpretation
from sladsl.model import meanings as m
from sladsl.model.hours import hours_of
from sladsl.plan.choices import Reading
from sladsl.plan.from_model.stretch import Stretch
from sladsl.values.calendar import Hours, open_spans
from sladsl.values.intervals import Spans, clip, minus
from sladsl.values.period import Assessed


def partial_periods(kind: Assessed, stretch: Stretch) -> tuple[str, ...]:
    """Labels of the periods in which the agreement begins or ends."""
    found = []
    for period in stretch.periods(kind):
        apart = stretch.not_yet if stretch.not_yet is not None else (None, None)
        for edge in (stretch.term_start, stretch.term_end, *apart):
            if edge is not None and period.start < edge < period.end:
                found.append(period.label)
    return tuple(found)


def partial_answer(metric: m.Metric, kind: Assessed, stretch: Stretch, reading: Reading) -> str:
    """What the part of a period outside the term counts as; asked only where there is such a period."""
    if not partial_periods(kind, stretch):
        return "total shrinks"
    return reading.ask(
        "service for part of a period",
        f"metric {metric.name}",
        Interpretation.service_for_part_of_a_period.answers,
        f"the agreement does not begin or end with a {kind}",
        own=metric.choices,
        span=metric.span,
    )


def service_time(metric: m.Metric, kind: Assessed, stretch: Stretch, reading: Reading) -> tuple[Spans, Spans]:
    """The hours in which the service is owed: those that the level is a share of, and those in force.

    They differ only where the agreement begins or ends within a period and the rest of it counts as up.
    """
    service = reading.agreement.services.get(metric.service)
    spans: Spans = ((stretch.start, stretch.end),) if stretch.end > stretch.start else ()
    name = calendar_of(service, metric, reading)
    if name:
        spans = open_hours(reading.agreement.calendars[name], stretch)
    in_force = in_term(spans, stretch)
    whole = partial_answer(metric, kind, stretch, reading) == "rest counts as up"
    return (spans if whole else in_force), in_force


def in_term(spans: Spans, stretch: Stretch) -> Spans:
    """What of a set lies in the term, and not where the promise does not count."""
    if stretch.part is not None:
        spans = clip(spans, *stretch.part)
    if stretch.not_yet is not None:
        spans = minus(spans, (stretch.not_yet,))
    start = stretch.term_start if stretch.term_start is not None else min((a for a, _ in spans), default=0)
    end = stretch.term_end if stretch.term_end is not None else max((b for _, b in spans), default=0)
    return clip(spans, start, max(start, end))


def calendar_of(service: m.Service | None, metric: m.Metric, reading: Reading) -> str:
    """The calendar in which the service is owed, "" for always; asked where the service does not say."""
    if service is not None and (service.calendar or service.always):
        return service.calendar
    if service is None:
        return ""
    key = f"hours of {service.name}"
    own: m.Choices = {key: m.LeftOpen(span=service.span)} if service.hours_open else {}
    answer = reading.ask(
        key,
        f"service {service.name}",
        ("always", *reading.agreement.calendars),
        "an outage at night counts, or does not",
        own=own,
        span=service.span,
        write=f"service {service.name} {{ hours: always }}",
    )
    return "" if answer == "always" else answer


def open_hours(calendar: m.Calendar, stretch: Stretch) -> Spans:
    """The open spans of a calendar within the stretch."""
    return open_spans(resolved(calendar, stretch), stretch.start, stretch.end)


def resolved(calendar: m.Calendar, stretch: Stretch) -> Hours:
    """The calendar with the holidays of the years of the stretch."""
    return hours_of(calendar, stretch.zone, *years(stretch), holidays=not stretch.sampled)


def years(stretch: Stretch) -> tuple[int, int]:
    """The civil years that a stretch touches, with a margin of one for zones and deadlines."""

    def year(instant: int) -> int:
        return datetime.fromtimestamp(instant // 1_000_000, tz=UTC).year

    return year(stretch.start) - 1, year(stretch.end) + 1
