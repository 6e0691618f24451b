"""`uncontrollable-metric`: a promise about a figure that somebody other than the promising party controls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.ast.metrics import Measured
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.promises import names_of, promised_by
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Metric, Objective

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

SAY = Voice(name="uncontrollable-metric", code="M102", severity="error")


def check(context: Context) -> Iterator[Finding]:
    for metric, objectives in promised_by(context.agreement):
        labels = tuple(Label(span=each.promise_span, text=f"{each.owner} promises it") for each in objectives)
        where = value_span(context.agreement.node, metric.span, Measured.controlled_by)
        if metric.controlled_open:
            yield SAY(
                where,
                f"Who controls `{metric.name}` is left open by the parties.",
                severity="information",
                labels=labels,
                stake=_stake(context, objectives),
            )
        elif not metric.controlled_by:
            example = f"controlled by: {objectives[0].owner}"
            yield SAY(
                metric.span,
                f"{names_of(objectives)} promised, and nothing says who controls `{metric.name}`.",
                f"Add `{example}`, or `controlled by: not stated` if the signed text leaves it open.",
                severity="warning",
                expected=example,
                labels=labels,
                stake=_stake(context, objectives),
            )
        else:
            yield from _controlled_by_others(context, metric, objectives)


def _controlled_by_others(context: Context, metric: Metric, objectives: list[Objective]) -> Iterator[Finding]:
    others = [each for each in objectives if each.owner != metric.controlled_by]
    if not others:
        return
    party = context.agreement.parties.get(metric.controlled_by)
    role = party.role if party is not None else ""
    who = (
        f"{metric.controlled_by}, {'a' if role == 'third party' else 'the'} {role},"
        if role
        else metric.controlled_by
    )
    names = ", ".join(_called(each) for each in others)
    controls = value_span(context.agreement.node, metric.span, Measured.controlled_by)
    hint = "Promise what the promising party controls, or measure only its part."
    if role in ("provider", "team"):
        right = f"{metric.controlled_by} {others[0].strength} {metric.name} …"
        hint = f"Let {metric.controlled_by} promise it, `{right}`; or correct `controlled by: {metric.controlled_by}`."
    elif len({each.owner for each in others}) == 1:
        hint = (
            f"Correct `controlled by: {metric.controlled_by}` if {others[0].owner} controls it; if not, promise what the"
            " promising party controls, or measure only its part."
        )
    yield SAY(
        others[0].promise_span,
        f"{others[0].owner} promises {names}, but {who} controls `{metric.name}`.",
        hint,
        severity="error" if role in ("customer", "third party") else "warning",
        labels=(
            Label(span=controls, text=f"{metric.controlled_by} controls it"),
            *(Label(span=each.promise_span, text=f"{each.owner} promises it") for each in others[1:]),
        ),
        stake=_stake(context, others),
    )


def _stake(context: Context, objectives: list[Objective]) -> Stake | None:
    from sladsl.checks.stakes import of_promises

    return of_promises(context, [each.name for each in objectives])


def _called(objective: Objective) -> str:
    return objective.title or objective.name


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A party promises a figure that the customer or a third party controls.",
    why=(
        "A promise moves risk to whoever can lower it. One who pays for another's failures adds the "
        "risk to the price or argues every month, and neither makes the service better. Measure the "
        "part that the promising party answers for, back the rest with a contract of its own, or "
        "exclude it. When `controlled by` is not said, this is a warning; when the parties left it "
        "open (`not stated`), information."
    ),
    bad=(
        Case(
            about="The provider promises what the customer does.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  metric Orders {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Acme
  }
  objective Sales { Nimbus ensures Orders at least 1_000 each month }
}
""",
            expected=(
                Expected(line=10, part="Nimbus promises Sales, but Acme, the customer, controls `Orders`"),
            ),
        ),
        Case(
            about="Nobody has said who controls it: a warning.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  metric Uptime { of: Shop   measure: as reported   collected by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=6, part="nothing says who controls `Uptime`", severity="warning"),),
        ),
    ),
    good=(
        Case(
            about="The one who promises controls the figure; what is only reported may be anybody's.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  metric Orders { of: Shop   measure: as reported   collected by: Acme }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Sales { Nimbus reports Orders each month }
}
""",
        ),
    ),
    check=check,
)
