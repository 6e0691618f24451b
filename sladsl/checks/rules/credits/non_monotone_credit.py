"""`non-monotone-credit`: a better level is credited more than a worse one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from sladsl.ast import values as v
from sladsl.ast.credits import Bands, Bonus
from sladsl.ast.declare import Row
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.tables import Fit, Table, pays, tables
from sladsl.checks.written import Side, consequences, judged_bound, promises, side
from sladsl.diagnostics.finding import Finding, Label
from sladsl.model.meanings import BandRow, Chosen
from sladsl.record import replace
from sladsl.source import NOWHERE

SAY = Voice(name="non-monotone-credit", code="B105", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    yield from _settled(context)
    yield from _by_words(context)


def _settled(context: Context) -> Iterator[Finding]:
    """Credits that are evaluated, in their prices."""
    for table in tables(context):
        told = [
            (fit, row)
            for fit in table.fits
            if (row := _decided(context, table, fit)) is not None and pays(table.credit.bands[row])
        ]
        for (better, more), (worse, less) in pairwise(told):
            if _pays_more(context, table, more, less):
                yield _finding(context, table, (better, more), (worse, less))


def _by_words(context: Context) -> Iterator[Finding]:
    """Tables that are not evaluated, or whose fee nobody knows: amounts of one kind need no price to be compared."""
    priced = {
        table.credit.bands_span
        for table in tables(context)
        if all(each.amount is not None for each in context.worth.payouts(table.objective.name))
    }
    for block, objectives in consequences(context.agreement.node):
        met = next(
            (
                found
                for each in objectives
                for words in promises(each)
                if (found := side(judged_bound(words)))
            ),
            None,
        )
        for table in block.children(Bands):
            if table.head_span not in priced and met is not None:
                yield from _written(context, table, met, isinstance(block, Bonus))


def _written(context: Context, table: Bands, met: Side, bonus: bool) -> Iterator[Finding]:
    rows: list[tuple[Side | None, Row]] = []
    for row in table.table:
        if not isinstance(row.head, v.BandHead) or len(row.head.bounds) > 1:
            return
        found = side(row.head.bounds[0]) if row.head.bounds else None
        if row.head.bounds and (found is None or found.unit != met.unit):
            return
        rows.append((found, row))
    known = [found for found, _ in rows if found is not None]
    if not known or len({found.up for found in known}) > 1:
        return
    values = [found.value for found in known]
    if values != sorted(values, reverse=known[0].up):
        return  # rows that nothing reaches are another mistake
    best_first = rows if known[0].up == met.up else rows[::-1]
    told = [
        (kind, value, row)
        for found, row in best_first
        if (bonus or found is None or found.up != met.up or not found.within(met))
        and (said := _said(row.cell)) is not None
        for kind, value in (said,)
        if value > 0
    ]
    for (kind, more, above), (other, less, below) in pairwise(reversed(told) if bonus else told):
        if kind == other and more > less:
            amount, smaller = context.words(above.cell.span), context.words(below.cell.span)
            heads = context.words(above.head.span), context.words(below.head.span)
            yield SAY(
                below.span,
                f"`{heads[0]}` brings {amount}, the better `{heads[1]}` only {smaller}."
                if bonus
                else f"`{heads[0]}` is credited {amount}, the worse `{heads[1]}` only {smaller}.",
                "Let each better row bring at least as much as the one before it."
                if bonus
                else "Let each worse row pay at least as much as the one before it.",
                labels=(Label(span=above.span, text="here it is more"),),
            )


def _said(cell: v.Value) -> tuple[object, Fraction] | None:
    """Of what kind an amount is, and how much of it."""
    match cell:
        case v.Share(percent=percent, base=base):
            return ("%", replace(base, span=NOWHERE) if base is not None else None), percent.number.value
        case v.DaysOfFee(days=days):
            return "days", days.value
        case v.Quantity(number=number, unit=unit):
            return unit, number.value
        case _:
            return None


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
        "percentages of one fee need no fee for that; money against percent does, and where nobody knows the fee yet, "
        "nothing is said."
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
