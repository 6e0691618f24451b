"""`exclusion-swallows-promise`: more time may be excluded than the promise leaves for outages."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.ast.exclusions import Exclusion as ExclusionBlock
from sladsl.checks.context import Context
from sladsl.checks.exclusions import excluded_from, limits
from sladsl.checks.places import value_span
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Chosen, Exclusion, Metric, Objective
from sladsl.record import Record, replace
from sladsl.values.duration import duration_text
from sladsl.values.intervals import total
from sladsl.values.number import decimal_text
from sladsl.values.period import Period, PeriodKind, contains

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

SAY = Voice(name="exclusion-swallows-promise", code="E101", severity="warning")
_OVERLAPPING: dict[tuple[PeriodKind, PeriodKind], int] = {
    ("month", "week"): 6,
    ("quarter", "week"): 15,
    ("year", "week"): 54,
    ("week", "month"): 2,
    ("week", "quarter"): 2,
    ("week", "year"): 2,
}
"""How many weeks a month touches, and the like: an allowance of each of them can be used in it."""


class Room(Record):
    """What a period holds, in microseconds: the hours owed, what may be excluded, what the promise leaves to be down."""

    period: Period
    owed: int
    excluded: int
    left: int


def check(context: Context) -> Iterator[Finding]:
    for exclusion, resting in excluded_from(context.agreement):
        if not exclusion.source or _kept_by_others(context, exclusion, resting):
            continue
        found = [
            finding
            for metric, objectives in resting
            if metric.kind in ("uptime from", "downtime from") and not _counts_against(context, metric)
            for objective in objectives
            if _leaves_time(objective)
            for finding in _judged(context, exclusion, metric, objective)
        ]
        if found:  # one place, one finding: that of the promise that is weakened first
            more = tuple(label for other in found[1:] for label in other.labels)
            yield replace(found[0], labels=(*found[0].labels, *more))


def rooms(context: Context, exclusion: Exclusion, metric: Metric, objective: Objective) -> list[Room]:
    """For some periods of a promise: how much may be excluded, and how much of the rest may be down."""
    assert objective.bound is not None
    found = []
    for period, spans in context.lowering.owed(metric, objective.period):
        owed = total(spans)
        excluded = min(owed, allowed(context, exclusion, period))
        if metric.kind == "downtime from":
            left = int(objective.bound.value)
        else:
            answer = context.answer("excluded time", metric)
            counted = (
                owed if isinstance(answer, Chosen) and answer.answer == "counts as up" else owed - excluded
            )
            left = int((1 - objective.bound.value) * counted)
        found.append(Room(period=period, owed=owed, excluded=excluded, left=left))
    return found


def allowed(context: Context, exclusion: Exclusion, period: Period) -> int:
    """The most that an allowance lets out of one period; without an allowance, all of it."""
    kind = exclusion.allowance_period
    if exclusion.allowance is None or kind is None:
        return period.end - period.start
    if contains(period.kind, kind):
        from sladsl.values.period import periods_within

        times = len(periods_within(period, kind, context.lowering.plan.stretch.place()))
    elif isinstance(period.kind, str) and isinstance(kind, str):
        times = _OVERLAPPING.get((period.kind, kind), 1)
    else:
        from sladsl.values.period import periods

        times = len(periods(kind, context.lowering.plan.stretch.place(), period.start, period.end))
    return times * exclusion.allowance


def _judged(
    context: Context, exclusion: Exclusion, metric: Metric, objective: Objective
) -> Iterator[Finding]:
    noticed, chosen = limits(exclusion.where)
    if exclusion.allowance is None or exclusion.allowance_each:  # windows may be as many as anybody wants
        if chosen and not noticed:
            return  # the rows are chosen by what happened, not by whoever plans them
        yield _unlimited(context, exclusion, objective, noticed)
        return
    found = rooms(context, exclusion, metric, objective)
    if not found or not all(room.excluded > room.left for room in found):
        return
    room = max(found, key=lambda each: each.owed)
    assert objective.bound is not None
    down = room.excluded + room.left
    up = Fraction(max(0, room.owed - down), room.owed)
    promise = context.words(objective.bound.span)
    name = objective.label or objective.name
    whole = (
        f"up for {decimal_text(up * 100, 2, 'down')}% of {room.period.label}"
        if metric.kind == "uptime from"
        else f"down for {duration_text(down)} in {room.period.label}"
    )
    yield SAY(
        value_span(context.agreement.node, exclusion.span, ExclusionBlock.allowance),
        f"`{exclusion.name}` may take out {duration_text(room.excluded)} a {room.period.kind}, and `{promise}` "
        f"leaves {duration_text(room.left)}: {whole}, {name} is kept."
        + ("" if noticed or chosen else " Nobody has to announce it."),
        "Promise what is left for the customer, or allow less."
        if noticed or chosen
        else "Ask for notice (`where announced at least 5 days before start`), or allow less.",
        severity="information" if (noticed or chosen) and 2 * room.excluded < room.owed else "warning",
        witness=room.period.label,
        labels=(Label(span=objective.promise_span, text="the promise"),),
        stake=_stake(context, objective),
    )


def _unlimited(context: Context, exclusion: Exclusion, objective: Objective, noticed: bool) -> Finding:
    name = objective.label or objective.name
    label = Label(span=objective.promise_span, text="the promise")
    if exclusion.allowance_open:
        return SAY(
            value_span(context.agreement.node, exclusion.span, ExclusionBlock.allowance),
            f"How much `{exclusion.name}` may take out of {name} is left open by the parties.",
            severity="information",
            labels=(label,),
            stake=_stake(context, objective),
        )
    notice = ", as long as it is announced" if noticed else ", and it needs no notice"
    return SAY(
        value_span(context.agreement.node, exclusion.span, ExclusionBlock.time),
        f"Nothing limits how much `{exclusion.name}` may take out of {name}{notice}: a {objective.period} that is "
        "excluded altogether is no miss.",
        f"Limit it: `allowance: first {_suggested(objective)} per {objective.period}`.",
        labels=(label,),
        stake=_stake(context, objective),
    )


def _suggested(objective: Objective) -> str:
    """A round time: hours of maintenance in a month, minutes in a day."""
    return {"day": "30 minutes", "week": "2 hours", "month": "8 hours", "quarter": "24 hours"}.get(
        str(objective.period), "48 hours"
    )


def _leaves_time(objective: Objective) -> bool:
    bound = objective.bound
    if bound is None:
        return False
    if bound.unit == "percent":
        return bound.comparator in ("at least", "above") and 0 < bound.value <= 1
    return bound.unit == "duration" and bound.comparator in ("at most", "below")


def _counts_against(context: Context, metric: Metric) -> bool:
    """Whether outages in excluded time count all the same: then nothing is gained by it."""
    answer = context.answer("excluded time", metric)
    return (
        metric.kind == "uptime from" and isinstance(answer, Chosen) and answer.answer == "out of total only"
    )


def _kept_by_others(
    context: Context, exclusion: Exclusion, resting: list[tuple[Metric, list[Objective]]]
) -> bool:
    """Whether somebody else than those who promise keeps the list of excluded times."""
    source = context.agreement.sources.get(exclusion.source)
    keeper = context.agreement.parties.get(source.collected_by) if source is not None else None
    owners = {objective.owner for _, objectives in resting for objective in objectives}
    return keeper is not None and keeper.name not in owners and keeper.role in ("customer", "third party")


def _stake(context: Context, objective: Objective) -> Stake | None:
    from sladsl.checks.stakes import of_promise

    return of_promise(context, objective.name)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="More time may be excluded than the promise leaves, so the customer gets less than it reads.",
    why=(
        "99.9% of a month leave 44 minutes for outages. Eight hours of maintenance beside them are eleven times as "
        "much: whoever counts on the service gets 98.8%, and it is this figure that belongs in a plan. The finding "
        "computes it, for the hours of the service and with the agreement's own answer to `excluded time`. With "
        "notice and an allowance it is information; where nobody has to announce the time, or nothing limits it, a "
        "warning, for then the promise is worth what the provider makes of it. Times that the customer or a third "
        "party records are left alone, and so are those that are chosen by what happened (`where cause is "
        "customer`) without an allowance."
    ),
    bad=(
        Case(
            about="Eight hours with notice beside 99.9%: information.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  interpretation { excluded time: out of both }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source windows {
    holds: intervals   fields { announced: time }   collected: by hand
  }
  exclusion Maintenance {
    time: windows where announced at least 5 days before start
    allowance: first 8 hours per month
  }
  metric Uptime {
    measure: uptime from outages   excluding: Maintenance
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(
                    line=12,
                    part="may take out 8 h a month, and `at least 99.9%` leaves 44 min 09.6 s: up for 98.82% "
                    "of 2026-01, Availability is kept",
                    severity="information",
                ),
            ),
        ),
        Case(
            about="An allowance, but nobody has to announce anything.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source windows { holds: intervals   collected: by hand }
  exclusion Maintenance {
    time: windows   allowance: first 8 hours per week
  }
  metric Lost {
    measure: downtime from outages   excluding: Maintenance
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Lost at most 4 hours each month }
}
""",
            expected=(
                Expected(
                    line=8,
                    part="may take out 2 d a month, and `at most 4 hours` leaves 4 h: down for 2 d 4 h in",
                ),
            ),
        ),
        Case(
            about="Whatever stands in the maintenance calendar does not count.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  interpretation { excluded time: out of both }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source windows {
    holds: intervals   collected: by hand   collected by: Nimbus
  }
  exclusion Maintenance { time: windows }
  metric Uptime {
    measure: uptime from outages   excluding: Maintenance
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(
                    line=10,
                    part="Nothing limits how much `Maintenance` may take out of Availability, and it needs no notice",
                ),
            ),
        ),
    ),
    good=(
        Case(
            about="Half an hour is less than the promise leaves; outages in the other exclusion count all the same.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  interpretation { excluded time: out of both }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source windows { holds: intervals   collected: by hand }
  exclusion Maintenance {
    time: windows   allowance: first 30 minutes per month
  }
  exclusion Upgrades { time: windows   allowance: first 12 hours per month }
  metric Uptime {
    measure: uptime from outages   excluding: Maintenance
    controlled by: Nimbus
  }
  metric Strict {
    measure: uptime from outages   excluding: Upgrades
    excluded time: out of total only
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective AllHours { Nimbus ensures Strict at least 99.0% each month }
}
""",
        ),
        Case(
            about="The customer keeps the list, or the rows are chosen by their cause.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  interpretation { excluded time: out of both }
  source outages {
    holds: intervals   of: Shop   collected: automatically
    fields { cause: ours, theirs }
  }
  source freezes {
    holds: intervals   collected: by hand   collected by: Acme
  }
  exclusion Requested { time: freezes }
  exclusion Theirs { time: outages where cause is theirs }
  metric Uptime {
    measure: uptime from outages   excluding: Requested, Theirs
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
    ),
    check=check,
)
