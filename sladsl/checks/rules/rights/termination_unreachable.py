"""`termination-unreachable`: a right that waits for something that can't happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.dates import AllEvents, AnyEvent, Event, Right, Trigger, Window
from sladsl.model.meanings import Bound, Objective
from sladsl.values.bands import Levels, parts

SAY = Voice(name="termination-unreachable", code="R101", severity="error")
_IN_A_YEAR = {"day": 366, "week": 53, "month": 12, "quarter": 4, "year": 1}


def check(context: Context) -> Iterator[Finding]:
    for right in context.agreement.rights:
        if right.trigger is not None:
            dead = {id(event): why for event, why in _dead(right.trigger, context)}
            whole = not _possible(right.trigger, dead)
            yield from _told(right, right.trigger, dead, whole, context)


def _dead(trigger: Trigger, context: Context) -> Iterator[tuple[Event, str]]:
    """The events that can't happen, each with the reason."""
    match trigger:
        case Event():
            why = _too_many(trigger, context) or _never_so(trigger, context)
            if why:
                yield trigger, why
        case AllEvents() | AnyEvent():
            for part in trigger.of:
                yield from _dead(part, context)
        case _:
            assert_never(trigger)


def _possible(trigger: Trigger, dead: dict[int, str]) -> bool:
    match trigger:
        case Event():
            return id(trigger) not in dead
        case AllEvents():
            return all(_possible(part, dead) for part in trigger.of)
        case AnyEvent():
            return any(_possible(part, dead) for part in trigger.of)
        case _:
            assert_never(trigger)


def _told(
    right: Right, trigger: Trigger, dead: dict[int, str], whole: bool, context: Context
) -> Iterator[Finding]:
    match trigger:
        case Event():
            if id(trigger) in dead:
                end = f"{right.sentence} never." if whole else "this part of the condition never comes about."
                yield SAY(
                    trigger.span,
                    f"{dead[id(trigger)]}: {end}",
                    "Ask for fewer, or look at more periods."
                    if trigger.window is not None
                    else "Correct the bound, or leave this out.",
                    severity="error" if whole else "warning",
                    witness=context.words(trigger.span),
                    labels=_labels(trigger, context),
                )
        case AllEvents() | AnyEvent():
            for part in trigger.of:
                yield from _told(right, part, dead, whole, context)
        case _:
            assert_never(trigger)


def _labels(event: Event, context: Context) -> tuple[Label, ...]:
    found = [context.agreement.objectives[name] for name in event.objectives]
    return tuple(Label(span=each.promise_span, text="the promise") for each in found[:1])


def _too_many(event: Event, context: Context) -> str:
    """Why so many periods don't fit into what is looked at, or into the term."""
    window = event.window
    if window is None:
        return ""
    most, of = (
        (_IN_A_YEAR[window.period], f"a {window.year}")
        if window.year
        else (window.of, f"{window.of} {window.period}s")
    )
    if window.count > most:
        return f"{of[:1].upper()}{of[1:]} can have {most} at most, and {window.count} are asked for"
    ran = _in_term(window, context)
    if ran is not None and window.count > ran:
        return (
            f"The agreement runs for {ran} {window.period}{'' if ran == 1 else 's'}, "
            f"and {window.count} are asked for"
        )
    return ""


def _in_term(window: Window, context: Context) -> int | None:
    """How many periods of the kind the agreement runs for; None where its end is open."""
    from sladsl.plan.from_model.stretch import term_of
    from sladsl.values.period import periods

    stretch = context.lowering.plan.stretch
    start, end = term_of(context.agreement, stretch.zone)
    if start is None or end is None or end <= start:
        return None
    return len(periods(window.period, stretch.place(), start, end))


def _never_so(event: Event, context: Context) -> str:
    """Why no level of any of its objectives comes out so."""
    reasons = [_bound(event, context.agreement.objectives[name]) for name in event.objectives]
    return reasons[0] if reasons and all(reasons) else ""


def _bound(event: Event, objective: Objective) -> str:
    from sladsl.plan.from_model.credits import (
        possible_levels,
    )  # the lowering is loaded by those who ask for it

    levels = possible_levels(objective)
    match event.status:
        case "critical":
            critical = objective.critical
            if critical is not None and objective.critical_when is None and not _reached(critical, levels):
                return f"No level of {objective.name} is critical"
        case "below minimum":
            minimum = objective.minimum
            if minimum is not None and not _broken(minimum, levels):
                return f"No level of {objective.name} is below its minimum"
        case "below expected":
            expected = objective.expected
            if expected is not None and not _broken(expected, levels):
                return f"No level of {objective.name} is below what is expected"
        case "missed":
            target = objective.bound
            if target is not None and not _broken(target, levels):
                return f"No level misses {objective.name}"
        case "met" | "not assessed":
            return ""
    return ""


def _reached(bound: Bound, levels: Levels) -> bool:
    """Whether some possible level satisfies it."""
    return any(part.rows for part in parts((((bound.comparator, bound.value),),), levels))


def _broken(bound: Bound, levels: Levels) -> bool:
    """Whether some possible level does not."""
    return any(not part.rows for part in parts((((bound.comparator, bound.value),),), levels))


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A right waits for something that can't happen, so it never arises.",
    why=(
        "A right to terminate after eight misses in any six months reads like protection and is none: six months "
        "have six verdicts at most. The same holds for more months than a year has, or than the agreement runs for, "
        "and for a level that no month can reach. Where only a part of the condition is dead and the right can "
        "arise by the rest, it is a warning. The finding says the most that can happen."
    ),
    bad=(
        Case(
            about="Eight misses in six months of a monthly promise.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  Acme may terminate {
    when: Availability missed in 8 of any 6 consecutive months
    notice: 30 days   use within: 60 days of the last miss
  }
}
""",
            expected=(Expected(line=9, part="6 months can have 6 at most, and 8 are asked for"),),
        ),
        Case(
            about="Half a year has no year of misses; a level below zero is never critical.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01   ends: 2026-06-30   time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Uptime at least 99.9% each month   critical: below 0%
  }
  Acme may terminate {
    when: Availability missed in 9 of any 12 consecutive months
    notice: 30 days   use within: 60 days of the last miss
  }
  Acme may claim damages {
    when: Availability missed or Availability critical
    use within: 60 days of the last miss
  }
  Acme may step in {
    when: Availability missed in 14 months of a calendar year
    use within: 60 days of the last miss
  }
}
""",
            expected=(
                Expected(line=11, part="The agreement runs for 6 months, and 9 are asked for"),
                Expected(
                    line=15,
                    part="No level of Availability is critical: this part of the condition",
                    severity="warning",
                ),
                Expected(line=19, part="A calendar year can have 12 at most, and 14 are asked for"),
            ),
        ),
    ),
    good=(
        Case(
            about="All of them, which is much and can happen.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01   ends: 2026-06-30   time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Uptime at least 99.9% each month   critical: below 95%
  }
  Acme may terminate {
    when: Availability missed in 6 of any 6 consecutive months
      or Availability missed in 5 months of a calendar year
      or Availability critical
    notice: 30 days   use within: 60 days of the last miss
  }
}
""",
        ),
    ),
    check=check,
)
