"""`cap-base-missing`: a cap in percent, or in days of a fee, that does not say of which fee."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.ast.credits import Credit as CreditBlock
from sladsl.checks.context import Context
from sladsl.checks.places import value_span
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.rules.credits.credit_base_missing import needs_base, resting_amounts
from sladsl.diagnostics.finding import Finding
from sladsl.model.meanings import Cap, FeeDays, Percentage

if TYPE_CHECKING:
    from sladsl.values.period import PeriodKind

SAY = Voice(name="cap-base-missing", code="B108", severity="error")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    for cap in agreement.caps:
        if needs_base(cap.amount):
            yield _finding(context, cap, cap.amount)
    for credit in agreement.credits:
        if credit.base is not None or any(needs_base(amount) for amount in resting_amounts(credit)):
            continue  # with a base, or with a finding that asks for it
        for cap in credit.caps:
            if not needs_base(cap.amount):
                continue
            if credit.base_open:
                yield SAY(
                    value_span(agreement.node, credit.span, CreditBlock.base),
                    f"Of which fee the cap of {context.words(cap.amount.span)} is taken is left open by the "
                    "parties; the cap has no sum.",
                    severity="information",
                )
            else:
                yield _finding(context, cap, cap.amount)


def _finding(context: Context, cap: Cap, missing: Percentage | FeeDays) -> Finding:
    from sladsl.diagnostics.stake import Stake

    promises = context.agreement.objectives.values()
    kind: PeriodKind = next((each.period for each in promises), "month")
    paid = [each.name for each in context.agreement.services.values() if each.fee is not None]
    window = {"contract year": "year", "term": "year", "invoice": "month"}.get(
        str(cap.window), str(cap.window)
    )
    of = f"that {window}'s fee{f' of {paid[0]}' if len(paid) == 1 else ' of SERVICE'}"
    amount = context.words(missing.span)
    written = ""
    if isinstance(missing, Percentage):
        written = f"cap: {amount} of {of} per {'calendar year' if cap.window == 'year' else cap.window}"
        hint = f"Say of which: `{written}`."
    else:
        hint = "Write the cap as money, or as a percentage of a fee that it names."
    return SAY(
        cap.span,
        f"Nothing says of which fee the cap of {amount} is taken.",
        hint,
        stake=Stake(period=kind, reason="without a base the cap has no sum"),
    )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A cap is a percentage or days of a fee, and nothing says of which fee.",
    why=(
        '"Credits are limited to 10%" is the sentence over which most money is argued: 10% of the month in '
        "question, of the year, of the affected service or of everything on the invoice. Without a base the cap has "
        "no sum, and every credit under it stays open. A cap names the fee itself, or takes it over from the "
        "`base` of the credit it stands in."
    ),
    bad=(
        Case(
            about="A cap of the whole agreement has no credit to take a base from.",
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
  credit for Availability { base: that month's fee of Shop   amount: 5% }
  cap: 10% per month, of all credits
}
""",
            expected=(Expected(line=11, part="Nothing says of which fee the cap of 10% is taken"),),
        ),
        Case(
            about="Credits in money need no base, their cap in days does.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    bands {
      at least 99.9%: none   at least 99.0%: 100 EUR   otherwise: 500 EUR
    }
    cap: 5 days of the fee per month
  }
}
""",
            expected=(
                Expected(line=15, part="Nothing says of which fee the cap of 5 days of the fee is taken"),
            ),
        ),
        Case(
            about="Left open by the parties: information.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: not stated
    amount: 500 EUR
    cap: 10% per month
  }
}
""",
            expected=(Expected(line=12, part="left open by the parties", severity="information"),),
        ),
    ),
    good=(
        Case(
            about="The cap names its fee, or takes over the base of its credit; money needs none.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands { at least 99.9%: none   at least 99.0%: 10%   otherwise: 30% }
    cap: 20% per month
  }
  cap: 25% of that month's fee of Shop per month, of all credits
  cap: 1_000 EUR per contract year, of all credits
}
""",
        ),
    ),
    check=check,
)
