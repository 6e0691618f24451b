"""`scenario-fails`: a worked example of the agreement that the agreement itself does not bear out."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label

SAY = Voice(name="scenario-fails", code="X101", severity="error")


def check(context: Context) -> Iterator[Finding]:
    for result in context.scenario_results():
        if not result.ok:
            why = f" ({result.why.rstrip('.')})" if result.why else ""
            yield SAY(
                result.expectation_span,
                f'The scenario expects "{result.expectation_text}" and gets "{result.got_text}"{why}.',
                "Correct the expectation, or the terms that it rests on.",
                witness=result.got_text,
                labels=(Label(span=result.span, text="in this scenario"),),
            )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A scenario expects something else than the agreement computes.",
    why=(
        "A scenario is a worked example: it is run as a test of the agreement and printed in the "
        "contract's schedule. An example that contradicts the terms is worse than none, for a court "
        "may follow either. Usually the terms say something that their authors did not mean; "
        "sometimes the arithmetic of the example is wrong."
    ),
    bad=(
        Case(
            about="50 minutes of 43,200 leave 99.88%: the promise is missed.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  interpretation { level rounding: none }
  source outages { holds: intervals   of: Shop   collected: automatically }
  metric Uptime {
    of: Shop   measure: uptime from outages   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  scenario "Fifty minutes in April" {
    month: 2026-04
    down: Shop, 2026-04-04 10:00 to 2026-04-04 10:50
    expect: Availability met
  }
}
""",
            expected=(Expected(line=15, part="The scenario expects"),),
        ),
    ),
    good=(
        Case(
            about="The expectation is what comes out.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  interpretation { level rounding: none }
  source outages { holds: intervals   of: Shop   collected: automatically }
  metric Uptime {
    of: Shop   measure: uptime from outages   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  scenario "Fifty minutes in April" {
    month: 2026-04
    down: Shop, 2026-04-04 10:00 to 2026-04-04 10:50
    expect: Availability missed
  }
}
""",
        ),
    ),
    check=check,
)
