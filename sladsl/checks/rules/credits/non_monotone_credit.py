"""`non-monotone-credit`: a better level is credited more than a worse one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.tables import Fit, Table, pays, tables
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import BandRow, Chosen

SAY = Voice(name="non-monotone-credit", code="B105", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    for table in tables(context):
        told = [
            (fit, row)
            for fit in table.fits
            if (row := _decided(context, table, fit)) is not None and pays(table.credit.bands[row])
        ]
        for (better, more), (worse, less) in pairwise(told):
            if _pays_more(context, table, more, less):
                yield _finding(context, table, (better, more), (worse, less))


def _decided(context: Context, table: Table, fit: Fit) -> int | None:
    """The row that applies to some levels; None where none does, or where other rules ask which."""
    if not fit.rows or (len(fit.rows) > 1 and not table.first):
        return None
    if fit.met:
        paid = context.answer("credit when met", choices=table.credit.choices)
        if not isinstance(paid, Chosen) or paid.answer != "paid":
            return None
    return fit.rows[0]


def _pays_more(context: Context, table: Table, more: int, less: int) -> bool:
    """Whether the first row pays more, whatever the fees are."""
    from sladsl.outcome.amounts import never_above

    payouts = {each.row: each.amount for each in context.worth.payouts(table.objective.name)}
    high, low = payouts.get(more), payouts.get(less)
    if high is None or low is None:
        return False
    return never_above(low, high) and not never_above(high, low)


def _finding(context: Context, table: Table, better: tuple[Fit, int], worse: tuple[Fit, int]) -> Finding:
    from sladsl.checks.stakes import between_rows

    (good, more), (bad, less) = better, worse
    above, below = table.credit.bands[more], table.credit.bands[less]
    good_level, bad_level = table.example(good.stretch), table.example(bad.stretch)
    return SAY(
        below.span,
        f"A level of {good_level} is credited {_amount(context, above)}, the worse {bad_level} only "
        f"{_amount(context, below)}.",
        "Let each worse row pay at least as much as the one before it.",
        witness=f"{good_level} and {bad_level}",
        labels=(
            Label(span=above.span, text="a better level, a higher credit"),
            Label(span=table.objective.promise_span, text="the promise"),
        ),
        stake=between_rows(context, table.objective.name, (more, less)),
    )


def _amount(context: Context, row: BandRow) -> str:
    return context.words(row.amount.span) if row.amount is not None else "nothing"


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="A better level is credited more than a worse one.",
    why=(
        "Bands are there to make a bad month dear. Where a worse level costs less, the provider saves money by "
        "letting a bad month get worse, and the customer is paid least when it is hurt most. Usually two amounts "
        "were swapped, or a row was inserted in the wrong place; sometimes one row is in money and the next in "
        "percent, and the fee has changed since. A miss that pays nothing is a matter of the promise "
        "(`band-against-target`). Amounts are compared as they are settled, before the caps; "
        "where that needs a fee that nobody knows yet, nothing is said."
    ),
    bad=(
        Case(
            about="Two amounts were swapped.",
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
    base: that month's fee of Shop
    bands {
      at least 99.9%: none
      at least 99.0%: 25%
      otherwise:      10%
    }
  }
}
""",
            expected=(Expected(line=15, part="99.0% is credited 25%, the worse 98% only 10%"),),
        ),
        Case(
            about="A sum of money was more than 10% of the fee once; the fee has grown.",
            text="""\
sla Desk "Service desk" {
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  service Help { fee: 9_000 EUR per month }
  metric Restore {
    of: Help   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Repair { Nimbus ensures Restore at most 4 hours each month }
  credit for Repair {
    base: that month's fee of Help
    bands {
      at most 4 hours: none
      at most 8 hours: 10%
      otherwise:       500 EUR
    }
  }
}
""",
            expected=(Expected(line=16, part="8 hours is credited 10%, the worse 9 h only 500 EUR"),),
        ),
    ),
    good=(
        Case(
            about="Each row pays at least as much as the better one; the same amount twice is fine.",
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
    base: that month's fee of Shop
    bands {
      at least 99.9%: none
      at least 99.0%: 10%
      at least 98.0%: 10%
      otherwise:      25%
    }
  }
}
""",
        ),
        Case(
            about="Money and percent of a fee that only the invoice tells: nobody knows which is more.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  service Shop { fee: as invoiced per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands {
      at least 99.9%: none
      at least 99.0%: 10%
      otherwise:      500 EUR
    }
  }
}
""",
        ),
    ),
    check=check,
)
