"""`too-many-objectives`: more promises for one service than anybody watches."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Objective

SAY = Voice(name="too-many-objectives", code="O102", severity="warning")
MOST = 12
"""Promises that one service may have. Advice in the trade is five to ten; outsourcing contracts that are known to
work cap them at twenty for the whole agreement."""


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    by_service: dict[str, list[Objective]] = {}
    for objective in agreement.objectives.values():
        metric = agreement.metrics.get(objective.metric)
        if metric is not None and objective.strength != "reports":
            by_service.setdefault(metric.service, []).append(objective)
    for name, promises in by_service.items():
        service = agreement.services.get(name)
        if len(promises) > MOST:
            yield SAY(
                service.span if service is not None else agreement.span,
                f"{f'`{name}`' if name else 'The agreement'} has {len(promises)} promises; "
                f"more than {MOST} are hard to watch.",
                "Keep the ones that hurt when they are missed, and only report the others.",
                labels=(
                    Label(span=promises[MOST].promise_span, text=f"promise number {MOST + 1}"),
                    Label(span=promises[-1].promise_span, text=f"promise number {len(promises)}"),
                )
                if len(promises) > MOST + 1
                else (Label(span=promises[MOST].promise_span, text=f"promise number {MOST + 1}"),),
            )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary=f"A service has more than {MOST} promises.",
    why=(
        "Every promise has to be measured, reported, talked about and paid for. The usual advice is five to ten for "
        f"a service; above {MOST}, nobody looks at each of them, and the few that matter drown in the rest. Promise "
        "what the customer feels, and let the other figures be told (`reports`): these are not counted, and neither "
        "are the values of a dimension that one promise assesses one by one. A sentence about several metrics makes "
        "one promise for each."
    ),
    bad=(
        Case(
            about="Thirteen figures of one service, all of them promised.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  source outages {
    holds: intervals   of: Shop   collected: automatically
    fields { hour: number }
  }
"""
            + "".join(
                f"""\
  metric Hour{hour:02} {{
    measure: downtime from outages   down when: hour exactly {hour}
    controlled by: Nimbus
  }}
  objective Quiet{hour:02} {{ Nimbus ensures Hour{hour:02} at most 1 hour each month }}
"""
                for hour in range(13)
            )
            + "}\n",
            expected=(Expected(line=4, part="`Shop` has 13 promises; more than 12 are hard to watch"),),
        ),
    ),
    good=(
        Case(
            about="One promise for each of two services, and as many figures as one likes.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  service Desk { hours: always }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  metric Answers {
    of: Desk   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  metric Visits { of: Shop   measure: as reported   collected by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Response { Nimbus ensures Answers at least 95% each month }
  objective Figures { Nimbus reports Visits each week }
}
""",
        ),
    ),
    check=check,
)
