"""`credit-to-who-missed`: money that goes to the very party whose promise was broken."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.credits import Credit
from sladsl.checks.context import Context
from sladsl.checks.owners import Owners
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import consequences
from sladsl.diagnostics.finding import Finding, Label

SAY = Voice(name="credit-to-who-missed", code="B115", severity="error")


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    owners = Owners(node)
    if isinstance(node, AgreementBlock):
        yield from _direction(node, owners)
    for block, objectives in consequences(node):
        if not isinstance(block, Credit) or not isinstance(block.paid_to, v.Name):
            continue
        names = [each.name.text for each in objectives if each.name is not None]
        if owners.of(names) == {block.paid_to.text}:
            yield SAY(
                block.paid_to.span,
                f"{block.paid_to.text} promises {names[0]}, and the credit for a miss is paid to {block.paid_to.text}.",
                "Name the party that gets it, or leave `paid to` out: then it is the customer.",
                severity="warning",
            )


def _direction(node: AgreementBlock, owners: Owners) -> Iterator[Finding]:
    """Who pays whom for the services: credits for what is missed go the other way."""
    payees = {each.payee.text for each in node.pays}
    owing = owners.of(owners.credited)
    for each in node.pays:
        payer, payee = each.payer.text, each.payee.text
        if payer == payee:
            said = f"{payer} pays {payee}: itself."
            yield SAY(each.span, said, "Write who pays whom: `pays: Acme to Nimbus`.")
        elif payer in owing and payer not in payees:
            credited = next(name for name in owners.credited if payer in owners.of((name,)))
            blocks = (block for block, _ in consequences(node) if isinstance(block, Credit))
            yield SAY(
                each.span,
                f"{payer} pays {payee}, so credits go from {payee} to {payer}; and {credited}, for which one is owed, "
                f"is promised by {payer}.",
                f"Write `pays: {payee} to {payer}`, or check who promises what.",
                severity="warning",
                labels=tuple(Label(span=block.head_span, text="a credit") for block in list(blocks)[:1]),
            )


_TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  pays: {pays}
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  party Fund {{ role: third party }}
  service Shop {{ fee: 1_000 EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  {credit}
}}
"""
_CREDIT = "credit for Availability { amount: 50 EUR }"


def _text(pays: str, credit: str = _CREDIT) -> str:
    return _TEXT.format(pays=pays, credit=credit)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Somebody pays itself, or a credit goes to the party that broke the promise.",
    why=(
        "`pays` says who pays whom for the services, and a credit goes back the same way. Where the provider pays the "
        "customer, as the text has it, a credit for the provider's own miss would go to the provider. The two names "
        "are swapped, or the credit is for a promise of the other side. The same holds for a credit that is `paid to` "
        "the party that owes it."
    ),
    bad=(
        Case(
            about="The names are swapped.",
            text=_text("Nimbus to Acme"),
            expected=(
                Expected(
                    line=3, part="so credits go from Acme to Nimbus; and Availability", severity="warning"
                ),
            ),
        ),
        Case(
            about="Nobody pays itself.",
            text=_text("Acme to Acme"),
            expected=(Expected(line=3, part="itself"),),
        ),
        Case(
            about="The provider gets the credit for its own miss.",
            text=_text("Acme to Nimbus", _CREDIT.replace(" }", "   paid to: Nimbus }")),
            expected=(Expected(line=11, part="the credit for a miss is paid to Nimbus", severity="warning"),),
        ),
    ),
    good=(
        Case(about="The customer pays, and is credited.", text=_text("Acme to Nimbus")),
        Case(
            about="The provider pays for what it promises, and nothing is credited.",
            text=_text("Nimbus to Acme", ""),
        ),
        Case(
            about="Each pays the other; a fund gets the credit.",
            text=_text("Nimbus to Acme   pays: Acme to Nimbus", _CREDIT.replace(" }", "   paid to: Fund }")),
        ),
    ),
    check=check,
)
