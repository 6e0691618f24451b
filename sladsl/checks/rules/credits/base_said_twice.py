"""`base-said-twice`: the base of a credit names the period of its fee, and `credit base` answers with another one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.ast import values as v
from sladsl.ast.credits import Credit
from sladsl.ast.declare import Entry
from sladsl.ast.interpretation import BASES, Interpretation
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label

if TYPE_CHECKING:
    from sladsl.ast.declare import Block

SAY = Voice(name="base-said-twice", code="B117", severity="warning")
_MEANT = {
    "that": "of the period that is missed",
    "the previous": "of the period before",
    "the next": "of the next period",
}


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    whole = next(
        (
            said
            for block in node.blocks
            if isinstance(block, Interpretation)
            if (said := _said(block)) is not None
        ),
        None,
    )
    for credit in node.deep:
        if not isinstance(credit, Credit) or not isinstance(credit.base, v.FeeBase):
            continue
        base, said = credit.base, _said(credit) or whole
        if said is None or not isinstance(said.value, v.Answer) or BASES[base.which] == said.value.text:
            continue
        wanted = next(which for which, answer in BASES.items() if answer == said.value.text)
        yield SAY(
            base.span,
            f"This is the fee {_MEANT[base.which]}, and `credit base` says `{said.value.text}`: a credit is taken of one "
            "fee.",
            f"Write `{_written(context, base, wanted)}`, or leave `credit base` out.",
            labels=(Label(span=said.span, text="the other answer"),),
        )


def _said(block: Block) -> Entry | None:
    return next((entry for entry in block.entries if entry.key == Interpretation.credit_base.name), None)


def _written(context: Context, base: v.FeeBase, which: str) -> str:
    return which + context.words(base.span).removeprefix(base.which)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A credit is taken of the fee of one period, and `credit base` answers with another.",
    why=(
        "`base: that month's fee of Shop` says of which period the fee is: the one that is missed. `the previous "
        "month's fee` is the one before, `the next month's fee` that of the invoice to come. `credit base` in "
        "`interpretation` or in the credit answers the same question; where both answer and differ, nobody can say "
        "which is meant, and the amount is a range over both."
    ),
    bad=(
        Case(
            about="The month that is missed, and the month before.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  service Shop { hours: always   fee: 1_000 EUR per month }
  metric Up { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Up at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop   amount: 10%
    credit base: period before
  }
}
""",
            expected=(Expected(line=8, part="and `credit base` says `period before`"),),
        ),
        Case(
            about="The next invoice for all credits, and the month before in one of them.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  interpretation { credit base: next invoice }
  service Shop { hours: always   fee: 1_000 EUR per month }
  metric Up { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability {
    Nimbus ensures Up at least 99.9% each month
    credit { base: the previous month's fee of Shop   amount: 10% }
  }
}
""",
            expected=(Expected(line=9, part="This is the fee of the period before"),),
        ),
    ),
    good=(
        Case(
            about="Both say the same.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  interpretation { credit base: period of the miss }
  service Shop { hours: always   fee: 1_000 EUR per month }
  metric Up { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Up at least 99.9% each month }
  credit for Availability { base: that month's fee of Shop   amount: 10% }
}
""",
        ),
        Case(
            about="The answer of the credit is nearer than that of the whole agreement.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"   currency: EUR
  party Nimbus { role: provider }
  interpretation { credit base: period of the miss }
  service Shop { hours: always   fee: 1_000 EUR per month }
  metric Up { of: Shop   measure: as reported   controlled by: Nimbus }
  objective Availability { Nimbus ensures Up at least 99.9% each month }
  credit for Availability {
    base: the previous month's fee of Shop   amount: 10%
    credit base: period before
  }
}
""",
        ),
    ),
    check=check,
)
