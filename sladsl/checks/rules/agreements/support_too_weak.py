"""`support-too-weak`: what carries a promise of another agreement promises less than it needs."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.supports import judged
from sladsl.diagnostics.finding import Finding

SAY = Voice(name="support-too-weak", code="G104", severity="error")


def check(context: Context) -> Iterator[Finding]:
    for each in context.agreement.supports:
        for found in judged(each):
            if found.compared:
                yield SAY(each.span, found.message, found.hint, severity=found.severity)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A promise carries one of another agreement, and is weaker, slower or absent when it is needed.",
    why=(
        "Who promises a customer 99.9% and buys 99.7% below it owes credits for faults of others, and nobody sees it "
        "in either text alone. Levels are compared with the margin, in one period or in periods that lie in each "
        "other; times of records row by row; hours by an ordinary week. Several promises that carry one are taken to "
        "be needed all, so what they allow adds up; where one stands in for another, say so in the comment that "
        "allows it. What can't be compared has an information of its own (`support-not-compared`)."
    ),
    bad=(
        Case(
            about="A nine was lost: the team promises less than it carries.",
            text="""\
sla Shop "Web shop" {
  party Nimbus { role: provider }
  service Portal { hours: always }
  metric Uptime { of: Portal   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each
    month }
}

ola Network "Network team" {
  party Team { role: team }
  service Backbone { hours: always }
  metric Reachable { of: Backbone   measure: as reported
    collected by: Team   controlled by: Team }
  objective Carried { Team ensures Reachable at least 99.7% each month }
  support for Shop.Availability { by: Carried   margin: 0.05% }
}
""",
            expected=(Expected(line=16, part="it may fail for 0.3% of the time, and 0.1% is allowed"),),
        ),
        Case(
            about="Enough, but not with the margin that is written.",
            text="""\
sla Shop "Web shop" {
  party Nimbus { role: provider }
  service Portal { hours: always }
  metric Uptime { of: Portal   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each
    month }
}

ola Network "Network team" {
  party Team { role: team }
  service Backbone { hours: always }
  metric Reachable { of: Backbone   measure: as reported
    collected by: Team   controlled by: Team }
  objective Carried { Team ensures Reachable at least 99.93% each month }
  support for Shop.Availability { by: Carried   margin: 0.05% }
}
""",
            expected=(Expected(line=16, part="99.9% + 0.05% = 99.95%", severity="warning"),),
        ),
        Case(
            about="The second line takes longer than the desk has.",
            text="""\
sla Desk "Service desk" {
  party Nimbus { role: provider }
  service Help { hours: always }
  source tickets { holds: records   of: Help   each: ticket
    fields { opened: time   closed: time } }
  metric Restore { of: Help   measure: opened to closed of tickets
    controlled by: Nimbus }
  objective Restored { Nimbus ensures Restore of each ticket at most 4
    hours each month }
}

ola Second "Second line" {
  party Team { role: team }
  service Repair { hours: always }
  source cases { holds: records   of: Repair   each: case
    fields { opened: time   closed: time } }
  metric Mend { of: Repair   measure: opened to closed of cases
    controlled by: Team }
  objective Mended { Team ensures Mend of each case at most 6 hours each
    month }
  support for Desk.Restored { by: Mended }
}
""",
            expected=(Expected(line=21, part="takes up to 6 hours"),),
        ),
    ),
    good=(
        Case(
            about="Better than what it carries, by the margin.",
            text="""\
sla Shop "Web shop" {
  party Nimbus { role: provider }
  service Portal { hours: always }
  metric Uptime { of: Portal   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each
    month }
}

ola Network "Network team" {
  party Team { role: team }
  service Backbone { hours: always }
  metric Reachable { of: Backbone   measure: as reported
    collected by: Team   controlled by: Team }
  objective Carried { Team ensures Reachable at least 99.95% each month }
  support for Shop.Availability { by: Carried   margin: 0.05% }
}
""",
        ),
        Case(
            about="The second line is quicker.",
            text="""\
sla Desk "Service desk" {
  party Nimbus { role: provider }
  service Help { hours: always }
  source tickets { holds: records   of: Help   each: ticket
    fields { opened: time   closed: time } }
  metric Restore { of: Help   measure: opened to closed of tickets
    controlled by: Nimbus }
  objective Restored { Nimbus ensures Restore of each ticket at most 4
    hours each month }
}

ola Second "Second line" {
  party Team { role: team }
  service Repair { hours: always }
  source cases { holds: records   of: Repair   each: case
    fields { opened: time   closed: time } }
  metric Mend { of: Repair   measure: opened to closed of cases
    controlled by: Team }
  objective Mended { Team ensures Mend of each case at most 3 hours each
    month }
  support for Desk.Restored { by: Mended }
}
""",
        ),
    ),
    check=check,
)
