"""`no-scenario`: credits of several amounts, and no worked example."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.ast.declare import Block
from sladsl.ast.scenarios import Scenario as ScenarioBlock
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.tables import pays
from sladsl.diagnostics.finding import Finding
from sladsl.model.meanings import Agreement, Credit
from sladsl.values.period import PlainKind

SAY = Voice(name="no-scenario", code="X102", severity="information")
FEWEST = 3
"""Amounts from which on nobody sees at a glance what a month costs."""
LABELS: dict[PlainKind, str] = {
    "day": "2026-03-04",
    "week": "2026-W10",
    "month": "2026-03",
    "quarter": "2026-Q1",
    "year": "2026",
}


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    if agreement.scenarios or any(isinstance(each.part, ScenarioBlock) for each in agreement.left_out):
        return
    for credit in agreement.credits:
        if _taken_over(credit, agreement):
            continue  # its example belongs where it is written
        amounts = {context.words(row.amount.span) for row in credit.bands if row.amount and pays(row)}
        if len(amounts) >= FEWEST:
            name = agreement.objectives[credit.objectives[0]].label or credit.objectives[0]
            yield SAY(
                credit.bands_span,
                f"What {name} costs has {len(amounts)} amounts, and no scenario shows one of them.",
                f"Add one: `{_example(context, credit, name)}`.",
            )
            return


def _taken_over(credit: Credit, agreement: Agreement) -> bool:
    """Whether a credit stands in another text, by itself or in a promise."""
    if not agreement.origins:
        return False
    node = agreement.node
    blocks = node.blocks if isinstance(node, Block) else ()
    start = credit.bands_span.start
    return any(
        each.span.start <= start < each.span.end and each.span.start in agreement.origins for each in blocks
    )


def _example(context: Context, credit: Credit, name: str) -> str:
    """A scenario with a level of the first row that pays, in the agreement's own words."""
    period = context.agreement.objectives[credit.objectives[0]].period
    kind: PlainKind = period if isinstance(period, str) else "month"
    label = LABELS[kind]
    row = next(row for row in credit.bands if pays(row))
    bound = next((each for each in row.bounds if each.comparator in ("at least", "at most")), None)
    level = "…" if bound is None else context.words(bound.span).removeprefix(bound.comparator).strip()
    return (
        f'scenario "A bad {kind}" {{ {kind}: {label}   levels for {name} {{ {label}: {level} }}   '
        f"expect: {name} missed }}"
    )


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="An agreement grades its credits, and no worked example shows what they come to.",
    why=(
        "Bands, bases, caps and roundings are each clear, and together they surprise. A scenario is a small world "
        "(an outage, some tickets, a reported level) and what comes out of it: it runs each time the agreement is "
        f"checked, and is printed in the contract. {ScenarioBlock.meaning} Two people who disagree about an "
        "example disagree about the agreement, and find out before they sign. Asked for only where a table has three "
        "or more amounts."
    ),
    bad=(
        Case(
            about="Three amounts, no example.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands {
      at least 99.9%: none   at least 99.0%: 10%   at least 95.0%: 25%
      otherwise: 50%
    }
  }
}
""",
            expected=(
                Expected(
                    line=12, part="What Availability costs has 3 amounts, and no scenario shows one of them"
                ),
            ),
        ),
    ),
    good=(
        Case(
            about="One month is worked out.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  interpretation { money rounding: half up to 0.01 EUR, on each line }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands {
      at least 99.9%: none   at least 99.0%: 10%   at least 95.0%: 25%
      otherwise: 50%
    }
  }
  scenario "A bad month" {
    month: 2026-03
    levels for Availability { 2026-03: 98.2% }
    expect: Availability missed, credit 250 EUR
  }
}
""",
        ),
        Case(
            about="Two amounts speak for themselves.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported   collected by: Nimbus
    controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands { at least 99.9%: none   at least 99.0%: 10%   otherwise: 25% }
  }
}
""",
        ),
    ),
    check=check,
)
