"""`cap-never-binds`: a cap that all the credits under it together can't reach."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.ast.interpretation import Interpretation
from sladsl.checks.context import Context
from sladsl.checks.rule import Case, Expected, Rule, Voice
from sladsl.diagnostics.finding import Finding
from sladsl.model.meanings import Discretion, SumOfMoney

if TYPE_CHECKING:
    from sladsl.checks.worth import Worth
    from sladsl.plan.settlement import CapRule
    from sladsl.values.amount import Amount

OF_AMOUNTS = frozenset(
    key.name
    for key in (
        Interpretation.day_of_fee,
        Interpretation.partial_steps,
        Interpretation.fee_leaves_out,
        Interpretation.credit_base,
        Interpretation.several_bands_fit,
        Interpretation.missed_records,
        Interpretation.missed_objectives,
        Interpretation.order,
    )
)
"""Choices of which one answer makes more of a credit than another."""
SAY = Voice(name="cap-never-binds", code="B107", severity="information")


def check(context: Context) -> Iterator[Finding]:
    agreement = context.agreement
    if not agreement.caps and not any(credit.caps for credit in agreement.credits):
        return
    if _may_be_more(context):
        return
    from sladsl.diagnostics.stake import amount_words
    from sladsl.outcome.amounts import never_above

    worth = context.worth
    for rule, written in worth.written():
        found = _most(worth, rule)
        if found is None or written.amount is None:
            continue
        most, limit = found
        if never_above(most, limit) and most != limit:
            money = isinstance(written.amount, SumOfMoney)
            allowed = amount_words(limit) if money else context.words(written.amount.span)
            window = f"a {rule.window}" if rule.window != "term" else "the term"
            window = "the time of an invoice" if rule.invoice else window
            yield SAY(
                written.span,
                f"This cap is never reached: at most {amount_words(most)} can be credited in {window}, "
                f"and it allows {allowed}.",
                "Leave it out, or lower it to what it is meant to limit.",
            )


def _may_be_more(context: Context) -> bool:
    """Whether an amount may be more than is computed here: where somebody decides how much, or an answer does."""
    rows = [row.amount for credit in context.agreement.credits for row in credit.bands]
    flats = [credit.amount for credit in context.agreement.credits]
    if any(isinstance(each, Discretion) for each in (*rows, *flats)):
        return True
    return any(
        each.key in OF_AMOUNTS and each.state in ("silent", "open") for each in context.needed_choices()
    )


def _most(worth: Worth, cap: CapRule) -> tuple[Amount, Amount] | None:
    """All that can be credited in a window of the cap, and what it allows there; None where it can't be told."""
    from sladsl.checks.worth import greatest, periods_in, scoped, smallest
    from sladsl.values.amount import scale, total

    if cap.run > 1 or cap.years is not None:
        return None
    names = [name for name in worth.assessments if not cap.objectives or name in cap.objectives]
    parts: list[Amount] = []
    limits: list[Amount | None] = []
    for name in names:
        assessment, kind = worth.assessments[name], worth.kind(name)
        times = periods_in(cap, kind)
        if times is None or (assessment.credit is not None and assessment.credit.each_missed):
            return None
        if assessment.dimension and not scoped(cap):
            if not assessment.scopes:
                return None
            times *= len(assessment.scopes)
        # In each of the periods by itself: February's fee is not March's.
        amounts = [greatest(each.amount for each in month) for month in worth.by_period(name)]
        periods = worth.periods(name)
        if times == 1:
            limits += [worth.cap_in(cap, assessment.dimension, period) for period in periods]
        else:
            limits += [worth.cap_in(cap, assessment.dimension, periods[0])]
        most = greatest(amounts)
        if most is None or (times > 1 and _waits(most)):
            return None
        parts.append(scale(most, Fraction(times) * worth.times(name)))
    limit = smallest(limits)
    return None if limit is None or not parts else (total(*parts), limit)


def _waits(amount: Amount) -> bool:
    """Whether it is a share of a fee: of several periods, and so of several fees."""
    from sladsl.values.amount import fees_in

    return bool(fees_in(amount))


RULE = Rule(
    name=SAY.name,
    code=SAY.code,
    severity=SAY.severity,
    summary="All the credits under a cap together can't reach it.",
    why=(
        "A cap of 90 days of a quarter's fee over bands that end at 25% limits nothing. It may be a safety net for "
        "rows still to come, or a slip: the wrong window, a base that has grown, a cap of each credit that was "
        "meant for all. Either way a reader who counts on it as the limit of the risk looks at the wrong line. "
        "The most that can be credited is computed from the dearest row of every promise, in every period of the "
        "window; where that needs a fee that nobody knows yet, nothing is said."
    ),
    bad=(
        Case(
            about="Twelve times 300 EUR are 3,600 EUR.",
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
  }
  cap: 5_000 EUR per contract year, of all credits
}
""",
            expected=(
                Expected(
                    line=16,
                    part="at most 3,600.00 EUR can be credited in a contract year, and it allows 5,000.00 EUR",
                ),
            ),
        ),
        Case(
            about="In shares of the same fee: 25%, and 90 days of at most 92.",
            text="""\
sla Online "Online service" {
  time zone: "UTC"
  interpretation { day of fee: days of the period }
  party Nimbus { role: provider }
  service Site { fee: as invoiced per quarter }
  metric Uptime {
    of: Site   measure: as reported
    collected by: Nimbus   controlled by: Nimbus
  }
  objective Availability {
    Nimbus ensures Uptime at least 99.9% each quarter
  }
  credit for Availability {
    base: that quarter's fee of Site
    bands { at least 99.9%: none   at least 99.0%: 10%   otherwise: 25% }
    cap: 90 days of the fee per quarter
  }
}
""",
            expected=(
                Expected(
                    line=16,
                    part="at most 25% of that quarter's fee of Site can be credited in a quarter, "
                    "and it allows 90 days of the fee",
                ),
            ),
        ),
    ),
    good=(
        Case(
            about="Acme decides how much it is, up to 150 EUR.",
            text="""\
sla Hosting "Web shop hosting" {
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus { role: provider   accepted: by ordering }
  party Acme { role: customer   accepted: by ordering }
  interpretation { money rounding: half up to 0.01 EUR, on each line }
  service Shop { fee: 1_000 EUR per month }
  metric Uptime { of: Shop   measure: as reported
    collected by: Nimbus   controlled by: Nimbus }
  objective Availability { Nimbus ensures Uptime at least 99.9% each month }
  credit for Availability {
    base: that month's fee of Shop
    amount: 5% to 15%   decided by: Acme
  }
  cap: 100 EUR per month, of all credits
}
""",
        ),
        Case(
            about="Two bad months reach it.",
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
  }
  cap: 500 EUR per contract year, of all credits
}
""",
        ),
        Case(
            about="A cap of money over shares of an unknown fee.",
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
  credit for Availability { base: that month's fee of Shop   amount: 10% }
  cap: 2_000 EUR per month
}
""",
        ),
    ),
    check=check,
)
