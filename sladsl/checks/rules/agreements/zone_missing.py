"""`zone-missing`: periods and times without the time zone that they are meant in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

SAY = Voice(name="zone-missing", code="T101", severity="error")
EXAMPLE = AgreementBlock.time_zone.example


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    if not agreement.objectives:
        return
    promise = next(iter(agreement.objectives.values()))
    if agreement.zone_open:
        yield SAY(
            agreement.node.span_of(AgreementBlock.time_zone),
            "The time zone is left open by the parties; outcomes that depend on it come out as a range.",
            severity="information",
            stake=_stake(context),
        )
    elif not agreement.zone and not agreement.node.has(AgreementBlock.time_zone):
        yield SAY(
            agreement.span,
            f"Nothing says in which time zone a {promise.period} begins.",
            f"Add `{EXAMPLE}`, or `time zone: not stated` if the signed text leaves it open.",
            expected=EXAMPLE,
            labels=(Label(span=promise.promise_span, text=f"kept or missed each {promise.period}"),),
            stake=_stake(context),
        )


def _stake(context: Context) -> Stake | None:
    """An outage at the turn of a month decides one credit or the other: all that there is."""
    if not context.agreement.credits:
        return None
    from sladsl.checks.stakes import of_agreement

    return of_agreement(context)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The agreement counts periods, and nothing says in which time zone they begin.",
    why=(
        "A month in Berlin begins one or two hours before the month in UTC, and March is an hour "
        "shorter there. An outage in the night of the first belongs to one month or to the other, "
        "and may be the one that breaks the promise. Most published agreements name no zone; for "
        "these, `time zone: not stated` is the faithful transcription, and what depends on the zone "
        "comes out as a range."
    ),
    bad=(
        Case(
            about="Forgotten.",
            text="""\
sla Hosting "Web shop hosting" {
  party Nimbus { role: provider }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=1, part="Nothing says in which time zone a month begins"),),
        ),
        Case(
            about="Left open by the parties: information.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: not stated
  party Nimbus { role: provider }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=2, part="left open by the parties", severity="information"),),
        ),
    ),
    good=(
        Case(
            about="The zone is named as the tz database names it.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "Europe/Berlin"
  party Nimbus { role: provider }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
    ),
    check=check,
)
