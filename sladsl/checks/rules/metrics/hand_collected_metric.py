"""`hand-collected-metric`: a promise measured from a source that people fill by hand."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast.sources import Source as SourceBlock
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.promises import names_of, promised_by
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Objective

SAY = Voice(name="hand-collected-metric", code="M103", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    resting: dict[str, list[Objective]] = {}
    for metric, objectives in promised_by(agreement):
        for name in metric.sources:
            resting.setdefault(name, []).extend(objectives)
    for name, objectives in resting.items():
        source = agreement.sources.get(name)
        if source is not None and source.collected == "by hand":
            objectives = list(dict.fromkeys(objectives))
            from sladsl.checks.stakes import of_promises

            yield SAY(
                value_span(agreement.node, source.span, SourceBlock.collected),
                f"{names_of(objectives)} promised, and its source `{name}` is collected by hand.",
                "Let a tool collect it, or say how the entries are checked and allow it.",
                labels=tuple(Label(span=each.promise_span, text="promised here") for each in objectives),
                stake=of_promises(context, [each.name for each in objectives]),
            )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A promise is measured from a source that is collected by hand.",
    why=(
        "Figures kept by hand cost work every month, are late, and are entered by the side whose "
        "money they decide. Prefer what a tool records as a by-product. Sources of exclusions (a "
        "calendar of maintenance windows) may well be kept by hand, and this rule leaves them "
        "alone."
    ),
    bad=(
        Case(
            about="Somebody writes the outages down.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  source outages {
    holds: intervals   of: Shop
    collected: by hand   collected by: Nimbus
  }
  metric Uptime {
    of: Shop   measure: uptime from outages
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=8, part="its source `outages` is collected by hand"),),
        ),
    ),
    good=(
        Case(
            about="Probes record them.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  source outages {
    holds: intervals   of: Shop
    collected: automatically   collected by: "External probes"
  }
  metric Uptime {
    of: Shop   measure: uptime from outages
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
    ),
    check=check,
)
