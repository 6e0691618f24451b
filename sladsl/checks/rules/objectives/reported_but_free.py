"""`reported-but-free`: a promise without any consequence, among others that have one."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.mentions import Speaking
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.dates import AllEvents, AnyEvent, Event, Trigger
from sladsl.model.meanings import Objective

SAY = Voice(name="reported-but-free", code="O101", severity="information")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    if not agreement.credits:
        return  # no promise has a consequence: that is another kind of agreement, or another finding
    if any(_of_any(right.trigger) for right in agreement.rights):
        return  # a right speaks of all of them
    credited = {name for credit in agreement.credits for name in credit.objectives}
    blocks: dict[int, Objective] = {}
    for objective in agreement.objectives.values():
        free = objective.strength == "ensures" and objective.name not in credited
        if free and not objective.part_of:
            blocks.setdefault(objective.span.start, objective)
    if not blocks:
        return
    speaking = Speaking(agreement.node)
    for objective in blocks.values():
        name = objective.label or objective.name
        if speaking.of(name, objective.title):
            continue
        yield SAY(
            objective.span,
            f"Missing `{name}` has no consequence: no credit is for it, and nothing else names it.",
            f"Add a credit, or say `{objective.owner} aims for` if it is meant as a goal."
            if objective.score is None
            else "Add a credit or a right, or leave `passes` out.",
            labels=(Label(span=agreement.credits[0].span, text="others have one"),),
        )


def _of_any(trigger: Trigger | None) -> bool:
    """Whether what has to happen is that any objective, whichever, is missed."""
    match trigger:
        case Event():
            return trigger.any
        case AllEvents() | AnyEvent():
            return any(_of_any(each) for each in trigger.of)
    return False


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A promise that is ensured costs nothing when it is missed, while others do.",
    why=(
        "`ensures` reads like an obligation. Without a credit, a right or a clause that names it, a miss is only "
        "told, and the provider's attention goes to the promises that cost something. That may be meant: then "
        "`aims for`, or `reports`, says it, and this rule leaves both alone. It speaks only where other promises "
        "of the agreement have a credit; a clause in words that names the objective or its title counts as a "
        "consequence."
    ),
    bad=(
        Case(
            about="Availability costs something, response is free.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  metric Answered {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Response { Nimbus ensures Answered at least 95% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
}
""",
            expected=(Expected(line=14, part="Missing `Response` has no consequence"),),
        ),
    ),
    good=(
        Case(
            about="A goal is called one, a figure is only reported, and a clause names the third.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  metric Answered {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  metric Solved {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  metric Visits {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Response { Nimbus aims for Answered at least 95% each month }
  objective Solutions "Incidents solved in time" {
    Nimbus ensures Solved at least 90% each month
  }
  objective Traffic { Nimbus reports Visits each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  clause "Plan" {
    text: "When incidents solved in time are missed twice, a plan is due."
  }
}
""",
        ),
        Case(
            about="A right follows when it is missed.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  metric Answered {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Response { Nimbus ensures Answered at least 95% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  Acme may terminate {
    when: Response missed in 3 consecutive months   notice: 30 days
  }
}
""",
        ),
        Case(
            about="An agreement without credits has no promise that is cheaper than the others.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
    ),
    check=check,
)
