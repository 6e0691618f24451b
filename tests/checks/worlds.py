"""Agreements for the properties of the rules, and what an evaluation of their scenarios makes of them.

A rule that computes must compute what a statement does, so the other side of a property is always the settlement.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from sladsl.api.read import read_text
from sladsl.api.scenarios import play
from sladsl.checks.context import Context
from sladsl.checks.rule import Rule
from sladsl.diagnostics.finding import Finding
from sladsl.model.meanings import Agreement
from sladsl.outcome.statement import Statement
from sladsl.source import SourceText
from sladsl.values.amount import known
from tests.checks.texts import context_of

BANDS = """\
sla Hosting "Web shop hosting" {{
  effective: 2026-01-01   time zone: "UTC"   currency: EUR
  party Nimbus {{ role: provider   accepted: by ordering }}
  party Acme {{ role: customer   accepted: by ordering }}
  interpretation {{
    money rounding: half up to 0.01 EUR, on each line   level rounding: none   credit when met: paid
    cap covers: all credits   day of fee: thirtieth of a month
  }}
  service Shop {{ hours: always   fee: {fee} EUR per month }}
  metric Uptime {{ of: Shop   measure: as reported   collected by: Nimbus   controlled by: Acme }}
  metric Speed {{ of: Shop   measure: as reported   collected by: Nimbus   controlled by: Nimbus }}
  objective Availability {{ Nimbus ensures Uptime at least 99.9% each month }}
  objective Quick {{ Nimbus ensures Speed at least 95% each month }}
  credit for Availability {{ base: that month's fee of Shop   {rows} }}
  credit for Quick {{ base: that month's fee of Shop   amount: {flat}% }}
  {caps}
  scenario "Bad months" {{
    months: 2026-01 to 2026-12
    levels for Availability {{ {levels} }}
    levels for Quick {{ {quick} }}
  }}
}}
"""


def by_month(levels: Sequence[str]) -> str:
    """A level for each month of 2026, the list over and over."""
    return "   ".join(f"2026-{month:02}: {levels[(month - 1) % len(levels)]}" for month in range(1, 13))


def bands(
    rows: str,
    *,
    fee: int = 1_000,
    caps: str = "",
    flat: int = 0,
    levels: Sequence[str] = ("90%",),
    quick: str = "90%",
) -> str:
    """An agreement of two promises, the first with these rows, and a year of these levels."""
    return BANDS.format(
        rows=rows, fee=fee, caps=caps, flat=flat, levels=by_month(levels), quick=by_month((quick,))
    )


def agreement_of(text: str) -> tuple[Agreement, SourceText]:
    read = read_text(text)
    assert not read.broken, [finding.message for finding in read.findings]
    assert read.agreement is not None
    return read.agreement, read.source


def statement(text: str) -> Statement:
    """What the only scenario of an agreement comes to."""
    agreement, _ = agreement_of(text)
    played = play(agreement, agreement.scenarios[0])
    assert played.evaluation is not None
    return played.evaluation.outcome.statement


def found_by(rule: Rule, text: str) -> list[Finding]:
    return list(rule.check(context_of(text)))


def credits_of(of: Statement, objective: str) -> list[Fraction]:
    """The credits of an objective in the order of its periods, in the agreement's currency."""
    found = []
    for line in of.lines:
        if line.objective == objective:
            money = None if line.credit is None else known(line.credit, "EUR")
            assert money is not None
            found.append(money.amount)
    return found


def context(text: str) -> Context:
    return context_of(text)


def levels_around(bounds: Sequence[Fraction]) -> list[Fraction]:
    """Every bound, the levels between two of them, and some outside."""
    points = sorted({*bounds, Fraction(0), Fraction(1)})
    return sorted({*points, *((a + b) / 2 for a, b in pairwise(points))})
