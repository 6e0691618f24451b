"""`kind-mismatch`: an agreement that is called another kind than its parties and promises make it."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.duties import Duty
from sladsl.ast.parties import Party as PartyBlock
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import Agreement, Objective, Party

SAY = Voice(name="kind-mismatch", code="G102", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    promises = [each for each in agreement.objectives.values() if each.strength != "reports"]
    match agreement.kind:
        case "slc":
            yield from _one_sided(context, promises)
        case "ola":
            yield from _of_teams(context)
        case "contract":
            yield from _with_a_third_party(context, promises)
        case "sla":
            yield from _of_two_sides(context, promises)


def _one_sided(context: Context, promises: list[Objective]) -> Iterator[Finding]:
    """A commitment in which the customer owes something."""
    for objective in promises:
        owner = context.agreement.parties.get(objective.owner)
        if owner is not None and owner.role == "customer":
            yield SAY(
                objective.promise_span,
                f"An `slc` binds one side, and {owner.name}, the customer, promises "
                f"{objective.label or objective.name} in it.",
                "Call it `sla`, or leave the customer's promise to one.",
                labels=(_kind(context), _role(context, owner)),
            )
    for duty in context.agreement.node.children(Duty):
        said = duty.head_value
        owner = context.agreement.parties.get(said.owner.text) if isinstance(said, v.DutyWords) else None
        if isinstance(said, v.DutyWords) and owner is not None and owner.role == "customer":
            yield SAY(
                said.span,
                f"An `slc` binds one side, and {owner.name}, the customer, has a duty in it.",
                "Call it `sla`, or leave the customer's duty to one.",
                labels=(_kind(context), _role(context, owner)),
            )


def _of_teams(context: Context) -> Iterator[Finding]:
    """An agreement between teams with somebody from outside."""
    agreement = context.agreement
    promising = {each.owner for each in agreement.objectives.values() if each.strength != "reports"}
    third = [each for each in _with_role(agreement, "third party") if each.name in promising]
    others = [each for each in agreement.parties.values() if each.role and each.role != "team"]
    if agreement.node.has(AgreementBlock.scope) and agreement.scope == "external":
        yield SAY(
            agreement.node.span_of(AgreementBlock.scope),
            "An `ola` is between teams of one organisation, and this one is external.",
            "Call it `contract` or `sla`, or say `scope: internal`.",
            labels=(_kind(context),),
        )
    elif third:
        yield SAY(
            third[0].span,
            f"An `ola` is between teams of one organisation, and {third[0].name}, a third party, promises in it.",
            "Put these promises in a `contract` of their own.",
            labels=(_kind(context), *(_role(context, each) for each in third)),
        )
    elif others and not _with_role(agreement, "team") and agreement.scope != "internal":
        yield SAY(
            others[0].span,
            f"An `ola` is between teams of one organisation, and {others[0].name} is called the {others[0].role}.",
            "Say `role: team` or `scope: internal` where it is one; between organisations it is an `sla`.",
            labels=(_kind(context), *(_role(context, each) for each in others)),
        )


def _with_a_third_party(context: Context, promises: list[Objective]) -> Iterator[Finding]:
    """A contract between teams, or one in which only the customer promises."""
    agreement = context.agreement
    roles = {each.role for each in agreement.parties.values() if each.role}
    if roles == {"team"} or agreement.scope == "internal":
        spans = [each.span for each in agreement.parties.values() if each.role == "team"]
        where = (
            agreement.node.span_of(AgreementBlock.scope)
            if agreement.scope == "internal"
            else next(iter(spans), agreement.span)
        )
        yield SAY(
            where,
            "A `contract` is with a third party, and this one is between teams of one organisation.",
            "Call it `ola`.",
            labels=(_kind(context),),
        )
        return
    owners = [agreement.parties[each.owner] for each in promises if each.owner in agreement.parties]
    if owners and all(each.role == "customer" for each in owners):
        yield SAY(
            promises[0].promise_span,
            f"A `contract` supports an agreement by what a third party promises, and here only {owners[0].name}, "
            "the customer, promises something.",
            "Check the roles of the parties.",
            labels=(_kind(context), _role(context, owners[0])),
        )


def _of_two_sides(context: Context, promises: list[Objective]) -> Iterator[Finding]:
    """What is called an SLA, but is a third party's contract. Teams may well agree on one: it is internal then."""
    agreement = context.agreement
    owners = [agreement.parties[each.owner] for each in promises if each.owner in agreement.parties]
    if owners and all(each.role == "third party" for each in owners):
        yield SAY(
            agreement.span,
            f"Everything in this `sla` is promised by {owners[0].name}, a third party.",
            "Call it `contract`: it supports an agreement with the customer, and is none.",
            labels=(_role(context, owners[0]), Label(span=promises[0].promise_span, text="its promise")),
        )


