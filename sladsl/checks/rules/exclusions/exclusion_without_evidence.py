"""`exclusion-without-evidence`: time that does not count on somebody's word."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast.exclusions import Exclusion as ExclusionBlock
from sladsl.checks.context import Context
from sladsl.checks.exclusions import excluded_from
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label

SAY = Voice(name="exclusion-without-evidence", code="E102", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    sources = context.agreement.sources
    for exclusion, resting in excluded_from(context.agreement):
        if exclusion.shown_by:
            continue
        source = sources.get(exclusion.source)
        if source is not None and (source.collected or source.collected_by):
            continue
        from sladsl.checks.stakes import of_promises

        objectives = [objective for _, each in resting for objective in each]
        names = ", ".join(dict.fromkeys(each.label or each.name for each in objectives))
        if exclusion.shown_open or (source is not None and source.collected_open):
            what = (
                f"who must show `{exclusion.name}`"
                if exclusion.shown_open
                else f"how `{exclusion.source}` is collected"
            )
            yield SAY(
                exclusion.span,
                f"`{exclusion.name}` takes time out of {names}; {what} is left open by the parties.",
                f"Agree on it, for example `shown by: {objectives[0].owner}`.",
                expected=f"shown by: {objectives[0].owner}",
                severity="information",
            )
            continue
        evidence = "no source records it" if source is None else f"nobody is said to collect `{source.name}`"
        yield SAY(
            exclusion.span,
            f"`{exclusion.name}` takes time out of {names}: {evidence}, and nobody must show it.",
            f"Say who must prove it, for example `shown by: {objectives[0].owner}`, or name a source of its times.",
            expected=f"shown by: {objectives[0].owner}",
            labels=tuple(Label(span=each.promise_span, text="it weakens this") for each in objectives[:3]),
            stake=of_promises(context, [each.name for each in objectives]),
        )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Time is excluded without a source that records it, and nobody has to prove it.",
    why=(
        "An exclusion is an excuse that was agreed in advance, and whoever uses it gains by it. If no source records "
        "the times and no party has to show them, each month ends in one word against another. A source of "
        "intervals makes it computable; `shown by` at least says who has the burden of proof. Causes in words "
        f"(`{ExclusionBlock.cause.name}`) need it most, for nothing computes them."
    ),
    bad=(
        Case(
            about="Force majeure, on whose word?",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  exclusion ForceMajeure { cause: "events beyond the control of Nimbus" }
  metric Uptime {
    measure: uptime from outages   excluding: ForceMajeure
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(line=6, part="`ForceMajeure` takes time out of Availability: no source records it"),
            ),
        ),
        Case(
            about="A source that nobody collects proves nothing.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source windows { holds: intervals }
  exclusion Maintenance {
    time: windows   allowance: first 20 minutes per month
  }
  metric Uptime {
    measure: uptime from outages   excluding: Maintenance
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=7, part="nobody is said to collect `windows`, and nobody must show it"),),
        ),
        Case(
            about="The parties leave it open: said, and no mistake.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  exclusion Strikes { cause: "strikes"   shown by: not stated }
  metric Uptime {
    measure: uptime from outages   excluding: Strikes
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(
                    line=6, part="who must show `Strikes` is left open by the parties", severity="information"
                ),
            ),
        ),
    ),
    good=(
        Case(
            about="One is recorded, the other must be shown; what takes nothing out of a promise is left alone.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  source outages { holds: intervals   of: Shop   collected: automatically }
  source windows { holds: intervals   collected: by hand }
  exclusion Maintenance {
    time: windows   allowance: first 20 minutes per month
  }
  exclusion ForceMajeure {
    cause: "events beyond the control of Nimbus"   shown by: Nimbus
  }
  exclusion Errors { cause: "mistakes of the customer" }
  metric Uptime {
    measure: uptime from outages   excluding: Maintenance, ForceMajeure
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
    ),
    check=check,
)
