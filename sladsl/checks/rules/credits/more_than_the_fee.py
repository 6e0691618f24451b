"""`more-than-the-fee`: a share of a fee above the whole of it, owed or allowed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.credits import Owed
from sladsl.ast.declare import Block
from sladsl.checks.context import Context
from sladsl.checks.prices import IN, amounts, base_of
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import consequences
from sladsl.diagnostics.finding import Finding
from sladsl.values.number import decimal_text

SAY = Voice(name="more-than-the-fee", code="B112", severity="warning")
WHOLE = Fraction(100)
DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
"""The most days of a period, which are its whole fee."""


def check(context: Context) -> Iterator[Finding]:
    node = context.agreement.node
    for block, _ in consequences(node):
        if isinstance(block, Owed):
            for amount in amounts(block):
                yield from _owed(amount, block)
            yield from _caps(block)
    yield from _caps(node)


def _owed(amount: v.Value, block: Owed) -> Iterator[Finding]:
    base = base_of(block)
    if (
        isinstance(amount, v.DaysOfFee)
        and base is not None
        and amount.days.value > DAYS.get(base.period, amount.days.value)
    ):
        days = decimal_text(amount.days.value, amount.days.places)
        yield SAY(
            amount.span,
            f"{days} days of the fee are more than a {base.period} has, whose fee this is.",
            f"Write {DAYS[base.period]} days or fewer, or the fee of a longer time as the base.",
        )
    for percent in _percentages(amount):
        if percent.number.value > WHOLE:
            yield SAY(
                percent.span,
                f"{_text(percent)} is more than the whole fee of which it is a share.",
                "Write `100%` or less, or the fee of a longer time as the base.",
            )


def _percentages(amount: v.Value) -> Iterator[v.Quantity]:
    match amount:
        case v.Share():
            yield amount.percent
        case v.AmountRange():
            yield from (each for each in (amount.least, amount.most) if each.unit == "%")


def _caps(block: Block) -> Iterator[Finding]:
    """A cap that is more than all the fees of its window."""
    for cap in block.cap if isinstance(block, (Owed, AgreementBlock)) else ():
        amount = cap.amount
        base = (amount.base or base_of(block)) if isinstance(amount, v.Share) else None
        if not isinstance(amount, v.Share) or base is None or cap.run is not None:
            continue
        times = 1 if cap.window == base.period else IN.get((base.period, cap.window))
        if times is None and cap.window in ("day", "week", "month", "invoice"):
            times = 1  # shorter than the time of the fee, or as long
        if times is None or amount.percent.number.value <= WHOLE * times:
            continue
        fees = f"the {base.period}'s fee" if times == 1 else f"{times} {base.period}s' fees"
        yield SAY(
            cap.span,
            f"{_text(amount.percent)} per {cap.window} is more than {fees}: credits could be more than what is paid.",
            f"Write `{100 * times}%` or less.",
        )


def _text(percent: v.Quantity) -> str:
    return f"{decimal_text(percent.number.value, percent.number.places)}%"


_TEXT = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  service Shop {{ fee: 1_000 EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  credit for Availability {{
    base: that month's fee of Shop
    {amount}
    cap: {cap}
  }}
}}
"""


def _case(amount: str, cap: str = "100% of that month's fee of Shop per month") -> str:
    return _TEXT.format(amount=amount, cap=cap)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A credit, a bonus or a cap is more than the whole fee of its time.",
    why=(
        "A credit gives back a part of what was paid. 150% of the month's fee pays the customer for a month in which "
        "the service was there in part, and is mostly a slip: 15.0%, or a share of another fee. Of a longer window a "
        "cap may be more than one month's fee: 1,200% of it are a year's fees. Where more than the fee is meant, as a "
        "penalty, say so in a comment: `# sladsl: allow more-than-the-fee (a penalty)`."
    ),
    bad=(
        Case(
            about="A point has been lost: 15.0%.",
            text=_case("bands { at least 99.9%: none   at least 99%: 10%   otherwise: 150% }"),
            expected=(Expected(line=11, part="150% is more than the whole fee"),),
        ),
        Case(
            about="The cap of a month allows more than the month costs.",
            text=_case("amount: 5%", "120% of that month's fee of Shop per month"),
            expected=(Expected(line=12, part="120% per month is more than the month's fee"),),
        ),
        Case(
            about="More than a year of months, and more than the fee at every miss.",
            text=_case("amount: 101%", "1_300% of that month's fee of Shop per calendar year"),
            expected=(
                Expected(line=11, part="101% is more than the whole fee"),
                Expected(line=12, part="1300% per calendar year is more than 12 months' fees"),
            ),
        ),
        Case(
            about="A month has no forty days.",
            text=_case("amount: 40 days of the fee"),
            expected=(Expected(line=11, part="40 days of the fee are more than a month has"),),
        ),
    ),
    good=(
        Case(about="All of it, and no more.", text=_case("amount: 100%")),
        Case(
            about="Three months' fees in a year.",
            text=_case("amount: 50%", "300% of that month's fee of Shop per calendar year"),
        ),
        Case(
            about="Money is no share: what the invoice says is not known.",
            text=_case("amount: 5_000 EUR", "60_000 EUR per calendar year"),
        ),
    ),
    check=check,
)
