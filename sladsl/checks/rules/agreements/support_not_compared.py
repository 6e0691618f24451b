"""`support-not-compared`: what carries a promise of another agreement, and nobody can tell here whether it is enough."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.supports import judged
from sladsl.diagnostics.finding import Finding

SAY = Voice(name="support-not-compared", code="G105", severity="information")


def check(context: Context) -> Iterator[Finding]:
    for each in context.agreement.supports:
        for found in judged(each):
            if not found.compared:
                yield SAY(each.span, found.message, found.hint, severity=found.severity)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Whether a promise is enough for the one that it carries can't be told from these files.",
    why=(
        "Two promises are compared where both are here, measure the same in one unit and count periods that lie in "
        "each other. Elsewhere nothing is wrong, but nobody has looked: an agreement of another file (`use` brings it), "
        "a percentage below a length of time, a level that differs by region. Compare these yourself."
    ),
    bad=(
        Case(
            about="The agreement that is carried stands in another file.",
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
  support for Hosting.Availability { by: Carried   margin: 0.05% }
}
""",
            expected=(Expected(line=16, part="`Hosting` is in none of these files", severity="warning"),),
        ),
    ),
    good=(
        Case(
            about="Both promises are here and measure the same.",
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
    ),
    check=check,
)
