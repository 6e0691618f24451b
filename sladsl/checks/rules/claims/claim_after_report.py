"""`claim-after-report`: the report that tells a level is due when it is too late to claim for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.dates import Duty

if TYPE_CHECKING:
    from sladsl.plan.dates import StageRule
    from sladsl.plan.settlement import Assessment
    from sladsl.settle.datebook import DateBook
    from sladsl.values.period import Period

SAY = Voice(name="claim-after-report", code="K102", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    if agreement.claims is None or agreement.claims.none_needed or not agreement.duties:
        return
    told: set[str] = set()
    book = _book(context)
    for assessment in context.lowering.plan.settlement.assessments:
        duty = _reported_by(assessment, context)
        if assessment.credit is None or assessment.claim is None or duty is None:
            continue
        for stage in assessment.claim.stages:
            found = _too_early(assessment, stage, duty, book)
            if found is None or stage.name in told:
                continue
            told.add(stage.name)
            period, claim_by, report_by = found
            yield _finding(context, assessment, stage, duty, period, claim_by, report_by)


def _book(context: Context) -> DateBook:
    from sladsl.settle.datebook import DateBook

    plan = context.lowering.plan
    return DateBook(plan.settlement, None, plan.stretch.end, plan.stretch.place(), None)


def _reported_by(assessment: Assessment, context: Context) -> Duty | None:
    """The duty to send the report that tells the level; one that names no metric tells them all.

    The sum of points is told by the report on any metric that gives some.
    """
    agreement = context.agreement
    names = assessment.of_points or (assessment.objective,)
    metrics = {agreement.objectives[name].metric for name in names if name in agreement.objectives}
    for duty in context.agreement.duties:
        report = context.agreement.reports.get(duty.report)
        if (
            duty.trigger is None
            and report is not None
            and (not report.metrics or not metrics.isdisjoint(report.metrics))
        ):
            return duty
    return None


def _too_early(
    assessment: Assessment, stage: StageRule, duty: Duty, book: DateBook
) -> tuple[Period, str, str] | None:
    """The first period whose claim is over before its report is due: its last days."""
    if stage.deadline is None or stage.deadline.anchor != "period":
        return None
    for period in assessment.periods:
        claim = book.until(stage.deadline, book.anchor(stage.deadline, period, {}))
        report = book.report(duty.report, period.end - 1)
        if claim is not None and report.anchor is not None and claim.until < report.anchor.instant:
            return period, claim.last_day, report.anchor.day.isoformat()
    return None


def _finding(
    context: Context,
    assessment: Assessment,
    stage: StageRule,
    duty: Duty,
    period: Period,
    claim_by: str,
    report_by: str,
) -> Finding:
    from sladsl.checks.stakes import of_promises

    claims = context.agreement.claims
    assert claims is not None
    written = (
        next((each.deadline for each in claims.stages if each.name == stage.name), None) or claims.deadline
    )
    return SAY(
        written.span if written is not None else claims.span,
        f"For {period.label} the claim must be made by {claim_by}, and {duty.report}, which tells the level, "
        f"is due by {report_by}.",
        f"Count from the report (`30 days after the {duty.report}`), or give the claim more time.",
        witness=period.label,
        labels=(Label(span=duty.span, text="when the report is due"),),
        stake=of_promises(context, [assessment.objective]),
    )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The report that tells a level may come when the time to claim for it is over.",
    why=(
        "A customer who does not measure learns of a miss from the provider's report. If the claim must be made in "
        "ten days and the report may take twenty, the right to a credit is over before anybody can know of it, and the "
        "provider decides by the date on which it sends. The dates are those of a sample year without holidays; the "
        "finding names the first period in which they cross."
    ),
    bad=(
        Case(
            about="Ten days to claim, fifteen business days to report.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { business days: Monday to Friday }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  claims { channel: in writing   deadline: 10 days after the month }
  Nimbus sends Figures to Acme { within: 15 business days after the month }
  report Figures { measure: Uptime }
}
""",
            expected=(
                Expected(
                    line=10, part="by 2026-02-10, and Figures, which tells the level, is due by 2026-02-20"
                ),
            ),
        ),
    ),
    good=(
        Case(
            about="The time to claim runs from the report; and a report about something else.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  party Acme { role: customer }
  interpretation { business days: Monday to Friday }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported   controlled by: Nimbus }
  metric Calls { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Answered { Nimbus ensures Calls at least 90% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  claims {
    stage Report { channel: by ticket   deadline: 40 days after the month }
    stage Demand {
      channel: in writing   deadline: 10 days after the Figures
    }
  }
  Nimbus sends Figures to Acme { within: 15 business days after the month }
  Nimbus sends Desk to Acme { within: 60 days after the month }
  report Figures { measure: Uptime }
  report Desk { measure: Calls }
}
""",
        ),
    ),
    check=check,
)
