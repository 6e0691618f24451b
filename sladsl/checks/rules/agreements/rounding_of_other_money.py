"""`rounding-of-other-money`: credits are rounded in a currency in which nothing is owed."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast import values as v
from sladsl.ast.interpretation import Interpretation
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding

SAY = Voice(name="rounding-of-other-money", code="G106", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    fees = {
        each.fee.money.currency
        for each in agreement.services.values()
        if each.fee is not None and each.fee.money is not None
    }
    own = agreement.currency or (next(iter(fees)) if len(fees) == 1 else "")
    if not own:
        return
    told = "the agreement is in" if agreement.currency else "all fees are in"
    for block in agreement.node.deep:
        for entry in block.entries:
            if entry.key != Interpretation.money_rounding.name or not isinstance(entry.value, v.Round):
                continue
            quantum = entry.value.quantum
            if quantum.unit not in ("", "%", own):
                figure = context.words(quantum.span).split()[0]
                yield SAY(
                    quantum.span,
                    f"Money is rounded in {quantum.unit} here, and {told} {own}.",
                    f"Write `{figure} {own}`, or correct the currency that is wrong.",
                )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="Credits are rounded in a currency in which nothing is owed.",
    why=(
        "The line is usually left from another agreement. The figure counts all the same: 0.01 is a cent of any currency, "
        "and no cent of the yen. Where an agreement has fees in several currencies and none of its own, nothing is said."
    ),
    bad=(
        Case(
            about="The line was copied from an agreement in euros.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  currency: USD
  interpretation {
    money rounding: half up to 0.01 EUR, on each line
  }
  party Nimbus { role: provider }
  service Shop { fee: 1_000 USD per month }
  metric Uptime { of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each
    month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
}
""",
            expected=(Expected(line=5, part="rounded in EUR here, and the agreement is in USD"),),
        ),
        Case(
            about="Only the fees tell the currency.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  interpretation {
    money rounding: half up to 0.01 GBP, on each line
  }
  party Nimbus { role: provider }
  service Shop { fee: 1_000 USD per month }
  metric Uptime { of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each
    month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
}
""",
            expected=(Expected(line=4, part="rounded in GBP here, and all fees are in USD"),),
        ),
    ),
    good=(
        Case(
            about="One currency throughout.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  currency: USD
  interpretation {
    money rounding: half up to 0.01 USD, on each line
  }
  party Nimbus { role: provider }
  service Shop { fee: 1_000 USD per month }
  metric Uptime { of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each
    month }
  credit for Availability { base: that month's fee of Shop   amount: 5% }
}
""",
        ),
    ),
    check=check,
)
