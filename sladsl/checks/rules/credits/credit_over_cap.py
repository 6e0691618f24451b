"""`credit-over-cap`: a row of the bands that the cap makes as good as a better row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sladsl.ast import values as v
from sladsl.ast.agreements import Agreement as AgreementBlock
from sladsl.ast.credits import Bonus, MarginalBands, Owed
from sladsl.ast.declare import Block
from sladsl.checks.context import Context
from sladsl.checks.prices import Prices, amounts, comparable
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.checks.written import consequences
from sladsl.diagnostics.finding import Finding, Label
from sladsl.diagnostics.suggest import listing
from sladsl.model.meanings import Credit

if TYPE_CHECKING:
    from sladsl.checks.worth import Payout
    from sladsl.plan.settlement import CapRule
    from sladsl.values.amount import Amount

SAY = Voice(name="credit-over-cap", code="B106", severity="warning")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    told = set()
    for credit in agreement.credits:
        if not (agreement.caps or credit.caps):
            continue
        for name in credit.objectives:
            found = _flat(context, credit, name) or _rows(context, credit, name)
            if found is not None:
                told.add(credit.span)
                yield found
                break
    prices = Prices(agreement.node)
    blocks = [block for block, _ in consequences(agreement.node) if isinstance(block, Owed)]
    for block in blocks:
        if not isinstance(block, Bonus) and block.head_span not in told:
            yield from _every_row(context, block, prices)


def _every_row(context: Context, block: Owed, prices: Prices) -> Iterator[Finding]:
    """A cap below the smallest amount that is written, also where not all of the credit is evaluated."""
    written = [each for each in amounts(block) if not (isinstance(each, v.Answer) and each.text == "none")]
    if block.step is not None or block.children(MarginalBands) or not written:
        return  # how much one of them is, hangs on what is measured
    node = context.agreement.node
    above: list[tuple[v.Cap, Block]] = [(cap, block) for cap in block.cap]
    above += [(cap, node) for cap in node.cap] if isinstance(node, AgreementBlock) else []
    paying = [(each, prices.of(each, block)) for each in written] if above else []
    paying = [(each, found) for each, found in paying if not found or found[0].value]
    for cap, owner in above:
        limit = prices.of(cap.amount, owner)
        pairs = [(each, comparable(found, limit)) for each, found in paying]
        known = [
            (each, pair)
            for each, pair in pairs
            if pair is not None and pair[0].above(pair[1]) and pair[1].value
        ]
        if cap.year is not None or not known or len(known) < len(pairs):
            continue
        smallest, (price, most) = min(known, key=lambda each: each[1][0].value)
        yield SAY(
            smallest.span,
            f"No credit is paid in full: the smallest is {price.text}, and the cap leaves {most.text}.",
            "Raise the cap, or write the amount that is meant.",
            labels=(Label(span=cap.span, text="the cap"),),
        )
        return


def _rows(context: Context, credit: Credit, objective: str) -> Finding | None:
    """The rows that pay the same as a better one, because both reach the cap."""
    from sladsl.checks.stakes import stake_of
    from sladsl.outcome.amounts import is_nothing
    from sladsl.settle.amounts import rest

    months = context.worth.by_period(objective)
    for better in range(len(credit.bands)):
        worse = [
            row
            for row in range(better + 1, len(credit.bands))
            if months and all(_swallowed(month[better], month[row]) for month in months)
        ]
        if not worse:
            continue
        payouts = context.worth.payouts(objective)
        cap, limit = _binding(context, objective, payouts[worse[0]])
        if limit is not None and is_nothing(limit):
            return None  # `caps-contradict` says so
        lost = [rest(each.amount, limit) for row in worse if (each := payouts[row]).amount and limit]
        rows = listing([credit.bands[row].text for row in worse])
        return SAY(
            credit.bands[worse[0]].span,
            f"{rows} {'pays' if len(worse) == 1 else 'pay'} no more than `{credit.bands[better].text}`: "
            f"{_sum(payouts[worse[0]])}, and the cap leaves {_money(limit)}.",
            "Raise the cap, or leave the row out.",
            labels=(
                Label(span=credit.bands[better].span, text="reaches the cap already"),
                *(Label(span=credit.bands[row].span, text="as good as capped, too") for row in worse[1:]),
                *_cap_label(context, cap),
            ),
            stake=stake_of(context, objective, lost),
        )
    return None


def _flat(context: Context, credit: Credit, objective: str) -> Finding | None:
    from sladsl.checks.stakes import stake_of
    from sladsl.outcome.amounts import is_nothing, never_above
    from sladsl.settle.amounts import rest

    months = context.worth.by_period(objective)
    if credit.bands or credit.amount is None or not months:
        return None
    for (each,) in months:
        if each.amount is None or each.capped is None or never_above(each.amount, each.capped):
            return None
    (payout,) = context.worth.payouts(objective)
    cap, limit = _binding(context, objective, payout)
    if payout.amount is None or limit is None or cap is None or is_nothing(limit):
        return None  # whether it reaches the cap depends on a fee
    return SAY(
        credit.amount.span,
        f"{context.words(credit.amount.span)} is never paid in full: {_sum(payout)}, and the cap leaves "
        f"{_money(limit)}.",
        "Raise the cap, or write the amount that is meant.",
        labels=_cap_label(context, cap),
        stake=stake_of(context, objective, [rest(payout.amount, limit)]),
    )


def _swallowed(better: Payout, worse: Payout) -> bool:
    """Whether the worse level is worth more, and the caps make both the same."""
    from sladsl.outcome.amounts import is_nothing, never_above

    if better.amount is None or worse.amount is None or is_nothing(better.amount):
        return False
    return (
        better.capped == worse.capped
        and never_above(better.amount, worse.amount)
        and not never_above(worse.amount, better.amount)
    )


def _binding(context: Context, objective: str, payout: Payout) -> tuple[CapRule | None, Amount | None]:
    """The cap that a row reaches, and what it leaves of the row."""
    worth = context.worth
    dimension = worth.assessments[objective].dimension
    for cap in worth.caps_of(objective):
        for period in worth.periods(objective):
            if worth.cap_in(cap, dimension, period) == payout.capped:
                return cap, payout.capped
    return None, payout.capped


def _cap_label(context: Context, cap: CapRule | None) -> tuple[Label, ...]:
    written = next((meant for rule, meant in context.worth.written() if rule is cap), None)
    return () if written is None else (Label(span=written.span, text="the cap"),)


def _sum(payout: Payout) -> str:
    return "the row is more" if payout.amount is None else f"it says {_money(payout.amount)}"


def _money(amount: Amount | None) -> str:
    from sladsl.diagnostics.stake import amount_words

    return "less" if amount is None else amount_words(amount)


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="The cap makes a row of the bands pay no more than a better one, or cuts every credit.",
    why=(
        "A table that ends with 50% reads well in a negotiation. Where the cap lets no more than 20% through, the "
        "row for the worst months says the same as the row before it: below that level, nothing more is owed, "
        "however bad it gets. Whoever signed for the 50% should know. The sums are computed as they are settled: "
        "from the written fee, or, where a fee is as invoiced, from shares of the same fee."
    ),
    bad=(
        Case(
            about="2,000 EUR are reached with the second row.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  service Shop { fee: 20_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands {
      at least 99.9%: none
      at least 99.0%: 5%
      at least 98.0%: 10%
      otherwise:      25%
    }
    cap: 2_000 EUR per month
  }
}
""",
            expected=(
                Expected(
                    line=17,
                    part="`otherwise` pays no more than `at least 98.0%`: it says 5,000.00 EUR, "
                    "and the cap leaves 2,000.00 EUR",
                ),
            ),
        ),
        Case(
            about="An amount for every miss that is more than the cap, in shares of one fee.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  party Nimbus { role: provider }
  service Shop { fee: as invoiced per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability { base: that month's fee of Shop   amount: 15% }
  cap: 10% of that month's fee of Shop per month, of all credits
}
""",
            expected=(
                Expected(
                    line=10,
                    part="15% is never paid in full: it says 15% of that month's fee of Shop, "
                    "and the cap leaves 10% of that month's fee of Shop",
                ),
            ),
        ),
        Case(
            about="One row pays, and never what it says; a part of the credit is not evaluated.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  service Shop { fee: 20_000 EUR per month }
  metric Uptime {
    of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  objective Reach { Nimbus ensures Uptime at least 99% each month }
  credit for Availability {
    base: that month's fee of Shop
    bands { at least 99.9%: none   otherwise: 10% }
    cap: 1_500 EUR per month
  }
  credit for Reach {
    base: that month's fee of Shop
    bands { at least 99%: none   at least 98%: 20%   otherwise: 25% }
    cap: 3_900 EUR per quarter
    earn back { when: met in 3 consecutive months   into: bank }
  }
}
""",
            expected=(
                Expected(line=14, part="the smallest is 10%, 2,000.00 EUR, and the cap leaves 1,500.00 EUR"),
                Expected(line=19, part="the smallest is 20%, 4,000.00 EUR, and the cap leaves 3,900.00 EUR"),
            ),
        ),
    ),
    good=(
        Case(
            about="The cap takes something off the last row, which still pays more than the one before it.",
            text="""\
sla Hosting "Web shop hosting" {
  time zone: "UTC"
  currency: EUR
  party Nimbus { role: provider }
  service Shop { fee: 20_000 EUR per month }
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
      otherwise:      50%
    }
    cap: 4_000 EUR per month
  }
}
""",
        ),
        Case(
            about="Whether 10% of an invoice reaches 2,000 EUR is not known.",
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
      otherwise:      25%
    }
    cap: 2_000 EUR per month
  }
}
""",
        ),
    ),
    check=check,
)
