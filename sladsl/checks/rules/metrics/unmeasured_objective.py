"""`unmeasured-objective`: a promise whose level nobody and nothing collects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.ast.metrics import Measured
from sladsl.ast.sources import Source as SourceBlock
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.promises import names_of, promised_by
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Objective

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

SAY = Voice(name="unmeasured-objective", code="M101", severity="error")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    resting: dict[str, list[Objective]] = {}
    for metric, objectives in promised_by(agreement):
        if metric.kind == "as reported" and not metric.collected_by:
            yield SAY(
                value_span(agreement.node, metric.span, Measured.measure),
                f"{names_of(objectives)} promised, but nobody is said to report `{metric.name}`.",
                "Add who reports it, for example `collected by: Nimbus`.",
                expected=Measured.collected_by.example,
                labels=_promises(objectives),
                stake=_stake(context, objectives),
            )
        for name in metric.sources:
            resting.setdefault(name, []).extend(objectives)
    for name, objectives in resting.items():
        source = agreement.sources.get(name)
        if source is not None and not source.collected and not source.collected_by:
            objectives = list(dict.fromkeys(objectives))
            if source.collected_open:
                yield SAY(
                    value_span(agreement.node, source.span, SourceBlock.collected),
                    f"{names_of(objectives)} promised; how its source `{name}` is collected is left open by the parties.",
                    'Agree on it, and on who does it: `collected by: "Pingdom"`.',
                    expected="collected: automatically",
                    labels=_promises(objectives),
                    severity="information",
                )
                continue
            yield SAY(
                source.span,
                f"{names_of(objectives)} promised, but nothing collects its source `{name}`.",
                'Say how: `collected: automatically` or `collected: by hand`, and `collected by: "Pingdom"`.',
                expected="collected: automatically",
                labels=_promises(objectives),
                stake=_stake(context, objectives),
            )


def _promises(objectives: list[Objective]) -> tuple[Label, ...]:
    return tuple(Label(span=objective.promise_span, text="promised here") for objective in objectives)


def _stake(context: Context, objectives: list[Objective]) -> Stake | None:
    from sladsl.checks.stakes import of_promises

    return of_promises(context, [each.name for each in objectives])


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A promise rests on figures that nobody and nothing is said to collect.",
    why=(
        "What is not measured can't be kept, missed or credited: the first dispute is then about "
        "who has numbers. A source says how it is collected (`automatically`, `by hand`) or by "
        "whom; a metric that is measured `as reported` says who reports it. If nothing can collect "
        "a figure at a bearable cost, promise another one."
    ),
    bad=(
        Case(
            about="The probes are named, but nobody runs them.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  source checks {
    holds: samples   of: Shop   every: 1 minute
    fields { ok: yes or no }
  }
  metric Uptime {
    of: Shop   measure: uptime from checks   down when: not ok
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(line=6, part="Availability is promised, but nothing collects its source `checks`"),
            ),
        ),
        Case(
            about="Reported, but by nobody.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=6, part="nobody is said to report `Uptime`"),),
        ),
        Case(
            about="The parties leave it open: said, and no mistake.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: not stated }
  metric Uptime { measure: uptime from outages   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=5, part="is left open by the parties", severity="information"),),
        ),
    ),
    good=(
        Case(
            about="The source says how it is collected and by what.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  source checks {
    holds: samples   of: Shop   every: 1 minute
    fields { ok: yes or no }
    collected: automatically   collected by: "External probes"
  }
  metric Uptime {
    of: Shop   measure: uptime from checks   down when: not ok
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
    ),
    check=check,
)
