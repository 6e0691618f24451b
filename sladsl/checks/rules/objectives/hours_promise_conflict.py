"""`hours-promise-conflict`: a promise for hours in which nobody is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.ast.services import Service as ServiceBlock
from sladsl.ast.sources import Source as SourceBlock
from sladsl.checks.allowances import allowances
from sladsl.checks.context import Context
from sladsl.checks.hours import calendar_of, first_uncovered, hours_text, longest_gap, moment
from sladsl.checks.places import value_span
from sladsl.checks.promises import promised_by
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.words import written_duration
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Calendar, Metric, Objective, Service, Source
from sladsl.source import Span
from sladsl.values.duration import MINUTE

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

SAY = Voice(name="hours-promise-conflict", code="T102", severity="error")
_ALWAYS = (
    r"(?<!not )(?<!outside )(?:\b24\s*(?:[x×/*]|by|hours a day,?)\s*(?:7|seven)\b|\b(?:a)?round[- ]the[- ]clock\b"
    r"|\b24 hours a day\b)"
)


def check(context: Context) -> Iterator[Finding]:
    services = context.agreement.services
    for metric, objectives in promised_by(context.agreement):
        service = services.get(metric.service)
        calendar = calendar_of(context.agreement, service)
        if service is not None and calendar is not None:
            yield from _called_always(context, metric, objectives, service, calendar)
            yield from _waits_closed(context, metric, objectives, service, calendar)
        if service is None or metric.kind not in ("uptime from", "downtime from"):
            continue
        if calendar is not None or service.always:
            yield from _seen_less(context, metric, objectives, service, calendar)
            yield from _leans_on_less(context, metric, objectives, service, calendar)


def _called_always(
    context: Context, metric: Metric, objectives: list[Objective], service: Service, calendar: Calendar
) -> Iterator[Finding]:
    """A title that says 24x7 over hours that are shorter."""
    gap = longest_gap(calendar)
    if gap is None:
        return
    titled: list[tuple[str, Span]] = [(service.title, service.span), (metric.title, metric.span)]
    titled += [(each.title, each.span) for each in objectives]
    for title, span in dict.fromkeys(titled):
        words = _always(title)
        if words:
            yield SAY(
                span,
                f'"{title}" says {words}, and `{service.name}` is only there in `{calendar.name}`.',
                f"Let `{service.name}` be there `always`, or call the promise by its hours.",
                witness=_closed(gap),
                labels=(_hours_label(context, service),),
                stake=_stake(context, objectives),
            )


def _always(title: str) -> str:
    """The words with which a title promises every hour, "" where it does not."""
    if "24" not in title and "clock" not in title.lower():
        return ""
    import re

    found = re.search(_ALWAYS, title, re.IGNORECASE)
    return found.group() if found else ""


def _waits_closed(
    context: Context, metric: Metric, objectives: list[Objective], service: Service, calendar: Calendar
) -> Iterator[Finding]:
    """A time allowed that runs while everything is closed, and is over before it opens."""
    gap = longest_gap(calendar)
    if gap is None or (metric.clock is not None and metric.clock.calendar):
        return
    closed = gap[1] - gap[0]
    for opening, answer, allowed, span in allowances(metric, objectives):
        if allowed >= closed * MINUTE:
            continue
        yield SAY(
            span,
            f"`{metric.name}` allows {written_duration(allowed)} at any hour, and `{service.name}` is only there "
            f"in `{calendar.name}`: {opening} on {moment(gap[0])}, {answer} on {moment(gap[1])} at the earliest.",
            f"Count the time in its hours (`clock: {calendar.name}`), or let `{service.name}` be there `always`.",
            witness=_closed(gap),
            labels=(
                _hours_label(context, service),
                *(Label(span=each.promise_span, text="promised here") for each in objectives),
            ),
            stake=_stake(context, objectives),
        )
        return


def _seen_less(
    context: Context,
    metric: Metric,
    objectives: list[Objective],
    service: Service,
    owed: Calendar | None,
) -> Iterator[Finding]:
    """A source that belongs to a service which is closed while this one is owed."""
    for name in metric.sources:
        source: Source = context.agreement.sources[name]
        other = context.agreement.services.get(source.service)
        there = calendar_of(context.agreement, other)
        if other is None or there is None or other.name == service.name or _zones_differ(owed, there):
            continue
        minute = first_uncovered(owed, there)
        if minute is None:
            continue
        hours = f"in `{owed.name}`" if owed is not None else "at all hours"
        yield SAY(
            value_span(context.agreement.node, source.span, SourceBlock.of),
            f"`{service.name}` is owed {hours}, and its source `{source.name}` is of `{other.name}`, which is only "
            f"there in `{there.name}`: nobody sees an outage on {moment(minute)}.",
            "Name a source that sees all the hours that are promised, or promise the hours that are seen.",
            severity="warning" if source.collected == "automatically" else "error",
            labels=(
                _hours_label(context, service),
                *(Label(span=each.promise_span, text="promised here") for each in objectives),
            ),
            stake=_stake(context, objectives),
        )


def _leans_on_less(
    context: Context,
    metric: Metric,
    objectives: list[Objective],
    service: Service,
    owed: Calendar | None,
) -> Iterator[Finding]:
    """A service that needs another one which is closed while this one is owed."""
    for name in service.depends_on:
        other = context.agreement.services.get(name)
        there = calendar_of(context.agreement, other)
        if other is None or there is None or _zones_differ(owed, there):
            continue
        minute = first_uncovered(owed, there)
        if minute is None:
            continue
        hours = f"in `{owed.name}`" if owed is not None else "at all hours"
        yield SAY(
            value_span(context.agreement.node, service.span, ServiceBlock.depends_on),
            f"`{service.name}` is owed {hours} and depends on `{other.name}`, which is only there in "
            f"`{there.name}`: not on {moment(minute)}.",
            f"Owe `{other.name}` in the same hours, or `{service.name}` in fewer.",
            severity="warning",
            labels=tuple(Label(span=each.promise_span, text="promised here") for each in objectives),
            stake=_stake(context, objectives),
        )


def _zones_differ(one: Calendar | None, other: Calendar) -> bool:
    return one is not None and one.zone != other.zone


def _hours_label(context: Context, service: Service) -> Label:
    where = value_span(context.agreement.node, service.span, ServiceBlock.hours)
    return Label(span=where, text=f"the hours of {service.name}")


def _closed(gap: tuple[int, int]) -> str:
    return f"closed from {moment(gap[0])} for {hours_text(gap[1] - gap[0])}"


def _stake(context: Context, objectives: list[Objective]) -> Stake | None:
    from sladsl.checks.stakes import of_promises

    return of_promises(context, [each.name for each in objectives])


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Something is promised for hours in which the service, its source or what it needs is not there.",
    why=(
        "A desk that works Monday to Friday cannot answer within half an hour on Sunday, whatever was signed, and "
        "a promise that is called 24x7 over a service with office hours means two things to two readers. Compared "
        "are an ordinary week of the service's calendar with the times that its records are allowed (they are "
        "counted by the clock on the wall), with the hours of the service to which a source belongs, with those of "
        "services it depends on, and with what titles say. What a tool collects, and what another service is "
        "needed for, may be there all the same: these are warnings. Times that a `clock` counts in the hours of "
        "a calendar are no conflict."
    ),
    bad=(
        Case(
            about="Half an hour, at any hour, from a desk that closes at six.",
            text="""\
