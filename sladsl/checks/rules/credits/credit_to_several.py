"""`credit-to-several`: a credit goes to several customers, and nothing says whether once or to each of them."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast.credits import Bonus, Credit, PointsCredit
from sladsl.ast.interpretation import Interpretation
from sladsl.ast.parties import Party
from sladsl.ast.services import Service
from sladsl.checks.context import Context
from sladsl.checks.owners import Owners
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import consequences
from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.suggest import listing

SAY = Voice(name="credit-to-several", code="B119", severity="warning")
KEY = Interpretation.several_customers


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    customers = [each for each in node.children(Party) if _role(each) == "customer" and each.name is not None]
    if len(customers) < 2 or any(each.has(KEY) for each in node.children(Interpretation)):
        return
    owners, names = Owners(node), {each.name.text for each in customers if each.name is not None}
    for block, objectives in consequences(node):
        if not isinstance(block, (Credit, PointsCredit)) or isinstance(block, Bonus):
            continue
        if block.has(KEY) if isinstance(block, Credit) else False:
            continue
        promised = [each.name.text for each in objectives if each.name is not None]
        if block.has(Credit.paid_to) or (promised and owners.of(promised) & names):
            continue
        who = listing([each.name.text for each in customers if each.name is not None], "and")
        apart = any(each.for_each is not None for each in node.children(Service))
        yield SAY(
            block.head_span,
            f"{who} are customers: whose fee this is taken of, and whether it is owed once or to each of them, is not said.",
            "Say it in `interpretation`: `several customers: as one`, `each for itself`, or `not stated`"
            f"{'; or assess the service `for each: customer`' if not apart else ''}.",
            labels=tuple(Label(span=each.head_span, text="a customer") for each in customers[:2]),
        )
        return


def _role(party: Party) -> str:
    return str(getattr(party.role, "text", ""))


_TEXT = """\
sla Hosting "Web shop hosting" {{
  time zone: "UTC"
  currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  party Bolt {{ role: {role}   accepted: by ordering }}
  interpretation {{
    level rounding: none
    money rounding: half up to 0.01 EUR, on each line
    {choice}
  }}
  service Shop {{ hours: always   fee: 1_000 EUR per month }}
  metric Uptime {{
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }}
  objective Availability {{
    {owner} ensures Uptime at least 99.9% each month
  }}
  credit for Availability {{
    base: that month's fee of Shop   amount: 5%
    {own}
  }}
}}
"""


def _text(**other: str) -> str:
    said = {"role": "customer", "choice": "", "owner": "Nimbus", "own": ""}
    return _TEXT.format(**(said | other))


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A credit goes to several customers, and nothing says whether once or to each of them.",
    why=(
        "Two companies of a group sign one agreement. When the promise is missed, one reads ten per cent of what both pay, "
        "another ten per cent for each; and who may claim it is not said either. As one, they are owed one credit "
        "together, of the fee that they pay together, which is what is computed; each for itself, every customer has a fee "
        "of its own, and what it is owed is not evaluated yet."
    ),
    bad=(
        Case(
            about="Nobody thought of the second customer.",
            text=_text(),
            expected=(Expected(line=20, part="`Acme` and `Bolt` are customers"),),
        ),
    ),
    good=(
        Case(about="They are one.", text=_text(choice="several customers: as one")),
        Case(about="The credit says it.", text=_text(own="several customers: each for itself")),
        Case(about="There is one customer.", text=_text(role="third party")),
        Case(about="A customer promises it.", text=_text(owner="Acme")),
        Case(about="Somebody else gets it.", text=_text(own='paid to: "the training fund"')),
    ),
    check=check,
)