def _with_role(agreement: Agreement, role: str) -> list[Party]:
    return [each for each in agreement.parties.values() if each.role == role]


def _kind(context: Context) -> Label:
    return Label(span=context.agreement.span, text=f"called `{context.agreement.kind}`")


def _role(context: Context, party: Party) -> Label:
    where = value_span(context.agreement.node, party.span, PartyBlock.role)
    return Label(span=where, text=f"the role of {party.name}")


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The agreement is of another kind than it is called.",
    why=(
        "An `sla` is agreed by both sides, an `slc` commits one side, an `ola` is between teams of one organisation, "
        "a `contract` is with a third party and supports an agreement with the customer. The kind says who can "
        "claim what from whom: a customer who relies on an `sla` that is really a contract with the carrier has no "
        "claim at all, and a commitment in which the customer owes something is no commitment. Teams may agree on an "
        "`sla`, too: an internal one. The rule compares "
        "the kind with the roles of the parties, with who promises, and with `scope`."
    ),
    bad=(
        Case(
            about="A one-sided commitment in which the customer promises something.",
            text="""\
slc Hosting "Web shop commitment" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  service Shop { hours: always }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  metric Forecast {
    of: Shop   measure: as reported   collected by: Acme
    controlled by: Acme
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Planning { Acme ensures Forecast at least 90% each month }
}
""",
            expected=(
                Expected(line=15, part="An `slc` binds one side, and Acme, the customer, promises Planning"),
            ),
        ),
        Case(
            about="A carrier's contract called an SLA.",
            text="""\
sla Carrier "Carrier circuit" {
  time zone: "UTC"
  party Telco { role: third party }
  party Nimbus { role: provider }
  service Circuit { hours: always }
  metric Up {
    of: Circuit   measure: as reported   collected by: Telco
    controlled by: Telco
  }
  objective Line { Telco ensures Up at least 99.5% each month }
}
""",
            expected=(Expected(line=1, part="Everything in this `sla` is promised by Telco, a third party"),),
        ),
        Case(
            about="A third party promises something among the teams.",
            text="""\
ola NetworkTeam "Network team" {
  time zone: "UTC"
  party Network { role: team }
  party Telco { role: third party }
  service Backbone { hours: always }
  metric Up {
    of: Backbone   measure: as reported   collected by: Network
    controlled by: Telco
  }
  objective Links { Telco ensures Up at least 99.5% each month }
}
""",
            expected=(
                Expected(
                    line=4, part="between teams of one organisation, and Telco, a third party, promises"
                ),
            ),
        ),
        Case(
            about="Teams with a contract.",
            text="""\
contract NetworkTeam "Network team" {
  time zone: "UTC"
  party Network { role: team }
  party Operations { role: team }
  service Backbone { hours: always }
  metric Up {
    of: Backbone   measure: as reported   collected by: Network
    controlled by: Network
  }
  objective Links { Network ensures Up at least 99.5% each month }
}
""",
            expected=(
                Expected(
                    line=3, part="with a third party, and this one is between teams of one organisation"
                ),
            ),
        ),
    ),
    good=(
        Case(
            about="Both sides owe something, and the provider's own supplier is only named.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  party Acme { role: customer }
  party Telco { role: third party }
  service Transit { provided by: Telco }
  service Shop { hours: always   depends on: Transit }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  metric Forecast {
    of: Shop   measure: as reported   collected by: Acme
    controlled by: Acme
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Planning { Acme ensures Forecast at least 90% each month }
}
""",
        ),
        Case(
            about="In a contract the third party is the provider.",
            text="""\
contract Carrier "Carrier circuit" {
  time zone: "UTC"
  party Telco { role: provider }
  party Nimbus { role: customer }
  service Circuit { hours: always }
  metric Up {
    of: Circuit   measure: as reported   collected by: Telco
    controlled by: Telco
  }
  objective Line { Telco ensures Up at least 99.5% each month }
}
""",
        ),
        Case(
            about="Within one organisation a team may be called the provider of another.",
            text="""\
ola NetworkTeam "Network team" {
  scope: internal
  time zone: "UTC"
  party Network { role: provider }
  party Operations { role: customer }
  service Backbone { hours: always }
  metric Up {
    of: Backbone   measure: as reported   collected by: Network
    controlled by: Network
  }
  objective Links { Network ensures Up at least 99.5% each month }
}
""",
        ),
    ),
    check=check,
)