sla Desk "Service desk" {
  time zone: "Europe/Berlin"
  party Nimbus { role: provider }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Helpdesk { hours: Office }
  source tickets {
    holds: records   each: ticket   of: Helpdesk   collected: automatically
    fields { priority: P1, P2   opened: time   responded: time }
  }
  metric FirstResponse {
    measure: share of tickets
    where: priority is P1
    good when: opened to responded at most 30 minutes
    controlled by: Nimbus
  }
  objective Response {
    Nimbus ensures FirstResponse at least 95% each month
  }
}
""",
            expected=(
                Expected(
                    line=13,
                    part="allows 30 minutes at any hour, and `Helpdesk` is only there in `Office`: "
                    "opened on Friday at 18:00, responded on Monday at 08:00 at the earliest",
                ),
            ),
        ),
        Case(
            about="The same as a promise about each ticket, with a time for each priority.",
            text="""\
sla Desk "Service desk" {
  time zone: "Europe/Berlin"
  party Nimbus { role: provider }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Helpdesk { hours: Office }
  source tickets {
    holds: records   each: ticket   of: Helpdesk   collected: automatically
    fields { priority: P1, P2   opened: time   solved: time }
  }
  metric Solution {
    measure: opened to solved of tickets   record belongs to: opened
    controlled by: Nimbus
  }
  objective Solutions {
    Nimbus ensures Solution of at least 90% of tickets at most target
      each month
    target by priority { P1: 4 hours   otherwise: 5 days }
  }
}
""",
            expected=(Expected(line=15, part="`Solution` allows 4 hours at any hour, and `Helpdesk`"),),
        ),
        Case(
            about="Called 24x7, owed in office hours.",
            text="""\
