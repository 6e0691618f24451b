"""`not-agreed`: an agreement in force that the customer has not accepted, or somebody too late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.parties import Party as PartyBlock
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Party

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

SAY = Voice(name="not-agreed", code="G101", severity="warning")
_ISO = 10


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    for party in agreement.parties.values():
        yield from _late(context, party)
    if agreement.kind not in ("sla", "contract"):
        return
    customers = [each for each in agreement.parties.values() if each.role == "customer"]
    signed = [each for each in agreement.parties.values() if each.accepted]
    for customer in customers:
        if customer.accepted:
            continue
        if customer.accepted_open:
            yield SAY(
                value_span(agreement.node, customer.span, PartyBlock.accepted),
                f"The text does not state whether {customer.name} agreed.",
                severity="information",
                stake=_stake(context),
            )
        elif agreement.effective or signed:
            yield SAY(
                customer.span,
                f"{_since(context, signed)}, and nothing says that {customer.name}, the customer, has agreed.",
                'Add `accepted: 2025-12-10, "Chief Information Officer"`, or `accepted: by ordering` for a standing '
                "offer; what only one side says is an `slc`.",
                expected="accepted: by ordering",
                labels=_dates(context, signed),
                stake=_stake(context),
            )
    roles = [each.role for each in agreement.parties.values()]
    one_sided = "provider" in roles and set(roles) <= {"provider", ""}
    if one_sided and agreement.effective and agreement.kind == "sla":
        yield SAY(
            agreement.span,
            f"{_since(context, signed)}, and it names no customer who agreed to it.",
            "Add the customer: `party Acme { role: customer   accepted: by ordering }`; what only one side says "
            "is an `slc`.",
            labels=_dates(context, signed),
            stake=_stake(context),
        )


def _late(context: Context, party: Party) -> Iterator[Finding]:
    """Somebody who agreed after the first day in force, or when it was over."""
    agreement = context.agreement
    agreed = party.accepted[:_ISO]
    if not agreed[:4].isdigit():
        return
    said = f"The agreement is in force from {agreement.effective}, and {party.name} agreed on {agreed}."
    hint = "Let it begin when both have agreed, or have the days before it accepted, too."
    if agreement.ends and agreed > agreement.ends:
        said = f"{party.name} agreed on {agreed}, and the agreement ended on {agreement.ends}."
        hint = "Check the two dates."
    elif not agreement.effective or agreed <= agreement.effective:
        return
    yield SAY(
        value_span(agreement.node, party.span, PartyBlock.accepted),
        said,
        hint,
        witness=agreed,
        labels=_dates(context, []),
        stake=_stake(context),
    )


def _since(context: Context, signed: list[Party]) -> str:
    if context.agreement.effective:
        return f"The agreement is in force from {context.agreement.effective}"
    return f"{signed[0].name} has agreed"


def _dates(context: Context, signed: list[Party]) -> tuple[Label, ...]:
    node = context.agreement.node
    labels = []
    if node.has(AgreementBlock.effective):
        labels.append(Label(span=node.span_of(AgreementBlock.effective), text="in force from here"))
    labels += [
        Label(span=value_span(node, each.span, PartyBlock.accepted), text=f"{each.name} agreed")
        for each in signed[:1]
    ]
    return tuple(labels)


def _stake(context: Context) -> Stake | None:
    if not context.agreement.credits:
        return None
    from sladsl.checks.stakes import of_agreement

    return of_agreement(context)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="An agreement is in force, or one side has signed, and the customer has not agreed.",
    why=(
        "Nothing that the customer has not agreed is a service-level agreement: it is an offer, or a commitment of "
        "one side. When credits are claimed, the first question is who signed what and when. A draft says nothing "
        "about acceptance and nothing is said about it; the rule speaks once there is a first day in force, or one "
        "party has agreed. A standing offer is `accepted: by ordering`; a text that does not tell is `accepted: not "
        "stated`, which is information."
    ),
    bad=(
        Case(
            about="In force, and signed by the provider alone.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01
  time zone: "UTC"
  party Nimbus {
    role: provider   accepted: 2025-12-12, "Managing Director"
  }
  party Acme { role: customer }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(
                    line=7,
                    part="in force from 2026-01-01, and nothing says that Acme, the customer, has agreed",
                ),
            ),
        ),
        Case(
            about="Agreed six weeks after it began.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01
  time zone: "UTC"
  party Nimbus { role: provider   accepted: 2025-12-12 }
  party Acme {
    role: customer   accepted: 2026-02-15, "Chief Information Officer"
  }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=6, part="in force from 2026-01-01, and Acme agreed on 2026-02-15"),),
        ),
        Case(
            about="The provider signed late, and somebody when it was over.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01   ends: 2026-12-31
  time zone: "UTC"
  party Nimbus { role: provider   accepted: 2026-02-15 }
  party Acme { role: customer   accepted: 2025-12-10 }
  party Backbone { role: third party   accepted: 2027-01-04 }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(
                Expected(line=4, part="in force from 2026-01-01, and Nimbus agreed on 2026-02-15"),
                Expected(line=6, part="agreed on 2027-01-04, and the agreement ended on 2026-12-31"),
            ),
        ),
        Case(
            about="No customer at all.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=1, part="it names no customer who agreed to it"),),
        ),
        Case(
            about="The text does not tell: information.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01
  time zone: "UTC"
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: not stated }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
            expected=(Expected(line=5, part="does not state whether Acme agreed", severity="information"),),
        ),
    ),
    good=(
        Case(
            about="Both have agreed before the first day.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01
  time zone: "UTC"
  party Nimbus { role: provider   accepted: 2025-12-12 }
  party Acme {
    role: customer   accepted: 2025-12-10, "Chief Information Officer"
  }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
        Case(
            about="A draft: nobody has agreed yet, and it says no day from which it holds.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
}
""",
        ),
    ),
    check=check,
)
