"""`pools-over-the-whole`: pools that together are more than the amount at risk, and nothing caps them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.scoring import Pool
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.values.number import shown

SAY = Voice(name="pools-over-the-whole", code="P102", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    if not isinstance(node, AgreementBlock):
        return
    shares = [each.share for each in node.children(Pool) if isinstance(each.share, v.Quantity)]
    total = sum((each.number.value for each in shares), Fraction(0))
    if len(shares) < 2 or total <= 100 or any(each.number.value > 100 for each in shares):
        return
    risk = node.amount_at_risk
    if any(_binds(context, cap, risk, total) for cap in node.cap):
        return
    labels = [Label(span=each.span, text="and this") for each in shares[:-1]]
    if isinstance(risk, v.AtRisk):
        labels.append(Label(span=risk.span, text="all that is at risk"))
    listed = " + ".join(f"{shown(each.number.value)}%" for each in shares)
    yield SAY(
        shares[-1].span,
        f"The pools are {listed} = {shown(total)}% of the amount at risk: more than there is: what "
        "comes last in a month may not be paid.",
        "Make them 100% together; or, where more is meant, write how much can be credited in all: "
        "`cap: 10% of that month's fee of Shop per month, of all credits`.",
        labels=tuple(labels),
    )


def _binds(context: Context, cap: object, risk: object, total: Fraction) -> bool:
    """Whether a cap may hold the pools together: not one that is above all of them, of the same fees each month."""
    if not isinstance(cap, v.Cap) or not isinstance(risk, v.AtRisk) or not isinstance(cap.amount, v.Share):
        return True
    base = cap.amount.base
    if base is None or cap.window != "month" or cap.run is not None or cap.year is not None:
        return True
    if context.words(base.span) != context.words(risk.base.span):
        return True
    return cap.amount.percent.number.value < risk.percent.number.value * total / 100


_TEXT = """\
sla Outsourcing "Data centre services" {{
  effective: 2026-01-01   time zone: "UTC"   currency: GBP
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Authority {{ role: customer   accepted: by ordering }}
  amount at risk: 10% of that month's fee of Services{cap}
  service Services {{ fee: as invoiced per month }}
  metric Uptime {{ of: Services   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.5% each month }}
  objective Reach {{ Nimbus ensures Uptime at least 98% each month }}
  pool Servers {{ share: {servers}   allocation {{ Availability: 100% }} }}
  pool Desk {{ share: {desk}   allocation {{ Reach: 100% }} }}
}}
"""


def _text(servers: str, desk: str, cap: str = "") -> str:
    return _TEXT.format(servers=servers, desk=desk, cap=cap)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The shares of all pools are more than the amount at risk.",
    why=(
        "The amount at risk is the part of the fees that credits are taken from, and each pool has its share of it. "
        "Pools that are 130% together allocate more than is at risk: what comes last in a month is then not paid. "
        "Some agreements mean it: the categories weigh more than the whole, so that a single bad one hurts, and a cap "
        "says how much all of them cost together. With such a cap nothing is said."
    ),
    bad=(
        Case(
            about="130% of what is at risk.",
            text=_text("70%", "60%"),
            expected=(Expected(line=12, part="70% + 60% = 130% of the amount at risk"),),
        ),
        Case(
            about="A tenth too much.",
            text=_text("60.05%", "40.05%"),
            expected=(Expected(line=12, part="60.05% + 40.05% = 100.1%"),),
        ),
        Case(
            about="A cap of the whole fee is far above what is at risk.",
            text=_text(
                "70%", "40%", "\n  cap: 100% of that month's fee of Services per month, of all credits"
            ),
            expected=(Expected(line=13, part="110% of the amount at risk: more than there is: what"),),
        ),
        Case(
            about="Each of them is all of it.",
            text=_text("100%", "100%"),
            expected=(Expected(line=12, part="100% + 100% = 200%"),),
        ),
    ),
    good=(
        Case(about="Together they are the whole.", text=_text("60%", "40%")),
        Case(about="A part is left for nothing.", text=_text("50%", "40%")),
        Case(
            about="More than the whole is meant, and a cap holds it.",
            text=_text(
                "70%", "60%", "\n  cap: 10% of that month's fee of Services per month, of all credits"
            ),
        ),
        Case(about="One of them is left open.", text=_text("70%", "not stated")),
    ),
    check=check,
)