sla Desk "Service desk" {
  time zone: "Europe/Berlin"
  party Nimbus { role: provider }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Portal { hours: Office }
  metric Uptime {
    of: Portal   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability "24x7 availability" {
    Nimbus ensures Uptime at least 99% each month
  }
}
""",
            expected=(
                Expected(
                    line=10, part='"24x7 availability" says 24x7, and `Portal` is only there in `Office`'
                ),
            ),
        ),
        Case(
            about="The shop never closes; the people who write its outages down do. And it needs a closed service.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "Europe/Berlin"
  party Nimbus { role: provider }
  calendar Office { Monday to Saturday: 00:00 to 24:00 }
  service Helpdesk { hours: Office }
  service Shop { hours: always   depends on: Helpdesk }
  source outages { holds: intervals   of: Helpdesk   collected: by hand }
  metric Uptime {
    of: Shop   measure: uptime from outages   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(line=6, part="not on Sunday at 00:00", severity="warning"),
                Expected(line=7, part="nobody sees an outage on Sunday at 00:00"),
            ),
        ),
    ),
    good=(
        Case(
            about="The time is counted in the hours of the desk.",
            text="""\
sla Desk "Service desk" {
  time zone: "Europe/Berlin"
  party Nimbus { role: provider }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Helpdesk { hours: Office }
  source tickets {
    holds: records   each: ticket   of: Helpdesk   collected: automatically
    fields { opened: time   solved: time }
  }
  metric Solution {
    measure: opened to solved of tickets   clock: Office
    record belongs to: opened   controlled by: Nimbus
  }
  objective Solutions {
    Nimbus ensures Solution of at least 90% of tickets at most 4 hours
      each month
  }
}
""",
        ),
        Case(
            about="Three days outlast a weekend; who is always there may be called so.",
            text="""\
sla Desk "Service desk" {
  time zone: "Europe/Berlin"
  party Nimbus { role: provider }
  calendar Office { Monday to Friday: 08:00 to 18:00 }
  service Helpdesk { hours: Office }
  service Hotline "24x7 hotline" { hours: always }
  source tickets {
    holds: records   each: ticket   of: Helpdesk   collected: automatically
    fields { opened: time   responded: time   solved: time }
  }
  source calls {
    holds: records   each: call   of: Hotline   collected: automatically
    fields { called: time   answered: time }
  }
  metric Solved {
    measure: share of tickets   good when: opened to solved at most 3 days
    record belongs to: opened
    controlled by: Nimbus
  }
  metric Answered {
    measure: share of calls   good when: called to answered at most 1 minute
    record belongs to: called
    controlled by: Nimbus
  }
  objective Solutions { Nimbus ensures Solved at least 90% each month }
  objective Calls { Nimbus ensures Answered at least 90% each month }
}
""",
        ),
    ),
    check=check,
)
