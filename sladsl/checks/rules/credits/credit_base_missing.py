"""`credit-base-missing`: a credit in percent, or in days of a fee, that does not say of which fee."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeGuard

from sladsl.ast.credits import Credit as CreditBlock
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.suggest import listing
from sladsl.model.meanings import Amount, Credit, FeeDays, Percentage

if TYPE_CHECKING:
    from sladsl.diagnostics.stake import Stake

SAY = Voice(name="credit-base-missing", code="B104", severity="error")
EXAMPLE = CreditBlock.base.example


def check(context: Context) -> Iterator[Finding]:
    paid = [name for name, each in context.agreement.services.items() if each.fee is not None]
    for credit in context.agreement.credits:
        resting = [amount for amount in resting_amounts(credit) if needs_base(amount)]
        if not resting or credit.base is not None:
            continue
        first = context.words(resting[0].span)
        if credit.base_open:
            span = value_span(context.agreement.node, credit.span, CreditBlock.base)
            yield SAY(
                span,
                f"Of which fee {first} is taken is left open by the parties; the credit has no sum.",
                severity="information",
                labels=_labels(resting),
                stake=_stake(context, credit),
            )
        else:
            yield SAY(
                credit.span,
                f"Nothing says of which fee {first} is taken.",
                f"Add `{_base(context, credit)}`"
                + (f" ({listing(paid[:6], 'and')} have fees)" if "…" in _base(context, credit) else "")
                + ", or `base: not stated` if the signed text leaves it open.",
                expected="" if "…" in _base(context, credit) else _base(context, credit),
                labels=_labels(resting),
                stake=_stake(context, credit),
            )


def _base(context: Context, credit: Credit) -> str:
    """The line that is missing, with the service and the period of the promise."""
    promise = context.agreement.objectives[credit.objectives[0]]
    metric = context.agreement.metrics.get(promise.metric)
    service = metric.service if metric is not None else ""
    services = context.agreement.services
    paid = [name for name, each in services.items() if each.fee is not None]
    if paid and (not service or services[service].fee is None):
        service = paid[0] if len(paid) == 1 else "…"
    return f"base: that {promise.period}'s fee of {service}" if service else EXAMPLE


def resting_amounts(credit: Credit) -> Iterator[Amount]:
    """The amounts of a credit; those of its caps have a rule of their own."""
    if credit.amount is not None:
        yield credit.amount
    for row in credit.bands:
        if row.amount is not None:
            yield row.amount


def needs_base(amount: Amount | None) -> TypeGuard[Percentage | FeeDays]:
    """Whether an amount is taken of a fee that it does not name itself."""
    if isinstance(amount, Percentage):
        return amount.base is None and amount.ratio != 0
    return isinstance(amount, FeeDays)


def _stake(context: Context, credit: Credit) -> Stake:
    from sladsl.diagnostics.stake import Stake

    promise = context.agreement.objectives[credit.objectives[0]]
    return Stake(period=promise.period, reason="without a base it has no sum")


def _labels(amounts: Sequence[Amount]) -> tuple[Label, ...]:
    return (Label(span=amounts[0].span, text="a share of what?"),)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A credit is a percentage or days of a fee, and nothing says of which fee.",
    why=(
        '"10% of the fees" is read as the fee of the month of the failure, of the month of the '
        "invoice, of the whole contract or of the affected service alone; the readings differ by an "
        "order of magnitude. The base names the service and the period. Where a signed text does "
        "not, `base: not stated` says so."
    ),
    bad=(
        Case(
            about="A percentage of nothing in particular.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { amount: 5% }
}
""",
            expected=(Expected(line=10, part="Nothing says of which fee 5% is taken"),),
        ),
        Case(
            about="Left open by the parties: information.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: not stated
    amount: 5%
  }
}
""",
            expected=(Expected(line=11, part="left open by the parties", severity="information"),),
        ),
    ),
    good=(
        Case(
            about="The fee of the service for the month of the failure; and a sum of money needs no base.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  metric Answered {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Response { Nimbus ensures Answered at least 95% each month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  credit for Response { amount: 100 EUR }
}
""",
        ),
    ),
    check=check,
)
